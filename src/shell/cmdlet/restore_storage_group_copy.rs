//! Restore-StorageGroupCopy: accept the loss that the mount dial refuses, or make a target fit to be activated.

use super::refused::{refused, submit};
use super::storage_group_copy::{IDENTITY, copy_of, group_of, intent, standby_of};
use super::{
    Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Outcome, Parameter, Pause, Reply, STANDBY_MACHINE,
};
use crate::model::ids::{CopyId, StorageGroupId};
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::view::CopyView;
use crate::shell::bind::Bound;
use crate::shell::calendar::date;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::{Object, Value};

const TYPE: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.RestoreStorageGroupCopyResult";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Restore-StorageGroupCopy",
    aliases: &[],
    synopsis: "Makes a copy mountable although logs are missing.",
    description: "For a database that the mount dial holds back, or with -StandbyMachine for a target: it takes the remaining logs of the source, and is a target no more. Without the old active copy it needs -Force; Mount-Database then mounts at the loss of the missing logs. For a local copy the database has to be dismounted: the remaining logs are fetched, replication ends, and without -ReplaceLocations the files have to be swapped by hand.",
    parameters: &[
        IDENTITY,
        Parameter::new("Force", Kind::Switch, "Accepts the loss and does not ask."),
        Parameter::new("ReplaceLocations", Kind::Switch, "Lets the paths point to a local copy."),
        STANDBY_MACHINE,
        DOMAIN_CONTROLLER,
    ],
    examples: &[
        Example {
            line: "Restore-StorageGroupCopy \"EXCHMAILBOX\\First Storage Group\" -StandbyMachine EXCHSTANDBY",
            says: "Ends replication to the target and copies the logs that it lacks.",
        },
        Example {
            line: "Restore-StorageGroupCopy \"EXCHCMS\\First Storage Group\" -Force",
            says: "Accepts that the missing logs are lost.",
        },
    ],
    views: &[crate::shell::format::View::list(TYPE, &[])],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| intent("Restoring", bound, host),
        run,
        resume: Some(resume),
    }),
};

/// Without `-Force` it says what would be lost and leaves it there; a database waits only while the source is out of reach.
fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let copy = copy_of(bound, host)?;
    if copy.mode == "LCR" {
        return restore_local(&copy, bound, host);
    }
    let standby = standby_of(bound, host)?;
    let input = Input::RestoreCopy { group: copy.group, standby };
    let name = &copy.storage_group_name;
    if bound.switch("Force") {
        submit(host, input)?;
        let warning = format!(
            "Performing a Restore-StorageGroupCopy operation on storage group '{name}' with the Force option. Data loss is expected for this storage group."
        );
        return if standby.is_some() { resume(bound, &note(&copy, warning), host) } else { Ok(warned(warning)) };
    }
    if let Some(refusal) = host.view().bench.refusal(&input) {
        return Err(refused(&host.view(), &refusal));
    }
    if standby.is_some() && host.view().bench.is_source_in_reach(copy.copy) {
        submit(host, input)?;
        return resume(bound, &note(&copy, String::new()), host);
    }
    let prefix = host.view().bench.group(copy.group).prefix;
    let warning = format!(
        "Failed to copy remaining log files (through {prefix}.log) during Restore-StorageGroupCopy operation for storage group copy ({name}). Failure reason: the server with the remaining logs cannot be reached. Use -Force to go on without them."
    );
    Ok(Outcome::Done(Reply { objects: vec![object(&copy)], warnings: vec![warning] }))
}

fn warned(warning: String) -> Outcome {
    Outcome::Done(Reply::warning(warning))
}

/// What a restore of a target remembers: its copy, and what to warn of at the end.
fn note(copy: &CopyView, warning: String) -> Value {
    let CopyId { group, place } = copy.copy;
    Value::from_many(vec![Value::Int(i64::from(group.0)), Value::Int(i64::from(place)), Value::Text(warning)])
}

/// A target is restored once the remaining logs are there, or given up.
fn resume(bound: &Bound, note: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let Value::List(items) = note else { return resume_local(bound, host) };
    let view = host.view();
    let [Value::Int(group), Value::Int(place), Value::Text(warning)] = items.as_slice() else {
        return Ok(Outcome::Done(Reply::default()));
    };
    let narrow = |number: i64| u8::try_from(number).unwrap_or_default();
    let id = CopyId { group: StorageGroupId(narrow(*group)), place: narrow(*place) };
    let copy = view.bench.copy(id);
    let name = view.bench.group_name(id.group);
    if copy.task.is_some() {
        let text = format!("Copying the remaining logs of {name}");
        return Ok(Outcome::Wait(Pause { note: note.clone(), ..Pause::new(text) }));
    }
    if copy.restored.is_none() {
        let message = format!("The copy of '{name}' was not restored.");
        let error = ShellError::new(Category::InvalidOperation, message).target(name);
        return Err(error.hint("see that the target and its volumes are up and run the command again"));
    }
    let warnings = if warning.is_empty() { Vec::new() } else { vec![warning.clone()] };
    let objects = if warning.is_empty() { vec![object(&view.copy(id))] } else { Vec::new() };
    Ok(Outcome::Done(Reply { objects, warnings }))
}

/// Begins to fetch the remaining logs of a local copy.
fn restore_local(copy: &CopyView, bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let replace_locations = bound.switch("ReplaceLocations");
    let input = LocalInput::Restore { group: copy.group, replace_locations };
    submit(host, Input::ChangeLocalCopy { input })?;
    resume_local(bound, host)
}

/// A local copy is restored once its remaining logs are there, or cannot be had.
fn resume_local(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = group_of(bound, host)?;
    let storage = host.view().bench.group(group).clone();
    if storage.copies.iter().any(|copy| copy.task.is_some()) {
        let text = format!("Restoring {}", storage.name);
        return Ok(Outcome::Wait(Pause::new(text)));
    }
    let Some(restored) = storage.copies.iter().find_map(|copy| copy.restored) else {
        let message = format!("The copy of '{}' could not be restored.", storage.name);
        return Err(ShellError::new(Category::InvalidOperation, message).hint("see that its volumes are up"));
    };
    let mut reply = Reply::default();
    if !restored.is_complete {
        reply.warnings.push(format!(
            "Failed to copy remaining log files (through {}.log) during Restore-StorageGroupCopy operation for storage group copy ({}). Failure reason: the volume with the remaining logs cannot be read.",
            storage.prefix, storage.name
        ));
    }
    Ok(Outcome::Done(reply))
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
