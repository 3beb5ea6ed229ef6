//! What the cmdlets for mailboxes have in common: whose they are and where.

use super::{Intake, Kind, Parameter};
use crate::model::ids::{PersonId, StorageGroupId};
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::directory::{database, mailbox_server, person};
use crate::shell::error::ShellError;
use crate::shell::names::Names;

pub(super) const IDENTITY: Parameter =
    Parameter::new("Identity", Kind::Name(Names::Person), "The mailbox: User1 and so on.").at(0).takes(Intake::Value);
pub(super) const DATABASE: Parameter =
    Parameter::new("Database", Kind::Name(Names::Database), "Only those of this database.");
pub(super) const SERVER: Parameter = Parameter::new("Server", Kind::Name(Names::Server), "Only those of this server.");

/// The mailboxes that a line asks for, in the order of their numbers.
pub(super) fn mailboxes(bound: &Bound, world: &World<'_>) -> Result<Vec<PersonId>, ShellError> {
    let one = bound.text("Identity").map(|name| person(world, &name)).transpose()?;
    let group = bound.text("Database").map(|name| database(world, &name)).transpose()?;
    let server = bound.text("Server").map(|name| mailbox_server(world, &name)).transpose()?;
    let fits = |person: &PersonId| {
        let home = world.bench.home_of(*person);
        one.is_none_or(|one| one == *person)
            && group.is_none_or(|group| group == home)
            && server.is_none_or(|server| world.bench.group(home).server == server)
    };
    Ok((0..world.config().mailboxes).map(PersonId).filter(fits).collect())
}

/// `User1`
pub(super) fn name_of(person: PersonId) -> String {
    format!("User{}", person.0 + 1)
}

/// `Server\StorageGroup\Database`
pub(super) fn database_name(world: &World<'_>, group: StorageGroupId) -> String {
    format!("{}\\{}", world.bench.group_name(group), world.bench.group(group).database)
}
