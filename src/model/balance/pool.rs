//! The servers as whoever chooses among them sees them: weight, requests of its own, and who may be chosen at all.

use super::ids::ServerId;
use crate::engine::RandomStream;

/// A server as it is seen from the front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its share in proportion to the others; 0 takes no new requests.
    pub weight: u32,
    /// Requests that were sent to it and are not answered.
    pub active: u32,
    /// Whether it belongs to the servers that are used: believed up, neither drained nor taken out.
    pub is_member: bool,
    is_open: bool,
}

/// All servers, and those that may be chosen now, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    members: Vec<Member>,
    open: Vec<ServerId>,
    is_weighted: bool,
}

impl Pool {
    /// Adds a server that may be chosen at once.
    pub fn add(&mut self, weight: u32) -> ServerId {
        let server = ServerId(self.members.len() as u16);
        self.members.push(Member { weight, active: 0, is_member: true, is_open: false });
        self.is_weighted |= weight != self.members[0].weight || weight == 0;
        self.set_open(server, true);
        server
    }

    /// How many servers there are, whatever has become of them.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no server at all.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The servers that may be chosen, lowest first.
    pub fn open(&self) -> &[ServerId] {
        &self.open
    }

    /// Whether a server may be chosen.
    pub fn is_open(&self, server: ServerId) -> bool {
        self.members.get(server.index()).is_some_and(|member| member.is_open)
    }

    /// Whether a server belongs to those that are used.
    pub fn is_member(&self, server: ServerId) -> bool {
        self.members.get(server.index()).is_some_and(|member| member.is_member)
    }

    /// Every server with its number.
    pub fn members(&self) -> impl Iterator<Item = (ServerId, &Member)> {
        self.members.iter().enumerate().map(|(index, member)| (ServerId(index as u16), member))
    }

    /// A server's weight; 0 if there is no such server.
    pub fn weight(&self, server: ServerId) -> u32 {
        self.members.get(server.index()).map_or(0, |member| member.weight)
    }

    /// Requests that a server has not answered.
    pub fn active(&self, server: ServerId) -> u32 {
        self.members.get(server.index()).map_or(0, |member| member.active)
    }

    /// Whether one server has fewer requests in proportion to its weight than another.
    pub fn is_lighter(&self, one: ServerId, other: ServerId) -> bool {
        let load = |a: ServerId, b: ServerId| u64::from(self.active(a)) * u64::from(self.weight(b));
        load(one, other) < load(other, one)
    }

    /// A server drawn by weight among those that may be chosen.
    pub fn draw(&self, chance: &mut RandomStream) -> Option<ServerId> {
        if !self.is_weighted {
            return self.open.get(chance.below(self.open.len() as u64) as usize).copied();
        }
        let total: u64 = self.open.iter().map(|server| u64::from(self.weight(*server))).sum();
        self.at(self.open.iter().copied(), chance.below(total))
    }

    /// The server in whose interval a number lies, if the weights of these servers are laid end to end from 0.
    pub fn at(&self, mut among: impl Iterator<Item = ServerId>, number: u64) -> Option<ServerId> {
        let mut end = 0;
        among.find(|server| {
            end += u64::from(self.weight(*server));
            number < end
        })
    }

    /// A server to change; what may be chosen is changed by [`set_open`](Self::set_open).
    pub(super) fn member_mut(&mut self, server: ServerId) -> Option<&mut Member> {
        self.members.get_mut(server.index())
    }

    /// Lets a server be chosen, or not.
    pub(super) fn set_open(&mut self, server: ServerId, is_open: bool) {
        let Some(member) = self.members.get_mut(server.index()) else { return };
        if member.is_open == is_open {
            return;
        }
        member.is_open = is_open;
        let place = self.open.partition_point(|other| *other < server);
        if is_open {
            self.open.insert(place, server);
        } else {
            self.open.remove(place);
        }
    }
}

#[cfg(test)]
pub use tests::{equal, weighted};

#[cfg(test)]
mod tests {
    use super::*;

    /// A pool of so many equal servers, for the tests of the algorithms.
    pub fn equal(servers: u16) -> Pool {
        weighted(&vec![1; usize::from(servers)])
    }

    /// A pool of servers with these weights.
    pub fn weighted(weights: &[u32]) -> Pool {
        let mut pool = Pool::default();
        weights.iter().for_each(|weight| {
            pool.add(*weight);
        });
        pool
    }

    #[test]
    fn a_number_lies_in_the_interval_of_one_server() {
        let pool = weighted(&[2, 0, 3]);
        let at = |number| pool.at([ServerId(2), ServerId(1), ServerId(0)].into_iter(), number).map(|server| server.0);
        let servers: Vec<Option<u16>> = (0..6).map(at).collect();
        assert_eq!(servers, [Some(2), Some(2), Some(2), Some(0), Some(0), None]);
        assert_eq!(pool.at([ServerId(1)].into_iter(), 0), None, "no weight, no interval");
    }

    #[test]
    fn a_draw_follows_the_weights_and_meets_open_servers_only() {
        let mut pool = weighted(&[5, 0, 3, 2]);
        pool.set_open(ServerId(3), false);
        let mut chance = RandomStream::new(1, 1);
        let mut drawn = [0u32; 4];
        for _ in 0..8_000 {
            drawn[pool.draw(&mut chance).expect("an open server").index()] += 1;
        }
        assert!(drawn[0].abs_diff(5_000) < 200 && drawn[2].abs_diff(3_000) < 200, "{drawn:?}");
        assert_eq!((drawn[1], drawn[3]), (0, 0));
        let mut closed = equal(1);
        closed.set_open(ServerId(0), false);
        assert_eq!((closed.draw(&mut chance), weighted(&[0]).draw(&mut chance)), (None, None));
    }
}
