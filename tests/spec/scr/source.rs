//! Sources that fail over within themselves: the targets follow the new active copy.

use super::{FROM_CCR, Lab, PROMPT, TARGET};
use crate::lab::{LONG, NODE1, NODE2};
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NetworkId};
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

/// What it has only heard of is on no stream any more.
#[test]
fn a_target_forgets_logs_that_it_heard_of_and_that_its_source_has_lost() {
    let mut lab = Lab::quiet(FROM_CCR);
    lab.close_logs(60).wait(60).cut(NODE1, TARGET, None).close_logs(3).wait(60);
    lab.cut(NODE1, NODE2, Some(NetworkId::Public)).close_logs(2).wait(1).mend(NODE1, TARGET);
    while lab.standby().notified.0 < 65 {
        lab.wait_ms(50);
    }
    assert_eq!((lab.standby().notified.0, lab.standby().inspected.0), (65, 60));
    lab.stop(NODE1, How::PowerCut);
    for _ in 0..LONG {
        if lab.mounted_on().is_none() {
            lab.wait(1);
        }
    }
    assert_eq!(lab.lost().map(|(closed, ..)| closed), Some(2));
    assert_eq!((lab.standby().notified.0, lab.last_generated().0), (63, 63));
}
