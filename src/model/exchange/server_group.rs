//! The clustered mailbox server: the resource group that moves between the nodes.
//!
//! Online in the order of its dependencies (name, store, databases), offline in reverse. A database
//! that fails does not carry the group away: failover is for the whole server. Source: \[CCRRES\].

use crate::engine::{Causes, EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{ProcessState, Verdict};
use crate::model::event::{DismountReason, Event, MoveReason, Resource};
use crate::model::ids::{How, NetworkId, NodeId, Process, StorageGroupId};
use crate::model::params::{
    DISMOUNT_MS, IS_ALIVE_MS, LOOKS_ALIVE_MS, MountDial, NAME_ONLINE_MS, PROCESS_RESTART_MS, RESTART_PERIOD_MS,
    STORE_ONLINE_MS,
};
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
            polls: [None; 3],
            restarts: Vec::new(),
        }
    }
}

/// A time in which people could not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// When it began.
    pub from: SimTime,
    /// When it ended; not yet if none.
    pub to: Option<SimTime>,
    /// The entry that caused it.
    pub cause: EntryNumber,
}

/// Whether people can work, and when they could not.
#[derive(Clone, Debug)]
pub struct ServiceRecord {
    /// Whether they can.
    pub is_up: bool,
    /// Since when it has been so.
    pub since: SimTime,
    /// The entry that made it so.
    pub because: EntryNumber,
    /// All outages, oldest first.
    pub outages: Vec<Outage>,
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

    /// Resources that have failed are noticed by the next poll. Source: \[POLL\], \[POLL2\].
    pub(crate) fn watch_resources(&mut self, out: &mut Out<'_>) {
        let Some(node) = self.server.owner else { return };
        if self.server.state != ServerState::Online || !self.parts.runs(node, Process::Cluster) {
            return;
        }
        let on_wire = self.parts.network_obstacle(node, NetworkId::Public);
        let stopped = |process: Process| {
            let state = self.parts.server(node).process(process);
            matches!(state.state, ProcessState::Down(_)).then_some((state.because, state.state))
        };
        let failures = [
            (Resource::NetworkName, on_wire.map(|because| (because, LOOKS_ALIVE_MS))),
            (Resource::SystemAttendant, stopped(Process::SystemAttendant).map(poll_of)),
            (Resource::InformationStore, stopped(Process::Store).map(poll_of)),
        ];
        for (resource, failure) in failures {
            let poll = &mut self.server.polls[resource as usize];
            if let (None, Some((because, period))) = (*poll, failure) {
                let wait = period - out.now().as_millis() % period;
                let work = Work::ResourcePoll { node, resource };
                *poll = Some(out.after_because(SimSpan::from_millis(wait), work, because));
            }
        }
    }

    /// A failed group comes online again as soon as a node can host it.
    pub(crate) fn retry_failed(&mut self, out: &mut Out<'_>) {
        if self.server.state != ServerState::Failed {
            return;
        }
        let members = self.cluster.joined();
        let owner_first = self.server.owner.into_iter().chain(members.iter());
        let host = owner_first.into_iter().find(|node| members.contains(*node) && self.can_host(*node));
        if let Some(host) = host {
            let causes = out.causes().and(self.server.because);
            out.because(causes);
            self.bring_online(host, MoveReason::ResourceFailed, out);
        }
    }

    /// A poll finds out whether a resource still works.
    pub(crate) fn on_poll(&mut self, node: NodeId, resource: Resource, out: &mut Out<'_>) {
        self.server.polls[resource as usize] = None;
        if self.server.owner != Some(node) || self.server.state != ServerState::Online {
            return;
        }
        let is_failed = match resource {
            Resource::NetworkName => self.parts.network_obstacle(node, NetworkId::Public).is_some(),
            Resource::SystemAttendant | Resource::InformationStore => !self.parts.runs(node, process_of(resource)),
        };
        if is_failed {
            let causes = out.causes();
            self.on_resource_lost(node, resource, causes, out);
        }
    }

    fn on_resource_lost(&mut self, node: NodeId, resource: Resource, causes: Causes, out: &mut Out<'_>) {
        let rule = if resource == Resource::NetworkName { Rule::NameNeedsNetwork } else { Rule::ResourceRestarts };
        let failed = out.emit_because(rule, Event::ResourceFailed { node, resource }, causes);
        out.because(failed);
        let restarts = self.restarts_of(resource, out.now());
        if resource != Resource::NetworkName && restarts < self.config.windows.restarts() {
            self.server.restarts.push((resource, out.now()));
            let restarts = restarts as u32 + 1;
            let allowed = self.config.windows.restarts() as u32;
            let event = Event::ResourceRestarting { node, resource, restarts, allowed };
            let restarting = out.emit(Rule::ResourceRestarts, event);
            let process = process_of(resource);
            self.parts.process_mut(node, process).set(ProcessState::Starting, out.now(), restarting);
            let wait = SimSpan::from_millis(PROCESS_RESTART_MS);
            out.after_because(wait, Work::ProcessRestarted { node, process }, restarting);
            return;
        }
        match self.other_host(node) {
            Some(target) => self.hand_over(Some(target), MoveReason::ResourceFailed, Rule::GroupMoves, out),
            None => {
                let failed = out.emit(Rule::GroupMoves, Event::ServerFailed { node });
                self.cancel_group_tasks(out);
                for group in self.group_ids() {
                    self.begin_dismount(group, out);
                    self.finish_dismount(group, DismountReason::GroupOffline, out);
                }
                self.stop_processes(node, failed, out.now());
                self.server.state = ServerState::Failed;
                self.server.because = failed;
            }
        }
    }

