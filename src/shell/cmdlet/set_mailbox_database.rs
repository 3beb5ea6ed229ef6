//! Set-MailboxDatabase.

use super::mailbox_database::{IDENTITY, database_of_kind};
use super::object_paths::change;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply};
use crate::model::objects::{DatabaseKind, ObjectInput};
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Set-MailboxDatabase",
    aliases: &[],
    synopsis: "Changes settings of a mailbox database.",
    description: "",
    parameters: &[
        IDENTITY,
        Parameter::new("AllowFileRestore", Kind::Bool, "Lets a file mount that was made elsewhere."),
        Parameter::new("MountAtStartup", Kind::Bool, "Mounts the database when the Information Store starts."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Set-MailboxDatabase \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\" -AllowFileRestore:$true",
        says: "Lets the database take over a file from elsewhere.",
    }],
    views: &[],
    action: Action::Change(Change {
        asks: false,
        intent: |bound, host| {
            Ok(format!(
                "Setting properties of mailbox database \"{}\".",
                database_of_kind(DatabaseKind::Mailbox, bound, host)?.id
            ))
        },
        run,
        resume: None,
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let database = database_of_kind(DatabaseKind::Mailbox, bound, host)?;
    let given = |name| match bound.value(name) {
        Some(Value::Bool(value)) => Some(*value),
        _ => None,
    };
    let (mount_at_startup, allow_file_restore) = (given("MountAtStartup"), given("AllowFileRestore"));
    if mount_at_startup.is_none() && allow_file_restore.is_none() {
        return Ok(Outcome::Done(Reply::warning(format!(
            "The command completed successfully but no settings of '{}' have been modified.",
            database.id
        ))));
    }
    change(host, ObjectInput::SetDatabase { group: database.group, mount_at_startup, allow_file_restore })?;
    Ok(Outcome::Done(Reply::default()))
}
