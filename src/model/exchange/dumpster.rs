//! The transport dumpster: letters a hub has delivered and keeps for sending again.
//!
//! Oldest out first when its size or its age limit is reached. Source: \[DUMP\], \[DUMPBLOG\].

use super::log_stream::Letter;
use crate::engine::{SimSpan, SimTime, SortedSet};
use crate::model::ids::LetterId;
use crate::model::params::{DUMPSTER_AGE_MS, DUMPSTER_BYTES};
use std::collections::VecDeque;

/// The limits of every dumpster of the organisation: `Set-TransportConfig`. Source: \[DUMP\].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DumpsterLimits {
    /// `MaxDumpsterSizePerStorageGroup`: size of one storage group's dumpster on one hub [bytes].
    pub bytes: u64,
    /// `MaxDumpsterTime`: longest stay.
    pub age: SimSpan,
}

impl DumpsterLimits {
    /// As the organisation is installed.
    pub const DEFAULT: DumpsterLimits =
        DumpsterLimits { bytes: DUMPSTER_BYTES, age: SimSpan::from_millis(DUMPSTER_AGE_MS) };

    /// The smallest step of time: a letter of exactly the greatest age is kept.
    pub(super) const GRAIN: SimSpan = SimSpan::from_millis(1);

    /// Whether dumpsters keep anything: a limit of zero switches them off. Source: \[DUMP\].
    pub fn are_on(self) -> bool {
        self.bytes > 0 && self.age > SimSpan::ZERO
    }
}

/// The dumpster of one storage group on one hub.
#[derive(Clone, Debug, Default)]
pub struct Dumpster {
    letters: VecDeque<(SimTime, Letter)>,
    bytes: u64,
}

impl Dumpster {
    /// Keeps a delivered letter and throws out what no longer fits.
    pub fn keep(&mut self, letter: Letter, now: SimTime, limits: DumpsterLimits) {
        self.letters.push_back((now, letter));
        self.bytes += u64::from(letter.bytes);
        self.trim(now, limits);
    }

    /// Throws the oldest out until both limits are kept.
    pub fn trim(&mut self, now: SimTime, limits: DumpsterLimits) {
        while let Some((delivered, oldest)) = self.letters.front() {
            if limits.are_on() && self.bytes <= limits.bytes && now.since(*delivered) <= limits.age {
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

    /// How many letters it holds.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Sends again what was delivered at `from` or later and is not too old.
    ///
    /// Says how many letters that are, and gives those that `is_lost` asks for, oldest first. These leave
    /// the dumpster: they wait in the hub's queue, and their delivery brings them back.
    pub fn send_again(
        &mut self,
        from: SimTime,
        now: SimTime,
        limits: DumpsterLimits,
        mut is_lost: impl FnMut(LetterId) -> bool,
    ) -> (u32, Vec<Letter>) {
        let (mut sent, mut back) = (0, Vec::new());
        self.letters.retain(|(at, letter)| {
            if *at < from || now.since(*at) > limits.age {
                return true;
            }
            sent += 1;
            let leaves = is_lost(letter.id);
            if leaves {
                back.push(*letter);
            }
            !leaves
        });
        self.bytes -= back.iter().map(|letter| u64::from(letter.bytes)).sum::<u64>();
        (sent, back)
    }

    /// How many of these letters it holds.
    pub fn count_of(&self, letters: &SortedSet<LetterId>) -> usize {
        self.letters.iter().filter(|(_, kept)| letters.contains(&kept.id)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::PersonId;

    const LIMITS: DumpsterLimits = DumpsterLimits::DEFAULT;

    fn letter(id: u32, bytes: u32) -> Letter {
        Letter { id: LetterId(id), to: PersonId(0), bytes }
    }

    /// 200 letters of 100 KB into 18 MB: the oldest sixteen are gone.
    #[test]
    fn the_size_limit_throws_the_oldest_out() {
        let mut dumpster = Dumpster::default();
        for id in 0..200 {
            dumpster.keep(letter(id, 102_400), SimTime::from_secs(u64::from(id)), LIMITS);
        }
        let (sent, back) = dumpster.send_again(SimTime::ZERO, SimTime::from_secs(200), LIMITS, |_| true);
        assert_eq!((sent, back.len(), back[0].id), (184, 184, LetterId(16)));
        assert_eq!((dumpster.len(), dumpster.bytes()), (0, 0));
    }

    #[test]
    fn only_lost_letters_of_the_window_come_back_and_leave_the_dumpster() {
        let mut dumpster = Dumpster::default();
        for id in 0..10 {
            dumpster.keep(letter(id, 100), SimTime::from_secs(u64::from(id)), LIMITS);
        }
        let (sent, back) =
            dumpster.send_again(SimTime::from_secs(4), SimTime::from_secs(20), LIMITS, |id| id.0 % 2 == 0);
        let back: Vec<u32> = back.iter().map(|letter| letter.id.0).collect();
        assert_eq!((sent, back), (6, vec![4, 6, 8]));
        assert_eq!((dumpster.len(), dumpster.bytes()), (7, 700));
    }

    #[test]
    fn the_age_limit_throws_the_oldest_out() {
        let mut dumpster = Dumpster::default();
        let week = SimTime::ZERO + SimSpan::from_millis(DUMPSTER_AGE_MS);
        dumpster.keep(letter(1, 10), SimTime::ZERO, LIMITS);
        dumpster.keep(letter(2, 10), week, LIMITS);
        assert_eq!(dumpster.len(), 2);
        dumpster.keep(letter(3, 10), week + SimSpan::from_millis(1), LIMITS);
        assert_eq!(dumpster.len(), 2);
        assert_eq!(dumpster.count_of(&[LetterId(1), LetterId(2)].into_iter().collect()), 1);
    }

    /// Either limit of zero switches it off, and a smaller one throws out what no longer fits.
    #[test]
    fn other_limits_hold_at_once() {
        for (limits, held) in [
            (DumpsterLimits { bytes: 450, ..LIMITS }, 4),
            (DumpsterLimits { age: SimSpan::from_millis(3_000), ..LIMITS }, 4),
            (DumpsterLimits { bytes: 0, ..LIMITS }, 0),
            (DumpsterLimits { age: SimSpan::ZERO, ..LIMITS }, 0),
        ] {
            let mut dumpster = Dumpster::default();
            for id in 0..10 {
                dumpster.keep(letter(id, 100), SimTime::from_secs(u64::from(id)), LIMITS);
            }
            dumpster.trim(SimTime::from_secs(9), limits);
            assert_eq!((dumpster.len(), dumpster.bytes()), (held, 100 * held as u64), "{limits:?}");
        }
    }
}
