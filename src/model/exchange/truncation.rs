//! Truncation: which logs may go, and the task that deletes them.
//!
//! For each copy one function says up to which log everything may go. Source: \[SCRBLOG\], \[EXPEDIA\], recalled.
//! The task looks once a minute, and only while there is something to delete, so that a storage group without a
//! backup costs nothing.

use super::copy::{CopyRole, DatabaseState};
use super::log_folder::LogFolder;
use super::storage_group::StorageGroup;
use crate::engine::{Causes, EntryNumber, SimSpan, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{CopyId, Process, StorageGroupId, Volume};
use crate::model::params::TRUNCATION_MS;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

/// What decides about the logs of the copy that writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtActive {
    /// Oldest log that the database would need after a crash.
    pub checkpoint: LogGeneration,
    /// Newest log in a full or an incremental backup.
    pub backed_up: LogGeneration,
    /// Whether logs behind the checkpoint go without a backup.
    pub is_circular: bool,
    /// Newest log that the passive copy has replayed, if there is one.
    pub replayed: Option<LogGeneration>,
    /// Newest log that every target has inspected, if there are targets.
    pub inspected: Option<LogGeneration>,
}

/// The newest log that may go where logs are written; every older one may go too.
///
/// With targets a backup is asked for, and circular logging does not stand in for one. Source: \[SCRBLOG\].
pub fn deletable_at_active(it: AtActive) -> LogGeneration {
    let behind = it.checkpoint.back(LogCount(1));
    let saved = if it.is_circular && it.inspected.is_none() { behind } else { it.backed_up };
    let copies = [it.replayed, it.inspected].into_iter().flatten();
    copies.chain([saved]).fold(behind, LogGeneration::min)
}

/// The newest log that may go at a passive copy: it may go at the active one, and its own database needs it no more.
pub fn deletable_at_passive(
    at_active: LogGeneration,
    replayed: LogGeneration,
    lowest_required: LogGeneration,
) -> LogGeneration {
    at_active.min(replayed).min(lowest_required.back(LogCount(1)))
}

/// The newest log that may go at a target, and when one more may go only for its age.
///
/// A log goes that the source has truncated and the target has replayed, as soon as it is older than both lags
/// together. Source: \[EXPEDIA\], \[SCRNOTES\].
pub fn deletable_at_target(
    files: &LogFolder,
    truncated_at_source: LogGeneration,
    replayed: LogGeneration,
    lags: SimSpan,
    now: SimTime,
) -> (LogGeneration, Option<SimTime>) {
    let may_go = truncated_at_source.min(replayed);
    let mut newest = files.oldest().map_or(may_go, |oldest| may_go.min(oldest.back(LogCount(1))));
    while newest < may_go {
        let Some(file) = files.get(newest.next()) else { break };
        let goes_at = file.closed_at + lags + SimSpan::from_millis(1);
        if goes_at > now {
            return (newest, Some(goes_at));
        }
        newest = newest.next();
    }
    (newest, None)
}

