//! What people believe of load balancing, and the counter-example.

use crate::lab::{Lab, Measured, mean_response, measured, near, quiet};
use failover_lab::model::balance::config::{Affinity, Algorithm, CheckDepth, Front, Health, Service};
use failover_lab::model::balance::{Config, Detail, Fault, Input};

fn hundred_a_second() -> Config {
    Config { rate: 100, service_ms: 5, detail: Detail::Faults, retries: 0, ..Config::new(7) }
}

/// "Load balancing is high availability."
#[test]
fn without_health_checks_half_the_requests_fail_for_ever() {
    let mut lab = Lab::new(Config { health: Health::None, ..hundred_a_second() });
    lab.wait(10_000).stop(0, Fault::Crash);
    for _ in 0..3 {
        let (arrived, failed) = (lab.statistics().arrived, lab.statistics().failed);
        lab.wait(600_000);
        near("half", (lab.statistics().failed - failed) * 1_000 / (lab.statistics().arrived - arrived), 500, 2);
    }
}

/// "Half of the requests are half of the load."
#[test]
fn equal_turns_are_not_equal_loads_when_sizes_differ() {
    let response = |algorithm| {
        let config = Config { servers: 4, rate: 320, service_ms: 10, service: Service::Mixed, algorithm, ..quiet() };
        mean_response(config, 400_000)
    };
    let (turns, least) = (response(Algorithm::RoundRobin), response(Algorithm::LeastConnections));
    assert!(turns > least * 2, "{turns} and {least}");
}

/// "Two servers at 60 % each give redundancy."
#[test]
fn one_of_two_servers_cannot_do_the_work_of_both_at_sixty_percent() {
    let config = Config { rate: 12, queue_limit: 1_000_000, timeout_ms: 0, detail: Detail::Faults, ..Config::new(7) };
    let mut lab = Lab::new(config);
    lab.wait(60_000).stop(0, Fault::Crash).wait(600_000);
    let waiting = lab.statistics().waiting();
    // 12 come and 10 go, every second.
    assert!((900..1_500).contains(&waiting), "{waiting} wait after ten minutes");
    lab.wait(600_000);
    assert!(lab.statistics().waiting() > waiting * 17 / 10, "and it goes on");
}

/// "Ninety percent busy is efficient." 2, 5, 10 and 20 service times at 50, 80, 90 and 95 %.
#[test]
fn the_last_few_percent_of_a_server_are_paid_with_waiting() {
    let response = |percent| {
        let config = Config { servers: 1, rate: percent, service_ms: 10, ..quiet() };
        mean_response(config, 1_500_000)
    };
    for (percent, theory, thousandths) in
        [(50, 200_000, 20), (80, 500_000, 30), (90, 1_000_000, 60), (95, 2_000_000, 120)]
    {
        near(&format!("at {percent} %"), response(percent), theory, thousandths);
    }
}

/// "Random is almost as good as the better of two", and "the best rule looks at everybody".
#[test]
fn two_choices_are_far_better_than_one_and_three_hardly_better_than_two() {
    let response = |choices| {
        let config =
            Config { servers: 100, rate: 9_500, service_ms: 10, algorithm: Algorithm::TwoChoices, choices, ..quiet() };
        mean_response(config, 1_500_000)
    };
    let (one, two, three) = (response(1), response(2), response(3));
    assert!(one > two * 4, "{one} and {two}");
    assert!(two < three * 3 / 2 && two > three, "{two} and {three}");
}

/// A hundred slots that serve 1000 requests a second, 800 of which come.
fn storm() -> Config {
    Config {
        servers: 1,
        slots: 100,
        rate: 800,
        queue_limit: 1_000_000,
        timeout_ms: 1_000,
        retries: 3,
        health: Health::None,
        detail: Detail::Faults,
        ..Config::new(7)
    }
}

/// The share of requests that are served well in the tenth minute after a stall of one and a half seconds [per mille].
fn served_after_a_stall(config: Config) -> u64 {
    let mut lab = Lab::new(config);
    lab.wait(60_000);
    assert!(lab.statistics().failed * 1_000 < lab.statistics().arrived, "it was well before");
    lab.stop(0, Fault::Hang).wait(1_500).start(0).wait(540_000);
    let (arrived, served) = (lab.statistics().arrived, lab.statistics().served);
    lab.wait(60_000);
    (lab.statistics().served - served) * 1_000 / (lab.statistics().arrived - arrived)
}

