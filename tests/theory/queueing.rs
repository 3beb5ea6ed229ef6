//! Queues: printed values, limits in which one model becomes another, and plain sums.

use crate::linear::shares;
use crate::{printed, same};
use failover_lab::theory::queueing::closed::MasterAndWorkers;
use failover_lab::theory::queueing::{
    erlang, general_service, little, many_servers, one_server, power_of_choices, round_robin, shortest_of_two,
    utilisation, warm_up,
};

#[test]
fn one_server_at_80_percent_keeps_a_request_five_service_times() {
    printed(one_server::mean_response(0.8, 1.0), "5");
    printed(one_server::mean_number(0.8), "4");
    printed(one_server::mean_waiting(0.8), "3.2");
    printed(one_server::response_percentile(0.8, 1.0, 0.95), "14.979");
    printed(one_server::response_exceeds(0.8, 1.0, 14.9787), "0.05000");
}

#[test]
fn a_busier_server_is_slower_out_of_all_proportion() {
    for (load, response) in [(0.5, "2"), (0.8, "5"), (0.9, "10"), (0.95, "20")] {
        printed(one_server::mean_response(load, 1.0), response);
    }
}

#[test]
fn a_queue_that_gets_more_than_it_can_do_has_no_mean() {
    assert_eq!(one_server::mean_response(1.0, 1.0), None);
    assert_eq!(one_server::mean_number(1.2), None);
    assert_eq!(erlang::c(2, 2.0), None);
    assert_eq!(many_servers::mean_wait(2.4, 2, 1.0), None);
    assert_eq!(general_service::mean_wait(1.0, 1.0, 1.0), None);
    assert_eq!(round_robin::mean_response(4, 1.0, 1.0), None);
    assert_eq!(shortest_of_two::mean_response(0.991), None);
    assert_eq!(power_of_choices::mean_response(2, 1.0), None);
}

#[test]
fn two_servers_at_60_percent_are_overloaded_when_one_is_gone() {
    printed(utilisation(1.2, 2, 1.0), "0.6");
    printed(utilisation(1.2, 1, 1.0), "1.2");
    assert_eq!(utilisation(1.2, 0, 1.0), None);
}

#[test]
fn littles_law_joins_numbers_and_times() {
    same(little::mean_number(0.8, 5.0), one_server::mean_number(0.8), 1e-12);
    same(little::mean_time(3.2, 0.8), general_service::mean_wait(0.8, 1.0, 1.0), 1e-12);
    assert_eq!(little::mean_time(1.0, 0.0), None);
}

#[test]
fn a_queue_with_an_end_turns_requests_away_and_answers_the_rest_sooner() {
    printed(one_server::blocked_share(0.8, 5), "0.0888195");
    printed(one_server::mean_number_with_capacity(0.8, 5), "1.86833");
    printed(one_server::mean_response_with_capacity(0.8, 1.0, 5), "2.56307");
    same(one_server::blocked_share(1.0, 4), Some(1.0 / 5.0), 1e-14);
    printed(one_server::blocked_share(0.8, 0), "1");
    assert_eq!(one_server::mean_response_with_capacity(0.8, 1.0, 0), None);
}

#[test]
fn a_queue_with_an_end_is_the_sum_over_its_states() {
    for offered in [0.3_f64, 0.999, 1.0, 1.001, 4.0] {
        for capacity in [1_u32, 2, 7, 30] {
            let weights: Vec<f64> = (0..=capacity).map(|inside| (0..inside).map(|_| offered).product()).collect();
            let all: f64 = weights.iter().sum();
            let inside: f64 = weights.iter().zip(0_u32..).map(|(weight, inside)| weight * f64::from(inside)).sum();
            let blocked = weights[capacity as usize] / all;
            same(one_server::blocked_share(offered, capacity), Some(blocked), 1e-12);
            same(one_server::mean_number_with_capacity(offered, capacity), Some(inside / all), 1e-12);
        }
    }
}

#[test]
fn a_queue_with_a_far_end_is_one_without() {
    printed(one_server::blocked_share(0.8, 1_000), "0.000000");
    same(one_server::mean_number_with_capacity(0.8, 1_000), one_server::mean_number(0.8), 1e-12);
    same(one_server::mean_response_with_capacity(0.8, 1.0, 1_000), one_server::mean_response(0.8, 1.0), 1e-12);
    same(one_server::mean_number_with_capacity(1e6, 1_000_000), Some(1e6), 1e-6);
}

#[test]
fn erlangs_tables_are_met() {
    for (servers, load, b, c, wait) in [
        (2, 1.6, "0.329897", "0.711111", "1.777778"),
        (4, 3.0, "0.206107", "0.509434", "0.509434"),
        (8, 6.0, "0.121876", "0.356981", "0.178491"),
        (12, 9.0, "0.083087", "0.266035", "0.088678"),
    ] {
        printed(erlang::b(servers, load), b);
        printed(erlang::c(servers, load), c);
        printed(many_servers::mean_wait(load, servers, 1.0), wait);
        same(utilisation(load, servers, 1.0), Some(load / f64::from(servers)), 1e-14);
    }
    printed(erlang::b(0, 3.0), "1");
    assert_eq!(erlang::c(0, 0.0), None);
}

