//! Format-List: one line a property.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of, view_of};
use crate::shell::bind::Bound;
use crate::shell::format::{Entry, default_output, list, list_entries};
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Format-List",
    aliases: &["fl"],
    synopsis: "Shows objects as lists of their properties.",
    description: "Without properties, the list is the one that belongs to the type; * shows every property.",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The lines: names, patterns or calculated properties.").at(0),
        INPUT_OBJECT,
    ],
    examples: &[Example {
        line: "Get-StorageGroupCopyStatus | Format-List *Log*",
        says: "Shows every property with Log in its name.",
    }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let width = evaluation.around.width;
    let mut text = String::new();
    for object in &input_of(bound, input) {
        let entries = match object {
            _ if bound.is_given("Property") => picked_entries(evaluation, bound, object)?,
            Value::Object(own) => list_entries(own, view_of(&own.type_name)),
            Value::Hash(pairs) => pairs
                .iter()
                .flat_map(|(key, value)| [Entry::new("Name", &Value::text(key)), Entry::new("Value", value)])
                .collect(),
            plain => {
                text.push_str(&default_output(std::slice::from_ref(plain), width, view_of));
                continue;
            }
        };
        text = text.trim_end_matches('\n').to_owned();
        text.push_str(if text.is_empty() { "" } else { "\n" });
        text.push_str(&list(&[entries], width));
    }
    Ok(if text.is_empty() { Vec::new() } else { vec![Value::Formatted(text)] })
}

fn picked_entries(evaluation: &mut Evaluation<'_>, bound: &Bound, object: &Value) -> Result<Vec<Entry>, Stop> {
    let picks = Pick::from_values(&bound.list("Property"), Some(object))?;
    picks.iter().map(|pick| Ok(Entry::new(&pick.heading, &evaluation.picked(pick, object)?))).collect()
}
