//! What cutting and mending a link have in common.

use super::{Kind, Parameter};
use crate::model::ids::{NetworkId, NodeId};
use crate::shell::bind::Bound;
use crate::shell::directory::machine;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// The two ends, and the network.
pub(super) static PARAMETERS: [Parameter; 3] = [
    Parameter::new("Identity", Kind::Name(Names::Machine), "The server at one end.").mandatory().at(0),
    Parameter::new("Peer", Kind::Name(Names::Machine), "The server at the other end.").mandatory().at(1),
    Parameter::new(
        "Network",
        Kind::Choice(&[NetworkId::Public.name(), NetworkId::Private.name()]),
        "On this network only.",
    ),
];

/// A link as the parameters name it.
pub(super) struct Link {
    pub(super) a: NodeId,
    pub(super) b: NodeId,
    pub(super) network: Option<NetworkId>,
}

pub(super) fn link(bound: &Bound, host: &dyn Host) -> Result<Link, ShellError> {
    let end = |name| machine(&host.view(), &bound.text(name).unwrap_or_default());
    let network =
        bound.text("Network").and_then(|name| NetworkId::ALL.into_iter().find(|network| network.name() == name));
    Ok(Link { a: end("Identity")?, b: end("Peer")?, network })
}

/// What is about to be done: `verb` and the two ends.
pub(super) fn intent(verb: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    link(bound, host)?;
    let text = |name| bound.text(name).unwrap_or_default();
    Ok(format!("{verb} the link between \"{}\" and \"{}\".", text("Identity"), text("Peer")))
}
