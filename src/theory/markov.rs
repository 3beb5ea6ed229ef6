//! Markov chains in continuous time: where a finite chain is found in the long run.
//!
//! Source: W. Grassmann, M. Taksar and D. Heyman, "Regenerative analysis and steady state distributions for Markov
//! chains", Operations Research 33 (1985). Their elimination never subtracts, so nothing cancels and no probability
//! comes out negative.

use super::number::finite;

/// A chain of numbered states whose transitions lead at most `reach` numbers up or down.
pub struct Chain {
    states: usize,
    reach: usize,
    /// Rates, a row of `2 * reach + 1` for each state.
    rates: Vec<f64>,
}

impl Chain {
    /// Returns a chain without transitions.
    pub fn new(states: usize, reach: usize) -> Self {
        Chain { states, reach, rates: vec![0.0; states * (2 * reach + 1)] }
    }

    /// Adds a transition; one to the state itself, out of the chain or out of reach is left out.
    pub fn add(&mut self, from: usize, to: usize, rate: f64) {
        let inside = from < self.states && to < self.states;
        if inside && from != to && from.abs_diff(to) <= self.reach {
            *self.rate(from, to) += rate;
        }
    }

    fn rate(&mut self, from: usize, to: usize) -> &mut f64 {
        &mut self.rates[from * (2 * self.reach + 1) + (to + self.reach - from)]
    }

    /// Returns the probability of each state in the long run.
    ///
    /// `None` if some state cannot reach a state with a smaller number, for then the answer depends on the start.
    pub fn stationary(mut self) -> Option<Vec<f64>> {
        // From the last state down: what a state does is handed to the states below it.
        for last in (1..self.states).rev() {
            let below = last.saturating_sub(self.reach)..last;
            let leaving: f64 = below.clone().map(|to| *self.rate(last, to)).sum();
            if leaving <= 0.0 {
                return None;
            }
            for from in below.clone() {
                *self.rate(from, last) /= leaving;
                let share = *self.rate(from, last);
                for to in below.clone().filter(|to| share > 0.0 && *to != from) {
                    *self.rate(from, to) += share * *self.rate(last, to);
                }
            }
        }
        let mut weights = Vec::with_capacity(self.states);
        for state in 0..self.states {
            let from = state.saturating_sub(self.reach)..state;
            let weight = from.map(|before| weights[before] * *self.rate(before, state)).sum();
            weights.push(if state == 0 { 1.0 } else { weight });
        }
        let total = finite(weights.iter().sum())?;
        Some(weights.into_iter().map(|weight| weight / total).collect())
    }
}
