//! Sources that fail over within themselves: the targets follow the new active copy.

use super::{FROM_CCR, Lab, PROMPT};
use crate::lab::{LONG, NODE1, NODE2};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::How;
use failover_lab::model::params::{Config, Source};

/// Disks that are shared change hands, and nothing is lost.
#[test]
fn a_target_follows_a_single_copy_cluster_to_its_new_node() {
    let mut lab = Lab::quiet(Config { source: Source::Scc, ..PROMPT });
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    lab.close_logs(5).wait(60);
    assert_eq!((lab.standby_status(), lab.standby().inspected), ("Healthy", lab.last_generated()));
    assert_eq!(lab.lost(), None);
}

/// Source: [SCRPLAN], [EXPEDIA].
#[test]
fn a_target_goes_on_from_the_new_active_node_of_ccr() {
    let mut lab = Lab::quiet(FROM_CCR);
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).wait(LONG).close_logs(5).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert_eq!((lab.standby_status(), lab.standby_queues()), ("Healthy", (0, 50)));
}

/// A lossy failover: logs that only the old active copy and the target have are on no stream any more.
fn lose(lab: &mut Lab, logs: u32) {
    lab.close_logs(60).wait(60).suspend().close_logs(logs).wait(120);
    assert_eq!(lab.standby().inspected.0, 60 + logs);
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    if lab.mounted_on().is_none() {
        lab.accept_loss().mount().wait(LONG);
    }
    assert_eq!((lab.mounted_on().as_deref(), lab.lost().map(|lost| lost.0)), (Some(NODE2), Some(logs)));
}

#[test]
fn a_target_drops_lost_logs_that_it_has_not_replayed() {
    let mut lab = Lab::quiet(FROM_CCR);
    lose(&mut lab, 5);
    lab.close_logs(3).wait(60);
    assert!(lab.happened(|event| matches!(event, Event::DivergedLogsDropped { logs, .. } if logs.0 == 5)));
    assert_eq!((lab.standby_status(), lab.standby().inspected), ("Healthy", lab.last_generated()));
    // The logs before are the same ones, so that what was replayed stays as it is.
    assert_eq!(lab.standby().replayed.0, 15);
}

/// Source: [SCRBLOG].
#[test]
fn a_target_that_has_replayed_lost_logs_needs_a_new_baseline() {
    let mut lab = Lab::quiet(FROM_CCR);
    lose(&mut lab, 55);
    lab.close_logs(1).wait(60);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::Diverged));
    assert_eq!(lab.standby_status(), "Failed");
    lab.suspend_target().seed_target().wait_for_seeding().close_logs(1).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}
