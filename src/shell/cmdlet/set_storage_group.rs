//! Set-StorageGroup: the settings of a storage group.

use super::refused::submit;
use super::storage_group_copy::group_of;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Set-StorageGroup",
    aliases: &[],
    synopsis: "Changes the settings of a storage group.",
    description: "Circular logging takes effect when the database is mounted the next time. With continuous replication it is advised against.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::StorageGroup), "Server\\Name, or the name alone.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("CircularLoggingEnabled", Kind::Bool, "Logs behind the checkpoint go without a backup."),
        Parameter::new("Name", Kind::Unsupported, "Another name."),
        Parameter::new("ZeroDatabasePages", Kind::Unsupported, "Overwrites deleted pages during a backup."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Set-StorageGroup \"First Storage Group\" -CircularLoggingEnabled:$true",
        says: "Turns circular logging on; dismount and mount the database for it.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let group = group_of(bound, host)?;
    Ok(format!("Setting storage group properties of \"{}\".", host.view().bench.group_name(group)))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = group_of(bound, host)?;
    let name = host.view().bench.group_name(group);
    let Some(Value::Bool(is_on)) = bound.value("CircularLoggingEnabled") else {
        return Ok(Outcome::Done(Reply::warning(format!(
            "The command completed successfully but no settings of '{name}' have been modified."
        ))));
    };
    let is_on = *is_on;
    let view = host.view();
    let is_so = view.bench.group(group).wants_circular == is_on;
    let is_replicated = view.bench.is_replicated(group);
    if !is_so {
        submit(host, Input::SetCircularLogging { group, is_on })?;
    }
    let mut reply = Reply::warning(format!("The change of '{name}' takes effect when its database is mounted again."));
    if is_on && is_replicated {
        reply.warnings.push(format!(
            "'{name}' is replicated. Circular logging is advised against there: a restore cannot roll forward."
        ));
    }
    Ok(Outcome::Done(reply))
}
