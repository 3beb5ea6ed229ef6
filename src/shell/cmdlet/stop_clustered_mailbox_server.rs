//! Stop-ClusteredMailboxServer: takes a clustered mailbox server offline, which is no failover.

use super::get_clustered_mailbox_server_status::{MOVED, status};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Pause, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::clustered_server;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Stop-ClusteredMailboxServer",
    aliases: &[],
    synopsis: "Takes a clustered mailbox server offline, until it is started again.",
    description: "The databases are dismounted in good order. The cluster leaves the server offline: this is no failover.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("StopReason", Kind::Text, "Why, for the event log.").mandatory(),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Stop-ClusteredMailboxServer EXCHCMS -StopReason:\"new disks\"",
        says: "Stops the server after asking.",
    }],
    views: &[],
    action: Action::Change(Change { asks: true, intent, run, resume: Some(resume) }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let text = |name| bound.text(name).unwrap_or_default();
    clustered_server(&host.view(), &text("Identity"))?;
    Ok(format!(
        "Stopping clustered mailbox server \"{}\" with stop reason \"{}\".",
        text("Identity"),
        text("StopReason")
    ))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    submit(host, Input::StopClusteredMailboxServer { reason: bound.text("StopReason").unwrap_or_default() })?;
    resume(bound, &Value::Null, host)
}

fn resume(_: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let server = view.server();
    if server.state == "Offline Pending" {
        let text = format!("Stopping {} ({})", server.id, server.state.to_ascii_lowercase());
        return Ok(Outcome::Wait(Pause::new(text)));
    }
    Ok(Outcome::Done(Reply::objects(vec![status(&view, MOVED)])))
}
