//! Disable-DatabaseCopy.

use super::mailbox_database::{IDENTITY, database_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Reply};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disable-DatabaseCopy",
    aliases: &[],
    synopsis: "Takes back that a database shall have a local copy.",
    description: "Replication has to be ended first with Disable-StorageGroupCopy. The files stay.",
    parameters: &[IDENTITY, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Disable-DatabaseCopy \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\"",
        says: "Takes the path of the copy back.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| Ok(format!("Disabling the local copy of database \"{}\".", database_of(bound, host)?.id)),
        run: |bound, host| {
            let group = database_of(bound, host)?.group;
            submit(host, Input::ChangeLocalCopy { input: LocalInput::DisableDatabaseCopy { group } })?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
