//! Servers with a queue each that get requests in turn: each is an E_n/M/1.
//!
//! A server gets every n-th request, so the time between two of its own is a sum of n exponential ones, which varies
//! less than one alone.

use super::idle_share;
use crate::theory::number::{finite, positive};

/// Most servers.
pub const SERVERS_MAX: u32 = 1_000_000;

/// Halvings of an interval after which it cannot become smaller: the width of a fraction, and of small exponents.
const HALVINGS: u32 = 200;

/// Returns the mean response time: 1 / (μ (1 − σ)) with the root σ = (nρ / (nρ + 1 − σ))^n below 1.
///
/// From 1 to [`SERVERS_MAX`] servers, a utilisation greater than 0 and below 1, a service rate greater than 0.
pub fn mean_response(servers: u32, utilisation: f64, service_rate: f64) -> Option<f64> {
    let (load, n) = (positive(utilisation)?, f64::from(servers));
    idle_share(load)?;
    if servers == 0 || servers > SERVERS_MAX {
        return None;
    }
    // In x = 1 − σ, so that a root near 0 is exact: x = 1 − (1 + x / (nρ))^(−n). The right side is the larger one up to
    // the root, and the smaller one beyond.
    let right = |x: f64| -libm::expm1(-n * libm::log1p(x / (n * load)));
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if right(middle) > middle {
            low = middle;
        } else {
            high = middle;
        }
    }
    finite(1.0 / (positive(service_rate)? * f64::midpoint(low, high)))
}
