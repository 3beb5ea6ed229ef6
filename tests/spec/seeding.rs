//! `Update-StorageGroupCopy`: the whole database as a new baseline. Source: \[USGC\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;

/// 24 mailboxes of 250 MB at 10 MB/s.
const DURATION: u64 = 600;

fn update(delete_existing_files: bool, manual_resume: bool) -> Input {
    Input::UpdateCopy { group: GROUP, standby: None, delete_existing_files, manual_resume, over: None }
}

fn failure(lab: &Lab) -> Option<CopyFailure> {
    lab.passive().failed.map(|(failure, _)| failure)
}

#[test]
fn seeding_takes_as_long_as_the_database_is_large() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30).suspend().reseed().wait(DURATION - 1);
    assert_eq!(lab.status(), "Seeding");
    let said = lab.last_event(|event| match event {
        Event::SeedingStarted { duration, .. } => Some(duration.as_millis()),
        _ => None,
    });
    assert_eq!(said, DURATION * 1_000);
    lab.wait(2);
    assert_ne!(lab.status(), "Seeding");
    lab.close_logs(1).wait(30);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

#[test]
fn a_copy_is_seeded_only_when_it_is_suspended_and_nothing_is_in_the_way() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30);
    assert_eq!(lab.refusal(&update(true, false)), Some(Refusal::CopyNotSuspended { group: GROUP }));
    lab.suspend();
    assert_eq!(lab.refusal(&update(false, false)), Some(Refusal::FilesExist { group: GROUP }));
    assert_eq!(lab.refusal(&update(true, false)), None);
    lab.stop("EXCHMAILBOX2\\Replication", How::Shutdown);
    let refusal = Refusal::CopyNotReachable { node: lab.node(NODE2) };
    assert_eq!(lab.refusal(&update(true, false)), Some(refusal));
    lab.start("EXCHMAILBOX2\\Replication").give(Input::DismountDatabase { group: GROUP }).wait(30);
    assert_eq!(lab.refusal(&update(true, false)), Some(Refusal::SourceNotMounted { group: GROUP }));
}

#[test]
fn the_copy_is_resumed_after_seeding_unless_that_was_to_be_done_by_hand() {
    for manual_resume in [false, true] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).suspend().give(update(true, manual_resume)).wait(DURATION + 10);
        assert_eq!(lab.status() == "Suspended", manual_resume);
        if manual_resume {
            lab.resume();
        }
        lab.close_logs(1).wait(30);
        assert_eq!(lab.status(), "Healthy");
    }
}

/// Logs that were closed meanwhile belong to the baseline.
#[test]
fn people_work_on_while_the_copy_is_seeded() {
    let mut lab = Lab::busy(SP1);
    lab.wait(600).suspend().reseed().wait(DURATION + 1);
    let baseline = lab.last_event(|event| match event {
        Event::SeedingFinished { generation, .. } => Some(*generation),
        _ => None,
    });
    assert!(baseline.0 > 3, "logs were closed while it lasted");
    assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})));
    lab.wait(600);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

/// A new baseline is worth as much as the old one.
#[test]
fn a_seeded_copy_can_take_over() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(5).wait(30).suspend().reseed().wait(DURATION + 10).close_logs(2).wait(30);
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    assert_eq!(lab.mail().present, 7);
}

/// What was there before is deleted, and the new baseline is not complete.
#[test]
fn seeding_that_is_interrupted_leaves_a_failed_copy() {
    for (part, how) in [
        (NODE1, How::PowerCut),
        (NODE2, How::PowerCut),
        ("EXCHMAILBOX2\\Replication", How::Crash),
        ("EXCHMAILBOX2\\DatabaseDisk", How::Fail),
        ("EXCHMAILBOX1\\Store", How::Crash),
        ("EXCHMAILBOX1\\Public", How::Fail),
    ] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).close_logs(5).wait(30).suspend().reseed().wait(100).stop(part, how).wait(LONG);
        assert_eq!(failure(&lab), Some(CopyFailure::SeedingInterrupted), "{part}");
        if lab.bench().can_start(lab.bench().parts.part_named(part).expect("it exists")) {
            lab.start(part);
        }
        lab.wait(LONG);
        assert_eq!(lab.copy_on(NODE2).files.len(), 0, "{part}");
        if lab.mounted_on().is_none() {
            let command = lab.move_to(NODE1, true);
            lab.give(command).wait(LONG);
        }
        assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE1), 5), "{part}");
        lab.reseed().wait(DURATION + 10).close_logs(1).wait(30);
        assert_eq!(lab.status(), "Healthy", "{part}");
    }
}

#[test]
fn a_copy_that_is_being_seeded_is_left_alone() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().reseed().wait(10);
    let refusal = Some(Refusal::CopyBeingSeeded { group: GROUP });
    assert_eq!(lab.refusal(&Input::ResumeCopy { group: GROUP, standby: None }), refusal);
    assert_eq!(lab.refusal(&update(true, false)), refusal);
}

/// There is no baseline, whatever the administrator says.
#[test]
fn a_copy_without_a_database_fails_when_it_is_resumed() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().reseed().wait(100).stop("EXCHMAILBOX2\\Replication", How::Crash).wait(10);
    lab.start("EXCHMAILBOX2\\Replication").resume().wait(10);
    assert_eq!(lab.status(), "Failed");
    assert!(failure(&lab).is_some());
}
