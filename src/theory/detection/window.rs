//! The window in which something is noticed that is looked at only now and then.

use crate::theory::number::{finite, not_negative, positive};

/// From when until when something happens after its cause; later than the first, at the latest with the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Not before this, nor at this very moment.
    pub after: f64,
    /// Not after this.
    pub until: f64,
}

impl Window {
    /// Returns the window in which a crash is declared: ((k − 1) h, k h].
    ///
    /// The period of heartbeats, pings or checks must be greater than 0, the misses that it takes at least 1. Holds if
    /// a crash comes at any moment of a period alike, and is missed at once, as a refused connection is.
    pub fn of_misses(period: f64, misses: u32) -> Option<Self> {
        let until = finite(positive(period)? * f64::from(misses))?;
        (misses > 0).then(|| Window { after: period * f64::from(misses - 1), until })
    }

    /// Returns the mean: the middle, for all moments of the window are alike.
    pub fn mean(&self) -> f64 {
        f64::midpoint(self.after, self.until)
    }

    /// Returns the window later by steps that follow one another, as by the timeout of a server that hangs, or by all
    /// that a failover does after detection. `None` if one is below 0.
    pub fn then(&self, steps: &[f64]) -> Option<Self> {
        let later = steps.iter().try_fold(0.0, |sum, step| Some(sum + not_negative(*step)?))?;
        Some(Window { after: finite(self.after + later)?, until: finite(self.until + later)? })
    }
}