#[test]
fn erlangs_formulas_are_shares_of_a_chain() {
    for (servers, load) in [(1_u32, 0.5), (2, 1.6), (5, 3.0)] {
        // One state for each request inside; those who may wait, wait in a line that is long enough.
        let chain = |longest: u32| {
            let up = (0..longest).map(|inside| (inside as usize, inside as usize + 1, load));
            let down =
                (0..longest).map(|inside| (inside as usize + 1, inside as usize, f64::from((inside + 1).min(servers))));
            shares(longest as usize + 1, &up.chain(down).collect::<Vec<_>>())
        };
        same(erlang::b(servers, load), chain(servers).last().copied(), 1e-12);
        let waits = chain(150).iter().skip(servers as usize).sum();
        same(erlang::c(servers, load), Some(waits), 1e-12);
    }
}

#[test]
fn several_servers_of_one_are_one_server() {
    same(many_servers::mean_response(0.8, 1, 1.0), one_server::mean_response(0.8, 1.0), 1e-12);
    same(erlang::c(1, 0.8), Some(0.8), 1e-12);
    same(erlang::b(1, 0.8), one_server::blocked_share(0.8, 1), 1e-12);
    // Who waits, waits like one server of all their rates would let them.
    let waits = erlang::c(4, 3.0).expect("a share");
    same(many_servers::wait_exceeds(3.0, 4, 1.0, 0.0), Some(waits), 1e-12);
    same(
        many_servers::wait_exceeds(3.0, 4, 1.0, 2.0),
        one_server::response_exceeds(3.0, 4.0, 2.0).map(|p| p * waits),
        1e-12,
    );
}

#[test]
fn service_times_that_vary_make_others_wait() {
    for (variation, response) in [(0.0, "3"), (1.0, "5"), (4.0, "11")] {
        printed(general_service::mean_response(0.8, variation, 1.0), response);
    }
    same(general_service::mean_response(0.5, 1.0, 0.1), one_server::mean_response(5.0, 10.0), 1e-12);
}

#[test]
fn requests_in_turn_wait_less_than_requests_by_chance() {
    for (servers, response) in [(1, "5.0000"), (2, "3.84398"), (4, "3.26738"), (8, "2.97973")] {
        printed(round_robin::mean_response(servers, 0.8, 1.0), response);
    }
    assert_eq!(round_robin::mean_response(0, 0.8, 1.0), None);
}

#[test]
fn one_server_in_turn_is_one_server() {
    for load in [1e-9, 0.1, 0.5, 0.9, 0.999, 0.999_999_9] {
        same(round_robin::mean_response(1, load, 2.0), one_server::mean_response(2.0 * load, 2.0), 1e-6);
    }
}

#[test]
fn every_second_request_of_two_servers_in_turn_solves_a_cubic() {
    // σ (2ρ + 1 − σ)² = 4ρ² has the root 1; the other root below 1 is that of a quadratic.
    for load in [0.2_f64, 0.5, 0.8, 0.99] {
        let b = 1.0 + 4.0 * load;
        let sigma = (b - (b * b - 16.0 * load * load).sqrt()) / 2.0;
        same(round_robin::mean_response(2, load, 1.0), Some(1.0 / (1.0 - sigma)), 1e-9);
    }
}

#[test]
fn the_shorter_of_two_queues_is_nearly_as_good_as_one_for_both() {
    printed(shortest_of_two::mean_response(0.7), "2.10820");
    printed(shortest_of_two::mean_response(0.8), "2.95574");
}

#[test]
fn two_queues_followed_one_by_one_agree() {
    for load in [0.05, 0.3, 0.6] {
        // Queues of up to so many each, all pairs of them, without any use of symmetry.
        let most = 18_usize;
        let state = |first: usize, second: usize| first * (most + 1) + second;
        let mut chain = Vec::new();
        for first in 0..=most {
            for second in 0..=most {
                let here = state(first, second);
                let (to_first, to_second) = match first.cmp(&second) {
                    std::cmp::Ordering::Less => (2.0 * load, 0.0),
                    std::cmp::Ordering::Equal => (load, load),
                    std::cmp::Ordering::Greater => (0.0, 2.0 * load),
                };
                if first < most {
                    chain.push((here, state(first + 1, second), to_first));
                }
                if second < most {
                    chain.push((here, state(first, second + 1), to_second));
                }
                if first > 0 {
                    chain.push((here, state(first - 1, second), 1.0));
                }
                if second > 0 {
                    chain.push((here, state(first, second - 1), 1.0));
                }
            }
        }
        let states = shares((most + 1) * (most + 1), &chain);
        let inside: f64 =
            states.iter().enumerate().map(|(at, share)| (at / (most + 1) + at % (most + 1)) as f64 * share).sum();
        same(shortest_of_two::mean_response(load), Some(inside / (2.0 * load)), 1e-6);
    }
}

