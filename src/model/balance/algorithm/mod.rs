//! How a server is chosen: one file an algorithm, each as its product or its paper defines it.
//!
//! An algorithm sees the servers as the front sees them ([`Pool`]), never as they are.

mod bounded_load;
mod classic;
mod least_connections;
mod maglev;
mod moving_average;
mod ring;
mod round_robin;
mod shortest_queue;
mod smooth;
mod source_hash;
mod two_choices;

use super::clock::{Moment, Nanos};
use super::config::{Algorithm, Config};
use super::ids::ServerId;
use super::pool::Pool;
use crate::engine::RandomStream;
use classic::Classic;
use least_connections::LeastConnections;
use maglev::Maglev;
use moving_average::{Averages, Pace};
use ring::Ring;
use round_robin::RoundRobin;
use smooth::Smooth;
use source_hash::SourceHash;
use two_choices::TwoChoices;

/// What is asked: a server for whom, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The sender's IPv4 address.
    pub address: u32,
    /// Now.
    pub now: Moment,
}

/// An algorithm with what it remembers.
#[derive(Clone, Debug)]
pub enum Picker {
    /// The next in turn.
    RoundRobin(RoundRobin),
    /// Smooth weighted round robin.
    Smooth(Smooth),
    /// Weighted round robin with a falling threshold.
    Classic(Classic),
    /// Any, by weight.
    Random,
    /// Fewest requests.
    LeastConnections(LeastConnections),
    /// The emptiest of a few.
    TwoChoices(TwoChoices),
    /// The emptiest of all.
    ShortestQueue,
    /// By address, in weight intervals.
    SourceHash(SourceHash),
    /// By address, on a ring.
    Ring(Ring),
    /// By address, in a table.
    Maglev(Maglev),
    /// On a ring, past full servers.
    BoundedLoad(Ring, u32),
    /// The cheaper of a few.
    CheaperOfFew(Averages, TwoChoices),
    /// The cheapest of all.
    CheapestOfAll(Averages),
}

impl Picker {
    /// The algorithm of a bench.
    pub fn new(config: &Config, pool: &Pool) -> Picker {
        let few = || TwoChoices::new(config.choices, config.replacement);
        let averages = |pace| Averages::new(pace, Nanos::from_millis(u64::from(config.decay_ms)));
        match config.algorithm {
            Algorithm::RoundRobin => Picker::RoundRobin(RoundRobin::default()),
            Algorithm::WeightedRoundRobin => Picker::Smooth(Smooth::default()),
            Algorithm::WeightedRoundRobinClassic => Picker::Classic(Classic::default()),
            Algorithm::Random => Picker::Random,
            Algorithm::LeastConnections => Picker::LeastConnections(LeastConnections::new(config.least)),
            Algorithm::TwoChoices => Picker::TwoChoices(few()),
            Algorithm::ShortestQueue => Picker::ShortestQueue,
            Algorithm::SourceHash => Picker::SourceHash(SourceHash::default()),
            Algorithm::ConsistentHash => Picker::Ring(Ring::new(pool)),
            Algorithm::Maglev => Picker::Maglev(Maglev::new(pool, config.maglev_places)),
            Algorithm::BoundedLoad => Picker::BoundedLoad(Ring::new(pool), config.bound_percent),
            Algorithm::Ewma => Picker::CheaperOfFew(averages(Pace::Steady), few()),
            Algorithm::PeakEwma => Picker::CheaperOfFew(averages(Pace::PeaksAtOnce), few()),
            Algorithm::LeastResponseTime => Picker::CheapestOfAll(averages(Pace::Steady)),
        }
    }

    /// Chooses among the servers that may be chosen; none if there is none.
    pub fn pick(&mut self, pool: &Pool, asked: Asked, chance: &mut RandomStream) -> Option<ServerId> {
        match self {
            Picker::RoundRobin(turn) => turn.pick(pool),
            Picker::Smooth(smooth) => smooth.pick(pool, pool.open().iter().copied()),
            Picker::Classic(classic) => classic.pick(pool),
            Picker::Random => pool.draw(chance),
            Picker::LeastConnections(least) => least.pick(pool),
            Picker::TwoChoices(few) => few.pick(pool, chance, |one, other| pool.is_lighter(one, other)),
            Picker::ShortestQueue => shortest_queue::pick(pool, chance),
            Picker::SourceHash(hash) => hash.pick(pool, asked.address),
            Picker::Ring(ring) => ring.pick(asked.address, |server| pool.is_open(server)),
            Picker::Maglev(maglev) => maglev.pick(pool, asked.address),
            Picker::BoundedLoad(ring, percent) => bounded_load::pick(ring, *percent, pool, asked.address),
            Picker::CheaperOfFew(averages, few) => {
                few.pick(pool, chance, |one, other| averages.is_cheaper(pool, one, other, asked.now))
            }
            Picker::CheapestOfAll(averages) => averages.cheapest(pool, asked.now),
        }
    }

    /// Learns how long a server took to answer, well or badly.
    pub fn observe(&mut self, server: ServerId, took: Nanos, now: Moment) {
        match self {
            Picker::CheaperOfFew(averages, _) | Picker::CheapestOfAll(averages) => averages.observe(server, took, now),
            Picker::RoundRobin(_)
            | Picker::Smooth(_)
            | Picker::Classic(_)
            | Picker::Random
            | Picker::LeastConnections(_)
            | Picker::TwoChoices(_)
            | Picker::ShortestQueue
            | Picker::SourceHash(_)
            | Picker::Ring(_)
            | Picker::Maglev(_)
            | Picker::BoundedLoad(..) => {}
        }
    }

    /// Learns that an attempt at a server failed, where that counts against it.
    pub fn failed(&mut self, server: ServerId, weight: u32) {
        match self {
            Picker::Smooth(smooth) => smooth.failed(server, weight),
            Picker::LeastConnections(least) => least.failed(server, weight),
            Picker::SourceHash(hash) => hash.failed(server, weight),
            Picker::RoundRobin(_)
            | Picker::Classic(_)
            | Picker::Random
            | Picker::TwoChoices(_)
            | Picker::ShortestQueue
            | Picker::Ring(_)
            | Picker::Maglev(_)
            | Picker::BoundedLoad(..)
            | Picker::CheaperOfFew(..)
            | Picker::CheapestOfAll(_) => {}
        }
    }

    /// Learns that the servers that are used have changed.
    pub fn members_changed(&mut self, pool: &Pool) {
        match self {
            Picker::Ring(ring) | Picker::BoundedLoad(ring, _) => ring.add_new(pool),
            Picker::Maglev(maglev) => maglev.fill(pool),
            Picker::RoundRobin(_)
            | Picker::Smooth(_)
            | Picker::Classic(_)
            | Picker::Random
            | Picker::LeastConnections(_)
            | Picker::TwoChoices(_)
            | Picker::ShortestQueue
            | Picker::SourceHash(_)
            | Picker::CheaperOfFew(..)
            | Picker::CheapestOfAll(_) => {}
        }
    }
}
