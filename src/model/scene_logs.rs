//! The log files of the scene: on each volume, and as columns of the stream.

use super::exchange::{Copy, CopyRole, StorageGroup};
use super::ids::{Part, StorageGroupId, Volume};
use super::scene::{LogScene, LogState, StreamColumn, StreamCopyScene, StreamScene};
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
        let passives: Vec<usize> = storage.passives().collect();
        let mut keys: SortedSet<(LogGeneration, u16)> = SortedSet::default();
        for copy in &storage.copies {
            keys.extend(copy.files.values().rev().take(COLUMNS_SHOWN).map(|file| (file.generation, file.reign)));
            keys.extend(copy.open.iter().map(|open| (open.generation, open.reign)));
        }
        let first = keys.len().saturating_sub(COLUMNS_SHOWN);
        let columns = keys.iter().skip(first).filter_map(|key| column(storage, &passives, *key));
        StreamScene {
            storage_group: storage.name.to_owned(),
            columns: columns.collect(),
            copies: passives.iter().map(|place| self.stream_copy(storage, *place)).collect(),
        }
    }

    fn stream_copy(&self, storage: &StorageGroup, place: usize) -> StreamCopyScene {
        let copy = storage.copy(place);
        StreamCopyScene {
            on: self.name_of(Part::Volume(copy.disks, Volume::LogDisk)),
            server: self.name_of(Part::Node(copy.node)),
            is_held_back: matches!(copy.role, CopyRole::Standby { .. }),
            copy_queue: storage.copy_queue_length(place).0,
            replay_queue: copy.replay_queue_length().0,
        }
    }
}

fn column(storage: &StorageGroup, passives: &[usize], key: (LogGeneration, u16)) -> Option<StreamColumn> {
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
    let is_not_shipped = matches!(written.state, LogState::Lost | LogState::Open);
    let state =
        |place: &usize| if is_not_shipped { LogState::Missing } else { state_of(storage.copy(*place), generation) };
    let copies = passives.iter().map(state).collect();
    Some(StreamColumn { written, copies })
}

/// How far a closed log is on a copy that it is shipped to.
fn state_of(copy: &Copy, generation: LogGeneration) -> LogState {
    match generation {
        it if it <= copy.replayed => LogState::Replayed,
        it if it <= copy.inspected => LogState::Inspected,
        it if it <= copy.copied => LogState::Copied,
        _ => LogState::Missing,
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
