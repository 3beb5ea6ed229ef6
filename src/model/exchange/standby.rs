//! Targets of standby continuous replication: enabled and ended by hand, one storage group and server at a time.
//!
//! A target that was enabled with nothing on its disks collects logs first; its database is made later. One
//! whose files were left by an earlier time as a target goes on with them. Source: \[SCRPLAN\], \[SCRNOTES\].

use super::copy::{Copy, CopyRole, DatabaseState, Enabled, Seeding};
use super::log_stream::DatabaseContents;
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, DiskSet, NodeId, StorageGroupId};
use crate::model::params::SCR_FIXED_LAG_LOGS;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

impl Copy {
    /// Whether it is a target of standby continuous replication.
    pub fn is_standby(&self) -> bool {
        matches!(self.role, CopyRole::Standby { .. })
    }

    /// Whether it is a target that collects logs and has no database yet.
    pub(crate) fn awaits_database(&self) -> bool {
        self.is_standby() && self.database == DatabaseState::Absent && self.failed.is_none()
    }

    /// Logs that reached a target since it was enabled.
    pub fn logs_since_enabled(&self) -> LogCount {
        self.inspected.logs_since(self.enabled.newest)
    }
}

impl Bench {
    /// The place at which a server keeps, or kept, files of a storage group for standby continuous replication.
    pub(crate) fn standby_files(&self, group: StorageGroupId, node: NodeId) -> Option<CopyId> {
        let storage = self.group(group);
        let is_there = |copy: &Copy| copy.node == node && copy.role == CopyRole::Retired;
        storage.copies.iter().position(is_there).map(|place| storage.copy_id(place))
    }

    /// Makes a server a target. Files that it has from an earlier time as a target are taken up again.
    pub(crate) fn enable_standby(&mut self, group: StorageGroupId, node: NodeId, role: CopyRole, out: &mut Out<'_>) {
        let CopyRole::Standby { replay_lag, truncation_lag } = role else { return };
        let left = self.standby_files(group, node);
        let event = Event::StandbyEnabled { group, node, replay_lag, truncation_lag };
        let entry = out.emit(Rule::StandbyTarget, event);
        let enabled = Enabled { at: out.now(), newest: self.group(group).last_generated, by: entry };
        let storage = self.group_mut(group);
        let place = match left {
            Some(id) => id.place as usize,
            None => {
                let paths = storage.paths.clone();
                storage.copies.push(Copy::new(node, DiskSet::Own(node), role, DatabaseState::Absent));
                storage.copies.last_mut().into_iter().for_each(|copy| copy.paths = paths.clone());
                storage.copies.len() - 1
            }
        };
        let id = storage.copy_id(place);
        let paths = storage.paths.clone();
        let copy = storage.copy_mut(place);
        copy.paths = paths;
        (copy.role, copy.enabled) = (role, enabled);
        (copy.suspended, copy.failed, copy.failed_attempts) = (None, None, 0);
        // A former active copy holds everything, as a seeded one does.
        (copy.restored, copy.baseline) = (None, copy.replayed);
        copy.is_initializing = true;
        copy.resumed_by = Some(entry);
        if copy.database != DatabaseState::Replica {
            copy.database = DatabaseState::Absent;
            copy.files.clear();
            copy.truncated = LogGeneration::NONE;
            copy.divergence = None;
            let newest = enabled.newest;
            (copy.notified, copy.copied, copy.inspected, copy.replayed) = (newest, newest, newest, newest);
            (copy.copied_by, copy.inspected_by, copy.replayed_by) = (entry, entry, entry);
            out.after_because(replay_lag, Work::StandbyDue { copy: id }, entry);
        }
        if self.group(group).active_copy().truncated > self.copy(id).inspected {
            // The files were left too long ago: the logs that follow them are gone at the source.
            self.fail_copy(id, CopyFailure::LogMissing, Causes::one(entry), out);
        }
    }

    /// Ends replication to a target. Its files stay, and hold no log back at the source any more.
    pub(crate) fn disable_standby(&mut self, group: StorageGroupId, node: NodeId, out: &mut Out<'_>) {
        let Some(id) = self.copy_for(group, Some(node)) else { return };
        out.emit(Rule::StandbyTarget, Event::StandbyDisabled { group, node });
        self.retire_standby(id, out);
    }

