//! Restore: the database comes back from a backup, and logs carry it forward.
//!
//! It always goes to the active location. Logs that the backups hold come with it; newer ones are replayed as far
//! as they lie on the log volume without a gap. What is beyond is given up. Source: recalled; \[SL2\], \[SCRNOTES\].

use super::backups::BackupSet;
use super::copy::{CopyRole, DatabaseState, Divergence};
use super::log_stream::Contents;
use super::storage_group::StorageGroup;
use crate::engine::{Causes, EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::StorageGroupId;
use crate::model::params::{BACKUP_BYTES_PER_SECOND, RESTORE_PERCENT};
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

/// A restore that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restoring {
    /// When it will end.
    pub until: SimTime,
    /// Whether newer logs are replayed too.
    pub roll_forward: bool,
    /// What it begins with.
    base: BackupSet,
    pub(super) ticket: Ticket,
}

impl StorageGroup {
    /// The newest log that backups bring back: those of logs alone carry a database on, as long as no log is missing
    /// between them.
    pub fn newest_log_in_backups(&self, base: BackupSet) -> LogGeneration {
        self.sets.iter().fold(base.mark.upto, |newest, set| {
            let follows = set.first_log.is_some_and(|first| first <= newest.next());
            if follows { newest.max(set.mark.upto) } else { newest }
        })
    }

    /// The newest log up to which a restored database can be carried.
    pub fn newest_log_of_a_restore(&self, base: BackupSet, roll_forward: bool) -> LogGeneration {
        let mut newest = self.newest_log_in_backups(base);
        let active = self.active_copy();
        while roll_forward && newest < self.last_generated && active.bad_log(newest.next()).is_none() {
            newest = newest.next();
        }
        newest
    }
}

impl Bench {
    /// Why a restore cannot be begun.
    pub(crate) fn refuse_database_restore(&self, group: StorageGroupId, backup: Option<u32>) -> Option<Refusal> {
        let storage = self.group(group);
        if storage.restoring.is_some() {
            return Some(Refusal::RestoreRunning { group });
        }
        if storage.base_of_a_restore(backup).is_none() {
            return Some(match backup.filter(|_| !storage.sets.is_empty()) {
                Some(number) => Refusal::NoSuchBackup { group, number },
                None => Refusal::NoBackup { group },
            });
        }
        let is_there = storage.active_copy().database.is_open();
        if is_there || storage.activation.is_some() {
            return Some(Refusal::RestoreNeedsDismount { group });
        }
        let active = storage.active_copy();
        if !self.parts.server(active.node).answers() {
            return Some(Refusal::ServerNotUp { node: active.node });
        }
        self.refuse_volumes(active.disks)
    }

    /// Begins a restore.
    pub(crate) fn begin_database_restore(
        &mut self,
        group: StorageGroupId,
        backup: Option<u32>,
        roll_forward: bool,
        out: &mut Out<'_>,
    ) {
        let storage = self.group(group);
        let Some(base) = storage.base_of_a_restore(backup) else { return };
        let bytes = self.database_bytes(group) + base.data.grown;
        let ms = bytes * 1_000 * RESTORE_PERCENT / 100 / BACKUP_BYTES_PER_SECOND;
        let duration = self.restore_pace(group, SimSpan::from_millis(ms.max(1_000)));
        let node = storage.active_copy().node;
        let started = out.emit(Rule::Restore, Event::RestoreStarted { group, node, duration });
        let ticket = out.after_because(duration, Work::Restored { group }, started);
        let storage = self.group_mut(group);
        storage.restoring = Some(Restoring { until: out.now() + duration, roll_forward, base, ticket });
        storage.is_dismounted_by_hand = true;
        storage.because = started;
        let active = storage.active_copy_mut();
        active.database = DatabaseState::Absent;
    }

    /// The database file is back; logs carry it forward when it is mounted.
    pub(crate) fn on_restored(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let storage = self.group_mut(group);
        let Some(restoring) = storage.restoring.take() else { return };
        let base = restoring.base;
        let upto = storage.newest_log_of_a_restore(base, restoring.roll_forward);
        let node = storage.active_copy().node;
        let logs = upto.logs_since(base.mark.upto);
        let restored = out.emit(Rule::Restore, Event::DatabaseRestored { group, node, upto, logs });
        storage.because = restored;
        storage.restored_upto = storage.newest_log_in_backups(base);
        // The file is that of the backup, whatever was in the one that was mounted.
        storage.mounted_with = storage.restored_upto;
        let has_open = storage.active_copy().open.as_ref().is_none_or(|open| open.gone.is_none());
        let is_whole = upto == storage.last_generated && restoring.roll_forward && has_open;
        let active = storage.active_copy_mut();
        active.page_damage = None;
        active.database = DatabaseState::Dirty { from: base.mark.upto.next(), to: upto };
        if !is_whole {
            self.give_up_newer_logs(group, upto, Rule::Restore, restored, out);
        }
        self.stop_targets(group, restored, out);
    }

