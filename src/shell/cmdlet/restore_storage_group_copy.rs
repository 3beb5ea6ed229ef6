//! Restore-StorageGroupCopy: accept the loss that the mount dial refuses.

use super::refused::{refused, submit};
use super::storage_group_copy::{IDENTITY, copy_of, group_of, intent, standby_of};
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Reply, STANDBY_MACHINE};
use crate::model::input::Input;
use crate::model::view::CopyView;
use crate::shell::bind::Bound;
use crate::shell::calendar::date;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::value::{Object, Value};

const TYPE: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.RestoreStorageGroupCopyResult";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Restore-StorageGroupCopy",
    aliases: &[],
    synopsis: "Makes a copy mountable although logs are missing.",
    description: "For a database that the mount dial holds back. Without the old active copy it needs -Force; Mount-Database then mounts at the loss of the missing logs.",
    parameters: &[
        IDENTITY,
        Parameter::new("Force", Kind::Switch, "Accepts the loss and does not ask."),
        Parameter::new("ReplaceLocations", Kind::Unsupported, "Takes over the paths of a local copy."),
        STANDBY_MACHINE,
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Restore-StorageGroupCopy \"EXCHCMS\\First Storage Group\" -Force",
        says: "Accepts that the missing logs are lost.",
    }],
    views: &[crate::shell::format::View::list(TYPE, &[])],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| intent("Restoring", bound, host),
        run,
        resume: None,
    }),
};

/// Without `-Force` it says what would be lost and leaves it there; a database waits only while the source is out of reach.
fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let copy = copy_of(bound, host)?;
    let input = Input::RestoreCopy { group: group_of(bound, host)?, standby: standby_of(bound, host)? };
    let name = &copy.storage_group_name;
    if bound.switch("Force") {
        submit(host, input)?;
        return Ok(Outcome::Done(Reply::warning(format!(
            "Performing a Restore-StorageGroupCopy operation on storage group '{name}' with the Force option. Data loss is expected for this storage group."
        ))));
    }
    if let Some(refusal) = host.view().bench.refusal(&input) {
        return Err(refused(&host.view(), &refusal));
    }
    let prefix = host.view().bench.group(copy.group).prefix;
    let warning = format!(
        "Failed to copy remaining log files (through {prefix}.log) during Restore-StorageGroupCopy operation for storage group copy ({name}). Failure reason: the server with the remaining logs cannot be reached. Use -Force to go on without them."
    );
    Ok(Outcome::Done(Reply { objects: vec![object(&copy)], warnings: vec![warning] }))
}

fn object(copy: &CopyView) -> Value {
    Object::new(TYPE)
        .with("Identity", Value::text(&copy.storage_group))
        .with("LastLogGenerated", Value::Int(i64::from(copy.last_log_generated.0)))
        .with("LastLogInspected", Value::Int(i64::from(copy.last_log_inspected.0)))
        .with("LatestAvailableLogTime", copy.latest_available_log_time.map_or(Value::Null, date))
        .with("LastInspectedLogTime", copy.last_inspected_log_time.map_or(Value::Null, date))
        .with("IsValid", Value::Bool(true))
        .with("ObjectState", Value::text("Unchanged"))
        .into_value()
}
