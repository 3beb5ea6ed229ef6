//! The read-only view of a compute cluster: what cmdlets and reports may know of it.

use super::bench::ComputeBench;
use super::event::Event;
use super::ids::Part;
use super::master::MasterHealth;
use super::worker::Health;
use crate::engine::{EntryNumber, Journal, SimTime};
use crate::model::rule::Rule;
use crate::model::view::{ComponentView, fault_words};

/// The cluster at one moment, with its journal up to then.
#[derive(Clone, Copy)]
pub struct ComputeView<'a> {
    /// The cluster.
    pub bench: &'a ComputeBench,
    /// What has happened.
    pub journal: &'a Journal<Event, Rule>,
    /// The moment.
    pub now: SimTime,
}

impl ComputeView<'_> {
    /// All parts and their states.
    pub fn components(&self) -> Vec<ComponentView<Part>> {
        self.bench.parts().into_iter().map(|part| self.component(part)).collect()
    }

    /// The part with this name, in any letter case.
    pub fn part_named(&self, name: &str) -> Option<Part> {
        self.bench.parts().into_iter().find(|part| part.name().eq_ignore_ascii_case(name))
    }

    fn component(&self, part: Part) -> ComponentView<Part> {
        let (state, why) = match part {
            Part::Master => match self.bench.master.health {
                MasterHealth::Up => ("up", ""),
                MasterHealth::Starting => ("starting", ""),
                MasterHealth::Down(how) => ("down", fault_words(how)),
            },
            Part::Worker(worker) => match self.bench.worker(worker).health {
                Health::Up => ("up", ""),
                Health::Slow => ("slow", "slow"),
                Health::Hung => ("hung", "hang"),
                Health::Starting => ("starting", ""),
                Health::Down(how) => ("down", fault_words(how)),
            },
            Part::Connection(_) | Part::Network if self.bench.is_broken(part) => ("down", "failed"),
            Part::Connection(_) | Part::Network => ("up", ""),
        };
        let (since, because) = self.newest_about(part);
        ComponentView { part, id: part.name(), kind: part.kind(), state, why, since, because }
    }

    /// When a part last broke, started or returned, and the entry that says so; the start of the job if never.
    fn newest_about(&self, part: Part) -> (SimTime, EntryNumber) {
        let is_about = |event: &Event| {
            matches!(event, Event::PartFailed { part: it, .. } | Event::PartStarting { part: it }
                | Event::PartReturned { part: it } if *it == part)
        };
        let newest = self.journal.iter().rev().find(|entry| is_about(entry.event));
        newest.map_or((SimTime::ZERO, EntryNumber(0)), |entry| (entry.at, entry.number))
    }

    /// The entry and everything that caused it, newest first.
    pub fn why(&self, entry: EntryNumber) -> Vec<EntryNumber> {
        // That the job began explains everything and therefore nothing.
        self.journal.why(entry, |event| matches!(event, Event::JobSubmitted { .. }))
    }
}
