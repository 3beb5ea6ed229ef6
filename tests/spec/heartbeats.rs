//! Heartbeats: how soon a silent node is noticed. Source: \[KB 892422\], \[HB08\].

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1_2008};
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::params::Config;

/// Milliseconds from the crash of a node to its being declared silent, over all phases of the heartbeat.
fn detection(config: Config) -> Vec<u64> {
    let phases = (0..40).map(|step| step * 31);
    phases
        .map(|phase| {
            let mut lab = Lab::quiet(config);
            lab.wait_ms(60_000 + phase);
            let crash = lab.now();
            lab.stop(NODE1, How::PowerCut).wait(20);
            let silent = lab.last(|event| matches!(event, Event::NodeSilent { .. }));
            silent.expect("the survivor notices").since(crash).as_millis()
        })
        .collect()
}

fn check(config: Config, least: u64, most: u64) {
    let times = detection(config);
    assert!(times.iter().all(|ms| (least..=most).contains(ms)), "{times:?}");
    let span = times.iter().max().zip(times.iter().min()).map(|(max, min)| max - min);
    assert!(span > Some((most - least) * 9 / 10), "every phase of the interval occurs: {times:?}");
}

/// Six heartbeats of 1.2 s are missed on every network.
#[test]
fn windows_2003_notices_a_dead_node_within_6_to_7_2_seconds() {
    check(RTM, 6_000, 7_200);
}

/// Five heartbeats of 1 s are missed on every network.
#[test]
fn windows_2008_notices_a_dead_node_within_4_to_5_seconds() {
    check(SP1_2008, 4_000, 5_000);
}

/// All interfaces must be silent before a node is.
#[test]
fn losing_one_network_of_two_is_noticed_and_moves_nobody() {
    for network in [NetworkId::Private, NetworkId::Public] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).cut(NODE1, NODE2, Some(network)).wait(LONG);
        assert!(lab.happened(|event| matches!(event, Event::HeartbeatsMissed { missed: 2, .. })));
        assert!(!lab.happened(|event| matches!(event, Event::NodeSilent { .. })), "{network:?}");
        assert_eq!(lab.quorum().votes, 3);
    }
}

/// A network that has been silent for long does not make the other one count faster.
#[test]
fn a_node_is_silent_only_when_its_last_network_has_been_silent_for_long_enough() {
    for phase in 0..12 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).stop("EXCHMAILBOX1\\Private", How::Fail).wait(60).wait_ms(phase * 100);
        let crash = lab.now();
        lab.stop(NODE1, How::PowerCut).wait(20);
        let silent = lab.last(|event| matches!(event, Event::NodeSilent { .. })).expect("the survivor notices");
        assert!((6_000..=7_200).contains(&silent.since(crash).as_millis()), "{}", silent.since(crash));
    }
}

#[test]
fn a_silence_that_is_short_enough_is_forgiven() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60);
    for _ in 0..5 {
        lab.cut(NODE1, NODE2, None).wait(5).mend(NODE1, NODE2).wait(5);
    }
    assert!(!lab.happened(|event| matches!(event, Event::NodeSilent { .. } | Event::ServiceLost {})));
}

/// A hang that ends in a reset looks exactly like a crash.
#[test]
fn a_hung_node_is_noticed_like_a_dead_one() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE1, How::Hang).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
}
