//! The log stream as a table: generations in columns; written, copied and replayed in rows.

use super::stage::Glyph;
use crate::{
    model::scene::{LogState, Scene, StreamColumn},
    words,
};

/// Most columns; the newest are kept.
const COLUMNS_MAX: usize = 24;

/// The same where rows are named for servers and have two queues.
const COLUMNS_BESIDE_NAMES: usize = 8;

/// The table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamTable {
    /// Which log stream it is.
    pub title: String,
    /// Heads of the columns: key and what stands there.
    pub heads: Vec<(u32, String)>,
    /// The rows.
    pub rows: Vec<StreamRow>,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamRow {
    /// What has happened to the logs in it.
    pub head: String,
    /// A cell a generation.
    pub cells: Vec<StreamCell>,
    /// The queues of logs that the row still lacks: their names and lengths.
    pub queues: Vec<(&'static str, u32)>,
}

/// A cell of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamCell {
    /// Generation, for the key.
    pub generation: u32,
    /// Word of the state in `data-state`.
    pub state: &'static str,
    /// The sign.
    pub glyph: Option<Glyph>,
    /// How full it is [percent].
    pub fill: u8,
    /// The state in words.
    pub words: String,
}

impl StreamTable {
    /// Makes the table of `scene`.
    pub fn of(scene: &Scene) -> StreamTable {
        let stream = &scene.stream;
        let most = if stream.copies.len() > 1 { COLUMNS_BESIDE_NAMES } else { COLUMNS_MAX };
        let columns = &stream.columns[stream.columns.len().saturating_sub(most)..];
        let row = |head: String, queues, cell: &dyn Fn(&StreamColumn) -> StreamCell| StreamRow {
            head,
            cells: columns.iter().map(cell).collect(),
            queues,
        };
        let mut rows = vec![row(words::stream_written().to_owned(), Vec::new(), &written)];
        for (place, copy) in stream.copies.iter().enumerate() {
            let of = |column: &StreamColumn| column.copies.get(place).copied().unwrap_or(LogState::Missing);
            let copy_queue = (words::stream_copy_queue(), copy.copy_queue);
            let replay_queue = (words::stream_replay_queue(), copy.replay_queue);
            if stream.copies.len() > 1 {
                // With several copies one row each tells how far they are.
                let both = vec![
                    (words::stream_copy_short(), copy.copy_queue),
                    (words::stream_replay_short(), copy.replay_queue),
                ];
                rows.push(row(copy.server.clone(), both, &|column| on_copy(column, of(column))));
                continue;
            }
            rows.push(row(words::stream_copied().to_owned(), vec![copy_queue], &|column| copied(column, of(column))));
            let head = words::stream_replayed().to_owned();
            rows.push(row(head, vec![replay_queue], &|column| replayed(column, of(column))));
        }
        StreamTable {
            title: words::stream_title(&stream.storage_group),
            heads: columns.iter().map(|column| (column.written.generation, head(column))).collect(),
            rows,
        }
    }
}

fn head(column: &StreamColumn) -> String {
    let log = &column.written;
    if is_open(column) {
        log.file.split('.').next().unwrap_or_default().to_owned()
    } else {
        format!("{:X}", log.generation)
    }
}

fn is_open(column: &StreamColumn) -> bool {
    column.written.state == LogState::Open
}

fn cell(column: &StreamColumn, state: &'static str, glyph: Option<Glyph>, words: &str) -> StreamCell {
    StreamCell { generation: column.written.generation, state, glyph, fill: 100, words: words.to_owned() }
}

fn written(column: &StreamColumn) -> StreamCell {
    let log = &column.written;
    match log.state {
        LogState::Open => {
            StreamCell { fill: log.fill.min(100), ..cell(column, "open", None, &words::stream_open(log.fill)) }
        }
        LogState::Lost => cell(column, "lost", Some(Glyph::Lost), words::log_lost()),
        LogState::Missing => cell(column, "missing", Some(Glyph::Missing), words::log_missing()),
        LogState::Closed | LogState::Copied | LogState::Inspected | LogState::Replayed => {
            cell(column, "closed", Some(Glyph::Closed), words::log_closed())
        }
    }
}

fn copied(column: &StreamColumn, state: LogState) -> StreamCell {
    match state {
        // Only closed logs are copied, so an open one is not missing anywhere.
        LogState::Missing | LogState::Open if is_open(column) => none(column),
        LogState::Missing | LogState::Open => cell(column, "missing", Some(Glyph::Missing), words::log_missing()),
        LogState::Lost => cell(column, "lost", Some(Glyph::Lost), words::log_lost()),
        LogState::Copied => cell(column, "copied", Some(Glyph::Copied), words::log_copied()),
        LogState::Closed | LogState::Inspected | LogState::Replayed => {
            cell(column, "inspected", Some(Glyph::Closed), words::stream_copied())
        }
    }
}

fn replayed(column: &StreamColumn, state: LogState) -> StreamCell {
    match state {
        LogState::Replayed => cell(column, "replayed", Some(Glyph::Replayed), words::log_replayed()),
        LogState::Inspected => cell(column, "waiting", Some(Glyph::Waiting), words::stream_replay_waits()),
        LogState::Open | LogState::Closed | LogState::Copied | LogState::Missing | LogState::Lost => none(column),
    }
}

/// How far a log is on a copy, in one cell.
fn on_copy(column: &StreamColumn, state: LogState) -> StreamCell {
    match state {
        LogState::Replayed | LogState::Inspected => replayed(column, state),
        LogState::Open | LogState::Closed | LogState::Copied | LogState::Missing | LogState::Lost => {
            copied(column, state)
        }
    }
}

fn none(column: &StreamColumn) -> StreamCell {
    cell(column, "none", None, words::stream_not_yet())
}
