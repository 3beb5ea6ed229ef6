//! Two nodes, one of which serves, and a failover that takes time and sometimes fails.
//!
//! A Markov chain of five states: both nodes good; failover under way; failover failed, so that an operator must act;
//! one node good; none good. A second failure during a failover is not counted.

use crate::theory::availability::MINUTES_PER_YEAR;
use crate::theory::number::{finite, not_negative, positive, probability};

/// Rates of the pair, all in the same unit, as per hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FailoverPair {
    /// How often the active node fails; at least 0.
    pub active_failure_rate: f64,
    /// How often the standby fails: 0 if it is cold, the active node's rate if it is hot.
    pub standby_failure_rate: f64,
    /// Share of failures of the active node that failover copes with, from 0 to 1.
    pub coverage: f64,
    /// Inverse of the time that a failover takes; greater than 0.
    pub failover_rate: f64,
    /// Inverse of the time until an operator has mended a failed failover; greater than 0.
    pub manual_recovery_rate: f64,
    /// Inverse of the time that one crew takes to repair a node; greater than 0.
    pub repair_rate: f64,
    /// How many nodes can be repaired at once.
    pub crews: Crews,
}

/// How many nodes of a pair can be repaired at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crews {
    /// One after the other.
    One,
    /// Both, so that the first is back in half the time.
    Two,
}

/// Share of time that a pair spends in each state; together 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairStates {
    /// Both nodes are good; the pair serves.
    pub both: f64,
    /// A failover is under way; the pair is down.
    pub failing_over: f64,
    /// A failover has failed; the pair is down until an operator acts.
    pub uncovered: f64,
    /// One node is good; the pair serves.
    pub one: f64,
    /// No node is good; the pair is down.
    pub none: f64,
}

impl FailoverPair {
    /// Returns the share of time in each state; `None` if a rate is out of range.
    pub fn states(&self) -> Option<PairStates> {
        let (active, standby) = (not_negative(self.active_failure_rate)?, not_negative(self.standby_failure_rate)?);
        let (coverage, repair) = (probability(self.coverage)?, positive(self.repair_rate)?);
        let repair_of_none = match self.crews {
            Crews::One => repair,
            Crews::Two => 2.0 * repair,
        };
        // How much longer the pair is in a state than in the state with both nodes good.
        let one = (active + standby) / repair;
        let none = one * active / repair_of_none;
        let failing_over = active * coverage / positive(self.failover_rate)?;
        let uncovered = active * (1.0 - coverage) / positive(self.manual_recovery_rate)?;
        let all = finite(1.0 + one + none + failing_over + uncovered)?;
        Some(PairStates {
            both: 1.0 / all,
            failing_over: failing_over / all,
            uncovered: uncovered / all,
            one: one / all,
            none: none / all,
        })
    }
}

impl PairStates {
    /// Returns the share of time in which the pair serves.
    pub fn availability(&self) -> f64 {
        (self.both + self.one).min(1.0)
    }

    /// Returns the share of time in which the pair is down.
    pub fn unavailability(&self) -> f64 {
        self.failing_over + self.uncovered + self.none
    }

    /// Returns how much of a year the pair is down [minutes].
    pub fn downtime_minutes_per_year(&self) -> f64 {
        self.unavailability() * MINUTES_PER_YEAR
    }
}

/// Returns the mean time until a hot pair is down for the first time, if failover takes no time.
///
/// Here a failure of either node is one that must be coped with, while [`FailoverPair`] asks it of the active one only.
/// [λ(1 + 2c) + μ] / [2λ(λ + μ(1 − c))]. The failure rate must be greater than 0, the repair rate at least 0, the
/// coverage a probability. Source: A. Birolini, "Reliability Engineering", section 6.8, incomplete coverage.
pub fn hot_pair_mean_time_to_failure(failure_rate: f64, repair_rate: f64, coverage: f64) -> Option<f64> {
    let (failure, repair, coverage) = (positive(failure_rate)?, not_negative(repair_rate)?, probability(coverage)?);
    let numerator = finite(failure * (1.0 + 2.0 * coverage) + repair)?;
    finite(numerator / positive(2.0 * failure * (failure + repair * (1.0 - coverage)))?)
}
