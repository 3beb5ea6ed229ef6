//! `net start` and `net stop`: the services of a server.

use super::{Call, Native};
use crate::model::cluster::ProcessState;
use crate::model::ids::{How, NodeId, Part, Process};
use crate::model::input::Input;
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Reply, submit};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::value::Value;

pub(super) static NATIVE: Native = Native {
    file: "net.exe",
    synopsis: "Starts or stops a service of a server.",
    usage: &["net start SERVICE", "net stop SERVICE"],
    examples: &[
        Example {
            line: "psexec \\\\EXCHMAILBOX2 net stop clussvc",
            says: "Stops the cluster service of the second node.",
        },
        Example {
            line: "net start clussvc",
            says: "Starts the cluster service on the one server where it is stopped.",
        },
    ],
    suggest,
    run,
    resume: None,
};

/// Services by the name that is typed, with the name that is shown.
const SERVICES: [(&str, &str, Process); 4] = [
    ("clussvc", "Cluster Service", Process::Cluster),
    ("MSExchangeIS", "Microsoft Exchange Information Store", Process::Store),
    ("MSExchangeRepl", "Microsoft Exchange Replication Service", Process::Replication),
    ("MSExchangeSA", "Microsoft Exchange System Attendant", Process::SystemAttendant),
];

/// What is done to a service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Start,
    Stop,
}

fn suggest(before: &[&str], _: &View<'_>) -> Vec<String> {
    let words = match before {
        [] => vec!["start", "stop"],
        [_] => SERVICES.iter().map(|(name, ..)| *name).collect(),
        _ => Vec::new(),
    };
    words.into_iter().map(str::to_owned).collect()
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let deed = match () {
        () if call.is(0, "start") => Deed::Start,
        () if call.is(0, "stop") => Deed::Stop,
        () => return Err(call.wrong(0, &["start", "stop"])),
    };
    let typed = call.words.get(1).map(|word| word.text.as_str());
    let named =
        |name: &str| SERVICES.iter().find(|it| [it.0, it.1].iter().any(|known| known.eq_ignore_ascii_case(name)));
    let Some((name, title, process)) = typed.and_then(named) else {
        return Err(call.wrong(1, &SERVICES.map(|(name, ..)| name)));
    };
    if call.words.len() > 2 {
        return Err(call.wrong(2, &[]));
    }
    let node = server(call, &host.view(), deed, name, title, *process)?;
    let part = Part::Process(node, *process);
    match deed {
        Deed::Start => submit(host, Input::StartPart { part })?,
        Deed::Stop => submit(host, Input::StopPart { part, how: How::Shutdown })?,
    }
    let (doing, done) = match deed {
        Deed::Start => ("starting", "started"),
        Deed::Stop => ("stopping", "stopped"),
    };
    let lines = [
        format!("The {title} service is {doing}."),
        format!("The {title} service was {done} successfully."),
        String::new(),
    ];
    Ok(Outcome::Done(Reply::objects(lines.map(Value::Text).to_vec())))
}

/// The server that is meant: the one that was named, else the only one where the line has something to do.
fn server(
    call: &Call,
    view: &View<'_>,
    deed: Deed,
    name: &str,
    title: &str,
    process: Process,
) -> Result<NodeId, ShellError> {
    let fits = |node: &NodeId| has_to_do(view, *node, deed, process);
    let possible: Vec<NodeId> = match call.on {
        Some(node) => vec![node],
        None => view.bench.parts.nodes().collect(),
    };
    let fitting: Vec<NodeId> = possible.into_iter().filter(fits).collect();
    match (fitting.as_slice(), deed) {
        ([only], _) => Ok(*only),
        ([], Deed::Start) => Err(nothing_to_do(&format!("The {title} service has nowhere to be started"))),
        ([], Deed::Stop) => Err(nothing_to_do(&format!("The {title} service is not started"))),
        (several, _) => {
            let names: Vec<String> = several.iter().map(|node| view.name_of(Part::Node(*node))).collect();
            let message = format!("The {title} service could be meant on {}.", names.join(" and on "));
            let verb = if deed == Deed::Start { "start" } else { "stop" };
            Err(ShellError::new(Category::InvalidArgument, message)
                .hint(format!("name the server: psexec \\\\{} net {verb} {name}", names[0])))
        }
    }
}

fn has_to_do(view: &View<'_>, node: NodeId, deed: Deed, process: Process) -> bool {
    let server = view.bench.parts.server(node);
    let is_here = server.role.processes().contains(&process) && server.answers();
    let state = server.process(process).state;
    is_here
        && match deed {
            Deed::Start => matches!(state, ProcessState::Down(_)),
            Deed::Stop => state == ProcessState::Running,
        }
}

fn nothing_to_do(what: &str) -> ShellError {
    ShellError::new(Category::InvalidOperation, format!("{what}."))
        .hint("Get-LabComponent shows what runs on each server")
}
