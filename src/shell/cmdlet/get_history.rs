//! Get-History: what was typed before.

use super::{Action, Cmdlet, Kind, Parameter};
use crate::shell::bind::Bound;
use crate::shell::format::{Column, View};
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::{Object, Value, count};

const TYPE: &str = "Microsoft.PowerShell.Commands.HistoryInfo";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-History",
    aliases: &["h", "history", "ghy"],
    synopsis: "Lists the lines that were typed before.",
    description: "",
    parameters: &[Parameter::new("Count", Kind::Int(1, 1_000), "How many of the last lines.").at(0)],
    examples: &[],
    views: &[View::table(TYPE, &[Column::new("Id", Some(4)).right(), Column::new("CommandLine", None)])],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, _: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let history = evaluation.around.history;
    let shown = bound.int("Count").and_then(|count| usize::try_from(count).ok()).unwrap_or(usize::MAX);
    let lines = history.iter().enumerate().skip(history.len().saturating_sub(shown));
    let entry = |(number, line): (usize, &String)| {
        Object::new(TYPE).with("Id", count(number + 1)).with("CommandLine", Value::text(line)).into_value()
    };
    Ok(lines.map(entry).collect())
}
