//! Mount-Database.

use super::mailbox_database::{IDENTITY, database_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Pause, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Mount-Database",
    aliases: &[],
    synopsis: "Mounts a database, so that people can use their mailboxes.",
    description: "Logs that the database needs are replayed first; it returns when the database is mounted.",
    parameters: &[
        IDENTITY,
        Parameter::new(
            "AcceptDataLoss",
            Kind::Switch,
            "Does not ask; what the mount dial refuses, Restore-StorageGroupCopy accepts and nothing else.",
        ),
        Parameter::new("Force", Kind::Switch, "Does not ask."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Mount-Database \"EXCHCMS\\First Storage Group\\Mailbox Database\"",
        says: "Mounts the database.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: Some(resume) }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    Ok(format!("Mounting database \"{}\".", database_of(bound, host)?.id))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let database = database_of(bound, host)?;
    submit(host, Input::MountDatabase { group: database.group })?;
    resume(bound, &Value::Null, host)
}

fn resume(bound: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let database = database_of(bound, host)?;
    if database.is_mounted {
        return Ok(Outcome::Done(Reply::default()));
    }
    if database.state == "Mounting" {
        return Ok(Outcome::Wait(Pause::new(format!("Mounting {}", database.name))));
    }
    let message =
        format!("The database '{}' was not mounted; it is {}.", database.id, database.state.to_ascii_lowercase());
    let error = ShellError::new(Category::InvalidOperation, message).target(database.id);
    Err(error.hint("Get-LabWhyNot mount-dial lists what a mount needs"))
}
