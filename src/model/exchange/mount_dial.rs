//! `AutoDatabaseMountDial`: how many missing logs a mount tolerates, and what a database does that is refused.
//!
//! Source: \[RSGC\], \[EV2091\], \[EV2093\].

use super::activation::Activation;
use crate::engine::{EntryNumber, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{CopyId, StorageGroupId};
use crate::model::params::{FORCED_RETRY_MS, MountDial};
use crate::model::rule::Rule;
use crate::model::units::LogCount;
use crate::model::work::Work;

impl Bench {
    /// The mount dial decides, on the closed logs that are missing; Lossless wants the open one too.
    pub(super) fn decide(&mut self, id: CopyId, out: &mut Out<'_>) {
        let (group, place) = (id.group, id.place as usize);
        let missing = self.group(group).copy_queue_length(place);
        let within_dial = self.would_tolerate(group, missing);
        let tolerated = self.dial_of(group).tolerates();
        let storage = self.group_mut(group);
        let node = storage.copy(place).node;
        let open_log = storage.has_open_log();
        if storage.copy(place).is_fit_to_mount() && (within_dial || storage.loss_accepted.is_some()) {
            let causes = out.causes().and_if(storage.loss_accepted);
            let event = Event::MountAllowed { group, node, missing, tolerated };
            let allowed = out.emit_because(Rule::MountDial, event, causes);
            out.because(allowed);
            let left = storage.copy(place).replay_queue_length();
            self.begin_recovery(group, left, out);
            return;
        }
        let event = Event::MountRefused { group, node, missing, tolerated, open_log };
        let rule = if self.is_copy_supported(group) { Rule::MountDial } else { Rule::PublicFolders };
        let refused = out.emit(rule, event);
        self.group_mut(group).waiting_since.get_or_insert(out.now());
        let forced = self.schedule_forced_mount(group, refused, out);
        let storage = self.group_mut(group);
        storage.activation = Some(Activation::Waiting { because: refused, forced });
        storage.because = refused;
    }

    /// Whether the dial tolerates what is missing now.
    pub(crate) fn is_within_dial(&self, id: CopyId) -> bool {
        self.would_tolerate(id.group, self.group(id.group).copy_queue_length(id.place as usize))
    }

    /// Whether the dial would tolerate so many missing logs; Lossless wants the open one too.
    pub(super) fn would_tolerate(&self, group: StorageGroupId, missing: LogCount) -> bool {
        let dial = self.dial_of(group);
        missing <= dial.tolerates() && !(dial == MountDial::Lossless && self.group(group).has_open_log())
    }

    /// A waiting database takes the missing logs as soon as the old node can be reached again.
    pub(crate) fn watch_waiting(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            let Some(Activation::Waiting { because, .. }) = self.group(group).activation else { continue };
            let Some((_, place)) = self.mounting_place(group) else { continue };
            let id = self.group(group).copy_id(place);
            let source = self.group(group).active_copy().node;
            if self.fetch_obstacle(id).is_none() && self.copy(id).is_fit_to_mount() {
                let causes = out.causes().and(because).and(self.parts.server(source).node.because);
                out.because(causes);
                self.begin_activation(group, out);
            }
        }
    }

    /// The time of `ForcedDatabaseMountAfter` is over.
    pub(crate) fn on_forced_mount(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let Some(Activation::Waiting { because, forced: _ }) = self.group(group).activation else { return };
        let Some((_, place)) = self.mounting_place(group) else { return };
        if !self.group(group).copy(place).is_fit_to_mount() {
            // Nothing can force a copy without a usable database; it may become usable.
            let ticket = out.after(SimSpan::from_millis(FORCED_RETRY_MS), Work::ForcedMount { group });
            self.group_mut(group).activation = Some(Activation::Waiting { because, forced: Some(ticket) });
            return;
        }
        let missing = self.group(group).copy_queue_length(place);
        let forced = out.emit(Rule::ForcedMount, Event::MountForced { group, missing });
        self.group_mut(group).loss_accepted = Some(forced);
        out.because(forced);
        self.decide(self.group(group).copy_id(place), out);
    }

    /// Schedules the forced mount of a waiting database, counted from when it began to wait.
    fn schedule_forced_mount(
        &mut self,
        group: StorageGroupId,
        because: EntryNumber,
        out: &mut Out<'_>,
    ) -> Option<Ticket> {
        let hours = self.server_of(group).forced_mount_after?;
        let waited = self.group(group).waiting_since.map_or(SimSpan::ZERO, |since| out.now().since(since));
        let left = SimSpan::from_hours(u64::from(hours)) - waited;
        Some(out.after_because(left, Work::ForcedMount { group }, because))
    }

    /// `ForcedDatabaseMountAfter` was set: it holds for databases that wait already.
    pub(crate) fn reschedule_forced_mounts(&mut self, set: EntryNumber, out: &mut Out<'_>) {
        for group in self.group_places() {
            let Some(Activation::Waiting { because, forced }) = self.group(group).activation else { continue };
            if let Some(ticket) = forced {
                out.cancel(ticket);
            }
            let forced = self.schedule_forced_mount(group, set, out);
            self.group_mut(group).activation = Some(Activation::Waiting { because, forced });
        }
    }
}
