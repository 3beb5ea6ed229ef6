//! What people do is carried out here, and refused here with a reason.

use super::bench::{Bench, Out};
use super::cluster::{Condition, Membership, NodeState, ProcessState};
use super::event::{Closing, CopyFailure, Event, MoveReason};
use super::exchange::{Activation, CopyStatus, DatabaseState, ServerState};
use super::ids::{How, NetworkId, NodeId, Part, PersonId, Process, StorageGroupId, Volume};
use super::input::Input;
use super::params::{BOOT_MS, DISMOUNT_MS, SEND_BYTES_MAX, SEND_LETTERS_MAX, SERVICES_START_MS, SHUTDOWN_MS};
use super::refusal::Refusal;
use super::rule::Rule;
use super::work::Work;
use crate::engine::SimSpan;

impl Bench {
    /// Why an input cannot be carried out now; nothing if it can.
    pub fn refusal(&self, input: &Input) -> Option<Refusal> {
        match input {
            Input::StopPart { part, how } => self.refuse_stop(*part, *how),
            Input::StartPart { part } => {
                (!self.can_start(*part)).then_some(Refusal::NothingToStart { part: Some(*part) })
            }
            Input::StartAll => {
                let anything = self.parts.all().into_iter().any(|part| self.can_start(part));
                (!anything && self.parts.cuts.is_empty()).then_some(Refusal::NothingToStart { part: None })
            }
            Input::CutLink { a, b, network } => self.refuse_link(*a, *b, *network, true),
            Input::MendLink { a, b, network } => self.refuse_link(*a, *b, *network, false),
            Input::CloseLog { group } => self.refuse_close(*group),
            Input::SendMail { count, from, to, size } => self.refuse_send(*count, *size, [*from, *to]),
            Input::SetWorkload { .. } | Input::SetMountDial { .. } | Input::SetForcedMount { .. } => None,
            Input::MoveClusteredMailboxServer { target, ignore_dismounted, .. } => {
                self.refuse_move(*target, *ignore_dismounted)
            }
            Input::SuspendCopy { group, .. } => self.refuse_copy_work(*group),
            Input::ResumeCopy { group } => self.refuse_copy_work(*group).or_else(|| {
                let is_suspended = self.group(*group).passive_copy().suspended.is_some();
                (!is_suspended).then_some(Refusal::NothingToResume { group: *group })
            }),
            Input::UpdateCopy { group, delete_existing_files, .. } => {
                self.refuse_update(*group, *delete_existing_files)
            }
            Input::RestoreCopy { group } => {
                let is_waiting = matches!(self.group(*group).activation, Some(Activation::Waiting { .. }));
                (!is_waiting)
                    .then_some(Refusal::NothingToRestore { group: *group })
                    .or_else(|| self.refuse_unfit(*group))
            }
            Input::MountDatabase { group } => self.refuse_mount(*group),
            Input::DismountDatabase { group } => {
                (!self.group(*group).is_mounted()).then_some(Refusal::NotMounted { group: *group })
            }
        }
    }

    /// Whether `Start-LabComponent` would change anything about a part.
    pub fn can_start(&self, part: Part) -> bool {
        match part {
            Part::Node(node) => {
                matches!(self.parts.server(node).node.state, NodeState::Down(_) | NodeState::Hung)
            }
            Part::Process(node, process) => {
                let server = self.parts.server(node);
                server.answers() && matches!(server.process(process).state, ProcessState::Down(_))
            }
            Part::Volume(..) | Part::Connection(..) | Part::Network(_) | Part::Witness(_) => {
                self.parts.condition(part).is_some_and(|it| it.state != Condition::Well)
            }
        }
    }

    fn refuse_stop(&self, part: Part, how: How) -> Option<Refusal> {
        if !How::possible_for(part).contains(&how) {
            return Some(Refusal::FaultNotPossible { part, how });
        }
        let is_stopped = match part {
            Part::Node(node) => match self.parts.server(node).node.state {
                NodeState::Up => false,
                // Power can be cut whatever else is going on.
                NodeState::Starting | NodeState::ShuttingDown | NodeState::Hung => how != How::PowerCut,
                NodeState::Down(_) => true,
            },
            Part::Process(node, process) => {
                let server = self.parts.server(node);
                if !server.answers() {
                    return Some(Refusal::ServerNotUp { node });
                }
                match server.process(process).state {
                    ProcessState::Running => false,
                    ProcessState::Offline => return Some(Refusal::ProcessNotHere { part }),
                    ProcessState::Starting | ProcessState::Down(_) => true,
                }
            }
            Part::Volume(..) | Part::Connection(..) | Part::Network(_) | Part::Witness(_) => {
                self.parts.condition(part).is_some_and(|it| it.state != Condition::Well)
            }
        };
        is_stopped.then_some(Refusal::AlreadyStopped { part })
    }

