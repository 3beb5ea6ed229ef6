//! The closed logs on one log volume, in the order of their generations and without a gap.
//!
//! A checkpoint of a long run clones the folder, so full pages of it are shared between the clones. Logs go
//! at the front too, when they are truncated: a page goes as a whole, and until then its first logs are skipped.

use super::log_stream::LogFile;
use crate::model::units::LogGeneration;
use std::sync::Arc;

/// Logs on one shared page.
const PAGE: usize = 64;

/// The closed logs on one log volume.
#[derive(Clone, Debug, Default)]
pub struct LogFolder {
    /// Generation of the first place of the first page.
    first: LogGeneration,
    /// Places at the front whose logs are gone; always within the first page.
    skipped: usize,
    pages: Vec<Arc<[Arc<LogFile>]>>,
    newest: Vec<Arc<LogFile>>,
}

impl LogFolder {
    /// How many logs there are.
    pub fn len(&self) -> usize {
        self.places() - self.skipped
    }

    fn places(&self) -> usize {
        self.pages.len() * PAGE + self.newest.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.newest.is_empty() && self.pages.is_empty()
    }

    /// The log of a generation.
    pub fn get(&self, generation: LogGeneration) -> Option<&Arc<LogFile>> {
        let place = generation.0.checked_sub(self.first.0)? as usize;
        if place < self.skipped {
            return None;
        }
        match self.pages.get(place / PAGE) {
            Some(page) => page.get(place % PAGE),
            None => self.newest.get(place - self.pages.len() * PAGE),
        }
    }

