//! Start-ClusteredMailboxServer: brings a clustered mailbox server online.

use super::get_clustered_mailbox_server_status::{MOVED, status};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Pause, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::clustered_server;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Start-ClusteredMailboxServer",
    aliases: &[],
    synopsis: "Brings a clustered mailbox server online.",
    description: "Name first, then the store, then the databases; it returns when they are online or have failed.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example { line: "Start-ClusteredMailboxServer EXCHCMS", says: "Starts the server after asking." }],
    views: &[],
    action: Action::Change(Change { asks: true, intent, run, resume: Some(resume) }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let identity = bound.text("Identity").unwrap_or_default();
    clustered_server(&host.view(), &identity)?;
    Ok(format!("Starting clustered mailbox server \"{identity}\"."))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    submit(host, Input::StartClusteredMailboxServer)?;
    resume(bound, &Value::Null, host)
}

fn resume(_: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let server = view.server();
    if server.state.ends_with("Pending") {
        let text = format!("Starting {} ({})", server.id, server.state.to_ascii_lowercase());
        return Ok(Outcome::Wait(Pause::new(text)));
    }
    if server.active_node.is_none() {
        let message =
            format!("The clustered mailbox server '{}' did not come online; it is {}.", server.id, server.state);
        let error = ShellError::new(Category::InvalidOperation, message).target(server.id);
        return Err(error.hint("Get-LabWhy tells what came in between"));
    }
    let mut reply = Reply::objects(vec![status(&view, MOVED)]);
    if server.state != "Online" {
        reply.warnings.push(format!(
            "The clustered mailbox server '{}' was started, but some of its resources are not online.",
            server.id
        ));
    }
    Ok(Outcome::Done(reply))
}
