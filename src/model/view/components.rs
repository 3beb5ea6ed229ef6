//! Rows of parts: each with one state word, and why it is so.

use super::View;
use crate::engine::{EntryNumber, SimTime};
use crate::model::cluster::{Condition, NodeState, ProcessState, Stamped};
use crate::model::ids::{How, NodeId, Part, Process, Volume};

/// A part and its state; each kind of bench has parts of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentView<P = Part> {
    /// The part.
    pub part: P,
    /// Its name.
    pub id: String,
    /// The kind of part, in a word, such as `node` or `worker`.
    pub kind: &'static str,
    /// One state word.
    pub state: &'static str,
    /// Why it is so, in words; empty if nothing is wrong.
    pub why: &'static str,
    /// Since when.
    pub since: SimTime,
    /// The entry that made it so.
    pub because: EntryNumber,
}

/// How much room a volume has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpaceView {
    /// Its size [MB].
    pub size_mb: u64,
    /// What is free of it [MB].
    pub free_mb: u64,
}

impl View<'_> {
    /// How much room a volume has; nothing for one that is gone, or for any other part.
    pub fn space_of(&self, part: Part) -> Option<SpaceView> {
        let Part::Volume(disks, volume) = part else { return None };
        if !self.bench.parts.is_readable(disks, volume) {
            return None;
        }
        let size_mb = self.bench.space.of(disks, volume)?.capacity_mb;
        Some(SpaceView { size_mb, free_mb: size_mb.saturating_sub(self.bench.used_mb(disks, volume)) })
    }

    /// The name of a part.
    pub fn name_of(&self, part: Part) -> String {
        self.bench.parts.name_of(part)
    }

    /// The part with this name, in any letter case.
    pub fn part_named(&self, name: &str) -> Option<Part> {
        self.bench.parts.part_named(name)
    }

    /// All parts and their states.
    pub fn components(&self) -> Vec<ComponentView> {
        self.bench.parts.all().into_iter().map(|part| self.component(part)).collect()
    }

    /// One part and its state.
    pub fn component(&self, part: Part) -> ComponentView {
        let parts = &self.bench.parts;
        let (state, why, since, because) = match part {
            Part::Node(node) => {
                let it = parts.server(node).node;
                let (state, why) = match it.state {
                    NodeState::Up => ("up", ""),
                    NodeState::Starting => ("starting", ""),
                    NodeState::ShuttingDown => ("stopping", "shut down"),
                    NodeState::Down(how) => ("down", fault_words(how)),
                    NodeState::Hung => ("hung", "hang"),
                };
                (state, why, it.since, it.because)
            }
            Part::Process(node, process) => {
                let it = parts.server(node).process(process);
                let (state, why) = self.process_words(node, process, it.state);
                (state, why, it.since, it.because)
            }
            Part::Volume(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => {
                let it = parts.condition(part).copied().unwrap_or(Stamped::from_start(Condition::Well));
                let (state, why) = match it.state.fault() {
                    None => match part {
                        Part::Volume(disks, volume) if self.bench.damage_on(disks, volume).is_some() => match volume {
                            Volume::LogDisk => ("damaged", "a log is damaged"),
                            Volume::DatabaseDisk => ("damaged", "a page is damaged"),
                        },
                        _ => ("up", ""),
                    },
                    Some(how) => (condition_word(it.state), fault_words(how)),
                };
                (state, why, it.since, it.because)
            }
        };
        ComponentView { part, id: parts.name_of(part), kind: part.kind(), state, why, since, because }
    }

    fn process_words(&self, node: NodeId, process: Process, state: ProcessState) -> (&'static str, &'static str) {
        let is_up = self.bench.parts.server(node).answers();
        match state {
            ProcessState::Running if process == Process::Cluster && self.bench.view_of(node).is_empty() => {
                ("stopped", "no quorum")
            }
            ProcessState::Running => ("running", ""),
            ProcessState::Starting => ("starting", ""),
            ProcessState::Offline if is_up && matches!(process, Process::Store | Process::SystemAttendant) => {
                ("standby", "")
            }
            ProcessState::Offline => ("down", "server is down"),
            ProcessState::Down(How::Hang) => ("hung", "hang"),
            ProcessState::Down(how) => ("down", fault_words(how)),
        }
    }
}

/// The state word of a volume, a connection, a network or a share.
const fn condition_word(condition: Condition) -> &'static str {
    match condition {
        Condition::Well => "up",
        Condition::Failed => "down",
        Condition::Full => "full",
        Condition::Damaging => "damaging",
        Condition::Slow => "slow",
    }
}

/// A fault in two words, for people and reports.
pub const fn fault_words(how: How) -> &'static str {
    match how {
        How::PowerCut => "power cut",
        How::Crash => "crash",
        How::Hang => "hang",
        How::Shutdown => "shut down",
        How::Fail => "failed",
        How::Full => "no space left",
        How::Slow => "slow",
        How::Corrupt => "it damages files",
    }
}