    /// All logs, oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<LogFile>> {
        let pages = self.pages.iter().enumerate();
        // The first page is cut here, so that the iterator still goes both ways.
        let of_pages = pages.flat_map(|(place, page)| page[if place == 0 { self.skipped } else { 0 }..].iter());
        of_pages.chain(&self.newest)
    }

    /// The oldest log there is.
    pub fn oldest(&self) -> Option<LogGeneration> {
        (!self.is_empty()).then(|| LogGeneration(self.first.0 + self.skipped as u32))
    }

    /// The newest log there is.
    pub fn newest(&self) -> Option<LogGeneration> {
        (!self.is_empty()).then(|| LogGeneration(self.first.0 + self.places() as u32 - 1))
    }

    /// The logs from a generation on, oldest first.
    pub fn from(&self, generation: LogGeneration) -> impl Iterator<Item = &Arc<LogFile>> {
        let end = self.first.0 + self.places() as u32;
        (generation.max(self.first).0..end).filter_map(|it| self.get(LogGeneration(it)))
    }

    /// Puts in the log that follows the newest one; into an empty folder, any log.
    ///
    /// # Panics
    /// In debug builds, if a log between is missing: a stream has no gaps.
    pub fn push(&mut self, file: Arc<LogFile>) {
        if self.is_empty() {
            self.first = file.generation;
        }
        debug_assert_eq!(file.generation.0 as usize, self.first.0 as usize + self.places(), "a stream has no gaps");
        self.newest.push(file);
        if self.newest.len() == PAGE {
            self.pages.push(self.newest.drain(..).collect());
        }
    }

    /// Drops the logs from a generation on, and says how many they were.
    pub fn drop_from(&mut self, generation: LogGeneration) -> usize {
        let before = self.len();
        let keep = generation.0.saturating_sub(self.first.0) as usize;
        if keep <= self.skipped {
            self.clear();
        } else if keep < self.pages.len() * PAGE {
            let page = self.pages.get(keep / PAGE).cloned();
            self.pages.truncate(keep / PAGE);
            // A first page that is opened again leaves its skipped places behind.
            let skipped = if keep < PAGE { core::mem::take(&mut self.skipped) } else { 0 };
            self.first.0 += skipped as u32;
            self.newest = page.map_or_else(Vec::new, |page| page[skipped..keep % PAGE].to_vec());
        } else {
            self.newest.truncate(keep - self.pages.len() * PAGE);
        }
        before - self.len()
    }

    /// Drops the logs before a generation, and says how many they were.
    pub fn drop_before(&mut self, generation: LogGeneration) -> usize {
        let before = self.len();
        let gone = (generation.0.saturating_sub(self.first.0) as usize).max(self.skipped);
        if gone >= self.places() {
            self.clear();
        } else if gone < self.pages.len() * PAGE {
            self.pages.drain(..gone / PAGE);
            self.first.0 += (gone / PAGE * PAGE) as u32;
            self.skipped = gone % PAGE;
        } else {
            self.newest.drain(..gone - self.pages.len() * PAGE);
            self.pages.clear();
            self.first.0 += gone as u32;
            self.skipped = 0;
        }
        before - self.len()
    }

    /// Drops all logs.
    pub fn clear(&mut self) {
        *self = LogFolder::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{EntryNumber, SimTime};

    fn file(generation: u32) -> Arc<LogFile> {
        Arc::new(LogFile {
            generation: LogGeneration(generation),
            reign: 1,
            letters: Vec::new(),
            edits: Vec::new(),
            closed_at: SimTime::ZERO,
            closed_by: EntryNumber(0),
            bytes: 1,
            notes: Vec::new(),
        })
    }

    fn folder(generations: impl Iterator<Item = u32>) -> LogFolder {
        let mut folder = LogFolder::default();
        generations.for_each(|generation| folder.push(file(generation)));
        folder
    }

    fn numbers<'a>(files: impl Iterator<Item = &'a Arc<LogFile>>) -> Vec<u32> {
        files.map(|file| file.generation.0).collect()
    }

    #[test]
    fn a_folder_finds_every_log_and_no_other() {
        let folder = folder(5..400);
        assert_eq!((folder.len(), folder.is_empty()), (395, false));
        for generation in 0..500 {
            let found = folder.get(LogGeneration(generation)).map(|file| file.generation.0);
            assert_eq!(found, (5..400).contains(&generation).then_some(generation));
        }
        assert_eq!(numbers(folder.values()), (5..400).collect::<Vec<_>>());
        assert_eq!(numbers(folder.values().rev().take(2)), [399, 398]);
        for from in [0, 5, 63, 64, 68, 69, 70, 399, 400, 999] {
            assert_eq!(numbers(folder.from(LogGeneration(from))), (from.max(5)..400).collect::<Vec<_>>());
        }
    }

    #[test]
    fn logs_are_dropped_from_the_end_and_others_take_their_place() {
        for keep in [0, 1, 63, 64, 65, 127, 128, 129, 200] {
            let mut folder = folder(1..=200);
            assert_eq!(folder.drop_from(LogGeneration(keep + 1)), 200 - keep as usize);
            assert_eq!(numbers(folder.values()), (1..=keep).collect::<Vec<_>>());
            (keep + 1..300).for_each(|generation| folder.push(file(generation)));
            assert_eq!(numbers(folder.values()), (1..300).collect::<Vec<_>>());
        }
    }

    #[test]
    fn logs_are_dropped_at_the_front_and_the_others_keep_their_places() {
        for gone in [0, 1, 63, 64, 65, 127, 128, 129, 150, 199, 200] {
            let mut folder = folder(11..=210);
            let shared = folder.clone();
            assert_eq!(folder.drop_before(LogGeneration(11 + gone)), gone as usize, "{gone}");
            assert_eq!(folder.drop_before(LogGeneration(11 + gone)), 0, "{gone}");
            assert_eq!(numbers(folder.values()), (11 + gone..=210).collect::<Vec<_>>());
            assert_eq!(folder.oldest().map(|it| it.0), (gone < 200).then_some(11 + gone));
            assert_eq!(folder.newest().map(|it| it.0), (gone < 200).then_some(210));
            for generation in 0..300 {
                let found = folder.get(LogGeneration(generation)).map(|file| file.generation.0);
                assert_eq!(found, (11 + gone..=210).contains(&generation).then_some(generation));
            }
            assert_eq!(numbers(folder.from(LogGeneration(0))), (11 + gone..=210).collect::<Vec<_>>());
            (211..400).for_each(|generation| folder.push(file(generation)));
            let keep = 150.max(gone + 5);
            folder.drop_from(LogGeneration(11 + keep));
            assert_eq!(numbers(folder.values()), (11 + gone..11 + keep).collect::<Vec<_>>());
            assert_eq!(folder.len(), (keep - gone) as usize);
            folder.drop_from(LogGeneration(11 + gone));
            assert!(folder.is_empty() && folder.oldest().is_none());
            assert_eq!(shared.len(), 200, "a clone keeps what it had");
        }
    }

    #[test]
    fn an_emptied_folder_begins_anywhere() {
        let mut folder = folder(1..=70);
        folder.clear();
        assert!(folder.is_empty() && folder.get(LogGeneration(1)).is_none());
        folder.push(file(90));
        assert_eq!(folder.get(LogGeneration(90)).map(|file| file.generation.0), Some(90));
        assert_eq!(folder.drop_from(LogGeneration(80)), 1);
        folder.push(file(12));
        assert_eq!(numbers(folder.values()), [12]);
    }
}
