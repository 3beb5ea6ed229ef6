//! What `cluster` prints: nodes and groups.

use crate::model::cluster::{Cluster, NodeState};
use crate::model::ids::{NodeId, Part, Process};
use crate::model::view::View;

/// The group that has the cluster's own name and the quorum.
pub(super) const CLUSTER_GROUP: &str = "Cluster Group";

/// A group with its owner and its state.
pub(super) struct Group {
    /// Its name.
    pub(super) name: String,
    owner: String,
    state: &'static str,
}

/// The nodes, or one of them.
pub(super) fn nodes(view: &View<'_>, only: Option<NodeId>) -> Vec<String> {
    let title = match only {
        Some(node) => format!("Listing status for node '{}':", view.name_of(Part::Node(node))),
        None => "Listing status for all available nodes:".to_owned(),
    };
    let mut lines = vec![title, String::new(), line("Node", "Node ID", "Status"), ruler()];
    let cluster = view.bench.main_cluster();
    let members = cluster.iter().flat_map(|cluster| cluster.members.iter().enumerate().map(|it| (*cluster, it)));
    let members = members.filter(|(_, (_, member))| only.is_none_or(|it| it == member.node));
    lines.extend(members.map(|(cluster, (place, member))| {
        let name = view.name_of(Part::Node(member.node));
        line(&name, &(place + 1).to_string(), state(view, cluster, member.node))
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
fn state(view: &View<'_>, cluster: &Cluster, node: NodeId) -> &'static str {
    let server = view.bench.parts.server(node);
    if cluster.joined().contains(node) {
        if cluster.is_paused(node) { "Paused" } else { "Up" }
    } else if server.node.state == NodeState::Up && view.bench.parts.runs(node, Process::Cluster) {
        "Joining"
    } else {
        "Down"
    }
}

/// Groups with their owners and states.
pub(super) fn groups(view: &View<'_>) -> Vec<Group> {
    let owner = view.bench.main_cluster().and_then(|cluster| cluster.quorum_owner);
    let name = |node: NodeId| view.name_of(Part::Node(node));
    let server = view.server();
    let host = view.bench.main_server().owner.map(name).unwrap_or_default();
    vec![
        Group { name: CLUSTER_GROUP.to_owned(), owner: owner.map(name).unwrap_or_default(), state: "Online" },
        Group { name: server.id.to_owned(), owner: server.active_node.unwrap_or(host), state: server.state },
    ]
}

/// Groups as lines.
pub(super) fn lines(groups: Vec<Group>) -> Vec<String> {
    let mut lines = vec![
        "Listing status for all available resource groups:".to_owned(),
        String::new(),
        format!("{:<20} {:<15} {}", "Group", "Node", "Status"),
        format!("{:-<20} {:-<15} {:-<6}", "", "", ""),
    ];
    lines.extend(groups.into_iter().map(|it| format!("{:<20} {:<15} {}", it.name, it.owner, it.state)));
    lines.push(String::new());
    lines
}
