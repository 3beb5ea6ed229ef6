//! Logs are closed, databases are dismounted, lost and mounted.

use super::activation::Activation;
use super::copy::DatabaseState;
use super::log_stream::OpenLog;
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::bench::{Bench, Out};
use crate::model::cluster::Condition;
use crate::model::event::{Closing, DismountReason, Event};
use crate::model::ids::{Process, StorageGroupId, Volume};
use crate::model::params::DISMOUNT_MS;
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;
use crate::model::work::Work;
use std::sync::Arc;

impl Bench {
    /// Closes the open log and opens the next one.
    pub(crate) fn close_log(&mut self, group: StorageGroupId, closing: Closing, rule: Rule, out: &mut Out<'_>) {
        let Some(open) = self.group_mut(group).active_copy_mut().open.take() else { return };
        self.stir();
        let storage = self.group_mut(group);
        let generation = open.generation;
        let (letters, edits) = (open.letters.len() as u32, open.edits.len() as u32);
        let closed = out.emit(rule, Event::LogClosed { group, generation, letters, edits, closing });
        let (file, next) = open.close(out.now(), closed);
        if let Some(ticket) = storage.log_roll.take() {
            out.cancel(ticket);
        }
        let active = storage.active_copy_mut();
        active.open = Some(next);
        active.files.push(Arc::new(file));
        storage.last_generated = generation;
        storage.last_generated_at = out.now();
    }

    /// The log-roll interval is over: a log that has waited that long is closed as it is.
    pub(crate) fn on_log_roll(&mut self, group: StorageGroupId, generation: LogGeneration, out: &mut Out<'_>) {
        let storage = self.group_mut(group);
        storage.log_roll = None;
        let is_same = storage.active_copy().open.as_ref().is_some_and(|open| open.generation == generation);
        if is_same && storage.is_mounted() {
            self.close_log(group, Closing::Roll, Rule::LogRoll, out);
        }
    }

    /// Begins a dismount in good order, if the database is mounted.
    pub(crate) fn begin_dismount(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let storage = self.group_mut(group);
        if storage.is_mounted() {
            storage.active_copy_mut().database = DatabaseState::Dismounting;
            storage.because = out.newest_cause().unwrap_or(storage.because);
        }
    }

    /// A person dismounts the database.
    pub(crate) fn dismount_by_hand(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        self.cancel_activation(group, out);
        self.begin_dismount(group, out);
        let storage = self.group_mut(group);
        storage.is_dismounted_by_hand = true;
        storage.dismounting = Some(out.after(SimSpan::from_millis(DISMOUNT_MS), Work::Dismounted { group }));
    }

    /// The dismount that a person asked for is done.
    pub(crate) fn on_dismounted(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        self.group_mut(group).dismounting = None;
        self.finish_dismount(group, DismountReason::ByHand, out);
    }

    /// Ends a dismount in good order: the last log is closed, the database needs none.
    pub(crate) fn finish_dismount(
        &mut self,
        group: StorageGroupId,
        reason: DismountReason,
        out: &mut Out<'_>,
    ) -> Option<EntryNumber> {
        let storage = self.group_mut(group);
        if storage.active_copy().database != DatabaseState::Dismounting {
            return None;
        }
        if storage.active_copy().open.as_ref().is_some_and(|open| !open.is_empty()) {
            self.close_log(group, Closing::Dismount, Rule::CleanDismount, out);
        }
        let storage = self.group_mut(group);
        let node = storage.active_copy().node;
        let dismounted = out.emit(Rule::CleanDismount, Event::DatabaseDismounted { group, node, reason });
        let active = storage.active_copy_mut();
        active.database = DatabaseState::Clean;
        active.open = None;
        storage.because = dismounted;
        if let Some(ticket) = storage.log_roll.take() {
            out.cancel(ticket);
        }
        Some(dismounted)
    }

    /// The database is gone without being dismounted: a dirty shutdown.
    pub(crate) fn lose_database(
        &mut self,
        group: StorageGroupId,
        reason: DismountReason,
        causes: Causes,
        out: &mut Out<'_>,
    ) {
        let depth = self.llr_depth(group);
        let storage = self.group_mut(group);
        if !storage.active_copy().database.is_open() {
            return;
        }
        let node = storage.active_copy().node;
        let rule = if reason == DismountReason::VolumeGone { Rule::VolumeLoss } else { Rule::DirtyShutdown };
        let failed = out.emit_because(rule, Event::DatabaseFailed { group, node, reason }, causes);
        let (from, to) = storage.required_after_crash(depth);
        storage.active_copy_mut().database = DatabaseState::Dirty { from, to };
        storage.because = failed;
        for ticket in [storage.log_roll.take(), storage.dismounting.take()].into_iter().flatten() {
            out.cancel(ticket);
        }
    }