impl Bench {
    /// Schedules the task for the next full minute at which something can be deleted.
    pub(crate) fn watch_truncation(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            let due = self.next_truncation(group, out.now());
            let storage = self.group(group);
            let Some(due) = due else { continue };
            let because = storage.released_by;
            if let Some((at, ticket)) = storage.truncation {
                if at <= due {
                    continue;
                }
                out.cancel(ticket);
            }
            let ticket = out.after_because(due.since(out.now()), Work::Truncate { group }, because);
            self.group_mut(group).truncation = Some((due, ticket));
        }
    }

    /// Deletes what may go, at every copy.
    pub(crate) fn on_truncate(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        self.group_mut(group).truncation = None;
        let causes = out.causes();
        for place in 0..self.group(group).copies.len() {
            let id = self.group(group).copy_id(place);
            let (upto, _) = self.deletable(id, out.now());
            self.truncate(id, upto, causes, out);
        }
    }

    fn truncate(&mut self, id: CopyId, upto: LogGeneration, causes: Causes, out: &mut Out<'_>) {
        if upto <= self.copy(id).truncated {
            return;
        }
        let storage = self.group_mut(id.group);
        let place = id.place as usize;
        storage.keep_truncated(place, upto);
        let copy = storage.copy_mut(place);
        let logs = LogCount(copy.files.drop_before(upto.next()) as u32);
        copy.truncated = upto;
        copy.forget_damage(|generation| generation <= upto);
        if logs > LogCount(0) {
            let event = Event::LogsTruncated { group: id.group, node: copy.node, upto, logs };
            copy.deleted_by = out.emit_because(Rule::Truncation, event, causes);
        }
    }

    /// When the task has something to do, rounded up to the next full minute; never if none.
    fn next_truncation(&self, group: StorageGroupId, now: SimTime) -> Option<SimTime> {
        let storage = self.group(group);
        let is_quiet = !storage.is_circular
            && storage.active_copy().data.header.backed_up == LogGeneration::NONE
            && storage.active_copy().truncated == LogGeneration::NONE;
        if is_quiet {
            return None;
        }
        let due = (0..storage.copies.len()).filter_map(|place| {
            let id = storage.copy_id(place);
            let (upto, later) = self.deletable(id, now);
            let can_now = upto > self.copy(id).truncated;
            if can_now { Some(now) } else { later }
        });
        let due = due.min()?.max(now + SimSpan::from_millis(1)).as_millis();
        Some(SimTime::from_millis(due.div_ceil(TRUNCATION_MS) * TRUNCATION_MS))
    }

    /// The newest log that may go at a copy now, and when one more may go only for its age.
    fn deletable(&self, id: CopyId, now: SimTime) -> (LogGeneration, Option<SimTime>) {
        let (storage, copy) = (self.group(id.group), self.copy(id));
        let nothing = (LogGeneration::NONE, None);
        if !self.parts.is_readable(copy.disks, Volume::LogDisk) {
            return nothing;
        }
        if id.place as usize == storage.active {
            let has_copies = storage.passives().next().is_some();
            let is_tended =
                if has_copies { self.parts.runs(copy.node, Process::Replication) } else { storage.is_mounted() };
            return (if is_tended { self.deletable_at_active(id.group) } else { LogGeneration::NONE }, None);
        }
        let is_fit = self.may_work(id) && copy.database == DatabaseState::Replica;
        match copy.role {
            _ if !is_fit => nothing,
            CopyRole::Retired => nothing,
            CopyRole::Local => {
                let at_active = self.deletable_at_active(id.group);
                (deletable_at_passive(at_active, copy.replayed, copy.lowest_required()), None)
            }
            CopyRole::Standby { replay_lag, truncation_lag } => {
                let source = storage.active_copy().truncated;
                deletable_at_target(&copy.files, source, copy.replayed, replay_lag + truncation_lag, now)
            }
        }
    }

    /// The newest log that may go where the storage group writes.
    pub fn deletable_at_active(&self, group: StorageGroupId) -> LogGeneration {
        let storage = self.group(group);
        let standbys = storage.passives().map(|place| storage.copy(place));
        let inspected = standbys.filter(|copy| matches!(copy.role, CopyRole::Standby { .. }));
        deletable_at_active(AtActive {
            checkpoint: storage.checkpoint(self.llr_depth(group)),
            backed_up: storage.active_copy().data.header.backed_up,
            is_circular: storage.is_circular,
            replayed: storage.partner_copy().map(|copy| copy.replayed),
            inspected: inspected.map(|copy| copy.inspected).min(),
        })
    }
}

impl StorageGroup {
    /// Notes what lets logs go.
    pub(super) fn release(&mut self, because: EntryNumber) {
        self.released_by = because;
    }

    /// Logs that are deleted by hand are kept in mind whatever comes: somebody may miss them.
    pub(super) fn keep_deleted(&mut self, place: usize, upto: LogGeneration) {
        if place != self.active {
            return;
        }
        let first = self.archive.newest().map_or(LogGeneration(1), LogGeneration::next);
        self.keep(place, first, upto);
    }

    /// Logs that are truncated are kept in mind as far as somebody could still go back behind them.
    fn keep_truncated(&mut self, place: usize, upto: LogGeneration) {
        let Some(oldest) = self.oldest_log_to_miss() else { return };
        let first = self.archive.newest().map_or(oldest, |newest| newest.next().max(oldest));
        self.keep(place, first, upto);
    }

    /// Puts logs of a copy into the archive. What was kept before a gap, as a new baseline leaves one, is forgotten.
    fn keep(&mut self, place: usize, first: LogGeneration, upto: LogGeneration) {
        let files = self.copies[place].files.from(first);
        let mut files = files.take_while(|file| file.generation <= upto).peekable();
        let oldest = files.peek().map(|file| file.generation);
        let is_gap = oldest.is_some_and(|oldest| self.archive.newest().is_some_and(|newest| newest.next() != oldest));
        if is_gap {
            self.archive.clear();
        }
        files.for_each(|file| self.archive.push(file.clone()));
    }
}

impl super::copy::Copy {
    /// The oldest log that the database of a passive copy would need if its replay ended now.
    pub fn lowest_required(&self) -> LogGeneration {
        self.log_required().map_or(LogGeneration(1), |(from, _)| from)
    }
}
