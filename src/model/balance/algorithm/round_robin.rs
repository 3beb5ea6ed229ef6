//! Round robin: the next in cyclic order among those that may be chosen.

use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// Whose turn it is.
#[derive(Clone, Debug, Default)]
pub struct RoundRobin {
    next: ServerId,
}

impl RoundRobin {
    /// The next in turn.
    pub fn pick(&mut self, pool: &Pool) -> Option<ServerId> {
        self.pick_among(pool.open())
    }

    /// The next in turn of some servers, lowest first.
    pub fn pick_among(&mut self, servers: &[ServerId]) -> Option<ServerId> {
        let place = servers.partition_point(|server| *server < self.next);
        let server = *servers.get(place).or(servers.first())?;
        self.next = ServerId(server.0 + 1);
        Some(server)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::equal;

    #[test]
    fn turns_go_round_and_pass_over_who_may_not_be_chosen() {
        let mut pool = equal(3);
        let mut turn = RoundRobin::default();
        let mut take = |pool: &Pool, count: usize| -> Vec<u16> {
            (0..count).filter_map(|_| turn.pick(pool).map(|server| server.0)).collect()
        };
        assert_eq!(take(&pool, 4), [0, 1, 2, 0]);
        pool.set_open(ServerId(1), false);
        assert_eq!(take(&pool, 3), [2, 0, 2]);
        pool.set_open(ServerId(0), false);
        pool.set_open(ServerId(2), false);
        assert_eq!(take(&pool, 1), [0u16; 0]);
    }
}
