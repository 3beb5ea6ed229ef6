//! What people do is carried out here, after `refuse` had nothing against it.

use super::bench::{Bench, Out};
use super::cluster::{Cluster, Condition, Membership, NodeState, ProcessState, ServerRole};
use super::event::{Closing, CopyFailure, Event, MoveReason};
use super::exchange::{CopyRole, DatabaseState, DumpsterLimits, ServerKind, ServerState};
use super::ids::{CopyId, How, MailboxServerId, NetworkId, NodeId, Part, PersonId, Process};
use super::input::Input;
use super::params::{BOOT_MS, DISMOUNT_MS, SERVICES_START_MS, SHUTDOWN_MS};
use super::rule::Rule;
use super::work::Work;
use crate::engine::{Causes, SimSpan};

/// The Mailbox server that the bench is about.
const MAIN: MailboxServerId = MailboxServerId(0);

impl Bench {
    /// Carries out an input that was not refused.
    pub(super) fn apply(&mut self, input: Input, out: &mut Out<'_>) {
        self.second_half_apply(input, out);
    }

    /// Apart, because the page loads it with the shell: no input comes from elsewhere.
    #[inline(never)]
    fn second_half_apply(&mut self, input: Input, out: &mut Out<'_>) {
        match input {
            Input::StopPart { part, how } => self.stop(part, how, out),
            Input::StartPart { part } => self.start(part, out),
            Input::ReplacePart { part } => self.replace(part, out),
            Input::StartAll => {
                for part in self.parts.all() {
                    if self.can_start(part) {
                        self.start(part, out);
                    }
                }
                for (a, b, network) in self.parts.cuts.keys().copied().collect::<Vec<_>>() {
                    self.mend(a, b, network, out);
                }
            }
            Input::CutLink { a, b, network } => {
                for key in self.links(a, b, network) {
                    let (a, b, network) = key;
                    if !self.parts.cuts.contains_key(&key) {
                        let cut = out.emit(Rule::PartFails, Event::LinkCut { a, b, network });
                        self.parts.cuts.insert(key, cut);
                    }
                }
            }
            Input::MendLink { a, b, network } => {
                for (a, b, network) in self.links(a, b, network) {
                    self.mend(a, b, network, out);
                }
            }
            Input::CutSites { a, b } => self.cut_sites(a, b, out),
            Input::MendSites { a, b } => self.mend_sites(a, b, out),
            Input::CloseLog { group } => self.close_log(group, Closing::ByHand, Rule::LogClosedByHand, out),
            Input::SendMail { count, to, size, .. } => {
                for _ in 0..count {
                    let anybody = PersonId(self.by_hand.below(u64::from(self.config.mailboxes)) as u16);
                    self.accept(to.unwrap_or(anybody), size, out);
                }
            }
            Input::SetWorkload { messages_per_hour } => {
                self.workload.messages_per_hour = messages_per_hour;
                self.workload.because = out.emit(Rule::PeopleWrite, Event::WorkloadSet { messages_per_hour });
                self.restart_workload(out);
            }
            Input::SetTransportConfig { dumpster_bytes, dumpster_age } => {
                let DumpsterLimits { bytes, age } = self.dumpster_limits;
                let limits =
                    DumpsterLimits { bytes: dumpster_bytes.unwrap_or(bytes), age: dumpster_age.unwrap_or(age) };
                self.set_dumpster_limits(limits, out);
            }
            Input::MoveClusteredMailboxServer { target, .. } => {
                self.hand_over(MAIN, Some(target), MoveReason::Handoff, Rule::Handoff, out);
            }
            Input::EnableHostName { node, name, network } => self.enable_host_name(node, name, network, out),
            Input::DisableHostName { name } => self.disable_host_name(&name, out),
            Input::MoveGroup { target } => self.move_group(target, out),
            Input::MoveClusterGroup { target } => self.move_cluster_group(target, out),
            Input::StartClusteredMailboxServer => self.start_clustered_server(out),
            Input::StopClusteredMailboxServer { .. } => self.stop_clustered_server(out),
            Input::StartClusterService { node, start } => self.start_cluster_service(node, start, out),
            Input::StopClusterService { node } => self.stop_cluster_service(node, out),
            Input::PauseNode { node } => self.pause_node(node, out),
            Input::ResumeNode { node } => self.resume_node(node, out),
            Input::SuspendCopy { group, standby, comment } => {
                if let Some(copy) = self.copy_for(group, standby) {
                    self.suspend(copy, comment, out);
                }
            }
            Input::ResumeCopy { group, standby } => {
                if let Some(copy) = self.copy_for(group, standby) {
                    self.resume(copy, out);
                }
            }
            Input::UpdateCopy { group, standby, manual_resume, over, .. } => {
                if let Some(copy) = self.copy_for(group, standby) {
                    self.begin_seeding(copy, manual_resume, over, out);
                }
            }
            Input::EnableStandby { group, node, replay_lag, truncation_lag } => {
                self.enable_standby(group, node, CopyRole::Standby { replay_lag, truncation_lag }, out);
            }
            Input::DisableStandby { group, node } => self.disable_standby(group, node, out),
            Input::RestoreCopy { group, standby: Some(node) } => {
                if let Some(copy) = self.copy_for(group, Some(node)) {
                    self.begin_restore(copy, out);
                }
            }
            Input::RecoverFiles { group, node, .. } => self.begin_recovery_of_files(group, node, out),
            Input::RecoverServer { node } => self.begin_rebuild(self.server_to_rebuild(node), node, out),
            Input::ClearLocalServer { node } => {
                if let Some(cluster) = self.cluster_of(node).map(|cluster| cluster.id) {
                    self.clear_local_server(cluster, node, out);
                }
            }
            Input::RestoreCopy { group, standby } => {
                let Some(copy) = self.copy_for(group, standby) else { return };
                let missing = self.group(group).copy_queue_length(copy.place as usize);
                let accepted = out.emit(Rule::MountDial, Event::LossAccepted { group, missing });
                self.group_mut(group).loss_accepted = Some(accepted);
            }
            Input::StartBackup { group, kind, method, side, .. } => self.begin_backup(group, kind, method, side, out),
            Input::StopBackup { group } => self.stop_backup(group, out),
            Input::RestoreBackup { group, backup, roll_forward } => {
                self.begin_database_restore(group, backup, roll_forward, out);
            }
            Input::DeleteLogs { group, side, count } => {
                if let Some(copy) = self.side(group, side) {
                    self.delete_logs(copy, count, out);
                }
            }
            Input::DeleteNewerLogs { group, side, standby, after } => {
                if let Some(copy) = self.logs_by_hand(group, side, standby) {
                    self.delete_newer_logs(copy, after, out);
                }
            }
            Input::RemoveMail { group, count } => self.remove_mail(group, count, out),
            Input::SetCircularLogging { group, is_on } => {
                self.group_mut(group).wants_circular = is_on;
                out.emit(Rule::CircularLogging, Event::CircularLoggingSet { group, is_on });
            }
            Input::MountDatabase { group } => {
                self.group_mut(group).is_dismounted_by_hand = false;
                self.begin_activation(group, out);
            }
            Input::DismountDatabase { group } => self.dismount_by_hand(group, out),
            Input::ChangeObject { input } => self.change_object(input, out),
            Input::ChangeLocalCopy { input } => self.change_local_copy(input, out),
            Input::SetMountDial { dial } => {
                self.mailbox_server_mut(MAIN).dial = dial;
                out.emit(Rule::MountDial, Event::MountDialSet { tolerated: dial.tolerates() });
            }
            Input::SetForcedMount { hours } => {
                self.mailbox_server_mut(MAIN).forced_mount_after = hours;
                let set = out.emit(Rule::ForcedMount, Event::ForcedMountSet { hours });
                self.reschedule_forced_mounts(set, out);
            }
        }
    }

