//! Get-LabTask: the tasks of a compute cluster, one by one.

use super::{Action, Cmdlet, Example, Kind, Parameter, Reply};
use crate::model::compute::{ComputeView, Frame, FrameState};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Task";

const STATES: &[&str] = &[
    FrameState::Waiting.name(),
    FrameState::Queued.name(),
    FrameState::Fetching.name(),
    FrameState::Computing.name(),
    FrameState::Delivering.name(),
    FrameState::Done.name(),
    FrameState::Lost.name(),
];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabTask",
    aliases: &[],
    synopsis: "Lists the tasks of a compute cluster, where each stands and which worker has it.",
    description: "Of a finished task the worker is named only if its result lies there.",
    parameters: &[Parameter::new("State", Kind::Choice(STATES), "Only tasks that stand there.")],
    examples: &[Example { line: "Get-LabTask -State computing", says: "Shows what is being computed." }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Number", Some(8)).right(),
            Column::new("State", Some(12)),
            Column::new("Worker", Some(12)),
            Column::new("HasCopy", None),
        ],
    )],
    action: Action::Read(|_, _| {
        let error = ShellError::new(Category::InvalidOperation, "This bench has no tasks: it is about Exchange.");
        Err(error.hint("a transcript that begins with compute has some"))
    }),
};

/// The tasks.
pub(super) fn tasks(bound: &Bound, view: &ComputeView<'_>) -> Reply {
    let wanted = bound.text("State");
    let is_wanted = |frame: &Frame| wanted.as_deref().is_none_or(|state| frame.state.name() == state);
    let object = |frame: Frame| {
        Object::new(TYPE)
            .with("Number", Value::Int(i64::from(frame.task.0) + 1))
            .with("State", Value::text(frame.state.name()))
            .with("Worker", frame.worker.map_or(Value::Null, |worker| Value::Text(worker.name())))
            .with("HasCopy", Value::Bool(frame.has_copy))
            .into_value()
    };
    Reply::objects(view.bench.strip().into_iter().filter(is_wanted).map(object).collect())
}
