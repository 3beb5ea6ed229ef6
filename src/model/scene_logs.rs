//! The log files of the scene: on each volume, and as columns of the stream.

use super::exchange::{Copy, StorageGroup};
use super::ids::StorageGroupId;
use super::scene::{LogScene, LogState, StreamColumn, StreamScene};
use super::units::LogGeneration;
use super::view::View;
use crate::engine::SortedSet;

/// Log files shown on a log volume, the open one among them.
const FILES_SHOWN: usize = 6;
/// Columns shown of the log stream.
const COLUMNS_SHOWN: usize = 14;

impl View<'_> {
    /// The newest logs on the volume of a copy, oldest first.
    pub(super) fn log_scenes(&self, group: StorageGroupId, place: usize) -> Vec<LogScene> {
        let storage = self.bench.group(group);
        let copy = &storage.copies[place];
        let mut logs = Vec::new();
        if let Some(open) = open_scene(storage, place) {
            logs.push(open);
        }
        let arriving = copy.copied > copy.inspected && place != storage.active;
        if arriving && let Some(file) = storage.active_copy().files.get(copy.copied) {
            logs.push(LogScene { state: LogState::Copied, ..closed_scene(storage, file) });
        }
        let room = FILES_SHOWN.saturating_sub(logs.len());
        for file in copy.files.values().rev().take(room) {
            let state = state_on(storage, place, file.generation, file.reign);
            logs.push(LogScene { state, ..closed_scene(storage, file) });
        }
        logs.reverse();
        logs
    }

    /// The log stream: what was written, and what the other copy has of it.
    pub(super) fn stream_scene(&self, group: StorageGroupId) -> StreamScene {
        let storage = self.bench.group(group);
        let place = storage.partner().or_else(|| storage.passives().next());
        let passive = place.map(|place| storage.copy(place));
        let mut keys: SortedSet<(LogGeneration, u16)> = SortedSet::default();
        for copy in &storage.copies {
            keys.extend(copy.files.values().rev().take(COLUMNS_SHOWN).map(|file| (file.generation, file.reign)));
            keys.extend(copy.open.iter().map(|open| (open.generation, open.reign)));
        }
        let first = keys.len().saturating_sub(COLUMNS_SHOWN);
        let columns = keys.iter().skip(first).filter_map(|key| self.column(storage, passive, *key));
        StreamScene {
            storage_group: storage.name.to_owned(),
            columns: columns.collect(),
            copy_queue: place.map_or(0, |place| storage.copy_queue_length(place).0),
            replay_queue: passive.map_or(0, |copy| copy.replay_queue_length().0),
        }
    }

    fn column(
        &self,
        storage: &StorageGroup,
        passive: Option<&Copy>,
        key: (LogGeneration, u16),
    ) -> Option<StreamColumn> {
        let (generation, reign) = key;
        let writer = (0..storage.copies.len()).find(|place| {
            let copy = &storage.copies[*place];
            let has_file = copy.files.get(generation).is_some_and(|file| file.reign == reign);
            has_file || copy.open.as_ref().is_some_and(|open| (open.generation, open.reign) == key)
        })?;
        let open = open_scene(storage, writer).filter(|log| (log.generation, log.reign) == (generation.0, reign));
        let written = match open {
            Some(open) => open,
            None => {
                let file = storage.copies[writer].files.get(generation)?;
                LogScene { state: state_on(storage, writer, generation, reign), ..closed_scene(storage, file) }
            }
        };
        let is_diverged = written.state == LogState::Lost;
        let copied = match passive {
            _ if is_diverged || written.state == LogState::Open => LogState::Missing,
            Some(copy) if generation <= copy.replayed => LogState::Replayed,
            Some(copy) if generation <= copy.inspected => LogState::Inspected,
            Some(copy) if generation <= copy.copied => LogState::Copied,
            _ => LogState::Missing,
        };
        Some(StreamColumn { replayed: copied == LogState::Replayed, written, copied })
    }
}

fn closed_scene(storage: &StorageGroup, file: &super::exchange::LogFile) -> LogScene {
    LogScene {
        generation: file.generation.0,
        file: file.generation.file_name(storage.prefix),
        state: LogState::Closed,
        fill: (file.bytes * 100 / super::params::LOG_FILE_BYTES) as u8,
        letters: file.letters.len() as u32,
        edits: file.edits.len() as u32,
        reign: file.reign,
    }
}

fn open_scene(storage: &StorageGroup, place: usize) -> Option<LogScene> {
    let copy = &storage.copies[place];
    let open = copy.open.as_ref()?;
    Some(LogScene {
        generation: open.generation.0,
        file: format!("{}.log", storage.prefix),
        state: if place == storage.active { LogState::Open } else { LogState::Lost },
        fill: open.fill(),
        letters: open.letters.len() as u32,
        edits: open.edits.len() as u32,
        reign: open.reign,
    })
}

/// How far a closed log is, seen from the volume it lies on.
fn state_on(storage: &StorageGroup, place: usize, generation: LogGeneration, reign: u16) -> LogState {
    let copy = &storage.copies[place];
    if copy.divergence.is_some_and(|divergence| generation >= divergence.at) && reign < storage.reign {
        return LogState::Lost;
    }
    if place == storage.active {
        return LogState::Closed;
    }
    if generation <= copy.replayed { LogState::Replayed } else { LogState::Inspected }
}
