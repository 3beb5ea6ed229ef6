//! Availability: the share of time in which something works.
//!
//! Between 0 and 1, and independent from part to part unless a formula says otherwise.

pub mod blocks;
pub mod cut_sets;
pub mod failover_pair;
pub mod layouts;
pub mod quorum;
pub mod raid;
pub mod repair_crews;
pub mod structure;

use super::number::{finite, not_negative, positive, probability};

/// Hours of a year of 365 days.
pub const HOURS_PER_YEAR: f64 = 8_760.0;

/// Minutes of a year of 365 days.
pub const MINUTES_PER_YEAR: f64 = 525_600.0;

/// Returns the availability of a part from its mean time to failure and its mean time to repair.
///
/// MTTF / (MTTF + MTTR). The first must be greater than 0, the second at least 0.
pub fn from_times(mean_time_to_failure: f64, mean_time_to_repair: f64) -> Option<f64> {
    Some(1.0 / (1.0 + not_negative(mean_time_to_repair)? / positive(mean_time_to_failure)?))
}

/// Returns the availability of a part from the rates of failure and repair, the inverses of those times.
///
/// μ / (λ + μ). The first must be at least 0, the second greater than 0.
pub fn from_rates(failure_rate: f64, repair_rate: f64) -> Option<f64> {
    Some(1.0 / (1.0 + not_negative(failure_rate)? / positive(repair_rate)?))
}

/// Returns the mean time between failures: to fail, and to be repaired.
///
/// The first must be greater than 0, the second at least 0.
pub fn mean_time_between_failures(mean_time_to_failure: f64, mean_time_to_repair: f64) -> Option<f64> {
    finite(positive(mean_time_to_failure)? + not_negative(mean_time_to_repair)?)
}

/// Returns how often one of many equal units fails: the mean time to failure of one, by their number.
///
/// A hundred disks of 500 000 hours lose one every 5 000 hours. `None` of no units.
pub fn mean_time_to_first_failure(mean_time_to_failure: f64, units: u32) -> Option<f64> {
    (units > 0).then_some(positive(mean_time_to_failure)? / f64::from(units))
}

/// Returns the downtime of a year [hours] at an availability.
pub fn downtime_hours_per_year(availability: f64) -> Option<f64> {
    Some((1.0 - probability(availability)?) * HOURS_PER_YEAR)
}

/// Returns the downtime of a year [minutes] at an availability.
pub fn downtime_minutes_per_year(availability: f64) -> Option<f64> {
    Some((1.0 - probability(availability)?) * MINUTES_PER_YEAR)
}
