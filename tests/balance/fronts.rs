//! Fronts without a balancer: alternates of mail gateways, names, Network Load Balancing.

use crate::lab::{Lab, near};
use failover_lab::model::balance::config::{Affinity, Alternates, Front};
use failover_lab::model::balance::request::Reason;
use failover_lab::model::balance::{Config, Detail, Event, Fault, Input, ServerId};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

fn mail(alternates: Alternates) -> Config {
    Config { front: Front::Application, alternates, rate: 2, ..Config::new(7) }
}

#[test]
fn equal_alternates_share_and_ordered_ones_wait_for_the_first_to_fail() {
    for (alternates, second) in [(Alternates::Equal, 50), (Alternates::Ordered, 0)] {
        let mut lab = Lab::new(mail(alternates));
        lab.wait(20 * MINUTE);
        let (first, other) = (lab.sent_to(0).len(), lab.sent_to(1).len());
        assert!((other * 100 / (first + other)).abs_diff(second) <= 3, "{alternates:?}: {first}, {other}");
    }
}

/// The sender finds out by its own failed attempt, every time, and the next alternate takes the letter.
#[test]
fn a_sender_with_alternates_loses_nothing_while_one_of_them_lives() {
    let mut lab = Lab::new(mail(Alternates::Ordered));
    lab.wait(MINUTE).stop(0, Fault::Crash).wait(10 * MINUTE);
    assert_eq!(lab.statistics().failed, 0);
    assert!(lab.statistics().attempts.to_dead > 1_000, "nobody tells the next sender");
    assert!(lab.sent_to(1).len() > 1_000);
}

/// The next try is half an hour later; a sender that is never answered gives up after five days.
#[test]
fn a_sender_queues_what_nobody_takes_for_half_an_hour_and_gives_up_after_five_days() {
    let mut lab = Lab::new(mail(Alternates::Equal));
    lab.stop(0, Fault::Crash).stop(1, Fault::Crash).wait(MINUTE).give(Input::SetRate { rate: 0 });
    let letters = lab.statistics().arrived;
    lab.wait(10 * MINUTE).start(0).wait(HOUR);
    assert_eq!((lab.statistics().served, lab.statistics().failed), (letters, 0), "a gateway down for less than that");
    near(
        "response",
        lab.statistics().response.percentile(500).map_or(0, |it| it.rounded().as_millis()),
        30 * MINUTE,
        10,
    );

    let mut lab = Lab::new(mail(Alternates::Equal));
    lab.stop(0, Fault::Crash).stop(1, Fault::Crash).wait(MINUTE).give(Input::SetRate { rate: 0 }).wait(119 * HOUR);
    assert_eq!(lab.statistics().failed, 0);
    lab.wait(2 * HOUR);
    assert_eq!(lab.statistics().failed, lab.statistics().arrived);
    let per_letter = lab.statistics().attempts.started / lab.statistics().arrived;
    assert_eq!(per_letter, 2 * (5 * 48 + 1), "both, every half hour of five days");
}

fn names(ttl_s: u32, withdraw_s: Option<u32>) -> Config {
    Config {
        detail: Detail::Faults,
        front: Front::Dns,
        servers: 4,
        rate: 100,
        service_ms: 5,
        resolvers: 2_000,
        clients: 100_000,
        ttl_s,
        withdraw_s,
        timeout_ms: 0,
        retries: 0,
        ..Config::new(7)
    }
}

/// (λ/n) · (D + τ/2): 100/s on 4 servers, 20 s until somebody acts, 300 s to live: 4250 requests go astray.
#[test]
fn a_withdrawn_address_is_used_until_the_last_cache_has_forgotten_it() {
    let mut lab = Lab::new(names(300, Some(20)));
    lab.wait(600_000).stop(0, Fault::Crash).wait(325_000);
    near("misdirected", lab.statistics().attempts.to_dead, 4_250, 40);
    let astray = lab.statistics().attempts.to_dead;
    lab.wait(600_000);
    assert_eq!(lab.statistics().attempts.to_dead, astray, "then nobody comes any more");
    assert_eq!(lab.first(|event| matches!(event, Event::RecordWithdrawn { .. })), Some(620_000));
    lab.start(0).wait(600_000);
    assert!(lab.bench().server(ServerId(0)).is_some_and(|server| server.served > 25_000), "and then they do again");
}