    fn mend(&mut self, a: NodeId, b: NodeId, network: NetworkId, out: &mut Out<'_>) {
        if self.parts.cuts.remove(&(a, b, network)).is_some() {
            out.emit(Rule::PartReturns, Event::LinkMended { a, b, network });
        }
    }

    fn suspend(&mut self, id: CopyId, comment: String, out: &mut Out<'_>) {
        let copy = self.copy_mut(id);
        let event = Event::CopySuspended { group: id.group, node: copy.node };
        let suspended = out.emit(Rule::CopySuspended, event);
        copy.suspended = Some(comment);
        copy.stop_tasks(out);
        // Nothing is read or written any more, a baseline that is under way neither.
        self.cancel_seeding(id, Causes::one(suspended), out);
    }

    fn resume(&mut self, id: CopyId, out: &mut Out<'_>) {
        let (group, node) = (id.group, self.copy(id).node);
        let volumes_well = self.refuse_volumes(self.copy(id).disks).is_none();
        let copy = self.copy_mut(id);
        let resumed = out.emit(Rule::CopySuspended, Event::CopyResumed { group, node });
        copy.suspended = None;
        copy.resumed_by = Some(resumed);
        copy.is_initializing = true;
        let heals = |failure| match failure {
            CopyFailure::Volume => volumes_well,
            CopyFailure::SourceRestored => true,
            _ => false,
        };
        if copy.failed.is_some_and(|(failure, _)| heals(failure)) {
            copy.failed = None;
        }
        if copy.database == DatabaseState::Absent && copy.failed.is_none() && !copy.awaits_database() {
            let event = Event::CopyFailed { group, node, failure: CopyFailure::NoBaseline };
            let failed = out.emit_because(Rule::CopyFails, event, resumed);
            copy.failed = Some((CopyFailure::NoBaseline, failed));
        }
    }

