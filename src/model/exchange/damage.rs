//! Damage where files lie, and what people delete.
//!
//! A damaged page stays on its disk: pages of a copy are made from logs, and damage is in no log. A deletion is a
//! change like any other, and every copy replays it. Source: recalled; \[EXPEDIA\].

use super::copy::{Copy, DatabaseState};
use super::log_stream::Note;
use super::storage_group::StorageGroup;
use crate::engine::EntryNumber;
use crate::model::backup::BackupSide;
use crate::model::bench::{Bench, Out};
use crate::model::ese::EseError;
use crate::model::event::Event;
use crate::model::ids::{CopyId, DiskSet, NodeId, StorageGroupId, Volume};
use crate::model::params::REMOVAL_BYTES;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};

/// A log that stops a recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLog {
    /// What the engine says.
    pub error: EseError,
    /// Which log.
    pub generation: LogGeneration,
    /// The entry that damaged or deleted it.
    pub because: EntryNumber,
}

impl Copy {
    /// What keeps a log from being replayed or shipped: it is not here, or it is damaged.
    pub(crate) fn bad_log(&self, generation: LogGeneration) -> Option<BadLog> {
        if self.files.get(generation).is_none() {
            let error = EseError::RequiredLogFilesMissing;
            return Some(BadLog { error, generation, because: self.deleted_by });
        }
        let because = *self.faults.get(&generation)?;
        Some(BadLog { error: EseError::LogFileCorrupt, generation, because })
    }

    /// The first log that a passive copy could not replay now.
    pub(crate) fn first_bad_log(&self) -> Option<BadLog> {
        self.first_bad_log_of(self.replayed.next(), self.inspected)
    }

    /// The first of these logs that is missing or damaged.
    fn first_bad_log_of(&self, first: LogGeneration, last: LogGeneration) -> Option<BadLog> {
        if first > last {
            return None;
        }
        let begins = self.files.oldest().is_some_and(|oldest| oldest <= first);
        if !begins {
            return self.bad_log(first);
        }
        let damaged = self.faults.keys().copied().find(|it| (first..=last).contains(it));
        // The folder has no gaps, but somebody may have moved its newest logs away.
        let missing = self.files.newest().map_or(first, LogGeneration::next).max(first);
        let bad = damaged.into_iter().chain((missing <= last).then_some(missing)).min();
        bad.and_then(|generation| self.bad_log(generation))
    }

    /// Whether a log is gone that the database of the copy would need if it were opened now.
    pub(super) fn lacks_a_required_log(&self) -> bool {
        let first = match self.database {
            DatabaseState::Absent => self.enabled.newest.next(),
            _ => self.lowest_required().max(self.baseline.next()),
        };
        self.first_bad_log_of(first, self.inspected).is_some_and(|bad| bad.error != EseError::LogFileCorrupt)
    }

    /// Forgets the damage of logs that are gone, those from `from` on or those before it.
    pub(super) fn forget_damage(&mut self, is_gone: impl Fn(LogGeneration) -> bool) {
        let gone: Vec<LogGeneration> = self.faults.keys().copied().filter(|it| is_gone(*it)).collect();
        gone.iter().for_each(|generation| {
            self.faults.remove(generation);
        });
    }
}

impl StorageGroup {
    /// A stream that goes on after its newest logs were deleted leaves those before the gap behind.
    pub(super) fn leave_logs_before_a_gap(&mut self) {
        let newest = self.active_copy().files.newest();
        if let Some(newest) = newest.filter(|newest| *newest < self.last_generated) {
            self.keep_deleted(self.active, newest);
            self.active_copy_mut().files.clear();
        }
    }

    /// The log that stops the recovery of the active database.
    ///
    /// What was in the file when it was mounted, or comes from a backup, needs no log on the disk. A log beyond the
    /// waypoint holds nothing that the file has: it is committed and not required. Source: \[LLR\], \[ESEUTIL\].
    pub(crate) fn bad_log_of_recovery(&self) -> Option<BadLog> {
        match self.active_copy().database {
            DatabaseState::Dirty { from, to } => self.bad_log_of_range(from, to),
            DatabaseState::Mounted
            | DatabaseState::Dismounting
            | DatabaseState::Clean
            | DatabaseState::Replica
            | DatabaseState::Absent => None,
        }
    }