#[test]
fn a_second_choice_brings_much_and_a_third_little() {
    for (load, responses) in [
        (0.60, ["2.50000", "1.40744", "1.21818"]),
        (0.75, ["4.00000", "1.75848", "1.45356"]),
        (0.85, ["6.66667", "2.21009", "1.75813"]),
        (0.98, ["50.0000", "4.51551", "3.26990"]),
    ] {
        for (choices, response) in (1..).zip(responses) {
            printed(power_of_choices::mean_response(choices, load), response);
        }
    }
    assert_eq!(power_of_choices::mean_response(0, 0.5), None);
}

#[test]
fn with_two_choices_hardly_a_server_has_five_requests() {
    let printed_shares = ["0.85", "0.614125", "0.320577", "0.087354", "0.006486"];
    for (requests, share) in (1..).zip(printed_shares) {
        printed(power_of_choices::share_with_at_least(requests, 2, 0.85), share);
    }
    printed(power_of_choices::share_with_at_least(0, 2, 0.85), "1");
    printed(power_of_choices::share_with_at_least(u32::MAX, 2, 0.85), "0");
    same(power_of_choices::share_with_at_least(3, 1, 0.5), Some(0.125), 1e-14);
}

#[test]
fn the_shares_of_servers_add_up_to_littles_law() {
    for choices in 1..=4 {
        let shares = (1..2_000).filter_map(|requests| power_of_choices::share_with_at_least(requests, choices, 0.9));
        let inside: f64 = shares.sum();
        same(little::mean_time(inside, 0.9), power_of_choices::mean_response(choices, 0.9), 1e-12);
    }
}

/// For equal servers with Poisson arrivals and exponential service, in the mean.
#[test]
fn knowing_more_never_waits_longer() {
    for load in [0.3, 0.7, 0.8, 0.95] {
        let chance = one_server::mean_response(load, 1.0).expect("stable");
        let in_turn = round_robin::mean_response(2, load, 1.0).expect("stable");
        let shortest = shortest_of_two::mean_response(load).expect("stable");
        let one_queue = many_servers::mean_response(2.0 * load, 2, 1.0).expect("stable");
        assert!(chance > in_turn && in_turn > shortest && shortest > one_queue, "at {load}");
    }
    // In turn and the shorter of two drawn ones have no fixed order: with many servers it depends on the load.
    let many_in_turn = |load| round_robin::mean_response(1_000, load, 1.0).expect("stable");
    let two_choices = |load| power_of_choices::mean_response(2, load).expect("stable");
    assert!(many_in_turn(0.3) < two_choices(0.3) && many_in_turn(0.8) > two_choices(0.8));
}

#[test]
fn fifty_workers_get_no_more_out_of_a_master_than_two_tasks_a_second() {
    let farm = MasterAndWorkers { compute_time: 10.0, master_time: 0.5 };
    for (workers, rate, share) in [(8, "0.74604", "0.37302"), (20, "1.68222", "0.84111"), (50, "2.00000", "1.00000")] {
        let found = farm.throughput(workers).expect("a farm");
        printed(Some(found.rate), rate);
        printed(Some(found.master_utilisation), share);
        assert!(found.rate <= farm.rate_bound(workers).expect("a bound"));
    }
    printed(farm.knee(), "21");
    same(farm.rate_bound(21), Some(2.0), 1e-12);
    same(farm.rate_bound(8), Some(8.0 / 10.5), 1e-12);
}

#[test]
fn a_slower_master_holds_up_a_smaller_farm() {
    let knee = |master_time| MasterAndWorkers { compute_time: 60.0, master_time }.knee();
    printed(knee(0.05), "1201");
    printed(knee(2.0), "31");
}

#[test]
fn a_master_is_busy_unless_all_workers_compute() {
    for (compute, master, workers) in [(10.0, 0.5, 8_u32), (10.0, 0.5, 50), (1.0, 3.0, 5), (7.0, 1.0, 1)] {
        // By the weights of how many workers are at the master.
        let mut weights = vec![1.0];
        for at_master in 0..workers {
            let before = weights[at_master as usize];
            weights.push(before * f64::from(workers - at_master) * master / compute);
        }
        let busy = 1.0 - weights[0] / weights.iter().sum::<f64>();
        let found =
            MasterAndWorkers { compute_time: compute, master_time: master }.throughput(workers).expect("a farm");
        same(Some(found.master_utilisation), Some(busy), 1e-12);
        same(Some(found.rate), Some(busy / master), 1e-12);
        same(little::mean_number(found.rate, found.response_time), Some(found.workers_at_master), 1e-12);
        same(little::mean_number(found.rate, found.response_time + compute), Some(f64::from(workers)), 1e-12);
    }
}

#[test]
fn a_fuller_queue_takes_longer_to_forget_that_it_began_empty() {
    printed(warm_up(0.5), "40");
    printed(warm_up(0.95), "4000");
    assert_eq!(warm_up(1.0), None);
}
