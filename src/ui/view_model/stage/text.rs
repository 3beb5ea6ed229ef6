//! Words with their place.

use super::super::{
    geometry::Rect,
    measure::{Face, fit, width, wrap},
};
use crate::model::scene::Mood;

/// Which end of the words is where they are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// In what colour words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What matters.
    Ink,
    /// What goes with it.
    Quiet,
    /// A state.
    Mood(Mood),
    /// The witness and the votes.
    Vote,
    /// Log files.
    Log,
}

/// Words with their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where `anchor` is.
    pub x: i32,
    /// The line on which the letters stand.
    pub y: i32,
    /// What is shown.
    pub shown: String,
    /// The whole, if not all of it is shown.
    pub whole: Option<String>,
    /// Size and weight.
    pub face: Face,
    /// Colour.
    pub tone: Tone,
    /// Which end is at `x`.
    pub anchor: Anchor,
    /// How much room there is [px].
    pub room: i32,
}

impl Text {
    /// Puts `words` at `x`, `y` and cuts them to `room`.
    pub fn new(x: i32, y: i32, room: i32, words: &str, face: Face, tone: Tone) -> Text {
        let fitted = fit(words, room, face);
        Text { x, y, shown: fitted.shown, whole: fitted.whole, face, tone, anchor: Anchor::Start, room }
    }

    /// Breaks `words` into at most `lines` lines, the first of which stands at `y`.
    pub fn lines(x: i32, y: i32, room: i32, lines: usize, words: &str, face: Face, tone: Tone) -> Vec<Text> {
        let heights = (0..).map(|line| y + line * face.line());
        wrap(words, room, lines, face)
            .into_iter()
            .zip(heights)
            .map(|(line, y)| Text {
                x,
                y,
                shown: line.shown,
                whole: line.whole,
                face,
                tone,
                anchor: Anchor::Start,
                room,
            })
            .collect()
    }

    /// The same words with their middle or right end at `x`.
    pub fn anchored(mut self, anchor: Anchor) -> Text {
        self.anchor = anchor;
        self
    }

    /// How wide the words are.
    pub fn width(&self) -> i32 {
        width(&self.shown, self.face)
    }

    /// The box around the words.
    pub fn bounds(&self) -> Rect {
        let (w, size) = (self.width(), self.face.size());
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - w / 2,
            Anchor::End => self.x - w,
        };
        Rect::new(x, self.y - size * 4 / 5, w, size)
    }
}

/// The first of `choices` that fits into `room`, or the last.
pub fn first_that_fits<'a>(choices: &[&'a str], room: i32, face: Face) -> &'a str {
    let fitting = choices.iter().find(|words| width(words, face) <= room);
    fitting.or(choices.last()).copied().unwrap_or_default()
}
