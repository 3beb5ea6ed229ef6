//! One copy of a storage group: its files, its database, and how far replication has come.
//!
//! A copy does not know whether it is the active one, nor which mode it serves; only what it is kept for.

use super::log_folder::LogFolder;
use super::log_notice::Stopped;
use super::log_stream::{DatabaseContents, LogFile, OpenLog};
use super::standby_restore::{FileTask, Restored};
use crate::engine::{EntryNumber, SimSpan, SimTime, SortedMap, Ticket};
use crate::model::bench::Out;
use crate::model::event::CopyFailure;
use crate::model::ids::{DiskSet, NetworkId, NodeId};
use crate::model::objects::Paths;
use crate::model::params::SCR_FIXED_LAG_LOGS;
use crate::model::units::{LogCount, LogGeneration};
use std::sync::Arc;

/// The database file of one copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseState {
    /// Mounted by the store.
    Mounted,
    /// Being dismounted in good order.
    Dismounting,
    /// Clean shutdown: needs no logs.
    Clean,
    /// Dirty shutdown: needs the logs of this range before it can be mounted.
    Dirty {
        /// First log it needs.
        from: LogGeneration,
        /// Last log it needs.
        to: LogGeneration,
    },
    /// A passive copy's file, only ever replayed into.
    Replica,
    /// There is no usable file.
    Absent,
}

impl DatabaseState {
    /// Whether the store has it open.
    pub const fn is_open(self) -> bool {
        matches!(self, DatabaseState::Mounted | DatabaseState::Dismounting)
    }
}

/// Where the files of a copy part from those of the active copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// First generation that differs.
    pub at: LogGeneration,
    /// The entry that made it so.
    pub because: EntryNumber,
    /// Newest generation whose changes may be in the copy's database file.
    pub flushed_to: LogGeneration,
    /// The comparison that is running.
    pub comparing: Option<Ticket>,
}

/// Seeding that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeding {
    /// When it began.
    pub from: SimTime,
    /// When it will end.
    pub until: SimTime,
    /// Its end, in the queue.
    pub ticket: Ticket,
    /// Leave the copy suspended afterwards.
    pub manual_resume: bool,
    /// The network that was named for it; that of log shipping if none was.
    pub over: Option<NetworkId>,
    /// The first database of a target of standby continuous replication: its logs are there already.
    pub is_first: bool,
}

/// When standby continuous replication was enabled for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enabled {
    /// When.
    pub at: SimTime,
    /// Newest log of the stream at that moment; the target gets those after it.
    pub newest: LogGeneration,
    /// The entry that says so.
    pub by: EntryNumber,
}

/// What a copy is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyRole {
    /// Active, or replicated to become active in its place: the two of LCR and CCR, the one of SCC.
    Local,
    /// A target of standby continuous replication.
    Standby {
        /// `ReplayLagTime`: how old a log has to be before it is replayed.
        replay_lag: SimSpan,
        /// `TruncationLagTime`: how much longer a replayed log is kept.
        truncation_lag: SimSpan,
    },
    /// Files that replication has left behind.
    Retired,
}

