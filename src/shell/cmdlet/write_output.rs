//! Write-Output: values into the pipeline.

use super::{Action, Cmdlet, Example, Intake, Kind, Parameter};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Write-Output",
    aliases: &["echo", "write"],
    synopsis: "Gives its arguments to the next stage, or shows them.",
    description: "",
    parameters: &[Parameter::new("InputObject", Kind::Any, "The values.").at(0).takes(Intake::Value)],
    examples: &[Example { line: "Write-Output 'the second failure follows'", says: "Shows a line of text." }],
    views: &[],
    action: Action::Stream(|_, bound, input| {
        Ok(if bound.is_given("InputObject") {
            bound.list("InputObject")
        } else {
            input.into_iter().filter(|value| *value != Value::Null).collect()
        })
    }),
};
