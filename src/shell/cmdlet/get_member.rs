//! Get-Member: which properties an object has.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::engine::in_order;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::{Column, View};
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::{Object, Value, like};

const TYPE: &str = "Microsoft.PowerShell.Commands.MemberDefinition";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-Member",
    aliases: &["gm"],
    synopsis: "Lists the properties of objects.",
    description: "",
    parameters: &[
        Parameter::new("Name", Kind::Text, "Only properties of this name; patterns will do.").at(0),
        INPUT_OBJECT,
    ],
    examples: &[Example {
        line: "Get-StorageGroupCopyStatus | Get-Member *Log*",
        says: "Lists the properties with Log in their name.",
    }],
    views: &[View {
        group: Some("TypeName"),
        ..View::table(
            TYPE,
            &[Column::new("Name", Some(32)), Column::new("MemberType", Some(10)), Column::new("Definition", None)],
        )
    }],
    action: Action::Stream(run),
};

fn run(_: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let pattern = bound.text("Name").unwrap_or_else(|| "*".to_owned());
    let objects = input_of(bound, input);
    if objects.is_empty() {
        let error = ShellError::new(Category::InvalidOperation, "No object has been specified to get-member.");
        return Err(error.hint("pipe objects into it: Get-StorageGroup | Get-Member").into());
    }
    let mut types: Vec<&str> = Vec::new();
    let mut members = Vec::new();
    for object in &objects {
        if types.contains(&object.type_name()) {
            continue;
        }
        types.push(object.type_name());
        let own = properties(object).into_iter().filter(|(name, _)| like(name, &pattern, false));
        let own = in_order(own, |(name, _)| name.clone());
        members.extend(own.into_iter().map(|(name, of)| member(object.type_name(), &name, &of)));
    }
    Ok(members)
}

/// Names and types of the properties.
fn properties(value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Object(object) => {
            object.properties().map(|(name, value)| (name.to_owned(), value.type_name().to_owned())).collect()
        }
        Value::Hash(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), value.type_name().to_owned())).collect()
        }
        Value::Text(_) => vec![("Length".to_owned(), "System.Int32".to_owned())],
        _ => Vec::new(),
    }
}

fn member(type_name: &str, name: &str, of: &str) -> Value {
    Object::new(TYPE)
        .with("TypeName", Value::text(type_name))
        .with("Name", Value::text(name))
        .with("MemberType", Value::text("Property"))
        .with("Definition", Value::Text(format!("{of} {name} {{get;}}")))
        .into_value()
}
