//! What a load-balanced bench is set up from.

use crate::model::params::{DNS_TTL_S, DRAIN_S, SMTP_GIVE_UP_S, SMTP_RETRY_S};

mod choices;

pub use choices::{
    Affinity, Algorithm, Alternates, Arrivals, Backoff, CheckDepth, Detail, Front, Health, Least, Order, Service,
};

/// Most servers of a bench.
pub const SERVERS_MAX: u16 = 1_000;
/// Fastest arrivals [requests/s]; beyond, the gap in whole nanoseconds would be too coarse.
pub const RATE_MAX: u32 = 100_000;

/// The choices of a bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Seed of all chance.
    pub seed: u64,
    /// How much the journal tells.
    pub detail: Detail,
    /// Servers at the start.
    pub servers: u16,
    /// Where the decision is made.
    pub front: Front,
    /// How a server is chosen.
    pub algorithm: Algorithm,
    /// Arrivals [requests/s].
    pub rate: u32,
    /// How they are spread.
    pub arrivals: Arrivals,
    /// How service times are spread.
    pub service: Service,
    /// Mean service time [ms].
    pub service_ms: u32,
    /// Requests that a server serves at once.
    pub slots: u32,
    /// Requests that may wait at a server.
    pub queue_limit: u32,
    /// Who is served next.
    pub order: Order,
    /// Whether a server passes over those in its queue who wait no longer.
    pub drop_expired: bool,
    /// How long a sender waits for the answer to an attempt; 0 is for ever [ms].
    pub timeout_ms: u32,
    /// Attempts after the first.
    pub retries: u32,
    /// What comes before a second attempt.
    pub backoff: Backoff,
    /// The first pause [ms].
    pub backoff_ms: u32,
    /// The longest pause [ms].
    pub backoff_cap_ms: u32,
    /// Retries that requests earn, if they are limited [%].
    pub retry_budget_percent: Option<u32>,
    /// How the balancer finds out who is down.
    pub health: Health,
    /// How much of a server a check asks for.
    pub check: CheckDepth,
    /// Whether all servers are used when none counts as up.
    pub fail_open: bool,
    /// How long the share of a server that has returned grows; 0 is not at all [s].
    pub slow_start_s: u32,
    /// How long a server that is taken out may finish what it has [s].
    pub drain_s: u32,
    /// What binds a session to a server.
    pub affinity: Affinity,
    /// Whether the last retry may leave the server of the session.
    pub redispatch: bool,
    /// Resolvers that keep the address for the clients behind them.
    pub resolvers: u32,
    /// How long they keep it [s].
    pub ttl_s: u32,
    /// How long after a crash something takes the address out of the names, if anything does [s].
    pub withdraw_s: Option<u32>,
    /// In which order senders try their alternates.
    pub alternates: Alternates,
    /// When a sender whom nobody answered tries again; 0 is never [s].
    pub sender_retry_s: u32,
    /// When it gives up [s].
    pub give_up_s: u32,
    /// Weights of the servers in their order; what is missing is 1.
    pub weights: Vec<u32>,
    /// Servers that `random` choices compare.
    pub choices: u16,
    /// Whether one server may be drawn twice among them.
    pub replacement: bool,
    /// Which product's least connections.
    pub least: Least,
    /// People and programs that send requests.
    pub clients: u32,
    /// Share of the clients behind one network of 256 addresses [%].
    pub one_network_percent: u8,
    /// Places of the Maglev table; a prime.
    pub maglev_places: u32,
    /// Most requests of a server in percent of the mean, with bounded loads.
    pub bound_percent: u32,
    /// Time constant of response times [ms].
    pub decay_ms: u32,
}

impl Config {
    /// The bench of the article: two servers that take about half the requests each.
    pub const fn new(seed: u64) -> Self {
        Config {
            seed,
            detail: Detail::Everything,
            servers: 2,
            front: Front::Gateway,
            algorithm: Algorithm::RoundRobin,
            rate: 14,
            arrivals: Arrivals::Poisson,
            service: Service::Exponential,
            service_ms: 100,
            slots: 1,
            queue_limit: 100,
            order: Order::OldestFirst,
            drop_expired: false,
            timeout_ms: 2_000,
            retries: 1,
            backoff: Backoff::None,
            backoff_ms: 100,
            backoff_cap_ms: 10_000,
            retry_budget_percent: None,
            health: Health::Haproxy,
            check: CheckDepth::Request,
            fail_open: false,
            slow_start_s: 0,
            drain_s: DRAIN_S as u32,
            affinity: Affinity::None,
            redispatch: true,
            resolvers: 100,
            ttl_s: DNS_TTL_S as u32,
            withdraw_s: None,
            alternates: Alternates::Equal,
            sender_retry_s: SMTP_RETRY_S as u32,
            give_up_s: SMTP_GIVE_UP_S as u32,
            weights: Vec::new(),
            choices: 2,
            replacement: false,
            least: Least::Nginx,
            clients: 1_000,
            one_network_percent: 0,
            maglev_places: 65_537,
            bound_percent: 125,
            decay_ms: 10_000,
        }
    }

