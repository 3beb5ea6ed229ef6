//! Get-PublicFolderDatabase: the public folder databases of the organisation.

use super::get_mailbox_database::{PARAMETERS, databases};
use super::{Action, Cmdlet, Example};
use crate::model::objects::DatabaseKind;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-PublicFolderDatabase",
    aliases: &[],
    synopsis: "Lists the public folder databases of the organisation.",
    description: "Whether a database is mounted only the server knows: ask with -Status.",
    parameters: &PARAMETERS,
    examples: &[Example {
        line: "Get-PublicFolderDatabase -Status | Format-Table Name,StorageGroup,Mounted",
        says: "Shows which databases are mounted.",
    }],
    views: &[],
    action: Action::Read(|bound, host| databases(DatabaseKind::PublicFolders, bound, host)),
};
