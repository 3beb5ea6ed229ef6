//! Networks that fail, one by one and together. Source: \[MULTISITE4\], \[KB921181\].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::{Event, MoveReason, Resource};
use failover_lab::model::ids::{How, NetworkId};

/// Heartbeats go over the public network too.
#[test]
fn losing_the_private_network_moves_nothing() {
    for part in ["Private", "EXCHMAILBOX1\\Private", "EXCHMAILBOX2\\Private"] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).stop(part, How::Fail).close_logs(3).wait(LONG);
        assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. } | Event::ServiceLost {})), "{part}");
        assert_eq!((lab.queues(), lab.quorum().votes), ((0, 0), 3), "logs travel on the public network");
    }
}

/// The network name fails, and the server goes where it can be reached.
#[test]
fn losing_the_public_connection_of_the_active_node_moves_the_server() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30).stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG);
    let name = Resource::NetworkName;
    assert!(lab.happened(|event| matches!(event, Event::ResourceFailed { resource, .. } if *resource == name)));
    assert!(lab.happened(|event| matches!(event, Event::MoveStarted { reason: MoveReason::ResourceFailed, .. })));
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None), "everything had been shipped");
}

/// The database is dismounted in good order, but its last log stays where nobody reaches it.
#[test]
fn losing_the_public_connection_may_cost_the_last_log() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30).letters(4).stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((1, 4, 0))));
}

#[test]
fn losing_the_public_connection_of_the_passive_node_only_stops_its_copy() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("EXCHMAILBOX2\\Public", How::Fail).close_logs(3).wait(LONG);
    assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {} | Event::NodeSilent { .. })));
    assert_eq!(lab.queues().0, 3);
    lab.start("EXCHMAILBOX2\\Public").wait(30);
    assert_eq!(lab.queues(), (0, 0));
}

/// No node is better off, so the server fails where it is and comes back with the network.
#[test]
fn losing_the_whole_public_network_ends_the_service_until_it_is_back() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(2).stop("Public", How::Fail).wait(LONG);
    assert_eq!((lab.server().state, lab.mounted_on()), ("Failed", None));
    assert!(lab.has_quorum(), "heartbeats pass on the private network");
    lab.start("Public").wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
}

/// The owner wins the witness; the other node stops its cluster service.
#[test]
fn losing_all_links_between_the_nodes_leaves_the_owner_running() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).cut(NODE1, NODE2, None).close_logs(3).wait(LONG);
    assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})));
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    let stopped = lab.last_event(|event| match event {
        Event::ClusterServiceStopped { node } => Some(*node),
        _ => None,
    });
    assert_eq!(stopped, lab.node(NODE2));
    assert_eq!(lab.queues().0, 3, "nothing is shipped");
    lab.mend(NODE1, NODE2).wait(LONG);
    assert_eq!((lab.queues(), lab.quorum().votes), ((0, 0), 3));
}

/// The owner of the quorum is another node than the one with the database: no moment has two of it.
#[test]
fn an_isolated_node_gives_its_database_up_before_the_other_mounts_it() {
    let mut lab = Lab::quiet(RTM);
    let command = lab.move_to(NODE2, false);
    lab.wait(60).give(command).wait(LONG);
    assert_eq!(lab.quorum().owner.as_deref(), Some(NODE1), "the group moved, the quorum did not");
    lab.letters(3).cut(NODE1, NODE2, None).wait(LONG);
    let failed = lab.last(|event| matches!(event, Event::DatabaseFailed { .. }));
    let mounted = lab.last(|event| matches!(event, Event::DatabaseMounted { .. }));
    assert!(failed < mounted);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), Some((0, 3, 0))));
}

/// Each single link, each connection, each network, on every combination of two: no law breaks.
#[test]
fn any_two_network_faults_can_be_mended_again() {
    let parts = [
        "Public",
        "Private",
        "EXCHMAILBOX1\\Public",
        "EXCHMAILBOX1\\Private",
        "EXCHMAILBOX2\\Public",
        "EXCHMAILBOX2\\Private",
        "HUB1\\Public",
    ];
    for first in parts {
        for second in parts.into_iter().filter(|second| *second != first) {
            let mut lab = Lab::quiet(RTM);
            lab.wait(60).letters(1).stop(first, How::Fail).wait(30).stop(second, How::Fail).wait(LONG);
            lab.start(first).start(second).wait(LONG);
            assert!(lab.bench().service.is_up, "{first}, {second}");
            assert_eq!(lab.quorum().votes, 3, "{first}, {second}");
        }
    }
}

/// Letters wait at the hub and none is refused or lost.
#[test]
fn a_hub_that_cannot_reach_the_active_node_keeps_the_letters() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).cut(HUB, NODE1, Some(NetworkId::Public)).letters(5).wait(LONG);
    assert_eq!((lab.mail().queued, lab.mail().present), (5, 0));
    lab.mend(HUB, NODE1).wait(10);
    assert_eq!((lab.mail().queued, lab.mail().present), (0, 5));
}
