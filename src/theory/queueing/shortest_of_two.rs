//! Two servers, each request to the shorter queue, never to move again.
//!
//! There is no simple formula (I. Adan, J. Wessels and W. Zijm, Stochastic Models 6, 1990), so the chain of the shorter
//! queue and the difference is cut off where hardly anything is beyond, and solved.

use super::little;
use crate::theory::markov::Chain;
use crate::theory::number::positive;

/// Highest utilisation: beyond it the chain that is worth solving is too long.
pub const UTILISATION_MAX: f64 = 0.99;

/// Longest difference of the queues that is followed: of one more there is less than a millionth of a millionth.
const DIFFERENCE_MAX: usize = 28;

/// What the chain may leave out at the long end of the queues.
const LEFT_OUT: f64 = 1e-14;

/// Returns the mean response time [mean service times].
///
/// A utilisation greater than 0, up to [`UTILISATION_MAX`].
pub fn mean_response(utilisation: f64) -> Option<f64> {
    let load = positive(utilisation).filter(|load| *load <= UTILISATION_MAX)?;
    let wide = DIFFERENCE_MAX + 1;
    let shorter_max = shorter_queue_followed(load);
    // A state is numbered by its shorter queue, then by the difference. A mean service time is the unit of time.
    let mut chain = Chain::new((shorter_max + 1) * wide, DIFFERENCE_MAX);
    let state = |shorter: usize, difference: usize| shorter * wide + difference;
    for shorter in 0..=shorter_max {
        for difference in 0..wide {
            let here = state(shorter, difference);
            let mut leads = |shorter: usize, difference: usize, rate: f64| {
                if shorter <= shorter_max && difference < wide {
                    chain.add(here, state(shorter, difference), rate);
                }
            };
            match (shorter, difference) {
                (0, 0) => leads(0, 1, 2.0 * load),
                (_, 0) => {
                    leads(shorter, 1, 2.0 * load);
                    leads(shorter - 1, 1, 2.0);
                }
                (0, _) => {
                    leads(1, difference - 1, 2.0 * load);
                    leads(0, difference - 1, 1.0);
                }
                (_, _) => {
                    leads(shorter + 1, difference - 1, 2.0 * load);
                    leads(shorter, difference - 1, 1.0);
                    leads(shorter - 1, difference + 1, 1.0);
                }
            }
        }
    }
    let shares = chain.stationary()?;
    let requests = |number: usize| (2 * (number / wide) + number % wide) as f64;
    let inside: f64 = shares.iter().enumerate().map(|(number, share)| requests(number) * share).sum();
    little::mean_time(inside, 2.0 * load)
}

/// Returns how long a shorter queue is worth following: one more is less likely by the square of the utilisation.
fn shorter_queue_followed(load: f64) -> usize {
    let mut left = 1.0;
    (1..)
        .find(|_| {
            left *= load * load;
            left < LEFT_OUT
        })
        .unwrap_or(1)
}