/// "Retries make things safer." Servers go on with what nobody waits for; each retry is more of it.
#[test]
fn a_short_stall_with_retries_never_ends() {
    assert!(served_after_a_stall(storm()) < 50, "the trigger is long gone");
    assert!(served_after_a_stall(Config { retries: 0, ..storm() }) > 990, "without retries it recovers");
    let budget = Config { retry_budget_percent: Some(10), ..storm() };
    assert!(served_after_a_stall(budget) > 990, "with a budget as well");
    let bounded = Config { queue_limit: 500, ..storm() };
    assert!(served_after_a_stall(bounded) > 990, "and with a queue that nobody waits in for longer than a second");
}

/// "Least connections handles a broken server." Who fails in a millisecond is always idle.
#[test]
fn a_server_that_fails_fast_attracts_the_traffic() {
    let failed = |algorithm| {
        let config = Config {
            servers: 4,
            rate: 28,
            algorithm,
            check: CheckDepth::Connect,
            retries: 0,
            detail: Detail::Faults,
            ..Config::new(7)
        };
        let mut lab = Lab::new(config);
        lab.wait(60_000).stop(0, Fault::FailFast).wait(600_000);
        lab.statistics().failed * 100 / lab.statistics().arrived
    };
    let turns = failed(Algorithm::RoundRobin);
    assert!(turns.abs_diff(23) <= 2, "a quarter of ten in eleven: {turns} %");
    for algorithm in [Algorithm::LeastConnections, Algorithm::ShortestQueue, Algorithm::LeastResponseTime] {
        assert!(failed(algorithm) > turns * 3 / 2, "{algorithm:?}: {} %", failed(algorithm));
    }
}

/// "Affinity affects correctness only."
#[test]
fn most_of_the_people_behind_one_network_are_one_overloaded_server() {
    let response = |affinity| {
        let config = Config { affinity, one_network_percent: 80, rate: 120, service_ms: 10, ..quiet() };
        let Measured { response, .. } = measured(config, 100_000);
        response
    };
    assert!(response(Affinity::ClassC).0 > 10 * response(Affinity::None).0);
}

/// "The balancer is not a server."
#[test]
fn without_the_balancer_nobody_is_served() {
    let mut lab = Lab::new(hundred_a_second());
    lab.wait(10_000).give(Input::StopBalancer);
    let (arrived, served) = (lab.statistics().arrived, lab.statistics().served);
    lab.wait(60_000);
    assert_eq!(lab.statistics().served, served, "two healthy servers");
    assert!(lab.statistics().arrived > arrived + 5_000 && lab.statistics().open.value() == 0);
    let mut lab = Lab::new(Config { front: Front::Nlb, ..hundred_a_second() });
    lab.wait(10_000).give(Input::StopBalancer).wait(60_000);
    assert_eq!(lab.statistics().failed, 0, "where there is none, none can break");
}

/// "Health checks detect at once." Half of what comes between the crash and the mark is lost.
#[test]
fn requests_are_lost_until_the_balancer_believes_it() {
    let lost = |health| {
        let mut lab = Lab::new(Config { health, ..hundred_a_second() });
        lab.wait(60_500).stop(0, Fault::Crash).wait(120_000);
        lab.statistics().failed
    };
    // Checks at 62, 64 and 66 s; at 90 and 120 s; nginx learns from the first.
    near("HAProxy", lost(Health::Haproxy), 275, 150);
    near("ELB", lost(Health::Elb), 2_975, 60);
    // Each of the tries in the eleventh second is one more.
    assert!((1..=12).contains(&lost(Health::Nginx)), "{}", lost(Health::Nginx));
    assert!(lost(Health::None) > 5_500);
}

/// Independent failures of a half, two retries: 1.75 attempts a request, and one in eight still fails.
#[test]
fn retries_multiply_the_attempts_and_some_requests_fail_all_the_same() {
    let config = Config {
        servers: 200,
        rate: 1_000,
        service_ms: 1,
        algorithm: Algorithm::Random,
        health: Health::None,
        retries: 2,
        detail: Detail::Faults,
        ..Config::new(7)
    };
    let mut lab = Lab::new(config);
    (0..100).for_each(|server| {
        lab.stop(server, Fault::FailFast);
    });
    lab.wait(100_000);
    let statistics = lab.statistics();
    near("attempts", statistics.attempts.started * 1_000 / statistics.arrived, 1_750, 10);
    near("failures", statistics.failed * 1_000_000 / statistics.arrived, 125_000, 30);
}
