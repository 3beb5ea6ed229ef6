//! Whether, and when, a request is tried again.

use super::bench::BalanceBench;
use super::clock::{Moment, Nanos};
use super::config::{Backoff, Config, Front};
use super::request::Reason;
use super::slab::Key;
use crate::model::params::{RETRY_BUDGET_LIFE_S, RETRY_BUDGET_RESERVE, RETRY_SAME_PAUSE_MS};

/// What becomes of a request after an attempt that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// It is tried at once.
    Now,
    /// It is tried after a pause.
    After(Nanos),
    /// It is given up.
    Never,
}

impl BalanceBench {
    /// Decides what becomes of a request after a failed attempt, and pays for it.
    pub(super) fn again(&mut self, key: Key, reason: Reason) -> Again {
        if self.config.front == Front::Application {
            return self.alternate_again(key);
        }
        let (now, alone) = (self.now, self.config.front.has_balancer() && self.pool.open().len() < 2);
        let Some(request) = self.requests.get_mut(key) else { return Again::Never };
        if request.attempts > self.config.retries || !self.budget.spend(now, &self.config) {
            return Again::Never;
        }
        let (base, cap) = (u64::from(self.config.backoff_ms), u64::from(self.config.backoff_cap_ms));
        let (base, cap) = (Nanos::from_millis(base), Nanos::from_millis(cap));
        let chance = &mut self.chance.pauses;
        request.pause = match self.config.backoff {
            Backoff::None => Nanos::ZERO,
            Backoff::FullJitter => {
                let doubled = 1u64.checked_shl(request.attempts.saturating_sub(1)).unwrap_or(u64::MAX);
                Nanos(chance.below(base.times(doubled).min(cap).0.saturating_add(1)))
            }
            Backoff::Decorrelated => {
                let most = request.pause.times(3).max(base);
                Nanos(base.0 + chance.below(most.0 - base.0 + 1)).min(cap)
            }
        };
        // A proxy waits before it knocks at the same door again.
        let is_unconnected = reason == Reason::Refused || reason == Reason::Reset;
        let same = Nanos::from_millis(RETRY_SAME_PAUSE_MS);
        let same = match self.config.timeout_ms {
            0 => same,
            patience => same.min(Nanos::from_millis(u64::from(patience))),
        };
        let pause = if alone && is_unconnected { request.pause.max(same) } else { request.pause };
        if pause == Nanos::ZERO { Again::Now } else { Again::After(pause) }
    }
}

/// Seconds for which credits are kept.
const CELLS: usize = RETRY_BUDGET_LIFE_S as usize;

/// A budget of retries after Finagle: requests earn credits, retries spend them, and credits live for ten seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Hundredths of a retry, by the second.
    cells: [Cell; CELLS],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cell {
    second: u64,
    earned: u64,
    spent: u64,
}

impl Budget {
    /// A request earns its share of a retry.
    pub fn earn(&mut self, now: Moment, config: &Config) {
        if let Some(percent) = config.retry_budget_percent {
            self.cell(now).earned += u64::from(percent);
        }
    }

    /// Pays for a retry, if there is a budget; false if it is spent.
    pub fn spend(&mut self, now: Moment, config: &Config) -> bool {
        if config.retry_budget_percent.is_none() {
            return true;
        }
        let oldest = now.seconds().saturating_sub(RETRY_BUDGET_LIFE_S - 1);
        let alive = self.cells.iter().filter(|cell| cell.second >= oldest);
        let (earned, spent) = alive.fold((0, 0), |(e, s), cell| (e + cell.earned, s + cell.spent));
        let has_credit = spent + 100 <= earned + RETRY_BUDGET_RESERVE * RETRY_BUDGET_LIFE_S * 100;
        if has_credit {
            self.cell(now).spent += 100;
        }
        has_credit
    }

    fn cell(&mut self, now: Moment) -> &mut Cell {
        let second = now.seconds();
        let cell = &mut self.cells[(second % RETRY_BUDGET_LIFE_S) as usize];
        if cell.second != second {
            *cell = Cell { second, earned: 0, spent: 0 };
        }
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(budget: &mut Budget, at: Moment, config: &Config) -> u32 {
        (0..10_000).filter(|_| budget.spend(at, config)).count() as u32
    }

    #[test]
    fn a_budget_is_a_fifth_of_the_requests_and_ten_a_second_and_lives_for_ten_seconds() {
        let config = Config { retry_budget_percent: Some(20), ..Config::new(1) };
        let mut budget = Budget::default();
        let at = |second| Moment(0).after(Nanos::from_secs(second));
        (0..1_000).for_each(|_| budget.earn(at(100), &config));
        assert_eq!(spent(&mut budget, at(105), &config), 200 + 100);
        assert_eq!(spent(&mut budget, at(109), &config), 0);
        // At 110 s what was earned at 100 s is gone; what was spent at 105 s still counts.
        assert_eq!(spent(&mut budget, at(110), &config), 0);
        assert_eq!(spent(&mut budget, at(115), &config), 100);
        assert_eq!(spent(&mut Budget::default(), at(1), &Config::new(1)), 10_000, "no budget, no limit");
    }
}
