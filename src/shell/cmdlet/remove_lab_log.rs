//! Remove-LabLog: somebody deletes log files by hand.

use super::lab_group::{COPY, IDENTITY, group_of, intent, side_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-LabLog",
    aliases: &[],
    synopsis: "Deletes the oldest closed logs of a storage group by hand.",
    description: "What people do to a full disk. Nothing asks whether a log is still needed: a recovery, a copy or a restore may miss it later.",
    parameters: &[
        IDENTITY,
        Parameter::new("Count", Kind::Int(1, 1_000_000), "How many logs, the oldest first; one if nothing is said."),
        COPY,
    ],
    examples: &[Example {
        line: "Remove-LabLog -Count 20",
        says: "Deletes the twenty oldest logs of the active copy.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Deleting logs of", bound, host),
        run: |bound, host| {
            let group = group_of(bound, host)?;
            let count = match bound.value("Count") {
                Some(Value::Int(count)) => u32::try_from(*count).unwrap_or(1),
                _ => 1,
            };
            submit(host, Input::DeleteLogs { group, side: side_of(bound), count })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
