//! Backups of a storage group: begun, recorded, stopped.
//!
//! The passive database may not be changed by itself. So whoever makes the backup, the store records it in the
//! active database, and the record reaches every other copy through the log stream. Source: \[BKP\].

use super::CopyStatus;
use super::log_stream::{DatabaseContents, Note};
use super::mailbox_server::ServerState;
use super::storage_group::StorageGroup;
use crate::engine::{EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::backup::{BackupKind, BackupMark, BackupMethod, BackupSide};
use crate::model::bench::{Bench, Out};
use crate::model::event::{BackupEnd, Event};
use crate::model::ids::{CopyId, StorageGroupId};
use crate::model::params::{
    BACKUP_BYTES_PER_SECOND, BACKUP_RECORD_BYTES, BACKUPS_KEPT, LOG_FILE_BYTES, SNAPSHOT_BYTES_PER_SECOND,
};
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;

/// A backup that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningBackup {
    /// What it will hold.
    pub kind: BackupKind,
    /// How the files are read.
    pub method: BackupMethod,
    /// Place of the copy that is read.
    pub place: usize,
    /// When it began.
    pub from: SimTime,
    /// When it will end.
    pub until: SimTime,
    /// Newest log in it.
    pub upto: LogGeneration,
    /// The first log of one without the database.
    first_log: Option<LogGeneration>,
    /// What its database holds.
    pub(super) data: DatabaseContents,
    pub(super) ticket: Ticket,
}

/// A backup that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupSet {
    /// Its number among those of the storage group, from 1.
    pub number: u32,
    /// The first log that it can carry a database on with; none if it holds the database itself.
    pub first_log: Option<LogGeneration>,
    /// What the header remembers of it.
    pub mark: BackupMark,
    /// What its database holds, if it has one.
    pub data: DatabaseContents,
}

impl StorageGroup {
    /// What a restore begins with: the backup of a number, or else the newest one, with a database.
    pub fn base_of_a_restore(&self, number: Option<u32>) -> Option<BackupSet> {
        let mut bases = self.sets.iter().rev().filter(|set| set.mark.kind.has_database());
        bases.find(|set| number.is_none_or(|number| set.number == number)).copied()
    }

    /// Keeps a backup that was made. The oldest ones go, those with logs alone together with what they belong to.
    fn keep_backup(&mut self, set: BackupSet) {
        self.sets.push(set);
        let bases = self.sets.iter().filter(|set| set.mark.kind.has_database()).count();
        let mut too_many = bases.saturating_sub(BACKUPS_KEPT as usize);
        while too_many > 0 {
            too_many -= usize::from(self.sets.remove(0).mark.kind.has_database());
        }
        let oldest = self.sets.iter().position(|set| set.mark.kind.has_database()).unwrap_or(self.sets.len());
        self.sets.drain(..oldest);
        if let Some(oldest) = self.oldest_log_to_miss() {
            self.archive.drop_before(oldest);
        }
    }

    /// The oldest log that somebody would need or lose who goes back: to a backup, to the files that a target had when it
    /// was restored, or to those that another storage group has taken from here.
    pub(super) fn oldest_log_to_miss(&self) -> Option<LogGeneration> {
        let restored = self.copies.iter().filter(|copy| copy.restored.is_some()).map(|copy| copy.inspected);
        let backups = self.sets.first().map(|set| set.mark.upto);
        backups.into_iter().chain(restored).chain(self.taken_up_to).min().map(LogGeneration::next)
    }

    /// How much a backup reads [bytes].
    fn backup_bytes(&self, kind: BackupKind, place: usize, upto: LogGeneration, database: u64) -> u64 {
        let header = &self.active_copy().data.header;
        let logs = match kind {
            BackupKind::Full | BackupKind::Copy => self.copies[place].files.len() as u64,
            BackupKind::Incremental | BackupKind::Differential => u64::from(upto.logs_since(header.backed_up).0),
        };
        let database = if kind.has_database() { database + self.copies[place].data.grown } else { 0 };
        database + logs * LOG_FILE_BYTES
    }
}

