//! A storage group: one database, one log stream, an active copy and as many others as its mode keeps.
//!
//! The modes differ in the copies alone: LCR has a second one on the same server, CCR one on each of two
//! nodes, SCC none besides the active one, and SCR adds one for each target.

use super::activation::Activation;
use super::active_copy::LostLogs;
use super::backups::{BackupSet, RunningBackup};
use super::copy::{Copy, CopyRole, DatabaseState};
use super::log_folder::LogFolder;
use super::log_stream::{Contents, DatabaseContents};
use super::portability::Adopted;
use super::restore::Restoring;
use crate::engine::{EntryNumber, SimTime, Ticket};
use crate::model::ids::{CopyId, DiskSet, LetterId, MailboxServerId, NodeId, StorageGroupId};
use crate::model::objects::{DatabaseSettings, Paths};
use crate::model::params::CHECKPOINT_DEPTH;
use crate::model::units::{LogCount, LogGeneration};

/// The storage group that set-up makes.
const FIRST_NAME: &str = "First Storage Group";
/// Its database.
const FIRST_DATABASE: &str = "Mailbox Database";

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
    /// Newest log in the files that a holder has taken from it.
    pub(super) taken_up_to: Option<LogGeneration>,
    /// Letters in the database when mailboxes went over to a holder of it: since then the holder has them, and only what
    /// comes in and goes out here afterwards counts for those who stayed.
    pub left_with: Option<u64>,
    /// Where a copy of the database on the same server is to be; none while none is wanted.
    pub copy_file: Option<String>,
    /// The restore under way lets the paths point to the copy.
    pub(super) is_replacing_locations: bool,
    /// It was taken out of the directory; what is left are files.
    pub is_removed: bool,
    /// Changes on their way through the directory that bring it mailboxes of another server.
    pub arrivals: u32,
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
    /// Backups that could be restored, oldest first; the first of them has a database.
    pub sets: Vec<BackupSet>,
    /// How many were ever made.
    pub(super) backups_made: u32,
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
            taken_up_to: None,
            left_with: None,
            copy_file,
            is_replacing_locations: false,
            is_removed: false,
            arrivals: 0,
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
            backups_made: 0,
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
        self.passive_places().collect::<Vec<_>>().into_iter()
    }

    /// The same, as long as nothing is changed.
    pub(crate) fn passive_places(&self) -> impl Iterator<Item = usize> {
        (0..self.copies.len()).filter(|place| *place != self.active && self.copies[*place].is_used())
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
        if active.node == node {
            return Some(self.active);
        }
        // Beside shared disks there is a partner only on another cluster, onto which the server was rebuilt: no node of
        // that one reaches them.
        match self.partner() {
            Some(place) => (self.copies[place].node == node).then_some(place),
            None => (active.disks == DiskSet::Shared).then_some(self.active),
        }
    }

    /// Whether the database is mounted.
    pub fn is_mounted(&self) -> bool {
        self.active_copy().database == DatabaseState::Mounted
    }

    /// Whether the database is about to be mounted, and waits for nothing.
    pub fn is_on_its_way(&self) -> bool {
        self.activation.as_ref().is_some_and(|step| !matches!(step, Activation::Waiting { .. }))
    }

    /// Puts a copy in the place of one that was left, or beside the others.
    pub(super) fn put_copy(&mut self, left: Option<usize>, copy: Copy) -> CopyId {
        let place = left.unwrap_or(self.copies.len());
        match left {
            Some(place) => self.copies[place] = copy,
            None => self.copies.push(copy),
        }
        self.copy_id(place)
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

    /// Whether a passive copy has all that was ever written, and nothing more is being written.
    pub(super) fn has_nothing_beyond(&self, place: usize) -> bool {
        let is_open = self.active_copy().database.is_open();
        self.copy_queue_length(place) == LogCount(0) && !self.has_open_log() && !is_open
    }

    /// The log of the active copy that completes a letter, the open one among them.
    pub(crate) fn log_of(&self, letter: LetterId) -> Option<LogGeneration> {
        let active = self.active_copy();
        if let Some(open) = active.open.as_ref().filter(|open| open.letters.iter().any(|it| it.id == letter)) {
            return Some(open.generation);
        }
        let mut closed = active.files.values().rev().chain(self.archive.values().rev());
        closed.find(|file| file.letters.iter().any(|it| it.id == letter)).map(|file| file.generation)
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
        // What was deleted by hand before it was copied is not on the active side either, and as lost. It may be
        // newer than what is left.
        let kept = self.archive.newest().map_or(safe, |newest| newest.max(safe));
        for file in self.archive.from(safe.next()).chain(active.files.from(kept.next())) {
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
    pub(crate) fn required_after_crash(&self, llr_depth: LogCount) -> (LogGeneration, LogGeneration) {
        let current = self.last_generated.next();
        let waypoint = current.back(llr_depth).max(self.mounted_with);
        let checkpoint = current.back(LogCount(CHECKPOINT_DEPTH as u32)).max(self.mounted_with.next());
        (checkpoint.min(waypoint), waypoint)
    }
}
