//! Rows of databases and of the copies of their storage groups.

use super::View;
use crate::engine::SimTime;
use crate::model::event::CopyFailure;
use crate::model::exchange::{
    Activation, Copy, CopyRole, CopyStatus, DatabaseState, LostLogs, ServerKind, StorageGroup,
};
use crate::model::ids::{CopyId, DiskSet, NodeId, Part, StorageGroupId};
use crate::model::objects::DatabaseKind;
use crate::model::params::{Build, RTM_STATUS_FLAPS_MS};
use crate::model::units::{LogCount, LogGeneration};

/// A database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseView {
    /// Its storage group.
    pub group: StorageGroupId,
    /// `EXCHCMS\First Storage Group\Mailbox Database`.
    pub id: String,
    /// Its name alone.
    pub name: String,
    /// What it keeps.
    pub kind: DatabaseKind,
    /// Its storage group's name.
    pub storage_group: String,
    /// Its Mailbox server's name.
    pub server: &'static str,
    /// `Mounted`, `Mounting`, `Dismounting`, `Dismounted` or `Waiting`.
    pub state: &'static str,
    /// Whether it is mounted.
    pub is_mounted: bool,
    /// Node that has it mounted or is to mount it.
    pub on: Option<String>,
    /// What its mounts have cost since the start.
    pub lost: LostLogs,
}

/// A passive copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyView {
    /// Its storage group.
    pub group: StorageGroupId,
    /// The copy.
    pub copy: CopyId,
    /// `LCR`, `CCR` or `SCR`.
    pub mode: &'static str,
    /// `EXCHCMS\First Storage Group`.
    pub storage_group: String,
    /// The storage group's name alone.
    pub storage_group_name: String,
    /// The server of the passive copy.
    pub on: String,
    /// `SummaryCopyStatus` in the words of SP1.
    pub status: CopyStatus,
    /// `SummaryCopyStatus` as the cmdlet of this build shows it.
    pub shown: CopyStatus,
    /// Comment of the suspension; none if the copy is not suspended.
    pub suspend_comment: Option<String>,
    /// Why it failed, as a stable word.
    pub failure: Option<&'static str>,
    /// Logs generated but not inspected here.
    pub copy_queue_length: LogCount,
    /// Logs inspected but not replayed here.
    pub replay_queue_length: LogCount,
    /// Newest closed log of the stream.
    pub last_log_generated: LogGeneration,
    /// Newest log heard of.
    pub last_log_copy_notified: LogGeneration,
    /// Newest log copied.
    pub last_log_copied: LogGeneration,
    /// Newest log inspected.
    pub last_log_inspected: LogGeneration,
    /// Newest log replayed.
    pub last_log_replayed: LogGeneration,
    /// When the newest log of the stream was closed.
    pub latest_available_log_time: Option<SimTime>,
    /// When the newest inspected log was closed.
    pub last_inspected_log_time: Option<SimTime>,
    /// Hubs that were asked to send again and have not.
    pub outstanding_dumpster_requests: Vec<String>,
    /// Those of them that cannot be reached.
    pub dumpster_servers_not_available: Vec<String>,
}

/// Which logs the database file of a copy depends on. Sources: \[ESEUTIL\], \[LLR\].
///
/// Of a mounted database, what its header would say if its server stopped now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogRanges {
    /// The log that replay would begin with.
    pub checkpoint: LogGeneration,
    /// Newest log whose changes may be in the file.
    pub waypoint: LogGeneration,
    /// `Log Required`, first and last; nothing in a file that was shut down cleanly.
    pub required: Option<(LogGeneration, LogGeneration)>,
    /// The last log of `Log Committed`.
    pub committed: LogGeneration,
}

