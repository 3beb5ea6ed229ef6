//! `Update-StorageGroupCopy`: the whole database as a new baseline. Source: \[USGC\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::engine::{SimTime, StepBudget};
use failover_lab::lab::session::Session;
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::exchange::DatabaseState;
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

/// The file grows with the mail in it, and so does the way of the whole of it.
#[test]
fn seeding_takes_longer_for_a_database_that_has_grown() {
    let said = |letters| {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60);
        lab.give(Input::SendMail { count: letters, from: None, to: None, size: 10 * 1_048_576 }).wait(60);
        lab.suspend().reseed();
        lab.last_event(|event| match event {
            Event::SeedingStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        })
    };
    assert_eq!(said(50), DURATION * 1_000 + 50 * 1_000, "500 MB more at 10 MB/s");
    assert_eq!(said(1), DURATION * 1_000 + 1_000);
}

#[test]
fn the_drawing_and_the_console_say_how_much_of_a_seeding_is_done() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().reseed().wait(DURATION / 4);
    let node = lab.view().scene().nodes.into_iter().find(|node| node.part.id == NODE2).expect("it is drawn");
    let copy = node.disks[0].copy.clone().expect("it has a copy");
    assert_eq!((copy.database_words.as_str(), copy.status.as_deref()), ("being seeded, 25 %", Some("Seeding")));
    let waits = lab.waits_for(r"Get-StorageGroupCopyStatus; Wait-Lab 1s").is_empty();
    assert!(waits, "a line that waits for a moment says nothing");
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend();
    let said =
        lab.waits_for(r"Update-StorageGroupCopy 'EXCHCMS\First Storage Group' -DeleteExistingFiles -Confirm:$false");
    assert!(said.contains("0 % done, 10m left"), "{said}");
}

/// No more is read or written, a baseline that is under way neither. Source: \[SSGC\].
#[test]
fn a_copy_that_is_suspended_while_it_is_seeded_has_no_baseline() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(5).wait(30).suspend().reseed().wait(100).suspend().wait(1);
    assert_eq!((lab.status(), failure(&lab)), ("Suspended", Some(CopyFailure::SeedingInterrupted)));
    assert_eq!((lab.passive().database, lab.passive().files.len()), (DatabaseState::Absent, 0));
    let (_, reasons) = lab.explain(|event| matches!(event, Event::CopyFailed { .. }));
    assert!(reasons.contains(&"CopySuspended"), "{reasons:?}");
    lab.wait(DURATION);
    assert!(!lab.happened(|event| matches!(event, Event::SeedingFinished { .. })));
    lab.resume().wait(10);
    assert_eq!(lab.status(), "Failed", "it wants a new baseline");
    // Nothing is left there that would be in the way of one.
    lab.suspend().give(update(false, false)).wait(DURATION + 10).close_logs(1).wait(30);
    assert_eq!(lab.status(), "Healthy");
}

/// Ctrl+C gives a line of its own, so that a run that is read again goes the same way.
#[test]
fn control_c_ends_a_seeding_in_the_run_and_in_what_is_saved_of_it() {
    let run = |session: &mut Session, seconds: u64| {
        session.run_until(SimTime::from_secs(seconds), StepBudget(u64::MAX));
    };
    let mut session = Session::from_text("ccr seed=1 build=sp1\n").expect("a scenario");
    run(&mut session, 60);
    session.enter("Suspend-StorageGroupCopy 'First Storage Group' -Confirm:$false");
    session.enter("Update-StorageGroupCopy 'First Storage Group' -DeleteExistingFiles -Confirm:$false");
    run(&mut session, 100);
    assert_eq!(session.view().copies()[0].shown.name(), "Seeding");
    session.interrupt();
    run(&mut session, 120);
    let copy = session.view().copies().remove(0);
    assert_eq!((copy.shown.name(), copy.failure), ("Suspended", Some("SeedingInterrupted")));
    assert!(session.console_text().contains("Suspend-StorageGroupCopy \"EXCHCMS\\First Storage Group\""));
    let mut again = Session::from_text(&session.transcript()).expect("what is saved can be read");
    run(&mut again, 120);
    assert_eq!(again.digest(), session.digest());
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
