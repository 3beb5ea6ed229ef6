//! A storage group: one database, one log stream, an active copy and as many others as its mode keeps.
//!
//! The modes differ in the copies alone: LCR has a second one on the same server, CCR one on each of two
//! nodes, SCC none besides the active one, and SCR adds one for each target.

use super::backups::{BackupSet, RunningBackup};
use super::log_folder::LogFolder;
use super::log_stream::{Contents, DatabaseContents, OpenLog};
use super::portability::Adopted;
use super::restore::Restoring;
use super::standby_restore::{FileTask, Restored};
use crate::engine::{EntryNumber, SimSpan, SimTime, SortedMap, Ticket};
use crate::model::bench::Out;
use crate::model::event::CopyFailure;
use crate::model::ids::{CopyId, DiskSet, MailboxServerId, NetworkId, NodeId, StorageGroupId};
use crate::model::objects::{DatabaseSettings, Paths};
use crate::model::params::{CHECKPOINT_DEPTH, SCR_FIXED_LAG_LOGS};
use crate::model::units::{LogCount, LogGeneration};

/// The storage group that set-up makes.
const FIRST_NAME: &str = "First Storage Group";
/// Its database.
const FIRST_DATABASE: &str = "Mailbox Database";

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
    /// What damaged the log in the inspector folder on its way.
    pub damaged_by: Option<EntryNumber>,
    /// No closed log was seen since the copy or its service started.
    pub is_initializing: bool,
    /// The files part from the active ones.
    pub divergence: Option<Divergence>,
    /// The database is being copied.
    pub seeding: Option<Seeding>,
    /// The entry that last deleted logs by hand.
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

/// What the storage group is doing on its way to being mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activation {
    /// The remaining logs are being fetched.
    Fetching {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs fetched so far.
        fetched: LogCount,
        /// Whether the other server could be reached when it began.
        in_reach: bool,
    },
    /// Logs are missing and the dial refuses: waits for the old node, for time, or for a person.
    Waiting {
        /// The entry of the refusal.
        because: EntryNumber,
        /// The forced mount, in the queue.
        forced: Option<Ticket>,
    },
    /// Logs are being replayed, then the database is mounted.
    Recovering {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs still to replay.
        left: LogCount,
    },
    /// The database is being mounted.
    Mounting {
        /// The end, in the queue.
        ticket: Ticket,
    },
}

/// What the last lossy mount cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LostLogs {
    /// Closed logs.
    pub closed: LogCount,
    /// Letters in them and in the open log.
    pub letters: u32,
    /// Other changes.
    pub edits: u32,
    /// People to whom these belong.
    pub people: u32,
}

/// A storage group with its copies.
#[derive(Clone, Debug)]
pub struct StorageGroup {
    /// Its place among the storage groups.
    pub id: StorageGroupId,
    /// The Mailbox server it belongs to.
    pub server: MailboxServerId,
    /// Its name.
    pub name: String,
    /// The name of its database, or of the one that it had last.
    pub database: String,
    /// What else the directory says of its database; nothing while it has none.
    pub settings: Option<DatabaseSettings>,
    /// Where the directory says that the files of the active copy are.
    pub paths: Paths,
    /// Letters in each mailbox of the database, by the number of the person; those after the last have none.
    pub items: Vec<u32>,
    /// Where its files came from, if it is the holder of a database of another storage group.
    pub adopted: Option<Adopted>,
    /// Its mailboxes went over to a holder of its database: its own stream counts for nobody any more.
    pub is_left: bool,
    /// Where a copy of the database on the same server is to be; none while none is wanted.
    pub copy_file: Option<String>,
    /// The restore under way lets the paths point to the copy.
    pub(super) is_replacing_locations: bool,
    /// It was taken out of the directory; what is left are files.
    pub is_removed: bool,
    /// How many people have their mailbox in it.
    pub people: u32,
    /// Prefix of its log files.
    pub prefix: &'static str,
    /// The copies, in the order of the nodes, then those of the targets; none is ever taken out.
    pub copies: Vec<Copy>,
    /// Place of the active copy.
    pub active: usize,
    /// Counts the changes of the active copy, from 1.
    pub reign: u16,
    /// Newest closed log of the stream, as the cluster database has it.
    pub last_generated: LogGeneration,
    /// When it was closed.
    pub last_generated_at: SimTime,
    /// What it is doing on its way to being mounted.
    pub activation: Option<Activation>,
    /// A person dismounted the database: it stays so until somebody mounts it.
    pub is_dismounted_by_hand: bool,
    /// A person accepted the loss of the missing logs.
    pub loss_accepted: Option<EntryNumber>,
    /// Since when the database has waited for missing logs.
    pub waiting_since: Option<SimTime>,
    /// What the last mount cost.
    pub lost: LostLogs,
    /// All that was lost since the start.
    pub lost_ever: LostLogs,
    /// Logs behind the checkpoint go without a backup.
    pub is_circular: bool,
    /// What circular logging is set to, from the next mount on.
    pub wants_circular: bool,
    /// The backup that is running.
    pub backup: Option<RunningBackup>,
    /// Backups that could be restored: the newest with a database, and what was made after it.
    pub sets: Vec<BackupSet>,
    /// The restore that is under way.
    pub restoring: Option<Restoring>,
    /// Newest log that came back with the last restore.
    pub(super) restored_upto: LogGeneration,
    /// Truncated and deleted logs that a restore would need, or lose.
    pub(super) archive: LogFolder,
    pub(super) truncation: Option<(SimTime, Ticket)>,
    /// The entry of the newest thing that lets logs go.
    pub(super) released_by: EntryNumber,
    /// Newest log whose changes were in the database file when it was last mounted.
    pub(super) mounted_with: LogGeneration,
    pub(super) dismounting: Option<Ticket>,
    pub(super) log_roll: Option<Ticket>,
    /// The entry that last changed whether the database is mounted.
    pub(super) because: EntryNumber,
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

