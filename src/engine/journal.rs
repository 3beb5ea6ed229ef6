//! The journal: what happened, when, because of what, by which rule.
//!
//! Entries are numbered from 0 and never change. Going back keeps the later entries; running on
//! again steps over them instead of writing them a second time, so a replay costs no memory.

use super::digest::{Canonical, Digest, DigestValue};
use super::sorted::SortedSet;
use super::time::SimTime;

/// Number of a journal entry, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNumber(pub u32);

/// Most entries that one entry may name as its causes.
pub const CAUSES_MAX: usize = 8;

/// Most entries that [`Journal::why`] names: further back it is the start.
const WHY_MAX: usize = 24;

/// A few entries that together caused something; in the order they were named, without repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Causes {
    numbers: [u32; CAUSES_MAX],
    len: u8,
}

impl Causes {
    /// No cause: for the start and for what people do.
    pub const NONE: Causes = Causes { numbers: [0; CAUSES_MAX], len: 0 };

    /// One cause.
    pub fn one(number: EntryNumber) -> Self {
        Causes::NONE.and(number)
    }

    /// These causes and one more.
    ///
    /// # Panics
    /// In debug builds, if more than [`CAUSES_MAX`] are named; a rule never needs so many.
    #[must_use]
    pub fn and(mut self, number: EntryNumber) -> Self {
        if self.as_slice().contains(&number.0) {
            return self;
        }
        debug_assert!((self.len as usize) < CAUSES_MAX, "an entry names at most {CAUSES_MAX} causes");
        if (self.len as usize) < CAUSES_MAX {
            self.numbers[self.len as usize] = number.0;
            self.len += 1;
        }
        self
    }

    /// These causes and one more, if there is one.
    #[must_use]
    pub fn and_if(self, number: Option<EntryNumber>) -> Self {
        match number {
            Some(number) => self.and(number),
            None => self,
        }
    }

    /// The entry numbers.
    pub fn as_slice(&self) -> &[u32] {
        &self.numbers[..self.len as usize]
    }
}

impl From<EntryNumber> for Causes {
    fn from(number: EntryNumber) -> Self {
        Causes::one(number)
    }
}

#[derive(Clone, Debug)]
struct Stored<E, R> {
    at: SimTime,
    event: E,
    rule: Option<R>,
    causes_start: u32,
    causes_len: u8,
}

/// One entry, as it is read.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a, E, R> {
    /// Its number.
    pub number: EntryNumber,
    /// When it happened.
    pub at: SimTime,
    /// What happened.
    pub event: &'a E,
    /// The rule that decided it; none for the start and for commands.
    pub rule: Option<R>,
    /// Numbers of the entries that caused it.
    pub causes: &'a [u32],
}

/// Entries up to now, and those that are known to follow.
#[derive(Clone, Debug)]
pub struct Journal<E, R> {
    entries: Vec<Stored<E, R>>,
    causes: Vec<u32>,
    position: u32,
    is_kept: bool,
}

impl<E, R: Copy> Journal<E, R> {
    /// An empty journal that keeps what is written.
    pub fn kept() -> Self {
        Journal { entries: Vec::new(), causes: Vec::new(), position: 0, is_kept: true }
    }

    /// A journal that only counts, for runs of which nobody asks why.
    pub fn counting() -> Self {
        Journal { is_kept: false, ..Journal::kept() }
    }

    /// Writes an entry, or steps over it when the run repeats itself.
    pub fn write(&mut self, at: SimTime, event: E, rule: Option<R>, causes: &Causes) -> EntryNumber {
        let number = EntryNumber(self.position);
        if self.is_kept && self.position as usize == self.entries.len() {
            let causes_start = self.causes.len() as u32;
            self.causes.extend_from_slice(causes.as_slice());
            self.entries.push(Stored { at, event, rule, causes_start, causes_len: causes.len });
        } else {
            debug_assert!(
                !self.is_kept || self.entries[self.position as usize].at == at,
                "a run repeats itself to the letter: entry {} moved",
                self.position
            );
        }
        self.position += 1;
        number
    }

    /// How many entries there are up to now.
    pub fn len(&self) -> usize {
        self.position as usize
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.position == 0
    }

