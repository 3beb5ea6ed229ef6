//! New-MailboxDatabase.

use super::get_mailbox_database::made_database;
use super::object_paths::{COPY_FILE, DATABASE_FILE, change, change_copy, copy_paths, new_paths};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::model::local_copies::LocalInput;
use crate::model::objects::{DatabaseKind, ObjectInput};
use crate::shell::bind::Bound;
use crate::shell::directory::storage_group;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// How a database is made.
pub(super) const PARAMETERS: [Parameter; 6] = [
    Parameter::new("Name", Kind::Text, "Its name.").mandatory().at(0),
    Parameter::new("StorageGroup", Kind::Name(Names::StorageGroup), "Its storage group.").mandatory(),
    DATABASE_FILE,
    Parameter::new(
        "HasLocalCopy",
        Kind::Switch,
        "Says that it shall have a local copy; so it is with its storage group's.",
    ),
    COPY_FILE,
    DOMAIN_CONTROLLER,
];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "New-MailboxDatabase",
    aliases: &[],
    synopsis: "Makes a mailbox database in a storage group.",
    description: "The object is made in the directory; the file appears when the database is mounted for the first time. This lab takes one database a storage group, as continuous replication does.",
    parameters: &PARAMETERS,
    examples: &[Example {
        line: "New-MailboxDatabase -StorageGroup \"EXCHMAILBOX\\Second Storage Group\" -Name \"Mailbox Database 2\"",
        says: "Makes a database; Mount-Database makes its file.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    intent_of("mailbox database", bound, host)
}

/// What is about to be made.
pub(super) fn intent_of(what: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let group = storage_group(&host.view(), &bound.text("StorageGroup").unwrap_or_default())?;
    let (name, group) = (bound.text("Name").unwrap_or_default(), host.view().bench.group_name(group));
    Ok(format!("Creating {what} \"{name}\" in storage group \"{group}\"."))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    make(DatabaseKind::Mailbox, bound, host)
}

/// Makes a database, and its place on a local copy.
pub(super) fn make(kind: DatabaseKind, bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = storage_group(&host.view(), &bound.text("StorageGroup").unwrap_or_default())?;
    let name = bound.text("Name").unwrap_or_default();
    change(host, ObjectInput::NewDatabase { group, name, kind, paths: new_paths(bound) })?;
    let paths = copy_paths(bound);
    let file = paths.database_file.clone();
    let is_replicated = host.view().bench.group(group).partner().is_some();
    // A storage group that has a copy takes the database along; one without is told where it will be.
    if is_replicated && file.is_some() {
        change_copy(host, LocalInput::MoveCopy { group, paths })?;
    } else if !is_replicated && (bound.switch("HasLocalCopy") || file.is_some()) {
        change_copy(host, LocalInput::EnableDatabaseCopy { group, file })?;
    }
    Ok(Outcome::Done(Reply::objects(vec![made_database(&host.view(), group)])))
}
