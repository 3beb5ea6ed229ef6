//! What cannot be done now is refused here, with a reason.

mod copies;
mod local_copies;
mod objects;
mod standby;

use super::backup::BackupSide;
use super::bench::Bench;
use super::cluster::{Condition, NodeState, ProcessState};
use super::exchange::{Activation, CopyStatus, ServerKind, ServerState};
use super::ids::{CopyId, How, MailboxServerId, NetworkId, NodeId, Part, PersonId, StorageGroupId, Volume};
use super::input::Input;
use super::params::{Build, SEND_BYTES_MAX, SEND_LETTERS_MAX};
use super::refusal::Refusal;
use super::units::LogGeneration;

/// The Mailbox server that the bench is about.
const MAIN: MailboxServerId = MailboxServerId(0);

impl Bench {
    /// Why an input cannot be carried out now; nothing if it can.
    pub fn refusal(&self, input: &Input) -> Option<Refusal> {
        match input {
            // The drawing asks what of a part can fail.
            Input::StopPart { part, how } => self.refuse_stop(*part, *how),
            other => self.second_half_refusal(other),
        }
    }

    /// Apart, because the page loads it with the shell: nobody else asks about these inputs.
    #[inline(never)]
    fn second_half_refusal(&self, input: &Input) -> Option<Refusal> {
        match input {
            Input::StopPart { part, how } => self.refuse_stop(*part, *how),
            Input::StartPart { part: Part::Node(node) } if self.parts.site_loss(*node).is_some() => {
                Some(Refusal::SiteLost { node: *node })
            }
            Input::StartPart { part } => {
                (!self.can_start(*part)).then_some(Refusal::NothingToStart { part: Some(*part) })
            }
            Input::ReplacePart { part } => self.refuse_replace(*part),
            Input::StartAll => {
                let anything = self.parts.all().into_iter().any(|part| self.can_start(part));
                (!anything && self.parts.cuts.is_empty()).then_some(Refusal::NothingToStart { part: None })
            }
            Input::CutLink { a, b, network } => self.refuse_link(*a, *b, *network, true),
            Input::MendLink { a, b, network } => self.refuse_link(*a, *b, *network, false),
            Input::CutSites { a, b } => self.refuse_sites(*a, *b, true),
            Input::MendSites { a, b } => self.refuse_sites(*a, *b, false),
            Input::CloseLog { group } => self.refuse_close(*group),
            Input::SendMail { count, from, to, size } => self.refuse_send(*count, *size, [*from, *to]),
            Input::SetWorkload { .. } | Input::SetTransportConfig { .. } => None,
            // Source: TUNE. Only the clustered mailbox server of CCR decides over missing logs.
            Input::SetMountDial { .. } | Input::SetForcedMount { .. } => {
                let is_ccr = matches!(self.main_server().kind, ServerKind::NonShared(_));
                (!is_ccr).then_some(Refusal::NotContinuous)
            }
            Input::MoveClusteredMailboxServer { target, ignore_dismounted, .. } => {
                self.refuse_move(*target, *ignore_dismounted)
            }
            Input::EnableHostName { node, name, .. } => self.refuse_host_name(*node, name),
            Input::DisableHostName { name } => {
                self.replication.named(name).is_none().then(|| Refusal::NoSuchHostName { name: name.clone() })
            }
            Input::MoveGroup { target } => self.refuse_move_group(*target),
            Input::MoveClusterGroup { target } => self.refuse_move_cluster_group(*target),
            Input::StartClusteredMailboxServer => self.refuse_start_server(),
            Input::StopClusteredMailboxServer { .. } => self.refuse_stop_server(),
            Input::StartClusterService { node, start } => self.refuse_start_cluster_service(*node, *start),
            Input::StopClusterService { node } => self.refuse_stop_cluster_service(*node),
            Input::PauseNode { node } => self.refuse_pause(*node),
            Input::ResumeNode { node } => self.refuse_resume_node(*node),
            // No error if it is suspended already, and so none while it is being seeded. Source: \[SSGC\].
            Input::SuspendCopy { group, standby, .. } => self.copy_in_reach(*group, *standby).err(),
            Input::ResumeCopy { group, standby } => match self.refuse_copy_work(*group, *standby) {
                Ok(copy) => {
                    let is_suspended = self.copy(copy).suspended.is_some();
                    (!is_suspended).then_some(Refusal::NothingToResume { group: *group })
                }
                Err(refusal) => Some(refusal),
            },
            Input::UpdateCopy { group, standby, delete_existing_files, over, .. } => {
                self.refuse_update(*group, *standby, *delete_existing_files, *over)
            }
            Input::RestoreCopy { group, standby: Some(node) } => self.refuse_restore_standby(*group, *node),
            Input::RecoverFiles { group, node, accept_loss } => self.refuse_recover_files(*group, *node, *accept_loss),
            Input::RecoverServer { node } => self.refuse_recover_server(self.server_to_rebuild(*node), *node),
            Input::ClearLocalServer { node } => self.refuse_clear(*node),
            Input::RestoreCopy { group, standby } => {
                let Some(copy) = self.copy_for(*group, *standby) else {
                    return Some(Refusal::NoCopy { group: *group, node: *standby });
                };
                let is_waiting = matches!(self.group(*group).activation, Some(Activation::Waiting { .. }));
                (!is_waiting).then_some(Refusal::NothingToRestore { group: *group }).or_else(|| self.refuse_unfit(copy))
            }
            Input::EnableStandby { group, node, replay_lag, truncation_lag } => {
                self.refuse_enable_standby(*group, *node, [*replay_lag, *truncation_lag])
            }
            Input::DisableStandby { group, node } => {
                let is_target = self.copy_for(*group, Some(*node)).is_some();
                (!is_target).then_some(Refusal::NoCopy { group: *group, node: Some(*node) })
            }
            Input::ChangeObject { input } => self.refuse_object(input),
            Input::StartBackup { group, kind, method, side, standby } => {
                self.refuse_backup(*group, *kind, *method, *side, *standby)
            }
            Input::StopBackup { group } => {
                self.group(*group).backup.is_none().then_some(Refusal::NoBackupRunning { group: *group })
            }
            Input::RestoreBackup { group, backup, .. } => self.refuse_database_restore(*group, *backup),
            Input::DeleteLogs { group, side, count } => self.refuse_delete_logs(*group, *side, *count),
            Input::DeleteNewerLogs { group, side, standby, after } => {
                self.refuse_delete_newer(*group, *side, *standby, *after)
            }
            Input::RemoveMail { group, count } => self.refuse_remove_mail(*group, *count),
            Input::SetCircularLogging { group, is_on } => {
                let is_so = self.group(*group).wants_circular == *is_on;
                is_so.then_some(Refusal::CircularAlready { group: *group, is_on: *is_on })
            }
            Input::ChangeLocalCopy { input } => self.refuse_local(input),
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
                    && self.parts.site_loss(node).is_none()
            }
            Part::Process(node, process) => {
                let server = self.parts.server(node);
                server.answers() && matches!(server.process(process).state, ProcessState::Down(_))
            }
            Part::Volume(disks, volume) => {
                let is_broken = self.parts.volume(disks, volume).state != Condition::Well;
                is_broken || self.damage_on(disks, volume).is_some()
            }
            Part::QuorumDisk | Part::Connection(..) | Part::Network(_) | Part::Witness(_) | Part::Site(_) => {
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
            Part::Volume(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => self.parts.condition(part).is_some_and(|it| it.state != Condition::Well),
        };
        if let (Part::Volume(disks, volume), How::Corrupt, false) = (part, how, is_stopped) {
            let is_empty = !self.has_something_to_damage(disks, volume);
            return is_empty.then_some(Refusal::NothingToDamage { part });
        }
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

    fn refuse_delete_logs(&self, group: StorageGroupId, side: BackupSide, count: u32) -> Option<Refusal> {
        let Some(id) = self.side(group, side) else { return Some(Refusal::NoCopy { group, node: None }) };
        let is_empty = count == 0 || self.copy(id).files.is_empty();
        self.refuse_log_folder(id).or_else(|| is_empty.then_some(Refusal::NoLogsToDelete { group }))
    }

    /// The store and the Replication service have the newest log open, or are about to ask for it.
    fn refuse_delete_newer(
        &self,
        group: StorageGroupId,
        side: BackupSide,
        standby: Option<NodeId>,
        after: LogGeneration,
    ) -> Option<Refusal> {
        let Some(id) = self.logs_by_hand(group, side, standby) else {
            return Some(Refusal::NoCopy { group, node: standby });
        };
        let copy = self.copy(id);
        let is_idle = self.are_files_idle(id) && copy.task.is_none();
        let has_none = copy.files.newest().is_none_or(|newest| newest <= after)
            && copy.open.as_ref().is_none_or(|open| open.gone.is_some());
        let refusal = self.refuse_log_folder(id);
        let refusal = refusal.or_else(|| (!is_idle).then_some(Refusal::NoIdleFiles { group, node: copy.node }));
        refusal.or_else(|| has_none.then_some(Refusal::NoLogsToDelete { group }))
    }

    /// The folder of the logs has to be in reach.
    fn refuse_log_folder(&self, id: CopyId) -> Option<Refusal> {
        let copy = self.copy(id);
        if !self.parts.server(copy.node).answers() {
            return Some(Refusal::ServerNotUp { node: copy.node });
        }
        let part = Part::Volume(copy.disks, Volume::LogDisk);
        (!self.parts.is_readable(copy.disks, Volume::LogDisk)).then_some(Refusal::VolumeNotThere { part })
    }

    fn refuse_remove_mail(&self, group: StorageGroupId, count: Option<u32>) -> Option<Refusal> {
        let storage = self.group(group);
        if self.service_obstacle(group).is_some() {
            return Some(Refusal::NotMounted { group });
        }
        // In a database that no mailbox is in, nobody can delete anything.
        let has_letters = storage.people > 0 && storage.active_copy().data.letters > 0;
        (count == Some(0) || !has_letters).then_some(Refusal::NoMailToRemove { group })
    }

    /// The health checks of a move. Source: \[MOVECMS\], \[MCMS\].
    fn refuse_move(&self, target: NodeId, ignore_dismounted: bool) -> Option<Refusal> {
        let server = self.mailbox_server(MAIN);
        let Some(cluster) = server.kind.cluster() else { return Some(Refusal::NotClustered) };
        if !self.cluster(cluster).has_quorum() {
            return Some(Refusal::NoQuorum);
        }
        if server.state != ServerState::Online {
            return Some(Refusal::NotOnline);
        }
        if server.owner == Some(target) {
            return Some(Refusal::TargetIsOwner { node: target });
        }
        if !self.cluster(cluster).joined().contains(target) {
            return Some(Refusal::TargetNotMember { node: target });
        }
        if self.is_paused(target) {
            return Some(Refusal::TargetPaused { node: target });
        }
        if self.hosts_another(MAIN, target) {
            return Some(Refusal::TargetHostsAnother { node: target });
        }
        if !self.can_host(target) {
            return Some(Refusal::TargetNotReachable { node: target });
        }
        for group in self.groups_of(MAIN) {
            let storage = self.group(group);
            // What was never mounted has no files, so that nothing can be lost.
            if storage.settings.is_none_or(|it| !it.is_created) {
                continue;
            }
            if !storage.is_mounted() && !ignore_dismounted {
                return Some(Refusal::DatabaseDismounted { group });
            }
            // The node that has the active copy may always have its server back.
            let has_active = storage.active_copy().node == target;
            let Some(partner) = storage.partner() else { continue };
            let status = self.copy_status(storage.copy_id(partner));
            if !has_active && !matches!(status, CopyStatus::Healthy | CopyStatus::Initializing) {
                return Some(Refusal::CopyNotHealthy { group, status: status.as_build(self.config.build).name() });
            }
        }
        None
    }

    /// Replication host names came with Service Pack 1, for nodes of CCR. Source: \[NETRED\].
    fn refuse_host_name(&self, node: NodeId, name: &str) -> Option<Refusal> {
        let server = self.main_server();
        if self.config.build == Build::Rtm {
            return Some(Refusal::NeedsServicePack1);
        }
        if !matches!(server.kind, ServerKind::NonShared(_)) {
            return Some(Refusal::NotContinuous);
        }
        if self.main_cluster().is_none_or(|cluster| cluster.member(node).is_none()) {
            return Some(Refusal::NotANodeOfIt { node });
        }
        let is_taken = self.replication.named(name).is_some() || self.parts.part_named(name).is_some();
        is_taken.then(|| Refusal::HostNameTaken { name: name.to_owned() })
    }
}