    /// Stops what the replication service was doing with the copy.
    pub(crate) fn stop_tasks(&mut self, out: &mut Out<'_>) {
        let comparing = self.divergence.as_mut().and_then(|divergence| divergence.comparing.take());
        for ticket in [self.copy_task.take(), self.replay_task.take(), comparing].into_iter().flatten() {
            out.cancel(ticket);
        }
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

    /// Logs inspected but not yet replayed. Source: \[LCRTAB\].
    pub fn replay_queue_length(&self) -> LogCount {
        self.inspected.logs_since(self.replayed)
    }
}

impl StorageGroup {
    /// A storage group with these copies, mounted from the first of them.
    pub fn mounted(id: StorageGroupId, server: MailboxServerId, mut copies: Vec<Copy>) -> Self {
        let paths = Paths::proposed(FIRST_NAME, FIRST_DATABASE);
        for copy in &mut copies {
            copy.paths = match copy.disks {
                DiskSet::Own(_) | DiskSet::Shared => paths.clone(),
                DiskSet::Second(_) => Paths::proposed_for_copy(FIRST_NAME, FIRST_DATABASE),
            };
        }
        let local = copies.iter().find(|copy| matches!(copy.disks, DiskSet::Second(_)));
        let copy_file = local.map(|copy| copy.paths.database_file.clone());
        StorageGroup {
            id,
            server,
            name: FIRST_NAME.to_owned(),
            database: FIRST_DATABASE.to_owned(),
            settings: Some(DatabaseSettings { is_created: true, ..DatabaseSettings::NEW }),
            paths,
            items: Vec::new(),
            adopted: None,
            is_left: false,
            copy_file,
            is_replacing_locations: false,
            is_removed: false,
            people: 0,
            prefix: "E00",
            copies,
            active: 0,
            reign: 1,
            last_generated: LogGeneration::NONE,
            last_generated_at: SimTime::ZERO,
            activation: None,
            is_dismounted_by_hand: false,
            loss_accepted: None,
            waiting_since: None,
            lost: LostLogs::default(),
            lost_ever: LostLogs::default(),
            is_circular: false,
            wants_circular: false,
            restoring: None,
            restored_upto: LogGeneration::NONE,
            backup: None,
            sets: Vec::new(),
            archive: LogFolder::default(),
            truncation: None,
            released_by: EntryNumber(0),
            mounted_with: LogGeneration::NONE,
            dismounting: None,
            log_roll: None,
            because: EntryNumber(0),
        }
    }

    /// The active copy.
    pub fn active_copy(&self) -> &Copy {
        &self.copies[self.active]
    }

    /// The active copy, to change it.
    pub(crate) fn active_copy_mut(&mut self) -> &mut Copy {
        &mut self.copies[self.active]
    }

    /// The copy at a place.
    pub fn copy(&self, place: usize) -> &Copy {
        &self.copies[place]
    }

    /// The copy at a place, to change it.
    pub(crate) fn copy_mut(&mut self, place: usize) -> &mut Copy {
        &mut self.copies[place]
    }

    /// How work and other storage groups name the copy at a place.
    pub fn copy_id(&self, place: usize) -> CopyId {
        CopyId { group: self.id, place: place as u8 }
    }

