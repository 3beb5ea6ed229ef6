//! Edits: whatever people change in their mailboxes besides receiving mail.
//!
//! None of it passes a hub, so no transport dumpster brings it back. Source: \[PSBOOK\], \[TIPS\].

use crate::engine::RandomStream;
use crate::model::ids::PersonId;
use crate::model::params::{SHARE_CALENDAR, SHARE_DRAFTS, SHARE_FLAGS, SHARE_MOVES, SHARE_SENT_ITEMS, SHARE_TASKS};

/// What was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditKind {
    /// A draft was saved.
    Draft,
    /// An appointment or a contact was written or changed.
    Calendar,
    /// A task was written or changed.
    Task,
    /// A letter was flagged or marked as read.
    Flag,
    /// A letter was moved or deleted.
    Move,
    /// The copy of a sent letter was put into Sent Items; its recipients have theirs.
    SentItem,
}

impl EditKind {
    /// All kinds.
    pub const ALL: [EditKind; 6] =
        [EditKind::Draft, EditKind::Calendar, EditKind::Task, EditKind::Flag, EditKind::Move, EditKind::SentItem];

    /// The stable word for reports.
    pub const fn name(self) -> &'static str {
        match self {
            EditKind::Draft => "draft",
            EditKind::Calendar => "calendar",
            EditKind::Task => "task",
            EditKind::Flag => "flag",
            EditKind::Move => "move",
            EditKind::SentItem => "sent_item",
        }
    }

    /// How many of a hundred edits are of this kind.
    pub const fn share(self) -> u64 {
        match self {
            EditKind::Draft => SHARE_DRAFTS,
            EditKind::Calendar => SHARE_CALENDAR,
            EditKind::Task => SHARE_TASKS,
            EditKind::Flag => SHARE_FLAGS,
            EditKind::Move => SHARE_MOVES,
            EditKind::SentItem => SHARE_SENT_ITEMS,
        }
    }

    /// Whether it is an item of its own, which a client in cached mode has in its cache too. Source: \[TIPS\].
    pub const fn is_item(self) -> bool {
        match self {
            EditKind::Draft | EditKind::Calendar | EditKind::Task | EditKind::SentItem => true,
            EditKind::Flag | EditKind::Move => false,
        }
    }

    /// The kind of the next edit, from a stream that decides nothing else.
    pub(super) fn draw(stream: &mut RandomStream) -> EditKind {
        let mut left = stream.below(100);
        for kind in EditKind::ALL {
            if left < kind.share() {
                return kind;
            }
            left -= kind.share();
        }
        EditKind::Flag
    }
}

/// One change in a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Whose mailbox.
    pub who: PersonId,
    /// What was changed.
    pub kind: EditKind,
}

/// Edits, counted by their kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EditCounts([u64; EditKind::ALL.len()]);

impl EditCounts {
    /// How many are of a kind.
    pub const fn of(&self, kind: EditKind) -> u64 {
        self.0[kind as usize]
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Counts these too.
    pub fn add(&mut self, edits: &[Edit]) {
        for edit in edits {
            self.0[edit.kind as usize] += 1;
        }
    }

    /// Counts those too.
    pub fn merge(&mut self, other: &EditCounts) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count += more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_come_in_their_shares() {
        let mut stream = RandomStream::new(1, 1);
        let mut counts = EditCounts::default();
        for _ in 0..100_000 {
            counts.add(&[Edit { who: PersonId(0), kind: EditKind::draw(&mut stream) }]);
        }
        assert_eq!(counts.total(), 100_000);
        for kind in EditKind::ALL {
            let percent = (counts.of(kind) + 500) / 1_000;
            assert!(percent.abs_diff(kind.share()) <= 1, "{}: {percent} %", kind.name());
        }
    }
}
