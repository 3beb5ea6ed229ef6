//! Consistent hashing with bounded loads: on the ring, past whoever has its share of the requests and a little more.
//!
//! With m requests, the new one among them, on n servers nobody gets more than ⌈(1+ε)·m/n⌉. Source: Mirrokni, Thorup
//! and Zadimoghaddam, 2018; HAProxy's `hash-balance-factor` is 100·(1+ε).

use super::ring::Ring;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// The first server on the ring that has room.
pub fn pick(ring: &Ring, percent: u32, pool: &Pool, address: u32) -> Option<ServerId> {
    let active: u64 = pool.open().iter().map(|server| u64::from(pool.active(*server))).sum();
    let capacity = capacity(active + 1, pool.open().len() as u64, percent);
    ring.pick(address, |server| pool.is_open(server) && u64::from(pool.active(server)) < capacity)
}

/// Most requests of one server.
pub fn capacity(requests: u64, servers: u64, percent: u32) -> u64 {
    (requests * u64::from(percent)).div_ceil((servers * 100).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::equal;

    #[test]
    fn the_capacity_is_the_share_and_a_quarter_rounded_up() {
        assert_eq!(capacity(100, 8, 125), 16);
        assert_eq!((capacity(1, 8, 125), capacity(8, 8, 100), capacity(1, 0, 125)), (1, 1, 125));
    }

    /// A hundred requests of one sender: the plain ring would give all of them to one server.
    #[test]
    fn nobody_ever_has_more_than_the_capacity() {
        let mut pool = equal(8);
        let ring = Ring::new(&pool);
        for request in 1..=100u64 {
            let server = pick(&ring, 125, &pool, 7).expect("somebody has room");
            let member = pool.member_mut(server).expect("a member");
            member.active += 1;
            assert!(u64::from(member.active) <= capacity(request, 8, 125), "{server:?} with request {request}");
        }
        let loads: Vec<u32> = pool.members().map(|(_, member)| member.active).collect();
        assert_eq!((loads.iter().sum::<u32>(), loads.iter().max()), (100, Some(&16)), "{loads:?}");
    }
}
