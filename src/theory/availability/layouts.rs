//! Layouts of several tiers: the same servers, joined in two ways.
//!
//! A balancer, a switch or a store in front of a layout is one more part in [series](super::blocks::series).

use super::blocks::{parallel_of_equal, series_of_equal};

/// Returns the availability of tiers in which every server can use every server of the next tier.
///
/// It works while one server of each tier does. `None` if `server` is no probability.
pub fn tiers(tiers: u32, servers_a_tier: u32, server: f64) -> Option<f64> {
    series_of_equal(tiers, parallel_of_equal(servers_a_tier, server)?)
}

/// Returns the availability of separate chains of servers, in which a server can use its own successor alone.
///
/// It works while all servers of one chain do. `None` if `server` is no probability.
pub fn chains(chains: u32, servers_a_chain: u32, server: f64) -> Option<f64> {
    parallel_of_equal(chains, series_of_equal(servers_a_chain, server)?)
}
