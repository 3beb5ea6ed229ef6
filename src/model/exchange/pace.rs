//! How long a step takes: what lies on a slow disk or passes a slow network takes many times as long.
//!
//! Nothing else changes: a slow part loses nothing, it lets queues grow, and what is in a queue can be lost.

use super::copy::Copy;
use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::cluster::Condition;
use crate::model::ids::{CopyId, NetworkId, StorageGroupId, Volume};
use crate::model::params::{COPY_MS, INSPECT_MS, REPLAY_MS, SLOW_TIMES};

impl Bench {
    /// Time to copy one log to a copy.
    pub(super) fn copy_time(&self, id: CopyId) -> SimSpan {
        let is_slow = self.is_way_slow(id, self.shipping_network(id));
        paced(COPY_MS, is_slow || self.is_disk_slow(self.copy(id), Volume::LogDisk))
    }

    /// Time to inspect one log at a copy.
    pub(super) fn inspect_time(&self, id: CopyId) -> SimSpan {
        paced(INSPECT_MS, self.is_disk_slow(self.copy(id), Volume::LogDisk))
    }

    /// Time to replay one log into the database of a copy.
    pub(super) fn replay_time(&self, id: CopyId) -> SimSpan {
        let copy = self.copy(id);
        paced(REPLAY_MS, Volume::ALL.iter().any(|volume| self.is_disk_slow(copy, *volume)))
    }

    /// Time of a seeding that takes so long where nothing is slow.
    pub(super) fn seeding_pace(&self, id: CopyId, over: NetworkId, quick: SimSpan) -> SimSpan {
        let source = self.group(id.group).active_copy();
        let disks = [source, self.copy(id)].into_iter().any(|copy| self.is_disk_slow(copy, Volume::DatabaseDisk));
        paced(quick.as_millis(), disks || self.is_wire_slow(id, over))
    }

    /// Time of a backup of a copy that takes so long where nothing is slow; one of logs alone does not read the database.
    pub(super) fn backup_pace(&self, id: CopyId, has_database: bool, quick: SimSpan) -> SimSpan {
        let copy = self.copy(id);
        let is_slow =
            self.is_disk_slow(copy, Volume::LogDisk) || has_database && self.is_disk_slow(copy, Volume::DatabaseDisk);
        paced(quick.as_millis(), is_slow)
    }

    /// Time of a restore to the active location that takes so long where nothing is slow.
    pub(super) fn restore_pace(&self, group: StorageGroupId, quick: SimSpan) -> SimSpan {
        let active = self.group(group).active_copy();
        paced(quick.as_millis(), Volume::ALL.iter().any(|volume| self.is_disk_slow(active, *volume)))
    }

    /// Whether the source of a log or the way from there is slow.
    fn is_way_slow(&self, id: CopyId, network: NetworkId) -> bool {
        self.is_disk_slow(self.group(id.group).active_copy(), Volume::LogDisk) || self.is_wire_slow(id, network)
    }

    /// A copy on the same server needs no network.
    fn is_wire_slow(&self, id: CopyId, network: NetworkId) -> bool {
        let (source, target) = (self.group(id.group).active_copy().node, self.copy(id).node);
        source != target && self.parts.is_slow(source, target, network)
    }

    fn is_disk_slow(&self, copy: &Copy, volume: Volume) -> bool {
        self.parts.volume(copy.disks, volume).state == Condition::Slow
    }
}

fn paced(ms: u64, is_slow: bool) -> SimSpan {
    SimSpan::from_millis(if is_slow { ms * SLOW_TIMES } else { ms })
}
