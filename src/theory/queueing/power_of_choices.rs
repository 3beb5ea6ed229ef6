//! Each request looks at some servers, drawn by chance, and takes the shortest queue: the limit of many servers.
//!
//! With few servers the mean is larger: this is a line below, not an aim. Sources: N. Vvedenskaya, R. Dobrushin and
//! F. Karpelevich, 1996; M. Mitzenmacher, IEEE TPDS 12(10), 2001.

use super::idle_share;
use crate::theory::number::{finite, positive, power};

/// What a term must add for the sum to go on, as a share of the sum.
const NEGLIGIBLE: f64 = 1e-17;

/// Returns the mean response time [mean service times]: Σ λ^((d^i − d) / (d − 1)) over i from 1.
///
/// `load` is λ, arrivals for each server by its service rate, greater than 0 and below 1. One choice is chance alone:
/// M/M/1. `None` of no choices.
pub fn mean_response(choices: u32, load: f64) -> Option<f64> {
    let (idle, load) = (idle_share(load)?, positive(load)?);
    match choices {
        0 => None,
        1 => finite(1.0 / idle),
        2.. => {
            let (mut sum, mut term) = (0.0, 1.0);
            while term > NEGLIGIBLE * sum {
                sum += term;
                term = power(term * load, choices);
            }
            finite(sum)
        }
    }
}

/// Returns the share of servers with at least so many requests, waiting or in service: λ^((d^i − 1) / (d − 1)).
///
/// All of them have at least none. Range as for [`mean_response`].
pub fn share_with_at_least(requests: u32, choices: u32, load: f64) -> Option<f64> {
    idle_share(load)?;
    let load = positive(load)?;
    match choices {
        0 => None,
        1 => Some(power(load, requests)),
        2.. => {
            let mut share = 1.0;
            // Squared and more each time, so that it is soon 0 and stays there.
            for _ in 0..requests {
                share = load * power(share, choices);
                if share == 0.0 {
                    break;
                }
            }
            Some(share)
        }
    }
}