impl View<'_> {
    /// The databases.
    pub fn databases(&self) -> Vec<DatabaseView> {
        let of = |group: StorageGroupId| {
            let storage = self.bench.group(group);
            let state = match (&storage.activation, storage.active_copy().database) {
                (Some(Activation::Waiting { .. }), _) => "Waiting",
                (Some(_), _) => "Mounting",
                (None, DatabaseState::Mounted) => "Mounted",
                (None, DatabaseState::Dismounting) => "Dismounting",
                (None, _) => "Dismounted",
            };
            let on = match storage.activation {
                Some(_) => self.bench.server_of(group).owner,
                None => storage.mounted_on_node(),
            };
            DatabaseView {
                group,
                id: format!("{}\\{}", self.bench.group_name(group), storage.database),
                name: storage.database.clone(),
                kind: storage.database_kind().unwrap_or(DatabaseKind::Mailbox),
                storage_group: storage.name.clone(),
                server: self.bench.server_of(group).name,
                state,
                is_mounted: storage.is_mounted(),
                on: on.map(|node| self.name_of(Part::Node(node))),
                lost: storage.lost_ever,
            }
        };
        self.bench.group_ids().filter(|group| self.bench.group(*group).has_database()).map(of).collect()
    }

    /// Which logs the database file of a copy depends on.
    pub fn log_ranges(&self, id: CopyId) -> LogRanges {
        let (storage, copy) = (self.bench.group(id.group), self.bench.copy(id));
        let newest = copy.files.newest().unwrap_or(copy.replayed);
        let open = copy.open.as_ref().map_or(newest, |open| open.generation);
        match (copy.database, copy.log_required()) {
            (DatabaseState::Mounted | DatabaseState::Dismounting, _) => {
                let (checkpoint, waypoint) = storage.required_after_crash(self.bench.llr_depth(id.group));
                LogRanges { checkpoint, waypoint, required: Some((checkpoint, waypoint)), committed: open }
            }
            // What it has read of the stream is all that a replayed file knows of.
            (DatabaseState::Replica, Some((from, to))) => {
                LogRanges { checkpoint: from, waypoint: to, required: Some((from, to)), committed: to }
            }
            (_, Some((from, to))) => {
                LogRanges { checkpoint: from, waypoint: to, required: Some((from, to)), committed: open }
            }
            (_, None) => LogRanges {
                checkpoint: newest.next(),
                waypoint: newest,
                required: None,
                committed: LogGeneration::NONE,
            },
        }
    }

    /// The passive copies.
    pub fn copies(&self) -> Vec<CopyView> {
        self.bench.passive_copies().into_iter().map(|id| self.copy(id)).collect()
    }

    /// A copy, whatever it is kept for.
    pub fn copy(&self, id: CopyId) -> CopyView {
        let (group, storage, copy) = (id.group, self.bench.group(id.group), self.bench.copy(id));
        let place = id.place as usize;
        let names = |hubs: Vec<NodeId>| hubs.into_iter().map(|hub| self.name_of(Part::Node(hub))).collect();
        let outstanding = self.bench.hubs.iter().filter(|hub| hub.desk(group).outstanding.is_some());
        let outstanding: Vec<NodeId> = outstanding.map(|hub| hub.node).collect();
        let out_of_reach = |hub: &NodeId| self.bench.dumpster_obstacle(*hub, group).is_some();
        let not_available: Vec<NodeId> = outstanding.iter().copied().filter(out_of_reach).collect();
        CopyView {
            group,
            copy: id,
            mode: match (copy.role, self.bench.server_of(group).kind) {
                (CopyRole::Standby { .. }, _) => "SCR",
                (_, ServerKind::StandAlone) => "LCR",
                (_, ServerKind::NonShared(_) | ServerKind::Shared(_)) => "CCR",
            },
            storage_group: self.bench.group_name(group),
            storage_group_name: storage.name.clone(),
            on: self.name_of(Part::Node(copy.node)),
            status: self.bench.summary_status(id),
            shown: self.shown_status(id),
            suspend_comment: copy.suspended.clone(),
            failure: copy.failed.map(|(failure, _)| failure.word()),
            copy_queue_length: storage.copy_queue_length(place),
            replay_queue_length: copy.replay_queue_length(),
            last_log_generated: storage.last_generated,
            last_log_copy_notified: copy.notified,
            last_log_copied: copy.copied,
            last_log_inspected: copy.inspected,
            last_log_replayed: copy.replayed,
            latest_available_log_time: time_of(storage.last_generated, storage.last_generated_at),
            last_inspected_log_time: time_of(copy.inspected, copy.inspected_log_time),
            outstanding_dumpster_requests: names(outstanding),
            dumpster_servers_not_available: names(not_available),
        }
    }
}

impl View<'_> {
    /// `SummaryCopyStatus` as the cmdlet of this build shows it.
    ///
    /// RTM asks the cluster database and not the service: a copy that has lost a volume looks healthy until the next
    /// log is closed, and one that lacks a log in mid-stream flaps between two values. Source: \[MONCR\].
    pub(in crate::model) fn shown_status(&self, id: CopyId) -> CopyStatus {
        let (storage, copy) = (self.bench.group(id.group), self.bench.copy(id));
        let build = self.bench.config.build;
        let status = self.bench.summary_status(id);
        let newest = storage.active_copy().files.get(storage.last_generated);
        let looks_healthy = match (build, status, copy.failed) {
            (Build::Rtm, CopyStatus::Failed, Some((CopyFailure::Volume, by))) => {
                newest.is_none_or(|newest| newest.closed_by <= by)
            }
            (Build::Rtm, CopyStatus::Failed, Some((CopyFailure::LogMissing, by))) => {
                let since = self.journal.get(by).map_or(self.now, |entry| entry.at);
                !(self.now.since(since).as_millis() / RTM_STATUS_FLAPS_MS).is_multiple_of(2)
            }
            _ => false,
        };
        if looks_healthy { CopyStatus::Healthy } else { status.as_build(build) }
    }

    /// Logs that were put aside at a volume, in the folders that keep them.
    pub fn ignored_logs(&self, disks: DiskSet) -> Vec<String> {
        let copies =
            self.bench.groups.iter().flat_map(|storage| storage.copies.iter().map(move |copy| (storage, copy)));
        let of = |(storage, copy): (&StorageGroup, &Copy)| {
            let prefix = storage.prefix;
            let rejected = copy.rejected.iter().map(|log| ("InspectionFailed".to_owned(), log));
            let out_of_date = copy.out_of_date.iter().map(|log| (format!("{prefix}OutOfDate"), log));
            let all = rejected.chain(out_of_date);
            all.map(|(folder, log)| format!("IgnoredLogs\\{folder}\\{}", log.file_name(prefix))).collect::<Vec<_>>()
        };
        copies.filter(|(_, copy)| copy.disks == disks).flat_map(of).collect()
    }
}

fn time_of(generation: LogGeneration, at: SimTime) -> Option<SimTime> {
    (generation > LogGeneration::NONE).then_some(at)
}
