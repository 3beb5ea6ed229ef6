//! Exposure: what would be lost, and for how long people would wait, if the active copies died now.

use super::log_stream::{Contents, Letter};
use super::mail::Hub;
use super::mailbox_server::{ServerKind, ServerState};
use super::storage_group::StorageGroup;
use crate::engine::{SimSpan, SortedSet};
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
    /// What would be lost if the servers of all active copies lost their power now.
    pub fn exposure(&self) -> Exposure {
        let mut people = SortedSet::default();
        let mut whole = Exposure::default();
        // People wait until the last of the databases that somebody has a mailbox in is back.
        let mut waits = Some(SimSpan::ZERO);
        for group in self.group_ids() {
            let has_people = self.group(group).people > 0;
            waits = waits.and_then(|wait| match has_people {
                true => self.expected_wait(group).map(|longer| wait.max(longer)),
                false => Some(wait),
            });
            if let Some((logs, contents)) = self.only_on_active(group) {
                whole.logs = LogCount(whole.logs.0 + logs.0);
                whole.letters += contents.letters.len() as u32;
                whole.letters_covered += self.covered(group, &contents.letters);
                whole.edits += contents.edits;
                people.extend(contents.people.iter().copied());
            }
        }
        Exposure { people: people.len() as u32, wait: waits.filter(|wait| *wait > SimSpan::ZERO), ..whole }
    }

    /// What another server that goes on with a copy of its own would not have; nothing if no other server would: the
    /// disks of the active copy outlive its power.
    fn only_on_active(&self, group: StorageGroupId) -> Option<(LogCount, Contents)> {
        let storage = self.group(group);
        let is_left_behind = matches!(self.server_of(group).kind, ServerKind::NonShared(_));
        let safe = storage.safe_without_active(storage.partner().filter(|_| is_left_behind)?);
        Some((storage.last_generated.logs_since(safe), storage.only_on_active(safe)))
    }

    /// How many of these letters a dumpster in reach would bring back.
    fn covered(&self, group: StorageGroupId, letters: &[Letter]) -> u32 {
        let storage = self.group(group);
        let Some(survivor) = storage.partner().map(|place| storage.copy(place).node) else { return 0 };
        let letters = letters.iter().map(|letter| letter.id).collect();
        let is_in_reach = |hub: &&Hub| self.parts.obstacle(hub.node, survivor, NetworkId::Public).is_none();
        let in_reach = self.hubs.iter().filter(is_in_reach);
        in_reach.map(|hub| hub.desk(group).dumpster.count_of(&letters)).sum::<usize>() as u32
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
