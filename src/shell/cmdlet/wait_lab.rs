//! Wait-Lab: let simulated time pass.

use super::{Action, Cmdlet, Example, Kind, Parameter, block_of};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::pipeline::{Evaluation, Parked, Stop};
use crate::shell::value::{TimeSpan, Value};

/// How long a condition is waited for, unless told otherwise.
const LIMIT_DEFAULT: TimeSpan = TimeSpan::from_millis(86_400_000);

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Wait-Lab",
    aliases: &["wait"],
    synopsis: "Lets simulated time pass: for a while, or until a condition holds.",
    description: "The condition is looked at after every event. It may read and nothing else. After the limit, one day unless -Limit says otherwise, the wait ends with an error.",
    parameters: &[
        Parameter::new("Duration", Kind::Duration, "How long, such as 90s, 1h30m or 2d.").at(0),
        Parameter::new("For", Kind::Block, "The condition."),
        Parameter::new("Limit", Kind::Duration, "How long to wait for the condition at most."),
    ],
    examples: &[
        Example { line: "Wait-Lab 90s", says: "Lets one and a half minutes pass." },
        Example {
            line: "Wait-Lab -For { (Get-ClusteredMailboxServerStatus).State -eq 'Online' } -Limit 10m",
            says: "Waits until the server is online.",
        },
    ],
    views: &[],
    action: Action::Stream(run),
};

fn run(evaluation: &mut Evaluation<'_>, bound: &Bound, _: Vec<Value>) -> Result<Vec<Value>, Stop> {
    let now_ms = evaluation.host.now_ms();
    let after = |span: TimeSpan| now_ms.saturating_add(u64::try_from(span.as_millis()).unwrap_or(0));
    let parked = match (block_of(bound, "For"), bound.span_of("Duration")) {
        (None, Some(duration)) => Parked::Until(after(duration)),
        (Some(block), None) => {
            let limit_ms = Some(after(bound.span_of("Limit").unwrap_or(LIMIT_DEFAULT)));
            Parked::Condition { block, limit_ms }
        }
        _ => {
            let error = ShellError::new(
                Category::InvalidArgument,
                "It needs either a length of time or a condition to wait for.",
            );
            return Err(error.hint("write Wait-Lab 90s, or Wait-Lab -For { (Get-LabQuorum).Held }").into());
        }
    };
    let reply = evaluation.wait(parked)?;
    evaluation.take(reply)
}
