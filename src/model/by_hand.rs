//! What an administrator does to a cluster and its group: whether it can be done now, and how it is carried out.

use super::bench::{Bench, Out};
use super::cluster::{ClusterStart, ProcessState, QuorumModel};
use super::event::{Event, MoveReason};
use super::exchange::ServerState;
use super::ids::{How, MailboxServerId, NodeId, Part, Process};
use super::params::{DISMOUNT_MS, Windows};
use super::refusal::Refusal;
use super::rule::Rule;
use super::work::Work;
use crate::engine::SimSpan;

/// The Mailbox server that the bench is about.
const MAIN: MailboxServerId = MailboxServerId(0);

/// Refusals.
impl Bench {
    /// The cluster's own tool asks nothing of Exchange. Source: \[MOVECMS\].
    pub(super) fn refuse_move_group(&self, target: NodeId) -> Option<Refusal> {
        let server = self.mailbox_server(MAIN);
        if let Some(refusal) = self.refuse_member(target) {
            return Some(refusal);
        }
        let is_there = matches!(server.state, ServerState::Online | ServerState::Failed);
        if !is_there {
            return Some(Refusal::NotOnline);
        }
        if server.owner == Some(target) && server.state == ServerState::Online {
            return Some(Refusal::TargetIsOwner { node: target });
        }
        self.is_paused(target).then_some(Refusal::TargetPaused { node: target })
    }

    pub(super) fn refuse_move_cluster_group(&self, target: NodeId) -> Option<Refusal> {
        if let Some(refusal) = self.refuse_member(target) {
            return Some(refusal);
        }
        let owns = self.main_cluster().is_some_and(|cluster| cluster.quorum_owner == Some(target));
        if owns {
            return Some(Refusal::TargetOwnsQuorum { node: target });
        }
        self.is_paused(target).then_some(Refusal::TargetPaused { node: target })
    }

    pub(super) fn refuse_start_server(&self) -> Option<Refusal> {
        let Some(cluster) = self.main_cluster() else { return Some(Refusal::NotClustered) };
        if !cluster.has_quorum() {
            return Some(Refusal::NoQuorum);
        }
        match self.mailbox_server(MAIN).state {
            ServerState::Offline | ServerState::Failed => {}
            ServerState::Pending(_) | ServerState::Online | ServerState::GoingOffline(_) => {
                return Some(Refusal::AlreadyOnline);
            }
        }
        self.host_for(MAIN).is_none().then_some(Refusal::NoHost)
    }

    pub(super) fn refuse_stop_server(&self) -> Option<Refusal> {
        let server = self.mailbox_server(MAIN);
        if server.kind.cluster().is_none() {
            return Some(Refusal::NotClustered);
        }
        match server.state {
            ServerState::Online | ServerState::Failed => None,
            ServerState::Offline | ServerState::Pending(_) | ServerState::GoingOffline(_) => Some(Refusal::NotOnline),
        }
    }

    pub(super) fn refuse_start_cluster_service(&self, node: NodeId, start: ClusterStart) -> Option<Refusal> {
        let Some(cluster) = self.cluster_of(node) else { return Some(Refusal::NotClustered) };
        if !self.parts.server(node).answers() {
            return Some(Refusal::ServerNotUp { node });
        }
        if !cluster.view_of(node).is_empty() {
            return Some(Refusal::ClusterServiceRuns { node });
        }
        let is_possible = match (start, self.config.windows, cluster.model) {
            (ClusterStart::Normal, ..) => return None,
            // The disk alone decides there, so that no list of nodes helps.
            (ClusterStart::ForceQuorum(_), Windows::V2003, QuorumModel::SharedDisk) => false,
            (ClusterStart::ForceQuorum(_), ..) => true,
            (ClusterStart::FixQuorum, windows, model) => windows == Windows::V2003 && model == QuorumModel::SharedDisk,
        };
        if !is_possible {
            return Some(Refusal::ForceNotHere);
        }
        let other = cluster.joined().iter().next();
        other.map(|other| Refusal::WouldSplit { node, other })
    }

    pub(super) fn refuse_stop_cluster_service(&self, node: NodeId) -> Option<Refusal> {
        if self.cluster_of(node).is_none() {
            return Some(Refusal::NotClustered);
        }
        if !self.parts.server(node).answers() {
            return Some(Refusal::ServerNotUp { node });
        }
        let part = Part::Process(node, Process::Cluster);
        (!self.parts.runs(node, Process::Cluster)).then_some(Refusal::AlreadyStopped { part })
    }

    pub(super) fn refuse_pause(&self, node: NodeId) -> Option<Refusal> {
        self.refuse_member(node).or(self.is_paused(node).then_some(Refusal::TargetPaused { node }))
    }

    pub(super) fn refuse_resume_node(&self, node: NodeId) -> Option<Refusal> {
        self.refuse_member(node).or((!self.is_paused(node)).then_some(Refusal::NotPaused { node }))
    }