impl Bench {
    /// Size of the database of a storage group before anybody wrote into it [bytes].
    pub(crate) fn database_bytes(&self, group: StorageGroupId) -> u64 {
        let people = self.group(group).people;
        u64::from(people) * crate::model::params::MAILBOX_BYTES
    }

    /// Why a backup cannot be begun.
    pub(crate) fn refuse_backup(
        &self,
        group: StorageGroupId,
        kind: BackupKind,
        method: BackupMethod,
        side: BackupSide,
        standby: Option<crate::model::ids::NodeId>,
    ) -> Option<Refusal> {
        let (storage, server) = (self.group(group), self.server_of(group));
        if let Some(node) = standby {
            return Some(Refusal::TargetNeverBackedUp { group, node });
        }
        let Some(method) = method.on(self.config.windows) else { return Some(Refusal::BackupNotAware) };
        let partner = storage.partner();
        if side == BackupSide::Passive && partner.is_none() {
            return Some(Refusal::NoCopy { group, node: None });
        }
        if !side.can_be_read(method, server.kind, partner.is_some()) {
            return Some(Refusal::StreamingPassive { group });
        }
        if storage.backup.is_some() {
            return Some(Refusal::BackupRunning { group });
        }
        if server.state != ServerState::Online {
            return Some(Refusal::NotOnline);
        }
        // Whichever copy is read, the store has to record it.
        if !storage.is_mounted() {
            return Some(Refusal::NotMounted { group });
        }
        if let (BackupSide::Passive, Some(place)) = (side, partner) {
            let status = self.copy_status(storage.copy_id(place));
            if status != CopyStatus::Healthy {
                let status = status.as_build(self.config.build).name();
                return Some(Refusal::PassiveNotHealthy { group, status });
            }
        }
        if kind.has_database() {
            return None;
        }
        if storage.is_circular {
            return Some(Refusal::CircularNeedsFull { group });
        }
        let is_first = storage.active_copy().data.header.last(BackupKind::Full).is_none();
        is_first.then_some(Refusal::NoFullBackup { group })
    }

    /// Begins a backup.
    pub(crate) fn begin_backup(
        &mut self,
        group: StorageGroupId,
        kind: BackupKind,
        method: BackupMethod,
        side: BackupSide,
        out: &mut Out<'_>,
    ) {
        let Some(method) = method.on(self.config.windows) else { return };
        let database = self.database_bytes(group);
        let storage = self.group(group);
        let place = match side {
            BackupSide::Active => storage.active,
            BackupSide::Passive => storage.partner().unwrap_or(storage.active),
        };
        let (upto, data) = match side {
            BackupSide::Active => (storage.last_generated, storage.data_up_to(storage.last_generated)),
            BackupSide::Passive => (storage.copy(place).replayed, storage.copy(place).data),
        };
        let speed = match method {
            BackupMethod::Vss => SNAPSHOT_BYTES_PER_SECOND,
            BackupMethod::Streaming | BackupMethod::Windows => BACKUP_BYTES_PER_SECOND,
        };
        let backed_up = storage.active_copy().data.header.backed_up;
        let first_log = (!kind.has_database()).then_some(backed_up.next());
        let bytes = storage.backup_bytes(kind, place, upto, database);
        let quick = SimSpan::from_millis((bytes * 1_000).div_ceil(speed).max(1_000));
        let duration = self.backup_pace(storage.copy_id(place), kind.has_database(), quick);
        let node = storage.copy(place).node;
        let event = Event::BackupStarted { group, node, kind, duration };
        let started = out.emit(Rule::Backup, event);
        let ticket = out.after_because(duration, Work::BackedUp { group }, started);
        let (from, until) = (out.now(), out.now() + duration);
        let backup = RunningBackup { kind, method, place, from, until, upto, first_log, data, ticket };
        self.group_mut(group).backup = Some(backup);
    }

