//! Smooth weighted round robin, as nginx has it since 2012.
//!
//! Each server has a current weight, at first 0. A turn adds to each its effective weight, chooses the greatest
//! (the first in the list of equals) and takes the total off it. Source: `ngx_http_upstream_round_robin.c`.

use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;
use crate::model::params::NGINX_MAX_FAILS;

#[derive(Clone, Copy, Debug, Default)]
struct Weights {
    current: i64,
    /// How far the effective weight is below the weight, because of failures.
    lowered_by: u32,
}

/// The weights as they are after the turns so far.
#[derive(Clone, Debug, Default)]
pub struct Smooth {
    servers: Vec<Weights>,
}

impl Smooth {
    /// The next in turn of some servers, lowest first.
    pub fn pick(&mut self, pool: &Pool, among: impl Iterator<Item = ServerId>) -> Option<ServerId> {
        self.servers.resize(pool.len().max(self.servers.len()), Weights::default());
        let mut total = 0i64;
        let mut best: Option<(i64, ServerId)> = None;
        for server in among.filter(|server| pool.weight(*server) > 0) {
            let weights = &mut self.servers[server.index()];
            let effective = i64::from(pool.weight(server).saturating_sub(weights.lowered_by));
            weights.current += effective;
            total += effective;
            weights.lowered_by = weights.lowered_by.saturating_sub(1);
            if best.is_none_or(|(current, _)| weights.current > current) {
                best = Some((weights.current, server));
            }
        }
        let (_, server) = best?;
        self.servers[server.index()].current -= total;
        Some(server)
    }

    /// A server has failed: its effective weight falls, and recovers by one a turn.
    pub fn failed(&mut self, server: ServerId, weight: u32) {
        self.servers.resize(self.servers.len().max(server.index() + 1), Weights::default());
        let lowered = &mut self.servers[server.index()].lowered_by;
        *lowered = lowered.saturating_add(weight / NGINX_MAX_FAILS as u32).min(weight);
    }

    /// The sum of all current weights: 0 after every turn.
    pub fn sum(&self) -> i64 {
        self.servers.iter().map(|weights| weights.current).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::weighted;

    fn turns(weights: &[u32], count: usize) -> String {
        let pool = weighted(weights);
        let mut smooth = Smooth::default();
        let mut turn = || {
            let server = smooth.pick(&pool, pool.open().iter().copied());
            assert_eq!(smooth.sum(), 0, "current weights add up to nothing after a turn");
            server.map_or('-', |server| char::from(b'a' + server.0 as u8))
        };
        (0..count).map(|_| turn()).collect()
    }

    #[test]
    fn turns_are_spread_as_evenly_as_the_weights_allow() {
        assert_eq!(turns(&[4, 3, 2], 9), "abcabacba");
        assert_eq!(turns(&[4, 3, 2], 18), "abcabacbaabcabacba", "the period is the sum of the weights");
        assert_eq!(turns(&[5, 1, 1], 7), "aabacaa");
        assert_eq!(turns(&[0, 0], 1), "-");
    }

    #[test]
    fn whoever_has_failed_comes_back_by_and_by() {
        let pool = weighted(&[4, 4]);
        let mut smooth = Smooth::default();
        smooth.failed(ServerId(0), 4);
        let turns: Vec<u16> =
            (0..8).filter_map(|_| smooth.pick(&pool, pool.open().iter().copied()).map(|server| server.0)).collect();
        // Effective weights of the first: 0, 1, 2, 3, 4, and so on.
        assert_eq!(turns, [1, 1, 0, 1, 0, 1, 0, 1]);
    }
}
