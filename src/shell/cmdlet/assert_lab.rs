//! Assert-Lab: a condition that has to hold.

use super::{Action, Cmdlet, Example, Kind, Parameter, block_of};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::pipeline::{Evaluation, Stop};
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Assert-Lab",
    aliases: &["assert"],
    synopsis: "Fails unless a condition holds; this makes a transcript a test.",
    description: "The condition may read and nothing else.",
    parameters: &[
        Parameter::new("Condition", Kind::Block, "The condition.").mandatory().at(0),
        Parameter::new("Message", Kind::Text, "What to say when it does not hold.").at(1),
    ],
    examples: &[Example {
        line: "Assert-Lab { (Get-LabMail).Lost -eq 0 } -Message 'no letter is lost'",
        says: "Checks that nothing was lost.",
    }],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, _: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let Some(condition) = block_of(bound, "Condition") else { return Ok(Vec::new()) };
    // The moment of the first look counts, also when the line is run again after a later question.
    let holds = evaluation.once(|evaluation| evaluation.observe(&condition))?;
    if holds {
        return Ok(Vec::new());
    }
    let source = condition.source.trim();
    let message = match bound.text("Message") {
        Some(said) => format!("The assertion failed: {said} ({source})."),
        None => format!("The assertion failed: {source}."),
    };
    Err(ShellError::new(Category::AssertionFailed, message).target(source).into())
}
