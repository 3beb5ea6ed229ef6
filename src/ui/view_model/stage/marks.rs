//! What cards are made of: a part that can be chosen, signs, labels, bars.

use super::{Glyph, Text};
use crate::model::scene::{Mood, PartScene};
use crate::ui::view_model::geometry::{Point, Rect};

/// What every part that can be chosen has.
#[derive(Clone, Debug, PartialEq)]
pub struct PartBox {
    /// Component id.
    pub id: String,
    /// What answers to a pointer; at least 24 by 24 px.
    pub rect: Rect,
    /// Name and state for those who do not see it; begins with the visible words.
    pub name: String,
    /// State word of the scene.
    pub state: &'static str,
    /// How it is shown.
    pub mood: Mood,
}

impl PartBox {
    pub(super) fn new(part: &PartScene, rect: Rect, name: String) -> Self {
        PartBox { id: part.id.clone(), rect, name, state: part.state, mood: part.mood }
    }
}

/// A sign at a place, 14 px wide and high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its middle.
    pub at: Point,
    /// What it looks like.
    pub glyph: Glyph,
}

/// A rounded label with a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Pill {
    /// The outline.
    pub rect: Rect,
    /// The sign.
    pub mark: Mark,
    /// The words.
    pub text: Text,
    /// How it is shown.
    pub mood: Mood,
}

/// A bar that is filled from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The outline.
    pub rect: Rect,
    /// Width of the filling [px].
    pub filled: i32,
}
