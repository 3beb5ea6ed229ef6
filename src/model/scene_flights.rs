//! What moves on the drawing at a moment: letters that were delivered just now, logs that are being copied.

use super::event::Event;
use super::ids::{NodeId, Part, Volume};
use super::params::{COPY_MS, FLIGHT_MS};
use super::scene::{Cargo, Flight};
use super::scene_of::{CAPTION_REACH, SHOWN};
use super::view::View;
use crate::engine::{EntryNumber, SimSpan, SimTime};

impl View<'_> {
    /// Letters that were delivered just now, and the log that is being copied.
    pub(super) fn flights(&self) -> Vec<Flight> {
        let window = SimSpan::from_millis(FLIGHT_MS);
        let since = SimTime::from_millis(self.now.as_millis().saturating_sub(2 * FLIGHT_MS));
        let mut flights = Vec::new();
        let name = |node: NodeId| self.name_of(Part::Node(node));
        let storage = self.bench.group(SHOWN);
        for entry in self.journal.iter_from(self.journal.first_at_or_after(since)) {
            let Event::LetterDelivered { hub, .. } = entry.event else { continue };
            let key = u64::from(entry.number.0) * 2;
            let steps = [
                ("people".to_owned(), name(*hub), entry.at),
                (
                    name(*hub),
                    self.name_of(Part::Volume(storage.active_copy().disks, Volume::LogDisk)),
                    entry.at + window,
                ),
            ];
            for (step, (from, to, left)) in steps.into_iter().enumerate() {
                let lands = left + window;
                if left <= self.now && self.now < lands {
                    flights.push(Flight { key: key + step as u64, from, to, cargo: Cargo::Letter, left, lands });
                }
            }
        }
        let shipped = storage.passives().filter_map(|place| self.log_flight(place));
        flights.extend(shipped);
        flights
    }

    fn log_flight(&self, place: usize) -> Option<Flight> {
        let storage = self.bench.group(SHOWN);
        let volume = |disks| self.name_of(Part::Volume(disks, Volume::LogDisk));
        let copy = storage.copy(place);
        let is_it = |event: &Event| matches!(event, Event::LogCopied { group, node, .. } if (*group, *node) == (SHOWN, copy.node));
        let from = EntryNumber((self.journal.len() as u32).saturating_sub(CAPTION_REACH));
        let entry = self.journal.iter_from(from).rev().find(|entry| is_it(entry.event))?;
        // The flight is shown a little longer than the copying takes, so that an eye can follow it.
        let left = SimTime::from_millis(entry.at.as_millis().saturating_sub(COPY_MS));
        let lands = left + SimSpan::from_millis(FLIGHT_MS);
        (left <= self.now && self.now < lands).then(|| Flight {
            key: u64::from(entry.number.0) * 2,
            from: volume(storage.active_copy().disks),
            to: volume(copy.disks),
            cargo: Cargo::Log,
            left,
            lands,
        })
    }
}