    /// Places of all copies that logs are shipped to.
    pub fn passives(&self) -> impl Iterator<Item = usize> + use<> {
        let places: Vec<usize> = (0..self.copies.len())
            .filter(|place| *place != self.active && self.copies[*place].role != CopyRole::Retired)
            .collect();
        places.into_iter()
    }

    /// Place of the passive copy of LCR or CCR.
    pub fn partner(&self) -> Option<usize> {
        (0..self.copies.len()).find(|place| *place != self.active && self.copies[*place].role == CopyRole::Local)
    }

    /// The passive copy of LCR or CCR.
    pub fn partner_copy(&self) -> Option<&Copy> {
        self.partner().map(|place| &self.copies[place])
    }

    /// Place of the copy for standby continuous replication on a server.
    pub fn standby_on(&self, node: NodeId) -> Option<usize> {
        let is_target = |copy: &Copy| copy.node == node && matches!(copy.role, CopyRole::Standby { .. });
        self.copies.iter().position(is_target)
    }

    /// Place of the copy that a node would mount: the active one if it reaches its disks.
    pub fn place_of(&self, node: NodeId) -> Option<usize> {
        let active = self.active_copy();
        if active.node == node
            && let Some(place) = self.restored_beside().filter(|place| self.is_in_place(*place))
        {
            return Some(place);
        }
        if active.node == node || active.disks == DiskSet::Shared {
            return Some(self.active);
        }
        self.partner().filter(|place| self.copies[*place].node == node)
    }

    /// Whether the database is mounted.
    pub fn is_mounted(&self) -> bool {
        self.active_copy().database == DatabaseState::Mounted
    }

    /// The node on which the database is mounted.
    pub fn mounted_on_node(&self) -> Option<NodeId> {
        self.is_mounted().then(|| self.active_copy().node)
    }

    /// Logs generated but not yet inspected by a passive copy. A log counts as copied only once
    /// it has passed inspection. Source: \[LCRTAB\].
    pub fn copy_queue_length(&self, place: usize) -> LogCount {
        self.last_generated.logs_since(self.copies[place].inspected)
    }

    /// Whether something is written in the open log of the active copy.
    pub fn has_open_log(&self) -> bool {
        self.active_copy().open.as_ref().is_some_and(|open| !open.is_empty())
    }

    /// Newest log that a passive copy would have if the active one were gone now.
    ///
    /// A log that lies undamaged in the inspector folder is there, and its inspection needs no source.
    pub fn safe_without_active(&self, place: usize) -> LogGeneration {
        let copy = &self.copies[place];
        let passes = copy.copy_task.is_some() && copy.damaged_by.is_none();
        if passes { copy.copied.max(copy.inspected) } else { copy.inspected }
    }

    /// What only the active copy has if the other one has logs up to `safe`: later logs, and the open one.
    pub fn only_on_active(&self, safe: LogGeneration) -> Contents {
        let mut contents = Contents::default();
        let active = self.active_copy();
        // What was deleted by hand before it was copied is not on the active side either, and as lost.
        for file in self.archive.from(safe.next()).chain(active.files.from(safe.next())) {
            contents.add(&file.letters, &file.edits, &file.notes);
        }
        if let Some(open) = &active.open {
            contents.add(&open.letters, &open.edits, &open.notes);
        }
        contents
    }

    /// What a database holds that has every log up to one, and nothing later; but its header knows of later backups.
    pub(super) fn data_up_to(&self, generation: LogGeneration) -> DatabaseContents {
        let mut data = self.active_copy().data;
        data.take_back(&self.only_on_active(generation));
        data
    }

    /// The oldest log that the active database would need now, whatever happened to its server.
    ///
    /// A database that was dismounted in good order needs none of the closed ones.
    pub fn checkpoint(&self, llr_depth: LogCount) -> LogGeneration {
        match self.active_copy().database {
            DatabaseState::Mounted | DatabaseState::Dismounting => self.required_after_crash(llr_depth).0,
            DatabaseState::Clean => self.last_generated.next(),
            DatabaseState::Dirty { from, .. } => from,
            DatabaseState::Replica | DatabaseState::Absent => LogGeneration::NONE,
        }
    }

    /// The logs that the active database would need after a crash: checkpoint to waypoint. Source: \[LLR\].
    ///
    /// What was in the file when it was mounted stays there, however deep the waypoint lies.
    pub(super) fn required_after_crash(&self, llr_depth: LogCount) -> (LogGeneration, LogGeneration) {
        let current = self.last_generated.next();
        let waypoint = current.back(llr_depth).max(self.mounted_with);
        let checkpoint = current.back(LogCount(CHECKPOINT_DEPTH as u32)).max(self.mounted_with.next());
        (checkpoint.min(waypoint), waypoint)
    }
}
