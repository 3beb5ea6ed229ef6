//! `AutoDatabaseMountDial` and what overrides it. Source: \[PSBOOK\], \[RSGC\], \[EV2093\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::Event;
use failover_lab::model::exchange::Activation;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::MountDial::{self, BestAvailability, GoodAvailability, Lossless};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::units::LogCount;

/// A lab whose active node has died with `missing` closed logs and a letter in the open one.
fn crashed(dial: MountDial, missing: u32, open: u32) -> Lab {
    let mut lab = Lab::with_dial(dial);
    lab.wait(60).close_logs(94).wait(120);
    assert_eq!(lab.queues(), (0, 0));
    lab.suspend().close_logs(missing);
    if open > 0 {
        lab.letters(open);
    }
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    lab
}

/// Closed logs count; the open one only for Lossless.
#[test]
fn the_dial_decides_by_the_closed_logs_that_are_missing() {
    #[rustfmt::skip]
    let table = [
        // missing  Lossless  Good   Best
        (0,         false,    true,  true),
        (2,         false,    true,  true),
        (3,         false,    true,  true),
        (4,         false,    false, true),
        (6,         false,    false, true),
        (7,         false,    false, false),
        (12,        false,    false, false),
    ];
    for (missing, lossless, good, best) in table {
        for (dial, mounts) in [(Lossless, lossless), (GoodAvailability, good), (BestAvailability, best)] {
            let lab = crashed(dial, missing, 2);
            assert_eq!(lab.mounted_on().is_some(), mounts, "{} with {missing} missing", dial.name());
            assert_eq!(lab.lost(), mounts.then_some((missing, missing + 2, 0)), "{}", dial.name());
            let state = lab.view().databases()[0].state;
            assert_eq!(state, if mounts { "Mounted" } else { "Waiting" }, "{}", dial.name());
        }
    }
}

#[test]
fn lossless_mounts_when_nothing_at_all_is_missing() {
    let lab = crashed(Lossless, 0, 0);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
}

#[test]
fn the_dial_can_be_set_before_the_crash() {
    let mut lab = Lab::with_dial(BestAvailability);
    lab.wait(60).give(Input::SetMountDial { dial: GoodAvailability }).suspend().close_logs(4);
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on(), None);
}

/// What was missing is on the old node, and it is back.
#[test]
fn a_waiting_database_mounts_without_loss_when_the_old_node_returns() {
    for (dial, missing) in [(Lossless, 0), (GoodAvailability, 4), (BestAvailability, 9)] {
        let mut lab = crashed(dial, missing, 3);
        assert_eq!(lab.mounted_on(), None);
        lab.wait(3_600).start(NODE1).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None), "{}", dial.name());
        assert_eq!(u64::from(94 + missing + 3), lab.mail().present, "{}", dial.name());
        assert_eq!(lab.passive().divergence, None);
    }
}

#[test]
fn a_person_may_accept_the_loss_and_mount() {
    let mut lab = crashed(BestAvailability, 9, 3);
    let refusal = Refusal::LogsMissing { group: GROUP, missing: LogCount(9), tolerated: LogCount(6) };
    assert_eq!(lab.refusal(&Input::MountDatabase { group: GROUP }), Some(refusal));
    lab.accept_loss().wait(60);
    assert_eq!(lab.mounted_on(), None, "Restore-StorageGroupCopy does not mount by itself");
    lab.mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((9, 12, 0))));
}

/// Nothing is waiting, so there is no dial to override.
#[test]
fn only_a_waiting_storage_group_can_be_restored() {
    let lab = Lab::with_dial(BestAvailability);
    let refusal = Refusal::NothingToRestore { group: GROUP };
    assert_eq!(lab.refusal(&Input::RestoreCopy { group: GROUP, standby: None }), Some(refusal));
}

#[test]
fn a_higher_dial_lets_a_waiting_database_be_mounted() {
    let mut lab = crashed(GoodAvailability, 5, 0);
    assert!(lab.refusal(&Input::MountDatabase { group: GROUP }).is_some());
    lab.give(Input::SetMountDial { dial: BestAvailability }).mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((5, 5, 0))));
}

