//! Test-ReplicationHealth: everything that replication and failover need, as a list of checks.

use super::refused::refused;
use super::{Action, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Parameter, Reply};
use crate::model::health::HealthCheck;
use crate::model::ids::Part;
use crate::model::params::Build;
use crate::model::refusal::Refusal;
use crate::shell::bind::Bound;
use crate::shell::directory::machine;
use crate::shell::error::ShellError;
use crate::shell::format::{Column, View};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::{Object, Value};

const TYPE: &str = "Microsoft.Exchange.Monitoring.ReplicationHealthCheckResult";

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Test-ReplicationHealth",
    aliases: &[],
    synopsis: "Checks whatever replication and failover need; Service Pack 1.",
    description: "One row a check. Cluster checks are left out where there is no cluster, and the check of the lag where there is no standby target. The checks are those of the cluster as a whole, whichever of its servers is named.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::Machine), "The server; the active one if none is named.")
            .at(0)
            .takes(Intake::Value),
        Parameter::new("MonitoringContext", Kind::Unsupported, "For the product's own monitoring."),
        Parameter::new("TransientEventSuppressionWindow", Kind::Unsupported, "For the product's own monitoring."),
        Parameter::new("ActiveDirectoryTimeout", Kind::Unsupported, "The lab's directory always answers."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[
        Example { line: "Test-ReplicationHealth", says: "Shows all checks." },
        Example { line: "Test-ReplicationHealth | where { $_.Error }", says: "Shows what is not as it should be." },
    ],
    views: &[View::table(
        TYPE,
        &[
            Column::new("Server", Some(13)),
            Column::new("Check", Some(22)),
            Column::new("Result", Some(10)),
            Column::new("Error", None),
        ],
    )],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let world = host.view();
    if world.config().build == Build::Rtm {
        return Err(refused(&world, &Refusal::NeedsServicePack1));
    }
    let node = match bound.text("Identity") {
        Some(name) => Some(machine(&world, &name)?),
        None => world.bench.main_server().owner,
    };
    let server = node.map_or(world.server().id.to_owned(), |node| world.name_of(Part::Node(node)));
    let row = |check: HealthCheck| {
        let result = match (&check.error, check.is_warning) {
            (None, _) => "Passed",
            (Some(_), true) => "*WARNING*",
            (Some(_), false) => "*FAILED*",
        };
        Object::new(TYPE)
            .with("Server", Value::text(&server))
            .with("Check", Value::text(check.name))
            .with("Result", Value::text(result))
            .with("Error", check.error.map_or(Value::Null, Value::Text))
            .into_value()
    };
    Ok(Reply::objects(world.replication_health().into_iter().map(row).collect()))
}