/// One copy of a storage group on one set of disks.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The server that reads and writes it.
    pub node: NodeId,
    /// The disks it lies on.
    pub disks: DiskSet,
    /// Where its files lie.
    pub paths: Paths,
    /// What it is kept for.
    pub role: CopyRole,
    /// Closed logs on the log volume.
    pub files: LogFolder,
    /// The open log, if this copy is the active one or was when its server failed.
    pub open: Option<OpenLog>,
    /// The database file.
    pub database: DatabaseState,
    /// What is in the database file.
    pub data: DatabaseContents,
    /// Newest log that truncation has deleted here.
    pub truncated: LogGeneration,
    /// Closed logs that are damaged where they lie, and what damaged them.
    pub faults: SortedMap<LogGeneration, EntryNumber>,
    /// What damaged a page of the database.
    pub page_damage: Option<EntryNumber>,
    /// The damage that the store has met and reported.
    pub(super) damage_met: Option<EntryNumber>,
    /// Logs that did not pass inspection, kept in `IgnoredLogs\InspectionFailed`.
    pub rejected: Vec<LogGeneration>,
    /// Diverged logs, kept in `IgnoredLogs\E00OutOfDate`.
    pub out_of_date: Vec<LogGeneration>,
    /// Newest log the replication service has heard of.
    pub notified: LogGeneration,
    /// Newest log in the inspector folder.
    pub copied: LogGeneration,
    /// Newest log that passed inspection.
    pub inspected: LogGeneration,
    /// Newest log that was replayed.
    pub replayed: LogGeneration,
    /// When the newest inspected log was closed.
    pub inspected_log_time: SimTime,
    /// Suspended by a person, with the comment.
    pub suspended: Option<String>,
    /// Failed, and by which entry.
    pub failed: Option<(CopyFailure, EntryNumber)>,
    /// Attempts at the log being copied that did not pass inspection.
    pub failed_attempts: u32,
    /// What damaged the log on its way: the one that is being copied, or the one in the inspector folder.
    pub damaged_by: Option<EntryNumber>,
    /// No closed log was seen since the copy or its service started.
    pub is_initializing: bool,
    /// The files part from the active ones.
    pub divergence: Option<Divergence>,
    /// The logs of the source are out of reach, or nobody has told that they are in reach again.
    pub stopped: Option<Stopped>,
    /// The database is being copied.
    pub seeding: Option<Seeding>,
    /// The entry that last deleted logs, by truncation or by hand.
    pub(super) deleted_by: EntryNumber,
    pub(super) copy_task: Option<Ticket>,
    pub(super) replay_task: Option<Ticket>,
    /// The entry of the newest step of each log on its way, for the causes of the next.
    pub(super) copied_by: EntryNumber,
    pub(super) inspected_by: EntryNumber,
    pub(super) replayed_by: EntryNumber,
    /// The entry that let a halted copy go on.
    pub(crate) resumed_by: Option<EntryNumber>,
    /// When it became a target of standby continuous replication; the start for every other copy.
    pub enabled: Enabled,
    /// What a restore left, on a server that was a target.
    pub restored: Option<Restored>,
    /// What somebody is doing with its files by hand.
    pub task: Option<FileTask>,
    /// Newest log whose changes the database had before any was replayed here.
    pub baseline: LogGeneration,
}

impl Seeding {
    /// How much of it is done, in percent.
    pub fn percent(&self, now: SimTime) -> u64 {
        let (done, all) = (now.since(self.from).as_millis(), self.until.since(self.from).as_millis());
        (done * 100).checked_div(all).unwrap_or(100).min(100)
    }
}

impl Copy {
    /// An empty copy.
    pub fn new(node: NodeId, disks: DiskSet, role: CopyRole, database: DatabaseState) -> Self {
        let open = (database == DatabaseState::Mounted).then(|| OpenLog::new(LogGeneration(1), 1));
        Copy {
            node,
            disks,
            paths: Paths::default(),
            role,
            files: LogFolder::default(),
            open,
            database,
            data: DatabaseContents::default(),
            truncated: LogGeneration::NONE,
            faults: SortedMap::new(),
            page_damage: None,
            damage_met: None,
            rejected: Vec::new(),
            out_of_date: Vec::new(),
            deleted_by: EntryNumber(0),
            notified: LogGeneration::NONE,
            copied: LogGeneration::NONE,
            inspected: LogGeneration::NONE,
            replayed: LogGeneration::NONE,
            inspected_log_time: SimTime::ZERO,
            suspended: None,
            failed: None,
            failed_attempts: 0,
            damaged_by: None,
            is_initializing: false,
            divergence: None,
            stopped: None,
            seeding: None,
            copy_task: None,
            replay_task: None,
            copied_by: EntryNumber(0),
            inspected_by: EntryNumber(0),
            replayed_by: EntryNumber(0),
            resumed_by: None,
            enabled: Enabled { at: SimTime::ZERO, newest: LogGeneration::NONE, by: EntryNumber(0) },
            restored: None,
            task: None,
            baseline: LogGeneration::NONE,
        }
    }

