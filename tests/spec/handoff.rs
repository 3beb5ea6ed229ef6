//! `Move-ClusteredMailboxServer`: health checks, and a move without loss. Source: \[MOVECMS\], \[MCMS\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1, SP1_2008};
use failover_lab::model::event::{Closing, Event};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;

#[test]
fn a_move_loses_nothing_and_leaves_a_healthy_copy() {
    for config in [RTM, SP1, SP1_2008] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).close_logs(3).letters(8);
        let command = lab.move_to(NODE2, false);
        lab.give(command).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
        assert_eq!(lab.mail().present, 11);
        assert_eq!(lab.passive().divergence, None);
        lab.close_logs(1).wait(30);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    }
}

#[test]
fn a_move_under_load_loses_nothing() {
    let mut lab = Lab::busy(RTM);
    lab.wait(3_600);
    for target in [NODE2, NODE1, NODE2] {
        let command = lab.move_to(target, false);
        lab.give(command).wait(1_200);
        assert_eq!(lab.mounted_on().as_deref(), Some(target));
    }
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().edits_lost), (None, 0, 0));
}

/// The last log is closed with the dismount and shipped like any other.
#[test]
fn a_move_closes_and_ships_the_last_log() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(2);
    let command = lab.move_to(NODE2, false);
    lab.give(command).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::LogClosed { closing: Closing::Dismount, letters: 2, .. })));
    assert!(!lab.happened(|event| matches!(event, Event::LogClosed { closing: Closing::Fetched, .. })));
}

/// Each log still to be copied and replayed costs time, and none is left behind.
#[test]
fn a_move_waits_for_the_logs_that_are_still_to_come() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().close_logs(60).resume();
    let command = lab.move_to(NODE2, false);
    lab.give(command).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE2), 60));
}

#[test]
fn a_move_is_refused_while_it_could_lose_data() {
    let refused = |prepare: fn(&mut Lab), expected: fn(&Lab) -> Refusal| {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).close_logs(2).wait(30);
        prepare(&mut lab);
        let command = lab.move_to(NODE2, false);
        assert_eq!(lab.refusal(&command), Some(expected(&lab)));
    };
    refused(
        |lab| {
            lab.suspend();
        },
        |_| Refusal::CopyNotHealthy { group: GROUP, status: "Suspended" },
    );
    refused(
        |lab| {
            lab.stop("EXCHMAILBOX2\\LogDisk", How::Fail);
        },
        |_| Refusal::CopyNotHealthy { group: GROUP, status: "Failed" },
    );
    refused(
        |lab| {
            lab.stop("EXCHMAILBOX2\\Replication", How::Shutdown);
        },
        |_| Refusal::CopyNotHealthy { group: GROUP, status: "ServiceDown" },
    );
    refused(
        |lab| {
            lab.suspend().reseed();
        },
        |_| Refusal::CopyNotHealthy { group: GROUP, status: "Seeding" },
    );
    refused(
        |lab| {
            lab.stop(NODE2, How::PowerCut);
        },
        |lab| Refusal::TargetNotMember { node: lab.node(NODE2) },
    );
    refused(
        |lab| {
            lab.stop("EXCHMAILBOX2\\Cluster", How::Crash);
        },
        |lab| Refusal::TargetNotMember { node: lab.node(NODE2) },
    );
    refused(
        |lab| {
            lab.stop("EXCHMAILBOX2\\Public", How::Fail);
        },
        |lab| Refusal::TargetNotReachable { node: lab.node(NODE2) },
    );
    refused(
        |lab| {
            lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
        },
        |_| Refusal::DatabaseDismounted { group: GROUP },
    );
}

#[test]
fn a_server_is_not_moved_to_where_it_is() {
    let lab = Lab::quiet(RTM);
    assert_eq!(lab.refusal(&lab.move_to(NODE1, false)), Some(Refusal::TargetIsOwner { node: lab.node(NODE1) }));
}

/// The dismounted database comes along and stays dismounted until somebody mounts it.
#[test]
fn a_dismounted_database_may_be_ignored() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(3).give(Input::DismountDatabase { group: GROUP }).wait(30);
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG);
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on()), (Some(NODE2), None));
    lab.mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    assert_eq!(lab.mail().present, 3);
}

#[test]
fn a_database_that_is_being_dismounted_is_not_mounted_at_the_same_time() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(3).give(Input::DismountDatabase { group: GROUP }).wait(2);
    let refusal = Refusal::BeingDismounted { group: GROUP };
    assert_eq!(lab.refusal(&Input::MountDatabase { group: GROUP }), Some(refusal));
    lab.wait(30).mount().wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
}

/// The target dies on the way: the server comes back, and nothing is lost.
#[test]
fn a_move_to_a_node_that_dies_on_the_way_ends_where_it_began() {
    for seconds in 0..60 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(3);
        let command = lab.move_to(NODE2, false);
        lab.give(command).wait(seconds);
        if lab.mounted_on().as_deref() == Some(NODE2) {
            break;
        }
        lab.stop(NODE2, How::PowerCut).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None), "after {seconds} s");
        assert_eq!(lab.mail().present, 3, "after {seconds} s");
    }
}

/// It would have to leave again at once.
#[test]
fn a_server_does_not_come_online_on_a_node_that_is_shutting_down() {
    let mut lab = Lab::quiet(RTM);
    let command = lab.move_to(NODE2, false);
    lab.wait(60).give(command).wait(2).stop(NODE2, How::Shutdown).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
    let node2 = lab.node(NODE2);
    assert!(!lab.happened(|event| matches!(event, Event::NetworkNameOnline { node } if *node == node2)));
}

/// Nothing is mounted yet, so that it can turn round at once.
#[test]
fn a_server_that_comes_online_leaves_a_node_that_is_shut_down() {
    for seconds in 1..40 {
        let mut lab = Lab::quiet(RTM);
        let command = lab.move_to(NODE2, false);
        lab.wait(60).letters(3).give(command).wait(6 + seconds).stop(NODE2, How::Shutdown).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None), "after {seconds} s");
        assert!(!lab.happened(|event| matches!(event, Event::DatabaseFailed { .. })), "after {seconds} s");
    }
}

/// The node it leaves dies on the way: its last log may still be on its volume alone.
#[test]
fn a_move_from_a_node_that_dies_on_the_way_ends_where_it_was_to_go() {
    for seconds in 0..60 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(3);
        let command = lab.move_to(NODE2, false);
        lab.give(command).wait(seconds).stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "after {seconds} s");
        let was_shipped = seconds >= 7;
        assert_eq!(lab.lost().is_none(), was_shipped, "after {seconds} s");
        assert_eq!(lab.mail().present, 3, "the dumpster has them anyway");
    }
}
