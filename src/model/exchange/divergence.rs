//! A returning copy whose newest logs the active copy never had.
//!
//! The split shows only when the active copy has generated a log of the first generation that
//! differs. Lost Log Resilience has kept the newest changes out of the old database file, so that
//! dropping the logs is enough, unless more is at stake than it held back. Source: \[EV2058\], \[LLR\].

use super::copy::DatabaseState;
use crate::engine::{Causes, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::event::{CopyFailure, Event};
use crate::model::ids::{CopyId, Process};
use crate::model::params::RESYNC_MS;
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

impl Bench {
    /// Begins the comparison as soon as there is something to compare.
    pub(crate) fn watch_divergence(&mut self, out: &mut Out<'_>) {
        for id in self.passive_copies() {
            self.stop_comparison(id, out);
            let group = id.group;
            let storage = self.group(group);
            let copy = self.copy(id);
            let Some(divergence) = copy.divergence else { continue };
            let can_compare = copy.suspended.is_none()
                && copy.failed.is_none()
                && copy.seeding.is_none()
                && storage.is_mounted()
                && storage.last_generated >= divergence.at
                && self.parts.runs(copy.node, Process::Replication)
                && self.is_source_in_reach(id);
            if !can_compare || divergence.comparing.is_some() {
                continue;
            }
            let node = copy.node;
            let closed = storage.active_copy().files.get(divergence.at).map(|file| file.closed_by);
            let causes = Causes::one(divergence.because).and(self.parts.server(node).node.because).and_if(closed);
            let event = Event::ResynchronizingStarted { group, node, diverged_at: divergence.at };
            let started = out.emit_because(Rule::Divergence, event, causes);
            let ticket = out.after_because(SimSpan::from_millis(RESYNC_MS), Work::Resynchronized { copy: id }, started);
            if let Some(divergence) = &mut self.copy_mut(id).divergence {
                divergence.comparing = Some(ticket);
            }
        }
    }

    /// The comparison is done: drop the logs that differ, or ask for a new baseline.
    pub(crate) fn on_resynchronized(&mut self, id: CopyId, out: &mut Out<'_>) {
        let is_able = self.is_source_in_reach(id) && self.group(id.group).is_mounted();
        let copy = self.copy_mut(id);
        let Some(divergence) = &mut copy.divergence else { return };
        if divergence.comparing.take().is_none() || !is_able {
            return;
        }
        let (at, flushed_to) = (divergence.at, divergence.flushed_to);
        if flushed_to >= at {
            let causes = out.causes();
            self.fail_copy(id, CopyFailure::Diverged, causes, out);
            return;
        }
        let diverged: Vec<LogGeneration> = copy.files.from(at).map(|file| file.generation).collect();
        let dropped = copy.files.drop_from(at);
        copy.forget_damage(|generation| generation >= at);
        copy.out_of_date.extend(diverged);
        let open = copy.open.take().filter(|open| !open.is_empty());
        let logs = LogCount(dropped as u32 + u32::from(open.is_some()));
        let event = Event::DivergedLogsDropped { group: id.group, node: copy.node, from: at, logs };
        let entry = out.emit(Rule::IncrementalReseed, event);
        copy.divergence = None;
        copy.database = DatabaseState::Replica;
        copy.resumed_by = Some(entry);
    }

    /// Stops a comparison whose copy or service went away.
    fn stop_comparison(&mut self, id: CopyId, out: &mut Out<'_>) {
        let node = self.copy(id).node;
        if self.parts.runs(node, Process::Replication) {
            return;
        }
        if let Some(divergence) = &mut self.copy_mut(id).divergence
            && let Some(ticket) = divergence.comparing.take()
        {
            out.cancel(ticket);
        }
    }
}
