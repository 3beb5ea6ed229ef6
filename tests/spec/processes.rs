//! Processes that end or hang while their node lives. Source: \[POLL\], \[POLL2\], \[KB 947712\].

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1, SP1_2008};
use failover_lab::model::event::{Event, MoveReason, Resource};
use failover_lab::model::ids::How;
use failover_lab::model::params::{Config, Mode};

const STORE: &str = "EXCHMAILBOX1\\Store";

#[test]
fn a_store_that_dies_is_restarted_in_place_and_loses_nothing() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(3).letters(4).stop(STORE, How::Crash).wait(120);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. })));
    assert_eq!(lab.mail().present, 7, "what was committed is in the logs");
}

/// The cheap poll notices a dead process within 5 s, only the thorough one a hung one, within 60 s.
#[test]
fn a_dead_process_is_noticed_by_the_cheap_poll_and_a_hung_one_by_the_thorough_poll() {
    for (how, most) in [(How::Crash, 5_000), (How::Shutdown, 5_000), (How::Hang, 60_000)] {
        let mut slowest = 0;
        for phase in 0..31 {
            let mut lab = Lab::quiet(RTM);
            lab.wait_ms(61_000 + phase * 2_113);
            let end = lab.now();
            lab.stop(STORE, how).wait(70);
            let noticed = lab.last(|event| matches!(event, Event::ResourceFailed { .. })).expect("it is noticed");
            slowest = slowest.max(noticed.since(end).as_millis());
        }
        assert!((most * 9 / 10..=most).contains(&slowest), "{how:?}: {slowest} ms at the slowest");
    }
}

/// Crashes of the store in a row until the server moves.
fn crashes_until_move(config: Config, every: u64) -> Option<u32> {
    let mut lab = Lab::quiet(config);
    lab.wait(60);
    for crash in 1..=8 {
        lab.stop(STORE, How::Crash).wait(every);
        if lab.happened(|event| matches!(event, Event::MoveStarted { reason: MoveReason::ResourceFailed, .. })) {
            lab.wait(LONG);
            assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
            return Some(crash);
        }
    }
    None
}

/// Three restarts in 900 s on Windows 2003, one on Windows 2008; the next crash moves the server.
#[test]
fn too_many_crashes_of_the_store_move_the_server() {
    assert_eq!(crashes_until_move(RTM, 100), Some(4));
    assert_eq!(crashes_until_move(SP1, 100), Some(4));
    assert_eq!(crashes_until_move(SP1_2008, 100), Some(2));
}

#[test]
fn crashes_that_are_far_enough_apart_never_move_the_server() {
    assert_eq!(crashes_until_move(RTM, 400), None, "at most three lie within 900 s");
    assert_eq!(crashes_until_move(SP1_2008, 910), None);
}

/// Each resource has restarts of its own.
#[test]
fn a_crash_of_the_system_attendant_takes_no_restart_from_the_store() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60);
    for _ in 0..3 {
        lab.stop(STORE, How::Crash).stop("EXCHMAILBOX1\\SystemAttendant", How::Crash).wait(100);
    }
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. })));
    assert_eq!(lab.count(|event| matches!(event, Event::ResourceRestarting { .. })), 6);
}

#[test]
fn people_keep_working_while_the_system_attendant_is_restarted() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX1\\SystemAttendant", How::Crash).wait(LONG);
    let resource = Resource::SystemAttendant;
    assert!(lab.happened(|event| matches!(event, Event::ResourceRestarting { resource: it, .. } if *it == resource)));
    assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})));
}

/// A person may be quicker than the cluster.
#[test]
fn a_store_that_is_started_by_hand_brings_its_database_back_once() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(62).letters(1).stop(STORE, How::Crash).start(STORE).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    assert_eq!(lab.count(|event| matches!(event, Event::ProcessStarted { .. })), 1);
    assert_eq!(lab.count(|event| matches!(event, Event::DatabaseMounted { .. })), 1);
}

