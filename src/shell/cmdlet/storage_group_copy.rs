//! What the cmdlets for storage group copies have in common.

use super::refused::refused;
use super::{Intake, Kind, Parameter};
use crate::model::ids::{NodeId, StorageGroupId};
use crate::model::refusal::Refusal;
use crate::model::view::CopyView;
use crate::shell::bind::Bound;
use crate::shell::directory::{machine, storage_group};
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

/// The server of `-StandbyMachine`, if one is named.
pub(super) fn standby_of(bound: &Bound, host: &dyn Host) -> Result<Option<NodeId>, ShellError> {
    bound.text("StandbyMachine").map(|name| machine(&host.view(), &name)).transpose()
}

/// The copy of `-Identity`: on the target that is named, or else that of LCR or CCR.
pub(super) fn copy_of(bound: &Bound, host: &dyn Host) -> Result<CopyView, ShellError> {
    let (group, standby) = (group_of(bound, host)?, standby_of(bound, host)?);
    let view = host.view();
    let id = view.bench.copy_for(group, standby);
    let found = view.copies().into_iter().find(|copy| Some(copy.copy) == id);
    found.ok_or_else(|| refused(&view, &Refusal::NoCopy { group, node: standby }))
}

/// What is about to be done with the copy: `verb` and its name.
pub(super) fn intent(verb: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let copy = copy_of(bound, host)?;
    let on = if bound.is_given("StandbyMachine") { format!(" on \"{}\"", copy.on) } else { String::new() };
    Ok(format!("{verb} storage group copy \"{}\"{on}.", copy.storage_group))
}
