//! The clustered mailbox server: the resource group that moves between the nodes.
//!
//! Online in the order of its dependencies (name, store, databases), offline in reverse. A database
//! that fails does not carry the group away: failover is for the whole server. Source: \[CCRRES\].

use crate::engine::{EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{ProcessState, Verdict};
use crate::model::event::{DismountReason, Event, MoveReason, Resource};
use crate::model::ids::{NetworkId, NodeId, Process, StorageGroupId};
use crate::model::params::{DISMOUNT_MS, MountDial, NAME_ONLINE_MS, STORE_ONLINE_MS};
use crate::model::rule::Rule;
use crate::model::work::Work;

/// Which resources are coming online.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// IP address and network name.
    NetworkName,
    /// System Attendant and Information Store.
    Store,
}

/// State of the group, apart from its databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerState {
    /// Not running anywhere.
    Offline,
    /// Coming online.
    Pending(Step),
    /// Name and store are online.
    Online,
    /// Going offline in good order, to come online on this node if one is named.
    GoingOffline(Option<NodeId>),
    /// No node can host it.
    Failed,
}

/// The clustered mailbox server.
#[derive(Clone, Debug)]
pub struct ClusteredMailboxServer {
    /// Its name.
    pub name: &'static str,
    /// The node that owns it, or owned it last.
    pub owner: Option<NodeId>,
    /// Its state, apart from its databases.
    pub state: ServerState,
    /// The entry that brought it into this state.
    pub because: EntryNumber,
    /// The node it came from, while it is on its way.
    pub moved_from: Option<NodeId>,
    /// `AutoDatabaseMountDial`.
    pub dial: MountDial,
    /// `ForcedDatabaseMountAfter` [hours]; never if none.
    pub forced_mount_after: Option<u32>,
    pub(crate) task: Option<Ticket>,
    /// When a resource that failed for good is tried again.
    pub(crate) retry: Option<Ticket>,
    pub(crate) polls: [Option<Ticket>; 3],
    /// Which resources were restarted in place, and when.
    pub(crate) restarts: Vec<(Resource, SimTime)>,
}

impl ClusteredMailboxServer {
    /// Online on this node from the start.
    pub fn online_on(name: &'static str, node: NodeId, dial: MountDial) -> Self {
        ClusteredMailboxServer {
            name,
            owner: Some(node),
            state: ServerState::Online,
            because: EntryNumber(0),
            moved_from: None,
            dial,
            forced_mount_after: None,
            task: None,
            retry: None,
            polls: [None; 3],
            restarts: Vec::new(),
        }
    }
}

impl Bench {
    /// What a change of the membership means for the clustered mailbox server.
    pub(crate) fn on_verdict(&mut self, verdict: Verdict, out: &mut Out<'_>) {
        match verdict {
            Verdict::Unchanged => {}
            Verdict::Joined(node, entry) => {
                // The node had the group when its cluster service ended, and is back before anybody missed it.
                if self.server.state == ServerState::Offline
                    && let Some(target) = self.best_node(self.cluster.view_of(node).iter())
                {
                    out.because(entry);
                    self.bring_online(target, MoveReason::NodeLost, out);
                }
            }
            Verdict::Kept(side, entry) => {
                if self.server.owner.is_none_or(|owner| !side.contains(owner))
                    && let Some(target) = self.best_node(side.iter())
                {
                    out.because(entry);
                    self.bring_online(target, MoveReason::NodeLost, out);
                }
            }
            Verdict::Stopped(side, entry) => {
                for node in side.iter() {
                    out.because(entry);
                    self.stop_at_once(node, entry, out);
                }
            }
            Verdict::Formed(side, entry) => {
                let last = self.server.owner.filter(|owner| side.contains(*owner));
                if let Some(target) = self.best_node(last.into_iter().chain(side.iter())) {
                    out.because(entry);
                    self.bring_online(target, MoveReason::ClusterFormed, out);
                }
            }
        }
    }

    /// The first of these nodes that has the public network, or else the first at all.
    fn best_node(&self, nodes: impl Iterator<Item = NodeId>) -> Option<NodeId> {
        let nodes: Vec<NodeId> = nodes.collect();
        nodes.iter().copied().find(|node| self.can_host(*node)).or(nodes.first().copied())
    }

    /// Whether a node could host the clustered mailbox server: a member with the public network.
    pub(crate) fn can_host(&self, node: NodeId) -> bool {
        !self.cluster.view_of(node).is_empty()
            && self.parts.server(node).node.state == crate::model::cluster::NodeState::Up
            && self.parts.network_obstacle(node, NetworkId::Public).is_none()
    }

    /// Another node that could host it.
    pub(crate) fn other_host(&self, owner: NodeId) -> Option<NodeId> {
        self.cluster.view_of(owner).iter().find(|node| *node != owner && self.can_host(*node))
    }

    /// Begins to bring the group online on a node.
    pub(crate) fn bring_online(&mut self, target: NodeId, reason: MoveReason, out: &mut Out<'_>) {
        self.cancel_group_tasks(out);
        let from = self.server.owner.filter(|owner| *owner != target);
        let rule = if reason == MoveReason::ClusterFormed { Rule::FormOrJoin } else { Rule::GroupMoves };
        let started = out.emit(rule, Event::MoveStarted { from, to: target, reason });
        self.take_over(target, from, started, out);
    }

    fn take_over(&mut self, target: NodeId, from: Option<NodeId>, because: EntryNumber, out: &mut Out<'_>) {
        self.server.owner = Some(target);
        self.server.moved_from = from;
        self.server.state = ServerState::Pending(Step::NetworkName);
        self.server.because = because;
        self.server.restarts.clear();
        let view = self.cluster.view_of(target);
        self.cluster.note_configuration(view, &self.parts);
        let wait = SimSpan::from_millis(NAME_ONLINE_MS);
        self.server.task = Some(out.after_because(wait, Work::NameOnline, because));
    }

