//! What was lost is replaced by something new: an empty disk, or a machine without Exchange.
//!
//! A fault that is mended brings everything back as it was, as when a cable was loose. What is replaced brings
//! nothing: the files have to come from a copy or from a backup, the server from the directory.

use super::copy::{CopyRole, DatabaseState};
use crate::engine::{Causes, EntryNumber};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::{Condition, NodeState, ServerRole};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, DiskSet, Part, Volume};
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;

impl Bench {
    /// Why a part cannot be replaced: it is not lost, or the lab knows nothing new for it.
    pub(crate) fn refuse_replace(&self, part: Part) -> Option<Refusal> {
        let is_lost = match part {
            Part::Volume(disks, volume) => self.parts.volume(disks, volume).state == Condition::Failed,
            Part::Node(node) => {
                let server = self.parts.server(node);
                server.role == ServerRole::Mailbox && matches!(server.node.state, NodeState::Down(_))
            }
            Part::Process(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => false,
        };
        (!is_lost).then_some(Refusal::NotReplaceable { part })
    }

    /// Puts something new in the place of what was lost.
    pub(crate) fn replace(&mut self, part: Part, out: &mut Out<'_>) {
        let replaced = out.emit(Rule::PartReplaced, Event::PartReplaced { part });
        out.because(replaced);
        match part {
            Part::Volume(disks, volume) => self.replace_volume(disks, volume, replaced, out),
            Part::Node(node) => {
                self.parts.server_mut(node).lacks_exchange = true;
                self.start(part, out);
            }
            Part::Process(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => {}
        }
    }

    fn replace_volume(&mut self, disks: DiskSet, volume: Volume, replaced: EntryNumber, out: &mut Out<'_>) {
        for (group, place) in self.copies_on(disks) {
            let id = CopyId { group, place: place as u8 };
            match volume {
                Volume::LogDisk => self.lose_logs(id, replaced, out),
                Volume::DatabaseDisk => self.lose_file(id, replaced, out),
            }
        }
        if let Some(condition) = self.parts.condition_mut(Part::Volume(disks, volume)) {
            condition.set(Condition::Well, out.now(), replaced);
        }
    }

    /// Every log of a copy is gone, the open one too.
    fn lose_logs(&mut self, id: CopyId, replaced: EntryNumber, out: &mut Out<'_>) {
        let storage = self.group_mut(id.group);
        let place = id.place as usize;
        if let Some(newest) = storage.copy(place).files.newest() {
            storage.keep_deleted(place, newest);
        }
        let is_active = place == storage.active;
        let copy = storage.copy_mut(place);
        let has_lost = !copy.files.is_empty();
        copy.files.clear();
        copy.forget_damage(|_| true);
        (copy.rejected, copy.out_of_date) = (Vec::new(), Vec::new());
        copy.deleted_by = replaced;
        copy.open = copy.open.take().filter(|open| !open.is_empty());
        if let Some(open) = &mut copy.open {
            open.gone.get_or_insert(replaced);
        }
        if !is_active && has_lost && (copy.lacks_a_required_log() || copy.divergence.is_some()) {
            self.give_copy_up(id, CopyFailure::LogMissing, replaced, out);
        }
    }

    /// The database file of a copy is gone.
    fn lose_file(&mut self, id: CopyId, replaced: EntryNumber, out: &mut Out<'_>) {
        let is_active = id.place as usize == self.group(id.group).active;
        let copy = self.copy_mut(id);
        if copy.database == DatabaseState::Absent {
            return;
        }
        (copy.database, copy.page_damage) = (DatabaseState::Absent, None);
        if !is_active {
            self.give_copy_up(id, CopyFailure::NoBaseline, replaced, out);
        }
    }

    /// A copy that has lost what cannot be had again needs a new baseline; what was restored of it is lost with it.
    fn give_copy_up(&mut self, id: CopyId, failure: CopyFailure, because: EntryNumber, out: &mut Out<'_>) {
        match self.copy(id).role {
            CopyRole::Local | CopyRole::Standby { .. } => self.fail_copy(id, failure, Causes::one(because), out),
            CopyRole::Retired => self.copy_mut(id).restored = None,
        }
    }
}
