//! Database portability: a storage group of another server mounts the files that a restored target left.
//!
//! The holder is made in the directory, its paths are pointed at the files, and its first mount takes them. The
//! mailboxes follow by a change of the directory alone. Source: \[DBPORT\], \[SCRNOTES\].

use super::copy::{Copy, CopyRole, DatabaseState};
use crate::model::bench::{Bench, Out};
use crate::model::ese::EseError;
use crate::model::event::Event;
use crate::model::ids::{CopyId, StorageGroupId};
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};

/// Where the files of a holder came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The storage group whose stream they belong to.
    pub from: StorageGroupId,
    /// Newest log of that stream that is in them.
    pub up_to: LogGeneration,
}

impl Bench {
    /// Files of another storage group that lie where a holder's paths point, on the server that would mount it.
    fn portable_files(&self, holder: StorageGroupId) -> Option<CopyId> {
        let storage = self.group(holder);
        if !storage.has_database() || storage.active_copy().database != DatabaseState::Absent {
            return None;
        }
        let node = storage.active_copy().node;
        let fits = |copy: &Copy| {
            let is_kept = copy.is_standby() || copy.role == CopyRole::Retired;
            copy.node == node
                && is_kept
                && copy.paths.are_same(&storage.paths)
                && copy.database != DatabaseState::Absent
        };
        let mut others = self.groups.iter().filter(|group| group.id != holder);
        others.find_map(|group| group.copies.iter().position(fits).map(|place| group.copy_id(place)))
    }

    /// Why the files that a holder's paths point at cannot be mounted; nothing if they can, or there are none.
    pub(crate) fn refuse_portable(&self, holder: StorageGroupId) -> Option<Refusal> {
        let id = self.portable_files(holder)?;
        let (copy, group) = (self.copy(id), id.group);
        let node = copy.node;
        if self.group(holder).has_public_folders() || self.group(group).has_public_folders() {
            return Some(Refusal::FoldersNotPortable { group });
        }
        if copy.task.is_some() {
            return Some(Refusal::FilesInUse { group, node });
        }
        if copy.restored.is_none() {
            return Some(Refusal::NoIdleFiles { group, node });
        }
        if copy.database != DatabaseState::Clean {
            let error = EseError::DatabaseDirtyShutdown;
            return Some(Refusal::Ese { group, node, error });
        }
        let is_allowed = self.group(holder).settings.is_some_and(|settings| settings.allow_file_restore);
        (!is_allowed).then_some(Refusal::FileRestoreNotAllowed { group: holder })
    }

    /// A holder takes the files that its paths point at, if it may.
    pub(super) fn adopt_files(&mut self, holder: StorageGroupId, out: &mut Out<'_>) {
        let Some(id) = self.portable_files(holder).filter(|_| self.refuse_portable(holder).is_none()) else { return };
        let event = Event::FilesAdopted { group: holder, from: id.group, node: self.copy(id).node };
        let entry = out.emit(Rule::DatabasePortability, event);
        out.because(entry);
        let (reign, mut items) = (self.group(id.group).reign, self.group(id.group).items.clone());
        let left = self.copy_mut(id);
        let (files, data) = (core::mem::take(&mut left.files), left.data);
        let (up_to, at) = (left.inspected, left.inspected_log_time);
        (left.database, left.restored) = (DatabaseState::Absent, None);
        let source = self.group_mut(id.group);
        source.taken_up_to = Some(source.taken_up_to.map_or(up_to, |earlier| earlier.min(up_to)));
        let contents = source.only_on_active(up_to);
        for letter in &contents.letters {
            if let Some(items) = items.get_mut(usize::from(letter.to.0)) {
                *items = items.saturating_sub(1);
            }
        }
        let storage = self.group_mut(holder);
        (storage.adopted, storage.items) = (Some(Adopted { from: id.group, up_to }), items);
        // What was deleted after that is there again.
        storage.give_letters_back(contents.removed);
        (storage.last_generated, storage.last_generated_at, storage.reign) = (up_to, at, reign + 1);
        let active = storage.active_copy_mut();
        (active.files, active.data, active.database) = (files, data, DatabaseState::Clean);
        (active.notified, active.copied, active.inspected, active.replayed) = (up_to, up_to, up_to, up_to);
        (active.baseline, active.inspected_log_time) = (up_to, at);
        // Mailboxes may have been moved before there was anything to mount.
        if self.group(holder).people > 0 {
            self.leave_for_holder(holder, id.group, out);
        }
    }

    /// Mailboxes go over to a holder of their database: what only the old database has is lost to their people.
    ///
    /// The first of them decides for all, as nobody leaves some of them behind. No dumpster is asked.
    pub(super) fn leave_for_holder(&mut self, holder: StorageGroupId, from: StorageGroupId, out: &mut Out<'_>) {
        let Some(adopted) = self.group(holder).adopted.filter(|adopted| adopted.from == from) else { return };
        if self.group(from).left_with.is_some() {
            return;
        }
        self.group_mut(from).left_with = Some(self.group(from).active_copy().data.letters);
        let contents = self.group(from).only_on_active(adopted.up_to);
        let closed = self.group(from).last_generated.logs_since(adopted.up_to);
        if closed == LogCount(0) && contents.letters.is_empty() && contents.edits + contents.removed == 0 {
            return;
        }
        self.mail.removed -= u64::from(contents.removed);
        self.mail.present += u64::from(contents.removed);
        self.mail.present -= contents.letters.len() as u64;
        self.mail.lost.extend(contents.letters.iter().map(|letter| letter.id));
        self.mail.edits_present -= u64::from(contents.edits);
        self.mail.edits_lost.merge(&contents.by_kind);
        let (letters, people) = (contents.letters.len() as u32, contents.people.len() as u32);
        let storage = self.group_mut(from);
        storage.lost_ever.closed = LogCount(storage.lost_ever.closed.0 + closed.0);
        storage.lost_ever.letters += letters;
        storage.lost_ever.edits += contents.edits;
        storage.lost_ever.people = storage.lost_ever.people.max(people);
        let first = adopted.up_to.next();
        let event = Event::LogsLost { group: from, first, closed, letters, edits: contents.edits, people };
        out.emit(Rule::DatabasePortability, event);
    }
}
