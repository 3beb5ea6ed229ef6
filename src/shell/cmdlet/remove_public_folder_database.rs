//! Remove-PublicFolderDatabase.

use super::mailbox_database::{IDENTITY, database_of_kind};
use super::refused::refused;
use super::remove_mailbox_database::remove;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter};
use crate::model::objects::DatabaseKind;
use crate::model::refusal::Refusal;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;

const KIND: DatabaseKind = DatabaseKind::PublicFolders;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Remove-PublicFolderDatabase",
    aliases: &[],
    synopsis: "Takes a public folder database out of the directory.",
    description: "It has to be dismounted, and replication has to be ended first. The last one of the organisation goes only with -RemoveLastAllowed. Its files stay on the disk.",
    parameters: &[
        IDENTITY,
        Parameter::new("RemoveLastAllowed", Kind::Switch, "Also if it is the last one of the organisation."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Remove-PublicFolderDatabase \"EXCHMAILBOX\\Second Storage Group\\Public Folder Database\" -RemoveLastAllowed",
        says: "Removes the database after asking.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| {
            Ok(format!("Removing public folder database \"{}\".", database_of_kind(KIND, bound, host)?.id))
        },
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let database = database_of_kind(KIND, bound, host)?;
    let is_last = host.view().bench.public_folder_groups().len() == 1;
    if is_last && !bound.switch("RemoveLastAllowed") {
        return Err(refused(&host.view(), &Refusal::LastFolderDatabase { group: database.group }));
    }
    remove(&database, host)
}
