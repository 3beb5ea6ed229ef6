//! Little's law: L = λ W, for whatever box things enter and leave in the long run.
//!
//! Source: J. Little, "A proof for the queuing formula L = λW", Operations Research 9 (1961).

use crate::theory::number::{finite, not_negative, positive};

/// Returns how many are inside on average, from the rate at which they enter and the mean time that they stay.
///
/// Both at least 0.
pub fn mean_number(arrival_rate: f64, mean_time: f64) -> Option<f64> {
    finite(not_negative(arrival_rate)? * not_negative(mean_time)?)
}

/// Returns how long one stays on average, from how many are inside and the rate at which they enter.
///
/// The number at least 0, the rate greater than 0.
pub fn mean_time(mean_number: f64, arrival_rate: f64) -> Option<f64> {
    finite(not_negative(mean_number)? / positive(arrival_rate)?)
}
