//! Votes of two nodes and a file share witness. Source: \[KB921181\].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM, SP1_2008, WITNESS};
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::ids::{How, Part};

/// Breaks these parts, one after the other, and says who is left running the database.
fn survivor(broken: &[&str]) -> (bool, Option<String>) {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60);
    for part in broken {
        let how = if *part == WITNESS { How::Fail } else { How::PowerCut };
        lab.stop(part, how).wait(LONG);
    }
    (lab.has_quorum(), lab.mounted_on())
}

/// Three votes, two needed, in whatever order the others are lost.
#[test]
fn the_cluster_runs_while_two_of_three_votes_see_each_other() {
    #[rustfmt::skip]
    let table: [(&[&str], Option<&str>); 11] = [
        (&[],                      Some(NODE1)),
        (&[WITNESS],               Some(NODE1)),
        (&[NODE2],                 Some(NODE1)),
        (&[NODE1],                 Some(NODE2)),
        (&[WITNESS, NODE2],        None),
        (&[NODE2, WITNESS],        None),
        (&[WITNESS, NODE1],        None),
        (&[NODE1, WITNESS],        None),
        (&[NODE1, NODE2],          None),
        (&[NODE2, NODE1],          None),
        (&[HUB, NODE2],            None),
    ];
    for (broken, expected) in table {
        let (has_quorum, mounted_on) = survivor(broken);
        assert_eq!(has_quorum, expected.is_some(), "{broken:?}");
        assert_eq!(mounted_on.as_deref(), expected, "{broken:?}");
    }
}

/// Both nodes live and cannot see each other; who still reaches the witness decides.
#[test]
fn of_two_isolated_nodes_the_one_with_the_witness_goes_on() {
    #[rustfmt::skip]
    let table: [(&[&str], Option<&str>, &str); 4] = [
        (&[],             Some(NODE1), "seen by both: the owner of the quorum is favoured"),
        (&[NODE2],        Some(NODE1), "seen by the first node only"),
        (&[NODE1],        Some(NODE2), "seen by the second node only"),
        (&[NODE1, NODE2], None,        "seen by none"),
    ];
    for (without_witness, expected, why) in table {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60);
        for node in without_witness {
            lab.cut(HUB, node, None);
        }
        lab.cut(NODE1, NODE2, None).wait(LONG);
        let members = lab.quorum().members;
        assert_eq!(members, expected.into_iter().collect::<Vec<_>>(), "{why}");
        // People reach the second node, or the service would be away in spite of the quorum.
        assert_eq!(lab.mounted_on().as_deref(), expected, "{why}");
    }
}

#[test]
fn an_isolated_cluster_is_whole_again_when_the_links_are_mended() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).cut(NODE1, NODE2, None).wait(LONG).mend(NODE1, NODE2).wait(LONG);
    assert_eq!(lab.quorum().votes, 3);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0, "the owner kept its database");
}

/// The lock is taken: who comes later has one vote of three, and says so.
#[test]
fn the_node_that_lost_the_witness_cannot_form_a_cluster_beside_the_other() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).cut(NODE1, NODE2, None).wait(LONG);
    let (node1, hub) = (lab.node(NODE1), lab.node(HUB));
    let missing = lab.last_event(|event| match event {
        Event::FormationRefused { votes: 1, missing, .. } => Some(missing.clone()),
        _ => None,
    });
    assert_eq!(missing, [Part::Node(node1), Part::Witness(hub)]);
    assert!(!lab.happened(|event| matches!(event, Event::StaleNodeRefused { .. })));
}

/// Mended while one side has decided and the other has not, the links make no third opinion.
#[test]
fn links_that_are_mended_during_a_regroup_leave_one_cluster() {
    for tenths in 55..200 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).cut(NODE1, NODE2, None).wait_ms(tenths * 100).mend(NODE1, NODE2).wait(LONG);
        assert_eq!(lab.quorum().votes, 3, "mended after {tenths} tenths of a second");
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
        // And a silence after it is noticed like any other.
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "mended after {tenths} tenths of a second");
    }
}

