//! The closed logs on one log volume, in the order of their generations and without a gap.
//!
//! A checkpoint of a long run clones the folder, so full pages of it are shared between the clones.

use super::log_stream::LogFile;
use crate::model::units::LogGeneration;
use std::sync::Arc;

/// Logs on one shared page.
const PAGE: usize = 64;

/// The closed logs on one log volume.
#[derive(Clone, Debug, Default)]
pub struct LogFolder {
    first: LogGeneration,
    pages: Vec<Arc<[Arc<LogFile>]>>,
    newest: Vec<Arc<LogFile>>,
}

impl LogFolder {
    /// How many logs there are.
    pub fn len(&self) -> usize {
        self.pages.len() * PAGE + self.newest.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.newest.is_empty() && self.pages.is_empty()
    }

    /// The log of a generation.
    pub fn get(&self, generation: LogGeneration) -> Option<&Arc<LogFile>> {
        let place = generation.0.checked_sub(self.first.0)? as usize;
        match self.pages.get(place / PAGE) {
            Some(page) => page.get(place % PAGE),
            None => self.newest.get(place - self.pages.len() * PAGE),
        }
    }

    /// All logs, oldest first.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<LogFile>> {
        self.pages.iter().flat_map(|page| page.iter()).chain(&self.newest)
    }

    /// The logs from a generation on, oldest first.
    pub fn from(&self, generation: LogGeneration) -> impl Iterator<Item = &Arc<LogFile>> {
        let end = self.first.0 + self.len() as u32;
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
        debug_assert_eq!(file.generation.0 as usize, self.first.0 as usize + self.len(), "a stream has no gaps");
        self.newest.push(file);
        if self.newest.len() == PAGE {
            self.pages.push(self.newest.drain(..).collect());
        }
    }

    /// Drops the logs from a generation on, and says how many they were.
    pub fn drop_from(&mut self, generation: LogGeneration) -> usize {
        let before = self.len();
        let keep = generation.0.saturating_sub(self.first.0) as usize;
        if keep < self.pages.len() * PAGE {
            let page = self.pages.get(keep / PAGE).cloned();
            self.pages.truncate(keep / PAGE);
            self.newest = page.map_or_else(Vec::new, |page| page[..keep % PAGE].to_vec());
        } else {
            self.newest.truncate(keep - self.pages.len() * PAGE);
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
