//! What the lab's own cmdlets for a storage group have in common.

use super::{Intake, Kind, Parameter};
use crate::model::backup::BackupSide;
use crate::model::ids::StorageGroupId;
use crate::shell::bind::Bound;
use crate::shell::directory::storage_group;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// The storage group that is meant; it may be left out.
pub(super) const IDENTITY: Parameter = Parameter::new(
    "Identity",
    Kind::Name(Names::StorageGroup),
    "The storage group; without it, the first of the bench.",
)
.at(0)
.takes(Intake::Value);

/// Which copy is meant.
pub(super) const COPY: Parameter =
    Parameter::new("Copy", Kind::Choice(&["Active", "Passive"]), "Active, which is the default, or Passive.");

/// The storage group of `-Identity`.
pub(super) fn group_of(bound: &Bound, host: &dyn Host) -> Result<StorageGroupId, ShellError> {
    let view = host.view();
    match bound.text("Identity") {
        Some(identity) => storage_group(&view, &identity),
        None => Ok(view.databases().first().map_or(StorageGroupId(0), |database| database.group)),
    }
}

/// The copy of `-Copy`.
pub(super) fn side_of(bound: &Bound) -> BackupSide {
    let is_passive = bound.text("Copy").is_some_and(|copy| copy == BackupSide::Passive.name());
    if is_passive { BackupSide::Passive } else { BackupSide::Active }
}

/// What is about to be done: `verb` and the storage group's name.
pub(super) fn intent(verb: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let group = group_of(bound, host)?;
    Ok(format!("{verb} \"{}\".", host.view().bench.group_name(group)))
}