    /// IP address and network name are online.
    pub(crate) fn on_name_online(&mut self, out: &mut Out<'_>) {
        self.server.task = None;
        let Some(node) = self.server.owner else { return };
        if let Some(obstacle) = self.parts.network_obstacle(node, NetworkId::Public) {
            let causes = out.causes().and(obstacle);
            self.on_resource_lost(node, Resource::NetworkName, causes, out);
            return;
        }
        let online = out.emit(Rule::OnlineOrder, Event::NetworkNameOnline { node });
        self.server.state = ServerState::Pending(Step::Store);
        self.server.because = online;
        self.server.task = Some(out.after_because(SimSpan::from_millis(STORE_ONLINE_MS), Work::StoreOnline, online));
    }

    /// System Attendant and Information Store are online: now the databases may follow.
    pub(crate) fn on_store_online(&mut self, out: &mut Out<'_>) {
        self.server.task = None;
        let Some(node) = self.server.owner else { return };
        let online = out.emit(Rule::OnlineOrder, Event::StoreOnline { node });
        for process in [Process::SystemAttendant, Process::Store] {
            self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), online);
        }
        self.server.state = ServerState::Online;
        self.server.because = online;
        out.because(online);
        for group in self.group_ids() {
            if !self.group(group).is_dismounted_by_hand {
                self.begin_activation(group, out);
            }
        }
    }

    /// Begins to take the group offline in good order, to bring it online on `target`.
    pub(crate) fn hand_over(&mut self, target: Option<NodeId>, reason: MoveReason, rule: Rule, out: &mut Out<'_>) {
        let Some(owner) = self.server.owner else { return };
        self.cancel_group_tasks(out);
        if let Some(to) = target {
            let started = out.emit(rule, Event::MoveStarted { from: Some(owner), to, reason });
            out.because(started);
            self.server.because = started;
        }
        self.server.state = ServerState::GoingOffline(target);
        for group in self.group_ids() {
            self.begin_dismount(group, out);
        }
        self.server.task = Some(out.after(SimSpan::from_millis(DISMOUNT_MS), Work::GroupOffline));
    }

    /// The group has left its node in good order.
    pub(crate) fn on_group_offline(&mut self, out: &mut Out<'_>) {
        self.server.task = None;
        let (Some(owner), ServerState::GoingOffline(target)) = (self.server.owner, self.server.state) else { return };
        for group in self.group_ids() {
            if let Some(dismounted) = self.finish_dismount(group, DismountReason::GroupOffline, out) {
                out.because(dismounted);
            }
        }
        let offline = out.emit(Rule::OnlineOrder, Event::ServerOffline { node: owner });
        self.stop_processes(owner, offline, out.now());
        self.server.because = offline;
        match target {
            Some(target) if self.can_host(target) => self.take_over(target, Some(owner), offline, out),
            Some(_) => self.server.state = ServerState::Failed,
            None => self.server.state = ServerState::Offline,
        }
    }

    /// Whatever runs on a node for the cluster ends without any order.
    fn stop_at_once(&mut self, node: NodeId, because: EntryNumber, out: &mut Out<'_>) {
        // The database may still be mounted on a node that the group has been taken from.
        for group in self.group_ids().filter(|group| self.group(*group).active_copy().node == node).collect::<Vec<_>>()
        {
            self.lose_database(group, DismountReason::NoQuorum, because.into(), out);
        }
        self.stop_processes(node, because, out.now());
        if self.server.owner != Some(node) || self.server.state == ServerState::Offline {
            return;
        }
        self.cancel_group_tasks(out);
        let offline = out.emit_because(Rule::NoQuorumNoService, Event::ServerOffline { node }, because);
        self.server.state = ServerState::Offline;
        self.server.because = offline;
    }

    /// The group runs nowhere once its owner is no member: what was under way there has ended too.
    pub(crate) fn watch_owner(&mut self, out: &mut Out<'_>) {
        let is_lost = match self.server.state {
            ServerState::Offline => false,
            ServerState::Failed => !self.cluster.has_quorum(),
            ServerState::Pending(_) | ServerState::Online | ServerState::GoingOffline(_) => {
                self.server.owner.is_none_or(|owner| self.cluster.view_of(owner).is_empty())
            }
        };
        if !is_lost {
            return;
        }
        self.cancel_group_tasks(out);
        self.server.state = ServerState::Offline;
        if let Some(member) = self.server.owner.and_then(|owner| self.cluster.member(owner)) {
            self.server.because = member.because;
        }
    }

    pub(crate) fn stop_processes(&mut self, node: NodeId, because: EntryNumber, now: SimTime) {
        for process in [Process::Store, Process::SystemAttendant] {
            let it = self.parts.process_mut(node, process);
            if it.state != ProcessState::Offline {
                it.set(ProcessState::Offline, now, because);
            }
        }
    }

    pub(super) fn cancel_group_tasks(&mut self, out: &mut Out<'_>) {
        let polls = self.server.polls.iter_mut().filter_map(Option::take);
        for ticket in polls.chain(self.server.task.take()).chain(self.server.retry.take()) {
            out.cancel(ticket);
        }
        for group in self.group_ids() {
            self.cancel_activation(group, out);
        }
    }

    /// All storage groups.
    pub(crate) fn group_ids(&self) -> impl Iterator<Item = StorageGroupId> + use<> {
        (0..self.groups.len() as u8).map(StorageGroupId)
    }
}
