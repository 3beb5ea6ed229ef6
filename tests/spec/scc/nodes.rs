//! Nodes and networks fail; the disks live on. Source: \[SCCREC\], \[SCCTOP\].

use super::{SCC, SCC_2008, keeps_all_mail, with_mail};
use crate::lab::{LONG, Lab, NODE1, NODE2};
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;
use failover_lab::model::refusal::Refusal;

#[test]
fn a_scheduled_move_dismounts_cleanly_and_mounts_on_the_other_node() {
    let mut lab = with_mail(SCC);
    lab.give(lab.move_to(NODE2, false)).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert!(
        lab.happened(|event| {
            matches!(event, Event::DatabaseDismounted { reason: DismountReason::GroupOffline, .. })
        })
    );
    assert!(!lab.happened(|event| matches!(event, Event::DatabaseFailed { .. })));
    keeps_all_mail(&lab);
}

/// Soft recovery from the same disks: whatever was in the logs is there, without a dumpster's help.
#[test]
fn a_node_that_loses_its_power_leaves_its_disks_to_the_survivor_and_nothing_is_lost() {
    for config in [SCC, SCC_2008] {
        for how in [How::PowerCut, How::Crash] {
            let mut lab = with_mail(config);
            lab.stop(NODE1, how);
            assert!(matches!(lab.storage().active_copy().database, DatabaseState::Dirty { .. }));
            lab.wait(LONG);
            assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
            assert!(lab.happened(|event| matches!(event, Event::DatabaseMounting { logs, .. } if logs.0 > 0)));
            assert_eq!(lab.mail().redelivered, 0);
            keeps_all_mail(&lab);
        }
    }
}

#[test]
fn a_node_that_hangs_loses_its_disks_after_the_heartbeat_timeout() {
    let mut lab = with_mail(SCC);
    lab.stop(NODE1, How::Hang).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    keeps_all_mail(&lab);
    // Reset, it joins and takes nothing back.
    lab.start(NODE1).wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "failback is off");
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 1);
}

#[test]
fn without_the_public_network_of_the_active_node_the_group_moves() {
    let mut lab = with_mail(SCC);
    lab.stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert_eq!(lab.quorum().members, [NODE1, NODE2], "both nodes are members still");
    keeps_all_mail(&lab);
}

#[test]
fn without_the_private_network_heartbeats_use_the_public_one_and_nothing_moves() {
    let mut lab = with_mail(SCC);
    lab.stop("Private", How::Fail).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
}

#[test]
fn without_any_network_between_the_nodes_the_owner_of_the_quorum_disk_goes_on() {
    for config in [SCC, SCC_2008] {
        let mut lab = with_mail(config);
        lab.cut(NODE1, NODE2, None).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE1]);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
        assert!(lab.happened(|event| matches!(event, Event::ClusterServiceStopped { .. })));
        assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
        lab.mend(NODE1, NODE2).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE1, NODE2]);
        keeps_all_mail(&lab);
    }
}

#[test]
fn a_passive_node_is_not_missed_until_it_is_needed() {
    let mut lab = with_mail(SCC);
    lab.stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
    let target = lab.node(NODE2);
    assert_eq!(lab.refusal(&lab.move_to(NODE2, false)), Some(Refusal::TargetNotMember { node: target }));
    lab.start(NODE2).wait(LONG).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    keeps_all_mail(&lab);
}

/// A site is every node and the storage in it: nothing is left to run on. Source: \[SCCTOP\].
#[test]
fn with_the_whole_site_everything_is_down_until_somebody_brings_it_back() {
    let mut lab = with_mail(SCC);
    for part in [NODE1, NODE2] {
        lab.stop(part, How::PowerCut);
    }
    for part in ["SharedLogDisk", "SharedDatabaseDisk", "QuorumDisk"] {
        lab.stop(part, How::Fail);
    }
    lab.wait(3_600);
    assert!(!lab.has_quorum() && lab.mounted_on().is_none());
    lab.give(Input::StartAll).wait(LONG);
    assert!(lab.mounted_on().is_some(), "the power is back, and the disks were only away");
    keeps_all_mail(&lab);
}

/// The group goes from node to node as long as one is left.
#[test]
fn eight_nodes_share_the_disks_and_the_last_one_still_serves() {
    let mut lab = with_mail(Config { nodes: 8, ..SCC });
    for number in 1..8 {
        lab.stop(&format!("EXCHMAILBOX{number}"), How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on(), Some(format!("EXCHMAILBOX{}", number + 1)));
    }
    keeps_all_mail(&lab);
}

/// One network card of the active node cannot talk to one of three nodes: that node alone is left out.
#[test]
fn a_node_that_one_other_cannot_hear_is_regrouped_out_and_the_rest_goes_on() {
    let mut lab = Lab::quiet(Config { nodes: 3, ..SCC });
    lab.wait(60).cut(NODE1, "EXCHMAILBOX3", None).cut(NODE2, "EXCHMAILBOX3", None).wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
    lab.mend(NODE1, "EXCHMAILBOX3").wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    let only_public = Some(NetworkId::Public);
    lab.cut(NODE1, NODE2, only_public).wait(LONG);
    assert!(lab.quorum().members.contains(&NODE2.to_owned()), "the private network carries heartbeats too");
}
