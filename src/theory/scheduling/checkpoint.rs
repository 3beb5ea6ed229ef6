//! Work on a worker that fails: from scratch each time, or from its last checkpoint.

use crate::theory::number::{finite, not_negative, positive};

/// Returns the mean time of a task that begins again after each failure: (M + D) (e^(w/M) − 1).
///
/// `work` is the time that the task takes without failures, at least 0; the mean time to failure greater than 0; the
/// time to notice a failure and to place the task anew at least 0.
pub fn mean_time_from_scratch(work: f64, mean_time_to_failure: f64, redispatch_time: f64) -> Option<f64> {
    let (work, failure, again) = (not_negative(work)?, positive(mean_time_to_failure)?, not_negative(redispatch_time)?);
    finite((failure + again) * libm::expm1(work / failure))
}

/// Returns how long to work between checkpoints, by Young: √(2 C M).
///
/// The cost of a checkpoint at least 0, the mean time to failure greater than 0. Source: J. Young, CACM 17(9), 1974.
pub fn young(cost: f64, mean_time_to_failure: f64) -> Option<f64> {
    // Root by root, so that no product is too small for a number.
    finite((2.0 * not_negative(cost)?).sqrt() * positive(mean_time_to_failure)?.sqrt())
}

/// Returns how long to work between checkpoints, by Daly: √(2CM) (1 + ⅓ √(C/2M) + ⅑ C/2M) − C.
///
/// For checkpoints that cost less than two mean times to failure, and at least 0. Source: J. Daly, FGCS 22, 2006;
/// recalled.
pub fn daly(cost: f64, mean_time_to_failure: f64) -> Option<f64> {
    let first_order = young(cost, mean_time_to_failure)?;
    let part = Some(cost / mean_time_to_failure / 2.0).filter(|part| *part < 1.0)?;
    finite(first_order * (1.0 + part.sqrt() / 3.0 + part / 9.0) - cost)
}