    /// A database stays mounted only while its server, its store and its volumes last.
    pub(crate) fn watch_databases(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            let active = self.group(group).active_copy();
            if !active.database.is_open() {
                continue;
            }
            let (node, disks) = (active.node, active.disks);
            if !self.parts.runs(node, Process::Store) {
                let because = self.parts.why_not_running(node, Process::Store);
                self.lose_database(group, DismountReason::StoreGone, because.into(), out);
                continue;
            }
            for volume in Volume::ALL {
                let stamped = self.parts.volume(disks, volume);
                match stamped.state {
                    Condition::Well | Condition::Damaging | Condition::Slow => {}
                    Condition::Failed => {
                        self.lose_database(group, DismountReason::VolumeGone, stamped.because.into(), out);
                    }
                    Condition::Full => {
                        // The reserved logs let the storage group shut down in good order.
                        out.because(stamped.because);
                        self.begin_dismount(group, out);
                        self.finish_dismount(group, DismountReason::VolumeFull, out);
                    }
                }
            }
        }
    }

    /// A database is on its way only while the node that shall have it has a store and both volumes.
    pub(crate) fn watch_activations(&mut self, out: &mut Out<'_>) {
        for group in self.group_places() {
            if matches!(self.group(group).activation, None | Some(Activation::Waiting { .. })) {
                continue;
            }
            let Some((node, place)) = self.mounting_place(group) else { continue };
            let disks = self.group(group).copy(place).disks;
            let volume = Volume::ALL.into_iter().find(|volume| !self.parts.is_writable(disks, *volume));
            let (reason, because) = match volume {
                Some(volume) => (DismountReason::VolumeGone, self.parts.volume(disks, volume).because),
                None if !self.parts.runs(node, Process::Store) => {
                    (DismountReason::StoreGone, self.parts.why_not_running(node, Process::Store))
                }
                None => continue,
            };
            self.cancel_activation(group, out);
            let rule = if reason == DismountReason::VolumeGone { Rule::VolumeLoss } else { Rule::DirtyShutdown };
            let failed = out.emit_because(rule, Event::DatabaseFailed { group, node, reason }, because);
            self.group_mut(group).because = failed;
        }
    }

    /// Takes back what a storage group was doing on its way to being mounted.
    pub(crate) fn cancel_activation(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let storage = self.group_mut(group);
        let ticket = match storage.activation.take() {
            Some(
                Activation::Fetching { ticket, .. }
                | Activation::Recovering { ticket, .. }
                | Activation::Mounting { ticket },
            ) => Some(ticket),
            Some(Activation::Waiting { forced, .. }) => forced,
            None => None,
        };
        for ticket in [ticket, storage.dismounting.take()].into_iter().flatten() {
            out.cancel(ticket);
        }
    }

    /// The database is mounted; if another copy was the active one, this one is from now on.
    pub(crate) fn on_mounted(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let storage = self.group_mut(group);
        let Some(Activation::Mounting { .. }) = storage.activation else { return };
        storage.activation = None;
        let Some((node, place)) = self.mounting_place(group) else { return };
        let mounted = out.emit(Rule::Recovery, Event::DatabaseMounted { group, node });
        out.because(mounted);
        if place != self.group(group).active {
            self.change_active_copy(group, place, mounted, out);
        }
        let storage = self.group_mut(group);
        storage.leave_logs_before_a_gap();
        let next = storage.last_generated.next();
        let reign = storage.reign;
        let active = storage.active_copy_mut();
        active.node = node;
        active.database = DatabaseState::Mounted;
        if active.open.is_none() {
            active.open = Some(OpenLog::new(next, reign));
        }
        storage.because = mounted;
        if let Some(settings) = &mut storage.settings {
            settings.is_created = true;
        }
        storage.mounted_with = storage.last_generated;
        storage.is_circular = storage.wants_circular;
        if storage.is_circular {
            storage.release(mounted);
        }
        (storage.loss_accepted, storage.waiting_since) = (None, None);
        let server = self.server_of_mut(group);
        server.moved_from = None;
        if server.kind.cluster().is_some() {
            out.emit(Rule::OnlineOrder, Event::ServerOnline { node });
        }
    }
}