    fn refuse_link(&self, a: NodeId, b: NodeId, network: Option<NetworkId>, cut: bool) -> Option<Refusal> {
        let links = self.links(a, b, network);
        if links.is_empty() {
            return Some(Refusal::NoSuchLink { a, b, network });
        }
        let already = links.iter().all(|key| self.parts.cuts.contains_key(key) == cut);
        already.then_some(Refusal::LinkAlready { a, b, is_cut: cut })
    }

    fn links(&self, a: NodeId, b: NodeId, network: Option<NetworkId>) -> Vec<(NodeId, NodeId, NetworkId)> {
        NetworkId::ALL
            .into_iter()
            .filter(|it| network.is_none_or(|wanted| wanted == *it) && self.parts.has_link(a, b, *it))
            .map(|it| (a.min(b), a.max(b), it))
            .collect()
    }

    fn refuse_close(&self, group: StorageGroupId) -> Option<Refusal> {
        let storage = self.group(group);
        if !storage.is_mounted() {
            return Some(Refusal::NotMounted { group });
        }
        let is_empty = storage.active_copy().open.as_ref().is_none_or(|open| open.is_empty());
        is_empty.then_some(Refusal::OpenLogEmpty { group })
    }

    fn refuse_send(&self, count: u32, size: u32, people: [Option<PersonId>; 2]) -> Option<Refusal> {
        let (letters, bytes) = (u64::from(count), u64::from(count) * u64::from(size));
        if !(1..=SEND_LETTERS_MAX).contains(&letters) || !(1..=SEND_BYTES_MAX).contains(&bytes) {
            return Some(Refusal::NotSoManyLetters { letters: SEND_LETTERS_MAX, bytes: SEND_BYTES_MAX });
        }
        let mailboxes = self.config.mailboxes;
        if people.into_iter().flatten().any(|person| person.0 >= mailboxes) {
            return Some(Refusal::NoSuchPerson { people: mailboxes });
        }
        let hub_up = self.hubs.iter().any(|hub| self.parts.network_obstacle(hub.node, NetworkId::Public).is_none());
        (!hub_up).then_some(Refusal::NoHub)
    }

    /// The health checks of a move. Source: \[MOVECMS\], \[MCMS\].
    fn refuse_move(&self, target: NodeId, ignore_dismounted: bool) -> Option<Refusal> {
        if !self.cluster.has_quorum() {
            return Some(Refusal::NoQuorum);
        }
        if self.server.state != ServerState::Online {
            return Some(Refusal::NotOnline);
        }
        if self.server.owner == Some(target) {
            return Some(Refusal::TargetIsOwner { node: target });
        }
        if self.cluster.view_of(target).is_empty() {
            return Some(Refusal::TargetNotMember { node: target });
        }
        if !self.can_host(target) {
            return Some(Refusal::TargetNotReachable { node: target });
        }
        for group in self.group_ids() {
            let storage = self.group(group);
            if !storage.is_mounted() && !ignore_dismounted {
                return Some(Refusal::DatabaseDismounted { group });
            }
            // The node that has the active copy may always have its server back.
            let has_active = storage.active_copy().node == target;
            let status = storage.copy_status(&self.parts);
            if !has_active && !matches!(status, CopyStatus::Healthy | CopyStatus::Initializing) {
                return Some(Refusal::CopyNotHealthy { group, status: status.as_build(self.config.build).name() });
            }
        }
        None
    }

    fn refuse_copy_work(&self, group: StorageGroupId) -> Option<Refusal> {
        let node = self.group(group).passive_copy().node;
        if !self.parts.runs(node, Process::Replication) {
            return Some(Refusal::CopyNotReachable { node });
        }
        let is_seeding = self.group(group).passive_copy().seeding.is_some();
        is_seeding.then_some(Refusal::CopyBeingSeeded { group })
    }

