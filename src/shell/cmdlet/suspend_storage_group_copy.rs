//! Suspend-StorageGroupCopy: copying and replay stand still.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, intent, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply, STANDBY_MACHINE};
use crate::model::input::Input;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Suspend-StorageGroupCopy",
    aliases: &[],
    synopsis: "Stops copying and replaying logs for a copy.",
    description: "While a copy is suspended its queues grow. It is no error to suspend it twice. A seeding that is under way ends, and leaves no baseline.",
    parameters: &[
        IDENTITY,
        Parameter::new("SuspendComment", Kind::Text, "Why; Get-StorageGroupCopyStatus shows it."),
        STANDBY_MACHINE,
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Suspend-StorageGroupCopy -Identity \"EXCHCMS\\First Storage Group\" -SuspendComment \"reseed\"",
        says: "Suspends the copy, as a reseed begins.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Suspending", bound, host),
        run: |bound, host| {
            let (group, standby) = (group_of(bound, host)?, standby_of(bound, host)?);
            submit(
                host,
                Input::SuspendCopy { group, standby, comment: bound.text("SuspendComment").unwrap_or_default() },
            )?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
