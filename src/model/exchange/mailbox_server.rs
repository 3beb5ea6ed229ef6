//! Mailbox servers: what administrators and people know by one name.
//!
//! A clustered one is a resource group that moves between the nodes: online in the order of its
//! dependencies (name, store, databases), offline in reverse. A database that fails does not carry the
//! group away: failover is for the whole server. Source: \[CCRRES\]. One that is not clustered stays
//! where it is.

use crate::engine::{EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{NodeState, ProcessState, Verdict};
use crate::model::event::{DismountReason, Event, MoveReason, Resource};
use crate::model::ids::{ClusterId, MailboxServerId, NetworkId, NodeId, NodeSet, Process, StorageGroupId};
use crate::model::params::{DISMOUNT_MS, MountDial, NAME_ONLINE_MS, STORE_ONLINE_MS};
use crate::model::rule::Rule;
use crate::model::work::Work;

/// How a Mailbox server is installed; `ClusteredStorageType` of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerKind {
    /// On one server of its own: `Disabled`.
    StandAlone,
    /// On a cluster whose nodes have disks of their own: `NonShared`, CCR.
    NonShared(ClusterId),
    /// On a cluster whose nodes share their disks: `Shared`, SCC.
    Shared(ClusterId),
}

impl ServerKind {
    /// The cluster it runs on.
    pub const fn cluster(self) -> Option<ClusterId> {
        match self {
            ServerKind::StandAlone => None,
            ServerKind::NonShared(cluster) | ServerKind::Shared(cluster) => Some(cluster),
        }
    }

    /// The value of `ClusteredStorageType`. Source: \[SMS\].
    pub const fn storage_type(self) -> &'static str {
        match self {
            ServerKind::StandAlone => "Disabled",
            ServerKind::NonShared(_) => "NonShared",
            ServerKind::Shared(_) => "Shared",
        }
    }
}

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

/// A Mailbox server.
#[derive(Clone, Debug)]
pub struct MailboxServer {
    /// Its name.
    pub name: &'static str,
    /// How it is installed.
    pub kind: ServerKind,
    /// The node that owns it, or owned it last.
    pub owner: Option<NodeId>,
    /// Its state, apart from its databases.
    pub state: ServerState,
    /// The entry that brought it into this state.
    pub because: EntryNumber,
    /// Whether a person took it offline: it stays so until somebody starts it.
    pub is_stopped_by_hand: bool,
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
    /// When it failed over because a resource had failed.
    pub(crate) failovers: Vec<SimTime>,
    /// It has failed over too often: it is tried again nowhere before its retry is due.
    pub(crate) is_exhausted: bool,
}