/// Whatever is lost; counted from when the database began to wait, whenever it was set.
#[test]
fn forced_database_mount_after_so_many_hours_mounts_at_any_loss() {
    for set_before in [true, false] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).suspend().close_logs(20);
        let force = Input::SetForcedMount { hours: Some(2) };
        if set_before {
            lab.give(force.clone());
        }
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        let began = lab.last(|event| matches!(event, Event::MountRefused { .. })).expect("the dial refused");
        if !set_before {
            lab.wait(1_800).give(force);
        }
        lab.wait(3 * 3_600);
        let forced = lab.last(|event| matches!(event, Event::MountForced { .. })).expect("the mount was forced");
        assert_eq!(forced.since(began).as_millis(), 2 * 3_600_000, "set before: {set_before}");
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((20, 20, 0))));
    }
}

/// A node that shows itself for a moment does not make the others wait longer.
#[test]
fn the_time_to_a_forced_mount_is_counted_from_the_first_refusal() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().close_logs(60).give(Input::SetForcedMount { hours: Some(2) });
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    let began = lab.last(|event| matches!(event, Event::MountRefused { .. })).expect("the dial refused");
    lab.wait(3_000).start(NODE1).wait(92).stop(NODE1, How::PowerCut).wait(3 * 3_600);
    assert_eq!(lab.count(|event| matches!(event, Event::MountRefused { .. })), 2, "it was asked twice");
    let forced = lab.last(|event| matches!(event, Event::MountForced { .. })).expect("the mount was forced");
    assert_eq!(forced.since(began).as_millis(), 2 * 3_600_000);
}

/// What a person accepted once is not accepted for ever.
#[test]
fn a_loss_is_accepted_for_one_mount_only() {
    let mut lab = crashed(BestAvailability, 9, 0);
    lab.accept_loss().mount().wait(LONG).start(NODE1).wait(LONG).close_logs(1).wait(60);
    lab.suspend().reseed().wait(700).close_logs(1).wait(60).suspend().close_logs(8);
    lab.stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on()), (Some(NODE1), None));
}

/// The old node is back in reach while the new one still tries to reach it.
#[test]
fn logs_that_come_into_reach_in_time_are_fetched() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(4).stop("EXCHMAILBOX1\\Public", How::Fail);
    while !matches!(lab.storage().activation, Some(Activation::Fetching { .. })) {
        lab.wait(1);
    }
    lab.wait(10).start("EXCHMAILBOX1\\Public").wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
}

#[test]
fn without_forced_database_mount_after_a_database_waits_for_ever() {
    let mut lab = crashed(BestAvailability, 7, 0);
    lab.wait(7 * 86_400);
    assert_eq!(lab.mounted_on(), None);
}

/// The passive database is as old as the suspension.
#[test]
fn a_suspended_copy_waits_after_a_crash_and_restore_then_mount_bring_it_up() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(5).wait(30).suspend().close_logs(30).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on(), lab.server().state), (None, "Partially Online"));
    lab.accept_loss().mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((30, 30, 0))));
    assert_eq!(lab.copy_on(NODE2).suspended, None, "the active copy is no copy to suspend");
}

/// A copy whose replay lags has all its logs: replaying them costs time, not mail.
#[test]
fn logs_that_wait_for_replay_are_replayed_before_the_mount() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(1).wait_ms(650).suspend();
    assert_eq!(lab.queues(), (0, 1));
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    assert_eq!(lab.count(|event| matches!(event, Event::LogReplayed { .. })), 1);
}

/// The loss is told before anything is thrown away.
#[test]
fn the_journal_says_how_many_logs_are_missing_and_tolerated() {
    let lab = crashed(GoodAvailability, 5, 1);
    let said = lab.last_event(|event| match event {
        Event::MountRefused { missing, tolerated, open_log, .. } => Some((missing.0, tolerated.0, *open_log)),
        _ => None,
    });
    assert_eq!(said, (5, 3, true));
    let (rule, reasons) = lab.explain(|event| matches!(event, Event::MountRefused { .. }));
    assert_eq!(rule.map(|rule| rule.id()), Some("mount-dial"));
    assert!(reasons.contains(&"CommandGiven") && reasons.contains(&"NodeFailed"), "{reasons:?}");
}
