//! Quantities of the log stream, each with its own type: a position is not a count.

use crate::engine::{Canonical, Digest};
use core::fmt;

/// Number of one log file in a storage group's stream; the first is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogGeneration(pub u32);

/// How many log files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LogCount(pub u32);

impl LogGeneration {
    /// Before the first log.
    pub const NONE: LogGeneration = LogGeneration(0);

    /// The generation after this one.
    #[must_use]
    pub const fn next(self) -> LogGeneration {
        LogGeneration(self.0 + 1)
    }

    /// The generation `count` before this one, or none.
    #[must_use]
    pub const fn back(self, count: LogCount) -> LogGeneration {
        LogGeneration(self.0.saturating_sub(count.0))
    }

    /// How many logs came after `earlier`, up to this one; none if this one is the earlier.
    pub const fn logs_since(self, earlier: LogGeneration) -> LogCount {
        LogCount(self.0.saturating_sub(earlier.0))
    }

    /// The file name of the closed log: `E00` and eight hexadecimal digits. Source: \[WITPCCR\].
    pub fn file_name(self, prefix: &str) -> String {
        format!("{prefix}{:08X}.log", self.0)
    }
}

impl fmt::Display for LogGeneration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "0x{:X}", self.0)
    }
}

impl Canonical for LogGeneration {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(self.0);
    }
}

impl Canonical for LogCount {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_log_is_named_by_its_generation_in_hexadecimal() {
        assert_eq!(LogGeneration(46).file_name("E00"), "E000000002E.log");
        assert_eq!(LogGeneration(1).file_name("E00"), "E0000000001.log");
    }

    #[test]
    fn a_queue_is_never_negative() {
        assert_eq!(LogGeneration(7).logs_since(LogGeneration(4)), LogCount(3));
        assert_eq!(LogGeneration(4).logs_since(LogGeneration(7)), LogCount(0));
    }
}
