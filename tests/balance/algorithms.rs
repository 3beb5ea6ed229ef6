//! Algorithms on the bench: each can be told from every other by whom it chooses.

use crate::lab::Lab;
use failover_lab::model::balance::config::{Algorithm, Health, Least};
use failover_lab::model::balance::{Config, Event, Fault};

/// Three servers of weights 3, 2 and 1, the second of which is slow; the choices of a minute.
fn choices(algorithm: Algorithm, least: Least) -> Vec<u16> {
    let config = Config {
        servers: 3,
        weights: vec![3, 2, 1],
        rate: 12,
        algorithm,
        least,
        health: Health::None,
        timeout_ms: 0,
        decay_ms: 1_000,
        maglev_places: 101,
        ..Config::new(3)
    };
    let mut lab = Lab::new(config);
    lab.wait(5_000).stop(1, Fault::Slow).wait(55_000);
    let sent = lab.0.journal().iter().filter_map(|entry| match entry.event {
        Event::AttemptSent { server, .. } => Some(server.0),
        _ => None,
    });
    sent.collect()
}

#[test]
fn no_two_algorithms_choose_alike() {
    let mut all: Vec<(String, Vec<u16>)> = Vec::new();
    for algorithm in Algorithm::ALL {
        match algorithm {
            Algorithm::LeastConnections => {
                all.extend(Least::ALL.iter().map(|least| (least.name().to_owned(), choices(*algorithm, *least))));
            }
            _ => all.push((algorithm.name().to_owned(), choices(*algorithm, Least::Nginx))),
        }
    }
    for (place, (name, chosen)) in all.iter().enumerate() {
        assert!(chosen.len() > 500, "{name}");
        // A ring without much load is the plain ring; whether its bound is kept is another test.
        let alike = all[..place].iter().find(|(_, other)| other == chosen);
        assert_eq!(alike.map(|(other, _)| other), None, "{name} chooses like it");
    }
}

/// With equal weights both sequences are plain turns; with 4, 3, 2 they differ from the third on.
#[test]
fn weighted_turns_are_in_a_row_or_spread() {
    let turns = |algorithm| -> Vec<u16> {
        let config =
            Config { servers: 3, weights: vec![4, 3, 2], algorithm, rate: 50, service_ms: 1, ..Config::new(1) };
        let mut lab = Lab::new(config);
        lab.wait(1_000);
        let sent = lab.0.journal().iter().filter_map(|entry| match entry.event {
            Event::AttemptSent { server, .. } => Some(server.0),
            _ => None,
        });
        sent.take(9).collect()
    };
    assert_eq!(turns(Algorithm::WeightedRoundRobinClassic), [0, 0, 1, 0, 1, 2, 0, 1, 2]);
    assert_eq!(turns(Algorithm::WeightedRoundRobin), [0, 1, 2, 0, 1, 0, 2, 1, 0]);
}
