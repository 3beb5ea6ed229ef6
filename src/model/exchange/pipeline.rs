//! The replication pipeline: a closed log is heard of, copied, inspected, replayed.
//!
//! The service on the passive side pulls; the active store does not know that it is being copied.
//! One log at a time in each stage, in the order of their generations.

use super::storage_group::{Activation, DatabaseState};
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::Condition;
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{NetworkId, Process, StorageGroupId, Volume};
use crate::model::params::{COPY_MS, INSPECT_ATTEMPTS, INSPECT_MS, NOTIFY_MS, REPLAY_MS};
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// Lets the pipeline of every storage group go on where it can.
    pub(crate) fn run_pipelines(&mut self, out: &mut Out<'_>) {
        for group in self.group_ids() {
            self.fail_copy_without_volume(group, out);
            self.start_copying(group, out);
            self.start_replaying(group, out);
        }
    }

    /// A copy whose volume is gone or full has failed.
    fn fail_copy_without_volume(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let copy = self.group(group).passive_copy();
        let node = copy.node;
        if copy.failed.is_some() || !self.parts.runs(node, Process::Replication) {
            return;
        }
        let server = self.parts.server(node);
        let gone = Volume::ALL.iter().map(|volume| server.volume(*volume)).find(|it| it.state != Condition::Well);
        if let Some(because) = gone.map(|stamped| stamped.because) {
            self.fail_copy(group, CopyFailure::Volume, Causes::one(because), out);
        }
    }

    /// Marks the passive copy failed and stops what it was doing.
    pub(super) fn fail_copy(&mut self, group: StorageGroupId, failure: CopyFailure, causes: Causes, out: &mut Out<'_>) {
        let rule = if failure == CopyFailure::Diverged { Rule::Divergence } else { Rule::CopyFails };
        let copy = self.group_mut(group).passive_copy_mut();
        let event = Event::CopyFailed { group, node: copy.node, failure };
        let failed = out.emit_because(rule, event, causes);
        copy.failed = Some((failure, failed));
        copy.stop_tasks(out);
    }

    /// Whether the passive copy may do anything at all.
    pub(super) fn may_work(&self, group: StorageGroupId) -> bool {
        let storage = self.group(group);
        let copy = storage.passive_copy();
        let is_free = matches!(storage.activation, None | Some(Activation::Waiting { .. }))
            || self.server.owner != Some(copy.node);
        is_free
            && copy.suspended.is_none()
            && copy.failed.is_none()
            && copy.seeding.is_none()
            && copy.divergence.is_none()
            && copy.database == DatabaseState::Replica
            && self.parts.runs(copy.node, Process::Replication)
    }

    fn start_copying(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let obstacle = self.source_obstacle(group);
        let is_waiting = matches!(self.group(group).activation, Some(Activation::Waiting { .. }));
        if !self.may_work(group) || is_waiting {
            return;
        }
        let storage = self.group_mut(group);
        let next = storage.passive_copy().inspected.next();
        if next > storage.last_generated || storage.passive_copy().copy_task.is_some() {
            return;
        }
        if let Some(obstacle) = obstacle {
            storage.passive_copy_mut().resumed_by = Some(obstacle);
            return;
        }
        let Some(closed_by) = storage.active_copy().files.get(next).map(|file| file.closed_by) else { return };
        let newest = storage.last_generated;
        let copy = storage.passive_copy_mut();
        copy.notified = newest;
        let causes = Causes::one(closed_by).and_if(copy.resumed_by.take());
        let wait = SimSpan::from_millis(NOTIFY_MS + COPY_MS);
        copy.copy_task = Some(out.after_because(wait, Work::Copied { group, generation: next }, causes));
    }

    /// A log has reached the inspector folder, unless something came between.
    pub(crate) fn on_copied(&mut self, group: StorageGroupId, generation: LogGeneration, out: &mut Out<'_>) {
        self.group_mut(group).passive_copy_mut().copy_task = None;
        if !self.may_work(group) || !self.is_source_in_reach(group) {
            return;
        }
        // Whoever mends the way now does not mend the file that came over it.
        let damage = self.damage_on_the_way(group);
        let copy = self.group_mut(group).passive_copy_mut();
        let event = Event::LogCopied { group, node: copy.node, generation };
        let copied = out.emit(Rule::ClosedLogsShip, event);
        copy.copied = generation;
        copy.copied_by = copied;
        copy.damaged_by = damage;
        let wait = SimSpan::from_millis(INSPECT_MS);
        copy.copy_task = Some(out.after_because(wait, Work::Inspected { group, generation }, copied));
    }

    /// A log has passed inspection and lies in the log folder.
    pub(crate) fn on_inspected(&mut self, group: StorageGroupId, generation: LogGeneration, out: &mut Out<'_>) {
        self.group_mut(group).passive_copy_mut().copy_task = None;
        let file = self.group(group).active_copy().files.get(generation).map(Arc::clone);
        let Some(file) = file.filter(|_| self.may_work(group)) else {
            self.group_mut(group).passive_copy_mut().empty_inspector_folder();
            return;
        };
        if let Some(damage) = self.group_mut(group).passive_copy_mut().damaged_by.take() {
            self.inspection_fails(group, generation, damage, out);
            return;
        }
        let copy = self.group_mut(group).passive_copy_mut();
        let event = Event::LogInspected { group, node: copy.node, generation };
        let inspected = out.emit(Rule::Inspection, event);
        copy.take_log(file, inspected);
    }

    /// What damages logs between the active copy and the passive one.
    pub(crate) fn damage_on_the_way(&self, group: StorageGroupId) -> Option<EntryNumber> {
        let storage = self.group(group);
        self.parts.damage(storage.active_copy().node, storage.passive_copy().node, NetworkId::Public)
    }

    /// A damaged log is copied again, three attempts in all; then the copy has failed. Source: \[LOGRECOPY\].
    fn inspection_fails(
        &mut self,
        group: StorageGroupId,
        generation: LogGeneration,
        damage: EntryNumber,
        out: &mut Out<'_>,
    ) {
        let causes = out.causes().and(damage);
        let copy = self.group_mut(group).passive_copy_mut();
        copy.empty_inspector_folder();
        copy.failed_attempts += 1;
        let (node, attempt, attempts) = (copy.node, copy.failed_attempts, INSPECT_ATTEMPTS as u32);
        let event = Event::InspectionFailed { group, node, generation, attempt, attempts };
        let entry = out.emit_because(Rule::Inspection, event, causes);
        copy.resumed_by = Some(entry);
        if attempt >= attempts {
            copy.failed_attempts = 0;
            self.fail_copy(group, CopyFailure::Inspection, Causes::one(entry), out);
        }
    }

    fn start_replaying(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        if !self.may_work(group) {
            return;
        }
        let copy = self.group_mut(group).passive_copy_mut();
        if copy.replayed >= copy.inspected || copy.replay_task.is_some() {
            return;
        }
        let generation = copy.replayed.next();
        let causes = Causes::one(copy.inspected_by).and(copy.replayed_by);
        let wait = SimSpan::from_millis(REPLAY_MS);
        copy.replay_task = Some(out.after_because(wait, Work::Replayed { group, generation }, causes));
    }

    /// A log has been replayed into the copy of the database.
    pub(crate) fn on_replayed(&mut self, group: StorageGroupId, generation: LogGeneration, out: &mut Out<'_>) {
        self.group_mut(group).passive_copy_mut().replay_task = None;
        if !self.may_work(group) {
            return;
        }
        let copy = self.group_mut(group).passive_copy_mut();
        let event = Event::LogReplayed { group, node: copy.node, generation };
        let replayed = out.emit(Rule::ReplayInOrder, event);
        copy.replayed = generation;
        copy.replayed_by = replayed;
    }
}
