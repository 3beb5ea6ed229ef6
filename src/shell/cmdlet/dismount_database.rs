//! Dismount-Database.

use super::mailbox_database::{IDENTITY, database_of};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Outcome, Pause, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Dismount-Database",
    aliases: &[],
    synopsis: "Dismounts a database in good order.",
    description: "People cannot use their mailboxes until it is mounted again.",
    parameters: &[IDENTITY, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Dismount-Database \"EXCHCMS\\First Storage Group\\Mailbox Database\" -Confirm:$false",
        says: "Dismounts the database without asking.",
    }],
    views: &[],
    action: Action::Change(Change { asks: true, intent, run, resume: Some(resume) }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let id = database_of(bound, host)?.id;
    Ok(format!("Dismounting database \"{id}\". This may result in reduced availability for mailboxes in the database."))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = database_of(bound, host)?.group;
    submit(host, Input::DismountDatabase { group })?;
    resume(bound, &Value::Null, host)
}

fn resume(bound: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let database = database_of(bound, host)?;
    if database.state == "Dismounting" {
        return Ok(Outcome::Wait(Pause::new(format!("Dismounting {}", database.name))));
    }
    Ok(Outcome::Done(Reply::default()))
}
