//! Disk space: volumes have a size, and logs and mail fill them.
//!
//! A full log volume takes every database whose logs lie on it, a full database volume the databases on it;
//! reserved logs let each of them end in good order. Source: \[CAP\], \[KML\]. Space comes back when logs are
//! truncated or deleted, or when somebody gives the volume more.

use super::copy::{Copy, DatabaseState};
use crate::engine::{EntryNumber, SortedMap};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::Condition;
use crate::model::event::Event;
use crate::model::ids::{DiskSet, Part, StorageGroupId, Volume};
use crate::model::params::{Config, LOG_FILE_BYTES, RESERVED_LOGS};
use crate::model::rule::Rule;

/// Bytes of the unit in which volumes are counted.
const MB: u64 = 1_048_576;
/// Files of a storage group beside its closed logs: the open log, the next one, and the reserved ones.
const OTHER_LOGS: u64 = 2 + RESERVED_LOGS;

/// One volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space {
    /// How large it is [megabytes].
    pub capacity_mb: u64,
    /// How much somebody adds who gives it more [megabytes].
    step_mb: u64,
    /// The entry that found it full, while it is full by itself.
    filled: Option<EntryNumber>,
}

/// All volumes.
#[derive(Clone, Debug, Default)]
pub struct DiskSpace(SortedMap<(DiskSet, Volume), Space>);

impl DiskSpace {
    /// Volumes of the sizes of a configuration.
    pub fn new(disks: &[DiskSet], config: &Config) -> Self {
        let of = |set: &DiskSet, volume, mb: u32| {
            let capacity_mb = u64::from(mb);
            ((*set, volume), Space { capacity_mb, step_mb: capacity_mb, filled: None })
        };
        let both = |set| {
            [of(set, Volume::LogDisk, config.log_disk_mb), of(set, Volume::DatabaseDisk, config.database_disk_mb)]
        };
        DiskSpace(disks.iter().flat_map(both).collect())
    }

    /// A volume.
    pub fn of(&self, disks: DiskSet, volume: Volume) -> Option<Space> {
        self.0.get(&(disks, volume)).copied()
    }

    /// Gives a volume that is full by itself as much again as it had at first.
    pub(crate) fn enlarge(&mut self, disks: DiskSet, volume: Volume) {
        if let Some(space) = self.0.get_mut(&(disks, volume))
            && space.filled.take().is_some()
        {
            space.capacity_mb += space.step_mb;
        }
    }
}

impl Bench {
    /// How much of a volume is used [megabytes].
    pub fn used_mb(&self, disks: DiskSet, volume: Volume) -> u64 {
        let copies = self.groups.iter().flat_map(|storage| storage.copies.iter().map(move |copy| (storage, copy)));
        let on_it = copies.filter(|(_, copy)| copy.disks == disks);
        match volume {
            Volume::LogDisk => on_it.map(|(_, copy)| log_bytes(copy) / MB).sum(),
            Volume::DatabaseDisk => {
                on_it.map(|(storage, copy)| (self.database_bytes(storage.id) + copy.data.grown).div_ceil(MB)).sum()
            }
        }
    }

    /// A letter went into a database: does its volume have space for another one?
    pub(super) fn note_growth(&mut self, group: StorageGroupId, bytes: u32) {
        let copy = self.group(group).active_copy();
        let (disks, grown) = (copy.disks, copy.data.grown);
        let has_new_mb = grown.div_ceil(MB) != (grown - u64::from(bytes)).div_ceil(MB);
        let is_full = |space: Space| self.used_mb(disks, Volume::DatabaseDisk) >= space.capacity_mb;
        if has_new_mb && self.space.of(disks, Volume::DatabaseDisk).is_some_and(is_full) {
            self.stir();
        }
    }

    /// A volume is full as soon as no further log, or no further page, fits onto it.
    pub(crate) fn watch_space(&mut self, out: &mut Out<'_>) {
        for place in 0..self.space.0.len() {
            let Some((&(disks, volume), &space)) = self.space.0.nth(place) else { continue };
            let used_mb = self.used_mb(disks, volume);
            let state = self.parts.volume(disks, volume).state;
            let part = Part::Volume(disks, volume);
            let is_full = used_mb >= space.capacity_mb;
            let (event, state, filled) = match (space.filled, state) {
                (None, Condition::Well | Condition::Slow) if is_full => {
                    (Event::VolumeFilled { part, used_mb }, Condition::Full, true)
                }
                (Some(_), Condition::Full) if !is_full => {
                    (Event::VolumeHasSpace { part, free_mb: space.capacity_mb - used_mb }, Condition::Well, false)
                }
                // Somebody broke it meanwhile; what is broken is not full.
                (Some(_), Condition::Well | Condition::Failed | Condition::Damaging | Condition::Slow) => {
                    self.set_filled(disks, volume, None);
                    continue;
                }
                _ => continue,
            };
            self.is_quiet = false;
            let entry = out.emit(Rule::DiskFills, event);
            self.set_filled(disks, volume, filled.then_some(entry));
            if let Some(condition) = self.parts.condition_mut(part) {
                condition.set(state, out.now(), entry);
            }
        }
    }

    fn set_filled(&mut self, disks: DiskSet, volume: Volume, filled: Option<EntryNumber>) {
        if let Some(space) = self.space.0.get_mut(&(disks, volume)) {
            space.filled = filled;
        }
    }
}

/// What the files of a copy take on its log volume [bytes]; a closed log has its full size however little is in it.
fn log_bytes(copy: &Copy) -> u64 {
    // A storage group without a database has no files yet.
    let is_empty = copy.database == DatabaseState::Absent && copy.files.is_empty();
    if is_empty { 0 } else { (copy.files.len() as u64 + OTHER_LOGS) * LOG_FILE_BYTES }
}