    fn refuse_update(&self, group: StorageGroupId, delete_existing_files: bool) -> Option<Refusal> {
        if let Some(refusal) = self.refuse_copy_work(group) {
            return Some(refusal);
        }
        let storage = self.group(group);
        let copy = storage.passive_copy();
        if copy.suspended.is_none() {
            return Some(Refusal::CopyNotSuspended { group });
        }
        if !storage.is_mounted() || !self.is_source_in_reach(group) {
            return Some(Refusal::SourceNotMounted { group });
        }
        if let Some(refusal) = self.refuse_volumes(copy.node) {
            return Some(refusal);
        }
        (!delete_existing_files && !copy.files.is_empty()).then_some(Refusal::FilesExist { group })
    }

    fn refuse_volumes(&self, node: NodeId) -> Option<Refusal> {
        let missing = Volume::ALL.into_iter().find(|volume| !self.parts.is_writable(node, *volume));
        missing.map(|volume| Refusal::VolumeNotThere { part: Part::Volume(node, volume) })
    }

    fn refuse_mount(&self, group: StorageGroupId) -> Option<Refusal> {
        let storage = self.group(group);
        if self.server.state != ServerState::Online {
            return Some(Refusal::NotOnline);
        }
        match (&storage.activation, storage.active_copy().database) {
            (_, DatabaseState::Mounted) => return Some(Refusal::AlreadyMounted { group }),
            (_, DatabaseState::Dismounting) => return Some(Refusal::BeingDismounted { group }),
            (Some(Activation::Waiting { .. }), _) => {
                if let Some(refusal) = self.refuse_unfit(group) {
                    return Some(refusal);
                }
                if !self.is_within_dial(group) && storage.loss_accepted.is_none() {
                    let (missing, tolerated) = (storage.copy_queue_length(), self.server.dial.tolerates());
                    return Some(Refusal::LogsMissing { group, missing, tolerated });
                }
            }
            (Some(_), _) => return Some(Refusal::AlreadyMounted { group }),
            (None, _) => {}
        }
        let owner = self.server.owner?;
        if !self.parts.runs(owner, Process::Store) {
            return Some(Refusal::StoreNotRunning { node: owner });
        }
        self.refuse_volumes(owner)
    }

    fn refuse_unfit(&self, group: StorageGroupId) -> Option<Refusal> {
        let copy = self.group(group).passive_copy();
        (!copy.is_fit_to_mount()).then_some(Refusal::CopyNotFit { group, node: copy.node })
    }