    pub(super) fn stop(&mut self, part: Part, how: How, out: &mut Out<'_>) {
        let now = out.now();
        match part {
            Part::Node(node) if how == How::Shutdown => self.shut_down(node, out),
            Part::Node(node) => {
                let failed = out.emit(Rule::PartFails, Event::NodeFailed { node, how });
                let state = if how == How::Hang { NodeState::Hung } else { NodeState::Down(how) };
                self.parts.server_mut(node).node.set(state, now, failed);
                self.end_processes(node, out);
            }
            Part::Process(node, process) => {
                let failed = out.emit(Rule::PartFails, Event::PartFailed { part, how });
                self.parts.process_mut(node, process).set(ProcessState::Down(how), now, failed);
                match process {
                    Process::Cluster => self.cluster_service_gone(node, out),
                    Process::Replication => self.replication_gone(node, out),
                    Process::Store | Process::SystemAttendant => {}
                }
                if how == How::Crash {
                    self.note_crash(node, process, failed, out);
                }
            }
            Part::Volume(disks, volume) if how == How::Corrupt => self.damage_at_rest(disks, volume, out),
            Part::Volume(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => {
                let failed = out.emit(Rule::PartFails, Event::PartFailed { part, how });
                if let Some(condition) = self.parts.condition_mut(part) {
                    condition.set(Condition::after(how), now, failed);
                }
                if let Part::Site(site) = part {
                    self.lose_site(site, failed, out);
                }
            }
        }
    }

    /// With the cluster service its resources go: the resource monitor ends store and System Attendant.
    fn cluster_service_gone(&mut self, node: NodeId, out: &mut Out<'_>) {
        let because = self.parts.server(node).process(Process::Cluster).because;
        self.stop_processes(node, because, out.now());
    }

    /// What the replication service was doing with the copies on its node ends with it.
    fn replication_gone(&mut self, node: NodeId, out: &mut Out<'_>) {
        for group in self.group_ids() {
            for copy in self.group_mut(group).copies.iter_mut().filter(|copy| copy.node == node) {
                copy.stop_tasks(out);
            }
        }
    }

    /// Nothing runs on a server that is down.
    fn end_processes(&mut self, node: NodeId, out: &mut Out<'_>) {
        let because = self.parts.server(node).node.because;
        for process in Process::ALL {
            self.parts.process_mut(node, process).set(ProcessState::Offline, out.now(), because);
        }
        self.replication_gone(node, out);
    }

    fn shut_down(&mut self, node: NodeId, out: &mut Out<'_>) {
        let down = out.emit(Rule::PartFails, Event::NodeShuttingDown { node });
        out.because(down);
        let server = self.server_on(node);
        let is_owner = server.is_some();
        if let Some(id) = server {
            let target = self.other_host(id, node);
            match (self.mailbox_server(id).state, target) {
                (ServerState::Online, _) => {
                    self.hand_over(id, target, MoveReason::NodeShutdown, Rule::GroupMoves, out);
                }
                // Nothing is mounted yet, so that there is nothing to dismount.
                (ServerState::Pending(_), Some(target)) => {
                    self.stop_processes(node, down, out.now());
                    self.bring_online(id, target, MoveReason::NodeShutdown, out);
                }
                _ => {}
            }
        }
        self.parts.server_mut(node).node.set(NodeState::ShuttingDown, out.now(), down);
        let stopping = if is_owner { DISMOUNT_MS } else { 0 };
        out.after(SimSpan::from_millis(stopping + SHUTDOWN_MS), Work::ServerDown { node });
    }

    /// A server has shut down in good order.
    pub(super) fn on_server_down(&mut self, node: NodeId, out: &mut Out<'_>) {
        if self.parts.server(node).node.state != NodeState::ShuttingDown {
            return;
        }
        let failed = out.emit(Rule::PartFails, Event::NodeFailed { node, how: How::Shutdown });
        self.parts.server_mut(node).node.set(NodeState::Down(How::Shutdown), out.now(), failed);
        self.end_processes(node, out);
    }

    pub(super) fn start(&mut self, part: Part, out: &mut Out<'_>) {
        let now = out.now();
        match part {
            Part::Node(node) => {
                let starting = out.emit(Rule::ServerStarts, Event::NodeStarting { node });
                self.parts.server_mut(node).node.set(NodeState::Starting, now, starting);
                self.end_processes(node, out);
                out.after_because(SimSpan::from_millis(BOOT_MS), Work::ServerUp { node }, starting);
            }
            Part::Process(node, process) => {
                self.run_process(node, process, Rule::PartReturns, out);
                self.greet(node, process, out);
            }
            Part::Volume(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => {
                if let Part::Volume(disks, volume) = part {
                    self.space.enlarge(disks, volume);
                    self.mend_damage(disks, volume);
                }
                let returned = out.emit(Rule::PartReturns, Event::PartReturned { part });
                if let Some(condition) = self.parts.condition_mut(part) {
                    condition.set(Condition::Well, now, returned);
                }
                if let Part::Site(site) = part {
                    self.start_site(site, returned, out);
                }
            }
        }
    }

    /// A server's operating system is up; its services follow.
    pub(super) fn on_server_up(&mut self, node: NodeId, out: &mut Out<'_>) {
        if !self.has_been(node, NodeState::Starting, BOOT_MS, out) {
            return;
        }
        let started = out.emit(Rule::ServerStarts, Event::NodeStarted { node });
        self.parts.server_mut(node).node.set(NodeState::Up, out.now(), started);
        if !matches!(self.parts.server(node).role, ServerRole::Hub | ServerRole::File) {
            let wait = SimSpan::from_millis(SERVICES_START_MS);
            out.after_because(wait, Work::ServicesUp { node }, started);
        }
    }

    /// Whether a server has been in a state for exactly so long: work of an earlier start means nothing.
    fn has_been(&self, node: NodeId, state: NodeState, ms: u64, out: &Out<'_>) -> bool {
        let it = self.parts.server(node).node;
        it.state == state && out.now().since(it.since).as_millis() == ms
    }

    /// A server's services are started. Store and System Attendant of a node wait for the cluster to bring them.
    pub(super) fn on_services_up(&mut self, node: NodeId, out: &mut Out<'_>) {
        if !self.has_been(node, NodeState::Up, SERVICES_START_MS, out) {
            return;
        }
        if self.parts.server(node).lacks_exchange {
            return;
        }
        let processes = self.parts.server(node).role.processes();
        for process in [Process::Cluster, Process::Replication].into_iter().filter(|it| processes.contains(it)) {
            if self.parts.server(node).process(process).state == ProcessState::Offline {
                let started = out.emit(Rule::ServerStarts, Event::ProcessStarted { node, process });
                self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), started);
                out.because(started);
                self.greet(node, process, out);
            }
        }
        let is_stand_alone = |id: &MailboxServerId| self.mailbox_server(*id).kind == ServerKind::StandAlone;
        if let Some(id) = self.server_on(node).filter(is_stand_alone) {
            let because = self.parts.server(node).node.because;
            self.start_store(id, because, out);
        }
    }

    /// What a service does first when it starts.
    pub(super) fn greet(&mut self, node: NodeId, process: Process, out: &mut Out<'_>) {
        match process {
            Process::Cluster => {
                let is_out = |it: &Cluster| it.member(node).is_some_and(|it| it.membership == Membership::Out);
                if let Some(cluster) = self.clusters.iter_mut().find(|cluster| is_out(cluster)) {
                    cluster.begin_to_seek(node, out);
                }
            }
            Process::Replication => {
                let because = self.parts.server(node).process(process).because;
                for id in self.passive_copies() {
                    let copy = self.copy_mut(id);
                    if copy.node == node {
                        copy.is_initializing = true;
                        copy.resumed_by = Some(because);
                    }
                }
            }
            Process::Store | Process::SystemAttendant => {}
        }
    }
}
