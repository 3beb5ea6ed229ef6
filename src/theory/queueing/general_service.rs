//! One server with service times of any distribution: M/G/1, by Pollaczek and Khinchine.

use super::idle_share;
use crate::theory::number::{finite, not_negative, positive};

/// Returns the mean time until service begins: ρ (1 + cv²) / (2 (1 − ρ)) · E\[S\].
///
/// `squared_variation` is cv², the variance of service times by the square of their mean: 0 if all are equal, 1 if
/// exponential. Utilisation from 0 to below 1, variation at least 0, mean greater than 0.
pub fn mean_wait(utilisation: f64, squared_variation: f64, mean_service: f64) -> Option<f64> {
    let spread = finite(1.0 + not_negative(squared_variation)?)?;
    finite(not_negative(utilisation)? * spread / (2.0 * idle_share(utilisation)?) * positive(mean_service)?)
}

/// Returns the mean response time. Range as for [`mean_wait`].
pub fn mean_response(utilisation: f64, squared_variation: f64, mean_service: f64) -> Option<f64> {
    finite(mean_wait(utilisation, squared_variation, mean_service)? + mean_service)
}
