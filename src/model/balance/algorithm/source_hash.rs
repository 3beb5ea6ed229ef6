//! By the sender's address: nginx's `ip_hash`.
//!
//! Of an IPv4 address only the first three octets count, so a network of 256 addresses goes to one server. The value
//! starts at 89; each octet makes it (113 · value + octet) mod 6271; modulo the sum of the weights it falls into the
//! interval of one server. If that may not be chosen the octets go through once more, and after 20 tries the next in
//! smooth weighted round robin is taken. Source: `ngx_http_upstream_ip_hash_module.c`.

use super::smooth::Smooth;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;
use crate::model::params::{IP_HASH_FACTOR, IP_HASH_MODULUS, IP_HASH_START, IP_HASH_TRIES};

/// The hash, with the turns of those for whom it finds nobody.
#[derive(Clone, Debug, Default)]
pub struct SourceHash {
    smooth: Smooth,
}

impl SourceHash {
    /// A server has failed.
    pub fn failed(&mut self, server: ServerId, weight: u32) {
        self.smooth.failed(server, weight);
    }

    /// The server of an address.
    pub fn pick(&mut self, pool: &Pool, address: u32) -> Option<ServerId> {
        let total: u64 = pool.members().map(|(_, member)| u64::from(member.weight)).sum();
        let mut value = IP_HASH_START;
        for _ in 0..=IP_HASH_TRIES {
            value = rehash(value, address);
            let server = pool.at(pool.members().map(|(server, _)| server), value.checked_rem(total)?);
            if let Some(server) = server.filter(|server| pool.is_open(*server)) {
                return Some(server);
            }
        }
        self.smooth.pick(pool, pool.open().iter().copied())
    }
}

/// The value after the three octets have gone through once more.
fn rehash(value: u64, address: u32) -> u64 {
    let octets = address.to_be_bytes();
    octets[..3].iter().fold(value, |value, octet| (value * IP_HASH_FACTOR + u64::from(*octet)) % IP_HASH_MODULUS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::{equal, weighted};

    const fn address(a: u8, b: u8, c: u8, d: u8) -> u32 {
        u32::from_be_bytes([a, b, c, d])
    }

    #[test]
    fn the_hash_is_that_of_the_source() {
        // 89·113+192 mod 6271 = 3978; ·113+168 mod 6271 = 4441; ·113+1 mod 6271 = 154.
        assert_eq!(rehash(IP_HASH_START, address(192, 168, 1, 77)), 154);
        assert_eq!(SourceHash::default().pick(&equal(3), address(192, 168, 1, 77)), Some(ServerId(1)));
        assert_eq!(SourceHash::default().pick(&weighted(&[1, 0, 5]), address(192, 168, 1, 77)), Some(ServerId(2)));
    }

    #[test]
    fn a_network_of_256_addresses_goes_to_one_server() {
        let (pool, mut hash) = (equal(7), SourceHash::default());
        let mut of = |network: u8, host: u8| hash.pick(&pool, address(10, 1, network, host));
        assert!((0..=255).all(|host| of(9, host) == of(9, 0)));
        assert!((0..=255).any(|network| of(network, 1) != of(9, 1)));
    }

    #[test]
    fn only_those_whose_server_went_away_go_elsewhere_and_come_back() {
        let (mut pool, mut hash) = (equal(3), SourceHash::default());
        let senders: Vec<u32> = (0..200).map(|network| address(10, 2, network, 1)).collect();
        let mut places =
            |pool: &Pool| -> Vec<Option<ServerId>> { senders.iter().map(|sender| hash.pick(pool, *sender)).collect() };
        let before = places(&pool);
        pool.set_open(ServerId(1), false);
        let without = places(&pool);
        for (before, without) in before.iter().zip(&without) {
            assert!(*before == Some(ServerId(1)) || before == without);
            assert_ne!(*without, Some(ServerId(1)));
        }
        pool.set_open(ServerId(1), true);
        assert_eq!(places(&pool), before);
    }
}
