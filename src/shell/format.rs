//! Objects to text, in the layouts of PowerShell 1.0.
//!
//! A block of a table or list begins and ends with one blank line; lines carry no blanks at their ends.

mod list;
mod table;
mod text;
mod view;
mod wide;
mod width;

use super::value::{Object, Value};

pub use list::{Entry, list};
pub use table::{Grid, GridColumn, TableOptions, table};
pub use text::wrap;
pub use view::{Align, Column, Shape, View};
pub use wide::wide;

/// Properties up to which an object without a view is shown as a table.
const TABLE_PROPERTIES_MAX: usize = 4;

/// What a console shows of values at the end of a pipeline.
pub fn default_output(values: &[Value], width: usize, view_of: fn(&str) -> Option<&'static View>) -> String {
    let flat = flatten(values);
    let mut text = String::new();
    let mut rest = flat.as_slice();
    while let Some(first) = rest.first() {
        let alike = rest.iter().skip(1).take_while(|value| shown_alike(first, value)).count() + 1;
        text.push_str(&run_of_one_kind(&rest[..alike], width, view_of));
        rest = &rest[alike..];
    }
    text
}

/// Lists count as their elements, null as nothing.
fn flatten(values: &[Value]) -> Vec<Value> {
    let mut flat = Vec::new();
    for value in values {
        match value {
            Value::Null => {}
            Value::List(items) => flat.extend(flatten(items)),
            other => flat.push(other.clone()),
        }
    }
    flat
}

fn shown_alike(first: &Value, other: &Value) -> bool {
    match (first, other) {
        (Value::Object(first), Value::Object(other)) => first.type_name == other.type_name,
        (Value::Hash(_), Value::Hash(_)) => true,
        _ => false,
    }
}

/// `values` has at least one element, and all are shown alike; a plain value stands alone.
fn run_of_one_kind(values: &[Value], width: usize, view_of: fn(&str) -> Option<&'static View>) -> String {
    match values.first() {
        Some(Value::Object(first)) => {
            let objects: Vec<&Object> = values.iter().filter_map(as_object).collect();
            objects_output(first, &objects, width, view_of(&first.type_name))
        }
        Some(Value::Hash(_)) => hash_table(values, width),
        Some(Value::Formatted(text)) => text.clone(),
        Some(plain) => format!("{}\n", plain.to_text()),
        None => String::new(),
    }
}

fn as_object(value: &Value) -> Option<&Object> {
    match value {
        Value::Object(object) => Some(object),
        _ => None,
    }
}

fn objects_output(first: &Object, objects: &[&Object], width: usize, view: Option<&'static View>) -> String {
    match view {
        Some(view) if view.shape == Shape::Table => view_table(view, objects, width, TableOptions::default()),
        Some(view) => list(&objects.iter().map(|object| list_entries(object, Some(view))).collect::<Vec<_>>(), width),
        None if first.properties().count() <= TABLE_PROPERTIES_MAX => {
            table(&plain_grid(objects), width, TableOptions::default())
        }
        None => list(&objects.iter().map(|object| list_entries(object, None)).collect::<Vec<_>>(), width),
    }
}

/// The table of a view, or one table for each value of the property that it groups by.
pub fn view_table(view: &View, objects: &[&Object], width: usize, options: TableOptions) -> String {
    let options = TableOptions { wrap: options.wrap || view.wraps, ..options };
    let Some(group) = view.group else { return table(&view_grid(view, objects), width, options) };
    let mut text = String::new();
    let mut rest = objects;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|object| object.get(group) == first.get(group)).count();
        text.push_str(&format!("\n   {group}: {}\n", cell(first.get(group))));
        text.push_str(&table(&view_grid(view, &rest[..alike]), width, options));
        rest = &rest[alike..];
    }
    text
}

/// The table of a view, without grouping.
pub fn view_grid(view: &View, objects: &[&Object]) -> Grid {
    let columns = view.table.iter().map(|column| GridColumn {
        heading: column.heading.to_owned(),
        width: column.width,
        align: column.align,
    });
    let cells = |object: &&Object| view.table.iter().map(|column| cell(object.get(column.property))).collect();
    Grid { columns: columns.collect(), rows: objects.iter().map(cells).collect() }
}

/// A table of the first object's properties.
pub fn plain_grid(objects: &[&Object]) -> Grid {
    let Some(first) = objects.first() else { return Grid::default() };
    let columns = first.properties().map(|(name, value)| GridColumn {
        heading: name.to_owned(),
        width: None,
        align: alignment(value),
    });
    let names: Vec<&str> = first.properties().map(|(name, _)| name).collect();
    let cells = |object: &&Object| names.iter().map(|name| cell(object.get(name))).collect();
    Grid { columns: columns.collect(), rows: objects.iter().map(cells).collect() }
}

/// Labels and values of one object, as its view lists them.
pub fn list_entries(object: &Object, view: Option<&View>) -> Vec<Entry> {
    let entry = |name: &str, value: &Value| Entry::new(name, value);
    match view.filter(|view| !view.list.is_empty()) {
        Some(view) => view.list.iter().filter_map(|name| object.get(name).map(|value| entry(name, value))).collect(),
        None => object.properties().map(|(name, value)| entry(name, value)).collect(),
    }
}

/// Numbers and truth values stand to the right, everything else to the left.
pub fn alignment(value: &Value) -> Align {
    match value {
        Value::Int(_) | Value::Decimal(_) | Value::Bool(_) => Align::Right,
        _ => Align::Left,
    }
}

fn cell(value: Option<&Value>) -> String {
    value.map(Value::to_cell).unwrap_or_default()
}

fn hash_table(values: &[Value], width: usize) -> String {
    let column = |heading: &str, width| GridColumn { heading: heading.to_owned(), width, align: Align::Left };
    let mut rows = Vec::new();
    for value in values {
        if let Value::Hash(entries) = value {
            rows.extend(entries.iter().map(|(key, value)| vec![key.clone(), value.to_cell()]));
        }
    }
    let grid = Grid { columns: vec![column("Name", Some(30)), column("Value", None)], rows };
    table(&grid, width, TableOptions::default())
}
