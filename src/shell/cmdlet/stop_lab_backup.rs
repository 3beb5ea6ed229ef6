//! Stop-LabBackup: end the running backup of a storage group.

use super::lab_group::{IDENTITY, group_of, intent};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Outcome, Reply};
use crate::model::input::Input;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Stop-LabBackup",
    aliases: &[],
    synopsis: "Stops the running backup of a storage group.",
    description: "Nothing is recorded, and no log may go.",
    parameters: &[IDENTITY],
    examples: &[Example { line: "Stop-LabBackup", says: "Stops the backup that is running." }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Stopping the backup of", bound, host),
        run: |bound, host| {
            let group = group_of(bound, host)?;
            submit(host, Input::StopBackup { group })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
