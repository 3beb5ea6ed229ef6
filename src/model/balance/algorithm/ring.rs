//! Consistent hashing on a ring: nginx's `hash … consistent`.
//!
//! Each server has 160 points on the ring of CRC-32 for every unit of weight. A point is the checksum of host, a zero
//! byte, port and the point before it, least significant byte first. A key belongs to the first point that is not below its own checksum;
//! whoever may not be chosen is passed over. Source: `ngx_http_upstream_hash_module.c`.

use crate::model::balance::hash::Crc32;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;
use crate::model::params::RING_POINTS;
use std::net::Ipv4Addr;
use std::sync::Arc;

/// The points in their order. Shared by the checkpoints of a run: they change with the servers only.
#[derive(Clone, Debug)]
pub struct Ring {
    points: Arc<[(u32, ServerId)]>,
    servers: usize,
}

impl Ring {
    /// The ring of all servers, whether they may be chosen or not.
    pub fn new(pool: &Pool) -> Ring {
        let mut points: Vec<(u32, ServerId)> =
            pool.members().flat_map(|(server, member)| points_of(server, member.weight)).collect();
        points.sort_unstable();
        points.dedup_by_key(|point| point.0);
        Ring { points: points.into(), servers: pool.len() }
    }

    /// Takes in servers that are new.
    pub fn add_new(&mut self, pool: &Pool) {
        if pool.len() != self.servers {
            *self = Ring::new(pool);
        }
    }

    /// The first server from an address on that may be chosen.
    pub fn pick(&self, address: u32, may_be_chosen: impl Fn(ServerId) -> bool) -> Option<ServerId> {
        let key = Crc32::EMPTY.with(Ipv4Addr::from_bits(address).to_string().as_bytes()).value();
        let start = self.points.partition_point(|point| point.0 < key);
        let (before, from) = self.points.split_at(start);
        from.iter().chain(before).map(|point| point.1).find(|server| may_be_chosen(*server))
    }

    /// How much of the ring is a server's, of 2^32.
    pub fn share(&self, server: ServerId) -> u64 {
        let last = self.points.last().map_or(0, |point| point.0);
        let before = core::iter::once(last).chain(self.points.iter().map(|point| point.0));
        let arcs = before.zip(self.points.iter()).map(|(before, point)| (point.0.wrapping_sub(before), point.1));
        arcs.filter(|(_, owner)| *owner == server).map(|(arc, _)| u64::from(arc)).sum()
    }
}

fn points_of(server: ServerId, weight: u32) -> impl Iterator<Item = (u32, ServerId)> {
    let base = Crc32::EMPTY.with(server.name().to_ascii_lowercase().as_bytes()).with(&[0]).with(b"80");
    let mut before = 0u32;
    (0..u64::from(weight) * RING_POINTS).map(move |_| {
        before = base.with(&before.to_le_bytes()).value();
        (before, server)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::{equal, weighted};

    fn places(pool: &Pool) -> Vec<Option<ServerId>> {
        let ring = Ring::new(pool);
        (0..20_000u32).map(|n| ring.pick(n.wrapping_mul(2_654_435_761), |server| pool.is_open(server))).collect()
    }

    /// Mean 1/n; the coefficient of variation is √((n-1)/(n·V+1)) = 0.075 for 10 servers with 160 points each.
    #[test]
    fn shares_of_the_ring_are_as_unequal_as_points_by_chance_make_them() {
        let ring = Ring::new(&equal(100));
        let shares: Vec<i128> = (0..100).map(|server| i128::from(ring.share(ServerId(server)))).collect();
        let total: i128 = shares.iter().sum();
        assert_eq!(total, 1 << 32, "the whole ring belongs to somebody");
        let mean = total / 100;
        let variance = shares.iter().map(|share| (share - mean).pow(2)).sum::<i128>() / 100;
        // √(99/16001) is 0.0787; squared, in millionths, 6187.
        let millionths = variance * 1_000_000 / (mean * mean);
        assert!((4_300..=8_100).contains(&millionths), "{millionths}");
    }

    #[test]
    fn weights_are_points() {
        let ring = Ring::new(&weighted(&[1, 3]));
        let percent = ring.share(ServerId(1)) * 100 / (1 << 32);
        assert!((70..=80).contains(&percent), "{percent} % for three quarters of the points");
        assert_eq!(ring.points.len(), 4 * 160);
    }

    /// Modulo hashing would move three quarters.
    #[test]
    fn a_fourth_server_takes_a_quarter_of_the_keys_and_moves_no_other() {
        let (three, four) = (places(&equal(3)), places(&equal(4)));
        let moved = three.iter().zip(&four).filter(|(before, after)| before != after).count();
        assert!(three.iter().zip(&four).all(|(before, after)| before == after || *after == Some(ServerId(3))));
        assert!(moved.abs_diff(5_000) < 900, "{moved} of 20000 keys moved");
    }

    #[test]
    fn only_the_keys_of_a_server_that_goes_away_move() {
        let mut pool = equal(5);
        let before = places(&pool);
        pool.set_open(ServerId(2), false);
        for (before, after) in before.iter().zip(places(&pool)) {
            assert!(*before == Some(ServerId(2)) || *before == after);
        }
    }
}
