//! Erlang's formulas: how often all of several servers are busy.
//!
//! The offered load is arrivals by service rate [erlangs]: how many servers would be busy if there were enough.

use crate::theory::number::{finite, not_negative, positive};

/// Most servers.
pub const SERVERS_MAX: u32 = 1_000_000;

/// Returns the share of requests that are turned away when nobody may wait, M/M/c/c.
///
/// B(0) = 1, B(k) = a B(k − 1) / (k + a B(k − 1)). Up to [`SERVERS_MAX`] servers, any load from 0 up.
pub fn b(servers: u32, offered_load: f64) -> Option<f64> {
    let load = not_negative(offered_load)?;
    if servers > SERVERS_MAX {
        return None;
    }
    finite((1..=servers).fold(1.0, |blocked, server| {
        let busy = load * blocked;
        busy / (f64::from(server) + busy)
    }))
}

/// Returns the share of requests that must wait when everybody may, M/M/c.
///
/// B / (1 − ρ (1 − B)). From 1 to [`SERVERS_MAX`] servers, a load from 0 to below their number.
pub fn c(servers: u32, offered_load: f64) -> Option<f64> {
    let blocked = b(servers, offered_load)?;
    let utilisation = Some(offered_load / f64::from(servers)).filter(|share| *share < 1.0)?;
    finite(blocked / positive(1.0 - utilisation * (1.0 - blocked))?)
}
