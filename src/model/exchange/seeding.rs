//! Seeding: the whole database is copied as a new baseline. Source: \[USGC\].

use super::copy::{DatabaseState, Seeding};
use crate::engine::{Causes, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, NetworkId, Process, Volume};
use crate::model::params::SEED_BYTES_PER_SECOND;
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;

impl Bench {
    /// Begins to seed the passive copy.
    pub(crate) fn begin_seeding(
        &mut self,
        id: CopyId,
        manual_resume: bool,
        over: Option<NetworkId>,
        out: &mut Out<'_>,
    ) {
        let duration = self.seeding_time(id, over);
        let now = out.now();
        let copy = self.copy_mut(id);
        let event = Event::SeedingStarted { group: id.group, node: copy.node, duration };
        let started = out.emit(Rule::Seeding, event);
        let ticket = out.after_because(duration, Work::Seeded { copy: id }, started);
        copy.files.clear();
        copy.truncated = LogGeneration::NONE;
        copy.forget_damage(|_| true);
        copy.page_damage = None;
        copy.open = None;
        copy.database = DatabaseState::Absent;
        copy.divergence = None;
        copy.failed = None;
        copy.seeding = Some(Seeding { from: now, until: now + duration, ticket, manual_resume, over, is_first: false });
    }

    /// How long the whole database of a storage group takes to a copy.
    pub(super) fn seeding_time(&self, id: CopyId, over: Option<NetworkId>) -> SimSpan {
        let bytes = self.database_bytes(id.group) + self.group(id.group).active_copy().data.grown;
        let quick = SimSpan::from_millis(bytes * 1_000 / SEED_BYTES_PER_SECOND);
        self.seeding_pace(id, over.unwrap_or(self.shipping_network(id)), quick)
    }

    /// The baseline is complete.
    pub(crate) fn on_seeded(&mut self, id: CopyId, out: &mut Out<'_>) {
        let storage = self.group_mut(id.group);
        let (generation, generated_at) = (storage.last_generated, storage.last_generated_at);
        let data = storage.data_up_to(generation);
        // Every page is verified on its way, as in a streaming backup.
        let damage = storage.active_copy().page_damage;
        let copy = storage.copy_mut(id.place as usize);
        let Some(seeding) = copy.seeding.take() else { return };
        if let Some(damage) = damage {
            let causes = out.causes().and(damage);
            self.fail_copy(id, CopyFailure::SeedingInterrupted, causes, out);
            return;
        }
        let event = Event::SeedingFinished { group: id.group, node: copy.node, generation };
        let finished = out.emit(Rule::Seeding, event);
        copy.database = DatabaseState::Replica;
        if seeding.is_first {
            // The logs since it was enabled are there; as many of them as ever are held back.
            (copy.replayed, copy.replayed_by) = (copy.replayable(), finished);
            copy.baseline = copy.replayed;
            let replayed = copy.replayed;
            let data = storage.data_up_to(replayed);
            storage.copy_mut(id.place as usize).data = data;
            return;
        }
        copy.baseline = generation;
        copy.data = data;
        (copy.notified, copy.copied, copy.inspected, copy.replayed) = (generation, generation, generation, generation);
        copy.inspected_log_time = generated_at;
        (copy.copied_by, copy.inspected_by, copy.replayed_by) = (finished, finished, finished);
        copy.is_initializing = true;
        copy.resumed_by = None;
        if !seeding.manual_resume {
            copy.suspended = None;
            let event = Event::CopyResumed { group: id.group, node: copy.node };
            out.emit_because(Rule::Seeding, event, finished);
        }
    }

    /// Seeding is given up: what it has copied so far is of no use.
    pub(crate) fn cancel_seeding(&mut self, id: CopyId, causes: Causes, out: &mut Out<'_>) {
        if let Some(seeding) = self.copy_mut(id).seeding.take() {
            out.cancel(seeding.ticket);
            self.fail_copy(id, CopyFailure::SeedingInterrupted, causes, out);
        }
    }

    /// Seeding ends early when its source, its way or its target goes away.
    pub(crate) fn watch_seeding(&mut self, out: &mut Out<'_>) {
        for id in self.passive_copies() {
            let storage = self.group(id.group);
            let copy = self.copy(id);
            let Some(seeding) = copy.seeding else { continue };
            let node = copy.node;
            let obstacle = if !storage.is_mounted() {
                Some(storage.because)
            } else if !self.parts.runs(node, Process::Replication) {
                Some(self.parts.why_not_running(node, Process::Replication))
            } else if let Some(volume) = Volume::ALL.iter().find(|it| !self.parts.is_writable(copy.disks, **it)) {
                Some(self.parts.volume(copy.disks, *volume).because)
            } else {
                match seeding.over {
                    Some(network) => self.source_obstacle_over(id, network),
                    None => self.source_obstacle(id).or_else(|| self.damage_on_the_way(id)),
                }
            };
            if let Some(obstacle) = obstacle {
                self.cancel_seeding(id, Causes::one(obstacle), out);
            }
        }
    }
}