    /// The entry with this number, if it has happened (or, after going back, will happen).
    pub fn get(&self, number: EntryNumber) -> Option<Entry<'_, E, R>> {
        let stored = self.entries.get(number.0 as usize)?;
        let start = stored.causes_start as usize;
        Some(Entry {
            number,
            at: stored.at,
            event: &stored.event,
            rule: stored.rule,
            causes: &self.causes[start..start + stored.causes_len as usize],
        })
    }

    /// The entries up to now, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Entry<'_, E, R>> + ExactSizeIterator {
        let known = self.entries.len().min(self.position as usize) as u32;
        (0..known).map(|n| self.get(EntryNumber(n)).expect("a number below the count has an entry"))
    }

    /// The entries from `first` up to now.
    pub fn iter_from(&self, first: EntryNumber) -> impl DoubleEndedIterator<Item = Entry<'_, E, R>> {
        let known = self.entries.len().min(self.position as usize) as u32;
        (first.0.min(known)..known).map(|n| self.get(EntryNumber(n)).expect("a number below the count has an entry"))
    }

    /// All entries that are known, including those that lie ahead after going back.
    pub fn known_len(&self) -> usize {
        self.entries.len()
    }

    /// Number of the first known entry at `at` or later.
    pub fn first_at_or_after(&self, at: SimTime) -> EntryNumber {
        EntryNumber(self.entries.partition_point(|entry| entry.at < at) as u32)
    }

    /// The entry and everything that caused it, newest first.
    ///
    /// An event that `is_start` explains everything and therefore nothing: it is named only if it is what was asked about.
    pub fn why(&self, entry: EntryNumber, is_start: impl Fn(&E) -> bool) -> Vec<EntryNumber> {
        let mut open = SortedSet::from_iter([entry.0]);
        let mut chain = Vec::new();
        while let Some(number) = open.pop_last() {
            let Some(found) = self.get(EntryNumber(number)) else { continue };
            open.extend(found.causes.iter().copied());
            if chain.is_empty() || !is_start(found.event) {
                chain.push(EntryNumber(number));
            }
            if chain.len() == WHY_MAX {
                break;
            }
        }
        chain
    }

    /// Goes to just before entry `position`, keeping what follows for the replay.
    pub(super) fn stand_at(&mut self, position: u32) {
        self.position = position;
    }

    /// Forgets everything after now: the future is going to be another one.
    pub(super) fn forget_future(&mut self) {
        self.entries.truncate(self.position as usize);
        let kept = self.entries.last().map_or(0, |last| last.causes_start as usize + last.causes_len as usize);
        self.causes.truncate(kept);
    }
}

impl<E: Canonical, R: Copy + Canonical> Journal<E, R> {
    /// The digest of all entries up to now.
    pub fn digest(&self) -> DigestValue {
        let mut digest = Digest::default();
        for entry in self.iter() {
            digest.u32(entry.number.0);
            digest.u64(entry.at.as_millis());
            entry.event.write_to(&mut digest);
            entry.rule.write_to(&mut digest);
            entry.causes.write_to(&mut digest);
        }
        digest.value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(journal: &mut Journal<u32, u8>, ms: u64, event: u32, causes: Causes) -> EntryNumber {
        journal.write(SimTime::from_millis(ms), event, Some(1), &causes)
    }

    #[test]
    fn an_entry_names_its_causes_once_each() {
        let mut journal = Journal::kept();
        let a = write(&mut journal, 1, 10, Causes::NONE);
        let b = write(&mut journal, 2, 20, Causes::one(a).and(a));
        let c = write(&mut journal, 2, 30, Causes::one(b).and(a).and_if(None));
        assert_eq!(journal.get(c).map(|entry| entry.causes.to_vec()), Some(vec![b.0, a.0]));
        assert_eq!(journal.get(b).map(|entry| entry.causes.to_vec()), Some(vec![a.0]));
    }

    #[test]
    fn why_walks_back_over_every_cause_once_and_leaves_out_the_start() {
        let mut journal = Journal::kept();
        let start = write(&mut journal, 0, 0, Causes::NONE);
        let a = write(&mut journal, 1, 10, Causes::one(start));
        let b = write(&mut journal, 2, 20, Causes::one(start));
        write(&mut journal, 2, 30, Causes::NONE);
        let c = write(&mut journal, 3, 40, Causes::one(a).and(b));
        let d = write(&mut journal, 3, 50, Causes::one(a).and(c));
        let why = |entry| journal.why(entry, |event| *event == 0);
        assert_eq!(why(d), [d, c, b, a]);
        assert_eq!((why(start), why(EntryNumber(99))), (vec![start], vec![]));
    }

    #[test]
    fn why_ends_after_two_dozen_entries() {
        let mut journal = Journal::kept();
        let mut newest = write(&mut journal, 0, 1, Causes::NONE);
        for ms in 1..100 {
            newest = write(&mut journal, ms, 1, Causes::one(newest));
        }
        let why = journal.why(newest, |_| false);
        assert_eq!((why.len(), why.last()), (WHY_MAX, Some(&EntryNumber(76))));
    }

    #[test]
    fn a_replay_writes_nothing_twice_and_a_new_future_replaces_the_old() {
        let mut journal = Journal::kept();
        let a = write(&mut journal, 1, 10, Causes::NONE);
        write(&mut journal, 2, 20, Causes::one(a));
        let whole = journal.digest();
        journal.stand_at(1);
        assert_eq!((journal.len(), journal.known_len()), (1, 2));
        assert_ne!(journal.digest(), whole);
        write(&mut journal, 2, 20, Causes::one(a));
        assert_eq!(journal.digest(), whole);
        journal.stand_at(1);
        journal.forget_future();
        write(&mut journal, 3, 21, Causes::one(a));
        assert_eq!(journal.known_len(), 2);
        assert_ne!(journal.digest(), whole);
    }

    #[test]
    fn a_counting_journal_numbers_alike_and_keeps_nothing() {
        let mut journal = Journal::counting();
        assert_eq!(write(&mut journal, 1, 10, Causes::NONE), EntryNumber(0));
        assert_eq!(write(&mut journal, 1, 10, Causes::NONE), EntryNumber(1));
        assert_eq!((journal.len(), journal.iter().count()), (2, 0));
    }
}
