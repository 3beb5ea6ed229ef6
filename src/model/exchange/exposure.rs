//! Exposure: what would be lost, and for how long people would wait, if the active copy died now.

use super::mail::Hub;
use super::mailbox_server::{ServerKind, ServerState};
use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::ids::{NetworkId, StorageGroupId};
use crate::model::params::{FETCH_TIMEOUT_MS, MOUNT_MS, NAME_ONLINE_MS, REGROUP_MS, STORE_ONLINE_MS};
use crate::model::units::LogCount;

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
        let (active, place) = (storage.active_copy(), storage.partner()?);
        let passive = storage.copy(place);
        let server = self.server_of(group);
        let cluster = self.cluster(server.kind.cluster()?);
        let members = cluster.view_of(active.node);
        let survivor = passive.node;
        let others = members.without(active.node).len() * cluster.model.node_votes();
        let needs_witness = others < cluster.needed();
        let would_fail_over = members.contains(survivor)
            && server.state == ServerState::Online
            && self.can_host(survivor)
            && (!needs_witness
                || (others + 1 >= cluster.needed() && cluster.reaches_tie_breaker(&self.parts, survivor)))
            && passive.is_fit_to_mount()
            && self.would_tolerate(group, storage.last_generated.logs_since(storage.safe_without_active(place)));
        if !would_fail_over {
            return None;
        }
        let windows = self.config.windows;
        let detection = windows.heartbeat() * u64::from(windows.node_misses());
        // Only a node that does not own the quorum gives the other one a head start.
        let head_start = match cluster.tie_breaker() {
            Some(breaker) if cluster.quorum_owner != Some(survivor) => windows.head_start(breaker),
            Some(_) | None => SimSpan::ZERO,
        };
        let online = detection + head_start + SimSpan::from_millis(REGROUP_MS + NAME_ONLINE_MS + STORE_ONLINE_MS);
        // Replay goes on until the store takes the copy over.
        let replay_ms = self.replay_time(storage.copy_id(place)).as_millis();
        let replayed = if self.may_work(storage.copy_id(place)) { online.as_millis() / replay_ms } else { 0 };
        let queue = storage.safe_without_active(place).logs_since(passive.replayed).0;
        let left = replay_ms * u64::from(queue).saturating_sub(replayed);
        Some(online + SimSpan::from_millis(FETCH_TIMEOUT_MS + left + MOUNT_MS))
    }
}