    /// The log that would stop a recovery which begins with `from` and has its waypoint at `to`.
    pub(super) fn bad_log_of_range(&self, from: LogGeneration, to: LogGeneration) -> Option<BadLog> {
        let first = from.max(self.mounted_with.next()).max(self.restored_upto.next());
        let active = self.active_copy();
        let Some(bad) = active.first_bad_log_of(first, self.last_generated) else {
            let open = active.open.as_ref()?;
            let error = EseError::CommittedLogFilesMissing;
            return open.gone.map(|because| BadLog { error, generation: open.generation, because });
        };
        let error = match bad.error {
            _ if bad.generation <= to => bad.error,
            EseError::LogFileCorrupt => EseError::CommittedLogFilesCorrupt,
            _ => EseError::CommittedLogFilesMissing,
        };
        Some(BadLog { error, ..bad })
    }
}

impl Bench {
    /// Something is damaged where it lies: the newest closed log of each storage group, or a page of each database.
    pub(crate) fn damage_at_rest(&mut self, disks: DiskSet, volume: Volume, out: &mut Out<'_>) {
        for (group, place) in self.copies_on(disks) {
            let copy = self.group_mut(group).copy_mut(place);
            let node = copy.node;
            match volume {
                Volume::LogDisk => {
                    let Some(generation) = copy.files.newest() else { continue };
                    let event = Event::LogDamaged { group, node, generation };
                    let entry = out.emit(Rule::PhysicalDamage, event);
                    copy.faults.insert(generation, entry);
                }
                Volume::DatabaseDisk => {
                    if copy.database == DatabaseState::Absent {
                        continue;
                    }
                    let entry = out.emit(Rule::PhysicalDamage, Event::PageDamaged { group, node });
                    copy.page_damage.get_or_insert(entry);
                }
            }
        }
    }

    /// Whoever works in a database reads its pages. Damage among them is reported once, and the database stays mounted:
    /// of the two that are known, a dismount and errors, the errors. Source: recalled.
    pub(super) fn meet_damage(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let active = self.group_mut(group).active_copy_mut();
        let Some(damage) = active.page_damage else { return };
        if active.damage_met.replace(damage) == Some(damage) {
            return;
        }
        let event = Event::DamagedPageRead { group, node: active.node };
        out.emit_because(Rule::PhysicalDamage, event, out.causes().and(damage));
    }

    /// What damaged something that lies on a volume.
    pub(crate) fn damage_on(&self, disks: DiskSet, volume: Volume) -> Option<EntryNumber> {
        self.copies_on(disks).into_iter().find_map(|(group, place)| {
            let copy = self.group(group).copy(place);
            match volume {
                Volume::LogDisk => copy.faults.keys().next().and_then(|it| copy.faults.get(it)).copied(),
                Volume::DatabaseDisk => copy.page_damage,
            }
        })
    }

    /// The lab's own way out: what is damaged on a volume is as it was.
    pub(crate) fn mend_damage(&mut self, disks: DiskSet, volume: Volume) {
        for (group, place) in self.copies_on(disks) {
            let copy = self.group_mut(group).copy_mut(place);
            match volume {
                Volume::LogDisk => copy.forget_damage(|_| true),
                Volume::DatabaseDisk => copy.page_damage = None,
            }
        }
    }

    /// Whether there is anything on a volume that could be damaged.
    pub(crate) fn has_something_to_damage(&self, disks: DiskSet, volume: Volume) -> bool {
        self.copies_on(disks).iter().any(|(group, place)| {
            let copy = self.group(*group).copy(*place);
            match volume {
                Volume::LogDisk => !copy.files.is_empty(),
                Volume::DatabaseDisk => copy.database != DatabaseState::Absent,
            }
        })
    }

    pub(super) fn copies_on(&self, disks: DiskSet) -> Vec<(StorageGroupId, usize)> {
        let all = self.groups.iter().flat_map(|storage| (0..storage.copies.len()).map(move |place| (storage, place)));
        let on_it = all.filter(|(storage, place)| storage.copies[*place].disks == disks);
        on_it.map(|(storage, place)| (storage.id, place)).collect()
    }

