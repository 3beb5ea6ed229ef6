//! Soft recovery of files by hand: `eseutil /r`, and with `/a` at the loss of the newest logs.
//!
//! The files are those that a restored target has left, or those of the active copy while nothing has them mounted.
//! A database needs the logs of its required range. Logs beyond it are committed only: `/a` goes on without them.
//! Source: \[ESE\], \[ESEUTIL\], \[DBPORT\], \[SCRNOTES\].

use super::copy::{Copy, CopyRole, DatabaseState};
use super::standby_restore::FileTask;
use super::storage_group::StorageGroup;
use crate::engine::SimSpan;
use crate::model::bench::{Bench, Out};
use crate::model::ese::EseError;
use crate::model::event::{Closing, Event};
use crate::model::ids::{CopyId, NodeId, StorageGroupId};
use crate::model::params::MOUNT_MS;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

impl Copy {
    /// Whether a program may work on the files: no store and no replication service has them.
    pub(crate) fn has_idle_files(&self) -> bool {
        let is_held = self.database.is_open();
        self.role == CopyRole::Retired && !is_held && self.task.is_none()
    }

    /// What a recovery says that finds no database: the logs name one that is missing, or there is nothing at all.
    fn error_without_database(&self) -> EseError {
        let has_open = self.open.as_ref().is_some_and(|open| open.gone.is_none());
        let has_logs = has_open || !self.files.is_empty();
        if has_logs { EseError::AttachedDatabaseMismatch } else { EseError::FileNotFound }
    }

    /// Why soft recovery of files that replication has left cannot begin.
    fn recovery_error(&self, accept_loss: bool) -> Option<EseError> {
        let is_short = self.restored.is_none_or(|restored| !restored.is_complete);
        match self.database {
            DatabaseState::Absent => Some(self.error_without_database()),
            DatabaseState::Clean => None,
            _ if self.first_bad_log().is_some_and(|bad| bad.error == EseError::RequiredLogFilesMissing)
                || self.lacks_a_required_log() =>
            {
                Some(EseError::RequiredLogFilesMissing)
            }
            _ => (is_short && !accept_loss).then_some(EseError::MissingLogFile),
        }
    }
}

impl StorageGroup {
    /// Why soft recovery of the active files cannot begin.
    fn active_recovery_error(&self, accept_loss: bool) -> Option<EseError> {
        if self.active_copy().database == DatabaseState::Absent {
            return Some(self.active_copy().error_without_database());
        }
        let error = self.bad_log_of_recovery()?.error;
        let is_committed = matches!(error, EseError::CommittedLogFilesMissing | EseError::CommittedLogFilesCorrupt);
        (!(is_committed && accept_loss)).then_some(error)
    }

    /// The newest log up to which the active database can be recovered where it lies.
    fn newest_recoverable(&self) -> LogGeneration {
        self.bad_log_of_recovery().map_or(self.last_generated, |bad| bad.generation.back(LogCount(1)))
    }

    /// Whether the files of the active copy are dismounted, and nothing is about to mount or to replace them.
    fn has_idle_active_files(&self) -> bool {
        let is_open = self.active_copy().database.is_open();
        !is_open && self.activation.is_none() && self.restoring.is_none()
    }
}

impl Bench {
    /// The files of a storage group on a server that a program would work on: those that a restore has left, or
    /// else those of the active copy.
    pub(crate) fn files_by_hand(&self, group: StorageGroupId, node: NodeId) -> Option<CopyId> {
        let storage = self.group(group);
        let left = self.standby_files(group, node);
        let is_restored = left.is_some_and(|id| self.copy(id).restored.is_some());
        let active = (storage.active_copy().node == node).then(|| storage.copy_id(storage.active));
        if is_restored { left } else { active.or(left) }
    }

    /// Why the files cannot be recovered by hand.
    pub(crate) fn refuse_recovery(&self, id: CopyId, accept_loss: bool) -> Option<EseError> {
        let storage = self.group(id.group);
        match id.place as usize == storage.active {
            true => storage.active_recovery_error(accept_loss),
            false => self.copy(id).recovery_error(accept_loss),
        }
    }

    /// Whether nobody has the files open.
    pub(crate) fn are_files_idle(&self, id: CopyId) -> bool {
        let storage = self.group(id.group);
        match id.place as usize == storage.active {
            true => storage.has_idle_active_files(),
            false => self.copy(id).has_idle_files(),
        }
    }

    /// Begins a soft recovery of files that nobody has open.
    pub(crate) fn begin_recovery_of_files(&mut self, group: StorageGroupId, node: NodeId, out: &mut Out<'_>) {
        let Some(id) = self.files_by_hand(group, node) else { return };
        let (storage, copy) = (self.group(group), self.copy(id));
        let left = match copy.database {
            _ if id.place as usize != storage.active => copy.replay_queue_length(),
            DatabaseState::Dirty { from, .. } => {
                storage.newest_recoverable().next().logs_since(from.max(LogGeneration(1)))
            }
            _ => LogCount(0),
        };
        self.next_file_step(id, left, out);
    }

    fn next_file_step(&mut self, id: CopyId, left: LogCount, out: &mut Out<'_>) {
        let wait = if left > LogCount(0) { self.replay_time(id) } else { SimSpan::from_millis(MOUNT_MS) };
        let ticket = out.after(wait, Work::RecoverFiles { copy: id });
        self.copy_mut(id).task = Some(FileTask::Recovering { ticket, left });
    }

    /// One more log was replayed into the files, or their undo is done.
    pub(crate) fn on_recover_files(&mut self, id: CopyId, out: &mut Out<'_>) {
        let Some(FileTask::Recovering { left, .. }) = self.copy(id).task else { return };
        let (node, disks) = (self.copy(id).node, self.copy(id).disks);
        self.copy_mut(id).task = None;
        if !self.parts.server(node).answers() || !self.parts.are_writable(disks) {
            return;
        }
        let is_active = id.place as usize == self.group(id.group).active;
        if left > LogCount(0) {
            if !is_active {
                let copy = self.copy_mut(id);
                copy.replay(copy.replayed.next());
                let generation = copy.replayed;
                out.emit(Rule::Recovery, Event::LogReplayed { group: id.group, node, generation });
            }
            self.next_file_step(id, LogCount(left.0 - 1), out);
            return;
        }
        if is_active && !self.end_active_stream(id.group, out) {
            return;
        }
        self.copy_mut(id).database = DatabaseState::Clean;
        out.emit(Rule::Recovery, Event::FilesRecovered { group: id.group, node });
    }

    /// The stream of the active copy ends with what was recovered; false if it cannot be recovered any more.
    fn end_active_stream(&mut self, group: StorageGroupId, out: &mut Out<'_>) -> bool {
        let storage = self.group(group);
        if storage.active_recovery_error(true).is_some() {
            return false;
        }
        if storage.bad_log_of_recovery().is_some() {
            let upto = storage.newest_recoverable();
            let causes = out.causes();
            self.give_up_newer_logs(group, upto, Rule::Recovery, causes, out);
        }
        if self.group(group).has_open_log() {
            self.close_log(group, Closing::Dismount, Rule::Recovery, out);
        }
        self.group_mut(group).active_copy_mut().open = None;
        true
    }
}