    /// Whether the cluster runs with this node as a member.
    fn refuse_member(&self, node: NodeId) -> Option<Refusal> {
        let Some(cluster) = self.main_cluster() else { return Some(Refusal::NotClustered) };
        if !cluster.has_quorum() {
            return Some(Refusal::NoQuorum);
        }
        (!cluster.joined().contains(node)).then_some(Refusal::TargetNotMember { node })
    }

    /// The node on which a clustered server would be started: its last owner, if that is possible.
    fn host_for(&self, id: MailboxServerId) -> Option<NodeId> {
        let server = self.mailbox_server(id);
        let members = self.cluster(server.kind.cluster()?).joined();
        let last = server.owner.filter(|owner| members.contains(*owner));
        self.best_node(id, last.into_iter().chain(members.iter()))
    }
}

/// What happens.
impl Bench {
    /// Moves the group without asking whether a copy is fit for it.
    pub(super) fn move_group(&mut self, target: NodeId, out: &mut Out<'_>) {
        match self.mailbox_server(MAIN).state {
            ServerState::Failed => self.bring_online(MAIN, target, MoveReason::ClusterTool, out),
            ServerState::Online | ServerState::Offline | ServerState::Pending(_) | ServerState::GoingOffline(_) => {
                self.hand_over(MAIN, Some(target), MoveReason::ClusterTool, Rule::ClusterToolMoves, out);
            }
        }
    }

    pub(super) fn move_cluster_group(&mut self, target: NodeId, out: &mut Out<'_>) {
        if let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(target).is_some()) {
            cluster.move_quorum(target, &self.parts, out);
        }
    }

    pub(super) fn start_clustered_server(&mut self, out: &mut Out<'_>) {
        let server = self.mailbox_server_mut(MAIN);
        server.is_stopped_by_hand = false;
        server.failovers.clear();
        if let Some(host) = self.host_for(MAIN) {
            self.bring_online(MAIN, host, MoveReason::StartedByHand, out);
        }
    }

    pub(super) fn stop_clustered_server(&mut self, out: &mut Out<'_>) {
        let server = self.mailbox_server_mut(MAIN);
        server.is_stopped_by_hand = true;
        match (server.state, server.owner) {
            (ServerState::Online, Some(_)) => {
                self.hand_over(MAIN, None, MoveReason::Handoff, Rule::StoppedByHand, out);
            }
            (_, owner) => {
                self.cancel_group_tasks(MAIN, out);
                let event = owner.map(|node| Event::ServerOffline { node });
                let offline = event.map(|event| out.emit(Rule::StoppedByHand, event));
                let server = self.mailbox_server_mut(MAIN);
                server.state = ServerState::Offline;
                server.because = offline.unwrap_or(server.because);
            }
        }
    }

    pub(super) fn start_cluster_service(&mut self, node: NodeId, start: ClusterStart, out: &mut Out<'_>) {
        if self.parts.server(node).process(Process::Cluster).state != ProcessState::Running {
            self.run_process(node, Process::Cluster, Rule::PartReturns, out);
        }
        if let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(node).is_some()) {
            cluster.start_node(node, start, out);
        }
    }

    /// The group goes to another node first, or offline if there is none; then the service ends.
    pub(super) fn stop_cluster_service(&mut self, node: NodeId, out: &mut Out<'_>) {
        let group = self.server_on(node).filter(|id| self.mailbox_server(*id).state == ServerState::Online);
        let Some(id) = group else {
            self.on_cluster_service_down(node, out);
            return;
        };
        let target = self.other_host(id, node);
        self.hand_over(id, target, MoveReason::NodeShutdown, Rule::GroupMoves, out);
        out.after(SimSpan::from_millis(DISMOUNT_MS), Work::ClusterServiceDown { node });
    }

    /// The cluster service of a node has stopped in good order.
    pub(super) fn on_cluster_service_down(&mut self, node: NodeId, out: &mut Out<'_>) {
        if self.parts.runs(node, Process::Cluster) {
            self.stop(Part::Process(node, Process::Cluster), How::Shutdown, out);
        }
    }

    pub(super) fn pause_node(&mut self, node: NodeId, out: &mut Out<'_>) {
        if let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(node).is_some()) {
            cluster.paused = cluster.paused.with(node);
            out.emit(Rule::PausedNode, Event::NodePaused { node });
        }
    }

    /// What was held back because every node was paused comes online now.
    pub(super) fn resume_node(&mut self, node: NodeId, out: &mut Out<'_>) {
        let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(node).is_some()) else { return };
        cluster.paused = cluster.paused.without(node);
        let id = cluster.id;
        let resumed = out.emit(Rule::PausedNode, Event::NodeResumed { node });
        let waits = |server: &MailboxServerId| {
            let server = self.mailbox_server(*server);
            server.state == ServerState::Offline && !server.is_stopped_by_hand
        };
        let leaves_groups = self.cluster(id).forced.is_some_and(|forced| forced.leaves_groups);
        let held_back: Vec<MailboxServerId> = self.servers_on(id).into_iter().filter(waits).collect();
        for server in held_back.into_iter().filter(|_| !leaves_groups) {
            out.because(resumed);
            if let Some(host) = self.host_for(server) {
                self.bring_online(server, host, MoveReason::NodeResumed, out);
            }
        }
    }
}
