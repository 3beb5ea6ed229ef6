//! Which part an arrow key leads to.

use super::{super::geometry::Rect, PartBox};

/// The direction of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Upwards.
    Up,
    /// Downwards.
    Down,
}

impl Towards {
    /// The direction of a key by its name in keyboard events.
    pub fn of_key(key: &str) -> Option<Towards> {
        match key {
            "ArrowLeft" => Some(Towards::Left),
            "ArrowRight" => Some(Towards::Right),
            "ArrowUp" => Some(Towards::Up),
            "ArrowDown" => Some(Towards::Down),
            _ => None,
        }
    }
}

/// The nearest part in a direction, or nothing if `from` is the last there or unknown.
///
/// A part counts as in a direction if all of it lies beyond the edge of `from`. What lies straight ahead is nearer than what lies aside; ties go to
/// the part that comes first in reading order, so that a key always does the same.
pub fn neighbour<'a>(parts: &[&'a PartBox], from: &str, towards: Towards) -> Option<&'a str> {
    let here = place(parts, parts.iter().find(|part| part.id == from)?);
    let distance = |part: &PartBox| cost(here, place(parts, part), towards);
    let others = parts.iter().filter(|part| part.id != from);
    let reachable = others.filter_map(|part| Some((distance(part)?, part.id.as_str())));
    reachable.min_by_key(|(cost, _)| *cost).map(|(_, id)| id)
}

/// Where a part is for the keys: its box, or what is above the parts that lie in its box.
fn place(parts: &[&PartBox], part: &PartBox) -> Rect {
    let is_inside = |other: &&&PartBox| other.id != part.id && part.rect.contains(other.rect);
    let highest = parts.iter().filter(is_inside).map(|other| other.rect.y).min();
    Rect { h: highest.map_or(part.rect.h, |y| y - part.rect.y), ..part.rect }
}

/// How far `there` is from `here` in a direction; nothing if it is not in that direction.
fn cost(here: Rect, there: Rect, towards: Towards) -> Option<i32> {
    let (from, to) = (here.centre(), there.centre());
    let (ahead, is_ahead) = match towards {
        Towards::Left => (from.x - to.x, there.right() <= here.x),
        Towards::Right => (to.x - from.x, there.x >= here.right()),
        Towards::Up => (from.y - to.y, there.bottom() <= here.y),
        Towards::Down => (to.y - from.y, there.y >= here.bottom()),
    };
    let (aside, offset) = match towards {
        Towards::Left | Towards::Right => (apart(here.y, here.bottom(), there.y, there.bottom()), to.y - from.y),
        Towards::Up | Towards::Down => (apart(here.x, here.right(), there.x, there.right()), to.x - from.x),
    };
    // Within 60 degrees or so; the offset of the middles decides among parts that lie equally straight ahead.
    (is_ahead && aside <= 2 * ahead).then(|| 4 * ahead + 12 * aside + offset.abs())
}

/// How far two stretches of an axis are from each other; nothing if they share a point.
fn apart(a_start: i32, a_end: i32, b_start: i32, b_end: i32) -> i32 {
    (b_start - a_end).max(a_start - b_end).max(0)
}
