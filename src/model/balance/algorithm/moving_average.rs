//! By response time: a moving average for each server, after Finagle's `PeakEwma`.
//!
//! A response that took r after a gap Δ makes the cost c · w + r · (1 - w) with w = e^(-Δ/τ); with peaks at once a
//! longer response replaces the cost instead. Reading a cost first lets it decay as a response of no length would.
//! A server's load is its cost times one more than its requests; one without a history that already has work counts
//! as very expensive. The first response is the cost. Source: Finagle, `PeakEwma.scala`.

use crate::model::balance::clock::{Moment, Nanos};
use crate::model::balance::fixed::{ONE, decay};
use crate::model::balance::ids::ServerId;
use crate::model::balance::pool::Pool;

/// What a server without a history costs while it has work: more than any response, and it still can be added to.
const PENALTY: u128 = 1 << 100;

/// How a long response is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Like any other.
    Steady,
    /// It is the cost at once.
    PeaksAtOnce,
}

#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    cost: Nanos,
    at: Moment,
}

/// The costs of all servers.
#[derive(Clone, Debug)]
pub struct Averages {
    pace: Pace,
    constant: Nanos,
    costs: Vec<Option<Cost>>,
}

impl Averages {
    /// Costs that are not known yet, with this time constant.
    pub fn new(pace: Pace, constant: Nanos) -> Self {
        Averages { pace, constant, costs: Vec::new() }
    }

    /// Takes a response into account.
    pub fn observe(&mut self, server: ServerId, took: Nanos, now: Moment) {
        if server.index() >= self.costs.len() {
            self.costs.resize(server.index() + 1, None);
        }
        let known = &mut self.costs[server.index()];
        let cost = match (*known, self.pace) {
            (None, _) => took,
            (Some(known), Pace::PeaksAtOnce) if took > known.cost => took,
            (Some(known), _) => {
                let old = u128::from(decay(now.since(known.at).0, self.constant.0));
                let sum = u128::from(known.cost.0) * old + u128::from(took.0) * (u128::from(ONE) - old);
                Nanos((sum >> 32) as u64)
            }
        };
        *known = Some(Cost { cost, at: now });
    }

    /// Whether a server is cheaper than another.
    pub fn is_cheaper(&mut self, pool: &Pool, one: ServerId, other: ServerId, now: Moment) -> bool {
        self.load(pool, one, now) < self.load(pool, other, now)
    }

    /// The cheapest of all in proportion to its weight; the first of equals.
    pub fn cheapest(&mut self, pool: &Pool, now: Moment) -> Option<ServerId> {
        let mut best: Option<(u128, u128, ServerId)> = None;
        for server in pool.open().iter().copied().filter(|server| pool.weight(*server) > 0) {
            let (load, weight) = (self.load(pool, server, now), u128::from(pool.weight(server)));
            if best.is_none_or(|(least, of, _)| load * of < least * weight) {
                best = Some((load, weight, server));
            }
        }
        best.map(|(_, _, server)| server)
    }

    fn load(&mut self, pool: &Pool, server: ServerId, now: Moment) -> u128 {
        let active = u128::from(pool.active(server));
        match self.costs.get_mut(server.index()) {
            Some(Some(known)) => {
                let left = u128::from(decay(now.since(known.at).0, self.constant.0));
                *known = Cost { cost: Nanos(((u128::from(known.cost.0) * left) >> 32) as u64), at: now };
                u128::from(known.cost.0) * (active + 1)
            }
            None | Some(None) if active > 0 => PENALTY + active,
            None | Some(None) => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::balance::pool::{equal, weighted};

    const HALF_LIFE: Nanos = Nanos(6_931_471_806);

    fn averages(pace: Pace) -> Averages {
        Averages::new(pace, Nanos::from_secs(10))
    }

    fn cost(averages: &mut Averages, at: Moment) -> u64 {
        (averages.load(&equal(1), ServerId(0), at) / 1_000) as u64
    }

    #[test]
    fn a_cost_halves_in_the_half_life_and_a_peak_counts_at_once() {
        for (pace, after_a_peak) in [(Pace::Steady, 150_000), (Pace::PeaksAtOnce, 200_000)] {
            let mut averages = averages(pace);
            averages.observe(ServerId(0), Nanos::from_millis(100), Moment(0));
            let later = Moment(0).after(HALF_LIFE);
            averages.observe(ServerId(0), Nanos::from_millis(200), later);
            // A half of 100 ms and a half of 200 ms; or 200 ms.
            assert!(cost(&mut averages, later).abs_diff(after_a_peak) <= 1, "{pace:?}");
            let halved = cost(&mut averages, later.after(HALF_LIFE));
            assert!(halved.abs_diff(after_a_peak / 2) <= 1, "{pace:?}: {halved}");
        }
    }

    #[test]
    fn reading_a_cost_twice_is_reading_it_once() {
        let mut averages = averages(Pace::PeaksAtOnce);
        averages.observe(ServerId(0), Nanos::from_millis(100), Moment(0));
        let mut twin = averages.clone();
        let (middle, end) = (Moment(3_000_000_000), Moment(9_000_000_000));
        cost(&mut averages, middle);
        assert!(cost(&mut averages, end).abs_diff(cost(&mut twin, end)) <= 1);
    }

    #[test]
    fn a_server_without_a_history_is_tried_once_and_then_feared() {
        let mut averages = averages(Pace::Steady);
        let mut pool = equal(2);
        averages.observe(ServerId(0), Nanos::from_millis(100), Moment(0));
        assert_eq!(averages.cheapest(&pool, Moment(1)), Some(ServerId(1)));
        pool.member_mut(ServerId(1)).expect("a member").active = 1;
        pool.member_mut(ServerId(0)).expect("a member").active = 50;
        assert_eq!(averages.cheapest(&pool, Moment(1)), Some(ServerId(0)));
    }

    #[test]
    fn weight_divides_the_cost() {
        let mut averages = averages(Pace::Steady);
        averages.observe(ServerId(0), Nanos::from_millis(100), Moment(0));
        averages.observe(ServerId(1), Nanos::from_millis(150), Moment(0));
        assert_eq!(averages.cheapest(&equal(2), Moment(0)), Some(ServerId(0)));
        assert_eq!(averages.cheapest(&weighted(&[1, 2]), Moment(0)), Some(ServerId(1)));
    }
}
