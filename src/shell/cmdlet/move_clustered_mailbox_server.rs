//! Move-ClusteredMailboxServer: the handoff to the passive node.

use super::get_clustered_mailbox_server_status::{MOVED, status};
use super::refused::submit;
use super::{Action, Change, Cmdlet, DOMAIN_CONTROLLER, Example, Intake, Kind, Outcome, Parameter, Pause, Reply};
use crate::model::input::Input;
use crate::shell::bind::Bound;
use crate::shell::directory::{clustered_server, machine};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Move-ClusteredMailboxServer",
    aliases: &[],
    synopsis: "Hands a clustered mailbox server over to another node, without loss.",
    description: "Checks that the copies are healthy, dismounts, ships the last log, and mounts on the other node; it returns when the move is done.",
    parameters: &[
        Parameter::new("Identity", Kind::Name(Names::ClusteredServer), "The clustered mailbox server.")
            .mandatory()
            .at(0)
            .takes(Intake::Value),
        Parameter::new("TargetMachine", Kind::Name(Names::Node), "The node that shall have it.").mandatory(),
        Parameter::new("MoveComment", Kind::Text, "Why, for the event log.").mandatory(),
        Parameter::new("IgnoreDismounted", Kind::Switch, "Moves even when a database is dismounted."),
        Parameter::new("ValidateOnly", Kind::Switch, "Checks whether the move could begin, and does not begin it."),
        DOMAIN_CONTROLLER,
    ],
    examples: &[Example {
        line: "Move-ClusteredMailboxServer -Identity:EXCHCMS -TargetMachine:EXCHMAILBOX2 -MoveComment:\"patch night\"",
        says: "Moves the server to the other node after asking.",
    }],
    views: &[],
    action: Action::Change(Change { asks: true, intent, run, resume: Some(resume) }),
};

fn intent(bound: &Bound, host: &dyn Host) -> Result<String, ShellError> {
    let view = host.view();
    let text = |name| bound.text(name).unwrap_or_default();
    clustered_server(&view, &text("Identity"))?;
    machine(&view, &text("TargetMachine"))?;
    Ok(format!(
        "Moving clustered mailbox server \"{}\" to target node \"{}\" with move comment \"{}\".",
        text("Identity"),
        text("TargetMachine"),
        text("MoveComment")
    ))
}

fn run(bound: &Bound, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let target = machine(&host.view(), &bound.text("TargetMachine").unwrap_or_default())?;
    let input = Input::MoveClusteredMailboxServer {
        target,
        comment: bound.text("MoveComment").unwrap_or_default(),
        ignore_dismounted: bound.switch("IgnoreDismounted"),
    };
    if bound.switch("ValidateOnly") {
        let refusal = host.view().bench.refusal(&input);
        return refusal.map_or(Ok(Outcome::Done(Reply::default())), |refusal| {
            Err(super::refused::refused(&host.view(), &refusal))
        });
    }
    submit(host, input)?;
    resume(bound, &Value::Null, host)
}

fn resume(bound: &Bound, _: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let server = view.server();
    if server.state.ends_with("Pending") {
        let text = format!("Moving {} ({})", server.id, server.state.to_ascii_lowercase());
        return Ok(Outcome::Wait(Pause::new(text)));
    }
    let target = machine(&view, &bound.text("TargetMachine").unwrap_or_default())?;
    let target = view.name_of(crate::model::ids::Part::Node(target));
    if server.active_node.as_ref() != Some(&target) {
        let message = format!(
            "The clustered mailbox server '{}' did not come online on '{target}'; it is {}.",
            server.id, server.state
        );
        let error = ShellError::new(Category::InvalidOperation, message).target(server.id);
        return Err(error.hint("Get-LabWhy tells what came in between"));
    }
    let mut reply = Reply::objects(vec![status(&view, MOVED)]);
    if server.state != "Online" {
        reply.warnings.push(format!(
            "The clustered mailbox server '{}' was moved, but some of its resources are not online.",
            server.id
        ));
    }
    Ok(Outcome::Done(reply))
}
