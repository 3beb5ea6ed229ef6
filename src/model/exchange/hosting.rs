//! Which node has a clustered mailbox server, and what a change of the membership means for it.

use super::mailbox_server::{MailboxServer, ServerState};
use crate::engine::EntryNumber;
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{NodeState, Verdict};
use crate::model::event::{DismountReason, Event, MoveReason};
use crate::model::ids::{ClusterId, MailboxServerId, NetworkId, NodeId, NodeSet};
use crate::model::rule::Rule;

impl Bench {
    /// What a change of the membership means for the servers on a cluster.
    pub(crate) fn on_verdict(&mut self, cluster: ClusterId, verdict: Verdict, out: &mut Out<'_>) {
        if let Verdict::Formed(side, entry) = verdict
            && self.is_uncleared(cluster)
            && let Some(node) = side.iter().next()
        {
            out.emit_because(Rule::ClearLocalServer, Event::OldServerKeptOffline { node }, entry);
        }
        let before = out.causes();
        for server in self.servers_on(cluster) {
            out.because(before);
            // What was stopped by hand stays so, and what is forced without its disk waits for a person.
            let forced = self.cluster(cluster).forced;
            let stays_offline = self.mailbox_server(server).is_stopped_by_hand
                || forced
                    .is_some_and(|it| it.leaves_groups && self.mailbox_server(server).state == ServerState::Offline);
            if stays_offline && !matches!(verdict, Verdict::Stopped(..)) {
                continue;
            }
            match verdict {
                Verdict::Unchanged => {}
                Verdict::Joined(node, entry) => {
                    // The node had the group when its cluster service ended, and is back before anybody missed it.
                    if self.mailbox_server(server).state == ServerState::Offline
                        && let Some(target) = self.best_node(server, self.view_of(node).iter())
                    {
                        out.because(entry);
                        self.bring_online(server, target, MoveReason::NodeLost, out);
                    }
                }
                Verdict::Kept(side, entry) => {
                    if self.mailbox_server(server).owner.is_none_or(|owner| !side.contains(owner)) {
                        out.because(entry);
                        match self.best_node(server, side.iter()) {
                            Some(target) => self.bring_online(server, target, MoveReason::NodeLost, out),
                            None => self.hold_back(server, side, out),
                        }
                    }
                }
                Verdict::Stopped(side, entry) => {
                    for node in side.iter() {
                        out.because(entry);
                        self.stop_at_once(server, node, entry, out);
                    }
                }
                Verdict::Formed(side, entry) => {
                    let last = self.mailbox_server(server).owner.filter(|owner| side.contains(*owner));
                    if let Some(target) = self.best_node(server, last.into_iter().chain(side.iter())) {
                        out.because(entry);
                        self.bring_online(server, target, MoveReason::ClusterFormed, out);
                    }
                }
            }
        }
    }

    /// Only paused nodes are left.
    fn hold_back(&mut self, server: MailboxServerId, side: NodeSet, out: &mut Out<'_>) {
        self.cancel_group_tasks(server, out);
        let held = out.emit(Rule::PausedNode, Event::FailoverHeldBack { members: side });
        let server = self.mailbox_server_mut(server);
        server.state = ServerState::Offline;
        server.because = held;
    }

    /// The first of these nodes that could host a server, or else the first at all that is not paused.
    pub(crate) fn best_node(&self, server: MailboxServerId, nodes: impl Iterator<Item = NodeId>) -> Option<NodeId> {
        let may = |node: &NodeId| !self.is_paused(*node) && !self.hosts_another(server, *node);
        let nodes: Vec<NodeId> = nodes.filter(may).collect();
        nodes.iter().copied().find(|node| self.can_host(*node)).or(nodes.first().copied())
    }

    /// Whether a node hosts another clustered mailbox server: it takes one at a time. Source: \[SCCTOP\].
    pub(crate) fn hosts_another(&self, server: MailboxServerId, node: NodeId) -> bool {
        let is_there = |other: &MailboxServer| {
            other.owner == Some(node) && !matches!(other.state, ServerState::Offline | ServerState::Failed)
        };
        self.server_ids().any(|other| other != server && is_there(self.mailbox_server(other)))
    }

    /// Whether a node could host a clustered mailbox server: a member that is not paused, with the public network.
    pub(crate) fn can_host(&self, node: NodeId) -> bool {
        !self.view_of(node).is_empty()
            && !self.is_paused(node)
            && self.parts.server(node).node.state == NodeState::Up
            && self.parts.network_obstacle(node, NetworkId::Public).is_none()
    }

    /// Whether a node takes over nothing now.
    pub(crate) fn is_paused(&self, node: NodeId) -> bool {
        self.cluster_of(node).is_some_and(|cluster| cluster.is_paused(node))
    }

    /// Another node that could host the server that this one has.
    pub(crate) fn other_host(&self, server: MailboxServerId, owner: NodeId) -> Option<NodeId> {
        let fits = |node: &NodeId| *node != owner && self.can_host(*node) && !self.hosts_another(server, *node);
        self.view_of(owner).iter().find(fits)
    }

    /// Whatever runs on a node for the cluster ends without any order.
    fn stop_at_once(&mut self, id: MailboxServerId, node: NodeId, because: EntryNumber, out: &mut Out<'_>) {
        // The database may still be mounted on a node that the group has been taken from.
        for group in self.groups_of(id) {
            if self.group(group).active_copy().node == node {
                self.lose_database(group, DismountReason::NoQuorum, because.into(), out);
            }
        }
        self.stop_processes(node, because, out.now());
        let server = self.mailbox_server(id);
        if server.owner != Some(node) || server.state == ServerState::Offline {
            return;
        }
        self.cancel_group_tasks(id, out);
        let offline = out.emit_because(Rule::NoQuorumNoService, Event::ServerOffline { node }, because);
        let server = self.mailbox_server_mut(id);
        server.state = ServerState::Offline;
        server.because = offline;
    }

    /// A server runs nowhere once its owner is no member, or is down: what was under way there has ended too.
    pub(crate) fn watch_owner(&mut self, out: &mut Out<'_>) {
        for id in self.server_ids() {
            let server = self.mailbox_server(id);
            let is_lost = match (server.state, server.kind.cluster()) {
                (ServerState::Offline, _) => false,
                (ServerState::Failed, Some(cluster)) => !self.cluster(cluster).has_quorum(),
                (ServerState::Failed, None) => true,
                (_, Some(_)) => server.owner.is_none_or(|owner| self.view_of(owner).is_empty()),
                (_, None) => server.owner.is_none_or(|owner| !self.parts.server(owner).answers()),
            };
            if !is_lost {
                continue;
            }
            let because = server.owner.map(|owner| match server.kind.cluster() {
                Some(cluster) => self.cluster(cluster).member(owner).map(|member| member.because),
                None => Some(self.parts.server(owner).node.because),
            });
            self.cancel_group_tasks(id, out);
            let server = self.mailbox_server_mut(id);
            server.state = ServerState::Offline;
            server.because = because.flatten().unwrap_or(server.because);
        }
    }
}