    /// Whether anything is done with it; what replication has left behind is not.
    pub fn is_used(&self) -> bool {
        self.role != CopyRole::Retired
    }

    /// Stops what was being done with the files of the copy as they lie.
    pub(super) fn stop_file_task(&mut self, out: &mut Out<'_>) {
        if let Some(task) = self.task.take() {
            out.cancel(task.ticket());
        }
    }

    /// Stops what the replication service was doing with the copy.
    pub(crate) fn stop_tasks(&mut self, out: &mut Out<'_>) {
        let comparing = self.divergence.as_mut().and_then(|divergence| divergence.comparing.take());
        for ticket in [self.copy_task.take(), self.replay_task.take(), comparing].into_iter().flatten() {
            out.cancel(ticket);
        }
        self.forget_stop(out);
        self.empty_inspector_folder();
    }

    /// A log that has not passed inspection is copied again, so it counts for nothing.
    pub(super) fn empty_inspector_folder(&mut self) {
        self.copied = self.inspected;
        self.damaged_by = None;
    }

    /// Newest log that may be replayed now or later, without any newer log.
    ///
    /// A target of standby continuous replication holds the newest 50 back, so that it is never ahead of a
    /// source that fails over with loss. Source: \[SCRPLAN\], \[EXPEDIA\].
    pub(super) fn replayable(&self) -> LogGeneration {
        match self.role {
            CopyRole::Local | CopyRole::Retired => self.inspected,
            CopyRole::Standby { .. } => self.inspected.back(LogCount(SCR_FIXED_LAG_LOGS as u32)),
        }
    }

    /// How long a log has to wait for its age before it is replayed. Source: \[SCRPLAN\].
    pub(super) fn replay_wait(&self, generation: LogGeneration, now: SimTime) -> SimSpan {
        let CopyRole::Standby { replay_lag, .. } = self.role else { return SimSpan::ZERO };
        let age = self.files.get(generation).map_or(replay_lag, |file| now.since(file.closed_at));
        replay_lag - age
    }

    /// Logs in a row that could be replayed now and are not, though their lag has passed.
    pub fn overdue(&self, now: SimTime) -> LogCount {
        if self.database != DatabaseState::Replica {
            return LogCount(0);
        }
        let waiting = (self.replayed.next().0..=self.replayable().0).map(LogGeneration);
        let due = waiting.take_while(|generation| self.replay_wait(*generation, now) == SimSpan::ZERO);
        LogCount(due.count() as u32)
    }

    /// Logs inspected but not yet replayed. Source: \[LCRTAB\].
    pub fn replay_queue_length(&self) -> LogCount {
        self.inspected.logs_since(self.replayed)
    }

    /// Takes an inspected log into the log folder.
    pub(super) fn take_log(&mut self, file: Arc<LogFile>, by: EntryNumber) {
        let generation = file.generation;
        // The service may have heard of newer logs already.
        self.notified = self.notified.max(generation);
        (self.copied, self.inspected) = (generation, generation);
        self.inspected_log_time = file.closed_at;
        self.inspected_by = by;
        self.is_initializing = false;
        self.failed_attempts = 0;
        self.files.push(file);
    }

    /// Replays one more log into the database.
    pub(super) fn replay(&mut self, generation: LogGeneration) {
        if let Some(file) = self.files.get(generation) {
            self.data.replay(file);
        }
        self.replayed = generation;
    }

    /// Whether the copy has a baseline that its logs can be replayed into and that may be mounted.
    pub(crate) fn is_fit_to_mount(&self) -> bool {
        self.database == DatabaseState::Replica
            && self.divergence.is_none()
            && self.seeding.is_none()
            && self.failed.is_none()
            && self.first_bad_log().is_none()
    }
}
