//! Remove-LabMail: somebody deletes letters, by mistake or not.

use super::lab_group::{IDENTITY, group_of, intent};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-LabMail",
    aliases: &[],
    synopsis: "Deletes letters from the mailboxes of a storage group.",
    description: "A deletion is a change like any other: every copy replays it, but for a target whose lag has not passed.",
    parameters: &[
        IDENTITY,
        Parameter::new("Count", Kind::Int(1, 1_000_000), "How many letters; all of them if nothing is said."),
    ],
    examples: &[Example { line: "Remove-LabMail -Count 10", says: "Deletes ten letters." }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Deleting letters from the mailboxes of", bound, host),
        run: |bound, host| {
            let group = group_of(bound, host)?;
            let count = match bound.value("Count") {
                Some(Value::Int(count)) => u32::try_from(*count).ok(),
                _ => None,
            };
            submit(host, Input::RemoveMail { group, count })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
