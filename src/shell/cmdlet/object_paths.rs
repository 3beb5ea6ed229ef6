//! What the cmdlets that make storage groups and databases, or move their files, have in common.

use super::refused::submit;
use super::{Kind, Outcome, Parameter, Pause, Reply};
use crate::model::exchange::DatabaseState;
use crate::model::ids::StorageGroupId;
use crate::model::input::Input;
use crate::model::local_copies::LocalInput;
use crate::model::objects::{NewPaths, ObjectInput};
use crate::model::params::{COPY_MS, MAILBOX_BYTES, SEED_BYTES_PER_SECOND};
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) const LOG_FOLDER: Parameter = Parameter::new("LogFolderPath", Kind::Text, "Folder of the log files.");
pub(super) const SYSTEM_FOLDER: Parameter =
    Parameter::new("SystemFolderPath", Kind::Text, "Folder of the checkpoint file.");
pub(super) const DATABASE_FILE: Parameter = Parameter::new("EdbFilePath", Kind::Text, "The database file.");
pub(super) const COPY_LOG_FOLDER: Parameter =
    Parameter::new("CopyLogFolderPath", Kind::Text, "Folder of the log files of a local copy.");
pub(super) const COPY_SYSTEM_FOLDER: Parameter =
    Parameter::new("CopySystemFolderPath", Kind::Text, "Folder of the checkpoint file of a local copy.");
pub(super) const COPY_FILE: Parameter =
    Parameter::new("CopyEdbFilePath", Kind::Text, "The database file of a local copy.");
pub(super) const CONFIGURATION_ONLY: Parameter =
    Parameter::new("ConfigurationOnly", Kind::Switch, "Changes the paths and leaves the files where they are.");

/// The paths that a line names.
pub(super) fn new_paths(bound: &Bound) -> NewPaths {
    NewPaths {
        log_folder: bound.text("LogFolderPath"),
        system_folder: bound.text("SystemFolderPath"),
        database_file: bound.text("EdbFilePath"),
    }
}

/// The paths of a local copy that a line names.
pub(super) fn copy_paths(bound: &Bound) -> NewPaths {
    NewPaths {
        log_folder: bound.text("CopyLogFolderPath"),
        system_folder: bound.text("CopySystemFolderPath"),
        database_file: bound.text("CopyEdbFilePath"),
    }
}

/// Hands the model a change of a local copy.
pub(super) fn change_copy(host: &mut dyn Host, input: LocalInput) -> Result<(), ShellError> {
    submit(host, Input::ChangeLocalCopy { input })
}

/// Hands the model a change of the objects.
pub(super) fn change(host: &mut dyn Host, input: ObjectInput) -> Result<(), ShellError> {
    submit(host, Input::ChangeObject { input })
}

const DISMOUNTING: i64 = 1;
const MOVING: i64 = 2;
const MOUNTING: i64 = 3;

/// Begins to move paths: a mounted database is dismounted first, and mounted again in the end.
pub(super) fn begin_move(group: StorageGroupId, bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let (paths, copy) = (new_paths(bound), copy_paths(bound));
    let (moves_files, moves_copy) = (paths.named().next().is_some(), copy.named().next().is_some());
    if !moves_files && !moves_copy {
        return Err(ShellError::new(Category::InvalidArgument, "No path to move to was named."));
    }
    if moves_copy {
        change_copy(host, LocalInput::MoveCopy { group, paths: copy })?;
    }
    if !moves_files {
        return Ok(Outcome::Done(Reply::default()));
    }
    if bound.switch("ConfigurationOnly") {
        change(host, ObjectInput::MovePaths { group, paths, configuration_only: true })?;
        return Ok(Outcome::Done(Reply::default()));
    }
    if !host.view().bench.group(group).is_mounted() {
        change(host, ObjectInput::MovePaths { group, paths, configuration_only: false })?;
        return Ok(Outcome::Done(Reply::default()));
    }
    // What the model would refuse for another reason than the mounted database is refused before it is dismounted.
    let input = Input::ChangeObject { input: ObjectInput::MovePaths { group, paths, configuration_only: false } };
    match host.view().bench.refusal(&input) {
        None | Some(crate::model::refusal::Refusal::StillMounted { .. }) => {}
        Some(refusal) => return Err(super::refused::refused(&host.view(), &refusal)),
    }
    submit(host, Input::DismountDatabase { group })?;
    Ok(wait("Dismounting", DISMOUNTING, None))
}

/// Goes on moving.
pub(super) fn go_on_moving(
    group: StorageGroupId,
    bound: &Bound,
    note: &Value,
    host: &mut dyn Host,
) -> Result<Outcome, ShellError> {
    let step = match note {
        Value::Int(step) => *step,
        _ => DISMOUNTING,
    };
    let storage = host.view().bench.group(group).clone();
    let now_ms = host.view().now.as_millis();
    match step {
        DISMOUNTING if storage.active_copy().database == DatabaseState::Dismounting => {
            Ok(wait("Dismounting", DISMOUNTING, None))
        }
        DISMOUNTING => {
            let logs = if new_paths(bound).log_folder.is_some() { storage.active_copy().files.len() as u64 } else { 0 };
            let bytes = match new_paths(bound).database_file {
                Some(_) => u64::from(storage.people) * MAILBOX_BYTES,
                None => 0,
            };
            let ms = logs * COPY_MS + bytes * 1_000 / SEED_BYTES_PER_SECOND;
            Ok(wait("Moving files", MOVING, Some(now_ms + ms)))
        }
        MOVING => {
            change(host, ObjectInput::MovePaths { group, paths: new_paths(bound), configuration_only: false })?;
            submit(host, Input::MountDatabase { group })?;
            Ok(wait("Mounting", MOUNTING, None))
        }
        _ if storage.activation.is_some() => Ok(wait("Mounting", MOUNTING, None)),
        _ => Ok(Outcome::Done(Reply::default())),
    }
}

fn wait(text: &str, step: i64, not_before_ms: Option<u64>) -> Outcome {
    Outcome::Wait(Pause { not_before_ms, note: Value::Int(step), ..Pause::new(text.to_owned()) })
}
