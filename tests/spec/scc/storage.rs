//! The storage is the single point of failure. Source: \[SCCREC\].

use super::{SCC, SCC_2008, with_mail};
use crate::lab::{LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::cluster::ClusterStart;
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NodeSet};
use failover_lab::model::input::Input;
use failover_lab::model::refusal::Refusal;

#[test]
fn with_node_and_disk_majority_a_lost_quorum_disk_moves_nothing() {
    let mut lab = with_mail(SCC_2008);
    lab.stop("QuorumDisk", How::Fail).wait(LONG);
    assert_eq!((lab.quorum().votes, lab.quorum().of), (2, 3));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
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
