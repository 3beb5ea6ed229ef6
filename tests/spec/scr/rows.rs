//! The failure table of standby continuous replication: one test a row, with what mends it.
//!
//! The rows of a source that fails over within its cluster are in `source.rs`; the activation that the rows of a lost
//! source ask for is in `activation.rs` and `portability.rs`.

use super::{Lab, PROMPT, SCR, SOURCE, TARGET};
use crate::lab::LONG;
use failover_lab::model::event::CopyFailure;
use failover_lab::model::ids::How;

/// Users are down, and the target has what was copied; dismount and restore fetch the rest.
#[test]
fn the_source_database_is_lost_and_the_server_lives() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).letters(3).wait(60).stop("EXCHMAILBOX\\DatabaseDisk", How::Fail).wait(LONG);
    assert_eq!((lab.mounted_on(), lab.standby_status()), (None, "Healthy"));
    lab.restore_target().wait(60);
    assert!(lab.restored().restored.is_some_and(|restored| restored.is_complete), "nothing is lost");
}

/// The target keeps what it has; uncopied logs and the open log are lost.
#[test]
fn the_source_server_is_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).letters(3).stop(SOURCE, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on(), lab.standby_status(), lab.standby_queues()), (None, "Healthy", (0, 50)));
    lab.restore_target().wait(60);
    assert!(lab.restored().restored.is_some_and(|restored| !restored.is_complete), "the open log is missing");
}

/// Users are unaffected; the copy queue grows, and goes when the server is back.
#[test]
fn the_target_server_is_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).stop(TARGET, How::PowerCut).close_logs(7).wait(60);
    assert_eq!((lab.mounted_on().as_deref(), lab.standby_status()), (Some(SOURCE), "ServiceDown"));
    assert_eq!(lab.standby_queues().0, 7);
    lab.start(TARGET).wait(LONG);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
    // Whoever does not want to wait for it ends replication.
    lab.stop(TARGET, How::PowerCut).disable();
    assert_eq!(lab.view().copies().len(), 0);
}

/// The copy fails; a volume that is back, then suspend and resume.
#[test]
fn a_volume_of_the_target_is_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).stop("EXCHSTANDBY\\LogDisk", How::Fail).close_logs(2).wait(60);
    assert_eq!((lab.mounted_on().as_deref(), lab.standby_status()), (Some(SOURCE), "Failed"));
    lab.start("EXCHSTANDBY\\LogDisk").wait(60);
    assert_eq!(lab.standby_status(), "Failed", "it does not mend itself");
    lab.suspend_target().resume_target().close_logs(1).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// The same as a lost volume: the drive that the paths name is not there. Source: [SCR].
#[test]
fn the_paths_are_missing_at_the_target() {
    let mut lab = Lab::quiet(super::BARE);
    lab.stop("EXCHSTANDBY\\DatabaseDisk", How::Fail);
    lab.enable(failover_lab::engine::SimSpan::ZERO).close_logs(2).wait(60);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::Volume));
    lab.start("EXCHSTANDBY\\DatabaseDisk").suspend_target().resume_target().wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// Logs wait at the source, and are copied by themselves.
#[test]
fn the_wide_area_network_is_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(55).wait(60).cut(SOURCE, TARGET, None).close_logs(20).wait(600);
    assert_eq!((lab.mounted_on().as_deref(), lab.standby_queues().0), (Some(SOURCE), 20));
    lab.mend(SOURCE, TARGET).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues(), lab.lost()), ("Healthy", (0, 50), None));
}

#[test]
fn the_replication_service_of_the_target_is_stopped() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(55).wait(60).stop("EXCHSTANDBY\\Replication", How::Crash).close_logs(3).wait(LONG);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("ServiceDown", 3));
    lab.start("EXCHSTANDBY\\Replication").wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// A bad transaction is in a log; whoever suspends within the lag has a database from before it. Source: [EXPEDIA].
#[test]
fn logical_corruption_is_noticed_within_the_lag() {
    let mut lab = Lab::quiet(SCR);
    lab.close_logs(70).wait(3_600);
    let bad = 60;
    lab.suspend_target().wait(2 * super::DAY);
    assert_eq!((lab.standby_status(), lab.standby().replayed.0), ("Suspended", 0));
    assert!(lab.standby().replayed.0 < bad && lab.standby().inspected.0 >= bad);
    lab.resume_target().close_logs(60).wait(60);
    assert!(lab.standby().replayed.0 >= bad, "resumed, it replays the bad one too");
}
