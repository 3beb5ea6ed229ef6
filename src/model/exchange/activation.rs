//! From a store that is online to a mounted database: fetch, decide by the dial, recover, mount.

use super::storage_group::{Activation, Copy, CopyRole, DatabaseState, Divergence, LostLogs};
use crate::engine::{EntryNumber, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{Closing, DismountReason, Event};
use crate::model::ids::{CopyId, NetworkId, NodeId, Process, StorageGroupId, Volume};
use crate::model::params::{
    Build, COPY_MS, FETCH_TIMEOUT_MS, FORCED_RETRY_MS, INSPECT_MS, MOUNT_MS, MountDial, REPLAY_MS,
};
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// Begins to mount a database on the node that owns the clustered mailbox server.
    pub(crate) fn begin_activation(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        self.cancel_activation(group, out);
        let Some((node, place)) = self.mounting_place(group) else { return };
        let has_volumes = self.parts.are_writable(self.group(group).copy(place).disks);
        let has_files = self.group(group).has_database() && self.group(group).is_in_place(place);
        if !has_files || !has_volumes || !self.parts.runs(node, Process::Store) {
            return;
        }
        if place == self.group(group).active {
            self.recover_in_place(group, node, out);
            return;
        }
        let id = self.group(group).copy_id(place);
        if self.copy(id).restored.is_some() {
            // What could be fetched was fetched by the restore, and whoever forced it accepted the loss.
            let left = self.copy(id).replay_queue_length();
            self.begin_recovery(group, left, out);
            return;
        }
        if !self.copy(id).is_fit_to_mount() {
            self.decide(id, out);
            return;
        }
        let in_reach = self.fetch_obstacle(id).is_none();
        let work = if in_reach { Work::Fetch { group } } else { Work::FetchTimeout { group } };
        let wait = SimSpan::from_millis(if in_reach { COPY_MS } else { FETCH_TIMEOUT_MS });
        let ticket = out.after(wait, work);
        let storage = self.group_mut(group);
        storage.copy_mut(place).stop_tasks(out);
        storage.activation = Some(Activation::Fetching { ticket, fetched: LogCount(0), in_reach });
    }

    /// The node that would mount a database now, and the place of the copy it would take.
    pub(crate) fn mounting_place(&self, group: StorageGroupId) -> Option<(NodeId, usize)> {
        let owner = self.server_of(group).owner?;
        Some((owner, self.group(group).place_of(owner)?))
    }

    /// What keeps the passive side from fetching logs that pass inspection.
    pub(super) fn fetch_obstacle(&self, id: CopyId) -> Option<EntryNumber> {
        self.source_obstacle(id).or_else(|| self.damage_on_the_way(id)).or_else(|| self.bad_log_at_source(id))
    }

    /// What is wrong with the next log where it was written.
    fn bad_log_at_source(&self, id: CopyId) -> Option<EntryNumber> {
        let storage = self.group(id.group);
        let next = self.copy(id).inspected.next();
        let bad = storage.active_copy().bad_log(next).filter(|_| next <= storage.last_generated);
        bad.map(|bad| bad.because)
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

    /// Soft recovery on the same copy: redo from the checkpoint, then mount.
    fn recover_in_place(&mut self, group: StorageGroupId, node: NodeId, out: &mut Out<'_>) {
        if self.group(group).active_copy().node != node {
            // The disks go over to the node that has the server now; who had them before has them no more.
            let causes = out.causes();
            self.lose_database(group, DismountReason::DisksTaken, causes, out);
            self.group_mut(group).active_copy_mut().node = node;
        }
        self.adopt_files(group, out);
        let storage = self.group(group);
        let left = match storage.active_copy().database {
            DatabaseState::Dirty { from, .. } => storage.last_generated.next().logs_since(from.max(LogGeneration(1))),
            DatabaseState::Clean => LogCount(0),
            DatabaseState::Mounted | DatabaseState::Dismounting => return,
            // The first mount makes the files.
            DatabaseState::Absent if storage.settings.is_some_and(|it| !it.is_created) => LogCount(0),
            DatabaseState::Replica | DatabaseState::Absent => return,
        };
        if let Some(bad) = storage.bad_log_of_recovery() {
            let event = Event::RecoveryFailed { group, node, error: bad.error, generation: bad.generation };
            let causes = out.causes().and(bad.because);
            let failed = out.emit_because(Rule::Recovery, event, causes);
            self.group_mut(group).because = failed;
            return;
        }
        self.begin_recovery(group, left, out);
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
            let ticket = out.after(SimSpan::from_millis(COPY_MS + INSPECT_MS), Work::Fetch { group });
            storage.activation =
                Some(Activation::Fetching { ticket, fetched: LogCount(fetched.0 + 1), in_reach: true });
            return;
        }
        let open_log = self.fetch_open_log(id, out);
        let event = Event::RemainingLogsFetched { group, node, logs: fetched, open_log };
        let entry = out.emit(Rule::FetchRemainingLogs, event);
        out.because(entry);
        self.decide(id, out);
    }

    /// Fetches `E00.log` of the old active copy: it closes as what it is and nothing is lost.
    pub(super) fn fetch_open_log(&mut self, id: CopyId, out: &mut Out<'_>) -> bool {
        let group = id.group;
        let storage = self.group_mut(group);
        let Some(open) = storage.active_copy_mut().open.take_if(|open| !open.is_empty()) else { return false };
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

    /// The mount dial decides, on the closed logs that are missing; Lossless wants the open one too.
    fn decide(&mut self, id: CopyId, out: &mut Out<'_>) {
        let (group, place) = (id.group, id.place as usize);
        let missing = self.group(group).copy_queue_length(place);
        let within_dial = self.would_tolerate(group, missing);
        let tolerated = self.server_of(group).dial.tolerates();
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
        let refused = out.emit(Rule::MountDial, event);
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
        let dial = self.server_of(group).dial;
        missing <= dial.tolerates() && !(dial == MountDial::Lossless && self.group(group).has_open_log())
    }

    /// A waiting database takes the missing logs as soon as the old node can be reached again.
    pub(crate) fn watch_waiting(&mut self, out: &mut Out<'_>) {
        for group in self.group_ids() {
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
        for group in self.group_ids() {
            let Some(Activation::Waiting { because, forced }) = self.group(group).activation else { continue };
            if let Some(ticket) = forced {
                out.cancel(ticket);
            }
            let forced = self.schedule_forced_mount(group, set, out);
            self.group_mut(group).activation = Some(Activation::Waiting { because, forced });
        }
    }

    fn begin_recovery(&mut self, group: StorageGroupId, left: LogCount, out: &mut Out<'_>) {
        let Some(node) = self.server_of(group).owner else { return };
        let mounting = out.emit(Rule::Recovery, Event::DatabaseMounting { group, node, logs: left });
        out.because(mounting);
        self.next_recovery_step(group, left, out);
    }

    fn next_recovery_step(&mut self, group: StorageGroupId, left: LogCount, out: &mut Out<'_>) {
        self.group_mut(group).activation = Some(if left == LogCount(0) {
            Activation::Mounting { ticket: out.after(SimSpan::from_millis(MOUNT_MS), Work::Mounted { group }) }
        } else {
            let ticket = out.after(SimSpan::from_millis(REPLAY_MS), Work::Recover { group });
            Activation::Recovering { ticket, left }
        });
    }

    /// One more log has been replayed before the mount.
    pub(crate) fn on_recover(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let Some(Activation::Recovering { left, .. }) = self.group(group).activation else { return };
        let place = self.mounting_place(group).map(|(_, place)| place);
        let storage = self.group_mut(group);
        if let Some(place) = place.filter(|place| *place != storage.active) {
            let copy = storage.copy_mut(place);
            copy.replay(copy.replayed.next());
            let (node, generation) = (copy.node, copy.replayed);
            out.emit(Rule::Recovery, Event::LogReplayed { group, node, generation });
        }
        self.next_recovery_step(group, LogCount(left.0 - 1), out);
    }

    /// The passive copy becomes the active one. What only the old active copy has is lost from now on.
    pub(super) fn change_active_copy(
        &mut self,
        group: StorageGroupId,
        place: usize,
        mounted: EntryNumber,
        out: &mut Out<'_>,
    ) {
        let now = out.now();
        // No hub keeps letters for a target of standby continuous replication.
        let is_beside = self.group(group).restored_beside() == Some(place);
        let has_dumpster = match is_beside {
            // Hubs keep mail for local continuous replication since Service Pack 1. Source: DUMP.
            true => self.config.build == Build::Sp1,
            false => self.group(group).copy(place).role == CopyRole::Local && self.keeps_dumpster(group),
        };
        let storage = self.group_mut(group);
        let common = storage.copies[place].inspected;
        let contents = storage.only_on_active(common);
        let last_good_at = storage.copies[place].inspected_log_time;
        let newest = storage.last_generated;
        let data = storage.copies[place].data;
        let closed = newest.logs_since(common);
        let wrote_more = storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty());
        let is_lossy = closed > LogCount(0) || wrote_more;
        storage.lost = LostLogs {
            closed,
            letters: contents.letters.len() as u32,
            edits: contents.edits,
            people: contents.people.len() as u32,
        };

        let old = storage.active_copy_mut();
        let flushed_to = match old.database {
            DatabaseState::Dirty { to, .. } => to,
            // A database that was dismounted in good order holds everything up to the last log.
            _ => newest,
        };
        old.divergence =
            is_lossy.then_some(Divergence { at: common.next(), because: mounted, flushed_to, comparing: None });
        if !is_lossy {
            old.open = None;
            old.database = DatabaseState::Replica;
        }
        (old.notified, old.copied, old.inspected, old.replayed) = (common, common, common, common);
        // Whatever else its file holds goes with the diverged logs, or with the file.
        old.data = data;
        old.inspected_log_time = last_good_at;
        old.is_initializing = true;

        let is_standby = storage.copies[place].restored.take().is_some();
        if is_standby {
            // It is on another machine, where nothing feeds it from here.
            storage.active_copy_mut().role = CopyRole::Retired;
        }
        let new = &mut storage.copies[place];
        (new.suspended, new.failed, new.is_initializing) = (None, None, false);
        storage.active = place;
        storage.copies[place].role = CopyRole::Local;
        storage.reign += 1;
        storage.last_generated = common;
        storage.restored_upto = LogGeneration::NONE;
        // A backup of what the other copy never had fits to no stream any more.
        storage.sets.retain(|set| set.mark.upto <= common);
        storage.archive.drop_from(common.next());
        if !is_lossy {
            return;
        }
        let lost = storage.lost;
        let ever = &mut storage.lost_ever;
        ever.closed = LogCount(ever.closed.0 + lost.closed.0);
        ever.letters += lost.letters;
        ever.edits += lost.edits;
        ever.people = ever.people.max(lost.people);
        self.lose_from_account(group, &contents);
        let event = Event::LogsLost {
            group,
            first: common.next(),
            closed,
            letters: lost.letters,
            edits: lost.edits,
            people: lost.people,
        };
        let entry = out.emit(Rule::LossyMount, event);
        // No hub is asked to send again for standby continuous replication, as far as is known.
        if has_dumpster && (is_beside || !is_standby) {
            self.ask_hubs(group, last_good_at, entry, out);
        }
        self.take_standbys_along(group, common, data, entry, out);
        debug_assert!(now >= last_good_at);
    }
}

impl Copy {
    /// Takes an inspected log into the log folder.
    pub(super) fn take_log(&mut self, file: Arc<super::log_stream::LogFile>, by: EntryNumber) {
        let generation = file.generation;
        // The service may have heard of newer logs already.
        self.notified = self.notified.max(generation);
        (self.copied, self.inspected) = (generation, generation);
        self.inspected_log_time = file.closed_at;
        self.inspected_by = by;
        self.is_initializing = false;
        self.failed_attempts = 0;
        self.files.push(file);
    }

    /// Replays one more log into the database.
    pub(super) fn replay(&mut self, generation: LogGeneration) {
        if let Some(file) = self.files.get(generation) {
            self.data.replay(file);
        }
        self.replayed = generation;
    }

    /// Whether the copy has a baseline that its logs can be replayed into and that may be mounted.
    pub(crate) fn is_fit_to_mount(&self) -> bool {
        self.database == DatabaseState::Replica
            && self.divergence.is_none()
            && self.seeding.is_none()
            && self.failed.is_none()
            && self.first_bad_log().is_none()
    }
}
