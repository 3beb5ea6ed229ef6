//! Laws of every run, asked after every step of random scripts over many seeds.

use crate::lab::{Lab, at};
use failover_lab::engine::{RandomStream, StepBudget};
use failover_lab::model::balance::config::{
    Affinity, Algorithm, Alternates, Arrivals, Backoff, CheckDepth, Front, Health, Least, Order, Service,
};
use failover_lab::model::balance::{Config, Detail, Event, Fault, Input, ServerId};
use failover_lab::model::rule::Rule;
use std::collections::BTreeSet;

/// A bench drawn at random, small enough that queues fill and requests fail.
fn config(seed: u64, chance: &mut RandomStream) -> Config {
    fn one_of<T: Copy>(all: &[T], chance: &mut RandomStream) -> T {
        all[chance.below(all.len() as u64) as usize]
    }
    let servers = 1 + chance.below(5) as u16;
    Config {
        seed,
        detail: one_of(Detail::ALL, chance),
        servers,
        algorithm: one_of(Algorithm::ALL, chance),
        least: one_of(Least::ALL, chance),
        rate: u32::from(servers) * (4 + chance.below(12) as u32),
        arrivals: one_of(Arrivals::ALL, chance),
        service: one_of(Service::ALL, chance),
        slots: 1 + chance.below(3) as u32,
        queue_limit: chance.below(8) as u32,
        order: one_of(Order::ALL, chance),
        drop_expired: chance.below(2) == 0,
        timeout_ms: [0, 300, 2_000][chance.below(3) as usize],
        retries: chance.below(4) as u32,
        backoff: one_of(Backoff::ALL, chance),
        retry_budget_percent: [None, Some(20)][chance.below(2) as usize],
        weights: (0..servers).map(|_| chance.below(5) as u32).collect(),
        front: one_of(Front::ALL, chance),
        health: one_of(Health::ALL, chance),
        check: one_of(CheckDepth::ALL, chance),
        fail_open: chance.below(2) == 0,
        slow_start_s: [0, 20][chance.below(2) as usize],
        drain_s: 5,
        affinity: one_of(Affinity::ALL, chance),
        redispatch: chance.below(2) == 0,
        resolvers: 10,
        ttl_s: 5,
        withdraw_s: [None, Some(3)][chance.below(2) as usize],
        alternates: one_of(Alternates::ALL, chance),
        sender_retry_s: 5,
        give_up_s: 60,
        one_network_percent: 50,
        clients: 50,
        maglev_places: 251,
        ..Config::new(seed)
    }
}

fn input(servers: u16, chance: &mut RandomStream) -> Input {
    let server = ServerId(chance.below(u64::from(servers)) as u16);
    match chance.below(14) {
        0..5 => Input::StopServer { server, fault: Fault::ALL[chance.below(Fault::ALL.len() as u64) as usize] },
        5..9 => Input::StartServer { server },
        9 => Input::SetRate { rate: chance.below(200) as u32 },
        10 => {
            if chance.below(2) == 0 {
                Input::StopBalancer
            } else {
                Input::StartBalancer
            }
        }
        11 => Input::DrainServer { server },
        12 => Input::AddServer,
        _ => Input::StartAll,
    }
}

/// Conservation, one outcome a request, Little's law to the nanosecond, queues within their limits: see
/// `broken_laws`, which is asked after every input and every few steps.
#[test]
fn every_law_always_holds_whatever_breaks() {
    for seed in 1..=300 {
        let mut chance = RandomStream::new(seed, 900);
        let config = config(seed, &mut chance);
        let servers = config.servers;
        let mut lab = Lab::new(config);
        for _ in 0..12 {
            for _ in 0..20 {
                lab.0.run_until(lab.0.now() + at(2_000).since(at(0)), StepBudget(7));
                let broken = lab.bench().broken_laws();
                assert!(broken.is_empty(), "seed {seed} at {}: {broken:?}", lab.0.now());
            }
            lab.wait(500).give(input(servers, &mut chance));
        }
        // Once everything works and nothing comes any more, everybody gets an answer.
        lab.give(Input::StartAll).give(Input::SetRate { rate: 0 }).wait(600_000);
        let statistics = lab.statistics();
        assert_eq!(statistics.open.value(), 0, "seed {seed}: somebody waits for ever");
        assert_eq!(statistics.arrived, statistics.served + statistics.failed, "seed {seed}");
    }
}

