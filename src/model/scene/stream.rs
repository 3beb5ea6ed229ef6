//! Log files and the log stream, to be drawn.

/// State of one log file on one log volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// Being filled.
    Open,
    /// Closed on the active copy.
    Closed,
    /// Copied and being inspected.
    Copied,
    /// Inspected, waiting for replay.
    Inspected,
    /// Replayed into the copy of the database.
    Replayed,
    /// Generated elsewhere and not here.
    Missing,
    /// Gone with the copy that wrote it, or not part of the stream any more.
    Lost,
}

/// One log file.
#[derive(Clone, Debug, PartialEq)]
pub struct LogScene {
    /// Its generation.
    pub generation: u32,
    /// Its file name; `E00.log` while it is open.
    pub file: String,
    /// How far it is.
    pub state: LogState,
    /// How full it is, in percent.
    pub fill: u8,
    /// Letters in it.
    pub letters: u32,
    /// Other changes in it.
    pub edits: u32,
    /// Which reign wrote it: 1 for the first active copy, one more after each change of the active copy.
    pub reign: u16,
}

/// The log stream of one storage group on its copies.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamScene {
    /// The storage group.
    pub storage_group: String,
    /// One column a generation, oldest first.
    pub columns: Vec<StreamColumn>,
    /// Every copy that logs are shipped to.
    pub copies: Vec<StreamCopyScene>,
}

impl StreamScene {
    /// Logs that the slowest copy has not got yet.
    pub fn copy_queue(&self) -> u32 {
        self.copies.iter().map(|copy| copy.copy_queue).max().unwrap_or(0)
    }

    /// Whether every closed log is on every copy, and replayed where replay is not held back on purpose.
    pub fn is_copied(&self) -> bool {
        self.copies.iter().all(|copy| copy.copy_queue == 0 && (copy.is_held_back || copy.replay_queue == 0))
    }
}

/// A copy that logs are shipped to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamCopyScene {
    /// Component id of its log volume.
    pub on: String,
    /// The server it is on.
    pub server: String,
    /// Whether replay lags behind on purpose, as on a target of standby continuous replication.
    pub is_held_back: bool,
    /// Logs that are not copied yet.
    pub copy_queue: u32,
    /// Logs that are copied but not replayed.
    pub replay_queue: u32,
}

/// One generation of the stream.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamColumn {
    /// The log as the copy that wrote it has it.
    pub written: LogScene,
    /// What each of [`StreamScene::copies`] has of it.
    pub copies: Vec<LogState>,
}
