//! Out-String: what the screen would show, as text.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, input_of, view_of};
use crate::shell::bind::Bound;
use crate::shell::format::default_output;
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Out-String",
    aliases: &[],
    synopsis: "Gives what the console would show, as text.",
    description: "",
    parameters: &[
        Parameter::new("Width", Kind::Int(10, 1_000), "Characters in a line."),
        Parameter::new("Stream", Kind::Switch, "Gives each line by itself."),
        INPUT_OBJECT,
    ],
    examples: &[Example { line: "$text = Get-Command | Out-String", says: "Keeps the table as text." }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let width = bound.int("Width").and_then(|width| usize::try_from(width).ok()).unwrap_or(evaluation.around.width);
    let text = default_output(&input_of(bound, input), width, view_of);
    Ok(if bound.switch("Stream") { text.lines().map(Value::text).collect() } else { vec![Value::Text(text)] })
}
