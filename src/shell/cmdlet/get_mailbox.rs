//! Get-Mailbox: the mailboxes of the organisation and their databases.

use super::mailbox::{DATABASE, IDENTITY, SERVER, database_name, mailboxes, name_of};
use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Kind, Parameter, Reply};
use crate::model::ids::PersonId;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::value::{Object, Value};

const TYPE: &str = "Microsoft.Exchange.Data.Directory.Management.Mailbox";
/// Mailboxes that are shown unless more are asked for, as in the product.
const SHOWN: usize = 1_000;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-Mailbox",
    aliases: &[],
    synopsis: "Lists mailboxes and the databases that they are in.",
    description: "",
    parameters: &[
        IDENTITY,
        DATABASE,
        SERVER,
        Parameter::new("ResultSize", Kind::IntOrUnlimited, "How many to list; 1000 if nothing is said."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Get-Mailbox -Database \"EXCHMAILBOX\\First Storage Group\\Mailbox Database\"",
        says: "Lists the mailboxes of a database.",
    }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Name", Some(25)),
            Column::new("Alias", Some(16)),
            Column::new("ServerName", Some(16)),
            Column::new("ProhibitSendQuota", None),
        ],
    )],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    let all = mailboxes(bound, &world)?;
    let shown = match bound.value("ResultSize") {
        Some(Value::Int(number)) => usize::try_from(*number).unwrap_or(0),
        Some(_) => usize::MAX,
        None => SHOWN,
    };
    let mut reply = Reply::objects(all.iter().take(shown).map(|person| object(&world, *person)).collect());
    if all.len() > shown && !bound.is_given("ResultSize") {
        reply.warnings.push(format!(
            "By default, only the first {SHOWN} items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify \"-ResultSize Unlimited\"."
        ));
    }
    Ok(reply)
}

fn object(world: &World<'_>, person: PersonId) -> Value {
    let home = world.bench.home_of(person);
    let name = name_of(person);
    Object::new(TYPE)
        .with("Name", Value::text(&name))
        .with("Alias", Value::text(&name))
        .with("ServerName", Value::Text(world.bench.server_of(home).name.to_ascii_lowercase()))
        .with("ProhibitSendQuota", Value::text("unlimited"))
        .with("Database", Value::Text(database_name(world, home)))
        .with("Identity", Value::Text(name))
        .with("IsValid", Value::Bool(true))
        .into_value()
}
