//! Corosync: when the ring notices that its token is gone. Times in milliseconds.
//!
//! Source: `corosync.conf(5)`, `totemconfig.c`.

/// Default of `token` from version 3.1.0 on [ms].
pub const TOKEN_MS: u32 = 3_000;

/// Default of `token` before version 3.1.0 [ms].
pub const TOKEN_BEFORE_3_1_MS: u32 = 1_000;

/// What each node beyond two adds to the token timeout, `token_coefficient` [ms].
pub const TOKEN_COEFFICIENT_MS: u32 = 650;

/// Returns how long the token may stay away in a ring of so many nodes [ms]: token + (n − 2) · 650 from three on.
///
/// `None` of no nodes.
pub fn token_timeout_ms(token_ms: u32, nodes: u32) -> Option<u64> {
    let more = u64::from(nodes.saturating_sub(2)) * u64::from(TOKEN_COEFFICIENT_MS);
    (nodes > 0).then_some(u64::from(token_ms) + more)
}

/// Returns how long the nodes may take to agree on a new ring [ms]: 1.2 times the token timeout, rounded down.
pub fn consensus_timeout_ms(token_timeout_ms: u64) -> Option<u64> {
    Some(token_timeout_ms.checked_mul(6)? / 5)
}