    /// A restore ends early when its server or its volumes go away; there is no usable file then.
    pub(crate) fn watch_restores(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            let storage = self.group(group);
            let Some(restoring) = storage.restoring else { continue };
            let active = storage.active_copy();
            let (node, disks) = (active.node, active.disks);
            let has_all = self.parts.server(node).answers() && self.parts.are_writable(disks);
            if has_all {
                continue;
            }
            out.cancel(restoring.ticket);
            let storage = self.group_mut(group);
            storage.restoring = None;
            let stopped = out.emit(Rule::Restore, Event::RestoreStopped { group, node });
            storage.because = stopped;
        }
    }

    /// The stream ends at a log and goes on from there: what was written later is lost, deletions among it.
    pub(super) fn give_up_newer_logs(
        &mut self,
        group: StorageGroupId,
        upto: LogGeneration,
        rule: Rule,
        because: impl Into<Causes>,
        out: &mut Out<'_>,
    ) {
        let now = out.now();
        let storage = self.group_mut(group);
        let contents = storage.only_on_active(upto);
        let closed = storage.last_generated.logs_since(upto);
        storage.cut_at(upto, &contents, now);
        self.lose_from_account(group, &contents);
        let event = Event::NewerLogsGivenUp {
            group,
            first: upto.next(),
            closed,
            letters: contents.letters.len() as u32,
            edits: contents.edits,
            people: contents.people.len() as u32,
        };
        let entry = out.emit_because(rule, event, because);
        self.give_up_restored(group, upto, entry, out);
        let data = self.group(group).active_copy().data;
        for place in self.group(group).passives() {
            let copy = self.group_mut(group).copy_mut(place);
            if copy.inspected <= upto {
                continue;
            }
            let flushed_to = copy.replayed;
            copy.stop_tasks(out);
            copy.divergence = Some(Divergence { at: upto.next(), because: entry, flushed_to, comparing: None });
            (copy.notified, copy.copied, copy.inspected) = (upto, upto, upto);
            if copy.replayed > upto {
                (copy.replayed, copy.data) = (upto, data);
            }
            if copy.is_standby() {
                // What it has replayed stays in its file; as many logs as ever are held back from now on.
                copy.enabled.newest = copy.enabled.newest.min(upto);
                copy.baseline = copy.replayed;
            }
        }
    }

    /// Takes what is lost out of the account. A deletion that is lost did not happen.
    pub(super) fn lose_from_account(&mut self, group: StorageGroupId, contents: &Contents) {
        self.group_mut(group).give_letters_back(contents.removed);
        for letter in &contents.letters {
            self.group_mut(group).count_letter(letter.to, false);
        }
        self.mail.removed -= u64::from(contents.removed);
        self.mail.present += u64::from(contents.removed);
        self.mail.present -= contents.letters.len() as u64;
        self.mail.lost.extend(contents.letters.iter().map(|letter| letter.id));
        self.mail.edits_present -= u64::from(contents.edits);
        self.mail.edits_lost.merge(&contents.by_kind);
    }

    /// Targets meet logs of another time and stop until they are suspended and resumed. Source: \[SCRNOTES\].
    fn stop_targets(&mut self, group: StorageGroupId, because: EntryNumber, out: &mut Out<'_>) {
        for place in self.group(group).passives() {
            let copy = self.group(group).copy(place);
            if matches!(copy.role, CopyRole::Standby { .. }) && copy.failed.is_none() && copy.seeding.is_none() {
                let id = self.group(group).copy_id(place);
                self.fail_copy(id, CopyFailure::SourceRestored, Causes::one(because), out);
            }
        }
    }
}

impl StorageGroup {
    /// Ends the stream at a log, as if nothing had been written later.
    fn cut_at(&mut self, upto: LogGeneration, contents: &Contents, now: SimTime) {
        let closed = self.last_generated.logs_since(upto);
        let ever = &mut self.lost_ever;
        ever.closed = LogCount(ever.closed.0 + closed.0);
        ever.letters += contents.letters.len() as u32;
        ever.edits += contents.edits;
        ever.people = ever.people.max(contents.people.len() as u32);
        self.archive.drop_from(upto.next());
        self.sets.retain(|set| set.mark.upto <= upto);
        self.reign += 1;
        self.last_generated = upto;
        self.last_generated_at = now;
        let active = self.active_copy_mut();
        active.files.drop_from(upto.next());
        active.forget_damage(|generation| generation > upto);
        active.truncated = active.truncated.min(upto);
        active.open = None;
        active.data.take_back(contents);
    }
}
