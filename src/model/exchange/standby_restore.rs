//! `Restore-StorageGroupCopy -StandbyMachine`: a target takes the remaining logs and is a target no more.
//! Source: \[RSGC\], \[SCRNOTES\].
//!
//! Nothing here mounts anything: standby continuous replication has no automatic side.

use super::copy::{Copy, CopyRole, DatabaseState};
use crate::engine::{EntryNumber, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, Process, StorageGroupId};
use crate::model::params::{FETCH_TIMEOUT_MS, PASSIVE_CHECKPOINT_DEPTH};
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

/// What a restore left on a server that was a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The entry of the restore.
    pub by: EntryNumber,
    /// Whether every log of the source is there, up to the last that it wrote.
    pub is_complete: bool,
}

/// What is done by hand with the files of a copy, and takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTask {
    /// The remaining logs are being fetched.
    Restoring {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs fetched so far.
        fetched: LogCount,
    },
    /// Logs are being replayed into the database file, to bring it to a clean shutdown.
    Recovering {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs still to replay.
        left: LogCount,
    },
}

impl FileTask {
    /// Its next step, in the queue.
    pub(super) const fn ticket(self) -> Ticket {
        match self {
            FileTask::Restoring { ticket, .. } | FileTask::Recovering { ticket, .. } => ticket,
        }
    }
}

impl Copy {
    /// First and last log that the database file of the copy asks for, as its header has it; none if it is clean.
    ///
    /// A file that is only ever replayed into is dirty for as long as that goes on. Source: \[SCRVIDEO\].
    pub fn log_required(&self) -> Option<(LogGeneration, LogGeneration)> {
        match self.database {
            DatabaseState::Dirty { from, to } => Some((from, to)),
            DatabaseState::Replica => {
                let to = self.replayed.max(LogGeneration(1));
                let oldest = self.replayed.back(LogCount(PASSIVE_CHECKPOINT_DEPTH as u32)).max(self.baseline).next();
                Some((oldest.min(to), to))
            }
            DatabaseState::Mounted | DatabaseState::Dismounting | DatabaseState::Clean | DatabaseState::Absent => None,
        }
    }
}

impl Bench {
    /// Begins to fetch what the source still has, or waits in vain for it.
    pub(crate) fn begin_restore(&mut self, id: CopyId, out: &mut Out<'_>) {
        let wait = match self.fetch_obstacle(id) {
            None => self.copy_time(id),
            Some(_) => SimSpan::from_millis(FETCH_TIMEOUT_MS),
        };
        let copy = self.copy_mut(id);
        copy.stop_tasks(out);
        let ticket = out.after(wait, Work::FetchForStandby { copy: id });
        copy.task = Some(FileTask::Restoring { ticket, fetched: LogCount(0) });
    }

    /// One more of the remaining logs has reached the target, or none can.
    pub(crate) fn on_fetch_for_standby(&mut self, id: CopyId, out: &mut Out<'_>) {
        let Some(FileTask::Restoring { fetched, .. }) = self.copy(id).task else { return };
        let (group, node) = (id.group, self.copy(id).node);
        let able = self.parts.runs(node, Process::Replication) && self.parts.are_writable(self.copy(id).disks);
        if !able {
            self.copy_mut(id).task = None;
            return;
        }
        if let Some(obstacle) = self.fetch_obstacle(id) {
            let causes = out.causes().and(obstacle);
            let source = self.group(group).active_copy().node;
            let event = Event::RemainingLogsOutOfReach { group, node, source };
            let entry = out.emit_because(Rule::FetchRemainingLogs, event, causes);
            out.because(entry);
            self.finish_restore(id, out);
            return;
        }
        let wanted = self.copy(id).inspected.next();
        if let Some(file) = self.group(group).active_copy().files.get(wanted).cloned() {
            let causes = out.causes().and(file.closed_by);
            let event = Event::LogInspected { group, node, generation: wanted };
            let copied = out.emit_because(Rule::FetchRemainingLogs, event, causes);
            let wait = self.copy_time(id) + self.inspect_time(id);
            let ticket = out.after(wait, Work::FetchForStandby { copy: id });
            let copy = self.copy_mut(id);
            copy.take_log(file, copied);
            copy.task = Some(FileTask::Restoring { ticket, fetched: LogCount(fetched.0 + 1) });
            return;
        }
        // Somebody may have mounted the source again meanwhile: then its open log stays where it is.
        let open_log = !self.group(group).is_mounted() && self.fetch_open_log(id, out);
        let event = Event::RemainingLogsFetched { group, node, logs: fetched, open_log };
        let entry = out.emit(Rule::FetchRemainingLogs, event);
        out.because(entry);
        self.finish_restore(id, out);
    }

    /// The stream ends at a log and goes on from there: files that were restored with a later one belong to no stream any
    /// more, as backups of that time do.
    pub(super) fn give_up_restored(
        &mut self,
        group: StorageGroupId,
        upto: LogGeneration,
        because: EntryNumber,
        out: &mut Out<'_>,
    ) {
        for place in 0..self.group(group).copies.len() {
            let id = self.group(group).copy_id(place);
            let copy = self.copy_mut(id);
            if copy.restored.is_some() && copy.inspected > upto {
                copy.restored = None;
                copy.stop_file_task(out);
                self.fail_copy(id, CopyFailure::Diverged, because.into(), out);
            }
        }
    }

    /// The server is a target no more, and its files are fit to be recovered.
    fn finish_restore(&mut self, id: CopyId, out: &mut Out<'_>) {
        if self.copy(id).role == CopyRole::Local {
            self.finish_local_restore(id, out);
            return;
        }
        let storage = self.group(id.group);
        let missing = storage.copy_queue_length(id.place as usize);
        let is_complete = storage.has_nothing_beyond(id.place as usize);
        let event = Event::StandbyRestored { group: id.group, node: self.copy(id).node, missing, is_complete };
        let by = out.emit(Rule::StandbyRestore, event);
        self.retire_standby(id, out);
        let copy = self.copy_mut(id);
        copy.task = None;
        copy.restored = Some(Restored { by, is_complete });
    }
}
