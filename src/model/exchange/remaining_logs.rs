//! The logs that only the old active copy has, and whether they can still be fetched before the mount.

use super::activation::Activation;
use crate::engine::EntryNumber;
use crate::model::bench::{Bench, Out};
use crate::model::event::{Closing, Event};
use crate::model::ids::{CopyId, NetworkId, Process, StorageGroupId, Volume};
use crate::model::rule::Rule;
use crate::model::units::LogCount;
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// What keeps the Replication service of the passive side from fetching logs that pass inspection.
    pub(super) fn fetch_obstacle(&self, id: CopyId) -> Option<EntryNumber> {
        let node = self.copy(id).node;
        let is_idle = !self.parts.runs(node, Process::Replication);
        let service = is_idle.then(|| self.parts.why_not_running(node, Process::Replication));
        service
            .or_else(|| self.source_obstacle(id))
            .or_else(|| self.damage_on_the_way(id))
            .or_else(|| self.bad_log_at_source(id))
    }

    /// What is wrong with the next log where it was written.
    fn bad_log_at_source(&self, id: CopyId) -> Option<EntryNumber> {
        let storage = self.group(id.group);
        let next = self.copy(id).inspected.next();
        if next > storage.last_generated {
            return storage.active_copy().open.as_ref().and_then(|open| open.gone);
        }
        storage.active_copy().bad_log(next).map(|bad| bad.because)
    }

    /// Whether the passive side can read the log volume of the active copy.
    pub(crate) fn is_source_in_reach(&self, id: CopyId) -> bool {
        self.source_obstacle(id).is_none()
    }

    /// What keeps the passive side from the log volume of the active copy.
    pub(crate) fn source_obstacle(&self, id: CopyId) -> Option<EntryNumber> {
        self.source_obstacle_over(id, self.shipping_network(id))
    }

    /// As [`Bench::source_obstacle`], over a network.
    pub(crate) fn source_obstacle_over(&self, id: CopyId, network: NetworkId) -> Option<EntryNumber> {
        let source = self.group(id.group).active_copy();
        let target = self.copy(id).node;
        let wire = match target == source.node {
            // The same server reads its own disks: no network is needed.
            true => None,
            false => self.parts.obstacle(target, source.node, network),
        };
        let volume = self.parts.volume(source.disks, Volume::LogDisk);
        wire.or_else(|| (!self.parts.is_readable(source.disks, Volume::LogDisk)).then_some(volume.because))
    }

    /// One more of the remaining logs has been fetched, or none is left.
    pub(crate) fn on_fetch(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let Some(Activation::Fetching { fetched, .. }) = self.group(group).activation else { return };
        let Some((node, place)) = self.mounting_place(group) else { return };
        let id = self.group(group).copy_id(place);
        if self.fetch_obstacle(id).is_some() {
            self.on_fetch_timeout(group, out);
            return;
        }
        let wait = self.copy_time(id) + self.inspect_time(id);
        let storage = self.group_mut(group);
        let wanted = storage.copy(place).inspected.next();
        if let Some(file) = storage.active_copy().files.get(wanted).cloned() {
            let causes = out.causes().and(file.closed_by);
            let copied = out.emit_because(
                Rule::FetchRemainingLogs,
                Event::LogInspected { group, node, generation: wanted },
                causes,
            );
            let copy = storage.copy_mut(place);
            copy.take_log(file, copied);
            let ticket = out.after(wait, Work::Fetch { group });
            storage.activation =
                Some(Activation::Fetching { ticket, fetched: LogCount(fetched.0 + 1), in_reach: true });
            return;
        }
        let open_log = self.fetch_open_log(id, out);
        let event = Event::RemainingLogsFetched { group, node, logs: fetched, open_log };
        let has_waited = self.group(group).waiting_since.is_some();
        let entry = out.emit(if has_waited { Rule::WaitForOldNode } else { Rule::FetchRemainingLogs }, event);
        out.because(entry);
        self.decide(id, out);
    }

    /// Fetches `E00.log` of the old active copy: it closes as what it is and nothing is lost.
    pub(super) fn fetch_open_log(&mut self, id: CopyId, out: &mut Out<'_>) -> bool {
        let group = id.group;
        let storage = self.group_mut(group);
        let Some(open) = storage.active_copy_mut().open.take_if(|open| !open.is_empty() && open.gone.is_none()) else {
            return false;
        };
        let generation = open.generation;
        let (letters, edits) = (open.letters.len() as u32, open.edits.len() as u32);
        let event = Event::LogClosed { group, generation, letters, edits, closing: Closing::Fetched };
        let closed = out.emit(Rule::FetchRemainingLogs, event);
        let (file, _) = open.close(out.now(), closed);
        let file = Arc::new(file);
        storage.active_copy_mut().files.push(Arc::clone(&file));
        storage.copy_mut(id.place as usize).take_log(file, closed);
        storage.last_generated = generation;
        storage.last_generated_at = out.now();
        true
    }

    /// The remaining logs are out of reach.
    pub(crate) fn on_fetch_timeout(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let Some(Activation::Fetching { .. }) = self.group(group).activation else { return };
        let Some((node, place)) = self.mounting_place(group) else { return };
        let id = self.group(group).copy_id(place);
        if self.fetch_obstacle(id).is_none() {
            self.begin_activation(group, out);
            return;
        }
        let causes = out.causes().and_if(self.fetch_obstacle(id));
        let source = self.group(group).active_copy().node;
        let event = Event::RemainingLogsOutOfReach { group, node, source };
        let entry = out.emit_because(Rule::FetchRemainingLogs, event, causes);
        out.because(entry);
        self.decide(id, out);
    }
}