/// The links are whole at the moment of the regroup, and gone again.
#[test]
fn a_split_that_is_mended_for_a_moment_is_still_noticed() {
    for tenths in 60..150 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).cut(NODE1, NODE2, None).wait_ms(tenths * 100).mend(NODE1, NODE2).wait_ms(100);
        lab.cut(NODE1, NODE2, None).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE1], "mended after {tenths} tenths of a second");
    }
}

/// What the cluster service runs ends with it, and the journal knows why.
#[test]
fn a_node_without_quorum_takes_its_database_down_with_it() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(3).stop(WITNESS, How::Fail).stop(NODE2, How::PowerCut).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::DatabaseFailed { reason: DismountReason::NoQuorum, .. })));
}

/// The witness shows its worth only when a node is lost as well.
#[test]
fn losing_the_witness_alone_moves_nothing() {
    for part in [WITNESS, HUB] {
        let mut lab = Lab::quiet(SP1_2008);
        let how = if part == WITNESS { How::Fail } else { How::PowerCut };
        lab.wait(60).stop(part, how).wait(LONG);
        assert_eq!((lab.quorum().votes, lab.server().state), (2, "Online"), "{part}");
        assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. } | Event::DatabaseFailed { .. })));
        lab.start(part).wait(LONG);
        assert_eq!(lab.quorum().votes, 3, "{part} has its vote back");
    }
}

/// Consistency before availability: the surviving node is healthy and stops all the same.
#[test]
fn the_journal_names_the_votes_that_were_missing() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(WITNESS, How::Fail).wait(60).stop(NODE2, How::PowerCut).wait(LONG);
    let (node2, hub) = (lab.node(NODE2), lab.node(HUB));
    let missing = lab.last_event(|event| match event {
        Event::QuorumLost { votes: 1, of: 3, needed: 2, missing, .. } => Some(missing.clone()),
        _ => None,
    });
    assert_eq!(missing, [Part::Node(node2), Part::Witness(hub)]);
    assert_eq!((lab.server().state, lab.mounted_on()), ("Offline", None));
    let (_, reasons) = lab.explain(|event| matches!(event, Event::QuorumLost { .. }));
    assert!(reasons.contains(&"NodeFailed") && reasons.contains(&"PartFailed"), "{reasons:?}");
}

#[test]
fn a_vote_that_comes_back_brings_the_service_back() {
    for part in [WITNESS, NODE2] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).stop(WITNESS, How::Fail).stop(NODE2, How::PowerCut).wait(LONG);
        assert!(!lab.has_quorum());
        lab.start(part).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE1), "after {part} is back");
        assert_eq!(lab.lost(), None);
    }
}

/// Partition in time: the witness has seen a newer configuration than the node that returns first.
#[test]
fn a_stale_node_may_not_form_the_cluster_alone() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE2, How::PowerCut).wait(LONG);
    lab.close_logs(20).stop(NODE1, How::PowerCut).wait(60);
    lab.start(NODE2).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::StaleNodeRefused { .. })));
    assert_eq!((lab.has_quorum(), lab.mounted_on()), (false, None));
    lab.start(NODE1).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1), "the node that was last active has the newest logs");
    assert_eq!((lab.lost(), lab.quorum().votes), (None, 3));
}

/// Nobody is stale if both were there to the end.
#[test]
fn after_both_nodes_were_lost_at_once_either_may_begin() {
    for first in [NODE1, NODE2] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(3).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
        lab.start(first).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(first));
        let lost = (first == NODE2).then_some((0, 3, 0));
        assert_eq!(lab.lost(), lost, "{first} returns first");
    }
}

/// The share holds a lock and a stamp; whoever holds it, no log and no letter is there.
#[test]
fn the_witness_is_locked_by_the_node_that_goes_on() {
    let mut lab = Lab::quiet(RTM);
    assert_eq!(lab.quorum().witness_locked_by.as_deref(), Some(NODE1));
    lab.wait(60).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.quorum().witness_locked_by.as_deref(), Some(NODE2));
    lab.start(NODE1).wait(LONG);
    assert_eq!(lab.quorum().witness_locked_by.as_deref(), Some(NODE2), "a node that joins takes nothing away");
}
