//! Speedup: what more workers bring, by Amdahl, Gustafson, and Karp and Flatt.

use crate::theory::number::{finite, positive, probability};

/// Returns the speedup of a job of fixed size: 1 / (s + (1 − s) / N).
///
/// `serial_share` is s, the share of the work that one worker must do alone, from 0 to 1; at least one worker.
/// Source: G. Amdahl, AFIPS 1967.
pub fn amdahl(serial_share: f64, workers: u32) -> Option<f64> {
    let serial = probability(serial_share)?;
    (workers > 0).then(|| 1.0 / (serial + (1.0 - serial) / f64::from(workers)))
}

/// Returns what no number of workers passes with a job of fixed size: 1 / s.
///
/// A serial share greater than 0, up to 1.
pub fn amdahl_limit(serial_share: f64) -> Option<f64> {
    finite(1.0 / positive(probability(serial_share)?)?)
}

/// Returns the speedup of a job that grows with the farm: N − s' (N − 1).
///
/// `serial_share` is s', measured on the parallel run, from 0 to 1; at least one worker.
/// Source: J. Gustafson, CACM 31(5), 1988.
pub fn gustafson(serial_share: f64, workers: u32) -> Option<f64> {
    let (serial, workers) = (probability(serial_share)?, positive(f64::from(workers))?);
    Some(workers - serial * (workers - 1.0))
}

/// Returns the speedup that each worker brings: S / P.
///
/// A speedup greater than 0, at least one worker.
pub fn efficiency(speedup: f64, workers: u32) -> Option<f64> {
    (workers > 0).then_some(positive(speedup)? / f64::from(workers))
}

/// Returns the serial share that a measured speedup lets one expect: (1/S − 1/P) / (1 − 1/P).
///
/// If it stays the same with more workers, serial work is the limit; if it grows, overhead is. Negative of a speedup
/// above the number of workers. A speedup greater than 0, at least two workers.
/// Source: A. Karp and H. Flatt, CACM 33(5), 1990.
pub fn karp_flatt(speedup: f64, workers: u32) -> Option<f64> {
    let (speedup, each) = (positive(speedup)?, 1.0 / f64::from(workers));
    (workers >= 2).then_some((1.0 / speedup - each) / (1.0 - each)).and_then(finite)
}