    /// Carries out an input that was not refused.
    pub(super) fn apply(&mut self, input: Input, out: &mut Out<'_>) {
        match input {
            Input::StopPart { part, how } => self.stop(part, how, out),
            Input::StartPart { part } => self.start(part, out),
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
            Input::MoveClusteredMailboxServer { target, .. } => {
                self.hand_over(Some(target), MoveReason::Handoff, Rule::Handoff, out);
            }
            Input::SuspendCopy { group, comment } => self.suspend(group, comment, out),
            Input::ResumeCopy { group } => self.resume(group, out),
            Input::UpdateCopy { group, manual_resume, .. } => self.begin_seeding(group, manual_resume, out),
            Input::RestoreCopy { group } => {
                let missing = self.group(group).copy_queue_length();
                let accepted = out.emit(Rule::MountDial, Event::LossAccepted { group, missing });
                self.group_mut(group).loss_accepted = Some(accepted);
            }
            Input::MountDatabase { group } => {
                self.group_mut(group).is_dismounted_by_hand = false;
                self.begin_activation(group, out);
            }
            Input::DismountDatabase { group } => self.dismount_by_hand(group, out),
            Input::SetMountDial { dial } => {
                self.server.dial = dial;
                out.emit(Rule::MountDial, Event::MountDialSet { tolerated: dial.tolerates() });
            }
            Input::SetForcedMount { hours } => {
                self.server.forced_mount_after = hours;
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

    fn suspend(&mut self, group: StorageGroupId, comment: String, out: &mut Out<'_>) {
        let copy = self.group_mut(group).passive_copy_mut();
        let event = Event::CopySuspended { group, node: copy.node };
        out.emit(Rule::CopySuspended, event);
        copy.suspended = Some(comment);
        copy.stop_tasks(out);
    }

    fn resume(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let node = self.group(group).passive_copy().node;
        let volumes_well = self.refuse_volumes(node).is_none();
        let copy = self.group_mut(group).passive_copy_mut();
        let resumed = out.emit(Rule::CopySuspended, Event::CopyResumed { group, node });
        copy.suspended = None;
        copy.resumed_by = Some(resumed);
        copy.is_initializing = true;
        if volumes_well && copy.failed.is_some_and(|(failure, _)| failure == CopyFailure::Volume) {
            copy.failed = None;
        }
        if copy.database == DatabaseState::Absent && copy.failed.is_none() {
            let event = Event::CopyFailed { group, node, failure: CopyFailure::NoBaseline };
            let failed = out.emit_because(Rule::CopyFails, event, resumed);
            copy.failed = Some((CopyFailure::NoBaseline, failed));
        }
    }

    fn stop(&mut self, part: Part, how: How, out: &mut Out<'_>) {
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
            }
            Part::Volume(..) | Part::Connection(..) | Part::Network(_) | Part::Witness(_) => {
                let failed = out.emit(Rule::PartFails, Event::PartFailed { part, how });
                let state = match how {
                    How::Full => Condition::Full,
                    How::Corrupt => Condition::Damaging,
                    _ => Condition::Failed,
                };
                if let Some(condition) = self.parts.condition_mut(part) {
                    condition.set(state, now, failed);
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
        let is_owner = self.server.owner == Some(node);
        let target = self.other_host(node);
        match (self.server.state, target) {
            (ServerState::Online, _) if is_owner => {
                self.hand_over(target, MoveReason::NodeShutdown, Rule::GroupMoves, out);
            }
            // Nothing is mounted yet, so that there is nothing to dismount.
            (ServerState::Pending(_), Some(target)) if is_owner => {
                self.stop_processes(node, down, out.now());
                self.bring_online(target, MoveReason::NodeShutdown, out);
            }
            _ => {}
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

    fn start(&mut self, part: Part, out: &mut Out<'_>) {
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
            Part::Volume(..) | Part::Connection(..) | Part::Network(_) | Part::Witness(_) => {
                let returned = out.emit(Rule::PartReturns, Event::PartReturned { part });
                if let Some(condition) = self.parts.condition_mut(part) {
                    condition.set(Condition::Well, now, returned);
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
        if self.parts.server(node).is_cluster_node {
            let wait = SimSpan::from_millis(SERVICES_START_MS);
            out.after_because(wait, Work::ServicesUp { node }, started);
        }
    }

    /// Whether a server has been in a state for exactly so long: work of an earlier start means nothing.
    fn has_been(&self, node: NodeId, state: NodeState, ms: u64, out: &Out<'_>) -> bool {
        let it = self.parts.server(node).node;
        it.state == state && out.now().since(it.since).as_millis() == ms
    }

    /// A cluster node's services are started; the cluster brings store and System Attendant.
    pub(super) fn on_services_up(&mut self, node: NodeId, out: &mut Out<'_>) {
        if !self.has_been(node, NodeState::Up, SERVICES_START_MS, out) {
            return;
        }
        for process in [Process::Cluster, Process::Replication] {
            if self.parts.server(node).process(process).state == ProcessState::Offline {
                let started = out.emit(Rule::ServerStarts, Event::ProcessStarted { node, process });
                self.parts.process_mut(node, process).set(ProcessState::Running, out.now(), started);
                out.because(started);
                self.greet(node, process, out);
            }
        }
    }

    /// What a service does first when it starts.
    fn greet(&mut self, node: NodeId, process: Process, out: &mut Out<'_>) {
        match process {
            Process::Cluster => {
                if self.cluster.member(node).is_some_and(|member| member.membership == Membership::Out) {
                    self.cluster.seek(node, false, out);
                }
            }
            Process::Replication => {
                let because = self.parts.server(node).process(process).because;
                for group in self.group_ids() {
                    let storage = self.group_mut(group);
                    if storage.passive_copy().node == node {
                        let copy = storage.passive_copy_mut();
                        copy.is_initializing = true;
                        copy.resumed_by = Some(because);
                    }
                }
            }
            Process::Store | Process::SystemAttendant => {}
        }
    }
}
