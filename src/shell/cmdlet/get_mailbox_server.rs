//! Get-MailboxServer: settings of the mailbox servers.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::exchange::ServerKind;
use crate::model::params::MountDial;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::directory::{not_found, servers};
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value, has_wildcard, like};

const TYPE: &str = "Microsoft.Exchange.Data.Directory.Management.MailboxServer";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-MailboxServer",
    aliases: &[],
    synopsis: "Shows the settings of mailbox servers.",
    description: "",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::Server), "The mailbox server.").at(0).takes(Intake::Value),
        Parameter::new("Status", Kind::Switch, "Asks the server too."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Get-MailboxServer EXCHCMS | fl Name,ClusteredStorageType,RedundantMachines,AutoDatabaseMountDial,ForcedDatabaseMountAfter",
        says: "Shows what decides over an automatic mount.",
    }],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Name", Some(15)),
            Column::new("ClusteredStorageType", Some(20)),
            Column::new("AutoDatabaseMountDial", Some(21)),
            Column::new("ForcedDatabaseMountAfter", None).headed("ForcedMountAfter"),
        ],
    )],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    let mut names = servers(&world);
    if let Some(wanted) = bound.text("Identity") {
        names.retain(|name| like(name, &wanted, false));
        if names.is_empty() && !has_wildcard(&wanted) {
            return Err(not_found(&world, &wanted, Names::Server));
        }
    }
    Ok(Reply::objects(names.into_iter().map(|name| object(&world, name)).collect()))
}

fn object(world: &World<'_>, name: String) -> Value {
    let server = world.server();
    let kind = world.bench.servers.iter().find(|it| it.name == name).map_or(ServerKind::StandAlone, |it| it.kind);
    let clustered = kind.cluster().is_some() && name == server.id;
    // Only the clustered mailbox server of CCR decides over missing logs. Source: TUNE.
    let is_ccr = clustered && matches!(kind, ServerKind::NonShared(_));
    let hours = server.forced_mount_after.filter(|_| is_ccr);
    let dial = if is_ccr { server.dial } else { MountDial::BestAvailability };
    Object::new(TYPE)
        .with("Name", Value::text(&name))
        .with("ClusteredStorageType", Value::text(kind.storage_type()))
        .with("RedundantMachines", Value::texts(if clustered { server.redundant_machines } else { Vec::new() }))
        .with("AutoDatabaseMountDial", Value::text(dial.name()))
        .with("ForcedDatabaseMountAfter", Value::Text(hours.map_or("unlimited".to_owned(), |hours| hours.to_string())))
        .with("Identity", Value::Text(name))
        .with("IsValid", Value::Bool(true))
        .into_value()
}
