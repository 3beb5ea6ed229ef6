//! New-StorageGroup.

use super::get_storage_group::storage_group;
use super::object_paths::{LOG_FOLDER, SYSTEM_FOLDER, change, new_paths};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::model::ids::{MailboxServerId, StorageGroupId};
use crate::model::objects::ObjectInput;
use crate::shell::bind::Bound;
use crate::shell::directory::mailbox_server;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

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
        Parameter::new("CircularLoggingEnabled", Kind::Unsupported, "Deletes logs behind the checkpoint."),
        Parameter::new("ZeroDatabasePages", Kind::Unsupported, "Overwrites deleted pages."),
        Parameter::new("Recovery", Kind::Unsupported, "Makes a recovery storage group."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "New-StorageGroup -Server EXCHMAILBOX -Name \"Third Storage Group\"",
        says: "Makes a storage group with the folders that the product proposes.",
    }],
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
    change(host, ObjectInput::NewStorageGroup { server, name, paths: new_paths(bound) })?;
    let made = StorageGroupId(host.view().bench.groups.len() as u8 - 1);
    Ok(Outcome::Done(Reply::objects(vec![storage_group(&host.view(), made)])))
}
