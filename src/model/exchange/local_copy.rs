//! Local continuous replication: a second copy on the same server, on disks of its own, activated by hand.
//!
//! The copy is an ordinary passive copy, and what activates it is where the paths point: a database mounts
//! from the files that lie there. `-ReplaceLocations` points them to the copy; without it the files are
//! swapped by drive letter or mount point, which is done by hand. Source: \[RSGC\], \[LCRREC\].

use super::copy::CopyRole;
use super::standby_restore::Restored;
use super::storage_group::StorageGroup;
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, DiskSet, StorageGroupId};
use crate::model::local_copies::LocalInput;
use crate::model::objects::{NewPaths, ObjectChange, Paths};
use crate::model::rule::Rule;

impl Bench {
    /// Carries out a change of a local copy that was not refused.
    pub(crate) fn change_local_copy(&mut self, input: LocalInput, out: &mut Out<'_>) {
        match input {
            LocalInput::EnableDatabaseCopy { group, file } => {
                let storage = self.group_mut(group);
                let proposed = storage.proposed_copy_paths().database_file;
                storage.copy_file = Some(file.unwrap_or(proposed));
                self.note_local(group, ObjectChange::CopyFileSet, out);
            }
            LocalInput::DisableDatabaseCopy { group } => {
                self.group_mut(group).copy_file = None;
                self.note_local(group, ObjectChange::CopyFileUnset, out);
            }
            LocalInput::EnableCopy { group, paths, is_seeding_postponed } => {
                self.enable_local_copy(group, &paths, is_seeding_postponed, out);
            }
            LocalInput::DisableCopy { group } => {
                if let Some(place) = self.group(group).partner() {
                    self.retire_standby(self.group(group).copy_id(place), out);
                    self.note_local(group, ObjectChange::CopyDisabled, out);
                }
            }
            LocalInput::Restore { group, replace_locations } => {
                if let Some(place) = self.group(group).partner() {
                    self.group_mut(group).is_replacing_locations = replace_locations;
                    self.begin_restore(self.group(group).copy_id(place), out);
                }
            }
            LocalInput::MoveCopy { group, paths } => {
                let storage = self.group_mut(group);
                if let Some(place) = storage.partner() {
                    let copy = storage.copy_mut(place);
                    copy.paths = core::mem::take(&mut copy.paths).changed(&paths);
                    storage.copy_file = paths.database_file.or(storage.copy_file.take());
                    self.note_local(group, ObjectChange::CopyFilesMoved, out);
                }
            }
            LocalInput::SwapVolumes { group } => {
                let storage = self.group_mut(group);
                if let Some(place) = storage.restored_beside() {
                    let there = core::mem::take(&mut storage.copies[place].paths);
                    let active = storage.active;
                    storage.copies[place].paths = core::mem::replace(&mut storage.copies[active].paths, there);
                    self.note_local(group, ObjectChange::VolumesSwapped, out);
                }
            }
        }
    }

    fn note_local(&mut self, group: StorageGroupId, change: ObjectChange, out: &mut Out<'_>) {
        out.emit(Rule::LocalCopy, Event::ObjectChanged { group, change });
    }

    /// Makes the copy on the other set of disks: seeded first, then fed. Source: \[SCRWHERE\].
    fn enable_local_copy(&mut self, group: StorageGroupId, paths: &NewPaths, is_postponed: bool, out: &mut Out<'_>) {
        let Some(disks) = self.group(group).other_disks() else { return };
        let event = Event::ObjectChanged { group, change: ObjectChange::CopyEnabled };
        let entry = out.emit(Rule::LocalCopy, event);
        out.because(entry);
        let storage = self.group_mut(group);
        let mut copy_paths = storage.proposed_copy_paths().changed(paths);
        copy_paths.database_file = storage.copy_file.clone().unwrap_or(copy_paths.database_file);
        let node = storage.active_copy().node;
        let mut copy = storage.copy_to_seed(node, disks);
        copy.paths = copy_paths;
        let left = storage.copies.iter().position(|it| it.disks == disks && it.role == CopyRole::Retired);
        let id = storage.put_copy(left, copy);
        if !self.group(group).has_database() {
            return;
        }
        if is_postponed {
            self.fail_copy(id, CopyFailure::NoBaseline, entry.into(), out);
        } else {
            self.begin_seeding(id, false, None, out);
        }
    }

    /// The copy has what could be fetched; local continuous replication of the storage group is over.
    pub(super) fn finish_local_restore(&mut self, id: CopyId, out: &mut Out<'_>) {
        let storage = self.group(id.group);
        let missing = storage.copy_queue_length(id.place as usize);
        let is_complete = storage.has_nothing_beyond(id.place as usize);
        let event = Event::LocalCopyRestored { group: id.group, node: self.copy(id).node, missing, is_complete };
        let by = out.emit(Rule::LocalRestore, event);
        self.retire_standby(id, out);
        let copy = self.copy_mut(id);
        copy.task = None;
        copy.restored = Some(Restored { by, is_complete });
        let there = copy.paths.clone();
        let storage = self.group_mut(id.group);
        storage.copy_file = None;
        if core::mem::take(&mut storage.is_replacing_locations) {
            storage.paths = there;
        }
    }
}

impl StorageGroup {
    /// The paths that the product proposes for the copy; those of the first files if the copy's are in use.
    fn proposed_copy_paths(&self) -> Paths {
        let proposed = Paths::proposed_for_copy(&self.name, &self.database);
        match self.paths.are_same(&proposed) {
            true => Paths::proposed(&self.name, &self.database),
            false => proposed,
        }
    }

    /// The set of disks beside that of the active copy; none if it has disks of another kind.
    pub(crate) fn other_disks(&self) -> Option<DiskSet> {
        match self.active_copy().disks {
            DiskSet::Own(node) => Some(DiskSet::Second(node)),
            DiskSet::Second(node) => Some(DiskSet::Own(node)),
            DiskSet::Shared => None,
        }
    }

    /// Place of a copy on the server of the active one that was restored and can be mounted.
    pub(crate) fn restored_beside(&self) -> Option<usize> {
        let node = self.active_copy().node;
        let is_it = |place: &usize| {
            let copy = &self.copies[*place];
            *place != self.active && copy.node == node && copy.restored.is_some()
        };
        (0..self.copies.len()).find(is_it)
    }
}
