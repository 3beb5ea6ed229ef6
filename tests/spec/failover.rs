//! Failures of whole nodes: who has the database afterwards, and what it cost.

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{DismountReason, Event, MoveReason};
use failover_lab::model::ids::How;

#[test]
fn losing_the_active_node_moves_the_server_and_loses_the_open_log() {
    for how in [How::PowerCut, How::Crash, How::Hang] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).close_logs(3).wait(30).letters(5).stop(NODE1, how).wait(LONG);
        assert_eq!(lab.server().active_node.as_deref(), Some(NODE2), "{how:?}");
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "{how:?}");
        assert_eq!((lab.quorum().votes, lab.quorum().needed), (2, 2));
        assert_eq!(lab.lost(), Some((0, 5, 0)), "{how:?}");
    }
}

/// A small lab fails over in one to two minutes.
#[test]
fn a_failover_takes_one_to_two_minutes() {
    for (config, least, most) in [(RTM, 60, 120), (SP1, 60, 120)] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).stop(NODE1, How::PowerCut).wait(LONG);
        let outage = lab.view().outages()[0];
        let seconds = outage.to.expect("the service is back").since(outage.from).as_millis() / 1_000;
        assert!((least..=most).contains(&seconds), "{seconds} s");
    }
}

#[test]
fn what_was_shipped_is_never_lost() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(7).close_logs(1).wait(30).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.lost(), None, "the open log was empty");
    assert_eq!((lab.mail().present, lab.mail().lost), (8, 0));
}

/// With an empty open log nothing differs, so the old copy only has to catch up.
#[test]
fn a_failover_without_loss_leaves_no_divergence() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(4).wait(30).stop(NODE1, How::PowerCut).wait(LONG).start(NODE1).wait(LONG);
    lab.close_logs(2).wait(30);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    assert!(!lab.happened(|event| matches!(event, Event::ResynchronizingStarted { .. })));
}

#[test]
fn shutting_the_active_node_down_hands_the_server_over_without_loss() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(3).letters(4).stop(NODE1, How::Shutdown).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::MoveStarted { reason: MoveReason::NodeShutdown, .. })));
    assert!(
        lab.happened(|event| matches!(event, Event::DatabaseDismounted { reason: DismountReason::GroupOffline, .. }))
    );
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    assert_eq!(lab.mail().present, 7);
}

/// The files of the node can still be read: the remaining logs are fetched, the open one too.
#[test]
fn losing_only_the_cluster_service_of_the_active_node_loses_nothing() {
    for how in [How::Crash, How::Hang, How::Shutdown] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).suspend().close_logs(9).letters(5);
        lab.stop("EXCHMAILBOX1\\Cluster", how).wait(LONG);
        let fetched = lab.last_event(|event| match event {
            Event::RemainingLogsFetched { logs, open_log, .. } => Some((logs.0, *open_log)),
            _ => None,
        });
        assert_eq!(fetched, (9, true), "{how:?}");
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
        assert_eq!(lab.mail().present, 14);
    }
}

/// The node never left the network, so its copy goes on as the passive one.
#[test]
fn a_cluster_service_that_is_started_again_joins_as_the_passive_node() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).letters(5).stop("EXCHMAILBOX1\\Cluster", How::Crash).wait(LONG);
    lab.start("EXCHMAILBOX1\\Cluster").close_logs(2).wait(30);
    assert_eq!((lab.mounted_on().as_deref(), lab.status()), (Some(NODE2), "Healthy"));
    assert_eq!(lab.quorum().votes, 3);
}

/// Nobody has missed a heartbeat yet, but what the service had run is gone.
#[test]
fn a_cluster_service_that_is_back_before_it_was_missed_still_loses_its_server() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(5).stop("EXCHMAILBOX1\\Cluster", How::Crash).wait(2);
    lab.start("EXCHMAILBOX1\\Cluster").wait(LONG);
    assert!(lab.mounted_on().is_some());
    assert_eq!((lab.server().state, lab.lost()), ("Online", None));
}

#[test]
fn losing_the_passive_node_is_nothing_to_the_people() {
    for how in [How::PowerCut, How::Crash, How::Hang, How::Shutdown] {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).close_logs(2).wait(30).stop(NODE2, how).wait(LONG);
        assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})), "{how:?}");
        assert_eq!((lab.status(), lab.quorum().votes), ("ServiceDown", 2));
        lab.close_logs(5);
        assert_eq!(lab.queues().0, 5, "{how:?}");
        lab.start(NODE2).wait(LONG);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "the copy catches up by itself");
    }
}

#[test]
fn losing_both_nodes_ends_the_service_until_one_returns() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(2).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!((lab.server().state, lab.mounted_on(), lab.has_quorum()), ("Offline", None, false));
    lab.start(NODE1).start(NODE2).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
    assert_eq!(lab.mail().present, 2, "what was committed is in the logs of the node that wrote it");
}

/// There is nowhere to go, and the node comes back with everything it had.
#[test]
fn a_node_that_is_alone_recovers_from_its_own_logs() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE2, How::PowerCut).wait(LONG);
    lab.close_logs(12).letters(3).stop(NODE1, How::PowerCut).wait(60).start(NODE1).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
    assert_eq!(lab.mail().present, 15);
}

/// A start that was broken off does not make the next one shorter.
#[test]
fn a_node_whose_power_is_cut_while_it_starts_begins_anew() {
    let boot = |lab: &mut Lab| {
        let from = lab.now();
        lab.start(NODE2).wait(200);
        lab.last(|event| matches!(event, Event::NodeStarted { .. })).expect("it has started").since(from)
    };
    let mut lab = Lab::quiet(RTM);
    lab.stop(NODE2, How::PowerCut).wait(30);
    let whole = boot(&mut lab);
    lab.stop(NODE2, How::PowerCut).wait(30).start(NODE2).wait(50).stop(NODE2, How::PowerCut).wait(1);
    assert_eq!(boot(&mut lab), whole);
    assert_eq!(lab.quorum().votes, 3);
}

/// A node whose power is cut while the database is being mounted has mounted nothing.
#[test]
fn a_node_that_dies_while_it_mounts_has_not_mounted() {
    for step in 0..120 {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(3).stop(NODE1, How::PowerCut).wait(step).stop(NODE2, How::PowerCut);
        lab.wait(LONG);
        let was_up = lab.storage().reign == 2;
        assert_eq!(was_up, lab.happened(|event| matches!(event, Event::DatabaseMounted { .. })), "after {step} s");
        lab.start(NODE1).start(NODE2).wait(LONG);
        assert_eq!((lab.mounted_on().is_some(), lab.lost().is_some()), (true, was_up), "after {step} s");
    }
}
