//! Where-Object: the objects for which a condition holds.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, block_of, input_of};
use crate::shell::bind::Bound;
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Where-Object",
    aliases: &["?", "where"],
    synopsis: "Lets through the objects for which a condition holds.",
    description: "The object is $_ in the condition.",
    parameters: &[Parameter::new("FilterScript", Kind::Block, "The condition.").mandatory().at(0), INPUT_OBJECT],
    examples: &[Example { line: "1..9 | Where-Object { $_ -gt 7 }", says: "Keeps 8 and 9." }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let Some(filter) = block_of(bound, "FilterScript") else { return Ok(Vec::new()) };
    let mut kept = Vec::new();
    for object in input_of(bound, input) {
        if Value::from_many(evaluation.block(&filter, &object)?).is_true() {
            kept.push(object);
        }
    }
    Ok(kept)
}
