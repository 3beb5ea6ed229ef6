//! Where a client is on the network.

use super::config::Config;
use super::ids::ClientId;

/// The network that many clients may share: 192.0.2.0/24.
const ONE_NETWORK: u32 = u32::from_be_bytes([192, 0, 2, 0]);
/// Where everybody else is: 10.0.0.0/8.
const ELSEWHERE: u32 = u32::from_be_bytes([10, 0, 0, 0]);

/// The IPv4 address of a client.
///
/// A share of them sits behind one network of 256 addresses, as behind the proxies of a large company. Everybody else
/// has a network of 256 addresses alone, as long as there are enough: 65 536.
pub fn address(config: &Config, client: ClientId) -> u32 {
    let in_one_network = u64::from(config.clients) * u64::from(config.one_network_percent) / 100;
    if u64::from(client.0) < in_one_network {
        return ONE_NETWORK | (client.0 & 0xff);
    }
    // The low half chooses the network, so that neighbours do not share one.
    ELSEWHERE | (client.0 & 0xffff) << 8 | (client.0 >> 16 & 0xff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_share_of_the_clients_is_behind_one_network_and_nobody_else() {
        let config = Config { clients: 1_000, one_network_percent: 80, ..Config::new(1) };
        let networks: Vec<u32> = (0..1_000).map(|client| address(&config, ClientId(client)) >> 8).collect();
        let shared = networks.iter().filter(|network| **network == ONE_NETWORK >> 8).count();
        let all: BTreeSet<u32> = networks.into_iter().collect();
        assert_eq!((shared, all.len()), (800, 201));
    }
}
