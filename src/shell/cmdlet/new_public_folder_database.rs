//! New-PublicFolderDatabase.

use super::new_mailbox_database::{PARAMETERS, intent_of, make};
use super::{Action, Change, Cmdlet, Example};
use crate::model::objects::DatabaseKind;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "New-PublicFolderDatabase",
    aliases: &[],
    synopsis: "Makes a public folder database in a storage group.",
    description: "A server takes one. It is replicated only as the sole public folder database of the organisation. The object is made in the directory; the file appears when the database is mounted for the first time.",
    parameters: &PARAMETERS,
    examples: &[Example {
        line: "New-PublicFolderDatabase -StorageGroup \"EXCHMAILBOX\\Second Storage Group\" -Name \"Public Folder Database\"",
        says: "Makes a database; Mount-Database makes its file.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| intent_of("public folder database", bound, host),
        run: |bound, host| make(DatabaseKind::PublicFolders, bound, host),
        resume: None,
    }),
};
