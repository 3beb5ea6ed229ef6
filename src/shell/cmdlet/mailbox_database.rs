//! What the cmdlets for databases have in common.

use super::{Intake, Kind, Parameter};
use crate::model::objects::DatabaseKind;
use crate::model::view::DatabaseView;
use crate::shell::bind::Bound;
use crate::shell::directory::database;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// The database that is meant.
pub(super) const IDENTITY: Parameter = Parameter::new(
    "Identity",
    Kind::Name(Names::Database),
    "The database: Server\\StorageGroup\\Name, or the name alone.",
)
.mandatory()
.at(0)
.takes(Intake::Value);

/// The database of `-Identity`, which has to be of a kind.
pub(super) fn database_of_kind(kind: DatabaseKind, bound: &Bound, host: &dyn Host) -> Result<DatabaseView, ShellError> {
    let database = database_of(bound, host)?;
    if database.kind == kind { Ok(database) } else { Err(ShellError::not_found(&database.id)) }
}

/// The database of `-Identity`.
pub(super) fn database_of(bound: &Bound, host: &dyn Host) -> Result<DatabaseView, ShellError> {
    let identity = bound.text("Identity").unwrap_or_default();
    let group = database(&host.view(), &identity)?;
    host.view()
        .databases()
        .into_iter()
        .find(|database| database.group == group)
        .ok_or_else(|| ShellError::not_found(&identity))
}
