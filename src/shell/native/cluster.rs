//! `cluster`: the cluster's own tool, which knows nodes and groups and nothing of Exchange.

use super::{Call, Native};
use crate::model::cluster::{Cluster, NodeState};
use crate::model::ids::{NodeId, Part, Process};
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Reply};
use crate::shell::directory::{machine, not_found};
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;
use crate::shell::names::{Names, names};
use crate::shell::value::Value;

pub(super) static NATIVE: Native = Native {
    file: "cluster.exe",
    synopsis: "Shows the nodes and groups of the cluster, without asking Exchange.",
    usage: &["cluster node [NAME] [/status]", "cluster group [NAME] [/status]"],
    examples: &[
        Example { line: "cluster node", says: "Lists the nodes and whether they are up." },
        Example { line: "cluster group", says: "Lists the groups and their owners." },
    ],
    suggest,
    run,
    resume: None,
};

/// The group that has the cluster's own name and the quorum.
const CLUSTER_GROUP: &str = "Cluster Group";

fn suggest(before: &[&str], view: &View<'_>) -> Vec<String> {
    let is = |place: usize, word: &str| before.get(place).is_some_and(|it| it.eq_ignore_ascii_case(word));
    match before.len() {
        0 => vec!["group".to_owned(), "node".to_owned()],
        1 if is(0, "node") => names(view, Names::Node),
        1 if is(0, "group") => groups(view).into_iter().map(|(name, ..)| name).collect(),
        2 => vec!["/status".to_owned()],
        _ => Vec::new(),
    }
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let Some(cluster) = view.bench.main_cluster() else {
        return Err(ShellError::new(Category::InvalidOperation, "There is no cluster here.")
            .hint("single copy clusters and cluster continuous replication have one"));
    };
    let kinds = ["group", "node"];
    let is_node = call.is(0, "node");
    if !is_node && !call.is(0, "group") {
        return Err(call.wrong(0, &kinds));
    }
    let name = call.words.get(1).filter(|word| !word.text.starts_with('/'));
    let deed = usize::from(name.is_some()) + 1;
    if call.words.len() > deed && !call.is(deed, "/status") {
        return Err(call.wrong(deed, &["/status"]));
    }
    if call.words.len() > deed + 1 {
        return Err(call.wrong(deed + 1, &[]));
    }
    if !cluster.has_quorum() {
        return Err(ShellError::new(Category::InvalidOperation, "The cluster cannot be reached: it has no quorum.")
            .hint("Get-LabQuorum shows which votes are missing"));
    }
    let name = name.map(|word| (word.text.as_str(), word.span));
    let lines = match (is_node, name) {
        (true, None) => node_lines(&view, cluster, None),
        (true, Some((name, span))) => {
            let node = machine(&view, name).ok().filter(|node| cluster.member(*node).is_some());
            let node = node.ok_or_else(|| not_found(&view, name, Names::Node).at(span))?;
            node_lines(&view, cluster, Some(node))
        }
        (false, None) => group_lines(groups(&view)),
        (false, Some((name, span))) => {
            let mut found = groups(&view);
            let known: Vec<String> = found.iter().map(|(name, ..)| name.clone()).collect();
            found.retain(|(known, ..)| known.eq_ignore_ascii_case(name));
            if found.is_empty() {
                return Err(ShellError::not_found(name).hint(format!("there are {}", known.join(", "))).at(span));
            }
            group_lines(found)
        }
    };
    Ok(Outcome::Done(Reply::objects(lines.into_iter().map(Value::Text).collect())))
}

fn node_lines(view: &View<'_>, cluster: &Cluster, only: Option<NodeId>) -> Vec<String> {
    let title = match only {
        Some(node) => format!("Listing status for node '{}':", view.name_of(Part::Node(node))),
        None => "Listing status for all available nodes:".to_owned(),
    };
    let mut lines = vec![title, String::new(), line("Node", "Node ID", "Status"), ruler()];
    let members = cluster.members.iter().enumerate().filter(|(_, member)| only.is_none_or(|it| it == member.node));
    lines.extend(members.map(|(place, member)| {
        let name = view.name_of(Part::Node(member.node));
        line(&name, &(place + 1).to_string(), node_state(view, cluster, member.node))
    }));
    lines.push(String::new());
    lines
}

fn line(node: &str, number: &str, status: &str) -> String {
    format!("{node:<14} {number:>7} {status}")
}

fn ruler() -> String {
    format!("{:-<14} {:-<7} {:-<21}", "", "", "")
}

/// What the cluster says of a node.
fn node_state(view: &View<'_>, cluster: &Cluster, node: NodeId) -> &'static str {
    let server = view.bench.parts.server(node);
    if cluster.joined().contains(node) {
        "Up"
    } else if server.node.state == NodeState::Up && view.bench.parts.runs(node, Process::Cluster) {
        "Joining"
    } else {
        "Down"
    }
}

/// Groups with their owners and states.
fn groups(view: &View<'_>) -> Vec<(String, String, &'static str)> {
    let owner = view.bench.main_cluster().and_then(|cluster| cluster.quorum_owner);
    let name = |node: NodeId| view.name_of(Part::Node(node));
    let server = view.server();
    let host = view.bench.main_server().owner.map(name).unwrap_or_default();
    vec![
        (CLUSTER_GROUP.to_owned(), owner.map(name).unwrap_or_default(), "Online"),
        (server.id.to_owned(), server.active_node.unwrap_or(host), server.state),
    ]
}

fn group_lines(groups: Vec<(String, String, &'static str)>) -> Vec<String> {
    let mut lines = vec![
        "Listing status for all available resource groups:".to_owned(),
        String::new(),
        format!("{:<20} {:<15} {}", "Group", "Node", "Status"),
        format!("{:-<20} {:-<15} {:-<6}", "", "", ""),
    ];
    lines.extend(groups.into_iter().map(|(name, node, state)| format!("{name:<20} {node:<15} {state}")));
    lines.push(String::new());
    lines
}
