//! Exposure: what would be lost, and for how long people would wait, if the active copy died now.

use super::mail::Hub;
use super::mailbox_server::{ServerKind, ServerState};
use super::storage_group::StorageGroup;
use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::ids::{DiskSet, NetworkId, NodeId, StorageGroupId};
use crate::model::params::{FETCH_TIMEOUT_MS, MOUNT_MS, NAME_ONLINE_MS, REGROUP_MS, STORE_ONLINE_MS};
use crate::model::units::{LogCount, LogGeneration};

/// What is at stake at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exposure {
    /// Closed logs that only the active copy has.
    pub logs: LogCount,
    /// Letters that only the active copy has.
    pub letters: u32,
    /// Those of them that a dumpster in reach would bring back.
    pub letters_covered: u32,
    /// Other changes that only the active copy has; nothing brings them back.
    pub edits: u32,
    /// People to whom these belong.
    pub people: u32,
    /// How long people would wait; nothing if a person or a repair would have to end it.
    pub wait: Option<SimSpan>,
}

impl Bench {
    /// What would be lost if the server of the active copy lost its power now.
    pub fn exposure(&self, group: StorageGroupId) -> Exposure {
        let storage = self.group(group);
        // Its disks outlive its power. Only where another server goes on with a copy of its own is anything lost.
        let is_left_behind = matches!(self.server_of(group).kind, ServerKind::NonShared(_));
        let Some(partner) = storage.partner().filter(|_| is_left_behind) else {
            return Exposure { wait: self.expected_wait(group), ..Exposure::default() };
        };
        let safe = storage.safe_without_active(partner);
        let contents = storage.only_on_active(safe);
        let letters = contents.letters.iter().map(|letter| letter.id).collect();
        let survivor = storage.copy(partner).node;
        let is_in_reach = |hub: &&Hub| self.parts.obstacle(hub.node, survivor, NetworkId::Public).is_none();
        let in_reach = self.hubs.iter().filter(is_in_reach);
        let covered: usize = in_reach.map(|hub| hub.desk(group).dumpster.count_of(&letters)).sum();
        Exposure {
            logs: storage.last_generated.logs_since(safe),
            letters: contents.letters.len() as u32,
            letters_covered: covered as u32,
            edits: contents.edits,
            people: contents.people.len() as u32,
            wait: self.expected_wait(group),
        }
    }

    /// The steps of a failover added up, if it would come to its end by itself.
    fn expected_wait(&self, group: StorageGroupId) -> Option<SimSpan> {
        let storage = self.group(group);
        let may_mount = storage.settings.is_some_and(|it| it.mount_at_startup) && !storage.is_dismounted_by_hand;
        let (survivor, online) = self.expected_failover(group).filter(|_| may_mount)?;
        let mounted = match storage.active_copy().disks {
            DiskSet::Shared => self.expected_recovery(storage)?,
            DiskSet::Own(_) | DiskSet::Second(_) => self.expected_activation(storage, survivor, online)?,
        };
        Some(online + mounted + SimSpan::from_millis(MOUNT_MS))
    }

    /// The node that would take the server over if that of the active copy were lost, and when its store is online.
    fn expected_failover(&self, group: StorageGroupId) -> Option<(NodeId, SimSpan)> {
        let server = self.group(group).server;
        let cluster = self.cluster(self.mailbox_server(server).kind.cluster()?);
        let active = self.group(group).active_copy().node;
        let side = cluster.view_of(active).without(active);
        let survivor = self.best_node(server, side.iter()).filter(|node| self.can_host(*node))?;
        let votes = side.len() * cluster.model.node_votes();
        // The first of those that are left asks for what breaks the tie.
        let has_tie_breaker = side.iter().next().is_some_and(|node| cluster.reaches_tie_breaker(&self.parts, node));
        let is_kept = match &cluster.forced {
            Some(forced) => forced.is_held_by(side),
            None => votes >= cluster.needed() || (votes + 1 >= cluster.needed() && has_tie_breaker),
        };
        if self.mailbox_server(server).state != ServerState::Online || !is_kept {
            return None;
        }
        let windows = self.config.windows;
        let detection = windows.heartbeat() * u64::from(windows.node_misses());
        let asks = cluster.forced.is_none() && votes < cluster.needed();
        // Only a node that does not own the quorum gives the other one a head start.
        let head_start = match cluster.tie_breaker() {
            Some(breaker) if asks && cluster.quorum_owner.is_none_or(|owner| !side.contains(owner)) => {
                windows.head_start(breaker)
            }
            Some(_) | None => SimSpan::ZERO,
        };
        let steps = SimSpan::from_millis(REGROUP_MS + NAME_ONLINE_MS + STORE_ONLINE_MS);
        Some((survivor, detection + head_start + steps))
    }

    /// Soft recovery on the same disks, from another node.
    fn expected_recovery(&self, storage: &StorageGroup) -> Option<SimSpan> {
        let (from, to) = storage.required_after_crash(self.llr_depth(storage.id));
        if storage.bad_log_of_range(from, to).is_some() {
            return None;
        }
        let logs = storage.last_generated.next().logs_since(from.max(LogGeneration(1)));
        Some(self.replay_time(storage.copy_id(storage.active)) * u64::from(logs.0))
    }

    /// The other copy is activated without the old node: it waits for logs in vain, and replays those that it has.
    fn expected_activation(&self, storage: &StorageGroup, survivor: NodeId, online: SimSpan) -> Option<SimSpan> {
        let place = storage.partner().filter(|place| storage.copy(*place).node == survivor)?;
        let (passive, safe) = (storage.copy(place), storage.safe_without_active(place));
        if !passive.is_fit_to_mount() || !self.would_tolerate(storage.id, storage.last_generated.logs_since(safe)) {
            return None;
        }
        // Replay goes on until the store takes the copy over.
        let replay_ms = self.replay_time(storage.copy_id(place)).as_millis();
        let replayed = if self.may_work(storage.copy_id(place)) { online.as_millis() / replay_ms } else { 0 };
        let left = replay_ms * u64::from(safe.logs_since(passive.replayed).0).saturating_sub(replayed);
        Some(SimSpan::from_millis(FETCH_TIMEOUT_MS + left))
    }
}
