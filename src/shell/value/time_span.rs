//! Lengths of time: `1.00:00:00` as .NET prints them, `1h30m` as the lab's people type them.

use std::fmt;

use super::{Decimal, Value};
use crate::engine::SimSpan;

/// A length of time [ms].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeSpan(i64);

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl TimeSpan {
    /// So many milliseconds.
    pub const fn from_millis(millis: i64) -> TimeSpan {
        TimeSpan(millis)
    }

    /// The milliseconds.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Reads either way of writing.
    pub fn parse(text: &str) -> Option<TimeSpan> {
        TimeSpan::parse_units(text).or_else(|| TimeSpan::parse_clock(text))
    }

    /// Reads amounts with units, as a transcript writes them: `90s`, `1h30m`, `2d`, `500ms`.
    pub fn parse_units(text: &str) -> Option<TimeSpan> {
        let span = SimSpan::parse(text.trim()).ok()?;
        i64::try_from(span.as_millis()).ok().map(TimeSpan)
    }

    /// Reads .NET's form: `[-][d.]hh:mm[:ss[.fff]]`.
    pub fn parse_clock(text: &str) -> Option<TimeSpan> {
        let text = text.trim();
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (hours, rest) = text.split_once(':')?;
        let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
        let (minutes, seconds) = rest.split_once(':').unwrap_or((rest, "0"));
        let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        let field = |text: &str, limit: i64| whole(text).filter(|&value| value < limit);
        let millis = whole(&format!("{:0<3}", fraction.get(..fraction.len().min(3))?))?;
        let parts = [
            (whole(days)?, DAY),
            (field(hours, 24)?, HOUR),
            (field(minutes, 60)?, MINUTE),
            (field(seconds, 60)?, SECOND),
            (millis, 1),
        ];
        let total =
            parts.iter().try_fold(0_i64, |total, (amount, unit)| total.checked_add(amount.checked_mul(*unit)?))?;
        Some(TimeSpan(if negative { -total } else { total }))
    }

    /// The properties that .NET gives a length of time.
    pub fn property(self, name: &str) -> Option<Value> {
        let of = |unit: i64, wrap: i64| Value::Int(self.0 / unit % wrap);
        let total = |unit: i64| Decimal::from(self.0).divided_by(Decimal::from(unit)).map(Decimal::into_value);
        match name.to_ascii_lowercase().as_str() {
            "days" => Some(of(DAY, i64::MAX)),
            "hours" => Some(of(HOUR, 24)),
            "minutes" => Some(of(MINUTE, 60)),
            "seconds" => Some(of(SECOND, 60)),
            "milliseconds" => Some(of(1, 1_000)),
            "totaldays" => total(DAY),
            "totalhours" => total(HOUR),
            "totalminutes" => total(MINUTE),
            "totalseconds" => total(SECOND),
            "totalmilliseconds" => Some(Value::Int(self.0)),
            _ => None,
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

impl fmt::Display for TimeSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let millis = self.0.unsigned_abs();
        let unit = |unit: i64| millis / unit.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if unit(DAY) > 0 {
            write!(f, "{}.", unit(DAY))?;
        }
        write!(f, "{:02}:{:02}:{:02}", unit(HOUR) % 24, unit(MINUTE) % 60, unit(SECOND) % 60)?;
        match millis % 1_000 {
            0 => Ok(()),
            fraction => write!(f, ".{fraction:03}0000"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_print_as_dot_net_prints_them() {
        for (millis, printed) in [
            (DAY, "1.00:00:00"),
            (0, "00:00:00"),
            (7 * DAY, "7.00:00:00"),
            (90_250, "00:01:30.2500000"),
            (-HOUR, "-01:00:00"),
        ] {
            assert_eq!(TimeSpan(millis).to_string(), printed);
            assert_eq!(TimeSpan::parse(printed), Some(TimeSpan(millis)), "{printed}");
        }
    }

    #[test]
    fn units_read_as_in_a_transcript() {
        for (text, millis) in [("90s", 90_000), (" 1h30m ", 90 * MINUTE), ("2d", 2 * DAY), ("500ms", 500)] {
            assert_eq!(TimeSpan::parse(text), Some(TimeSpan(millis)), "{text}");
        }
    }

    #[test]
    fn what_is_no_span_is_none() {
        for text in ["", "s", "1x", "99999999999999999d", "24:00:00", "1:60", "a:b", "1h-2m", ":", "é"] {
            assert_eq!(TimeSpan::parse(text), None, "{text}");
        }
    }
}
