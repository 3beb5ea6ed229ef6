//! `net start` and `net stop`: the services of a server.

use super::{Call, Native};
use crate::model::cluster::{ClusterStart, ProcessState};
use crate::model::ids::{How, NodeId, NodeSet, Part, Process};
use crate::model::input::Input;
use crate::model::params::Windows;
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Reply, submit};
use crate::shell::directory::{machine, not_found};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::value::Value;

pub(super) static NATIVE: Native = Native {
    file: "net.exe",
    synopsis: "Starts or stops a service of a server.",
    usage: &[
        "net start SERVICE",
        "net stop SERVICE",
        "net start clussvc /forcequorum[:NODE,NODE]",
        "net start clussvc /fixquorum",
    ],
    examples: &[
        Example {
            line: "psexec \\\\EXCHMAILBOX2 net stop clussvc",
            says: "Stops the cluster service of the second node.",
        },
        Example {
            line: "net start clussvc",
            says: "Starts the cluster service on the one server where it is stopped.",
        },
        Example {
            line: "psexec \\\\EXCHMAILBOX2 net start clussvc /forcequorum:EXCHMAILBOX2",
            says: "Lets the second node go on without a majority, once it is sure that the first one is down.",
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
        [start, name] if start.eq_ignore_ascii_case("start") && name.eq_ignore_ascii_case("clussvc") => {
            vec!["/forcequorum", "/fixquorum"]
        }
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
    let switches = if deed == Deed::Start && *process == Process::Cluster { 1 } else { 0 };
    if call.words.len() > 2 + switches {
        return Err(call.wrong(2 + switches, &[]));
    }
    let start = cluster_start(call, &host.view())?;
    let node = server(call, &host.view(), deed, name, title, *process)?;
    let part = Part::Process(node, *process);
    let input = match (deed, *process) {
        (Deed::Start, Process::Cluster) => Input::StartClusterService { node, start },
        (Deed::Stop, Process::Cluster) => Input::StopClusterService { node },
        (Deed::Start, _) => Input::StartPart { part },
        (Deed::Stop, _) => Input::StopPart { part, how: How::Shutdown },
    };
    submit(host, input)?;
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

/// The switch behind `net start clussvc`: none, or one that forces quorum.
fn cluster_start(call: &Call, view: &View<'_>) -> Result<ClusterStart, ShellError> {
    const SWITCHES: [&str; 3] = ["/forcequorum", "/fq", "/fixquorum"];
    let Some(word) = call.words.get(2) else { return Ok(ClusterStart::Normal) };
    let (switch, list) = word.text.split_once([':', '=']).map_or((word.text.as_str(), None), |it| (it.0, Some(it.1)));
    let is = |name: &str| switch.eq_ignore_ascii_case(name);
    if is("/fixquorum") && list.is_none() {
        return Ok(ClusterStart::FixQuorum);
    }
    if !is("/forcequorum") && !is("/fq") {
        return Err(call.wrong(2, &SWITCHES));
    }
    match (view.config().windows, list) {
        (Windows::V2003, Some(list)) => {
            let nodes: Result<NodeSet, ShellError> = list.split(',').map(|name| member(view, name.trim())).collect();
            Ok(ClusterStart::ForceQuorum(nodes.map_err(|error| error.at(word.span))?))
        }
        (Windows::V2008, None) => Ok(ClusterStart::ForceQuorum(NodeSet::EMPTY)),
        (Windows::V2003, None) => Err(call
            .wrong(2, &[])
            .hint("Windows Server 2003 wants the nodes that shall go on: net start clussvc /forcequorum:EXCHMAILBOX2")),
        (Windows::V2008, Some(_)) => {
            Err(call.wrong(2, &[]).hint("Windows Server 2008 takes no list of nodes: net start clussvc /forcequorum"))
        }
    }
}

/// The node of the cluster with this name.
fn member(view: &View<'_>, name: &str) -> Result<NodeId, ShellError> {
    let node = machine(view, name).ok().filter(|node| view.bench.cluster_of(*node).is_some());
    node.ok_or_else(|| not_found(view, name, Names::Node))
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
        ([], Deed::Start) => Err(nothing_to_do(&format!(
            "The {title} service cannot be started anywhere: it runs, or its server is down"
        ))),
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
            // A node that has no quorum has stopped its cluster service, and tries again by itself now and then.
            Deed::Start if process == Process::Cluster => {
                view.bench.view_of(node).is_empty() && !matches!(state, ProcessState::Starting)
            }
            Deed::Start => matches!(state, ProcessState::Down(_)),
            Deed::Stop => state == ProcessState::Running,
        }
}

fn nothing_to_do(what: &str) -> ShellError {
    ShellError::new(Category::InvalidOperation, format!("{what}."))
        .hint("Get-LabComponent shows what runs on each server")
}
