//! *Why?* walks the causes of an entry back to what a person did. *Why not?* lists what a rule needs
//! and says which of it holds.

use super::cluster::{Cluster, NodeState, TieBreaker};
use super::event::Event;
use super::exchange::{Activation, CopyRole, CopyStatus, ServerState};
use super::ids::{CopyId, NetworkId, NodeId, Part, Process, StorageGroupId};
use super::params::MountDial;
use super::rule::Rule;
use super::units::LogCount;
use super::view::View;
use crate::engine::{EntryNumber, SimSpan, SortedSet};
use crate::words;

/// Most steps that *Why?* shows: further back it is the lab's start.
const STEPS_MAX: usize = 24;

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
        let mut open = SortedSet::from_iter([entry.0]);
        let mut chain = Vec::new();
        while let Some(number) = open.pop_last() {
            let Some(found) = self.journal.get(EntryNumber(number)) else { continue };
            open.extend(found.causes.iter().copied());
            // That the lab began and people write mail explains everything and therefore nothing.
            let is_background = matches!(found.event, Event::LabStarted {}) && !chain.is_empty();
            if !is_background {
                chain.push(EntryNumber(number));
            }
            if chain.len() == STEPS_MAX {
                break;
            }
        }
        chain
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
            Rule::ClosedLogsShip | Rule::Inspection => self.needs_of_copying(group),
            Rule::ReplayInOrder => self.needs_of_replay(group),
            Rule::Handoff => self.needs_of_handoff(group),
            Rule::DumpsterSendsAgain | Rule::DumpsterAsksAgain => self.needs_of_redelivery(),
            Rule::Divergence | Rule::IncrementalReseed => self.needs_of_reseed(group),
            Rule::ForcedMount => self.needs_of_forced_mount(group),
            Rule::StandbyDatabase => self.needs_of_standby_database(group),
            Rule::FetchRemainingLogs | Rule::WaitForOldNode => match self.passive_of(group) {
                Some(id) => vec![self.source_in_reach(id)],
                None => vec![self.replicated(group)],
            },
            Rule::LogRoll | Rule::LogFull | Rule::LogClosedByHand => self.needs_of_closing(group),
            Rule::ServiceForPeople => self.needs_of_service(group),
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
            | Rule::StandbyTarget
            | Rule::StandbyRestore
            | Rule::RecoverServer
            | Rule::DatabasePortability
            | Rule::ClearLocalServer
            | Rule::HeartbeatLoss
            | Rule::Regroup
            | Rule::LockLapses
            | Rule::StaleNodeWaits
            | Rule::ForcedQuorum
            | Rule::FailoverThreshold
            | Rule::PausedNode
            | Rule::ClusterToolMoves
            | Rule::StoppedByHand
            | Rule::FormOrJoin
            | Rule::OnlineOrder
            | Rule::ServiceManager
            | Rule::ResourceRestarts
            | Rule::NameNeedsNetwork
            | Rule::LocalCopy
            | Rule::LocalRestore
            | Rule::DirectoryObjects
            | Rule::DirectoryReplication
            | Rule::CleanDismount
            | Rule::DirtyShutdown
            | Rule::VolumeLoss
            | Rule::CircularLogging
            | Rule::LogsDeletedByHand
            | Rule::DiskFills
            | Rule::PhysicalDamage
            | Rule::LogicalDamage
            | Rule::Seeding => Vec::new(),
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

    fn needs_of_failover(&self) -> Vec<Precondition> {
        let bench = self.bench;
        let other = self.other_node();
        let owner = bench.main_server().owner.unwrap_or(other);
        let owner_fits = bench.parts.server(owner).node.state == NodeState::Up && bench.can_host(owner);
        vec![
            needs(words::needs_owner_lost(self.node_name(owner), bench.main_server().name), !owner_fits),
            needs(words::needs_other_member(self.node_name(other)), !bench.view_of(other).is_empty()),
            self.on_public(other),
            self.quorate(),
        ]
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

    fn needs_of_mount(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let dial = bench.main_server().dial;
        let mut all = vec![
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_not_mounted(&storage.database), !storage.is_mounted()),
        ];
        let Some(place) = storage.partner() else { return all };
        let (copy, missing) = (storage.copy(place), storage.copy_queue_length(place));
        all.push(needs(words::needs_copy_fit(self.node_name(copy.node)), copy.is_fit_to_mount()));
        all.push(needs(words::needs_within_dial(dial.tolerates().0, missing.0), missing <= dial.tolerates()));
        if dial == MountDial::Lossless {
            let is_open_missing = storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty());
            all.push(needs(words::needs_open_log().to_owned(), !is_open_missing));
        }
        all
    }

    fn needs_of_quorum(&self) -> Vec<Precondition> {
        let members = self.bench.parts.cluster_nodes().map(|node| {
            let is_up = self.bench.parts.runs(node, Process::Cluster);
            needs(words::needs_other_member(self.node_name(node)), is_up)
        });
        let mut all: Vec<Precondition> = members.collect();
        for member in self.bench.main_cluster().iter().flat_map(|cluster| &cluster.members) {
            let breaker = self.bench.main_cluster().and_then(Cluster::tie_breaker);
            let Some(breaker) = breaker else { continue };
            let in_reach = breaker.obstacle(&self.bench.parts, member.node).is_none();
            let who = self.node_name(member.node);
            let words = match breaker {
                TieBreaker::Share(_) => words::needs_witness_in_reach(who),
                TieBreaker::Disk => words::needs_quorum_disk_in_reach(who),
            };
            all.push(needs(words, in_reach));
        }
        all.push(self.quorate());
        all
    }

    fn needs_of_copying(&self, group: StorageGroupId) -> Vec<Precondition> {
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let waits = self.bench.group(group).copy_queue_length(id.place as usize) > LogCount(0);
        let mut all = vec![needs(words::needs_new_log().to_owned(), waits)];
        all.extend(self.copy_works(id));
        all.push(self.source_in_reach(id));
        all
    }

    fn needs_of_replay(&self, group: StorageGroupId) -> Vec<Precondition> {
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let waiting = self.bench.copy(id).replay_queue_length() > LogCount(0);
        let mut all = vec![needs(words::needs_inspected_log().to_owned(), waiting)];
        all.extend(self.copy_works(id));
        all
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
            needs(words::needs_service(&node), self.bench.parts.runs(copy.node, Process::Replication)),
            needs(words::needs_not_suspended(&node), copy.suspended.is_none()),
            needs(words::needs_not_failed(&node), copy.failed.is_none()),
        ]
    }

    fn needs_of_standby_database(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let Some(place) = storage.passives().find(|place| storage.copy(*place).is_standby()) else {
            return vec![needs(words::needs_target(self.bench.group_name(group)), false)];
        };
        let id = storage.copy_id(place);
        let node = self.node_name(storage.copy(place).node);
        let waits = self.bench.standby_wait(id, self.now);
        let (logs, lag) = waits.unwrap_or((LogCount(0), SimSpan::ZERO));
        let mut all = vec![
            needs(words::needs_no_database(&node), waits.is_some()),
            needs(words::needs_fifty_logs(&node), waits.is_some() && logs == LogCount(0)),
            needs(words::needs_lag_over(&node), waits.is_some() && lag == SimSpan::ZERO),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        all.extend(self.copy_works(id));
        all.push(self.source_in_reach(id));
        all
    }

    fn source_in_reach(&self, id: CopyId) -> Precondition {
        let (node, source) = (self.bench.copy(id).node, self.bench.group(id.group).active_copy().node);
        let text = words::needs_source_in_reach(self.node_name(node), self.node_name(source));
        needs(text, self.bench.is_source_in_reach(id))
    }

    fn needs_of_handoff(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let target = self.other_node();
        let mut all = vec![
            self.quorate(),
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_other_member(self.node_name(target)), !bench.view_of(target).is_empty()),
            self.on_public(target),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        if let Some(place) = storage.partner() {
            let status = storage.copy_status(place, &bench.parts);
            let is_healthy = matches!(status, CopyStatus::Healthy | CopyStatus::Initializing);
            all.push(needs(words::needs_target_healthy(self.node_name(storage.copy(place).node)), is_healthy));
        }
        all
    }

    fn needs_of_redelivery(&self) -> Vec<Precondition> {
        let hubs = &self.bench.hubs;
        let asked = hubs.iter().flat_map(|hub| &hub.desks).any(|desk| desk.outstanding.is_some());
        let mut all = vec![needs(words::needs_lossy().to_owned(), asked)];
        all.push(needs(words::needs_dumpsters_on().to_owned(), self.bench.dumpster_limits.are_on()));
        all.extend(hubs.iter().map(|hub| {
            let in_reach = self.bench.parts.network_obstacle(hub.node, NetworkId::Public).is_none();
            needs(words::needs_hub(self.node_name(hub.node)), in_reach)
        }));
        all
    }

    fn needs_of_reseed(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let Some(id) = self.passive_of(group) else { return vec![self.replicated(group)] };
        let copy = self.bench.copy(id);
        let node = self.node_name(copy.node);
        let mut all = vec![needs(words::needs_diverged(&node), copy.divergence.is_some())];
        all.extend(self.copy_works(id));
        if let Some(divergence) = copy.divergence {
            all.push(needs(words::needs_first_log(divergence.at), storage.last_generated >= divergence.at));
            all.push(needs(words::needs_nothing_flushed(divergence.at), divergence.flushed_to < divergence.at));
        }
        all.push(self.source_in_reach(id));
        all
    }

    fn needs_of_forced_mount(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_waiting = matches!(storage.activation, Some(Activation::Waiting { .. }));
        vec![
            needs(words::needs_forced_set().to_owned(), self.bench.main_server().forced_mount_after.is_some()),
            needs(words::needs_waiting(&storage.database), is_waiting),
        ]
    }

    fn needs_of_closing(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let is_empty = storage.active_copy().open.as_ref().is_none_or(|open| open.is_empty());
        vec![
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
            needs(words::needs_open_not_empty().to_owned(), !is_empty),
        ]
    }

    fn needs_of_service(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let mut all = vec![
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        all.extend(bench.main_server().owner.map(|owner| self.on_public(owner)));
        all
    }
}

impl View<'_> {
    fn needs_of_truncation(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        let (active, checkpoint) = (storage.active_copy(), storage.checkpoint(self.bench.llr_depth(group)));
        let oldest = active.files.oldest().unwrap_or(storage.last_generated.next());
        let is_saved = storage.is_circular || active.data.header.backed_up >= oldest;
        let mut all = vec![
            needs(words::needs_backed_up(oldest), is_saved),
            needs(words::needs_behind_checkpoint(oldest, checkpoint), oldest < checkpoint),
        ];
        for place in storage.passives() {
            let copy = storage.copy(place);
            let node = self.node_name(copy.node);
            all.push(if matches!(copy.role, CopyRole::Standby { .. }) {
                needs(words::needs_inspected_at(oldest, node), copy.inspected >= oldest)
            } else {
                needs(words::needs_replayed_at(oldest, node), copy.replayed >= oldest)
            });
        }
        all
    }

    fn needs_of_backup(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        vec![
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
            needs(words::needs_no_backup_running().to_owned(), storage.backup.is_none()),
        ]
    }

    fn needs_of_restore(&self, group: StorageGroupId) -> Vec<Precondition> {
        let storage = self.bench.group(group);
        vec![
            needs(words::needs_backup().to_owned(), storage.base_of_a_restore(None).is_some()),
            needs(words::needs_not_mounted(&storage.database), !storage.is_mounted()),
        ]
    }
}

fn needs(text: String, holds: bool) -> Precondition {
    Precondition { text, holds }
}