    /// The copy is a target no more; what lies on its disks stays there.
    pub(super) fn retire_standby(&mut self, id: CopyId, out: &mut Out<'_>) {
        let copy = self.copy_mut(id);
        copy.stop_tasks(out);
        if let Some(seeding) = copy.seeding.take() {
            out.cancel(seeding.ticket);
        }
        copy.role = CopyRole::Retired;
        copy.suspended = None;
    }

    /// A target gets its database once 50 logs have reached it and its lag has passed since it was enabled,
    /// whichever comes second. Source: \[SCRWHERE\], \[ITPSCR\].
    pub(crate) fn make_standby_databases(&mut self, out: &mut Out<'_>) {
        for id in self.passive_copies() {
            let copy = self.copy(id);
            let CopyRole::Standby { replay_lag, .. } = copy.role else { continue };
            if !copy.awaits_database() {
                continue;
            }
            let lag_ends = copy.enabled.at + replay_lag;
            if out.now() < lag_ends {
                self.look_again_at(lag_ends);
                continue;
            }
            let is_due = copy.logs_since_enabled() >= LogCount(SCR_FIXED_LAG_LOGS as u32);
            let can_copy = self.group(id.group).is_mounted()
                && self.parts.are_writable(copy.disks)
                && self.fetch_obstacle(id).is_none();
            let is_free = copy.suspended.is_none() && copy.seeding.is_none() && copy.divergence.is_none();
            if is_due && can_copy && is_free {
                self.make_standby_database(id, out);
            }
        }
    }

    fn make_standby_database(&mut self, id: CopyId, out: &mut Out<'_>) {
        let duration = self.seeding_time(id, None);
        let now = out.now();
        let copy = self.copy_mut(id);
        let causes = out.causes().and(copy.inspected_by).and(copy.enabled.by);
        let event = Event::SeedingStarted { group: id.group, node: copy.node, duration };
        let started = out.emit_because(Rule::StandbyDatabase, event, causes);
        copy.stop_tasks(out);
        let ticket = out.after_because(duration, Work::Seeded { copy: id }, started);
        copy.seeding = Some(Seeding {
            from: now,
            until: now + duration,
            ticket,
            manual_resume: false,
            over: None,
            is_first: true,
        });
    }

    /// The targets of standby continuous replication follow the new active copy.
    ///
    /// Logs that only the old active copy and a target have are on no stream any more; whether the target has
    /// replayed one of them decides later what becomes of it.
    pub(super) fn take_standbys_along(
        &mut self,
        group: StorageGroupId,
        common: LogGeneration,
        data: DatabaseContents,
        because: EntryNumber,
        out: &mut Out<'_>,
    ) {
        for place in self.group(group).passives() {
            let copy = self.group_mut(group).copy_mut(place);
            if !copy.is_standby() {
                continue;
            }
            if copy.copied > common {
                // What it is busy with may be on no stream any more.
                copy.stop_tasks(out);
            }
            if copy.inspected <= common {
                copy.notified = copy.notified.min(common.max(copy.inspected));
                continue;
            }
            // A target without a database has replayed nothing, whatever its counters begin with.
            let has_database = copy.database == DatabaseState::Replica;
            let flushed_to = if has_database { copy.replayed } else { LogGeneration::NONE };
            copy.divergence = Some(super::copy::Divergence { at: common.next(), because, flushed_to, comparing: None });
            (copy.notified, copy.copied, copy.inspected) = (common, common, common);
            if copy.replayed > common {
                (copy.replayed, copy.data) = (common, data);
            }
            copy.enabled.newest = copy.enabled.newest.min(common);
            copy.baseline = copy.replayed;
        }
    }

    /// What a target of standby continuous replication still waits for before it has its database.
    pub(crate) fn standby_wait(&self, id: CopyId, now: crate::engine::SimTime) -> Option<(LogCount, SimSpan)> {
        let copy = self.copy(id);
        let CopyRole::Standby { replay_lag, .. } = copy.role else { return None };
        let logs = SCR_FIXED_LAG_LOGS as u32 - copy.logs_since_enabled().0.min(SCR_FIXED_LAG_LOGS as u32);
        copy.awaits_database().then(|| (LogCount(logs), replay_lag - now.since(copy.enabled.at)))
    }
}
