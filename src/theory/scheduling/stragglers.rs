//! Stragglers: the last of many is late, and one slow answer of many is certain.

use crate::theory::number::{at_least_once, finite, not_negative, positive, probability, sum};

/// Most terms of a harmonic number.
pub const TERMS_MAX: u32 = 10_000_000;

/// Returns the harmonic number H_n = 1 + 1/2 + … + 1/n: 0 of no terms, `None` of more than [`TERMS_MAX`].
pub fn harmonic(n: u32) -> Option<f64> {
    // The small terms first, so that they are not lost beside the large ones.
    (n <= TERMS_MAX).then(|| sum((1..=n).rev().map(|term| 1.0 / f64::from(term))))
}

/// Returns when the last of equal workers is done on average, with exponential times: H_n · E\[S\] / r.
///
/// `copies` is r, how many independent copies of each task start together, at least 1; the mean time is at least 0.
pub fn mean_last_finish(workers: u32, copies: u32, mean_time: f64) -> Option<f64> {
    let last = finite(harmonic(workers)? * not_negative(mean_time)?)?;
    (copies > 0).then(|| last / f64::from(copies))
}

/// Returns the probability that at least one of many independent answers is slow: 1 − (1 − p)^n.
///
/// `slow` is p, between 0 and 1. Source: J. Dean and L. Barroso, "The Tail at Scale", CACM 56(2), 2013.
pub fn any_slow(answers: u32, slow: f64) -> Option<f64> {
    Some(at_least_once(probability(slow)?, answers))
}

/// Returns how long a task will take on, from the progress that it has made: (1 − score) · elapsed / score.
///
/// A score greater than 0, up to 1; the time since its start at least 0.
/// Source: M. Zaharia et al., OSDI 2008 (LATE).
pub fn time_left(score: f64, elapsed: f64) -> Option<f64> {
    let score = positive(probability(score)?)?;
    finite((1.0 - score) * (not_negative(elapsed)? / score))
}