impl MailboxServer {
    /// Online on this node from the start.
    pub fn online_on(name: &'static str, kind: ServerKind, node: NodeId, dial: MountDial) -> Self {
        MailboxServer {
            name,
            kind,
            owner: Some(node),
            state: ServerState::Online,
            because: EntryNumber(0),
            is_stopped_by_hand: false,
            moved_from: None,
            dial,
            forced_mount_after: None,
            task: None,
            retry: None,
            polls: [None; 3],
            restarts: Vec::new(),
            failovers: Vec::new(),
            is_exhausted: false,
        }
    }
}

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

    /// Begins to bring a clustered server online on a node.
    pub(crate) fn bring_online(
        &mut self,
        server: MailboxServerId,
        target: NodeId,
        reason: MoveReason,
        out: &mut Out<'_>,
    ) {
        self.cancel_group_tasks(server, out);
        self.mailbox_server_mut(server).is_exhausted = false;
        let from = self.mailbox_server(server).owner.filter(|owner| *owner != target);
        let rule = if reason == MoveReason::ClusterFormed { Rule::FormOrJoin } else { Rule::GroupMoves };
        let started = out.emit(rule, Event::MoveStarted { from, to: target, reason });
        self.take_over(server, target, from, started, out);
    }

    /// A server that was rebuilt on a machine comes online there.
    pub(super) fn host_rebuilt(&mut self, id: MailboxServerId, node: NodeId, because: EntryNumber, out: &mut Out<'_>) {
        if self.mailbox_server(id).kind.cluster().is_some() {
            self.take_over(id, node, None, because, out);
            return;
        }
        self.mailbox_server_mut(id).owner = Some(node);
        self.start_store(id, because, out);
    }

    fn take_over(
        &mut self,
        id: MailboxServerId,
        target: NodeId,
        from: Option<NodeId>,
        because: EntryNumber,
        out: &mut Out<'_>,
    ) {
        let wait = SimSpan::from_millis(NAME_ONLINE_MS);
        let task = out.after_because(wait, Work::NameOnline { server: id }, because);
        let server = self.mailbox_server_mut(id);
        server.owner = Some(target);
        server.moved_from = from;
        server.state = ServerState::Pending(Step::NetworkName);
        server.because = because;
        server.restarts.clear();
        server.task = Some(task);
        self.note_configuration(target);
    }

    /// IP address and network name are online.
    pub(crate) fn on_name_online(&mut self, id: MailboxServerId, out: &mut Out<'_>) {
        self.mailbox_server_mut(id).task = None;
        let Some(node) = self.mailbox_server(id).owner else { return };
        if let Some(obstacle) = self.parts.network_obstacle(node, NetworkId::Public) {
            let causes = out.causes().and(obstacle);
            self.on_resource_lost(id, node, Resource::NetworkName, causes, out);
            return;
        }
        let online = out.emit(Rule::OnlineOrder, Event::NetworkNameOnline { node });
        self.start_store(id, online, out);
    }

    /// System Attendant and Information Store are being started.
    pub(crate) fn start_store(&mut self, id: MailboxServerId, because: EntryNumber, out: &mut Out<'_>) {
        let wait = SimSpan::from_millis(STORE_ONLINE_MS);
        let task = out.after_because(wait, Work::StoreOnline { server: id }, because);
        let server = self.mailbox_server_mut(id);
        server.state = ServerState::Pending(Step::Store);
        server.because = because;
        server.task = Some(task);
    }

    /// System Attendant and Information Store are online: now the databases may follow.
    pub(crate) fn on_store_online(&mut self, id: MailboxServerId, out: &mut Out<'_>) {
        self.mailbox_server_mut(id).task = None;
        let Some(node) = self.mailbox_server(id).owner else { return };
        let online = out.emit(Rule::OnlineOrder, Event::StoreOnline { node });
        for process in [Process::SystemAttendant, Process::Store] {
            self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), online);
        }
        let server = self.mailbox_server_mut(id);
        server.state = ServerState::Online;
        server.because = online;
        out.because(online);
        for group in self.groups_of(id) {
            let storage = self.group(group);
            if storage.settings.is_some_and(|it| it.mount_at_startup) && !storage.is_dismounted_by_hand {
                self.begin_activation(group, out);
            }
        }
    }

    /// Begins to take a server offline in good order, to bring it online on `target`.
    pub(crate) fn hand_over(
        &mut self,
        id: MailboxServerId,
        target: Option<NodeId>,
        reason: MoveReason,
        rule: Rule,
        out: &mut Out<'_>,
    ) {
        let Some(owner) = self.mailbox_server(id).owner else { return };
        self.cancel_group_tasks(id, out);
        if let Some(to) = target {
            let started = out.emit(rule, Event::MoveStarted { from: Some(owner), to, reason });
            out.because(started);
            self.mailbox_server_mut(id).because = started;
        }
        self.mailbox_server_mut(id).state = ServerState::GoingOffline(target);
        for group in self.groups_of(id) {
            self.begin_dismount(group, out);
        }
        let task = out.after(SimSpan::from_millis(DISMOUNT_MS), Work::GroupOffline { server: id });
        self.mailbox_server_mut(id).task = Some(task);
    }

    /// A server has left its node in good order.
    pub(crate) fn on_group_offline(&mut self, id: MailboxServerId, out: &mut Out<'_>) {
        let server = self.mailbox_server_mut(id);
        server.task = None;
        let (Some(owner), ServerState::GoingOffline(target)) = (server.owner, server.state) else { return };
        for group in self.groups_of(id) {
            if let Some(dismounted) = self.finish_dismount(group, DismountReason::GroupOffline, out) {
                out.because(dismounted);
            }
        }
        let offline = out.emit(Rule::OnlineOrder, Event::ServerOffline { node: owner });
        self.stop_processes(owner, offline, out.now());
        self.mailbox_server_mut(id).because = offline;
        match target {
            Some(target) if self.can_host(target) => self.take_over(id, target, Some(owner), offline, out),
            Some(_) => self.mailbox_server_mut(id).state = ServerState::Failed,
            None => self.mailbox_server_mut(id).state = ServerState::Offline,
        }
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

    pub(crate) fn stop_processes(&mut self, node: NodeId, because: EntryNumber, now: SimTime) {
        for process in [Process::Store, Process::SystemAttendant] {
            let it = self.parts.process_mut(node, process);
            if it.state != ProcessState::Offline {
                it.set(ProcessState::Offline, now, because);
            }
        }
    }

    pub(crate) fn cancel_group_tasks(&mut self, id: MailboxServerId, out: &mut Out<'_>) {
        let server = self.mailbox_server_mut(id);
        let polls = server.polls.iter_mut().filter_map(Option::take);
        for ticket in polls.chain(server.task.take()).chain(server.retry.take()) {
            out.cancel(ticket);
        }
        for group in self.groups_of(id) {
            self.cancel_activation(group, out);
        }
    }

    /// The Mailbox servers on a cluster.
    pub(crate) fn servers_on(&self, cluster: ClusterId) -> Vec<MailboxServerId> {
        self.server_ids().filter(|id| self.mailbox_server(*id).kind.cluster() == Some(cluster)).collect()
    }

    /// The Mailbox server that a node has now.
    pub(crate) fn server_on(&self, node: NodeId) -> Option<MailboxServerId> {
        self.server_ids().find(|id| self.mailbox_server(*id).owner == Some(node))
    }

    /// The storage groups of a Mailbox server.
    pub(crate) fn groups_of(&self, server: MailboxServerId) -> Vec<StorageGroupId> {
        self.group_ids().filter(|group| self.group(*group).server == server).collect()
    }
}
