//! *Why?* walks the causes of an entry back to what a person did. *Why not?* lists what a rule needs
//! and says which of it holds.

mod cluster;
mod copies;
mod mounting;

use super::event::Event;
use super::exchange::ServerState;
use super::ids::{CopyId, DiskSet, NetworkId, NodeId, Part, Process, StorageGroupId, Volume};
use super::rule::Rule;
use super::view::View;
use crate::engine::EntryNumber;
use crate::words;

/// Something a rule needs, and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// The statement.
    pub text: String,
    /// Whether it holds now.
    pub holds: bool,
}

impl View<'_> {
    /// The entry and everything that caused it, newest first.
    pub fn why(&self, entry: EntryNumber) -> Vec<EntryNumber> {
        // That the lab began and people write mail explains everything and therefore nothing.
        self.journal.why(entry, |event| matches!(event, Event::LabStarted {}))
    }

    /// What a rule needs to decide something now, and whether it holds; nothing for rules that hold always.
    pub fn why_not(&self, rule: Rule) -> Vec<Precondition> {
        let group = StorageGroupId(0);
        match rule {
            Rule::GroupMoves => self.needs_of_failover(),
            Rule::Truncation => self.needs_of_truncation(group),
            Rule::Backup => self.needs_of_backup(group),
            Rule::Restore => self.needs_of_restore(group),
            Rule::MountDial | Rule::Recovery | Rule::LossyMount => self.needs_of_mount(group),
            Rule::Majority | Rule::WitnessBreaksTies | Rule::QuorumDiskDefended | Rule::NoQuorumNoService => {
                self.needs_of_quorum()
            }
            Rule::ClosedLogsShip | Rule::LogNotice | Rule::Inspection => self.needs_of_copying(group),
            Rule::ReplayInOrder => self.needs_of_replay(group),
            Rule::Handoff => self.needs_of_handoff(group),
            Rule::DumpsterSendsAgain | Rule::DumpsterAsksAgain => self.needs_of_redelivery(),
            Rule::Divergence | Rule::IncrementalReseed => self.needs_of_reseed(group),
            Rule::PublicFolders => vec![self.sole_folders(group)],
            Rule::ForcedMount => self.needs_of_forced_mount(group),
            Rule::StandbyDatabase => self.needs_of_standby_database(group),
            Rule::FetchRemainingLogs | Rule::WaitForOldNode => match self.passive_of(group) {
                Some(id) => vec![self.service_of(id), self.source_in_reach(id)],
                None => vec![self.replicated(group)],
            },
            Rule::LogRoll | Rule::LogFull | Rule::LogClosedByHand => self.needs_of_closing(group),
            Rule::ServiceForPeople => self.needs_of_service(group),
            Rule::Seeding => self.needs_of_seeding(group),
            Rule::LocalCopy => self.needs_of_local_copy(group),
            Rule::LocalRestore => self.needs_of_local_restore(group),
            Rule::StandbyTarget => vec![self.has_target(group)],
            Rule::StandbyRestore => self.needs_of_standby_restore(group),
            Rule::DatabasePortability => self.needs_of_portability(group),
            Rule::RecoverServer => self.needs_of_rebuild(group),
            Rule::ClearLocalServer => self.needs_of_clearing(),
            Rule::StaleNodeWaits | Rule::FormOrJoin => self.needs_of_forming(),
            Rule::ForcedQuorum => self.needs_of_force(),
            Rule::PausedNode => self.needs_of_pause(),
            Rule::FailoverThreshold => self.needs_of_threshold(),
            Rule::StoppedByHand => vec![self.stopped_by_hand()],
            Rule::NameNeedsNetwork => self.needs_of_name(),
            Rule::CircularLogging => self.needs_of_circular_logging(group),
            Rule::PartFails
            | Rule::PartReturns
            | Rule::PartReplaced
            | Rule::ServerStarts
            | Rule::PeopleWrite
            | Rule::CachedClients
            | Rule::HubQueue
            | Rule::DumpsterKeeps
            | Rule::ReplicationNetworks
            | Rule::CopySuspended
            | Rule::CopyFails
            | Rule::HeartbeatLoss
            | Rule::Regroup
            | Rule::LockLapses
            | Rule::ClusterToolMoves
            | Rule::OnlineOrder
            | Rule::ServiceManager
            | Rule::ResourceRestarts
            | Rule::DirectoryObjects
            | Rule::DirectoryReplication
            | Rule::CleanDismount
            | Rule::DirtyShutdown
            | Rule::VolumeLoss
            | Rule::LogsDeletedByHand
            | Rule::DiskFills
            | Rule::PhysicalDamage
            | Rule::LogicalDamage
            | Rule::DispatchPolicy
            | Rule::WorkStealing
            | Rule::TaskRuns
            | Rule::FirstResultWins
            | Rule::Liveness
            | Rule::Reissue
            | Rule::RetryCap
            | Rule::BackupTask
            | Rule::MasterCheckpoint
            | Rule::MasterAlone
            | Rule::JobEnds
            | Rule::BalanceArrivals
            | Rule::BalanceAlgorithm
            | Rule::BalanceService
            | Rule::BalanceAlternates
            | Rule::BalanceDns
            | Rule::BalanceNlb
            | Rule::BalanceChecks
            | Rule::BalancePassiveChecks
            | Rule::BalanceFailOpen
            | Rule::BalanceAffinity
            | Rule::BalanceDraining
            | Rule::BalanceSlowStart
            | Rule::BalanceRetry => Vec::new(),
        }
    }

    fn node_name(&self, node: NodeId) -> String {
        self.name_of(Part::Node(node))
    }

    /// The cluster node that does not have the clustered mailbox server.
    fn other_node(&self) -> NodeId {
        let owner = self.bench.main_server().owner;
        let mut nodes = self.bench.parts.cluster_nodes();
        nodes.find(|node| Some(*node) != owner).or(owner).unwrap_or(NodeId(0))
    }

    fn quorate(&self) -> Precondition {
        match self.quorum() {
            Some(quorum) => needs(words::needs_quorum(quorum.votes, quorum.of, quorum.needed), quorum.is_held),
            None => self.clustered(),
        }
    }

    fn clustered(&self) -> Precondition {
        let server = self.bench.main_server();
        needs(words::needs_cluster(server.name), server.kind.cluster().is_some())
    }

    fn on_public(&self, node: NodeId) -> Precondition {
        let has_network = self.bench.parts.network_obstacle(node, NetworkId::Public).is_none();
        needs(words::needs_other_network(self.node_name(node)), has_network)
    }

    /// The passive copy that a question about replication means: that of LCR or CCR, or else the first target.
    fn passive_of(&self, group: StorageGroupId) -> Option<CopyId> {
        let storage = self.bench.group(group);
        storage.partner().or_else(|| storage.passives().next()).map(|place| storage.copy_id(place))
    }

    fn replicated(&self, group: StorageGroupId) -> Precondition {
        needs(words::needs_passive_copy(self.bench.group_name(group)), self.passive_of(group).is_some())
    }

    fn copy_works(&self, id: CopyId) -> [Precondition; 3] {
        let copy = self.bench.copy(id);
        let node = self.node_name(copy.node);
        [
            self.service_of(id),
            needs(words::needs_not_suspended(&node), copy.suspended.is_none()),
            needs(words::needs_not_failed(&node), copy.failed.is_none()),
        ]
    }

    /// The Replication service of the copy's side does all that is done with the copy. Source: \[WITPCCR\], recalled.
    fn service_of(&self, id: CopyId) -> Precondition {
        let node = self.bench.copy(id).node;
        let runs = self.bench.parts.runs(node, Process::Replication);
        needs(words::needs_service(self.node_name(node)), runs)
    }

    fn has_target(&self, group: StorageGroupId) -> Precondition {
        let storage = self.bench.group(group);
        let has_target = storage.copies.iter().any(|copy| copy.is_standby());
        needs(words::needs_target(self.bench.group_name(group)), has_target)
    }

    fn sole_folders(&self, group: StorageGroupId) -> Precondition {
        needs(words::needs_sole_folders(self.bench.group_name(group)), self.bench.is_copy_supported(group))
    }

    fn dismounted(&self, group: StorageGroupId) -> Precondition {
        let storage = self.bench.group(group);
        needs(words::needs_not_mounted(&storage.database), !storage.is_mounted() && storage.activation.is_none())
    }

    fn server_online(&self) -> Precondition {
        let server = self.bench.main_server();
        needs(words::needs_server_online(server.name), server.state == ServerState::Online)
    }

    fn writable(&self, disks: DiskSet) -> impl Iterator<Item = Precondition> {
        Volume::ALL.into_iter().map(move |volume| {
            let name = self.name_of(Part::Volume(disks, volume));
            needs(words::needs_volume(name), self.bench.parts.is_writable(disks, volume))
        })
    }

    fn source_in_reach(&self, id: CopyId) -> Precondition {
        let (node, source) = (self.bench.copy(id).node, self.bench.group(id.group).active_copy().node);
        let text = words::needs_source_in_reach(self.node_name(node), self.node_name(source));
        needs(text, self.bench.is_source_in_reach(id))
    }
}

fn needs(text: String, holds: bool) -> Precondition {
    Precondition { text, holds }
}
