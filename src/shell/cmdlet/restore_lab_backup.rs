//! Restore-LabBackup: the database comes back from a backup.

use super::lab_group::{IDENTITY, group_of, intent};
use super::refused::submit;
use super::{Action, Change, Cmdlet, Example, Kind, Outcome, Parameter, Pause, Reply};
use crate::model::exchange::DatabaseState;
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Restore-LabBackup",
    aliases: &[],
    synopsis: "Restores the database of a storage group from a backup, the newest one unless another is named.",
    description: "It goes to the active location, and the database has to be dismounted. Logs carry it forward as far as they are there without a gap, when Mount-Database recovers it; with -NoRollForward only those that the backups hold.",
    parameters: &[
        IDENTITY,
        Parameter::new("Number", Kind::Int(1, 1_000_000), "Which backup, as Get-LabBackup lists it."),
        Parameter::new("NoRollForward", Kind::Switch, "Gives up everything that was written after the backup."),
        Parameter::new("Force", Kind::Switch, "Does not ask."),
    ],
    examples: &[
        Example {
            line: "Restore-LabBackup \"First Storage Group\" -Force",
            says: "Puts the newest backup in the place of the database.",
        },
        Example {
            line: "Restore-LabBackup \"First Storage Group\" -Number 2 -NoRollForward -Force",
            says: "Goes back to the second backup, and gives up everything that came after it.",
        },
    ],
    views: &[],
    action: Action::Change(Change {
        asks: true,
        intent: |bound, host| intent("Restoring the database of", bound, host),
        run,
        resume: Some(resume),
    }),
};

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = group_of(bound, host)?;
    let backup = match bound.value("Number") {
        Some(Value::Int(number)) => u32::try_from(*number).ok(),
        _ => None,
    };
    submit(host, Input::RestoreBackup { group, backup, roll_forward: !bound.switch("NoRollForward") })?;
    resume(bound, &Value::Null, host)
}

fn resume(bound: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let group = group_of(bound, host)?;
    let view = host.view();
    let (storage, name) = (view.bench.group(group), view.bench.group_name(group));
    if let Some(restoring) = storage.restoring {
        let text = format!("Restoring {name}, {} left", restoring.until.since(view.now));
        return Ok(Outcome::Wait(Pause { not_before_ms: Some(restoring.until.as_millis()), ..Pause::new(text) }));
    }
    if storage.active_copy().database == DatabaseState::Absent {
        let message = format!("The restore of the database of '{name}' did not come to its end.");
        let error = ShellError::new(Category::InvalidOperation, message).target(name);
        return Err(error.hint("see that the server and both volumes are up, and restore again"));
    }
    Ok(Outcome::Done(Reply::default()))
}
