//! Nodes and networks fail; the disks live on. Source: \[SCCREC\], \[SCCTOP\].

use super::{SCC, keeps_all_mail, with_mail};
use crate::lab::{LONG, Lab, NODE1, NODE2};
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;

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
