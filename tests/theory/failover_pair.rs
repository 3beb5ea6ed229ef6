//! The pair of nodes whose failover takes time and sometimes fails.

use crate::linear::{shares, times_to_leave};
use crate::{printed, same};
use failover_lab::theory::availability::MINUTES_PER_YEAR;
use failover_lab::theory::availability::failover_pair::{Crews, FailoverPair, hot_pair_mean_time_to_failure};

/// A hot pair that fails every 2 000 hours; failover takes a minute, an operator an hour, a repair eight. Per hour.
const HOT: FailoverPair = FailoverPair {
    active_failure_rate: 1.0 / 2_000.0,
    standby_failure_rate: 1.0 / 2_000.0,
    coverage: 0.95,
    failover_rate: 60.0,
    manual_recovery_rate: 1.0,
    repair_rate: 1.0 / 8.0,
    crews: Crews::One,
};

#[test]
fn failed_failovers_cost_nearly_as_much_as_losing_both_nodes() {
    let states = HOT.states().expect("a pair");
    printed(Some(states.availability()), "0.99993560");
    printed(Some(states.downtime_minutes_per_year()), "33.85");
    printed(Some(states.none * MINUTES_PER_YEAR), "16.7");
    printed(Some(states.failing_over * MINUTES_PER_YEAR), "4.1");
    printed(Some(states.uncovered * MINUTES_PER_YEAR), "13.0");
}

#[test]
fn a_cold_standby_or_a_failover_that_never_fails_saves_a_third() {
    let cold = FailoverPair { standby_failure_rate: 0.0, ..HOT }.states().expect("a pair");
    printed(Some(cold.availability()), "0.99995128");
    printed(Some(cold.downtime_minutes_per_year()), "25.61");
    let sure = FailoverPair { coverage: 1.0, ..HOT }.states().expect("a pair");
    printed(Some(sure.availability()), "0.99995999");
    printed(Some(sure.downtime_minutes_per_year()), "21.03");
}

#[test]
fn two_servers_of_99_percent_are_not_four_nines_once_failover_counts() {
    let pair = FailoverPair {
        active_failure_rate: 1.0 / 990.0,
        standby_failure_rate: 1.0 / 990.0,
        manual_recovery_rate: 1.0 / 4.0,
        repair_rate: 1.0 / 10.0,
        crews: Crews::Two,
        ..HOT
    };
    let states = pair.states().expect("a pair");
    printed(Some(states.availability() * 100.0), "99.969");
    printed(Some(states.uncovered / states.unavailability() * 3.0), "2");
}

#[test]
fn the_states_of_a_pair_balance() {
    for (standby, coverage, crews) in [(0.0, 0.5, Crews::One), (0.02, 0.9, Crews::Two), (0.05, 1.0, Crews::One)] {
        let pair = FailoverPair {
            active_failure_rate: 0.05,
            standby_failure_rate: standby,
            coverage,
            failover_rate: 3.0,
            manual_recovery_rate: 0.4,
            repair_rate: 0.2,
            crews,
        };
        let from_none = match crews {
            Crews::One => 0.2,
            Crews::Two => 0.4,
        };
        let (both, failing_over, uncovered, one, none) = (0, 1, 2, 3, 4);
        let expected = shares(
            5,
            &[
                (both, failing_over, 0.05 * coverage),
                (both, uncovered, 0.05 * (1.0 - coverage)),
                (both, one, standby),
                (failing_over, one, 3.0),
                (uncovered, one, 0.4),
                (one, both, 0.2),
                (one, none, 0.05),
                (none, one, from_none),
            ],
        );
        let states = pair.states().expect("a pair");
        let found = [states.both, states.failing_over, states.uncovered, states.one, states.none];
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-14, "{pair:?}: {found} and {expected}");
        }
        assert!((states.availability() + states.unavailability() - 1.0).abs() < 1e-14);
    }
}

#[test]
fn one_failover_in_a_hundred_that_fails_halves_the_time_until_a_hot_pair_is_down() {
    for (coverage, hours) in [(1.0, "51500"), (0.99, "25745"), (0.95, "8575")] {
        printed(hot_pair_mean_time_to_failure(1.0 / 1_000.0, 1.0 / 10.0, coverage), hours);
    }
}

#[test]
fn a_hot_pair_fails_when_its_chain_of_three_states_says() {
    for coverage in [0.0, 0.3, 0.95, 1.0] {
        let (failure, repair) = (0.02, 0.7);
        let down = 2;
        let chain = [
            (0, 1, 2.0 * failure * coverage),
            (0, down, 2.0 * failure * (1.0 - coverage)),
            (1, 0, repair),
            (1, down, failure),
        ];
        same(hot_pair_mean_time_to_failure(failure, repair, coverage), Some(times_to_leave(2, &chain)[0]), 1e-12);
    }
}