    /// The same with every value inside its limits, so that no choice can freeze a run or make it impossible.
    #[must_use]
    pub fn clamped(mut self) -> Self {
        self.servers = self.servers.clamp(1, SERVERS_MAX);
        self.rate = self.rate.min(RATE_MAX);
        self.service_ms = self.service_ms.clamp(1, 3_600_000);
        self.slots = self.slots.clamp(1, 1_000_000);
        self.queue_limit = self.queue_limit.min(1_000_000);
        self.timeout_ms = self.timeout_ms.min(86_400_000);
        self.retries = self.retries.min(RETRIES_MAX);
        self.backoff_cap_ms = self.backoff_cap_ms.min(86_400_000);
        self.backoff_ms = self.backoff_ms.min(self.backoff_cap_ms);
        self.retry_budget_percent = self.retry_budget_percent.map(|percent| percent.min(1_000));
        self.slow_start_s = self.slow_start_s.min(SECONDS_MAX);
        self.drain_s = self.drain_s.min(SECONDS_MAX);
        self.resolvers = self.resolvers.clamp(1, 100_000);
        self.ttl_s = self.ttl_s.clamp(1, SECONDS_MAX);
        self.withdraw_s = self.withdraw_s.map(|seconds| seconds.min(SECONDS_MAX));
        self.sender_retry_s = self.sender_retry_s.min(SECONDS_MAX);
        self.give_up_s = self.give_up_s.min(SECONDS_MAX);
        self.weights.truncate(usize::from(SERVERS_MAX));
        self.weights.iter_mut().for_each(|weight| *weight = (*weight).min(WEIGHT_MAX));
        self.choices = self.choices.clamp(1, SERVERS_MAX);
        self.clients = self.clients.clamp(1, CLIENTS_MAX);
        self.one_network_percent = self.one_network_percent.min(100);
        self.maglev_places = prime_from(self.maglev_places.clamp(MAGLEV_PLACES_MIN, MAGLEV_PLACES_MAX));
        self.bound_percent = self.bound_percent.clamp(101, 100_000);
        self.decay_ms = self.decay_ms.clamp(1, 86_400_000);
        self
    }

    /// Whether it matters who sends a request.
    pub const fn knows_clients(&self) -> bool {
        let by_session = match self.affinity {
            Affinity::None => false,
            Affinity::Source | Affinity::ClassC | Affinity::Cookie => true,
        };
        let by_front = match self.front {
            Front::Dns | Front::Nlb => true,
            Front::Gateway | Front::Appliance | Front::Application => false,
        };
        let by_algorithm = match self.algorithm {
            Algorithm::SourceHash | Algorithm::ConsistentHash | Algorithm::Maglev | Algorithm::BoundedLoad => true,
            Algorithm::RoundRobin
            | Algorithm::WeightedRoundRobin
            | Algorithm::WeightedRoundRobinClassic
            | Algorithm::Random
            | Algorithm::LeastConnections
            | Algorithm::TwoChoices
            | Algorithm::ShortestQueue
            | Algorithm::Ewma
            | Algorithm::PeakEwma
            | Algorithm::LeastResponseTime => false,
        };
        by_session || by_front || by_algorithm
    }

    /// The weight of a server.
    pub fn weight(&self, server: u16) -> u32 {
        self.weights.get(usize::from(server)).copied().unwrap_or(1)
    }
}

/// Longest span that is set in seconds: 30 days.
const SECONDS_MAX: u32 = 30 * 86_400;
/// Most attempts after the first.
pub const RETRIES_MAX: u32 = 100;
/// Greatest weight of a server; that of HAProxy.
pub const WEIGHT_MAX: u32 = 256;
/// Most clients: as many as addresses are kept for them.
pub const CLIENTS_MAX: u32 = 1 << 24;
const MAGLEV_PLACES_MIN: u32 = 2;
const MAGLEV_PLACES_MAX: u32 = 655_373;

/// The least prime that is not below a number.
fn prime_from(number: u32) -> u32 {
    let is_prime = |n: u32| n > 1 && (2..).take_while(|d| d * d <= n).all(|d| !n.is_multiple_of(d));
    (number..=MAGLEV_PLACES_MAX).find(|n| is_prime(*n)).unwrap_or(MAGLEV_PLACES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_outside_its_limits_is_moved_inside() {
        let wild = Config {
            servers: 0,
            rate: u32::MAX,
            service_ms: 0,
            slots: 0,
            weights: vec![u32::MAX],
            choices: 0,
            clients: 0,
            maglev_places: 65_536,
            bound_percent: 0,
            ..Config::new(1)
        };
        let tame = wild.clamped();
        assert_eq!((tame.servers, tame.rate, tame.service_ms, tame.slots), (1, RATE_MAX, 1, 1));
        assert_eq!((tame.weight(0), tame.weight(9), tame.choices, tame.clients), (WEIGHT_MAX, 1, 1, 1));
        assert_eq!((tame.maglev_places, tame.bound_percent), (65_537, 101));
        assert_eq!(prime_from(MAGLEV_PLACES_MAX), MAGLEV_PLACES_MAX, "the largest table has a prime too");
        assert_eq!(Config::new(1).clamped(), Config::new(1), "the default is inside");
    }
}
