//! Blocks: systems that need all, one or some of their parts.

use crate::theory::number::{power, probability, sum};

/// Most parts of which some are needed.
pub const PARTS_MAX: u32 = 1_000;

/// Returns the availability of parts that are all needed: their product, and 1 of no parts.
///
/// `None` if one is no probability.
pub fn series(parts: &[f64]) -> Option<f64> {
    parts.iter().try_fold(1.0, |product, part| Some(product * probability(*part)?))
}

/// Returns the availability of parts of which one is enough: 1 − Π(1 − A), and 0 of no parts.
///
/// `None` if one is no probability.
pub fn parallel(parts: &[f64]) -> Option<f64> {
    let all_down = parts.iter().try_fold(1.0, |product, part| Some(product * (1.0 - probability(*part)?)))?;
    Some(1.0 - all_down)
}

/// Returns the availability of equal parts of which `needed` are enough, as a sum over binomial coefficients.
///
/// 1 if none is needed, 0 if more are needed than there are. `None` if `part` is no probability, or of more than
/// [`PARTS_MAX`] parts.
pub fn k_of_n(needed: u32, parts: u32, part: f64) -> Option<f64> {
    if parts > PARTS_MAX {
        return None;
    }
    k_of_n_mixed(needed, &vec![part; parts as usize])
}

/// Returns the availability of unequal parts of which `needed` are enough.
///
/// The distribution of the number that works is built part by part. Range as for [`k_of_n`].
pub fn k_of_n_mixed(needed: u32, parts: &[f64]) -> Option<f64> {
    if parts.len() > PARTS_MAX as usize {
        return None;
    }
    // The probability that this many of the parts so far work.
    let mut working = vec![1.0];
    for part in parts {
        let up = probability(*part)?;
        working.push(0.0);
        for count in (1..working.len()).rev() {
            working[count] = working[count] * (1.0 - up) + working[count - 1] * up;
        }
        working[0] *= 1.0 - up;
    }
    Some(sum(working.into_iter().skip(needed as usize)).min(1.0))
}

/// Returns the availability of equal parts that are all needed.
pub(super) fn series_of_equal(parts: u32, part: f64) -> Option<f64> {
    Some(power(probability(part)?, parts))
}

/// Returns the availability of equal parts of which one is enough.
pub(super) fn parallel_of_equal(parts: u32, part: f64) -> Option<f64> {
    Some(1.0 - power(1.0 - probability(part)?, parts))
}
