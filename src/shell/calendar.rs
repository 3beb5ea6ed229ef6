//! Simulated time on the calendar: every lab starts on the same morning of 2007.

use super::value::{DateTime, TimeSpan, Value};
use crate::engine::{SimSpan, SimTime};

/// The moment at which every lab starts: Thursday, 14 June 2007, 8:00. The lab's own choice.
pub const START: DateTime = DateTime::from_millis(1_181_808_000_000);

/// The calendar's moment.
pub fn date(at: SimTime) -> Value {
    let since_start = i64::try_from(at.as_millis()).unwrap_or(i64::MAX);
    Value::DateTime(DateTime::from_millis(START.as_millis().saturating_add(since_start)))
}

/// The time since the start.
pub fn since_start(at: SimTime) -> Value {
    length(at.since(SimTime::ZERO))
}

/// A length of simulated time.
pub fn length(span: SimSpan) -> Value {
    Value::Span(TimeSpan::from_millis(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lab_starts_at_eight() {
        assert_eq!(date(SimTime::ZERO).to_text(), "6/14/2007 8:00:00 AM");
        assert_eq!(date(SimTime::from_secs(31_321)).to_text(), "6/14/2007 4:42:01 PM");
        assert_eq!(since_start(SimTime::from_secs(90)).to_text(), "00:01:30");
    }
}
