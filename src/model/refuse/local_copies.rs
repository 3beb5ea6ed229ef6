//! What cannot be done to the copies of local continuous replication: order, disks, state.

use crate::model::bench::Bench;
use crate::model::cluster::NodeState;
use crate::model::ids::{Process, StorageGroupId};
use crate::model::local_copies::LocalInput;
use crate::model::objects::NewPaths;
use crate::model::refusal::Refusal;

impl Bench {
    /// Why a change of a local copy cannot be carried out now.
    pub(super) fn refuse_local(&self, input: &LocalInput) -> Option<Refusal> {
        let group = input.group();
        let storage = self.group(group);
        let needs_database = !matches!(input, LocalInput::EnableCopy { .. } | LocalInput::DisableCopy { .. });
        if let Some(refusal) = self.refuse_no_database(group).filter(|_| needs_database) {
            return Some(refusal);
        }
        if self.server_of(group).kind.cluster().is_some() {
            return Some(Refusal::LocalNotHere { group });
        }
        let is_enabled = storage.partner().is_some();
        let no_copy = (!is_enabled).then_some(Refusal::NoCopy { group, node: None });
        match input {
            LocalInput::EnableDatabaseCopy { .. } => {
                let is_set = storage.copy_file.is_some();
                is_set.then_some(Refusal::CopyEnabled { group }).or_else(|| self.refuse_second_disks(group))
            }
            LocalInput::DisableDatabaseCopy { .. } => match storage.copy_file {
                None => Some(Refusal::NoCopy { group, node: None }),
                Some(_) => is_enabled.then_some(Refusal::StillReplicated { group }),
            },
            LocalInput::EnableCopy { is_seeding_postponed, .. } => {
                self.refuse_enable_local(group, *is_seeding_postponed)
            }
            LocalInput::DisableCopy { .. } => no_copy,
            LocalInput::Restore { .. } => no_copy.or_else(|| self.refuse_restore_local(group)),
            LocalInput::MoveCopy { paths, .. } => no_copy.or_else(|| self.refuse_move_copy(group, paths)),
            LocalInput::SwapVolumes { .. } => {
                let lacks = storage.restored_beside().is_none();
                lacks.then_some(Refusal::NothingToSwap { group }).or_else(|| self.refuse_in_use(group))
            }
        }
    }

    fn refuse_second_disks(&self, group: StorageGroupId) -> Option<Refusal> {
        let disks = self.group(group).other_disks();
        let is_there = disks.is_some_and(|disks| self.parts.volumes.contains_key(&disks));
        (!is_there).then_some(Refusal::NoSecondDisks { group })
    }

    /// First the database copy, then the storage group copy: the order is the product's (recalled).
    fn refuse_enable_local(&self, group: StorageGroupId, is_postponed: bool) -> Option<Refusal> {
        let storage = self.group(group);
        if storage.partner().is_some() {
            return Some(Refusal::CopyEnabled { group });
        }
        if let Some(refusal) = self.refuse_copy_of_folders(group) {
            return Some(refusal);
        }
        // A storage group without a database says later where the copy of that shall be.
        let has_database = storage.has_database();
        if has_database && storage.copy_file.is_none() {
            return Some(Refusal::DatabaseCopyFirst { group });
        }
        let node = storage.active_copy().node;
        if !self.parts.runs(node, Process::Replication) {
            return Some(Refusal::CopyNotReachable { node });
        }
        if has_database && !is_postponed && !storage.is_mounted() {
            return Some(Refusal::SourceNotMounted { group });
        }
        let refusal = self.refuse_second_disks(group);
        refusal.or_else(|| storage.other_disks().and_then(|disks| self.refuse_volumes(disks)))
    }

    /// The files of a copy are moved while nobody has them open: suspended, or not made yet.
    fn refuse_move_copy(&self, group: StorageGroupId, paths: &NewPaths) -> Option<Refusal> {
        let storage = self.group(group);
        let copy = storage.partner_copy()?;
        let is_made = storage.settings.is_some_and(|it| it.is_created);
        if is_made && copy.suspended.is_none() {
            return Some(Refusal::CopyRunning { group });
        }
        self.refuse_paths(storage.server, None, &copy.paths.clone().changed(paths))
    }

    fn refuse_restore_local(&self, group: StorageGroupId) -> Option<Refusal> {
        let storage = self.group(group);
        let id = storage.copy_id(storage.partner()?);
        let copy = self.copy(id);
        if self.parts.server(copy.node).node.state != NodeState::Up {
            return Some(Refusal::ServerNotUp { node: copy.node });
        }
        if let Err(refusal) = self.refuse_copy_work(group, None) {
            return Some(refusal);
        }
        let is_mounted = storage.active_copy().database.is_open();
        if is_mounted || storage.activation.is_some() {
            return Some(Refusal::StillMounted { group });
        }
        if copy.task.is_some() {
            return Some(Refusal::FilesInUse { group, node: copy.node });
        }
        self.refuse_unfit(id).or_else(|| self.refuse_volumes(copy.disks))
    }
}
