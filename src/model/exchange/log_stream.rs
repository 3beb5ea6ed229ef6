//! The log stream: letters and edits become log bytes, logs fill and close.
//!
//! Only what matters to a copy is kept of a log: whose letters and edits its last records complete.

use super::edits::{Edit, EditCounts};
use crate::engine::{EntryNumber, SimTime, SortedSet};
use crate::model::backup::{BackupHeader, BackupMark};
use crate::model::ids::{LetterId, PersonId};
use crate::model::params::LOG_FILE_BYTES;
use crate::model::units::LogGeneration;

/// A letter, as a hub has accepted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub id: LetterId,
    /// To whom it goes.
    pub to: PersonId,
    /// Its size [bytes].
    pub bytes: u32,
}

/// A record of the stream that is neither a letter nor an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// The store has recorded a backup in the header of the database. Source: \[BKP\].
    Backup(BackupMark),
    /// Somebody has deleted so many letters.
    Removed(u32),
}

/// A closed log file. It never changes, so both copies share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFile {
    /// Its generation.
    pub generation: LogGeneration,
    /// Which reign wrote it: one more after each change of the active copy.
    pub reign: u16,
    /// Letters whose records it completes.
    pub letters: Vec<Letter>,
    /// The edits it holds.
    pub edits: Vec<Edit>,
    /// What else it holds.
    pub notes: Vec<Note>,
    /// When it was closed.
    pub closed_at: SimTime,
    /// The journal entry of its closing.
    pub closed_by: EntryNumber,
    /// How much of it was written [bytes].
    pub bytes: u64,
}

/// The open log, `E00.log`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLog {
    /// The generation it will close as.
    pub generation: LogGeneration,
    /// Which reign writes it.
    pub reign: u16,
    /// How much is written [bytes].
    pub bytes: u64,
    /// Letters whose records it completes.
    pub letters: Vec<Letter>,
    /// The edits it holds.
    pub edits: Vec<Edit>,
    /// What else it holds.
    pub notes: Vec<Note>,
    /// What took the file away, if it is not on its disk any more; what it held counts until somebody gives it up.
    pub gone: Option<EntryNumber>,
}

impl Note {
    /// How many letters it deletes.
    pub const fn removed(&self) -> u32 {
        match self {
            Note::Backup(_) => 0,
            Note::Removed(letters) => *letters,
        }
    }
}

impl OpenLog {
    /// An empty log.
    pub fn new(generation: LogGeneration, reign: u16) -> Self {
        OpenLog { generation, reign, bytes: 0, letters: Vec::new(), edits: Vec::new(), notes: Vec::new(), gone: None }
    }

    /// Whether nothing was written into it.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Whether it is full.
    pub fn is_full(&self) -> bool {
        self.bytes >= LOG_FILE_BYTES
    }

    /// How full it is, in percent.
    pub fn fill(&self) -> u8 {
        (self.bytes * 100 / LOG_FILE_BYTES) as u8
    }

    /// Closes it and opens the next one.
    pub fn close(self, now: SimTime, closed_by: EntryNumber) -> (LogFile, OpenLog) {
        let next = OpenLog::new(self.generation.next(), self.reign);
        let file = LogFile {
            generation: self.generation,
            reign: self.reign,
            letters: self.letters,
            edits: self.edits,
            notes: self.notes,
            closed_at: now,
            closed_by,
            bytes: self.bytes,
        };
        (file, next)
    }
}

/// What is in the database file of a copy, as far as it matters here.
///
/// It is the sum of the logs that were replayed: the same logs make the same contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatabaseContents {
    /// Letters in its mailboxes.
    pub letters: u64,
    /// How much the file has grown since the start; what is deleted leaves room inside it [bytes].
    pub grown: u64,
    /// What its header says about backups.
    pub header: BackupHeader,
}

impl DatabaseContents {
    /// Takes a letter in.
    pub fn add_letter(&mut self, letter: &Letter) {
        self.letters += 1;
        self.grown += u64::from(letter.bytes);
    }

    /// Takes another record in.
    pub fn add_note(&mut self, note: &Note) {
        match note {
            Note::Backup(mark) => self.header.record(*mark),
            Note::Removed(letters) => self.letters -= u64::from(*letters),
        }
    }

    /// Takes back what some logs have added, but for what the header knows.
    pub fn take_back(&mut self, contents: &Contents) {
        self.letters += u64::from(contents.removed);
        self.letters -= contents.letters.len() as u64;
    }

    /// Replays a log.
    pub fn replay(&mut self, file: &LogFile) {
        file.letters.iter().for_each(|letter| self.add_letter(letter));
        file.notes.iter().for_each(|note| self.add_note(note));
    }
}

/// Letters, edits and their people, added up over some logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The letters.
    pub letters: Vec<Letter>,
    /// How many edits.
    pub edits: u32,
    /// The same by their kinds.
    pub by_kind: EditCounts,
    /// To whom letters and edits belong.
    pub people: SortedSet<PersonId>,
    /// Letters that somebody has deleted.
    pub removed: u32,
}

impl Contents {
    /// Adds what a log holds.
    pub fn add(&mut self, letters: &[Letter], edits: &[Edit], notes: &[Note]) {
        self.letters.extend_from_slice(letters);
        self.edits += edits.len() as u32;
        self.by_kind.add(edits);
        self.people.extend(letters.iter().map(|letter| letter.to));
        self.people.extend(edits.iter().map(|edit| edit.who));
        self.removed += notes.iter().map(|note| note.removed()).sum::<u32>();
    }
}
