//! Moments on the calendar, printed as an American Windows of 2007 prints them.

use std::fmt;

use super::Value;

/// A moment [ms since 1970-01-01 00:00].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime(i64);

const DAY: i64 = 86_400_000;

impl DateTime {
    /// So many milliseconds after the beginning of 1970.
    pub const fn from_millis(millis: i64) -> DateTime {
        DateTime(millis)
    }

    /// The milliseconds since the beginning of 1970.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Reads `6/14/2007`, `6/14/2007 4:42 PM`, `6/14/2007 16:42:01`.
    pub fn parse(text: &str) -> Option<DateTime> {
        let mut words = text.split_whitespace();
        let (month, rest) = words.next()?.split_once('/')?;
        let (day, year) = rest.split_once('/')?;
        let days = days_of(field(year, 1, 9999)?, field(month, 1, 12)?, field(day, 1, 31)?)?;
        let time = words.next().map_or(Some(0), |clock| time_of_day(clock, words.next()))?;
        words.next().is_none().then_some(DateTime(days * DAY + time))
    }

    /// The properties that .NET gives a moment.
    pub fn property(self, name: &str) -> Option<Value> {
        let (year, month, day) = self.date();
        let part = |unit: i64, wrap: i64| self.0.rem_euclid(DAY) / unit % wrap;
        let value = match name.to_ascii_lowercase().as_str() {
            "year" => year,
            "month" => month,
            "day" => day,
            "hour" => part(3_600_000, 24),
            "minute" => part(60_000, 60),
            "second" => part(1_000, 60),
            _ => return None,
        };
        Some(Value::Int(value))
    }

    /// Year, month and day, by counting in cycles of 400 years that begin on the first of March.
    fn date(self) -> (i64, i64, i64) {
        let days = self.0.div_euclid(DAY) + DAYS_TO_1970;
        let (cycle, day) = (days.div_euclid(CYCLE_DAYS), days.rem_euclid(CYCLE_DAYS));
        let year = (day - day / 1_460 + day / 36_524 - day / (CYCLE_DAYS - 1)) / 365;
        let day_of_year = day - (365 * year + year / 4 - year / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        (cycle * 400 + year + i64::from(month <= 2), month, day_of_month)
    }
}

/// Days of 400 years.
const CYCLE_DAYS: i64 = 146_097;
/// Days from the first of March of the year 0 to the beginning of 1970.
const DAYS_TO_1970: i64 = 719_468;

/// Days since 1970 of a date; `None` when the month has no such day.
fn days_of(year: i64, month: i64, day: i64) -> Option<i64> {
    let counted_from_march = if month <= 2 { year - 1 } else { year };
    let (cycle, in_cycle) = (counted_from_march.div_euclid(400), counted_from_march.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = cycle * CYCLE_DAYS + in_cycle * 365 + in_cycle / 4 - in_cycle / 100 + day_of_year - DAYS_TO_1970;
    (DateTime(days * DAY).date() == (year, month, day)).then_some(days)
}

fn time_of_day(clock: &str, half: Option<&str>) -> Option<i64> {
    let mut fields = clock.split(':');
    let hour = field(fields.next()?, 0, 23)?;
    let minute = field(fields.next()?, 0, 59)?;
    let second = fields.next().map_or(Some(0), |text| field(text, 0, 59))?;
    let hour = match half.map(str::to_ascii_uppercase).as_deref() {
        None => hour,
        Some("AM") if (1..=12).contains(&hour) => hour % 12,
        Some("PM") if (1..=12).contains(&hour) => hour % 12 + 12,
        Some(_) => return None,
    };
    fields.next().is_none().then_some(((hour * 60 + minute) * 60 + second) * 1_000)
}

fn field(text: &str, least: i64, most: i64) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|value| (least..=most).contains(value))
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.date();
        let seconds = self.0.rem_euclid(DAY) / 1_000;
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let half = if hour < 12 { "AM" } else { "PM" };
        let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
        write!(f, "{month}/{day}/{year} {hour}:{minute:02}:{second:02} {half}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_print_as_an_american_windows_prints_them() {
        for (millis, printed) in [
            (1_181_839_321_000, "6/14/2007 4:42:01 PM"),
            (0, "1/1/1970 12:00:00 AM"),
            (951_825_600_000, "2/29/2000 12:00:00 PM"),
            (-1_000, "12/31/1969 11:59:59 PM"),
        ] {
            assert_eq!(DateTime(millis).to_string(), printed);
            assert_eq!(DateTime::parse(printed), Some(DateTime(millis)));
        }
    }

    #[test]
    fn every_day_of_four_centuries_reads_back() {
        for day in -80_000..70_000 {
            let (year, month, day_of_month) = DateTime(day * DAY).date();
            assert_eq!(days_of(year, month, day_of_month), Some(day));
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "6/14",
            "2/30/2007",
            "13/1/2007",
            "6/14/2007 24:00",
            "6/14/2007 0:10 PM",
            "6/14/2007 4:42 PM x",
            "//",
            "é",
        ] {
            assert_eq!(DateTime::parse(text), None, "{text}");
        }
    }
}
