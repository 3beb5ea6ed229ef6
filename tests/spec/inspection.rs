//! Logs that arrive damaged: three attempts, then the copy has failed. Source: \[LOGRECOPY\].

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::How;

const WAYS: [&str; 3] = ["Public", "EXCHMAILBOX1\\Public", "EXCHMAILBOX2\\Public"];

fn attempts(lab: &Lab) -> Vec<u32> {
    lab.events()
        .filter_map(|(_, event)| match event {
            Event::InspectionFailed { attempt, attempts: 3, .. } => Some(*attempt),
            _ => None,
        })
        .collect()
}

#[test]
fn a_log_that_is_damaged_in_every_attempt_fails_the_copy() {
    for way in WAYS {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).close_logs(2).wait(30).stop(way, How::Corrupt).close_logs(4).wait(LONG);
        assert_eq!((lab.status(), lab.queues()), ("Failed", (4, 0)), "{way}");
        assert_eq!(lab.passive().failed.map(|(failure, _)| failure), Some(CopyFailure::Inspection));
        assert_eq!(attempts(&lab), [1, 2, 3], "{way}");
        assert!(lab.bench().service.is_up, "people do not notice");
        let (_, reasons) = lab.explain(|event| matches!(event, Event::CopyFailed { .. }));
        assert!(reasons.contains(&"PartFailed"), "{reasons:?}");
    }
}

#[test]
fn a_log_that_arrives_well_in_the_second_or_third_attempt_is_good() {
    for failed in [1, 2] {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).stop("Public", How::Corrupt).close_logs(1);
        while attempts(&lab).len() < failed {
            lab.wait_ms(50);
        }
        lab.start("Public").close_logs(2).wait(30);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "after {failed} damaged copies");
    }
}

/// Each log has attempts of its own.
#[test]
fn a_log_that_passes_gives_the_next_one_three_attempts_again() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60);
    for _ in 0..3 {
        let before = attempts(&lab).len();
        lab.stop("Public", How::Corrupt).close_logs(1);
        while attempts(&lab).len() < before + 2 {
            lab.wait_ms(50);
        }
        lab.start("Public").wait(30);
    }
    assert_eq!((attempts(&lab), lab.queues()), (vec![1, 2, 1, 2, 1, 2], (0, 0)));
}

/// What was damaged on the way stays damaged when the way is mended.
#[test]
fn a_log_is_damaged_while_it_is_copied_and_not_while_it_is_inspected() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).stop("Public", How::Corrupt).close_logs(1).wait_ms(450).start("Public").wait(30);
    assert_eq!((attempts(&lab), lab.queues()), (vec![1], (0, 0)));
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(1).wait_ms(450).stop("Public", How::Corrupt).wait(30);
    assert_eq!((attempts(&lab), lab.queues()), (vec![], (0, 0)));
}

/// The administrator mends the network and makes a new baseline.
#[test]
fn a_copy_that_failed_inspection_needs_a_reseed() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("Public", How::Corrupt).close_logs(3).wait(30).start("Public").wait(60);
    assert_eq!(lab.status(), "Failed", "it does not heal by itself");
    lab.suspend().resume().wait(60);
    assert_eq!(lab.status(), "Failed", "nor by being resumed");
    lab.suspend().reseed().wait(700).close_logs(1).wait(30);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

/// The network name works, letters and heartbeats arrive: nothing moves.
#[test]
fn damaged_files_move_nobody() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX1\\Public", How::Corrupt).letters(4).wait(LONG);
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. } | Event::NodeSilent { .. })));
    assert_eq!((lab.mail().present, lab.quorum().votes), (4, 3));
}

/// The files of the node can be read and are worth nothing.
#[test]
fn remaining_logs_that_arrive_damaged_are_not_fetched() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30).suspend().close_logs(8).letters(1);
    lab.stop("EXCHMAILBOX1\\Public", How::Corrupt).stop("EXCHMAILBOX1\\Cluster", How::Crash).wait(LONG);
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on()), (Some(NODE2), None));
    lab.start("EXCHMAILBOX1\\Public").wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None), "now they arrive well");
    assert!(lab.copy_on(NODE1).divergence.is_none());
}

/// The gauge counts a damaged log as what it is.
#[test]
fn a_damaged_log_in_the_inspector_folder_is_still_at_stake() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("Public", How::Corrupt).letters(3).close_logs(1).wait_ms(450);
    let said = lab.exposure();
    assert_eq!((said.logs.0, said.letters), (1, 4));
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.lost(), Some((1, 4, 0)));
}