/// Plain names never take a dead address out: a quarter of the requests goes there for ever.
#[test]
fn nobody_takes_a_dead_address_out_of_the_names_by_himself() {
    let mut lab = Lab::new(names(60, None));
    lab.wait(HOUR).stop(0, Fault::Crash);
    for _ in 0..3 {
        let before = lab.statistics().attempts.to_dead;
        lab.wait(20 * MINUTE);
        near("a quarter of 120000", lab.statistics().attempts.to_dead - before, 30_000, 30);
    }
}

#[test]
fn a_resolver_moves_all_its_clients_as_one_block() {
    let mut lab = Lab::new(Config { resolvers: 1, detail: Detail::Everything, ..names(60, None) });
    lab.wait(MINUTE);
    let looked_up = lab.first(|event| matches!(event, Event::NameLookedUp { .. })).expect("within a time to live");
    let servers = |from: u64, to: u64| {
        (0..4).filter(|server| lab.sent_to(*server).iter().any(|ms| (from..to).contains(ms))).count()
    };
    assert_eq!(servers(0, looked_up), 1);
    assert_eq!(servers(looked_up + 1, MINUTE), 1);
}

fn hosts(affinity: Affinity) -> Config {
    Config { front: Front::Nlb, rate: 50, service_ms: 5, affinity, retries: 0, ..Config::new(7) }
}

/// Five heartbeats of a second, then three seconds of convergence; the others serve all the time.
#[test]
fn a_host_without_power_is_out_after_seven_to_eight_seconds() {
    for phase in [100, 500, 900] {
        let mut lab = Lab::new(hosts(Affinity::None));
        let fault = 20_000 + phase;
        lab.wait(fault).stop(0, Fault::PowerCut).wait(30_000);
        let silent = lab.first(|event| matches!(event, Event::HostSilent { missed: 5, .. })).expect("it is missed");
        let out = lab.first(|event| matches!(event, Event::Converged { hosts: 1 })).expect("they converge");
        assert_eq!((silent, out), (25_000, 28_000));
        let last = lab.sent_to(0).last().copied().expect("it had its share");
        assert!((out - 500..=out).contains(&last), "its share is lost until then: {last}");
        let served = lab.count(|event| matches!(event, Event::RequestServed { server: ServerId(1), .. }));
        assert!(served > 1_500, "{served}");
        // It comes back, and gets its share after another convergence.
        lab.start(0).wait(10_000);
        assert_eq!(lab.bench().hosts().len(), 2);
        assert!(lab.sent_to(0).last().is_some_and(|last| *last > 55_000));
    }
}

/// The driver lives, so the host keeps its share, whatever has become of its service.
#[test]
fn a_host_whose_service_is_dead_keeps_its_share() {
    for fault in [Fault::Hang, Fault::Crash, Fault::FailFast] {
        let mut lab = Lab::new(hosts(Affinity::None));
        lab.wait(10_000).stop(0, fault).wait(10 * MINUTE);
        let percent = lab.statistics().failed * 100 / lab.statistics().arrived;
        assert!(percent.abs_diff(49) <= 4, "{fault:?}: {percent} %");
        assert_eq!(lab.bench().hosts().len(), 2, "{fault:?}");
    }
}

#[test]
fn affinity_decides_what_of_a_sender_is_hashed() {
    let hosts_of = |affinity, one_network_percent, clients| {
        let mut lab = Lab::new(Config { clients, one_network_percent, ..hosts(affinity) });
        lab.wait(20_000);
        (lab.sent_to(0).len(), lab.sent_to(1).len())
    };
    let (first, second) = hosts_of(Affinity::None, 0, 1);
    assert!(first.abs_diff(second) * 5 < first + second, "one sender, many ports: {first}, {second}");
    let (first, second) = hosts_of(Affinity::Source, 0, 1);
    assert_eq!(first.min(second), 0, "one sender, one host");
    let (first, second) = hosts_of(Affinity::ClassC, 100, 1_000);
    assert_eq!(first.min(second), 0, "one network, one host");
    let (first, second) = hosts_of(Affinity::Source, 100, 1_000);
    assert!(first.min(second) > 200, "one network, many addresses: {first}, {second}");
}

#[test]
fn nobody_waits_for_an_answer_of_a_dead_host_longer_than_the_timeout() {
    let mut lab = Lab::new(hosts(Affinity::None));
    lab.wait(10_000).stop(0, Fault::PowerCut).wait(3_000);
    let timed_out = |event: &Event| matches!(event, Event::RequestFailed { reason: Reason::TimedOut, .. });
    assert!(lab.first(timed_out).is_some_and(|ms| ms <= 12_100));
}
