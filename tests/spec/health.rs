//! What Test-ReplicationHealth finds: each check fails for its reason. Source: \[ENOW\], \[MONCR\].

use crate::lab::{Lab, SP1, SP1_2008};
use failover_lab::engine::SimSpan;
use failover_lab::model::params::{Config, Mode};

/// Names of the checks that did not pass.
fn complaints(lab: &Lab) -> Vec<&'static str> {
    lab.view().replication_health().into_iter().filter(|check| check.error.is_some()).map(|check| check.name).collect()
}

fn names(lab: &Lab) -> Vec<&'static str> {
    lab.view().replication_health().into_iter().map(|check| check.name).collect()
}

/// What is done, seconds, and the checks that complain then.
type Row = (&'static [&'static str], u64, &'static [&'static str]);

#[test]
fn every_check_complains_of_its_own() {
    const SUSPEND: &str = r"Suspend-StorageGroupCopy 'EXCHCMS\First Storage Group' -Confirm:$false";
    #[rustfmt::skip]
    let table: [Row; 8] = [
        (&[],                                                    60,  &[]),
        (&["cluster node EXCHMAILBOX2 /pause"],                  5,   &["NodePaused"]),
        (&["Stop-LabComponent Private"],                         60,  &["ClusterNetwork"]),
        (&[r"Stop-LabComponent HUB1\Witness"],                   60,  &["FileShareQuorum"]),
        (&[SUSPEND],                                             5,   &["SGCopySuspended"]),
        (&[r"Stop-LabComponent EXCHMAILBOX2\Replication"],       5,   &["ReplayService"]),
        (&["Stop-LabComponent EXCHMAILBOX2"],                    120, &["PassiveNodeUp", "ReplayService"]),
        (&["Stop-ClusteredMailboxServer EXCHCMS -StopReason test -Confirm:$false"], 60, &["CmsGroup"]),
    ];
    for (lines, seconds, expected) in table {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).close_logs(1).wait(10).types(lines).wait(seconds);
        assert_eq!(complaints(&lab), expected, "{lines:?}");
    }
}

#[test]
fn a_resumed_node_is_no_cause_of_complaint() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(1).wait(10).types(&["cluster node EXCHMAILBOX2 /pause"]);
    assert_eq!(complaints(&lab), ["NodePaused"]);
    lab.types(&["cluster node EXCHMAILBOX2 /resume"]);
    assert!(complaints(&lab).is_empty());
}

/// Where no share votes, none is asked for, and a hub that is down is none of the cluster's business.
#[test]
fn a_cluster_with_a_quorum_disk_has_no_check_of_a_share() {
    assert!(names(&Lab::quiet(SP1)).contains(&"FileShareQuorum"));
    for config in [SP1, SP1_2008] {
        let mut lab = Lab::quiet(Config { mode: Mode::Scc, ..config });
        lab.wait(60).types(&["Stop-LabComponent HUB1"]).wait(60);
        assert!(!names(&lab).contains(&"FileShareQuorum"));
        assert!(complaints(&lab).is_empty(), "{:?}", complaints(&lab));
    }
}

/// Fifty logs are held back on purpose; what is behind them and older than the lag should have been replayed.
#[test]
fn a_target_that_falls_behind_its_lag_is_late() {
    let mut lab = Lab::quiet(Config { mode: Mode::Scr, replay_lag: SimSpan::ZERO, ..SP1 });
    lab.wait(60).types(&[r"Stop-LabComponent EXCHSTANDBY\DatabaseDisk -How Slow"]).close_logs(120).wait(100);
    assert_eq!(complaints(&lab), ["SGStandbyReplayLag"]);
    lab.wait(1_200);
    assert!(complaints(&lab).is_empty(), "{:?}", complaints(&lab));
}
