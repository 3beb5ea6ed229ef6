//! How a copy hears of closed logs: a notice of the folder, or the next look into it. Source: recalled.

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::engine::SimTime;
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::input::Input;
use failover_lab::model::params::LOG_POLL_MS;

/// A bench on which the way of the logs was cut while three of them were closed.
fn stopped(build: failover_lab::model::params::Config) -> Lab {
    let mut lab = Lab::quiet(build);
    lab.wait(60).close_logs(1).wait(10).cut(NODE1, NODE2, Some(NetworkId::Public)).close_logs(3).wait(2);
    lab
}

fn noticed(lab: &Lab) -> Option<(SimTime, bool)> {
    lab.events().rev().find_map(|(at, event)| match event {
        Event::LogsNoticed { by_look, .. } => Some((at, *by_look)),
        _ => None,
    })
}

fn attempts(lab: &Lab) -> Vec<u32> {
    let attempt = |event: &Event| match event {
        Event::InspectionFailed { attempt, .. } => Some(*attempt),
        _ => None,
    };
    lab.events().filter_map(|(_, event)| attempt(event)).collect()
}

#[test]
fn copying_stops_while_the_logs_are_out_of_reach_and_goes_on_by_itself() {
    for build in [RTM, SP1] {
        let mut lab = stopped(build);
        assert_eq!((lab.status(), lab.queues()), ("Stopped", (3, 0)));
        assert_eq!(lab.count(|event| matches!(event, Event::LogCopyingStopped { .. })), 1);
        lab.wait(LONG);
        assert_eq!(lab.status(), "Stopped", "as long as the way is cut");
        lab.mend(NODE1, NODE2).wait(LOG_POLL_MS / 1_000 + 10);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    }
}

/// The source's own disk is as much in the way as a wire is.
#[test]
fn logs_on_a_lost_volume_of_the_source_stop_the_copying() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).suspend().close_logs(2).stop("EXCHMAILBOX1\\LogDisk", How::Fail).resume().wait(2);
    assert_eq!((lab.status(), lab.queues()), ("Stopped", (2, 0)));
    lab.start("EXCHMAILBOX1\\LogDisk").wait(LOG_POLL_MS / 1_000 + 10);
    assert_eq!(lab.queues(), (0, 0));
}

/// The notice of the closed log was given while nobody could hear it.
#[test]
fn a_lost_notice_is_made_up_for_by_the_next_look() {
    for seconds in [1, 4, 8] {
        let mut lab = stopped(SP1);
        lab.wait(seconds).mend(NODE1, NODE2);
        let mended = lab.now();
        lab.wait_ms(500);
        assert_eq!((lab.status(), lab.queues()), ("Stopped", (3, 0)), "in reach, and nobody has told");
        lab.wait(LOG_POLL_MS / 1_000 + 5);
        let (at, by_look) = noticed(&lab).expect("it goes on");
        assert!(by_look && at.as_millis().is_multiple_of(LOG_POLL_MS), "{at:?}");
        assert!(at.since(mended).as_millis() <= LOG_POLL_MS);
        assert_eq!(lab.queues(), (0, 0));
    }
}

#[test]
fn the_next_closed_log_brings_the_others_before_the_next_look() {
    let mut lab = stopped(SP1);
    lab.mend(NODE1, NODE2).close_logs(1).wait_ms(100);
    assert_eq!(noticed(&lab).map(|(_, by_look)| by_look), Some(false));
    lab.wait(10);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

#[test]
fn a_way_that_breaks_again_before_the_next_look_stops_the_copying_anew() {
    let mut lab = stopped(SP1);
    lab.mend(NODE1, NODE2).wait_ms(100).cut(NODE1, NODE2, Some(NetworkId::Public)).wait(LONG);
    assert_eq!((lab.status(), noticed(&lab)), ("Stopped", None));
    assert_eq!(lab.count(|event| matches!(event, Event::LogCopyingStopped { .. })), 1, "it has never gone on");
}

#[test]
fn a_cut_way_stops_nothing_while_there_is_nothing_to_copy() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(1).wait(10).cut(NODE1, NODE2, Some(NetworkId::Public)).wait(LONG);
    assert_eq!((lab.status(), noticed(&lab)), ("Healthy", None));
}

/// Whoever resumes a copy, or starts its service, lets it look at once.
#[test]
fn a_copy_that_is_suspended_is_not_stopped_and_looks_when_it_is_resumed() {
    let mut lab = stopped(SP1);
    lab.suspend();
    assert_eq!(lab.status(), "Suspended");
    lab.mend(NODE1, NODE2).resume().wait_ms(LOG_POLL_MS / 2);
    assert_eq!((lab.queues(), noticed(&lab)), ((0, 0), None));
}

/// Nobody moves a server to a copy that lacks logs and cannot get them.
#[test]
fn a_copy_whose_copying_has_stopped_is_not_fit_for_a_move() {
    let lab = stopped(SP1);
    let refusal = lab.refusal(&lab.move_to(NODE2, false)).expect("it is refused");
    assert!(format!("{refusal:?}").contains("Stopped"), "{refusal:?}");
}

#[test]
fn a_copy_that_takes_over_is_stopped_no_more() {
    let mut lab = stopped(SP1);
    lab.stop(NODE1, How::PowerCut).wait(10);
    assert_eq!(lab.status(), "Stopped");
    lab.wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert_eq!(lab.copy_on(NODE2).stopped, None);
}

/// A file that is read while its way breaks off is short, whatever becomes of the way.
#[test]
fn a_log_whose_way_breaks_off_for_a_moment_arrives_short_and_is_copied_again() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(1).wait_ms(200).cut(NODE1, NODE2, Some(NetworkId::Public)).wait_ms(50);
    lab.mend(NODE1, NODE2).wait(10);
    assert_eq!((attempts(&lab), lab.status(), lab.queues()), (vec![1], "Healthy", (0, 0)));
    let ignored = lab.view().ignored_logs(lab.copy_on(NODE2).disks);
    assert_eq!(ignored, ["IgnoredLogs\\InspectionFailed\\E0000000001.log"]);
    assert!(lab.bench().parts.cuts.is_empty());
}

/// What had arrived before the way broke off is whole.
#[test]
fn a_way_that_breaks_off_while_a_log_is_inspected_does_it_no_harm() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(1).wait_ms(450).cut(NODE1, NODE2, Some(NetworkId::Public)).wait(10);
    assert_eq!((attempts(&lab), lab.queues()), (vec![], (0, 0)));
}

/// A log that never arrived is no failed attempt.
#[test]
fn a_log_whose_way_stays_cut_is_copied_when_it_is_mended_and_passes_at_once() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(1).wait_ms(200).cut(NODE1, NODE2, Some(NetworkId::Public)).wait(5);
    assert_eq!(lab.status(), "Stopped");
    lab.mend(NODE1, NODE2).give(Input::SendMail { count: 1, from: None, to: None, size: 1_000 });
    lab.give(Input::CloseLog { group: GROUP }).wait(20);
    assert_eq!((attempts(&lab), lab.queues()), (vec![], (0, 0)));
}
