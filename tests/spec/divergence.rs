//! The old active copy returns with logs that nobody else has. Source: \[EV2058\], \[INCZH\], \[LLR\].

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::{DiskSet, How};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, MountDial};

/// The old node returns after a mount that lost so many closed logs; then the active copy closes a log.
fn returned(config: Config, missing: u32) -> Lab {
    let mut lab = Lab::quiet(config);
    lab.wait(60).close_logs(100 - missing).wait(120).suspend().close_logs(missing).letters(1);
    assert_eq!(lab.last_generated().0, 100, "the open log is number 101");
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    if lab.mounted_on().is_none() {
        lab.accept_loss().mount().wait(LONG);
    }
    assert_eq!(lab.lost().map(|(closed, ..)| closed), Some(missing));
    lab.start(NODE1).wait(LONG).close_logs(3).wait(120);
    lab
}

/// The database file holds nothing of the newest logs, as deep as Lost Log Resilience goes.
#[test]
fn an_incremental_reseed_is_enough_while_the_loss_is_less_than_the_llr_depth() {
    let rtm = |dial| Config { dial, ..RTM };
    #[rustfmt::skip]
    let table = [
        // configuration                    LLR depth
        (rtm(MountDial::Lossless),          1),
        (rtm(MountDial::GoodAvailability),  4),
        (rtm(MountDial::BestAvailability),  7),
        (SP1,                               10),
        (Config { dial: MountDial::Lossless, ..SP1 }, 10),
    ];
    for (config, depth) in table {
        for missing in 0..=12 {
            let lab = returned(config, missing);
            let is_incremental = lab.happened(|event| matches!(event, Event::DivergedLogsDropped { .. }));
            let name = (config.build.name(), config.dial.name(), missing);
            assert_eq!(is_incremental, missing < depth, "{name:?}");
            assert_eq!(lab.status(), if is_incremental { "Healthy" } else { "Failed" }, "{name:?}");
        }
    }
}

/// SP1, depth 10: the open log was 101, so the file has nothing above 91; the other side went on from 97 or 90.
#[test]
fn the_worked_example_of_the_split() {
    for (went_on_from, is_incremental) in [(97, true), (92, true), (91, false), (90, false)] {
        let lab = returned(SP1, 101 - went_on_from);
        let diverged_at = lab.last_event(|event| match event {
            Event::ResynchronizingStarted { diverged_at, .. } => Some(diverged_at.0),
            _ => None,
        });
        assert_eq!(diverged_at, went_on_from);
        let dropped = lab.happened(|event| matches!(event, Event::DivergedLogsDropped { .. }));
        assert_eq!(dropped, is_incremental, "went on from {went_on_from}");
        // What was dropped is kept aside, as it may be looked at.
        let aside = lab.view().ignored_logs(DiskSet::Own(lab.node(NODE1)));
        assert_eq!(aside.len() as u32, if dropped { 101 - went_on_from } else { 0 });
        assert!(aside.iter().all(|log| log.starts_with("IgnoredLogs\\E00OutOfDate\\E00")), "{aside:?}");
    }
}

/// With the dial at its setting a crash never asks for a full reseed.
#[test]
fn a_mount_that_the_dial_allowed_never_costs_a_full_reseed() {
    for (dial, most) in [(MountDial::GoodAvailability, 3), (MountDial::BestAvailability, 6)] {
        for config in [Config { dial, ..RTM }, Config { dial, ..SP1 }] {
            for missing in 0..=most {
                assert_eq!(returned(config, missing).status(), "Healthy", "{} {missing}", dial.name());
            }
        }
    }
}

/// There is nothing to compare before the active copy has a log of that number.
#[test]
fn divergence_is_not_seen_until_the_active_copy_has_closed_a_log() {
    let mut lab = Lab::busy(SP1);
    lab.wait(600);
    // Edits alone are lost, so that no letter comes back and is written again.
    while lab.exposure().letters > 0 || lab.exposure().edits == 0 {
        lab.wait(1);
    }
    lab.give(Input::SetWorkload { messages_per_hour: 0 }).stop(NODE1, How::PowerCut).wait(LONG);
    lab.start(NODE1).wait(3_600);
    assert!(!lab.happened(|event| matches!(event, Event::ResynchronizingStarted { .. })));
    assert_eq!(lab.status(), "Initializing", "nothing has been closed that could be compared");
    lab.close_logs(1).wait(60);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    assert!(lab.happened(|event| matches!(event, Event::DivergedLogsDropped { .. })));
}

#[test]
fn the_logs_that_only_the_old_copy_has_are_dropped_and_the_active_ones_copied() {
    let lab = returned(SP1, 3);
    let dropped = lab.last_event(|event| match event {
        Event::DivergedLogsDropped { from, logs, .. } => Some((from.0, logs.0)),
        _ => None,
    });
    assert_eq!(dropped, (98, 4), "three closed logs and the open one");
    let (active, passive) = (&lab.copy_on(NODE2).files, &lab.copy_on(NODE1).files);
    assert!(active.values().eq(passive.values()), "both copies have the same logs");
    assert_eq!(lab.copy_on(NODE1).open, None);
}

/// A dismount in good order writes everything into the file, the last log too.
#[test]
fn a_database_dismounted_in_good_order_that_lost_logs_needs_a_full_reseed() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(9).wait(60).letters(4).stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG);
    assert_eq!(lab.lost(), Some((1, 4, 0)));
    lab.start("EXCHMAILBOX1\\Public").wait(60).close_logs(3).wait(120);
    assert_eq!(lab.status(), "Failed");
}

/// What the file held when it was mounted stays in it, however deep Lost Log Resilience goes.
#[test]
fn a_store_that_was_restarted_lately_has_newer_changes_in_its_file() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(20).wait(60).suspend().close_logs(4);
    lab.stop("EXCHMAILBOX1\\Store", How::Crash).wait(60).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.lost(), Some((4, 4, 0)), "the dial allowed it");
    lab.start(NODE1).wait(LONG).close_logs(3).wait(120);
    assert_eq!(lab.status(), "Failed", "recovery had written the four logs into the file");
}

#[test]
fn a_diverged_copy_becomes_healthy_by_suspend_and_update() {
    let mut lab = returned(SP1, 12);
    let failure = lab.last_event(|event| match event {
        Event::CopyFailed { failure, .. } => Some(*failure),
        _ => None,
    });
    assert_eq!(failure, CopyFailure::Diverged);
    lab.suspend().reseed().wait(700).close_logs(1).wait(30);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    // And it is worth something: it can take over.
    lab.stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
}

/// Resuming does not heal what has diverged.
#[test]
fn a_diverged_copy_stays_failed_when_it_is_only_resumed() {
    let mut lab = returned(SP1, 12);
    lab.suspend().resume().close_logs(1).wait(120);
    assert_eq!(lab.status(), "Failed");
    assert_eq!(lab.count(|event| matches!(event, Event::ResynchronizingStarted { .. })), 1);
}

/// Until it has been compared, nobody knows what it holds.
#[test]
fn a_copy_that_has_diverged_is_not_mounted() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(9).wait(60).suspend().close_logs(2).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.lost(), Some((2, 2, 0)));
    // It has joined, and the comparison is under way.
    lab.start(NODE1).wait(110).stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on(), lab.server().active_node.as_deref()), (None, Some(NODE1)));
    lab.start(NODE2).wait(LONG);
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
}
