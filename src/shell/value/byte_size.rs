//! Amounts of data, printed as the product prints them: `18MB`.

use std::fmt;

/// An amount of data [bytes].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ByteSize(u64);

const UNITS: [(&str, u64); 4] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10), ("B", 1)];

impl ByteSize {
    /// So many bytes.
    pub const fn from_bytes(bytes: u64) -> ByteSize {
        ByteSize(bytes)
    }

    /// The bytes.
    pub const fn bytes(self) -> u64 {
        self.0
    }

    /// Reads `18MB`, `100 KB`, `512B` or plain bytes.
    pub fn parse(text: &str) -> Option<ByteSize> {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let amount = text[..digits].parse::<u64>().ok()?;
        let suffix = text[digits..].trim();
        let (_, bytes) = UNITS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(suffix))
            .or(UNITS.last().filter(|_| suffix.is_empty()))?;
        amount.checked_mul(*bytes).map(ByteSize)
    }
}

impl fmt::Display for ByteSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS.iter().find(|(_, bytes)| self.0 > 0 && self.0.is_multiple_of(*bytes));
        let (name, bytes) = whole.unwrap_or(&UNITS[UNITS.len() - 1]);
        write!(f, "{}{name}", self.0 / bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_print_in_their_largest_whole_unit() {
        for (bytes, printed) in [(18 << 20, "18MB"), (1536, "1536B"), (2048, "2KB"), (0, "0B"), (3 << 30, "3GB")] {
            assert_eq!(ByteSize::from_bytes(bytes).to_string(), printed);
            assert_eq!(ByteSize::parse(printed), Some(ByteSize::from_bytes(bytes)));
        }
    }

    #[test]
    fn what_is_no_size_is_none() {
        for text in ["", "MB", "18XB", "-1MB", "1.5MB", "99999999999GB", "é"] {
            assert_eq!(ByteSize::parse(text), None, "{text}");
        }
    }
}
