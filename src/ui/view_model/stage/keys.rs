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
/// A part counts as in a direction if its middle is. What lies straight ahead is nearer than what lies aside; ties go to
/// the part that comes first in reading order, so that a key always does the same.
pub fn neighbour<'a>(parts: &[&'a PartBox], from: &str, towards: Towards) -> Option<&'a str> {
    let here = parts.iter().find(|part| part.id == from)?;
    let distance = |part: &PartBox| cost(here.rect, part.rect, towards);
    let others = parts.iter().filter(|part| part.id != from);
    let reachable = others.filter_map(|part| Some((distance(part)?, part.id.as_str())));
    reachable.min_by_key(|(cost, _)| *cost).map(|(_, id)| id)
}

/// How far `there` is from `here` in a direction; nothing if it is not in that direction.
fn cost(here: Rect, there: Rect, towards: Towards) -> Option<i32> {
    let (from, to) = (here.centre(), there.centre());
    let (ahead, aside, margin) = match towards {
        Towards::Left => (from.x - to.x, apart(here.y, here.bottom(), there.y, there.bottom()), (to.y - from.y).abs()),
        Towards::Right => (to.x - from.x, apart(here.y, here.bottom(), there.y, there.bottom()), (to.y - from.y).abs()),
        Towards::Up => (from.y - to.y, apart(here.x, here.right(), there.x, there.right()), (to.x - from.x).abs()),
        Towards::Down => (to.y - from.y, apart(here.x, here.right(), there.x, there.right()), (to.x - from.x).abs()),
    };
    // Within 60 degrees or so; the offset of the middles decides among parts that lie equally straight ahead.
    (ahead > 0 && aside <= 2 * ahead).then(|| 4 * ahead + 12 * aside + margin)
}

/// How far two stretches of an axis are from each other; nothing if they share a point.
fn apart(a_start: i32, a_end: i32, b_start: i32, b_end: i32) -> i32 {
    (b_start - a_end).max(a_start - b_end).max(0)
}