/// The same seed is the same run, and going back changes nothing.
#[test]
fn a_run_always_repeats_itself() {
    for seed in 1..=30 {
        let mut chance = RandomStream::new(seed, 901);
        let config = Config { detail: Detail::Everything, ..config(seed, &mut chance) };
        let servers = config.servers;
        let play = |chance: &mut RandomStream| {
            let mut lab = Lab::new(config.clone());
            for _ in 0..6 {
                lab.wait(2_000).give(input(servers, chance));
            }
            lab.wait(5_000);
            lab
        };
        let mut once = play(&mut chance.clone());
        let again = play(&mut chance);
        assert_eq!(once.0.digest(), again.0.digest(), "seed {seed}");
        once.0.seek(at(3_333), StepBudget(u64::MAX));
        once.0.seek(again.0.now(), StepBudget(u64::MAX));
        assert_eq!(once.0.digest(), again.0.digest(), "seed {seed}, after going back");
        assert_eq!(once.statistics(), again.statistics(), "seed {seed}");
    }
}

/// Another algorithm meets the same requests: when they come and how long they are is drawn apart.
#[test]
fn another_policy_always_meets_the_same_requests() {
    let arrivals = |algorithm| {
        let lab_config = Config { algorithm, servers: 3, ..Config::new(5) };
        let mut lab = Lab::new(lab_config);
        lab.wait(20_000);
        let entries = lab.0.journal().iter().filter(|entry| entry.event.name() == "RequestArrived");
        entries.map(|entry| entry.at.as_millis()).collect::<Vec<_>>()
    };
    let expected = arrivals(Algorithm::RoundRobin);
    assert!(expected.len() > 200);
    for algorithm in Algorithm::ALL {
        assert_eq!(arrivals(*algorithm), expected, "{algorithm:?}");
    }
}

/// What the random scripts never lead to would be a rule that decides nothing.
#[test]
fn every_rule_sometimes_decides_something() {
    let mut seen = BTreeSet::new();
    for seed in 1..=150 {
        let mut chance = RandomStream::new(seed, 903);
        let config = Config { detail: Detail::Everything, ..config(seed, &mut chance) };
        let servers = config.servers;
        let mut lab = Lab::new(config);
        for _ in 0..10 {
            lab.wait(5_000).give(input(servers, &mut chance));
        }
        seen.extend(lab.0.journal().iter().filter_map(|entry| entry.rule));
    }
    let own = Rule::ALL.iter().filter(|rule| rule.id().starts_with("balance-"));
    let never: Vec<&Rule> = own.filter(|rule| !seen.contains(rule)).collect();
    assert!(never.is_empty(), "these rules decide nothing: {never:?}");
}

/// What counts as down, and what is drained or taken out, gets nothing new from a balancer.
#[test]
fn a_balancer_never_sends_anything_to_a_server_that_it_believes_down() {
    for seed in 1..=80 {
        let mut chance = RandomStream::new(seed, 904);
        let health = [Health::Haproxy, Health::F5][(seed % 2) as usize];
        let config = config(seed, &mut chance);
        let config = Config { detail: Detail::Everything, front: Front::Gateway, health, fail_open: false, ..config };
        let servers = config.servers;
        let mut lab = Lab::new(config);
        for _ in 0..10 {
            lab.wait(4_000).give(input(servers, &mut chance));
        }
        let mut shut = BTreeSet::new();
        for entry in lab.0.journal().iter() {
            match entry.event {
                Event::ServerMarkedDown { server } | Event::ServerDraining { server, .. } => {
                    shut.insert((*server, matches!(entry.event, Event::ServerDraining { .. })));
                }
                Event::ServerMarkedUp { server } => {
                    shut.remove(&(*server, false));
                }
                Event::AttemptSent { server, .. } => {
                    let is_shut = shut.contains(&(*server, false)) || shut.contains(&(*server, true));
                    assert!(!is_shut, "seed {seed}: {} at {}", server.name(), entry.at);
                }
                _ => {}
            }
        }
    }
}

/// Every event that no person made has a rule, and a cause that is an earlier entry.
#[test]
fn every_event_always_has_a_rule_and_an_earlier_cause() {
    for seed in 1..=60 {
        let mut chance = RandomStream::new(seed, 902);
        let config = Config { detail: Detail::Everything, ..config(seed, &mut chance) };
        let servers = config.servers;
        let mut lab = Lab::new(config);
        for _ in 0..10 {
            lab.wait(1_500).give(input(servers, &mut chance));
        }
        for entry in lab.0.journal().iter() {
            let is_given = ["BenchStarted", "CommandGiven"].contains(&entry.event.name());
            assert_eq!(entry.rule.is_none(), is_given, "seed {seed}: {:?}", entry.event);
            assert_eq!(entry.causes.is_empty(), is_given, "seed {seed}: {:?}", entry.event);
            assert!(entry.causes.iter().all(|cause| *cause < entry.number.0), "seed {seed}: {:?}", entry.event);
        }
    }
}
