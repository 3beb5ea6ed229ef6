//! False alarms: heartbeats of a healthy node that are lost by chance.
//!
//! A pause that is longer than all heartbeats that may be missed looks like a crash as well; no formula knows of it.

use crate::theory::number::{finite, positive, power, probability};

/// Returns about how likely each heartbeat is the one that completes a false alarm: p^k.
///
/// `loss` is p, the probability that a heartbeat is lost, independent of others; `misses` is k, how many in a row it
/// takes, at least 1.
pub fn chance_a_heartbeat(loss: f64, misses: u32) -> Option<f64> {
    let loss = probability(loss)?;
    (misses > 0).then(|| power(loss, misses))
}

/// Returns how many heartbeats there are on average until the first false alarm: (1 − p^k) / (p^k (1 − p)).
///
/// A loss greater than 0 and below 1, misses at least 1. Source: W. Feller, "An Introduction to Probability Theory and
/// Its Applications", volume 1, XIII.7 (runs of successes).
pub fn mean_heartbeats_until(loss: f64, misses: u32) -> Option<f64> {
    let alarm = positive(chance_a_heartbeat(loss, misses)?)?;
    finite((1.0 - alarm) / alarm / positive(1.0 - loss)?)
}
