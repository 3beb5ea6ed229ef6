//! Disable-ContinuousReplicationHostName: takes a name for log shipping and seeding away.

use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::clustered_server;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Disable-ContinuousReplicationHostName",
    aliases: &[],
    synopsis: "Takes a replication host name away; Service Pack 1.",
    description: "If logs travelled by it, they take another one, or the public network if none is left.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("TargetMachine", Kind::Name(Names::Node), "The node that has the name."),
        Parameter::new("HostName", Kind::Name(Names::ReplicationHostName), "The name.").mandatory(),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Disable-ContinuousReplicationHostName EXCHCMS -TargetMachine EXCHMAILBOX1 -HostName REPL1",
        says: "Takes the name away.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    clustered_server(&host.view(), &bound.text("Identity").unwrap_or_default())?;
    Ok(format!("Disabling replication host name \"{}\".", bound.text("HostName").unwrap_or_default()))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    submit(host, Input::DisableHostName { name: bound.text("HostName").unwrap_or_default() })?;
    Ok(Outcome::Done(Reply::default()))
}
