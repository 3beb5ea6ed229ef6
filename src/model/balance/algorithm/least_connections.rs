//! Least connections, as three products have it; they differ where a learner can see it.
//!
//! | whose | key, the least of which is chosen | of equals |
//! |---|---|---|
//! | nginx | requests / weight | smooth weighted round robin |
//! | HAProxy | (requests + 1) / weight; 0 for an idle server | in turn |
//! | LVS lc | 256 · active + inactive | the first in the list |
//! | LVS wlc | that / weight | the first in the list |
//! | LVS sed | (active + 1) / weight | the first in the list |
//! | LVS nq | an idle server if there is one, or else as sed | the first in the list |
//!
//! Sources: nginx and HAProxy sources, LVS documentation. The lab has no inactive connections: an answer ends one.

use super::round_robin::RoundRobin;
use super::smooth::Smooth;
use crate::model::balance::config::Least;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// A product's rule, with what it remembers for ties.
#[derive(Clone, Debug)]
pub struct LeastConnections {
    whose: Least,
    smooth: Smooth,
    turn: RoundRobin,
    tied: Vec<ServerId>,
}

impl LeastConnections {
    /// The rule of a product.
    pub fn new(whose: Least) -> Self {
        LeastConnections { whose, smooth: Smooth::default(), turn: RoundRobin::default(), tied: Vec::new() }
    }

    /// A server has failed.
    pub fn failed(&mut self, server: ServerId, weight: u32) {
        self.smooth.failed(server, weight);
    }

    /// The server with the least key.
    pub fn pick(&mut self, pool: &Pool) -> Option<ServerId> {
        self.tied.clear();
        let mut least = (0, 1);
        for server in pool.open().iter().copied().filter(|server| pool.weight(*server) > 0) {
            let key = key(self.whose, pool, server);
            // Fractions are compared crosswise.
            let (this, that) = (key.0 * least.1, least.0 * key.1);
            if self.tied.is_empty() || this < that {
                self.tied.clear();
                least = key;
                self.tied.push(server);
            } else if this == that {
                self.tied.push(server);
            }
        }
        match self.whose {
            Least::Nginx => match self.tied[..] {
                [] => None,
                [server] => Some(server),
                _ => self.smooth.pick(pool, self.tied.iter().copied()),
            },
            Least::Haproxy => self.turn.pick_among(&self.tied),
            Least::LvsLc | Least::LvsWlc | Least::LvsSed | Least::LvsNq => self.tied.first().copied(),
        }
    }
}

/// The key of a server, as a fraction.
fn key(whose: Least, pool: &Pool, server: ServerId) -> (u64, u64) {
    let (active, weight) = (u64::from(pool.active(server)), u64::from(pool.weight(server)));
    match (whose, active) {
        (Least::Haproxy | Least::LvsNq, 0) => (0, 1),
        (Least::Nginx, _) => (active, weight),
        (Least::Haproxy | Least::LvsSed | Least::LvsNq, _) => (active + 1, weight),
        (Least::LvsLc, _) => (256 * active, 1),
        (Least::LvsWlc, _) => (256 * active, weight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::weighted;

    fn choice(whose: Least, weights: &[u32], active: &[u32]) -> Option<u16> {
        let mut pool = weighted(weights);
        for (index, active) in active.iter().enumerate() {
            pool.member_mut(ServerId(index as u16)).expect("a member").active = *active;
        }
        LeastConnections::new(whose).pick(&pool).map(|server| server.0)
    }

    /// One line a difference between two products.
    #[test]
    fn the_products_choose_differently_in_the_same_place() {
        //    weights, requests: nginx, HAProxy, lc, wlc, sed, nq
        for (weights, active, expected) in [
            // Everybody idle: by weight, in turn, first, first, the fastest, first.
            (&[1, 3][..], &[0, 0][..], [1, 0, 0, 0, 1, 0]),
            // One idle slow server, one fast one with a request: sed waits for the fast one.
            (&[1, 4], &[0, 1], [0, 0, 0, 0, 1, 0]),
            // The plain count forgets the weights.
            (&[1, 4], &[2, 3], [1, 1, 0, 1, 1, 1]),
            // Two and one for weights of two and one: (2+1)/2 is below (1+1)/1; 2/2 equals 1/1.
            (&[1, 2], &[1, 2], [1, 1, 0, 0, 1, 1]),
        ] {
            for (whose, expected) in Least::ALL.iter().zip(expected) {
                assert_eq!(choice(*whose, weights, active), Some(expected), "{whose:?} of {weights:?} with {active:?}");
            }
        }
        assert_eq!(choice(Least::Nginx, &[0], &[0]), None);
    }

    #[test]
    fn ties_go_by_weight_with_nginx_in_turn_with_haproxy_and_to_the_first_with_lvs() {
        let turns = |whose| -> Vec<u16> {
            let (pool, mut least) = (weighted(&[1, 2]), LeastConnections::new(whose));
            (0..6).filter_map(|_| least.pick(&pool).map(|server| server.0)).collect()
        };
        assert_eq!(turns(Least::Nginx), [1, 0, 1, 1, 0, 1]);
        assert_eq!(turns(Least::Haproxy), [0, 1, 0, 1, 0, 1]);
        assert_eq!(turns(Least::LvsWlc), [0; 6]);
    }
}
