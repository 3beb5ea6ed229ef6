//! From a store that is online to a mounted database: fetch, decide by the dial, recover, mount.

use super::copy::DatabaseState;
use crate::engine::{EntryNumber, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::{DismountReason, Event};
use crate::model::ids::{NodeId, Process, StorageGroupId};
use crate::model::params::{FETCH_TIMEOUT_MS, MOUNT_MS};
use crate::model::rule::Rule;
use crate::model::units::{LogCount, LogGeneration};
use crate::model::work::Work;

/// What the storage group is doing on its way to being mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Activation {
    /// The remaining logs are being fetched.
    Fetching {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs fetched so far.
        fetched: LogCount,
        /// Whether the other server could be reached when it began.
        in_reach: bool,
    },
    /// Logs are missing and the dial refuses: waits for the old node, for time, or for a person.
    Waiting {
        /// The entry of the refusal.
        because: EntryNumber,
        /// The forced mount, in the queue.
        forced: Option<Ticket>,
    },
    /// Logs are being replayed, then the database is mounted.
    Recovering {
        /// The next step, in the queue.
        ticket: Ticket,
        /// Logs still to replay.
        left: LogCount,
    },
    /// The database is being mounted.
    Mounting {
        /// The end, in the queue.
        ticket: Ticket,
    },
}

impl Bench {
    /// Begins to mount a database on the node that owns the clustered mailbox server.
    pub(crate) fn begin_activation(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        self.cancel_activation(group, out);
        let Some((node, place)) = self.mounting_place(group) else { return };
        let has_volumes = self.parts.are_writable(self.group(group).copy(place).disks);
        let has_files = self.group(group).has_database() && self.group(group).is_in_place(place);
        let is_worked_on = self.group(group).copy(place).task.is_some();
        if !has_files || !has_volumes || is_worked_on || !self.parts.runs(node, Process::Store) {
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
        let wait = if in_reach { self.copy_time(id) } else { SimSpan::from_millis(FETCH_TIMEOUT_MS) };
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

    pub(super) fn begin_recovery(&mut self, group: StorageGroupId, left: LogCount, out: &mut Out<'_>) {
        let Some(node) = self.server_of(group).owner else { return };
        let mounting = out.emit(Rule::Recovery, Event::DatabaseMounting { group, node, logs: left });
        out.because(mounting);
        self.next_recovery_step(group, left, out);
    }

    fn next_recovery_step(&mut self, group: StorageGroupId, left: LogCount, out: &mut Out<'_>) {
        let place = self.mounting_place(group).map_or(self.group(group).active, |(_, place)| place);
        let replay = self.replay_time(self.group(group).copy_id(place));
        self.group_mut(group).activation = Some(if left == LogCount(0) {
            Activation::Mounting { ticket: out.after(SimSpan::from_millis(MOUNT_MS), Work::Mounted { group }) }
        } else {
            let ticket = out.after(replay, Work::Recover { group });
            Activation::Recovering { ticket, left }
        });
    }

    /// One more log has been replayed before the mount.
    pub(crate) fn on_recover(&mut self, group: StorageGroupId, out: &mut Out<'_>) {
        let Some(Activation::Recovering { left, .. }) = self.group(group).activation else { return };
        let place = self.mounting_place(group).map(|(_, place)| place);
        let active = self.group(group).active;
        if let Some(place) = place.filter(|place| *place != active) {
            self.stir();
            let copy = self.group_mut(group).copy_mut(place);
            copy.replay(copy.replayed.next());
            let (node, generation) = (copy.node, copy.replayed);
            out.emit(Rule::Recovery, Event::LogReplayed { group, node, generation });
        }
        self.next_recovery_step(group, LogCount(left.0 - 1), out);
    }
}