/// A lab whose only node has used up its restarts.
fn failed_for_good() -> Lab {
    let mut lab = Lab::quiet(SP1_2008);
    lab.wait(60).letters(3).stop(NODE2, How::PowerCut).wait(60);
    lab.stop(STORE, How::Crash).wait(100).stop(STORE, How::Crash).wait(10);
    assert!(lab.happened(|event| matches!(event, Event::ServerFailed { .. })));
    assert_eq!((lab.server().state, lab.mounted_on()), ("Failed", None));
    lab
}

/// A failed resource is tried again after an hour.
#[test]
fn a_store_that_cannot_be_kept_up_on_the_only_node_is_tried_again_after_an_hour() {
    let mut lab = failed_for_good();
    lab.wait(3_580);
    assert_eq!(lab.server().state, "Failed");
    lab.wait(120);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE1), 3));
}

/// Another node has restarts of its own.
#[test]
fn a_server_that_has_failed_comes_online_on_the_node_that_returns() {
    let mut lab = failed_for_good();
    lab.start(NODE2).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE2), 3));
    assert_eq!(lab.lost(), None, "the logs of the other node can be read");
}

/// SP1 asks the service itself; RTM has no word for it and reads Failed.
#[test]
fn a_stopped_replication_service_lets_the_copy_queue_grow() {
    for (config, status) in [(SP1, "ServiceDown"), (RTM, "Failed")] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).stop("EXCHMAILBOX2\\Replication", How::Shutdown).close_logs(4).wait(60);
        assert_eq!((lab.status(), lab.queues()), (status, (4, 0)));
        assert!(lab.bench().service.is_up, "people do not notice");
        lab.start("EXCHMAILBOX2\\Replication").wait(30);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    }
}

#[test]
fn a_failover_while_the_replication_service_is_stopped_may_exceed_the_dial() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX2\\Replication", How::Shutdown).close_logs(7).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on(), None);
    assert!(lab.happened(|event| matches!(event, Event::MountRefused { .. })));
}

/// It is the Replication service of the copy's server that copies logs, the remaining ones too.
#[test]
fn without_the_replication_service_the_remaining_logs_are_not_fetched() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX2\\Replication", How::Shutdown).close_logs(9).letters(1);
    lab.stop("EXCHMAILBOX1\\Cluster", How::Shutdown).wait(LONG);
    assert_eq!(lab.mounted_on(), None, "the old node can be read, and nobody reads it");
    let (_, reasons) = lab.explain(|event| matches!(event, Event::RemainingLogsOutOfReach { .. }));
    assert!(reasons.contains(&"PartFailed"), "{reasons:?}");
    lab.start("EXCHMAILBOX2\\Replication").wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost(), lab.mail().present), (Some(NODE2), None, 10));
}

/// The active side serves files; the passive side pulls.
#[test]
fn the_replication_service_of_the_active_node_is_not_needed_for_copying() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX1\\Replication", How::Shutdown).close_logs(3).wait(30);
    assert_eq!(lab.queues(), (0, 0));
}

/// No cluster watches over a server of its own; the service manager does, for what crashed and not for what was stopped.
#[test]
fn a_crashed_store_of_a_stand_alone_server_is_started_again_by_windows() {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..RTM });
    lab.stop("EXCHMAILBOX\\Store", How::Crash).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some("EXCHMAILBOX"));
    lab.stop("EXCHMAILBOX\\Store", How::Shutdown).wait(LONG);
    assert_eq!(lab.mounted_on(), None);
}

/// It is no resource of a cluster: the service manager starts it again everywhere, if it crashed.
#[test]
fn a_crashed_replication_service_is_started_again_by_windows_and_a_stopped_one_is_not() {
    for (mode, name) in [(Mode::Lcr, "EXCHMAILBOX\\Replication"), (Mode::Ccr, "EXCHMAILBOX2\\Replication")] {
        let mut lab = Lab::quiet(Config { mode, ..SP1 });
        lab.close_logs(1).wait(60).stop(name, How::Crash).close_logs(2).wait(5);
        assert_eq!((lab.status(), lab.queues().0), ("ServiceDown", 2), "{name}");
        lab.wait(60);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "{name}");
        lab.stop(name, How::Shutdown).wait(LONG);
        assert_eq!(lab.status(), "ServiceDown", "{name}");
    }
}
