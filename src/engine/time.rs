//! Simulated time in whole milliseconds.
//!
//! A moment ([`SimTime`]) and a length ([`SimSpan`]) are different types, so that nobody adds two moments.

use core::fmt;
use core::ops::{Add, AddAssign, Mul, Sub};

/// A moment of a run [ms since its start].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(u64);

/// A length of simulated time [ms].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimSpan(u64);

impl SimTime {
    /// The start of every run.
    pub const ZERO: SimTime = SimTime(0);
    /// The last moment that can be named; nothing is ever due then.
    pub const MAX: SimTime = SimTime(u64::MAX);

    /// The moment `ms` milliseconds after the start.
    pub const fn from_millis(ms: u64) -> Self {
        SimTime(ms)
    }

    /// The moment `seconds` seconds after the start.
    pub const fn from_secs(seconds: u64) -> Self {
        SimTime(seconds.saturating_mul(1_000))
    }

    /// Milliseconds since the start.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The time that has passed since `earlier`, or nothing if that is later.
    pub const fn since(self, earlier: SimTime) -> SimSpan {
        SimSpan(self.0.saturating_sub(earlier.0))
    }
}

impl SimSpan {
    /// No time at all.
    pub const ZERO: SimSpan = SimSpan(0);

    /// A span of `ms` milliseconds.
    pub const fn from_millis(ms: u64) -> Self {
        SimSpan(ms)
    }

    /// A span of `seconds` seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        SimSpan(seconds.saturating_mul(1_000))
    }

    /// A span of `minutes` minutes.
    pub const fn from_mins(minutes: u64) -> Self {
        SimSpan(minutes.saturating_mul(60_000))
    }

    /// A span of `hours` hours.
    pub const fn from_hours(hours: u64) -> Self {
        SimSpan(hours.saturating_mul(3_600_000))
    }

    /// The span in milliseconds.
    pub const fn as_millis(self) -> u64 {
        self.0
    }
}

impl Add<SimSpan> for SimTime {
    type Output = SimTime;
    fn add(self, span: SimSpan) -> SimTime {
        SimTime(self.0.saturating_add(span.0))
    }
}

impl AddAssign<SimSpan> for SimTime {
    fn add_assign(&mut self, span: SimSpan) {
        *self = *self + span;
    }
}

impl Add for SimSpan {
    type Output = SimSpan;
    fn add(self, other: SimSpan) -> SimSpan {
        SimSpan(self.0.saturating_add(other.0))
    }
}

impl AddAssign for SimSpan {
    fn add_assign(&mut self, other: SimSpan) {
        *self = *self + other;
    }
}

impl Sub for SimSpan {
    type Output = SimSpan;
    fn sub(self, other: SimSpan) -> SimSpan {
        SimSpan(self.0.saturating_sub(other.0))
    }
}

impl Mul<u64> for SimSpan {
    type Output = SimSpan;
    fn mul(self, times: u64) -> SimSpan {
        SimSpan(self.0.saturating_mul(times))
    }
}

/// Writes the span as a transcript does: `1d2h3m4s`, `90ms`, `1m0.500s`; what is zero is left out.
impl fmt::Display for SimSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut seconds, ms) = (self.0 / 1_000, self.0 % 1_000);
        if self.0 < 1_000 {
            return if ms == 0 { f.write_str("0s") } else { write!(f, "{ms}ms") };
        }
        for (unit, length) in [("d", 86_400), ("h", 3_600), ("m", 60)] {
            if seconds >= length {
                write!(f, "{}{unit}", seconds / length)?;
                seconds %= length;
            }
        }
        match (seconds, ms) {
            (0, 0) => Ok(()),
            (_, 0) => write!(f, "{seconds}s"),
            _ => write!(f, "{seconds}.{ms:03}s"),
        }
    }
}

/// Writes the time since the start, in the form of [`SimSpan`].
impl fmt::Display for SimTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        SimSpan(self.0).fmt(f)
    }
}

/// Why a piece of text is not a span of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// Nothing was written.
    Empty,
    /// The byte at this offset cannot stand there.
    Unexpected(usize),
    /// The number is larger than any run.
    TooLong,
}

impl SimSpan {
    /// Reads `90s`, `1h30m`, `2d`, `250ms`, `1.5s`; a bare number is seconds.
    ///
    /// # Errors
    /// Says at which byte the text stops being a span.
    pub fn parse(text: &str) -> Result<SimSpan, SpanError> {
        let bytes = text.as_bytes();
        if bytes.is_empty() {
            return Err(SpanError::Empty);
        }
        let (mut at, mut total) = (0usize, 0u64);
        while at < bytes.len() {
            let start = at;
            let mut whole = 0u64;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                whole = whole
                    .checked_mul(10)
                    .and_then(|n| n.checked_add(u64::from(bytes[at] - b'0')))
                    .ok_or(SpanError::TooLong)?;
                at += 1;
            }
            if at == start {
                return Err(SpanError::Unexpected(at));
            }
            let mut thousandths = 0u64;
            if at < bytes.len() && bytes[at] == b'.' {
                at += 1;
                let fraction = at;
                let mut weight = 100u64;
                while at < bytes.len() && bytes[at].is_ascii_digit() {
                    thousandths += u64::from(bytes[at] - b'0') * weight;
                    weight /= 10;
                    at += 1;
                }
                if at == fraction {
                    return Err(SpanError::Unexpected(at));
                }
            }
            let unit = at;
            while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at += 1;
            }
            let length = match &text[unit..at].to_ascii_lowercase()[..] {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                "d" => 86_400_000,
                "" if start == 0 && at == bytes.len() => 1_000,
                _ => return Err(SpanError::Unexpected(unit)),
            };
            total = whole
                .checked_mul(length)
                .and_then(|ms| ms.checked_add(thousandths * length / 1_000))
                .and_then(|ms| ms.checked_add(total))
                .ok_or(SpanError::TooLong)?;
        }
        Ok(SimSpan(total))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_reads_back_what_it_writes() {
        for ms in [0, 1, 999, 1_000, 1_500, 59_999, 60_000, 90_000, 5_400_000, 86_400_000, 93_784_005] {
            let span = SimSpan::from_millis(ms);
            assert_eq!(SimSpan::parse(&span.to_string()), Ok(span), "{span}");
        }
        assert_eq!(SimSpan::parse("1h30m").unwrap().to_string(), "1h30m");
        assert_eq!(SimSpan::parse("90"), Ok(SimSpan::from_secs(90)));
    }

    #[test]
    fn a_bad_span_says_where() {
        assert_eq!(SimSpan::parse(""), Err(SpanError::Empty));
        assert_eq!(SimSpan::parse("1h3x"), Err(SpanError::Unexpected(3)));
        assert_eq!(SimSpan::parse("h"), Err(SpanError::Unexpected(0)));
        assert_eq!(SimSpan::parse("1."), Err(SpanError::Unexpected(2)));
        assert_eq!(SimSpan::parse("99999999999999999999"), Err(SpanError::TooLong));
        assert_eq!(SimSpan::parse("999999999999999999d"), Err(SpanError::TooLong));
    }
}
