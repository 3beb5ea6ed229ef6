//! What the cmdlets for storage group copies have in common.

use super::{Intake, Kind, Parameter};
use crate::model::ids::StorageGroupId;
use crate::model::view::CopyView;
use crate::shell::bind::Bound;
use crate::shell::directory::storage_group;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// The storage group whose copy is meant.
pub(super) const IDENTITY: Parameter =
    Parameter::new("Identity", Kind::Name(Names::StorageGroup), "The storage group: Server\\Name, or the name alone.")
        .mandatory()
        .at(0)
        .takes(Intake::Value);

/// The storage group of `-Identity`.
pub(super) fn group_of(bound: &Bound, host: &dyn Host) -> Result<StorageGroupId, ShellError> {
    storage_group(&host.view(), &bound.text("Identity").unwrap_or_default())
}

/// The copy of `-Identity`.
pub(super) fn copy_of(bound: &Bound, host: &dyn Host) -> Result<CopyView, ShellError> {
    let identity = bound.text("Identity").unwrap_or_default();
    let group = storage_group(&host.view(), &identity)?;
    host.view().copies().into_iter().find(|copy| copy.group == group).ok_or_else(|| ShellError::not_found(&identity))
}

/// What is about to be done with the copy: `verb` and its name.
pub(super) fn intent(verb: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    Ok(format!("{verb} storage group copy \"{}\".", copy_of(bound, host)?.storage_group))
}
