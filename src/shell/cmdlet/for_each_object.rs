//! ForEach-Object: code for each object of the pipeline.

use super::{Action, Cmdlet, Example, INPUT_OBJECT, Kind, Parameter, block_of, input_of};
use crate::shell::bind::Bound;
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "ForEach-Object",
    aliases: &["%", "foreach"],
    synopsis: "Runs code for each object of the pipeline.",
    description: "The object is $_ in the code.",
    parameters: &[
        Parameter::new("Process", Kind::Block, "The code for each object.").mandatory().at(0),
        Parameter::new("Begin", Kind::Block, "Code that runs once before."),
        Parameter::new("End", Kind::Block, "Code that runs once after."),
        INPUT_OBJECT,
    ],
    examples: &[Example { line: "1..3 | ForEach-Object { $_ * 2 }", says: "Doubles three numbers." }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, input: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let mut values = Vec::new();
    if let Some(begin) = block_of(bound, "Begin") {
        values.extend(evaluation.block(&begin, &Value::Null)?);
    }
    if let Some(process) = block_of(bound, "Process") {
        for object in input_of(bound, input) {
            values.extend(evaluation.block(&process, &object)?);
        }
    }
    if let Some(end) = block_of(bound, "End") {
        values.extend(evaluation.block(&end, &Value::Null)?);
    }
    Ok(values)
}
