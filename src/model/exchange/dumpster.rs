//! The transport dumpster: letters a hub has delivered and keeps for sending again.
//!
//! Oldest out first when its size or its age limit is reached. Source: \[DUMP\], \[DUMPBLOG\].

use super::log_stream::Letter;
use crate::engine::SimTime;
use crate::model::params::{DUMPSTER_AGE_MS, DUMPSTER_BYTES};
use std::collections::VecDeque;

/// The dumpster of one storage group on one hub.
#[derive(Clone, Debug)]
pub struct Dumpster {
    letters: VecDeque<(SimTime, Letter)>,
    bytes: u64,
    limit: u64,
}

impl Default for Dumpster {
    fn default() -> Self {
        Dumpster::with_limit(DUMPSTER_BYTES)
    }
}

impl Dumpster {
    /// An empty dumpster with another size limit [bytes].
    pub fn with_limit(limit: u64) -> Self {
        Dumpster { letters: VecDeque::new(), bytes: 0, limit }
    }

    /// Keeps a delivered letter and throws out what no longer fits.
    pub fn keep(&mut self, letter: Letter, now: SimTime) {
        self.letters.push_back((now, letter));
        self.bytes += u64::from(letter.bytes);
        while let Some((delivered, oldest)) = self.letters.front() {
            if self.bytes <= self.limit && now.since(*delivered).as_millis() <= DUMPSTER_AGE_MS {
                break;
            }
            self.bytes -= u64::from(oldest.bytes);
            self.letters.pop_front();
        }
    }

    /// What it holds [bytes].
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What it may hold [bytes].
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// How many letters it holds.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The letters delivered at `from` or later that are not too old, oldest first.
    pub fn since(&self, from: SimTime, now: SimTime) -> impl Iterator<Item = Letter> + '_ {
        self.letters
            .iter()
            .filter(move |(at, _)| *at >= from && now.since(*at).as_millis() <= DUMPSTER_AGE_MS)
            .map(|(_, letter)| *letter)
    }

    /// Whether it holds this letter.
    pub fn holds(&self, letter: &Letter) -> bool {
        // Letters enter in the order of their delivery, which is nearly that of their numbers: the newest are at the end.
        self.letters.iter().rev().any(|(_, kept)| kept.id == letter.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::SimSpan;
    use crate::model::ids::{LetterId, PersonId};

    fn letter(id: u32, bytes: u32) -> Letter {
        Letter { id: LetterId(id), to: PersonId(0), bytes }
    }

    /// 200 letters of 100 KB into 18 MB: the oldest sixteen are gone.
    #[test]
    fn the_size_limit_throws_the_oldest_out() {
        let mut dumpster = Dumpster::default();
        for id in 0..200 {
            dumpster.keep(letter(id, 102_400), SimTime::from_secs(u64::from(id)));
        }
        let kept: Vec<u32> = dumpster.since(SimTime::ZERO, SimTime::from_secs(200)).map(|letter| letter.id.0).collect();
        assert_eq!((kept.len(), kept[0]), (184, 16));
        assert!(dumpster.bytes() <= dumpster.limit());
    }

    #[test]
    fn the_age_limit_throws_the_oldest_out() {
        let mut dumpster = Dumpster::default();
        let week = SimTime::ZERO + SimSpan::from_millis(DUMPSTER_AGE_MS);
        dumpster.keep(letter(1, 10), SimTime::ZERO);
        dumpster.keep(letter(2, 10), week);
        assert_eq!(dumpster.len(), 2);
        dumpster.keep(letter(3, 10), week + SimSpan::from_millis(1));
        assert_eq!(dumpster.len(), 2);
        assert!(!dumpster.holds(&letter(1, 10)));
        assert!(dumpster.holds(&letter(2, 10)));
    }
}
