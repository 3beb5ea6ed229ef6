//! What cannot be done to the copies of a storage group: seeding them, working on them, mounting them.

use crate::model::bench::Bench;
use crate::model::ese::EseError;
use crate::model::exchange::{Activation, DatabaseState, ServerState};
use crate::model::ids::{CopyId, DiskSet, NetworkId, NodeId, Part, Process, StorageGroupId, Volume};
use crate::model::refusal::Refusal;

impl Bench {
    /// The copy that a command works on, unless it is being seeded or its service cannot be asked.
    pub(super) fn refuse_copy_work(&self, group: StorageGroupId, standby: Option<NodeId>) -> Result<CopyId, Refusal> {
        let id = self.copy_in_reach(group, standby)?;
        if self.copy(id).seeding.is_some() { Err(Refusal::CopyBeingSeeded { group }) } else { Ok(id) }
    }

    /// The copy that a command means, unless its service cannot be asked.
    pub(super) fn copy_in_reach(&self, group: StorageGroupId, standby: Option<NodeId>) -> Result<CopyId, Refusal> {
        let Some(id) = self.copy_for(group, standby) else {
            return Err(Refusal::NoCopy { group, node: standby });
        };
        let copy = self.copy(id);
        if !self.parts.runs(copy.node, Process::Replication) {
            return Err(Refusal::CopyNotReachable { node: copy.node });
        }
        Ok(id)
    }

    pub(super) fn refuse_update(
        &self,
        group: StorageGroupId,
        standby: Option<NodeId>,
        delete_existing_files: bool,
        over: Option<NetworkId>,
    ) -> Option<Refusal> {
        let id = match self.refuse_copy_work(group, standby) {
            Ok(id) => id,
            Err(refusal) => return Some(refusal),
        };
        let storage = self.group(group);
        let copy = self.copy(id);
        if copy.suspended.is_none() {
            return Some(Refusal::CopyNotSuspended { group });
        }
        let network = over.unwrap_or_else(|| self.shipping_network(id));
        if !storage.is_mounted() || self.source_obstacle_over(id, network).is_some() {
            return Some(Refusal::SourceNotMounted { group });
        }
        if let Some(refusal) = self.refuse_volumes(copy.disks) {
            return Some(refusal);
        }
        (!delete_existing_files && !copy.files.is_empty()).then_some(Refusal::FilesExist { group })
    }

    pub(in crate::model) fn refuse_volumes(&self, disks: DiskSet) -> Option<Refusal> {
        let missing = Volume::ALL.into_iter().find(|volume| !self.parts.is_writable(disks, *volume));
        missing.map(|volume| Refusal::VolumeNotThere { part: Part::Volume(disks, volume) })
    }

    pub(super) fn refuse_mount(&self, group: StorageGroupId) -> Option<Refusal> {
        let (storage, server) = (self.group(group), self.server_of(group));
        if let Some(refusal) = self.refuse_no_database(group) {
            return Some(refusal);
        }
        if server.state != ServerState::Online {
            return Some(Refusal::NotOnline);
        }
        if storage.restoring.is_some() {
            return Some(Refusal::RestoreRunning { group });
        }
        match (&storage.activation, storage.active_copy().database) {
            (_, DatabaseState::Mounted) => return Some(Refusal::AlreadyMounted { group }),
            (_, DatabaseState::Dismounting) => return Some(Refusal::BeingDismounted { group }),
            (Some(Activation::Waiting { .. }), _) => {
                let copy = storage.copy_id(self.mounting_place(group)?.1);
                if let Some(refusal) = self.refuse_unfit(copy) {
                    return Some(refusal);
                }
                if !self.is_within_dial(copy) && storage.loss_accepted.is_none() {
                    let missing = storage.copy_queue_length(copy.place as usize);
                    let tolerated = self.dial_of(group).tolerates();
                    return Some(Refusal::LogsMissing { group, missing, tolerated });
                }
            }
            (Some(_), _) => return Some(Refusal::AlreadyMounted { group }),
            (None, _) => {}
        }
        let owner = server.owner?;
        if !self.parts.runs(owner, Process::Store) {
            return Some(Refusal::StoreNotRunning { node: owner });
        }
        if let Some(refusal) = self.refuse_portable(group) {
            return Some(refusal);
        }
        let in_place = storage.place_of(owner).filter(|place| storage.is_in_place(*place));
        let Some(place) = in_place else { return Some(Refusal::FilesNotThere { group }) };
        if storage.copy(place).task.is_some() {
            return Some(Refusal::FilesInUse { group, node: owner });
        }
        self.refuse_volumes(storage.copy(place).disks).or_else(|| {
            let is_created = storage.settings.is_some_and(|it| it.is_created);
            if is_created && storage.copy(place).database == DatabaseState::Absent {
                return Some(Refusal::Ese { group, node: owner, error: EseError::FileNotFound });
            }
            let copy = storage.copy(place);
            let bad = match copy.database {
                _ if place == storage.active => storage.bad_log_of_recovery()?,
                // A restored target: recovery replays what it has yet to replay.
                DatabaseState::Replica => copy.first_bad_log()?,
                _ => return None,
            };
            Some(Refusal::RecoveryImpossible { group, error: bad.error, generation: bad.generation })
        })
    }

    pub(super) fn refuse_unfit(&self, id: CopyId) -> Option<Refusal> {
        let copy = self.copy(id);
        (!copy.is_fit_to_mount()).then_some(Refusal::CopyNotFit { group: id.group, node: copy.node })
    }
}
