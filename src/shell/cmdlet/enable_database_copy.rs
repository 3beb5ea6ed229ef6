//! Enable-DatabaseCopy.

use super::mailbox_database::{IDENTITY, database_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Enable-DatabaseCopy",
    aliases: &[],
    synopsis: "Says where the copy of a database shall be, for local continuous replication.",
    description: "It is the first of two steps: Enable-StorageGroupCopy then seeds the copy and begins to replicate.",
    parameters: &[
        IDENTITY,
        Parameter::new("CopyEdbFilePath", Kind::Text, "The copy's database file."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Enable-DatabaseCopy \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\"",
        says: "Says that the copy shall be where the product proposes.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| Ok(format!("Enabling the local copy of database \"{}\".", database_of(bound, host)?.id)),
        run: |bound, host| {
            let group = database_of(bound, host)?.group;
            submit(
                host,
                Input::ChangeLocalCopy {
                    input: LocalInput::EnableDatabaseCopy { group, file: bound.text("CopyEdbFilePath") },
                },
            )?;
            Ok(Outcome::Done(Reply::default()))
        },
        resume: None,
    }),
};
