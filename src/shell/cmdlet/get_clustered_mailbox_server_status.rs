//! Get-ClusteredMailboxServerStatus: where the clustered mailbox server runs, and what of it failed.

use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::ids::NetworkId;
use crate::model::params::Build;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::directory::{DOMAIN, clustered_server};
use crate::shell::error::{Category, ShellError};
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value};

/// What Get gives; shown as a list.
const STATUS: &str = "Microsoft.Exchange.Management.SystemConfigurationTasks.ClusteredMailboxServerStatus";
/// What Move gives; shown as a table.
pub(super) const MOVED: &str =
    "Microsoft.Exchange.Management.SystemConfigurationTasks.ClusteredMailboxServerStatus#Moved";

const COLUMNS: [Column; 4] = [
    Column::new("Identity", Some(10)),
    Column::new("ClusteredMailboxServerName", Some(26)),
    Column::new("State", Some(15)),
    Column::new("OperationalMachines", None),
];

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-ClusteredMailboxServerStatus",
    aliases: &[],
    synopsis: "Shows where a clustered mailbox server runs and what of it failed.",
    description: "The cluster has to be formed and within reach.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .at(0)
            .takes(Intake::Value),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Get-ClusteredMailboxServerStatus -Identity EXCHCMS",
        says: "Shows the active node and the quorum owner.",
    }],
    views: &[View::table(STATUS, &COLUMNS).as_list(), View::table(MOVED, &COLUMNS)],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    if let Some(identity) = bound.text("Identity") {
        clustered_server(&world, &identity)?;
    }
    let server = world.server();
    if world.quorum().is_none_or(|quorum| quorum.members.is_empty()) {
        let message = format!("The cluster of '{}' cannot be contacted.", server.id);
        let error = ShellError::new(Category::InvalidOperation, message).target(server.id);
        return Err(error.hint("no node runs the cluster: Get-LabQuorum counts the votes"));
    }
    Ok(Reply::objects(vec![status(&world, STATUS)]))
}

/// The server's state as an object of the type.
pub(super) fn status(world: &World<'_>, type_name: &'static str) -> Value {
    let server = world.server();
    let object = Object::new(type_name)
        .with("Identity", Value::text(server.id))
        .with("ClusteredMailboxServerName", Value::Text(format!("{}.{DOMAIN}", server.id)))
        .with("State", Value::text(server.state))
        .with("OperationalMachines", Value::texts(server.operational_machines.clone()))
        .with("FailedResources", Value::texts(server.failed_resources.clone()));
    let object = match world.config().build {
        Build::Rtm => object,
        Build::Sp1 => {
            let names = replication_hosts(world, &server.redundant_machines);
            object
                .with("OperationalReplicationHostNames", Value::texts(names.operational))
                .with("FailedReplicationHostNames", Value::texts(names.failed))
                .with("InUseReplicationHostNames", Value::texts(names.in_use))
        }
    };
    object.with("IsValid", Value::Bool(true)).with("ObjectState", Value::text("Unchanged")).into_value()
}

/// Names under which logs are shipped, in small letters.
struct HostNames {
    operational: Vec<String>,
    failed: Vec<String>,
    in_use: Vec<String>,
}

/// Replication host names, and the nodes' own names on the public network, which are used if there is no other.
fn replication_hosts(world: &World<'_>, machines: &[String]) -> HostNames {
    let in_reach = |name: &&String| match world.part_named(name) {
        Some(crate::model::ids::Part::Node(node)) => {
            world.bench.parts.network_obstacle(node, NetworkId::Public).is_none()
        }
        _ => false,
    };
    let lower = |names: Vec<&String>| names.into_iter().map(|name| name.to_ascii_lowercase()).collect::<Vec<_>>();
    let (own, unreachable): (Vec<&String>, Vec<&String>) = machines.iter().partition(in_reach);
    let replication = &world.bench.replication;
    let (fit, failed): (Vec<_>, Vec<_>) = replication.names.iter().partition(|host| host.failed.is_none());
    let mut names = HostNames { operational: lower(own), failed: lower(unreachable), in_use: Vec::new() };
    names.in_use = match &replication.in_use {
        Some(name) => vec![name.to_ascii_lowercase()],
        None => names.operational.clone(),
    };
    names.operational.extend(lower(fit.into_iter().map(|host| &host.name).collect()));
    names.failed.extend(lower(failed.into_iter().map(|host| &host.name).collect()));
    names
}
