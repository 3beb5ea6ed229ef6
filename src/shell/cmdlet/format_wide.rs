//! Format-Wide: one property of each object, in columns.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::shell::bind::Bound;
use crate::shell::format::wide;
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Format-Wide",
    aliases: &["fw"],
    synopsis: "Shows one property of each object, in columns.",
    description: "Without a property, it shows the name.",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The property to show.").at(0),
        Parameter::new("Column", Kind::Int(1, 40), "How many columns."),
        INPUT_OBJECT,
    ],
    examples: &[Example { line: "Get-Command | Format-Wide Name -Column 3", says: "Shows names in three columns." }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let picks = Pick::from_values(&bound.list("Property"), None)?;
    let mut names = Vec::new();
    for object in input_of(bound, input) {
        names.push(match picks.first() {
            Some(pick) => evaluation.picked(pick, &object)?.to_cell(),
            None => object.property("Name").unwrap_or(object).to_text(),
        });
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let columns = bound.int("Column").and_then(|columns| usize::try_from(columns).ok()).unwrap_or(2);
    Ok(vec![Value::Formatted(wide(&names, columns, evaluation.around.width))])
}
