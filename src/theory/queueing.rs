//! Queueing: how long requests wait for servers that are busy.
//!
//! The *service rate* is that of one server: how many requests it would finish in a unit of time if it never waited,
//! the inverse of the mean service time. *Response time* is waiting and service together. Arrivals are Poisson and
//! service times exponential unless a formula says otherwise, and a queue must be stable: work arrives more slowly than
//! it can be done.

pub mod closed;
pub mod erlang;
pub mod general_service;
pub mod little;
pub mod many_servers;
pub mod one_server;
pub mod power_of_choices;
pub mod round_robin;
pub mod shortest_of_two;

use super::number::{finite, not_negative, positive};

/// Returns the share of time that a server works: arrivals by servers and service rate.
///
/// At 1 and above the queue grows without bound. At least one server, arrivals at least 0, service rate greater
/// than 0.
pub fn utilisation(arrival_rate: f64, servers: u32, service_rate: f64) -> Option<f64> {
    let capacity = finite(positive(service_rate)? * f64::from(servers)).filter(|capacity| *capacity > 0.0)?;
    finite(not_negative(arrival_rate)? / capacity)
}

/// Returns how long to wait before a run is compared with a formula [mean service times]: 10 / (1 − ρ)².
///
/// A rule of thumb of ours; a queue that starts empty takes this long to forget it. Utilisation from 0 to below 1.
pub fn warm_up(utilisation: f64) -> Option<f64> {
    let idle = idle_share(utilisation)?;
    finite(10.0 / (idle * idle))
}

/// Returns 1 − ρ of a stable queue, from a utilisation of 0 to below 1.
fn idle_share(utilisation: f64) -> Option<f64> {
    positive(1.0 - not_negative(utilisation)?)
}
