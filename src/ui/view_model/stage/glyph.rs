//! Signs: every state has a shape of its own, so that no colour has to tell it.

use crate::model::scene::{LogState, Mood};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A tick in a ring: does its work.
    Well,
    /// A solid disc with a triangle: in use.
    Active,
    /// An empty ring: ready, not in use.
    Idle,
    /// A disc that is half full: on its way.
    Busy,
    /// A triangle with a stroke: stopped, or something is missing.
    Warning,
    /// A cross in an octagon: does not work.
    Bad,
    /// A full diamond: a vote that counts.
    VoteCounts,
    /// An empty diamond: a vote that does not count.
    VoteMissing,
    /// A solid square: a closed log.
    Closed,
    /// An arrow onto a line: a log that has arrived and is being inspected.
    Copied,
    /// Two upright strokes: a log that waits for replay.
    Waiting,
    /// A tick: a replayed log.
    Replayed,
    /// A dotted ring: a log that is not here.
    Missing,
    /// A cross: a log that is lost.
    Lost,
    /// Two slanted strokes with a gap: a link that is cut.
    Cut,
}

impl Glyph {
    /// The sign of a mood.
    pub const fn of_mood(mood: Mood) -> Glyph {
        match mood {
            Mood::Well => Glyph::Well,
            Mood::Active => Glyph::Active,
            Mood::Idle => Glyph::Idle,
            Mood::Busy => Glyph::Busy,
            Mood::Warning => Glyph::Warning,
            Mood::Bad => Glyph::Bad,
        }
    }

    /// The sign of a log file; an open one shows how full it is instead.
    pub const fn of_log(state: LogState) -> Option<Glyph> {
        match state {
            LogState::Open => None,
            LogState::Closed => Some(Glyph::Closed),
            LogState::Copied => Some(Glyph::Copied),
            LogState::Inspected => Some(Glyph::Waiting),
            LogState::Replayed => Some(Glyph::Replayed),
            LogState::Missing => Some(Glyph::Missing),
            LogState::Lost => Some(Glyph::Lost),
        }
    }

    /// The sign of a vote.
    pub const fn of_vote(counts: bool) -> Glyph {
        if counts { Glyph::VoteCounts } else { Glyph::VoteMissing }
    }

    /// Its word in class names.
    pub const fn word(self) -> &'static str {
        match self {
            Glyph::Well => "well",
            Glyph::Active => "active",
            Glyph::Idle => "idle",
            Glyph::Busy => "busy",
            Glyph::Warning => "warning",
            Glyph::Bad => "bad",
            Glyph::VoteCounts => "vote-counts",
            Glyph::VoteMissing => "vote-missing",
            Glyph::Closed => "closed",
            Glyph::Copied => "copied",
            Glyph::Waiting => "waiting",
            Glyph::Replayed => "replayed",
            Glyph::Missing => "missing",
            Glyph::Lost => "lost",
            Glyph::Cut => "cut",
        }
    }

    /// Its outline around the origin, 14 px wide and high: what is filled, and what is drawn as a line.
    pub const fn paths(self) -> (&'static str, &'static str) {
        const DISC: &str = "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0Z";
        const DIAMOND: &str = "M0-6.5 6.5 0 0 6.5-6.5 0Z";
        match self {
            Glyph::Well => ("", "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0ZM-2.7.3-.7 2.4 3-2"),
            // The triangle is cut out of the disc.
            Glyph::Active => ("M-6.5 0a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0ZM-2-3.4 3.6 0-2 3.4Z", ""),
            Glyph::Idle => ("", DISC),
            Glyph::Busy => ("M0-6a6 6 0 0 1 0 12Z", DISC),
            Glyph::Warning => ("", "M0-5.8 6.4 5.4h-12.8ZM0-1.8v3.4M0 3.3v.3"),
            Glyph::Bad => {
                ("", "M-2.7-6.5h5.4l3.8 3.8v5.4l-3.8 3.8h-5.4l-3.8-3.8v-5.4ZM-2.6-2.6 2.6 2.6M2.6-2.6-2.6 2.6")
            }
            Glyph::VoteCounts => (DIAMOND, ""),
            Glyph::VoteMissing => ("", DIAMOND),
            Glyph::Closed => ("M-3.5-3.5h7v7h-7Z", ""),
            Glyph::Copied => ("", "M0-6v7M-3-1.6 0 1.4 3-1.6M-4.5 5h9"),
            Glyph::Waiting => ("", "M-2.5-4.5v9M2.5-4.5v9"),
            Glyph::Replayed => ("", "M-5 .5-1.5 4 5-4"),
            Glyph::Missing => ("", "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z"),
            Glyph::Lost => ("", "M-4-4 4 4M4-4-4 4"),
            Glyph::Cut => ("", "M-5 7 0-7M0 7 5-7"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const MOODS: [Mood; 6] = [Mood::Well, Mood::Active, Mood::Idle, Mood::Busy, Mood::Warning, Mood::Bad];
    const LOGS: [LogState; 6] = [
        LogState::Closed,
        LogState::Copied,
        LogState::Inspected,
        LogState::Replayed,
        LogState::Missing,
        LogState::Lost,
    ];

    #[test]
    fn no_two_states_share_a_shape() {
        let mut glyphs: Vec<Glyph> = MOODS.map(Glyph::of_mood).to_vec();
        glyphs.extend(LOGS.iter().filter_map(|state| Glyph::of_log(*state)));
        glyphs.extend([Glyph::of_vote(true), Glyph::of_vote(false), Glyph::Cut]);
        let shapes: BTreeSet<_> = glyphs.iter().map(|glyph| glyph.paths()).collect();
        let words: BTreeSet<_> = glyphs.iter().map(|glyph| glyph.word()).collect();
        assert_eq!((shapes.len(), words.len()), (glyphs.len(), glyphs.len()));
    }

    #[test]
    fn only_an_open_log_has_no_sign() {
        assert!(Glyph::of_log(LogState::Open).is_none());
        assert!(LOGS.iter().all(|state| Glyph::of_log(*state).is_some()));
    }
}
