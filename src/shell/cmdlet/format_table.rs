//! Format-Table: one line an object.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of, view_of};
use crate::shell::bind::Bound;
use crate::shell::format::{
    Grid, GridColumn, Shape, TableOptions, View, alignment, default_output, plain_grid, table, view_table,
};
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::{Object, Value};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Format-Table",
    aliases: &["ft"],
    synopsis: "Shows objects as a table.",
    description: "Without properties, the table is the one that belongs to the type.",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The columns: names, patterns or calculated properties.").at(0),
        Parameter::new("AutoSize", Kind::Switch, "Makes each column as wide as its longest text."),
        Parameter::new("HideTableHeaders", Kind::Switch, "Leaves out the headings."),
        Parameter::new("Wrap", Kind::Switch, "Shows long text in several lines instead of cutting it."),
        Parameter::new("GroupBy", Kind::Unsupported, "The property whose value stands above each table."),
        INPUT_OBJECT,
    ],
    examples: &[
        Example { line: "Get-Command | Format-Table Name", says: "Shows one column." },
        Example {
            line: "Get-Command | ft Name, @{ Name = 'Letters'; Expression = { $_.Name.Length } } -AutoSize",
            says: "Calculates a column.",
        },
    ],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let input = input_of(bound, input);
    let options = TableOptions {
        auto_size: bound.switch("AutoSize"),
        wrap: bound.switch("Wrap"),
        hide_headings: bound.switch("HideTableHeaders"),
    };
    let width = evaluation.around.width;
    let Some(first) = input.first() else { return Ok(Vec::new()) };
    let text = if bound.is_given("Property") {
        let picks = Pick::from_values(&bound.list("Property"), Some(first))?;
        table(&picked_grid(evaluation, &picks, &input)?, width, options)
    } else {
        let objects: Vec<&Object> = input.iter().filter_map(as_object).collect();
        match (as_object(first), view_of(first.type_name())) {
            (None, _) => default_output(&input, width, view_of),
            (Some(_), Some(view)) if has_table(view) => view_table(view, &objects, width, options),
            (Some(_), _) => table(&plain_grid(&objects), width, options),
        }
    };
    Ok(vec![Value::Formatted(text)])
}

fn has_table(view: &View) -> bool {
    view.shape == Shape::Table || !view.table.is_empty()
}

fn as_object(value: &Value) -> Option<&Object> {
    match value {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

/// The first object decides on which side a column's text stands.
fn picked_grid(evaluation: &mut Evaluation<'_>, picks: &[Pick], objects: &[Value]) -> Result<Grid, Stop> {
    let mut grid = Grid::default();
    for (number, object) in objects.iter().enumerate() {
        let values = picks.iter().map(|pick| evaluation.picked(pick, object)).collect::<Result<Vec<Value>, Stop>>()?;
        if number == 0 {
            grid.columns = picks.iter().zip(&values).map(|(pick, value)| column(pick, value)).collect();
        }
        grid.rows.push(values.iter().map(Value::to_cell).collect());
    }
    Ok(grid)
}

fn column(pick: &Pick, value: &Value) -> GridColumn {
    GridColumn { heading: pick.heading.clone(), width: pick.width, align: pick.align.unwrap_or(alignment(value)) }
}
