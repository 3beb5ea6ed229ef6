//! Volumes that go away or fill up. Source: \[CAP\], \[CCRRES\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;

const LOGS: &str = "EXCHMAILBOX1\\LogDisk";
const DATABASE: &str = "EXCHMAILBOX1\\DatabaseDisk";

/// Failover is for the whole server, and its node is well.
#[test]
fn losing_a_volume_of_the_active_node_dismounts_the_database_and_moves_nothing() {
    for volume in [DATABASE, LOGS] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).stop(volume, How::Fail).wait(LONG);
        assert_eq!((lab.mounted_on(), lab.server().state), (None, "Partially Online"), "{volume}");
        assert_eq!(lab.server().active_node.as_deref(), Some(NODE1), "{volume}");
        assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. })), "{volume}");
        assert_eq!(lab.server().failed_resources, ["First Storage Group/Mailbox Database"]);
    }
}

/// The logs can still be read, so moving the server by hand loses nothing.
#[test]
fn after_the_database_volume_is_lost_a_move_loses_nothing() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(3).letters(5).stop(DATABASE, How::Fail).wait(30);
    assert_eq!(lab.refusal(&lab.move_to(NODE2, false)), Some(Refusal::DatabaseDismounted { group: GROUP }));
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    assert_eq!(lab.mail().present, 8);
}

/// A new database file has to be seeded, whatever is in the logs.
#[test]
fn the_old_copy_is_failed_until_its_volume_is_back() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(DATABASE, How::Fail).wait(30);
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG).close_logs(1).wait(30);
    assert_eq!(lab.status(), "Failed");
    lab.start(DATABASE).suspend().reseed().wait(700);
    lab.close_logs(1).wait(30);
    assert_eq!(lab.status(), "Healthy");
}

/// What was not copied is on the lost volume.
#[test]
fn after_the_log_volume_is_lost_a_move_loses_what_was_not_copied() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(3).wait(30).letters(5).stop(LOGS, How::Fail).wait(30);
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((0, 5, 0))));
}

#[test]
fn after_the_log_volume_is_lost_the_dial_may_have_to_be_overridden() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().close_logs(7).stop(LOGS, How::Fail).resume().wait(30);
    // The checks of a move refuse a copy that cannot get its logs; the cluster's own tool does not ask.
    assert!(matches!(lab.refusal(&lab.move_to(NODE2, true)), Some(Refusal::CopyNotHealthy { status: "Stopped", .. })));
    let target = lab.node(NODE2);
    lab.give(Input::MoveGroup { target }).wait(LONG);
    assert_eq!(lab.mounted_on(), None, "seven logs are missing");
    lab.accept_loss().mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((7, 7, 0))));
}

/// Somebody has to mount it: the resource is offline, and the cluster does not try for ever.
#[test]
fn a_volume_that_comes_back_lets_the_database_be_mounted_by_hand() {
    for volume in [DATABASE, LOGS] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(3).stop(volume, How::Fail).wait(30);
        assert!(matches!(lab.refusal(&Input::MountDatabase { group: GROUP }), Some(Refusal::VolumeNotThere { .. })));
        lab.start(volume).mount().wait(60);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None), "{volume}");
        assert_eq!(lab.mail().present, 3);
    }
}

/// The reserved logs let the storage group stop in good order.
#[test]
fn a_full_log_volume_dismounts_the_database_in_good_order() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(3).stop(LOGS, How::Full).wait(30);
    assert!(
        lab.happened(|event| matches!(event, Event::DatabaseDismounted { reason: DismountReason::VolumeFull, .. }))
    );
    assert_eq!((lab.mounted_on(), lab.server().state), (None, "Partially Online"));
    lab.start(LOGS).mount().wait(60);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE1), 3));
}

#[test]
fn losing_a_volume_of_the_passive_node_fails_its_copy() {
    for volume in ["EXCHMAILBOX2\\LogDisk", "EXCHMAILBOX2\\DatabaseDisk"] {
        for how in [How::Fail, How::Full] {
            let mut lab = Lab::quiet(SP1);
            lab.wait(60).stop(volume, how).close_logs(3).wait(30);
            assert_eq!((lab.status(), lab.queues().0), ("Failed", 3), "{volume} {how:?}");
            assert!(lab.bench().service.is_up);
            lab.start(volume).suspend().reseed().wait(700);
            lab.close_logs(1).wait(30);
            assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "{volume} {how:?}");
        }
    }
}

/// The copy that could take over has no database, however few logs are missing.
#[test]
fn a_failed_copy_is_never_mounted() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX2\\DatabaseDisk", How::Fail).wait(30).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on()), (Some(NODE2), None));
    lab.start(NODE1).wait(LONG);
    let command = lab.move_to(NODE1, true);
    lab.give(command).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None), "its own logs are all there");
}
