//! Equal units that fail, and fewer repair crews than units.
//!
//! A birth-death chain: with k units down, n − k can fail and as many are repaired as there are crews for.

use crate::theory::number::{not_negative, positive};

/// Most units of a group.
pub const UNITS_MAX: u32 = 1_000_000;

/// Weights above this are made smaller, so that no sum of them overflows.
const WEIGHT_LARGE: f64 = 1e100;

/// Equal units, and who repairs them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RepairedGroup {
    /// How many units there are, up to [`UNITS_MAX`].
    pub units: u32,
    /// How many of them are enough; none is enough always.
    pub needed: u32,
    /// How many units can be repaired at once; at least 1.
    pub crews: u32,
    /// How often a unit fails, at least 0.
    pub failure_rate: f64,
    /// Inverse of the time that a crew takes for a unit; greater than 0.
    pub repair_rate: f64,
}

impl RepairedGroup {
    /// Returns the share of time in which enough units work; `None` out of range.
    pub fn availability(&self) -> Option<f64> {
        if self.crews == 0 || self.units > UNITS_MAX {
            return None;
        }
        let ratio = not_negative(self.failure_rate)? / positive(self.repair_rate)?;
        let spare = self.units.checked_sub(self.needed);
        // How much longer so many units are down than none is; of all states so far, and of those that work.
        let (mut weight, mut all, mut works) = (1.0, 0.0, 0.0);
        for down in 0..=self.units {
            all += weight;
            if spare.is_some_and(|spare| down <= spare) {
                works += weight;
            }
            weight *= f64::from(self.units - down) * ratio / f64::from((down + 1).min(self.crews));
            if weight > WEIGHT_LARGE {
                (weight, all, works) = (1.0, all / weight, works / weight);
            }
        }
        Some(works / all).filter(|share| share.is_finite())
    }
}
