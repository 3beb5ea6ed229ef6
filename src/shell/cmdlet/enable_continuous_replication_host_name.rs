//! Enable-ContinuousReplicationHostName: a network name of its own for log shipping and seeding.

use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Reply};
use crate::model::ids::NetworkId;
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::{clustered_server, machine};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use std::net::Ipv4Addr;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Enable-ContinuousReplicationHostName",
    aliases: &[],
    synopsis: "Gives a node of CCR a network name for log shipping and seeding; Service Pack 1.",
    description: "In the lab the private network has the addresses 10.0.0.0 to 10.255.255.255, and every other address is on the public network; without an address the name lies on the private one. The name resolves at once.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("TargetMachine", Kind::Name(Names::Node), "The node that gets the name.").mandatory(),
        Parameter::new("HostName", Kind::Text, "The name.").mandatory(),
        Parameter::new("IPv4Address", Kind::Text, "Its address, which says on which network it lies."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Enable-ContinuousReplicationHostName EXCHCMS -TargetMachine EXCHMAILBOX1 -HostName REPL1 -IPv4Address 10.0.0.11",
        says: "Lets logs leave the node by the private network.",
    }],
    views: &[],
    action: Action::Change(Change { asks: false, intent, run, resume: None }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    clustered_server(&host.view(), &bound.text("Identity").unwrap_or_default())?;
    let text = |name| bound.text(name).unwrap_or_default();
    Ok(format!("Enabling replication host name \"{}\" on \"{}\".", text("HostName"), text("TargetMachine")))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let node = machine(&host.view(), &bound.text("TargetMachine").unwrap_or_default())?;
    let network = match bound.text("IPv4Address") {
        None => NetworkId::Private,
        Some(text) => network_of(&text)?,
    };
    submit(host, Input::EnableHostName { node, name: bound.text("HostName").unwrap_or_default(), network })?;
    Ok(Outcome::Done(Reply::default()))
}

fn network_of(text: &str) -> Result<NetworkId, ShellError> {
    match text.parse::<Ipv4Addr>() {
        Ok(address) if address.octets()[0] == 10 => Ok(NetworkId::Private),
        Ok(_) => Ok(NetworkId::Public),
        Err(_) => {
            let message = format!("'{text}' is not an IPv4 address.");
            Err(ShellError::new(Category::InvalidArgument, message).hint("use an address such as 10.0.0.11"))
        }
    }
}
