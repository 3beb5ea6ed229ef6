//! `Setup.com`: rebuilds a Mailbox server from the directory, and clears what is left of one. Source: \[CLEARCMS\].

use super::{Call, Native};
use crate::model::exchange::{Copy, Rebuild};
use crate::model::ids::{MailboxServerId, NodeId, Part};
use crate::model::input::Input;
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Pause, Reply, submit};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static NATIVE: Native = Native {
    file: "setup.com",
    synopsis: "Rebuilds a Mailbox server from the directory, or clears what is left of a clustered one.",
    usage: &[
        "Setup.com /RecoverCMS /CMSName:NAME /CMSIPAddress:ADDRESS",
        "Setup.com /m:RecoverServer",
        "Setup.com /ClearLocalCMS /CMSName:NAME",
    ],
    examples: &[
        Example {
            line: "psexec \\\\EXCHSTANDBY1 Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30",
            says: "Rebuilds the clustered mailbox server on a node of the standby cluster.",
        },
        Example {
            line: "Setup.com /m:RecoverServer",
            says: "Rebuilds a server on the machine that was put in its place; its databases wait to be mounted.",
        },
        Example {
            line: "psexec \\\\EXCHMAILBOX1 Setup.com /ClearLocalCMS /CMSName:EXCHCMS",
            says: "Clears the cluster that it was taken away from.",
        },
    ],
    suggest,
    run,
    resume: Some(resume),
};

/// What set-up is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    RecoverCms,
    RecoverServer,
    ClearLocalCms,
}

const MODES: [&str; 4] = ["/RecoverCMS", "/m:RecoverServer", "/mode:RecoverServer", "/ClearLocalCMS"];

fn suggest(before: &[&str], view: &View<'_>) -> Vec<String> {
    match before {
        [] => ["/ClearLocalCMS", "/m:RecoverServer", "/RecoverCMS"].map(str::to_owned).to_vec(),
        [mode] if !mode.to_ascii_lowercase().contains("recoverserver") => {
            vec![format!("/CMSName:{}", view.server().id)]
        }
        [mode, _] if mode.eq_ignore_ascii_case("/RecoverCMS") => vec!["/CMSIPAddress:".to_owned()],
        _ => Vec::new(),
    }
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let task = match MODES.iter().position(|mode| call.is(0, mode)) {
        Some(0) => Task::RecoverCms,
        Some(1 | 2) => Task::RecoverServer,
        Some(_) => Task::ClearLocalCms,
        None => return Err(call.wrong(0, &MODES)),
    };
    if task != Task::RecoverServer {
        let name = host.view().server().id;
        let is_named = call.value_of(1, "/CMSName").is_some_and(|it| it.trim_matches('"').eq_ignore_ascii_case(name));
        if !is_named {
            let known = format!("/CMSName:{name}");
            return Err(call.wrong(1, &[known.as_str()]));
        }
    }
    if task == Task::RecoverCms && call.value_of(2, "/CMSIPAddress").is_none_or(str::is_empty) {
        return Err(call.wrong(2, &["/CMSIPAddress:"]));
    }
    let node = machine_of(call, &host.view(), task)?;
    match task {
        Task::ClearLocalCms => {
            submit(host, Input::ClearLocalServer { node })?;
            Ok(Outcome::Done(done()))
        }
        Task::RecoverCms | Task::RecoverServer => {
            submit(host, Input::RecoverServer { node })?;
            let view = host.view();
            Ok(view.bench.rebuild.map_or(Outcome::Done(done()), |rebuild| Outcome::Wait(pause(&view, rebuild))))
        }
    }
}

/// The machine that set-up runs on: the one that was named, else the only one where it has something to do.
fn machine_of(call: &Call, view: &View<'_>, task: Task) -> Result<NodeId, ShellError> {
    if let Some(node) = call.on {
        return Ok(node);
    }
    let bench = view.bench;
    let has_files = |node: NodeId| {
        let is_there = |copy: &Copy| copy.node == node && copy.restored.is_some();
        bench.groups.iter().any(|group| group.copies.iter().any(is_there))
    };
    let fits = |node: &NodeId| match task {
        Task::ClearLocalCms => bench.refusal(&Input::ClearLocalServer { node: *node }).is_none(),
        Task::RecoverCms => has_files(*node),
        Task::RecoverServer => has_files(*node) || bench.parts.server(*node).lacks_exchange,
    };
    let found = bench.parts.nodes().find(fits);
    found.ok_or_else(|| {
        let name = view.name_of(Part::Node(bench.parts.nodes().last().unwrap_or(NodeId(0))));
        ShellError::new(Category::InvalidArgument, "There is no machine on which this set-up could be meant.")
            .hint(format!("name it: psexec \\\\{name} Setup.com ..."))
    })
}

fn pause(view: &View<'_>, rebuild: Rebuild) -> Pause {
    let server = view.bench.mailbox_server(rebuild.server).name;
    let text = format!("Set-up rebuilds {server} on {}", view.name_of(Part::Node(rebuild.node)));
    let note = [rebuild.server.0, rebuild.node.0].map(|number| Value::Int(i64::from(number)));
    Pause { note: Value::from_many(note.to_vec()), ..Pause::new(text) }
}

fn resume(_: &Call, note: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let Value::List(items) = note else { return Ok(Outcome::Done(Reply::default())) };
    let [Value::Int(server), Value::Int(node)] = items.as_slice() else { return Ok(Outcome::Done(Reply::default())) };
    let narrow = |number: &i64| u8::try_from(*number).unwrap_or_default();
    let node = NodeId(narrow(node));
    if let Some(rebuild) = view.bench.rebuild {
        return Ok(Outcome::Wait(pause(&view, rebuild)));
    }
    let is_there = view.bench.mailbox_server(MailboxServerId(narrow(server))).owner == Some(node);
    if is_there && !view.bench.parts.server(node).lacks_exchange {
        return Ok(Outcome::Done(done()));
    }
    let name = view.name_of(Part::Node(node));
    let message = format!("Set-up did not come to its end on {name}.");
    Err(ShellError::new(Category::InvalidOperation, message)
        .target(name)
        .hint("see that the machine is up and run it again"))
}

fn done() -> Reply {
    let lines = [
        "",
        "Welcome to Microsoft Exchange Server 2007 Unattended Setup",
        "",
        "The Microsoft Exchange Server setup operation completed successfully.",
        "",
    ];
    Reply::objects(lines.map(Value::text).to_vec())
}
