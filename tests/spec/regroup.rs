//! Who is left, and when: nobody takes over what another side may still count on. Source: \[KB 921181\], \[KB 309186\].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM, SP1_2008, WITNESS};
use failover_lab::engine::SimTime;
use failover_lab::model::cluster::QuorumModel;
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NodeId};
use failover_lab::model::params::{Config, Mode};

const NODE3: &str = "EXCHMAILBOX3";
const NODE4: &str = "EXCHMAILBOX4";

/// A single copy cluster with this model.
const fn scc(of: Config, nodes: u8, model: QuorumModel) -> Config {
    Config { mode: Mode::Scc, nodes, quorum: Some(model), ..of }
}

fn stopped(lab: &Lab, node: NodeId) -> Option<SimTime> {
    lab.last(|event| matches!(event, Event::ClusterServiceStopped { node: it } if *it == node))
}

/// Longer than the heartbeats that are missed and the regroup that follows: 13.4 s and 11 s.
#[test]
fn lock_and_reservation_outlive_their_silent_holder_until_nobody_counts_on_them() {
    for (of, ms) in [(RTM, 13_400), (SP1_2008, 11_000)] {
        for config in [of, scc(of, 2, QuorumModel::SharedDisk)] {
            let mut lab = Lab::quiet(config);
            lab.wait(60);
            let cut = lab.now();
            lab.stop(NODE1, How::PowerCut).wait(LONG);
            let is_release =
                |event: &Event| matches!(event, Event::WitnessReleased { .. } | Event::QuorumDiskReleased { .. });
            let released = lab.last(is_release).expect("it lapses");
            assert_eq!(released.since(cut).as_millis(), ms, "{config:?}");
            let is_taken =
                |event: &Event| matches!(event, Event::WitnessLocked { .. } | Event::QuorumDiskReserved { .. });
            assert!(lab.last(is_taken).expect("the survivor takes it") > released);
            assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
        }
    }
}

/// The wire is mended, or the share is back, before the lock has lapsed.
#[test]
fn a_holder_that_reaches_the_witness_in_time_keeps_its_lock() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(WITNESS, How::Fail).wait(10);
    assert_eq!((lab.quorum().votes, lab.quorum().witness_locked_by.as_deref()), (2, Some(NODE1)), "it does not vote");
    lab.start(WITNESS).wait(LONG);
    assert_eq!(lab.quorum().votes, 3);
    assert!(!lab.happened(|event| matches!(event, Event::WitnessReleased { .. } | Event::WitnessLocked { .. })));
    lab.stop(WITNESS, How::Fail).wait(15).start(WITNESS).wait(1);
    assert_eq!(lab.count(|event| matches!(event, Event::WitnessLocked { .. })), 1, "too late: it locks it anew");
    assert_eq!(lab.quorum().votes, 3);
}

/// The winner of a split loses its witness while the loser still waits to ask: the laws hold at every moment.
#[test]
fn a_holder_has_stopped_before_its_lock_goes_to_another() {
    let (mut is_barred, mut goes_over) = (0, 0);
    for tenths in 0..180 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).cut(NODE1, NODE2, None).wait_ms(tenths * 100).cut(NODE1, HUB, None).wait(LONG);
        let (first, second) = (lab.node(NODE1), lab.node(NODE2));
        let stop = stopped(&lab, first).expect("it has one vote");
        match lab.last(|event| matches!(event, Event::WitnessLocked { node } if *node == second)) {
            Some(locked) => {
                assert!(locked >= stop, "cut off after {tenths} tenths of a second");
                goes_over += 1;
            }
            None => is_barred += 1,
        }
    }
    assert!(goes_over > 20 && is_barred > 20, "{goes_over} locks go over, {is_barred} do not");
}

/// Whoever believed in the node has to miss it first.
#[test]
fn a_node_whose_cluster_service_starts_again_forms_no_other_cluster_before_it_is_missed() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE2, How::PowerCut).wait(LONG);
    let crash = lab.now();
    lab.stop("EXCHMAILBOX1\\Cluster", How::Crash).wait(1).start("EXCHMAILBOX1\\Cluster").wait(LONG);
    let formed = lab.last(|event| matches!(event, Event::ClusterFormed { .. })).expect("one node and the witness");
    assert_eq!(formed.since(crash).as_millis(), 13_400);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
}

#[test]
fn nobody_is_let_in_during_a_regroup() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX1\\Cluster", How::Crash).wait(9).start("EXCHMAILBOX1\\Cluster").wait(LONG);
    let kept = lab.last(|event| matches!(event, Event::QuorumKept { .. })).expect("the other node has the witness");
    let joined = lab.last(|event| matches!(event, Event::NodeJoined { .. })).expect("and takes it in");
    assert!(joined > kept);
    assert_eq!((lab.quorum().votes, lab.mounted_on().as_deref()), (3, Some(NODE2)));
}

/// Two of three are a majority as long as they are not silent to each other for the full time.
#[test]
fn a_regroup_waits_for_a_member_that_has_fallen_silent_only_just_now() {
    for (silence, goes_on) in [(5, true), (30, false)] {
        let mut lab = Lab::quiet(scc(RTM, 3, QuorumModel::Nodes));
        lab.wait(60).stop(NODE3, How::PowerCut).wait(9);
        let cut = lab.now();
        lab.cut(NODE1, NODE2, None).wait(silence);
        assert_eq!(lab.has_quorum(), goes_on, "after {silence} s");
        if goes_on {
            lab.mend(NODE1, NODE2).wait(LONG);
            assert_eq!(lab.quorum().members, [NODE1, NODE2]);
            assert!(!lab.happened(|event| matches!(event, Event::ClusterServiceStopped { .. })));
        } else {
            let stop = stopped(&lab, lab.node(NODE1)).expect("one of three");
            assert!((11_000..=12_200).contains(&stop.since(cut).as_millis()), "{}", stop.since(cut));
        }
    }
}

/// The owner of the quorum is cut off from the share; the node beside it is not.
#[test]
fn a_side_asks_for_the_share_by_the_member_that_reaches_it() {
    let mut lab = Lab::quiet(scc(SP1_2008, 4, QuorumModel::NodesAndShare));
    lab.wait(60).cut(HUB, NODE1, None);
    for one in [NODE1, NODE2] {
        lab.cut(one, NODE3, None).cut(one, NODE4, None);
    }
    lab.wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
    assert_eq!(lab.quorum().witness_locked_by.as_deref(), Some(NODE2));
    assert_eq!(stopped(&lab, lab.node(NODE1)), None);
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
}

/// Two of five and the disk were enough when the regroup ended; one of five and the disk is not.
#[test]
fn a_side_that_shrinks_before_it_has_asked_stops() {
    let mut lab = Lab::quiet(scc(SP1_2008, 4, QuorumModel::NodesAndDisk));
    lab.wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(11).stop(NODE4, How::PowerCut).wait(LONG);
    assert!(!lab.has_quorum());
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. } | Event::QuorumKept { .. })));
}
