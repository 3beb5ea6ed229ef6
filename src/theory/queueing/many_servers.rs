//! Several servers and one queue for all of them: M/M/c.
//!
//! No way to deal out requests to separate queues is quicker on average.

use super::{erlang, utilisation};
use crate::theory::number::{finite, not_negative, positive};

/// Returns the mean time until service begins: C / (cμ − λ).
///
/// Arrivals at least 0 and below what all servers do together; servers from 1 to
/// [`SERVERS_MAX`](super::erlang::SERVERS_MAX).
pub fn mean_wait(arrival_rate: f64, servers: u32, service_rate: f64) -> Option<f64> {
    let queue = queue(arrival_rate, servers, service_rate)?;
    finite(queue.waiting_share / queue.spare_rate)
}

/// Returns the mean response time. Range as for [`mean_wait`].
pub fn mean_response(arrival_rate: f64, servers: u32, service_rate: f64) -> Option<f64> {
    finite(mean_wait(arrival_rate, servers, service_rate)? + 1.0 / positive(service_rate)?)
}

/// Returns the probability that a request waits longer than a time: C e^(−(cμ − λ) t).
///
/// Range as for [`mean_wait`], the time at least 0.
pub fn wait_exceeds(arrival_rate: f64, servers: u32, service_rate: f64, time: f64) -> Option<f64> {
    let queue = queue(arrival_rate, servers, service_rate)?;
    finite(queue.waiting_share * libm::exp(-queue.spare_rate * not_negative(time)?))
}

/// A stable queue: how many requests must wait, and what the servers could do more.
struct Queue {
    waiting_share: f64,
    spare_rate: f64,
}

fn queue(arrival_rate: f64, servers: u32, service_rate: f64) -> Option<Queue> {
    let load = utilisation(arrival_rate, 1, service_rate)?;
    let spare_rate = positive(finite(service_rate * f64::from(servers))? - arrival_rate)?;
    Some(Queue { waiting_share: erlang::c(servers, load)?, spare_rate })
}
