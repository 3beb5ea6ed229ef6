//! The resources of a Mailbox server come online in the order of their dependencies and go offline in reverse.
//!
//! Name, store, databases. Source: \[CCRRES\].

use super::mailbox_server::{ServerState, Step};
use crate::engine::{EntryNumber, SimSpan, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::ProcessState;
use crate::model::event::{DismountReason, Event, MoveReason, Resource};
use crate::model::ids::{MailboxServerId, NetworkId, NodeId, Process};
use crate::model::params::{DISMOUNT_MS, NAME_ONLINE_MS, STORE_ONLINE_MS};
use crate::model::rule::Rule;
use crate::model::work::Work;

impl Bench {
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
        } else if let Some(because) = out.newest_cause() {
            self.mailbox_server_mut(id).because = because;
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
        let by_hand = self.mailbox_server(id).is_stopped_by_hand;
        let rule = if by_hand { Rule::StoppedByHand } else { Rule::OnlineOrder };
        let offline = out.emit(rule, Event::ServerOffline { node: owner });
        self.stop_processes(owner, offline, out.now());
        self.mailbox_server_mut(id).because = offline;
        match target {
            Some(target) if self.can_host(target) => self.take_over(id, target, Some(owner), offline, out),
            Some(_) => self.mailbox_server_mut(id).state = ServerState::Failed,
            None => self.mailbox_server_mut(id).state = ServerState::Offline,
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
}
