//! Maglev: a table that the servers take turns to fill, each in an order of its own.
//!
//! With M places, M a prime, server i wants the places (offset + j·skip) mod M for j = 0, 1, …, with the offset in
//! [0, M) and the skip in [1, M-1]. In turn each takes the next of its places that is free, until none is. So the
//! shares differ by one place at most. The table is filled again when the servers that are used change; a little
//! more moves than the share of who left. Source: Eisenbud et al., NSDI 2016. The hashes are ours.

use crate::model::balance::hash::mixed;
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;
use std::sync::Arc;

/// The table. Shared by the checkpoints of a run: it changes with the servers only.
#[derive(Clone, Debug)]
pub struct Maglev {
    places: u32,
    table: Arc<[ServerId]>,
}

impl Maglev {
    /// The table of the servers that are used.
    pub fn new(pool: &Pool, places: u32) -> Maglev {
        let mut maglev = Maglev { places, table: Arc::from([]) };
        maglev.fill(pool);
        maglev
    }

    /// Fills the table again.
    pub fn fill(&mut self, pool: &Pool) {
        let mut orders: Vec<Order> = pool
            .members()
            .filter(|(_, member)| member.is_member && member.weight > 0)
            .map(|(server, _)| Order::of(server, self.places))
            .collect();
        if orders.is_empty() {
            self.table = Arc::from([]);
            return;
        }
        let mut table = vec![None; self.places as usize];
        let mut free = table.len();
        'turns: loop {
            for order in &mut orders {
                if free == 0 {
                    break 'turns;
                }
                // A skip that has no divisor in common with M meets every place, so a free one is found.
                while table[order.next as usize].is_some() {
                    order.advance(self.places);
                }
                table[order.next as usize] = Some(order.server);
                free -= 1;
            }
        }
        self.table = table.into_iter().flatten().collect();
    }

    /// The server of an address; if it may not be chosen, that of the next place.
    pub fn pick(&self, pool: &Pool, address: u32) -> Option<ServerId> {
        let start = mixed(&address.to_be_bytes(), 0).checked_rem(self.table.len() as u64)? as usize;
        let (before, from) = self.table.split_at(start);
        from.iter().chain(before).copied().find(|server| pool.is_open(*server))
    }
}

/// The order in which a server wants its places.
struct Order {
    server: ServerId,
    next: u32,
    skip: u32,
}

impl Order {
    fn of(server: ServerId, places: u32) -> Order {
        let name = server.name();
        let hash = |seed, bound: u32| (mixed(name.as_bytes(), seed) % u64::from(bound.max(1))) as u32;
        Order { server, next: hash(1, places), skip: hash(2, places - 1) + 1 }
    }

    fn advance(&mut self, places: u32) {
        self.next = ((u64::from(self.next) + u64::from(self.skip)) % u64::from(places)) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::equal;

    #[test]
    fn shares_differ_by_one_place_at_most() {
        for (servers, places) in [(1, 2), (2, 7), (3, 7), (7, 101), (10, 65_537)] {
            let table = Maglev::new(&equal(servers), places).table;
            let shares: Vec<usize> =
                (0..servers).map(|server| table.iter().filter(|owner| owner.0 == server).count()).collect();
            let (least, most) = (shares.iter().min().copied(), shares.iter().max().copied());
            assert_eq!(table.len(), places as usize);
            assert!(most <= least.map(|least| least + 1), "{servers} servers, {places} places: {shares:?}");
        }
    }

    #[test]
    fn a_server_that_leaves_moves_its_share_and_a_little_more() {
        let mut pool = equal(10);
        let before = Maglev::new(&pool, 65_537).table;
        pool.member_mut(ServerId(4)).expect("a member").is_member = false;
        let after = Maglev::new(&pool, 65_537).table;
        let moved = |is_of_it: bool| {
            let pairs = before.iter().zip(after.iter());
            pairs.filter(|(old, new)| (old.0 == 4) == is_of_it && old != new).count()
        };
        assert!(moved(true).abs_diff(6_554) <= 1, "all of its places");
        assert!((1..3_000).contains(&moved(false)), "{} places of others", moved(false));
        assert!(after.iter().all(|server| server.0 != 4));
    }

    #[test]
    fn whoever_may_not_be_chosen_for_a_moment_is_passed_over_without_filling_the_table_again() {
        let mut pool = equal(3);
        let maglev = Maglev::new(&pool, 101);
        let before: Vec<_> = (0..100).map(|address| maglev.pick(&pool, address)).collect();
        pool.set_open(ServerId(0), false);
        for (address, before) in (0..100).zip(before) {
            let after = maglev.pick(&pool, address);
            assert!(before == Some(ServerId(0)) || before == after);
            assert!(after.is_some_and(|server| server.0 != 0));
        }
    }
}
