//! What cutting and mending a link have in common.

use super::{Kind, Parameter};
use crate::model::ids::{NetworkId, Part};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::machine;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;

/// The two ends, and the network.
pub(super) static PARAMETERS: [Parameter; 3] = [
    Parameter::new("Identity", Kind::Name(Names::Machine), "The server at one end, or a site.").mandatory().at(0),
    Parameter::new("Peer", Kind::Name(Names::Machine), "The server at the other end, or the other site.")
        .mandatory()
        .at(1),
    Parameter::new(
        "Network",
        Kind::Choice(&[NetworkId::Public.name(), NetworkId::Private.name()]),
        "On this network only; between sites it is always all of them.",
    ),
];

/// The input that cuts or mends what the parameters name: the link of two servers, or that of two sites.
pub(super) fn input(cut: bool, bound: &Bound, host: &dyn Host) -> Result<Input, ShellError> {
    let view = host.view();
    let text = |name| bound.text(name).unwrap_or_default();
    let site = |name| match view.part_named(&text(name)) {
        Some(Part::Site(site)) => Some(site),
        _ => None,
    };
    if let (Some(a), Some(b)) = (site("Identity"), site("Peer")) {
        return Ok(if cut { Input::CutSites { a, b } } else { Input::MendSites { a, b } });
    }
    let end = |name| machine(&view, &text(name));
    let network =
        bound.text("Network").and_then(|name| NetworkId::ALL.into_iter().find(|network| network.name() == name));
    let (a, b) = (end("Identity")?, end("Peer")?);
    Ok(if cut { Input::CutLink { a, b, network } } else { Input::MendLink { a, b, network } })
}

/// What is about to be done: `verb` and the two ends.
pub(super) fn intent(verb: &str, bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    input(true, bound, host)?;
    let text = |name| bound.text(name).unwrap_or_default();
    Ok(format!("{verb} the link between \"{}\" and \"{}\".", text("Identity"), text("Peer")))
}
