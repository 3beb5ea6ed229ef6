//! The replication pipeline: a closed log is heard of, copied, inspected, replayed.
//!
//! The service on the passive side pulls; the active store does not know that it is being copied.
//! One log at a time in each stage, in the order of their generations.

use super::activation::Activation;
use super::copy::{CopyRole, DatabaseState};
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::ese::EseError;
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, Process, Volume};
use crate::model::params::{INSPECT_ATTEMPTS, NOTIFY_MS};
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// Lets the pipeline of every copy go on where it can.
    pub(crate) fn run_pipelines(&mut self, out: &mut Out<'_>) {
        for copy in self.passive_copies() {
            self.fail_copy_without_volume(copy, out);
            self.start_copying(copy, out);
            self.start_replaying(copy, out);
        }
    }

    /// A copy whose volume is gone or full has failed.
    fn fail_copy_without_volume(&mut self, id: CopyId, out: &mut Out<'_>) {
        let copy = self.copy(id);
        if copy.failed.is_some() || !self.parts.runs(copy.node, Process::Replication) {
            return;
        }
        let volumes = Volume::ALL.map(|volume| self.parts.volume(copy.disks, volume));
        let gone = volumes.iter().find(|it| !it.state.works());
        if let Some(because) = gone.map(|stamped| stamped.because) {
            // A node of a single copy cluster has no disks of its own: enabling it is what fails.
            let causes = Causes::one(because).and_if(copy.resumed_by);
            self.fail_copy(id, CopyFailure::Volume, causes, out);
        }
    }

    /// Marks a passive copy failed and stops what it was doing.
    pub(super) fn fail_copy(&mut self, id: CopyId, failure: CopyFailure, causes: Causes, out: &mut Out<'_>) {
        let rule = if failure == CopyFailure::Diverged { Rule::Divergence } else { Rule::CopyFails };
        let copy = self.copy_mut(id);
        let event = Event::CopyFailed { group: id.group, node: copy.node, failure };
        let failed = out.emit_because(rule, event, causes);
        copy.failed = Some((failure, failed));
        copy.stop_tasks(out);
    }

    /// Whether a passive copy may do anything at all.
    pub(super) fn may_work(&self, id: CopyId) -> bool {
        let storage = self.group(id.group);
        let copy = self.copy(id);
        let is_free = copy.role != CopyRole::Local
            || matches!(storage.activation, None | Some(Activation::Waiting { .. }))
            || self.server_of(id.group).owner != Some(copy.node);
        is_free
            && storage.active != id.place as usize
            && copy.is_used()
            && copy.suspended.is_none()
            && copy.failed.is_none()
            && copy.seeding.is_none()
            && copy.divergence.is_none()
            && copy.task.is_none()
            && copy.restored.is_none()
            && (copy.database == DatabaseState::Replica || copy.awaits_database())
            && self.parts.runs(copy.node, Process::Replication)
    }

    fn start_copying(&mut self, id: CopyId, out: &mut Out<'_>) {
        let obstacle = self.source_obstacle(id);
        let wait = SimSpan::from_millis(NOTIFY_MS) + self.copy_time(id);
        let storage = self.group(id.group);
        let is_waiting = matches!(storage.activation, Some(Activation::Waiting { .. }));
        if !self.may_work(id) || (is_waiting && self.copy(id).role == CopyRole::Local) {
            return;
        }
        let storage = self.group_mut(id.group);
        let newest = storage.last_generated;
        let next = storage.copy(id.place as usize).inspected.next();
        let deleted_by = storage.active_copy().deleted_by;
        let closed_by = storage.active_copy().files.get(next).map(|file| file.closed_by);
        let copy = storage.copy_mut(id.place as usize);
        if next > newest {
            return;
        }
        if copy.copy_task.is_some() {
            if copy.copied == copy.inspected {
                // A file whose way breaks off while it is copied arrives short.
                copy.damaged_by = copy.damaged_by.or(obstacle);
            }
            return;
        }
        if let Some(obstacle) = obstacle {
            self.second_half_stop_copying(id, obstacle, out);
            return;
        }
        if copy.stopped.is_some() && !self.second_half_hears_again(id, out) {
            return;
        }
        let copy = self.copy_mut(id);
        let Some(closed_by) = closed_by else {
            // A gap in the stream stops the copy until it is seeded anew. Source: recalled.
            let causes = Causes::one(deleted_by).and_if(copy.resumed_by.take());
            self.fail_copy(id, CopyFailure::LogMissing, causes, out);
            return;
        };
        copy.notified = newest;
        let causes = Causes::one(closed_by).and_if(copy.resumed_by.take());
        copy.copy_task = Some(out.after_because(wait, Work::Copied { copy: id, generation: next }, causes));
    }

    /// A log has reached the inspector folder, unless something came between.
    pub(crate) fn on_copied(&mut self, id: CopyId, generation: LogGeneration, out: &mut Out<'_>) {
        let copy = self.copy_mut(id);
        copy.copy_task = None;
        let torn = copy.damaged_by.take();
        if !self.may_work(id) || !self.is_source_in_reach(id) {
            return;
        }
        // Whoever mends the way now does not mend the file that came over it.
        let at_rest = self.group(id.group).active_copy().faults.get(&generation).copied();
        let damage = torn.or_else(|| self.damage_on_the_way(id)).or(at_rest);
        let wait = self.inspect_time(id);
        let copy = self.copy_mut(id);
        let event = Event::LogCopied { group: id.group, node: copy.node, generation };
        let copied = out.emit(Rule::ClosedLogsShip, event);
        copy.copied = generation;
        copy.copied_by = copied;
        copy.damaged_by = damage;
        copy.copy_task = Some(out.after_because(wait, Work::Inspected { copy: id, generation }, copied));
    }

    /// A log has passed inspection and lies in the log folder.
    pub(crate) fn on_inspected(&mut self, id: CopyId, generation: LogGeneration, out: &mut Out<'_>) {
        self.copy_mut(id).copy_task = None;
        let file = self.group(id.group).active_copy().files.get(generation).map(Arc::clone);
        let Some(file) = file.filter(|_| self.may_work(id)) else {
            self.copy_mut(id).empty_inspector_folder();
            return;
        };
        if let Some(damage) = self.copy_mut(id).damaged_by.take() {
            self.inspection_fails(id, generation, damage, out);
            return;
        }
        let copy = self.copy_mut(id);
        let event = Event::LogInspected { group: id.group, node: copy.node, generation };
        let inspected = out.emit(Rule::Inspection, event);
        copy.take_log(file, inspected);
    }

    /// What damages logs between the active copy and a passive one.
    pub(crate) fn damage_on_the_way(&self, id: CopyId) -> Option<EntryNumber> {
        let (source, target) = (self.group(id.group).active_copy().node, self.copy(id).node);
        if source == target { None } else { self.parts.damage(source, target, self.shipping_network(id)) }
    }

    /// A damaged log is copied again, three attempts in all; then the copy has failed. Source: \[LOGRECOPY\].
    fn inspection_fails(&mut self, id: CopyId, generation: LogGeneration, damage: EntryNumber, out: &mut Out<'_>) {
        let causes = out.causes().and(damage);
        let copy = self.copy_mut(id);
        copy.empty_inspector_folder();
        copy.failed_attempts += 1;
        if copy.rejected.last() != Some(&generation) {
            copy.rejected.push(generation);
        }
        let (node, attempt, attempts) = (copy.node, copy.failed_attempts, INSPECT_ATTEMPTS as u32);
        let event = Event::InspectionFailed { group: id.group, node, generation, attempt, attempts };
        let entry = out.emit_because(Rule::Inspection, event, causes);
        copy.resumed_by = Some(entry);
        if attempt >= attempts {
            copy.failed_attempts = 0;
            self.fail_copy(id, CopyFailure::Inspection, Causes::one(entry), out);
        }
    }

    fn start_replaying(&mut self, id: CopyId, out: &mut Out<'_>) {
        let copy = self.copy(id);
        let generation = copy.replayed.next();
        let has_database = copy.database == DatabaseState::Replica;
        if !has_database || generation > copy.replayable() || copy.replay_task.is_some() || !self.may_work(id) {
            return;
        }
        let wait = copy.replay_wait(generation, out.now()) + self.replay_time(id);
        let copy = self.copy_mut(id);
        let causes = Causes::one(copy.inspected_by).and(copy.replayed_by);
        copy.replay_task = Some(out.after_because(wait, Work::Replayed { copy: id, generation }, causes));
    }

    /// A log has been replayed into the copy of the database.
    pub(crate) fn on_replayed(&mut self, id: CopyId, generation: LogGeneration, out: &mut Out<'_>) {
        self.copy_mut(id).replay_task = None;
        if !self.may_work(id) {
            return;
        }
        if let Some(bad) = self.copy(id).bad_log(generation) {
            let is_there = bad.error == EseError::LogFileCorrupt;
            let failure = if is_there { CopyFailure::LogDamaged } else { CopyFailure::LogMissing };
            let causes = out.causes().and(bad.because);
            self.fail_copy(id, failure, causes, out);
            return;
        }
        let copy = self.copy_mut(id);
        let event = Event::LogReplayed { group: id.group, node: copy.node, generation };
        let replayed = out.emit(Rule::ReplayInOrder, event);
        copy.replay(generation);
        copy.replayed_by = replayed;
    }
}