    /// How often a resource was started again in place within the period that counts.
    fn restarts_of(&mut self, resource: Resource, now: SimTime) -> usize {
        self.server.restarts.retain(|(_, at)| now.since(*at).as_millis() < RESTART_PERIOD_MS);
        self.server.restarts.iter().filter(|(which, _)| *which == resource).count()
    }

    /// A process was started again in place.
    pub(crate) fn on_process_restarted(&mut self, node: NodeId, process: Process, out: &mut Out<'_>) {
        if self.parts.server(node).process(process).state == ProcessState::Starting {
            self.run_process(node, process, Rule::ResourceRestarts, out);
        }
    }

    /// A process runs; the store brings its databases back.
    pub(crate) fn run_process(&mut self, node: NodeId, process: Process, rule: Rule, out: &mut Out<'_>) {
        let started = out.emit(rule, Event::ProcessStarted { node, process });
        self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), started);
        out.because(started);
        if process == Process::Store && self.server.owner == Some(node) && self.server.state == ServerState::Online {
            for group in self.group_ids() {
                if !self.group(group).is_mounted() && !self.group(group).is_dismounted_by_hand {
                    self.begin_activation(group, out);
                }
            }
        }
    }

    /// Whether people can work with their mailboxes, and since when.
    pub(crate) fn record_service(&mut self, out: &mut Out<'_>) {
        let owner = self.server.owner;
        let wire = owner.and_then(|node| self.parts.network_obstacle(node, NetworkId::Public));
        let is_online = self.server.state == ServerState::Online;
        let is_mounted = owner.is_some() && self.groups[0].mounted_on_node() == owner;
        let is_up = is_online && is_mounted && wire.is_none();
        if is_up == self.service.is_up {
            return;
        }
        let because = match wire {
            Some(obstacle) => obstacle,
            None if is_up => self.newest_reason(),
            None if !is_mounted => self.groups[0].because,
            None => self.server.because,
        };
        let now = out.now();
        let entry = if is_up {
            let after = self.service.outages.last_mut().map_or(SimSpan::ZERO, |outage| {
                outage.to = Some(now);
                now.since(outage.from)
            });
            out.emit_because(Rule::ServiceForPeople, Event::ServiceRestored { after }, because)
        } else {
            self.service.outages.push(Outage { from: now, to: None, cause: because });
            out.emit_because(Rule::ServiceForPeople, Event::ServiceLost {}, because)
        };
        self.service.is_up = is_up;
        self.service.since = now;
        self.service.because = entry;
    }

    /// The newest of the entries that together let people reach their mailboxes.
    fn newest_reason(&self) -> EntryNumber {
        let owner = self.server.owner.map(|node| self.parts.server(node));
        let wires = owner.map(|server| [server.node.because, server.connection(NetworkId::Public).because]);
        let network = self.parts.networks[NetworkId::Public as usize].because;
        let reasons = [self.server.because, self.groups[0].because, network];
        reasons.into_iter().chain(wires.into_iter().flatten()).max().unwrap_or(network)
    }

    pub(crate) fn stop_processes(&mut self, node: NodeId, because: EntryNumber, now: SimTime) {
        for process in [Process::Store, Process::SystemAttendant] {
            let it = self.parts.process_mut(node, process);
            if it.state != ProcessState::Offline {
                it.set(ProcessState::Offline, now, because);
            }
        }
    }

    fn cancel_group_tasks(&mut self, out: &mut Out<'_>) {
        let polls = self.server.polls.iter_mut().filter_map(Option::take);
        for ticket in polls.chain(self.server.task.take()) {
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

/// A dead process is noticed by the cheap poll, a hung one only by the thorough one.
fn poll_of((because, state): (EntryNumber, ProcessState)) -> (EntryNumber, u64) {
    let is_hung = state == ProcessState::Down(How::Hang);
    (because, if is_hung { IS_ALIVE_MS } else { LOOKS_ALIVE_MS })
}

fn process_of(resource: Resource) -> Process {
    match resource {
        Resource::SystemAttendant => Process::SystemAttendant,
        Resource::NetworkName | Resource::InformationStore => Process::Store,
    }
}
