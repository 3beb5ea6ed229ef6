//! Places in a line of the shell.

/// A piece of a line, in bytes from its start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to and without `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The smallest piece that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text of this piece; empty where the line has no such piece.
    pub fn of(self, line: &str) -> &str {
        line.get(self.start..self.end).unwrap_or("")
    }

    /// Line and column of the first byte, both counted from 1, the column in characters.
    pub fn line_and_column(self, text: &str) -> (usize, usize) {
        let before = text.get(..self.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = "Get-É |\n  fl";
        assert_eq!(Span::new(0, 1).line_and_column(text), (1, 1));
        assert_eq!(Span::new(7, 8).line_and_column(text), (1, 7));
        assert_eq!(Span::new(11, 13).line_and_column(text), (2, 3));
    }
}
