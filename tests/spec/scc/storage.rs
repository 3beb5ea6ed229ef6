//! The storage is the single point of failure. Source: \[SCCREC\].

use super::{SCC, SCC_2008, keeps_all_mail, with_mail};
use crate::lab::{LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::cluster::ClusterStart;
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::ids::{How, NodeSet};
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;

/// The database goes offline with its disk; the server stays where it is, and another node has the same disk.
#[track_caller]
fn stays_partially_online(lab: &Lab) {
    assert!(lab.happened(|event| matches!(event, Event::DatabaseFailed { reason: DismountReason::VolumeGone, .. })));
    let server = lab.server();
    assert_eq!((server.state, server.active_node.as_deref()), ("Partially Online", Some(NODE1)));
    assert_eq!(server.failed_resources.len(), 1, "{:?}", server.failed_resources);
    assert!(lab.has_quorum());
}

#[test]
fn without_the_database_disk_the_database_is_offline_and_a_move_does_not_help() {
    let mut lab = with_mail(SCC);
    lab.stop("SharedDatabaseDisk", How::Fail).wait(LONG);
    stays_partially_online(&lab);
    assert!(matches!(lab.refusal(&lab.move_to(NODE2, false)), Some(Refusal::DatabaseDismounted { .. })));
    lab.give(lab.move_to(NODE2, true)).wait(LONG);
    let server = lab.server();
    assert_eq!((server.state, server.active_node.as_deref()), ("Partially Online", Some(NODE2)), "the same disk");
    lab.start("SharedDatabaseDisk").wait(10);
    lab.mount().wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
}

#[test]
fn without_the_log_disk_the_databases_of_the_storage_group_stop() {
    let mut lab = with_mail(SCC);
    lab.stop("SharedLogDisk", How::Fail).wait(LONG);
    stays_partially_online(&lab);
    lab.start("SharedLogDisk").wait(10);
    lab.mount().wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    keeps_all_mail(&lab);
}

/// Both volumes and the quorum disk are on the array: no node can do anything.
#[test]
fn without_the_storage_array_the_server_is_down_on_every_node_and_never_comes_back_by_itself() {
    for config in [SCC, SCC_2008] {
        let mut lab = with_mail(config);
        for part in ["SharedLogDisk", "SharedDatabaseDisk", "QuorumDisk"] {
            lab.stop(part, How::Fail);
        }
        lab.wait(24 * 3_600);
        assert_eq!(lab.mounted_on(), None);
        // The nodes of Windows Server 2008 have a majority without the disk, and nothing to mount.
        assert_eq!(lab.has_quorum(), config.windows == SCC_2008.windows);
    }
}

#[test]
fn without_the_quorum_disk_the_cluster_service_stops_on_all_nodes() {
    let mut lab = with_mail(SCC);
    lab.stop("QuorumDisk", How::Fail).wait(60);
    assert!(!lab.has_quorum());
    assert_eq!(lab.count(|event| matches!(event, Event::ClusterServiceStopped { .. })), 2);
    assert_eq!(lab.server().state, "Offline");
    lab.start("QuorumDisk").wait(LONG);
    assert!(lab.mounted_on().is_some(), "with the disk the cluster forms again");
    keeps_all_mail(&lab);
}

#[test]
fn with_node_and_disk_majority_a_lost_quorum_disk_moves_nothing() {
    let mut lab = with_mail(SCC_2008);
    lab.stop("QuorumDisk", How::Fail).wait(LONG);
    assert_eq!((lab.quorum().votes, lab.quorum().of), (2, 3));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
}

/// The service starts without the quorum disk and without the groups; an administrator brings them online.
#[test]
fn fixquorum_starts_a_node_without_the_quorum_disk_and_leaves_its_groups_offline() {
    let mut lab = with_mail(SCC);
    lab.stop("QuorumDisk", How::Fail).wait(60);
    let node = lab.node(NODE1);
    lab.give(Input::StartClusterService { node, start: ClusterStart::FixQuorum }).wait(LONG);
    assert!(lab.has_quorum() && lab.quorum().is_forced);
    assert_eq!((lab.server().state, lab.mounted_on()), ("Offline", None));
    lab.give(Input::StartClusteredMailboxServer).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    keeps_all_mail(&lab);
}

/// Each switch is for its own kind of cluster.
#[test]
fn a_shared_disk_quorum_of_windows_server_2003_is_fixed_and_every_other_one_is_forced() {
    let node = |lab: &Lab| lab.node(NODE2);
    for (config, force, fix) in [(SCC, false, true), (SCC_2008, true, false), (RTM, true, false)] {
        let mut lab = Lab::quiet(config);
        let node = node(&lab);
        lab.wait(60).give(Input::StopClusterService { node }).stop(NODE1, How::PowerCut).wait(60);
        let with = |start| Input::StartClusterService { node, start };
        let is_possible = |start| lab.refusal(&with(start)) != Some(Refusal::ForceNotHere);
        assert_eq!(is_possible(ClusterStart::ForceQuorum(NodeSet::EMPTY)), force, "{config:?}");
        assert_eq!(is_possible(ClusterStart::FixQuorum), fix, "{config:?}");
    }
}

/// One copy: what a person deletes or a fault writes into the file is the same on either node.
#[test]
fn there_is_one_copy_and_no_replication() {
    let lab = with_mail(SCC);
    assert_eq!(lab.view().copies().len(), 0);
    assert_eq!(lab.storage().copies.len(), 1);
}