    /// The copy that a side means.
    pub(crate) fn side(&self, group: StorageGroupId, side: BackupSide) -> Option<CopyId> {
        let storage = self.group(group);
        let place = match side {
            BackupSide::Active => Some(storage.active),
            BackupSide::Passive => storage.partner(),
        };
        place.map(|place| storage.copy_id(place))
    }

    /// Somebody deletes the oldest logs of a copy by hand, whether they are needed or not.
    pub(crate) fn delete_logs(&mut self, id: CopyId, count: u32, out: &mut Out<'_>) {
        let storage = self.group_mut(id.group);
        let place = id.place as usize;
        let Some(oldest) = storage.copy(place).files.oldest() else { return };
        let upto = LogGeneration(oldest.0 + count - 1).min(storage.copy(place).files.newest().unwrap_or(oldest));
        storage.keep_deleted(place, upto);
        let copy = storage.copy_mut(place);
        let logs = LogCount(copy.files.drop_before(upto.next()) as u32);
        copy.forget_damage(|generation| generation <= upto);
        let event = Event::LogsDeleted { group: id.group, node: copy.node, upto, logs };
        copy.deleted_by = out.emit(Rule::LogsDeletedByHand, event);
    }

    /// The files whose logs somebody works on: those on a server that is named, or else those of a side.
    pub(crate) fn logs_by_hand(&self, group: StorageGroupId, side: BackupSide, on: Option<NodeId>) -> Option<CopyId> {
        match on {
            Some(node) => self.copy_for(group, Some(node)).or_else(|| self.standby_files(group, node)),
            None => self.side(group, side),
        }
    }

    /// Somebody moves the newest logs away, so that a recovery ends with an older one.
    pub(crate) fn delete_newer_logs(&mut self, id: CopyId, after: LogGeneration, out: &mut Out<'_>) {
        let storage = self.group_mut(id.group);
        let place = id.place as usize;
        if let Some(newest) = storage.copy(place).files.newest().filter(|newest| *newest > after) {
            storage.keep_deleted(place, newest);
        }
        let is_active = place == storage.active;
        let copy = storage.copy_mut(place);
        let open = copy.open.take_if(|open| open.is_empty() || !is_active);
        let closed = copy.files.drop_from(after.next()) as u32;
        copy.forget_damage(|generation| generation > after);
        let was_open = open.is_some() || copy.open.as_ref().is_some_and(|open| open.gone.is_none());
        let logs = LogCount(closed + u32::from(was_open));
        let event = Event::NewerLogsDeleted { group: id.group, node: copy.node, after, logs };
        let deleted = out.emit(Rule::LogsDeletedByHand, event);
        copy.deleted_by = deleted;
        if let Some(open) = &mut copy.open {
            open.gone.get_or_insert(deleted);
        }
        if is_active {
            return;
        }
        if let Some(restored) = &mut copy.restored {
            restored.is_complete = false;
        }
        let upto = copy.inspected.min(after).max(copy.replayed);
        (copy.notified, copy.copied, copy.inspected) = (upto, upto, upto);
        if copy.files.newest().is_some_and(|newest| newest < upto) {
            copy.files.clear();
        }
    }

    /// Somebody deletes letters: the account changes now, and the copies when they replay it.
    pub(crate) fn remove_mail(&mut self, group: StorageGroupId, count: Option<u32>, out: &mut Out<'_>) {
        let present = self.group(group).active_copy().data.letters;
        let letters = count.map_or(present, |count| present.min(u64::from(count))) as u32;
        let note = Note::Removed(letters);
        let removed = out.emit(Rule::LogicalDamage, Event::MailRemoved { group, letters });
        self.mail.present -= u64::from(letters);
        self.mail.removed += u64::from(letters);
        self.group_mut(group).active_copy_mut().data.add_note(&note);
        self.group_mut(group).take_letters(letters);
        out.because(removed);
        self.write(group, REMOVAL_BYTES, |open| open.notes.push(note), out);
    }
}
