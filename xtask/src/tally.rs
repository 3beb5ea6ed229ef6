//! Counting what passed and what failed.

use std::fmt;
use std::ops::AddAssign;

/// How many checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Checks that held.
    pub passed: u32,
    /// Checks that did not hold, or that could not be made.
    pub failed: u32,
}

impl Tally {
    /// The tally of one check that held.
    pub const PASSED: Self = Self { passed: 1, failed: 0 };
    /// The tally of one check that did not hold.
    pub const FAILED: Self = Self { passed: 0, failed: 1 };

    /// Reads the line that ends one binary of `cargo test`: `test result: ok. 3 passed; 0 failed; ...`.
    pub fn from_cargo(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = counts.split("; ");
        Some(Self { passed: count(counts.next()?, "passed")?, failed: count(counts.next()?, "failed")? })
    }

    /// Reads the line that ends the browser tests: `3 passed, 0 failed`.
    pub fn from_summary(line: &str) -> Option<Self> {
        let (passed, failed) = line.trim().split_once(", ")?;
        Some(Self { passed: count(passed, "passed")?, failed: count(failed, "failed")? })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn count(text: &str, of: &str) -> Option<u32> {
    let (number, word) = text.split_once(' ')?;
    if word == of { number.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_line_gives_both_counts() {
        let ok = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(Tally::from_cargo(ok), Some(Tally { passed: 12, failed: 0 }));
        let failed =
            "test result: FAILED. 2 passed; 7 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::from_cargo(failed), Some(Tally { passed: 2, failed: 7 }));
        assert_eq!(Tally::from_cargo("test engine::result: ok ... ok"), None);
    }

    #[test]
    fn a_printed_tally_reads_back() {
        let tally = Tally { passed: 3, failed: 1 };
        assert_eq!(Tally::from_summary(&tally.to_string()), Some(tally));
        assert_eq!(Tally::from_summary("ok the page loads, and more"), None);
    }
}
