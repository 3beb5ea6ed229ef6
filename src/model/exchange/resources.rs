//! The resources of a clustered mailbox server: polls, restarts in place, failing for good.

use super::mailbox_server::ServerState;
use crate::engine::{Causes, EntryNumber, SimSpan, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{ProcessState, ServerRole};
use crate::model::event::{DismountReason, Event, MoveReason, Resource};
use crate::model::ids::{How, MailboxServerId, NetworkId, NodeId, Process};
use crate::model::params::{
    GROUP_FAILOVER_PERIOD_MS, IS_ALIVE_MS, LOOKS_ALIVE_MS, PROCESS_RESTART_MS, RESOURCE_RETRY_MS, RESTART_PERIOD_MS,
};
use crate::model::rule::Rule;
use crate::model::work::Work;

impl Bench {
    /// Resources that have failed are noticed by the next poll. Source: \[POLL\], \[POLL2\].
    pub(crate) fn watch_resources(&mut self, out: &mut Out<'_>) {
        for id in self.server_ids() {
            self.watch_resources_of(id, out);
        }
    }

    fn watch_resources_of(&mut self, id: MailboxServerId, out: &mut Out<'_>) {
        let server = self.mailbox_server(id);
        let Some(node) = server.owner else { return };
        if server.state != ServerState::Online || !self.parts.runs(node, Process::Cluster) {
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
            let poll = &mut self.mailbox_server_mut(id).polls[resource as usize];
            if let (None, Some((because, period))) = (*poll, failure) {
                let wait = period - out.now().as_millis() % period;
                let work = Work::ResourcePoll { server: id, node, resource };
                *poll = Some(out.after_because(SimSpan::from_millis(wait), work, because));
            }
        }
    }

    /// A failed group comes online again as soon as a node can host it.
    pub(crate) fn retry_failed(&mut self, out: &mut Out<'_>) {
        for id in self.server_ids() {
            let server = self.mailbox_server(id);
            let (ServerState::Failed, Some(cluster)) = (server.state, server.kind.cluster()) else { continue };
            let members = self.cluster(cluster).joined();
            let owner_first = server.owner.into_iter().chain(members.iter());
            if server.is_exhausted && server.retry.is_some_and(|ticket| out.is_pending(ticket)) {
                continue;
            }
            // A node whose restarts are used up rests before the resource is tried there again.
            let rests = server.retry.filter(|ticket| out.is_pending(*ticket)).and(server.owner);
            let fits = |node: &NodeId| {
                members.contains(*node)
                    && self.can_host(*node)
                    && rests != Some(*node)
                    && !self.hosts_another(id, *node)
            };
            let host = owner_first.into_iter().find(fits);
            if let Some(host) = host {
                let causes = out.causes().and(server.because);
                out.because(causes);
                self.bring_online(id, host, MoveReason::ResourceFailed, out);
            }
        }
    }

    /// A poll finds out whether a resource still works.
    pub(crate) fn on_poll(&mut self, id: MailboxServerId, node: NodeId, resource: Resource, out: &mut Out<'_>) {
        let server = self.mailbox_server_mut(id);
        server.polls[resource as usize] = None;
        if server.owner != Some(node) || server.state != ServerState::Online {
            return;
        }
        let is_failed = match resource {
            Resource::NetworkName => self.parts.network_obstacle(node, NetworkId::Public).is_some(),
            Resource::SystemAttendant | Resource::InformationStore => !self.parts.runs(node, process_of(resource)),
        };
        if is_failed {
            let causes = out.causes();
            self.on_resource_lost(id, node, resource, causes, out);
        }
    }

    pub(super) fn on_resource_lost(
        &mut self,
        id: MailboxServerId,
        node: NodeId,
        resource: Resource,
        causes: Causes,
        out: &mut Out<'_>,
    ) {
        let rule = if resource == Resource::NetworkName { Rule::NameNeedsNetwork } else { Rule::ResourceRestarts };
        let failed = out.emit_because(rule, Event::ResourceFailed { node, resource }, causes);
        out.because(failed);
        let restarts = self.restarts_of(id, resource, out.now());
        if resource != Resource::NetworkName && restarts < self.config.windows.restarts() {
            self.mailbox_server_mut(id).restarts.push((resource, out.now()));
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
        match self.other_host(id, node) {
            Some(target) if self.may_fail_over(id, out.now()) => {
                self.hand_over(id, Some(target), MoveReason::ResourceFailed, Rule::GroupMoves, out);
            }
            host => {
                let failed = match host {
                    Some(_) => {
                        let failovers = self.mailbox_server(id).failovers.len() as u32;
                        let event = Event::FailoversExhausted { node, failovers };
                        out.emit(Rule::FailoverThreshold, event)
                    }
                    None => out.emit(Rule::GroupMoves, Event::ServerFailed { node }),
                };
                self.mailbox_server_mut(id).is_exhausted = host.is_some();
                self.cancel_group_tasks(id, out);
                if resource != Resource::NetworkName || host.is_some() {
                    let wait = SimSpan::from_millis(RESOURCE_RETRY_MS);
                    let retry = out.after_because(wait, Work::ResourceRetry { server: id }, failed);
                    self.mailbox_server_mut(id).retry = Some(retry);
                }
                for group in self.groups_of(id) {
                    self.begin_dismount(group, out);
                    self.finish_dismount(group, DismountReason::GroupOffline, out);
                }
                self.stop_processes(node, failed, out.now());
                let server = self.mailbox_server_mut(id);
                server.state = ServerState::Failed;
                server.because = failed;
            }
        }
    }

    /// Whether the group may move once more because a resource has failed; if so, the move is counted.
    fn may_fail_over(&mut self, id: MailboxServerId, now: SimTime) -> bool {
        let nodes = self.mailbox_server(id).kind.cluster().map_or(0, |cluster| self.cluster(cluster).members.len());
        let limit = self.config.windows.group_failovers(nodes);
        let failovers = &mut self.mailbox_server_mut(id).failovers;
        failovers.retain(|at| now.since(*at).as_millis() < GROUP_FAILOVER_PERIOD_MS);
        let may = failovers.len() < limit;
        if may {
            failovers.push(now);
        }
        may
    }

    /// How often a resource was started again in place within the period that counts.
    fn restarts_of(&mut self, id: MailboxServerId, resource: Resource, now: SimTime) -> usize {
        let server = self.mailbox_server_mut(id);
        server.restarts.retain(|(_, at)| now.since(*at).as_millis() < RESTART_PERIOD_MS);
        server.restarts.iter().filter(|(which, _)| *which == resource).count()
    }

    /// The service manager starts again what no cluster watches over.
    pub(crate) fn note_crash(&mut self, node: NodeId, process: Process, failed: EntryNumber, out: &mut Out<'_>) {
        if self.is_left_to_service_manager(node, process) {
            let wait = SimSpan::from_millis(PROCESS_RESTART_MS);
            out.after_because(wait, Work::ProcessRestarted { node, process }, failed);
        }
    }

    /// Store and System Attendant of a node are resources of its cluster, the Replication service is none.
    fn is_left_to_service_manager(&self, node: NodeId, process: Process) -> bool {
        match process {
            Process::Replication => true,
            Process::Store | Process::SystemAttendant => self.parts.server(node).role == ServerRole::Mailbox,
            Process::Cluster => false,
        }
    }

    /// A process was started again in place.
    pub(crate) fn on_process_restarted(&mut self, node: NodeId, process: Process, out: &mut Out<'_>) {
        let server = self.parts.server(node);
        let it = server.process(process);
        // Whoever crashed once more since then waits for its own time.
        let is_due = out.now().since(it.since).as_millis() == PROCESS_RESTART_MS;
        match it.state {
            ProcessState::Starting => self.run_process(node, process, Rule::ResourceRestarts, out),
            ProcessState::Down(How::Crash)
                if self.is_left_to_service_manager(node, process) && server.answers() && is_due =>
            {
                self.run_process(node, process, Rule::ServiceManager, out);
                self.greet(node, process, out);
            }
            ProcessState::Down(_) | ProcessState::Running | ProcessState::Offline => {}
        }
    }

    /// A process runs; the store brings its databases back.
    pub(crate) fn run_process(&mut self, node: NodeId, process: Process, rule: Rule, out: &mut Out<'_>) {
        let started = out.emit(rule, Event::ProcessStarted { node, process });
        self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), started);
        out.because(started);
        let online = |id: &MailboxServerId| self.mailbox_server(*id).state == ServerState::Online;
        if process == Process::Store
            && let Some(id) = self.server_on(node).filter(online)
        {
            for group in self.groups_of(id) {
                if !self.group(group).is_mounted() && !self.group(group).is_dismounted_by_hand {
                    self.begin_activation(group, out);
                }
            }
        }
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
