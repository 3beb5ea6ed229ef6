//! The life of one letter: from the hub through log buffer and log into the database file.
//!
//! The order is always memory, log file, database file. Nothing is kept for a letter to tell its stage: it follows
//! from the log that completes it, and from where checkpoint and waypoint lie. Source: \[LLR\], \[TXLOG\].

use super::View;
use crate::model::exchange::DatabaseState;
use crate::model::ids::{LetterId, Part, StorageGroupId};
use crate::model::units::LogGeneration;

/// How far a letter has come on its way into the database file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterStage {
    /// In the queue of a hub.
    HubQueue,
    /// Being handed over: a page in memory is changed, the records are in the log buffer, and the hub has no commit yet.
    LogBuffer,
    /// Committed: the records are in the open log, and the page is in memory alone.
    OpenLog,
    /// Its log is closed and can be shipped; the page is held back beyond the waypoint.
    ClosedLog,
    /// Between checkpoint and waypoint: the page may be in the database file or not, so a recovery needs the log.
    RequiredLog,
    /// Behind the checkpoint: the page is in the database file, and no recovery needs its log.
    DatabaseFile,
    /// Its database file is gone: what there is of it is in logs, in a backup or in another copy.
    NoFile,
    /// It was in logs that were given up.
    Lost,
}

impl LetterStage {
    /// The name, as the shell shows it.
    pub const fn name(self) -> &'static str {
        match self {
            LetterStage::HubQueue => "HubQueue",
            LetterStage::LogBuffer => "LogBuffer",
            LetterStage::OpenLog => "OpenLog",
            LetterStage::ClosedLog => "ClosedLog",
            LetterStage::RequiredLog => "RequiredLog",
            LetterStage::DatabaseFile => "DatabaseFile",
            LetterStage::NoFile => "NoFile",
            LetterStage::Lost => "Lost",
        }
    }
}

/// What another copy has of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyHolds {
    /// Nothing that counts: its log was not copied, or did not pass inspection yet.
    Nothing,
    /// The log.
    Log,
    /// The log was replayed.
    Database,
}

impl CopyHolds {
    /// The name, as the shell shows it.
    pub const fn name(self) -> &'static str {
        match self {
            CopyHolds::Nothing => "Nothing",
            CopyHolds::Log => "Log",
            CopyHolds::Database => "Database",
        }
    }
}

/// Where a letter is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterView {
    /// The letter.
    pub letter: LetterId,
    /// How far it has come.
    pub stage: LetterStage,
    /// The hub that has it in its queue.
    pub hub: Option<String>,
    /// The log that completes it, as long as there is such a file.
    pub generation: Option<LogGeneration>,
    /// What each other copy has of it, by the name of its server.
    pub copies: Vec<(String, CopyHolds)>,
}

impl View<'_> {
    /// Where a letter is; nothing if no hub has accepted it.
    pub fn letter(&self, letter: LetterId) -> Option<LetterView> {
        if u64::from(letter.0) >= self.bench.mail.accepted {
            return None;
        }
        let of = |stage| LetterView { letter, stage, hub: None, generation: None, copies: Vec::new() };
        if self.bench.mail.lost.contains(&letter) {
            return Some(of(LetterStage::Lost));
        }
        if let Some((hub, stage)) = self.queue_of(letter) {
            return Some(LetterView { hub: Some(hub), ..of(stage) });
        }
        let log = self.bench.groups.iter().find_map(|storage| Some((storage.id, storage.log_of(letter)?)));
        let Some((group, generation)) = log else {
            let has_file = self.bench.groups.iter().any(|it| it.active_copy().database != DatabaseState::Absent);
            return Some(of(if has_file { LetterStage::DatabaseFile } else { LetterStage::NoFile }));
        };
        let stage = self.stage_of_log(group, generation);
        Some(LetterView { generation: Some(generation), copies: self.copies_with(group, generation), ..of(stage) })
    }

    /// The hub that has a letter in its queue, and whether it is handing it over.
    fn queue_of(&self, letter: LetterId) -> Option<(String, LetterStage)> {
        let hubs = self.bench.hubs.iter().flat_map(|hub| self.bench.group_ids().map(move |group| (hub, group)));
        for (hub, group) in hubs {
            let desk = hub.desk(group);
            if !desk.queue.iter().any(|waiting| waiting.id == letter) {
                continue;
            }
            // Whoever cannot take it now never gave a commit, so that the hub still has it.
            let is_handed_over = desk.handed_over() == Some(letter) && self.bench.can_deliver(hub.node, group);
            let stage = if is_handed_over { LetterStage::LogBuffer } else { LetterStage::HubQueue };
            return Some((self.name_of(Part::Node(hub.node)), stage));
        }
        None
    }

    /// The stage of what a log of the active copy completes.
    fn stage_of_log(&self, group: StorageGroupId, generation: LogGeneration) -> LetterStage {
        let storage = self.bench.group(group);
        let is_open = generation > storage.last_generated;
        if storage.active_copy().database == DatabaseState::Absent {
            return LetterStage::NoFile;
        }
        let ranges = self.log_ranges(storage.copy_id(storage.active));
        match ranges.required {
            _ if is_open => LetterStage::OpenLog,
            Some((_, waypoint)) if generation > waypoint => LetterStage::ClosedLog,
            Some((checkpoint, _)) if generation >= checkpoint => LetterStage::RequiredLog,
            Some(_) | None => LetterStage::DatabaseFile,
        }
    }

    /// What each other copy has of a log.
    fn copies_with(&self, group: StorageGroupId, generation: LogGeneration) -> Vec<(String, CopyHolds)> {
        let storage = self.bench.group(group);
        let of = |place: usize| {
            let copy = storage.copy(place);
            let holds = match () {
                () if generation <= copy.replayed => CopyHolds::Database,
                () if generation <= copy.inspected => CopyHolds::Log,
                () => CopyHolds::Nothing,
            };
            (self.name_of(Part::Node(copy.node)), holds)
        };
        storage.passives().map(of).collect()
    }
}
