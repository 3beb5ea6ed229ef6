//! Get-MailboxDatabase: the mailbox databases of the organisation.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::backup::BackupKind;
use crate::model::exchange::ServerKind;
use crate::model::ids::StorageGroupId;
use crate::model::objects::{DatabaseKind, DatabaseSettings, Paths};
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::calendar::date;
use crate::shell::directory::{GroupEntry, not_found, storage_groups};
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.MailboxDatabase";
const FOLDER_TYPE: &str = "Microsoft.Exchange.Data.Directory.SystemConfiguration.PublicFolderDatabase";

/// Which databases are listed, and how.
pub(super) const PARAMETERS: [Parameter; 5] = [
    Parameter::new(
        "Identity",
        Kind::Name(Names::Database),
        "Server\\StorageGroup\\Name, the name alone, or a storage group.",
    )
    .at(0)
    .takes(Intake::Value),
    Parameter::new("Server", Kind::Name(Names::Server), "Only those of this server."),
    Parameter::new("StorageGroup", Kind::Name(Names::StorageGroup), "Only those of this storage group."),
    Parameter::new("Status", Kind::Switch, "Asks the server whether they are mounted."),
    DOMAIN_CONTROLLER,
];

const COLUMNS: [Column; 4] = [
    Column::new("Name", Some(19)),
    Column::new("Server", Some(15)),
    Column::new("StorageGroupName", Some(21)).headed("StorageGroup"),
    Column::new("Recovery", None),
];

/// Layouts of databases of both kinds.
pub(super) const VIEWS: [View; 2] = [View::table(TYPE, &COLUMNS), View::table(FOLDER_TYPE, &COLUMNS)];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-MailboxDatabase",
    aliases: &[],
    synopsis: "Lists the mailbox databases of the organisation.",
    description: "Whether a database is mounted only the server knows: ask with -Status.",
    parameters: &PARAMETERS,
    examples: &[Example {
        line: "Get-MailboxDatabase -Status | Format-Table Name,StorageGroup,Mounted",
        says: "Shows which databases are mounted.",
    }],
    views: &VIEWS,
    action: Action::Read(|bound, host| databases(DatabaseKind::Mailbox, bound, host)),
};

/// The databases of a kind that a line asks for.
pub(super) fn databases(kind: DatabaseKind, bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    let mut groups = storage_groups(&world);
    groups.retain(|group| group.database.is_some() && group.kind == kind);
    let fits = |group: &GroupEntry, name: &str, pattern: &str| match name {
        "Server" => like(&group.server, pattern, false),
        "StorageGroup" => like(&group.identity(), pattern, false) || like(&group.name, pattern, false),
        _ => {
            let name = group.database.clone().unwrap_or_default();
            [group.database_identity().unwrap_or_default(), format!("{}\\{name}", group.name), name, group.identity()]
                .iter()
                .any(|form| like(form, pattern, false))
        }
    };
    for (name, kind) in
        [("Server", Names::Server), ("StorageGroup", Names::StorageGroup), ("Identity", Names::Database)]
    {
        if let Some(wanted) = bound.text(name) {
            groups.retain(|group| fits(group, name, &wanted));
            if groups.is_empty() && !has_wildcard(&wanted) {
                return Err(not_found(&world, &wanted, kind));
            }
        }
    }
    let status = bound.switch("Status");
    Ok(Reply::objects(groups.iter().map(|group| object(&world, group, status)).collect()))
}

/// The database of a storage group, as a cmdlet that made it gives it.
pub(super) fn made_database(world: &World<'_>, group: StorageGroupId) -> Value {
    let entry = storage_groups(world).into_iter().find(|entry| entry.group == Some(group));
    entry.map_or(Value::Null, |entry| object(world, &entry, false))
}

fn object(world: &World<'_>, entry: &GroupEntry, status: bool) -> Value {
    let storage = entry.group.map(|group| world.bench.group(group));
    let mounted = storage.is_none_or(|storage| storage.is_mounted());
    let settings = storage.and_then(|storage| storage.settings).unwrap_or(DatabaseSettings::NEW);
    let name = entry.database.clone().unwrap_or_default();
    let file = storage.map_or_else(
        || Paths::proposed(&entry.name, &name).database_file,
        |storage| storage.paths.database_file.clone(),
    );
    // Enable-DatabaseCopy sets it; the storage group may not be copied yet.
    let is_alone = entry.group.is_some_and(|group| world.bench.server_of(group).kind == ServerKind::StandAlone);
    let copy_file = storage.filter(|_| is_alone).and_then(|storage| storage.copy_file.clone());
    // The header of the database says so, and the server is asked for it.
    let backup = |kind| {
        let header = entry.group.filter(|_| status).map(|group| world.bench.group(group).active_copy().data.header);
        header.and_then(|header| header.last(kind)).map_or(Value::Null, |mark| date(mark.at))
    };
    let of = match entry.kind {
        DatabaseKind::Mailbox => TYPE,
        DatabaseKind::PublicFolders => FOLDER_TYPE,
    };
    Object::new(of)
        .with("Name", Value::Text(name))
        .with("Server", Value::text(&entry.server))
        .with("StorageGroup", Value::Text(entry.identity()))
        .with("StorageGroupName", Value::text(&entry.name))
        .with("Mounted", if status { Value::Bool(mounted) } else { Value::Null })
        .with("LastFullBackup", backup(BackupKind::Full))
        .with("LastIncrementalBackup", backup(BackupKind::Incremental))
        .with("EdbFilePath", Value::Text(file))
        .with("HasLocalCopy", Value::Bool(copy_file.is_some()))
        .with("CopyEdbFilePath", copy_file.map_or(Value::Null, Value::Text))
        .with("MountAtStartup", Value::Bool(settings.mount_at_startup))
        .with("AllowFileRestore", Value::Bool(settings.allow_file_restore))
        .with("Recovery", Value::Bool(false))
        .with("Identity", Value::Text(entry.database_identity().unwrap_or_default()))
        .with("IsValid", Value::Bool(true))
        .into_value()
}
