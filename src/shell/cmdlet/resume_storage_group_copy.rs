//! Resume-StorageGroupCopy: copying and replay go on.

use super::refused::submit;
use super::storage_group_copy::{IDENTITY, group_of, intent, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply, STANDBY_MACHINE};
use crate::model::input::Input;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Resume-StorageGroupCopy",
    aliases: &[],
    synopsis: "Takes copying and replay up again for a suspended copy.",
    description: "",
    parameters: &[IDENTITY, STANDBY_MACHINE, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Resume-StorageGroupCopy \"EXCHCMS\\First Storage Group\"",
        says: "Lets the copy go on.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent("Resuming", bound, host),
        run: |bound, host| {
            let (group, standby) = (group_of(bound, host)?, standby_of(bound, host)?);
            submit(host, Input::ResumeCopy { group, standby })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
