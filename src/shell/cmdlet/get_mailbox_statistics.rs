//! Get-MailboxStatistics: what the store says of its mailboxes.

use super::mailbox::{DATABASE, IDENTITY, SERVER, database_name, mailboxes, name_of};
use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Reply};
use crate::model::ids::PersonId;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::value::{Object, Value};

const TYPE: &str = "Microsoft.Exchange.Management.MapiTasks.MailboxStatistics";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-MailboxStatistics",
    aliases: &[],
    synopsis: "Counts what is in mailboxes; the store has to have their database mounted.",
    description: "ItemCount counts the letters of this run: what was in a mailbox before is not counted.",
    parameters: &[IDENTITY, DATABASE, SERVER, DOMAIN_CONTROLLER],
    examples: &[Example {
        line: "Get-MailboxStatistics -Database \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\"",
        says: "Counts what is in each mailbox of a database.",
    }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("DisplayName", Some(17)),
            Column::new("ItemCount", Some(9)),
            Column::new("StorageLimitStatus", Some(18)),
            Column::new("LastLogonTime", None),
        ],
    )],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    let all = mailboxes(bound, &world)?;
    let is_away = |person: &PersonId| !world.bench.group(world.bench.home_of(*person)).is_mounted();
    if let Some(person) = all.iter().copied().find(is_away) {
        let name = database_name(&world, world.bench.home_of(person));
        let message = format!("The store of the database '{name}' does not answer: it is not mounted.");
        let error = ShellError::new(Category::InvalidOperation, message).target(name);
        return Err(error.hint("mount it with Mount-Database"));
    }
    Ok(Reply::objects(all.into_iter().map(|person| object(&world, person)).collect()))
}

fn object(world: &World<'_>, person: PersonId) -> Value {
    let home = world.bench.home_of(person);
    let items = world.bench.group(home).items.get(usize::from(person.0)).copied().unwrap_or(0);
    let name = name_of(person);
    Object::new(TYPE)
        .with("DisplayName", Value::text(&name))
        .with("ItemCount", Value::Int(i64::from(items)))
        .with("StorageLimitStatus", Value::text("BelowLimit"))
        .with("LastLogonTime", Value::Null)
        .with("Database", Value::Text(database_name(world, home)))
        .with("ServerName", Value::text(world.bench.server_of(home).name))
        .with("Identity", Value::Text(name))
        .into_value()
}
