//! One server: M/M/1 with a queue without end, M/M/1/K with one that turns requests away.

use super::{idle_share, little};
use crate::theory::number::{finite, not_negative, positive, power};

/// Longest M/M/1/K that is summed up.
pub const CAPACITY_MAX: u32 = 1_000_000;

/// Returns the mean response time of M/M/1: 1 / (μ − λ).
///
/// Arrivals at least 0 and below the service rate.
pub fn mean_response(arrival_rate: f64, service_rate: f64) -> Option<f64> {
    finite(1.0 / spare_rate(arrival_rate, service_rate)?)
}

/// Returns how many requests are in M/M/1 on average, waiting or in service: ρ / (1 − ρ).
///
/// Utilisation from 0 to below 1.
pub fn mean_number(utilisation: f64) -> Option<f64> {
    finite(not_negative(utilisation)? / idle_share(utilisation)?)
}

/// Returns how many requests wait in M/M/1 on average: ρ² / (1 − ρ).
///
/// Utilisation from 0 to below 1.
pub fn mean_waiting(utilisation: f64) -> Option<f64> {
    finite(not_negative(utilisation)? * mean_number(utilisation)?)
}

/// Returns the probability that a response of M/M/1 takes longer than a time: e^(−(μ − λ) t).
///
/// Arrivals at least 0 and below the service rate, the time at least 0.
pub fn response_exceeds(arrival_rate: f64, service_rate: f64, time: f64) -> Option<f64> {
    finite(libm::exp(-spare_rate(arrival_rate, service_rate)? * not_negative(time)?))
}

/// Returns the time within which a share of the responses of M/M/1 comes, as 0.95 of them.
///
/// Arrivals at least 0 and below the service rate, the share from 0 to below 1.
pub fn response_percentile(arrival_rate: f64, service_rate: f64, share: f64) -> Option<f64> {
    let share = not_negative(share).filter(|share| *share < 1.0)?;
    // 0.0 - x, for the negative of no logarithm at all would be a negative zero.
    finite((0.0 - libm::log1p(-share)) / spare_rate(arrival_rate, service_rate)?)
}

/// Returns the probability that M/M/1/K turns a request away: (1 − ρ) ρ^K / (1 − ρ^(K + 1)), or 1 / (K + 1) at ρ = 1.
///
/// `capacity` is K, the most requests that may be waiting or in service, up to [`CAPACITY_MAX`]. Any offered
/// utilisation from 0 up.
pub fn blocked_share(offered_utilisation: f64, capacity: u32) -> Option<f64> {
    Some(fill(offered_utilisation, capacity)?.full)
}

/// Returns how many requests are in M/M/1/K on average. Range as for [`blocked_share`].
pub fn mean_number_with_capacity(offered_utilisation: f64, capacity: u32) -> Option<f64> {
    Some(fill(offered_utilisation, capacity)?.mean)
}

/// Returns the mean response time of the requests that M/M/1/K does not turn away.
///
/// Arrivals greater than 0, in any proportion to the service rate; a capacity of at least 1, up to [`CAPACITY_MAX`].
pub fn mean_response_with_capacity(arrival_rate: f64, service_rate: f64, capacity: u32) -> Option<f64> {
    let offered = positive(arrival_rate)? / positive(service_rate)?;
    let fill = fill(offered, capacity)?;
    little::mean_time(fill.mean, arrival_rate * (1.0 - fill.full))
}

/// How full M/M/1/K is: in how much of the time completely, and on average.
struct Fill {
    full: f64,
    mean: f64,
}

/// Sums up the states of M/M/1/K from the likelier end, so that no power overflows.
fn fill(offered_utilisation: f64, capacity: u32) -> Option<Fill> {
    let offered = not_negative(offered_utilisation)?;
    if capacity > CAPACITY_MAX {
        return None;
    }
    let falls = offered <= 1.0;
    let ratio = if falls { offered } else { 1.0 / offered };
    let (mut weight, mut all, mut steps) = (1.0, 0.0, 0.0);
    for step in 0..=capacity {
        all += weight;
        steps += f64::from(step) * weight;
        weight *= ratio;
    }
    let from_end = steps / all;
    let (full, mean) =
        if falls { (power(ratio, capacity) / all, from_end) } else { (1.0 / all, f64::from(capacity) - from_end) };
    Some(Fill { full, mean })
}

/// Returns μ − λ of a stable queue.
fn spare_rate(arrival_rate: f64, service_rate: f64) -> Option<f64> {
    positive(finite(service_rate)? - not_negative(arrival_rate)?)
}
