//! What the time strip shows of a run: service, queues, marks, and what the run cost.
//!
//! Folded from the journal, entry by entry, so that a growing run costs only what is new.

use crate::engine::{EntryNumber, Journal, SimSpan, SimTime};
use crate::model::event::Event;
use crate::model::rule::Rule;
use crate::model::units::LogGeneration;

/// The lanes of one run, from its start to the furthest moment it has seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lanes {
    /// Spans in which people could work, and in which they could not.
    pub service: Vec<(SimTime, SimTime, bool)>,
    /// Length of the copy queue from each moment on.
    pub copy_queue: Vec<(SimTime, u32)>,
    /// Length of the replay queue from each moment on.
    pub replay_queue: Vec<(SimTime, u32)>,
    /// What people did.
    pub marks: Vec<(SimTime, String)>,
}

/// What a run cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Letters that stayed behind on an old active copy.
    pub letters_left_behind: u64,
    /// Those of them that a hub sent again.
    pub letters_brought_back: u64,
    /// Other changes that stayed behind; nothing brings them back.
    pub edits_lost: u64,
    /// Time in which people could not work.
    pub down: SimSpan,
}

impl Cost {
    /// Letters that are lost for good, as far as is known.
    pub fn letters_lost(&self) -> u64 {
        self.letters_left_behind.saturating_sub(self.letters_brought_back)
    }
}

/// Folds a journal into lanes.
#[derive(Clone, Debug, Default)]
pub(super) struct Fold {
    next: u32,
    service: Vec<(SimTime, SimTime, bool)>,
    open: (SimTime, bool),
    copy_queue: Vec<(SimTime, u32)>,
    replay_queue: Vec<(SimTime, u32)>,
    generated: LogGeneration,
    inspected: LogGeneration,
    replayed: LogGeneration,
    cost: Cost,
}

impl Fold {
    /// The fold of a run that begins with service.
    pub fn new() -> Self {
        Fold { open: (SimTime::ZERO, true), ..Fold::default() }
    }

    /// Takes in what the journal knows beyond what was taken in before.
    pub fn follow(&mut self, journal: &Journal<Event, Rule>) {
        let known = journal.known_len() as u32;
        if known < self.next {
            *self = Fold::new();
        }
        while self.next < known {
            if let Some(entry) = journal.get(EntryNumber(self.next)) {
                self.take(entry.at, entry.event);
            }
            self.next += 1;
        }
    }

    /// The lanes up to `end`, without marks.
    pub fn lanes(&self, end: SimTime) -> Lanes {
        let mut service = self.service.clone();
        service.push((self.open.0, end.max(self.open.0), self.open.1));
        Lanes {
            service,
            copy_queue: self.copy_queue.clone(),
            replay_queue: self.replay_queue.clone(),
            marks: Vec::new(),
        }
    }

    /// What the run cost up to `end`.
    pub fn cost(&self, end: SimTime) -> Cost {
        let mut cost = self.cost;
        if !self.open.1 {
            cost.down += end.since(self.open.0);
        }
        cost
    }

    fn take(&mut self, at: SimTime, event: &Event) {
        match event {
            Event::ServiceLost {} => self.service_turns(at, false),
            Event::ServiceRestored { after } => {
                self.cost.down += *after;
                self.service_turns(at, true);
            }
            Event::LogClosed { generation, .. } => self.generated = *generation,
            Event::LogInspected { generation, .. } => self.inspected = *generation,
            Event::LogReplayed { generation, .. } => self.replayed = *generation,
            Event::RemainingLogsFetched { .. } => self.inspected = self.generated,
            Event::SeedingFinished { generation, .. } => {
                (self.inspected, self.replayed) = (*generation, *generation);
            }
            Event::LogsLost { first, letters, edits, .. } | Event::NewerLogsGivenUp { first, letters, edits, .. } => {
                let common = LogGeneration(first.0.saturating_sub(1));
                (self.generated, self.inspected, self.replayed) = (common, common, common);
                self.cost.letters_left_behind += u64::from(*letters);
                self.cost.edits_lost += u64::from(*edits);
            }
            Event::DumpsterSentAgain { letters, duplicates, .. } => {
                self.cost.letters_brought_back += u64::from(letters - duplicates);
            }
            _ => return,
        }
        let copy_queue = self.generated.logs_since(self.inspected).0;
        let replay_queue = self.inspected.logs_since(self.replayed).0;
        push(&mut self.copy_queue, at, copy_queue);
        push(&mut self.replay_queue, at, replay_queue);
    }

    fn service_turns(&mut self, at: SimTime, is_up: bool) {
        self.service.push((self.open.0, at, self.open.1));
        self.open = (at, is_up);
    }
}

fn push(lane: &mut Vec<(SimTime, u32)>, at: SimTime, value: u32) {
    if lane.last().is_none_or(|(_, last)| *last != value) {
        lane.push((at, value));
    }
}
