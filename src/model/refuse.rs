//! What cannot be done now is refused here, with a reason.

use super::bench::Bench;
use super::cluster::{Condition, NodeState, ProcessState};
use super::exchange::{Activation, CopyStatus, DatabaseState, ServerState};
use super::ids::{How, NetworkId, NodeId, Part, PersonId, Process, StorageGroupId, Volume};
use super::input::Input;
use super::params::{SEND_BYTES_MAX, SEND_LETTERS_MAX};
use super::refusal::Refusal;

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

    pub(super) fn links(&self, a: NodeId, b: NodeId, network: Option<NetworkId>) -> Vec<(NodeId, NodeId, NetworkId)> {
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

    pub(super) fn refuse_volumes(&self, node: NodeId) -> Option<Refusal> {
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
}
