//! Group-Object: the objects in heaps of equal ones.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of};
use crate::shell::bind::Bound;
use crate::shell::format::{Column, View};
use crate::shell::pipeline::{Evaluation, Pick, Stop};
use crate::shell::value::{Object, Value, count};

const TYPE: &str = "Microsoft.PowerShell.Commands.GroupInfo";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Group-Object",
    aliases: &["group"],
    synopsis: "Collects objects that agree in a property.",
    description: "",
    parameters: &[
        Parameter::new("Property", Kind::Properties, "The properties in which they agree.").at(0),
        INPUT_OBJECT,
    ],
    examples: &[Example { line: "Get-LabJournal | Group-Object Event", says: "Counts the events of each kind." }],
    views: &[View::table(
        TYPE,
        &[Column::new("Count", Some(5)).right(), Column::new("Name", Some(25)), Column::new("Group", None)],
    )],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let objects = input_of(bound, input);
    let picks = Pick::from_values(&bound.list("Property"), objects.first())?;
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for object in objects {
        let keys = if picks.is_empty() {
            vec![object.to_text()]
        } else {
            picks
                .iter()
                .map(|pick| evaluation.picked(pick, &object).map(|value| value.to_text()))
                .collect::<Result<Vec<String>, Stop>>()?
        };
        let name = keys.join(", ");
        match groups.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some((_, members)) => members.push(object),
            None => groups.push((name, vec![object])),
        }
    }
    let group = |(name, members): (String, Vec<Value>)| {
        let size = count(members.len());
        Object::new(TYPE)
            .with("Count", size)
            .with("Name", Value::Text(name))
            .with("Group", Value::List(members))
            .into_value()
    };
    Ok(groups.into_iter().map(group).collect())
}
