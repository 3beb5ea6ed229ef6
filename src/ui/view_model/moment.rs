//! Moments and spans as people read and hear them.

use crate::engine::{SimSpan, SimTime};
use crate::words;

/// A moment as a clock shows it: `0:12:07`.
pub fn clock(at: SimTime) -> String {
    let seconds = at.as_millis() / 1_000;
    format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// A moment in a list of things that follow closely: `0:12:07.3`.
pub fn clock_with_tenths(at: SimTime) -> String {
    format!("{}.{}", clock(at), at.as_millis() % 1_000 / 100)
}

/// A moment beside a tick: `5:00`, `1:05:00`.
pub fn short(at: SimTime) -> String {
    let seconds = at.as_millis() / 1_000;
    match seconds / 3_600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        _ => clock(at),
    }
}

/// A moment as it is spoken: `12 min 30 s`.
pub fn spoken(at: SimTime) -> String {
    span_in_words(SimSpan::from_millis(at.as_millis()))
}

/// A span in words, to the second: `1 h 2 min`, `12 min 30 s`, `0 s`.
pub fn span_in_words(span: SimSpan) -> String {
    let seconds = span.as_millis() / 1_000;
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(words::span_hours(hours));
    }
    if minutes > 0 {
        parts.push(words::span_minutes(minutes));
    }
    if rest > 0 || parts.is_empty() {
        parts.push(words::span_seconds(rest));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_counts_hours_minutes_and_seconds() {
        for (ms, shown) in [(0, "0:00:00"), (61_999, "0:01:01"), (3_600_000, "1:00:00"), (36_061_000, "10:01:01")] {
            assert_eq!(clock(SimTime::from_millis(ms)), shown);
        }
        assert_eq!(clock_with_tenths(SimTime::from_millis(61_999)), "0:01:01.9");
    }

    #[test]
    fn a_moment_is_spoken_with_units_and_without_zeros() {
        for (seconds, said) in [(0, "0 s"), (750, "12 min 30 s"), (3_600, "1 h"), (3_725, "1 h 2 min 5 s")] {
            assert_eq!(spoken(SimTime::from_secs(seconds)), said);
        }
    }
}