    /// A backup is complete: the store records it.
    pub(crate) fn on_backed_up(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        if let Some((reason, damage)) = self.damage_of_backup(group) {
            let causes = out.causes().and(damage);
            self.end_backup(group, reason, causes, out);
            return;
        }
        let storage = self.group_mut(group);
        let Some(backup) = storage.backup.take() else { return };
        let node = storage.copies[backup.place].node;
        let (kind, upto) = (backup.kind, backup.upto);
        let is_snapshot = backup.method == BackupMethod::Vss;
        let mark = BackupMark { kind, at: out.now(), upto, is_snapshot };
        let done = out.emit(Rule::Backup, Event::BackupFinished { group, node, kind, upto });
        storage.backups_made += 1;
        let number = storage.backups_made;
        storage.keep_backup(BackupSet { number, first_log: backup.first_log, mark, data: backup.data });
        storage.active_copy_mut().data.add_note(&Note::Backup(mark));
        if kind.truncates() {
            storage.release(done);
        }
        out.because(done);
        self.write(group, BACKUP_RECORD_BYTES, |open| open.notes.push(Note::Backup(mark)), out);
    }

    /// Every page and every log is verified as it is read, so that damage shows at the latest now.
    fn damage_of_backup(&self, group: StorageGroupId) -> Option<(BackupEnd, EntryNumber)> {
        let storage = self.group(group);
        let backup = storage.backup?;
        let copy = storage.copy(backup.place);
        if backup.kind.has_database()
            && let Some(damage) = copy.page_damage
        {
            return Some((BackupEnd::PageDamaged, damage));
        }
        let damaged = copy.faults.keys().find(|generation| **generation <= backup.upto)?;
        copy.faults.get(damaged).map(|because| (BackupEnd::LogDamaged, *because))
    }

    /// A person stops a backup.
    pub(crate) fn stop_backup(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let causes = out.causes();
        self.end_backup(group, BackupEnd::ByHand, causes, out);
    }

    fn end_backup(
        &mut self,
        group: StorageGroupId,
        reason: BackupEnd,
        causes: impl Into<crate::engine::Causes>,
        out: &mut Out<'_>,
    ) {
        let storage = self.group_mut(group);
        let Some(backup) = storage.backup.take() else { return };
        out.cancel(backup.ticket);
        let node = storage.copies[backup.place].node;
        let event = Event::BackupStopped { group, node, kind: backup.kind, reason };
        out.emit_because(Rule::Backup, event, causes);
    }

    /// A backup goes on only while what it reads stays as it is; a move of the server stops it. Source: \[MOVECMS\].
    pub(crate) fn watch_backups(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            let (storage, server) = (self.group(group), self.server_of(group));
            let Some(backup) = storage.backup else { continue };
            let is_active = backup.place == storage.active;
            let id = storage.copy_id(backup.place);
            let (reason, because) = if server.state != ServerState::Online {
                (BackupEnd::ServerMoves, server.because)
            } else if !storage.is_mounted() {
                (BackupEnd::DatabaseGone, storage.because)
            } else if is_active {
                continue;
            } else {
                match self.copy_obstacle(id, out.newest_cause().unwrap_or(storage.because)) {
                    Some(because) => (BackupEnd::CopyGone, because),
                    None => continue,
                }
            };
            self.end_backup(group, reason, because, out);
        }
    }

    /// What makes a passive copy unfit to be read by a backup.
    fn copy_obstacle(&self, id: CopyId, newest: EntryNumber) -> Option<EntryNumber> {
        use crate::model::ids::Process;
        let copy = self.copy(id);
        if !self.parts.runs(copy.node, Process::Replication) {
            return Some(self.parts.why_not_running(copy.node, Process::Replication));
        }
        if let Some((_, because)) = copy.failed {
            return Some(because);
        }
        copy.suspended.is_some().then_some(newest)
    }

    /// Whether a storage group is replicated at all, so that circular logging is advised against. Source: \[CIRC\].
    pub fn is_replicated(&self, group: StorageGroupId) -> bool {
        self.group(group).passives().next().is_some()
    }
}
