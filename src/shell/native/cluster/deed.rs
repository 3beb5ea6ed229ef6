//! What a line of `cluster` asks for.

use super::super::Call;
use super::listing::{CLUSTER_GROUP, groups};
use super::{cluster, node};
use crate::model::cluster::ClusterStart;
use crate::model::ids::NodeId;
use crate::model::input::Input;
use crate::model::view::View;
use crate::shell::error::{Category, ShellError};

/// What can be asked of a node.
pub(super) const OF_NODE: [&str; 5] = ["/status", "/pause", "/resume", "/start", "/stop"];
/// What can be asked of a group.
const OF_GROUP: [&str; 4] = ["/status", "/moveto:", "/online", "/offline"];

/// What a line asks for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Deed {
    Nodes,
    Node(NodeId),
    Pause(NodeId),
    Resume(NodeId),
    Start(NodeId),
    Stop(NodeId),
    Groups,
    Group(String),
    MoveServer(String, NodeId),
    MoveCluster(NodeId),
    Online(String),
    Offline(String),
}

impl Deed {
    /// What is asked of the model.
    pub(super) fn input(&self) -> Option<Input> {
        match *self {
            Deed::Nodes | Deed::Node(_) | Deed::Groups | Deed::Group(_) => None,
            Deed::Pause(node) => Some(Input::PauseNode { node }),
            Deed::Resume(node) => Some(Input::ResumeNode { node }),
            Deed::Start(node) => Some(Input::StartClusterService { node, start: ClusterStart::Normal }),
            Deed::Stop(node) => Some(Input::StopClusterService { node }),
            Deed::MoveServer(_, target) => Some(Input::MoveGroup { target }),
            Deed::MoveCluster(target) => Some(Input::MoveClusterGroup { target }),
            Deed::Online(_) => Some(Input::StartClusteredMailboxServer),
            Deed::Offline(_) => Some(Input::StopClusteredMailboxServer { reason: String::new() }),
        }
    }

    /// Whether the tool comes back only when the clustered mailbox server has arrived.
    pub(super) fn waits_for_server(&self) -> bool {
        matches!(self, Deed::MoveServer(..) | Deed::Online(_) | Deed::Offline(_))
    }
}

/// What a line asks for.
pub(super) fn read(call: &Call, view: &View<'_>) -> Result<Deed, ShellError> {
    let has_quorum = cluster(view)?.has_quorum();
    let is_node = call.is(0, "node");
    if !is_node && !call.is(0, "group") {
        return Err(call.wrong(0, &["group", "node"]));
    }
    let name = call.words.get(1).filter(|word| !word.text.starts_with('/'));
    let place = usize::from(name.is_some()) + 1;
    if call.words.len() > place + 1 {
        return Err(call.wrong(place + 1, &[]));
    }
    let is_start = call.is(place, "/start");
    if !has_quorum && !is_start {
        return Err(ShellError::new(Category::InvalidOperation, "The cluster cannot be reached: it has no quorum.")
            .hint("Get-LabQuorum shows which votes are missing"));
    }
    match name {
        None if call.words.len() > place && !call.is(place, "/status") => Err(call.wrong(place, &["/status"])),
        None if is_node => Ok(Deed::Nodes),
        None => Ok(Deed::Groups),
        Some(word) if is_node => {
            let node = node(view, &word.text).map_err(|error| error.at(word.span))?;
            of_node(call, place, node)
        }
        Some(word) => {
            let known = groups(view);
            let found = known.iter().find(|group| group.name.eq_ignore_ascii_case(&word.text));
            let Some(group) = found else {
                let names: Vec<String> = known.into_iter().map(|group| group.name).collect();
                let hint = format!("there are {}", names.join(", "));
                return Err(ShellError::not_found(&word.text).hint(hint).at(word.span));
            };
            of_group(call, place, view, group.name.clone())
        }
    }
}

fn of_node(call: &Call, place: usize, node: NodeId) -> Result<Deed, ShellError> {
    let deeds = [Deed::Node(node), Deed::Pause(node), Deed::Resume(node), Deed::Start(node), Deed::Stop(node)];
    if call.words.len() == place {
        return Ok(Deed::Node(node));
    }
    let found = OF_NODE.iter().zip(deeds).find(|(word, _)| call.is(place, word));
    found.map(|(_, deed)| deed).ok_or_else(|| call.wrong(place, &OF_NODE))
}

fn of_group(call: &Call, place: usize, view: &View<'_>, name: String) -> Result<Deed, ShellError> {
    let is_cluster = name == CLUSTER_GROUP;
    if call.words.len() == place || call.is(place, "/status") {
        return Ok(Deed::Group(name));
    }
    if let Some(target) = call.value_of(place, "/moveto").or_else(|| call.value_of(place, "/move")) {
        let target = node(view, target).map_err(|error| error.at(call.words[place].span))?;
        return Ok(if is_cluster { Deed::MoveCluster(target) } else { Deed::MoveServer(name, target) });
    }
    match () {
        () if call.is(place, "/online") && !is_cluster => Ok(Deed::Online(name)),
        () if call.is(place, "/offline") && !is_cluster => Ok(Deed::Offline(name)),
        () if is_cluster => Err(call.wrong(place, &OF_GROUP[..2])),
        () => Err(call.wrong(place, &OF_GROUP)),
    }
}
