//! Points, boxes and lines of a drawing, in whole CSS pixels.
//!
//! Whole numbers keep the layout exact in tests and the page free of float formatting.

/// A place in the drawing [px from the upper left corner].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
}

/// A box in the drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Point {
    /// The point at `x`, `y`.
    pub const fn new(x: i32, y: i32) -> Self {
        Point { x, y }
    }
}

impl Rect {
    /// The box at `x`, `y` with width `w` and height `h`.
    pub const fn new(x: i32, y: i32, w: i32, h: i32) -> Self {
        Rect { x, y, w, h }
    }

    /// The right edge.
    pub const fn right(self) -> i32 {
        self.x + self.w
    }

    /// The lower edge.
    pub const fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// The middle.
    pub const fn centre(self) -> Point {
        Point::new(self.x + self.w / 2, self.y + self.h / 2)
    }

    /// The box without a border of `by` on every side.
    pub const fn inset(self, by: i32) -> Rect {
        Rect::new(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)
    }

    /// Whether `other` lies within this box.
    pub const fn contains(self, other: Rect) -> bool {
        other.x >= self.x && other.y >= self.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }

    /// Whether the two boxes share more than an edge.
    pub const fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// The length of a line through `points` whose stretches are level, upright or at most slanted.
pub fn length(points: &[Point]) -> i32 {
    points.windows(2).map(|pair| stretch(pair[0], pair[1])).sum()
}

/// The place `permille` of the way along a line through `points`.
///
/// A line without points is at the origin.
pub fn along(points: &[Point], permille: i32) -> Point {
    let mut left = length(points) * permille.clamp(0, 1000) / 1000;
    for pair in points.windows(2) {
        let (from, to, long) = (pair[0], pair[1], stretch(pair[0], pair[1]));
        if left <= long && long > 0 {
            return Point::new(from.x + (to.x - from.x) * left / long, from.y + (to.y - from.y) * left / long);
        }
        left -= long;
    }
    points.last().copied().unwrap_or_default()
}

/// Slow at both ends: `permille` of the time to permille of the way.
pub fn eased(permille: i32) -> i32 {
    let t = i64::from(permille.clamp(0, 1000));
    i32::try_from((3_000_000 - 2_000 * t) * t * t / 1_000_000_000).unwrap_or(1000)
}

fn stretch(from: Point, to: Point) -> i32 {
    (to.x - from.x).abs() + (to.y - from.y).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_that_touch_do_not_overlap() {
        let left = Rect::new(0, 0, 10, 10);
        assert!(!left.overlaps(Rect::new(10, 0, 10, 10)));
        assert!(left.overlaps(Rect::new(9, 9, 10, 10)));
        assert!(left.contains(Rect::new(0, 0, 10, 10)) && !left.contains(Rect::new(1, 0, 10, 10)));
        assert_eq!(left.inset(2), Rect::new(2, 2, 6, 6));
        assert_eq!(left.centre(), Point::new(5, 5));
    }

    #[test]
    fn a_line_is_walked_from_end_to_end_round_its_corners() {
        let line = [Point::new(0, 0), Point::new(100, 0), Point::new(100, 50)];
        for (permille, expected) in [(-5, (0, 0)), (0, (0, 0)), (500, (75, 0)), (1000, (100, 50)), (2000, (100, 50))] {
            assert_eq!(along(&line, permille), Point::new(expected.0, expected.1), "{permille}");
        }
        assert_eq!(along(&line, 833), Point::new(100, 24));
        assert_eq!(along(&[], 500), Point::default());
        assert_eq!(along(&[Point::new(3, 4)], 500), Point::new(3, 4));
    }

    #[test]
    fn easing_keeps_the_ends_and_the_middle() {
        assert_eq!([eased(0), eased(500), eased(1000)], [0, 500, 1000]);
        assert!(eased(100) < 100 && eased(900) > 900);
    }
}
