//! Get-LabJob: how the job of a compute cluster stands.

use super::{Action, Cmdlet, Example, Reply};
use crate::model::compute::{ComputeView, Job};
use crate::shell::error::{Category, ShellError};
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Job";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabJob",
    aliases: &[],
    synopsis: "Shows how the job of a compute cluster stands.",
    description: "Total is always Done, Waiting, Running and Lost together. MakespanMs is there once all tasks are done.",
    parameters: &[],
    examples: &[Example { line: "Get-LabJob | Format-List", says: "Shows all counts." }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("State", Some(10)),
            Column::new("Total", Some(8)).right(),
            Column::new("Done", Some(8)).right(),
            Column::new("Waiting", Some(8)).right(),
            Column::new("Running", Some(8)).right(),
            Column::new("Lost", Some(8)).right(),
            Column::new("Reissued", Some(9)).right(),
            Column::new("Duplicated", Some(11)).right(),
            Column::new("MakespanMs", None).right(),
        ],
    )],
    action: Action::Read(|_, _| {
        let error = ShellError::new(Category::InvalidOperation, "This bench has no job: it is about Exchange.");
        Err(error.hint("a transcript that begins with compute has one"))
    }),
};

/// The job.
pub(super) fn job(view: &ComputeView<'_>) -> Reply {
    let figures = view.bench.figures(view.now);
    let number = |count: u32| Value::Int(i64::from(count));
    let state = match view.bench.job {
        Job::Running => "Running",
        Job::Finished(_) => "Finished",
        Job::Aborted(_) => "Aborted",
    };
    let tally = figures.tally;
    let object = Object::new(TYPE)
        .with("State", Value::text(state))
        .with("Total", number(tally.waiting + tally.running + tally.done + tally.lost))
        .with("Done", number(tally.done))
        .with("Waiting", number(tally.waiting))
        .with("Running", number(tally.running))
        .with("Lost", number(tally.lost))
        .with("Reissued", number(figures.reissued))
        .with("Duplicated", number(figures.duplicated))
        .with("MakespanMs", figures.makespan.map_or(Value::Null, |span| Value::Int(span.as_millis() as i64)));
    Reply::objects(vec![object.into_value()])
}
