//! New-StorageGroup.

use super::enable_storage_group_copy::{REPLAY_LAG, TRUNCATION_LAG, enable_standby};
use super::get_storage_group::storage_group;
use super::object_paths::{
    COPY_LOG_FOLDER, COPY_SYSTEM_FOLDER, LOG_FOLDER, SYSTEM_FOLDER, change, change_copy, copy_paths, new_paths,
};
use super::refused::submit;
use super::storage_group_copy::standby_of;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply, STANDBY_MACHINE};
use crate::model::ids::{MailboxServerId, StorageGroupId};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::objects::ObjectInput;
use crate::shell::bind::Bound;
use crate::shell::directory::mailbox_server;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "New-StorageGroup",
    aliases: &[],
    synopsis: "Makes a storage group, which has no database yet.",
    description: "The object is made in the directory; log files appear when its database is mounted for the first time.",
    parameters: &[
        Parameter::new("Name", Kind::Text, "Its name; no other storage group of the server has it.").mandatory().at(0),
        Parameter::new("Server", Kind::Name(Names::Server), "Its server; the main one if none is named."),
        LOG_FOLDER,
        SYSTEM_FOLDER,
        Parameter::new("CircularLoggingEnabled", Kind::Bool, "Logs behind the checkpoint go without a backup."),
        Parameter::new("HasLocalCopy", Kind::Switch, "Keeps a local copy of it, on the second disks of its server."),
        COPY_LOG_FOLDER,
        COPY_SYSTEM_FOLDER,
        STANDBY_MACHINE,
        REPLAY_LAG,
        TRUNCATION_LAG,
        Parameter::new("ZeroDatabasePages", Kind::Unsupported, "Overwrites deleted pages."),
        Parameter::new("Recovery", Kind::Unsupported, "Makes a recovery storage group."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[
        Example {
            line: "New-StorageGroup -Server EXCHMAILBOX -Name \"Third Storage Group\"",
            says: "Makes a storage group with the folders that the product proposes.",
        },
        Example {
            line: "New-StorageGroup -Server EXCHMAILBOX -Name \"Third Storage Group\" -HasLocalCopy -CopyLogFolderPath L:\\Copy3",
            says: "Makes one that is replicated to the second disks of its server from its first log on.",
        },
    ],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn server_of(bound: &Bound, host: &dyn Host) -> Result<MailboxServerId, ShellError> {
    bound.text("Server").map_or(Ok(MailboxServerId(0)), |server| mailbox_server(&host.view(), &server))
}

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let server = host.view().bench.mailbox_server(server_of(bound, host)?).name;
    Ok(format!("Creating storage group \"{}\" on server \"{server}\".", bound.text("Name").unwrap_or_default()))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let server = server_of(bound, host)?;
    let name = bound.text("Name").unwrap_or_default();
    let target = standby_of(bound, host)?;
    let is_local = bound.switch("HasLocalCopy");
    // What the rest would be refused for is refused before there is anything.
    if is_local && host.view().bench.mailbox_server(server).kind.cluster().is_some() {
        let message = "Local continuous replication is for servers outside a cluster.";
        return Err(ShellError::new(Category::InvalidOperation, message).target(&name));
    }
    change(host, ObjectInput::NewStorageGroup { server, name, paths: new_paths(bound) })?;
    let made = StorageGroupId(host.view().bench.groups.len() as u8 - 1);
    if is_local {
        change_copy(
            host,
            LocalInput::EnableCopy { group: made, paths: copy_paths(bound), is_seeding_postponed: true },
        )?;
    }
    if bound.value("CircularLoggingEnabled") == Some(&Value::Bool(true)) {
        submit(host, Input::SetCircularLogging { group: made, is_on: true })?;
    }
    if let Some(node) = target {
        submit(host, enable_standby(made, node, bound))?;
    }
    Ok(Outcome::Done(Reply::objects(vec![storage_group(&host.view(), made)])))
}
