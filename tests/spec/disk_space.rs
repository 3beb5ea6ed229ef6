//! Disk space: full volumes and what they take with them. Sources: [CAP], [KML].

use crate::lab::{GROUP, Lab, NODE1, NODE2, SP1};
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::{DiskSet, How, NodeId, Volume};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, MAILBOX_BYTES, Mode};

const LCR: Config = Config { mode: Mode::Lcr, log_disk_mb: 50, ..SP1 };
const SCC: Config = Config { mode: Mode::Scc, log_disk_mb: 50, ..SP1 };
const CCR: Config = Config { log_disk_mb: 50, ..SP1 };
/// Files of a storage group beside its closed logs: open, next, and two reserved ones.
const OTHER_LOGS: u32 = 4;

fn is_dismounted_in_good_order(lab: &Lab) -> bool {
    let full = |it: &Event| matches!(it, Event::DatabaseDismounted { reason: DismountReason::VolumeFull, .. });
    lab.happened(full) && lab.storage().active_copy().database == DatabaseState::Clean
}

/// "A cluster makes backups needless": nothing truncates logs without one.
#[test]
fn without_backups_the_log_volume_fills_and_takes_the_database() {
    for config in [LCR, SCC, CCR] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(50 - OTHER_LOGS - 1).wait(60);
        assert!(lab.storage().is_mounted(), "{}", config.mode.name());
        lab.close_logs(1).wait(1);
        assert!(is_dismounted_in_good_order(&lab), "{}", config.mode.name());
        assert_eq!(lab.mail().present, u64::from(50 - OTHER_LOGS), "{}", config.mode.name());
    }
}

#[test]
fn a_full_database_volume_takes_the_database() {
    let mailbox_mb = u32::try_from(MAILBOX_BYTES / 1_048_576).expect("it fits");
    let database_disk_mb = u32::from(SP1.mailboxes) * mailbox_mb + 3;
    let mut lab = Lab::quiet(Config { mode: Mode::Scc, database_disk_mb, ..SP1 });
    lab.give(Input::SendMail { count: 2, from: None, to: None, size: 1_000_000 });
    assert!(lab.storage().is_mounted());
    lab.give(Input::SendMail { count: 1, from: None, to: None, size: 1_000_000 }).wait(1);
    assert!(is_dismounted_in_good_order(&lab));
}

#[test]
fn somebody_gives_a_full_volume_more_space_and_mounts_again() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(50 - OTHER_LOGS).wait(1).start("SharedLogDisk").mount().wait(60);
    assert!(lab.storage().is_mounted());
    assert_eq!(lab.bench().space.of(DiskSet::Shared, Volume::LogDisk).map(|it| it.capacity_mb), Some(100));
}

/// Each time as much as it had at first; a volume that somebody filled gets its space back and no more.
#[test]
fn a_volume_grows_by_its_first_size_and_only_when_it_was_too_small() {
    let size = |lab: &Lab| lab.bench().space.of(DiskSet::Shared, Volume::LogDisk).map(|it| it.capacity_mb);
    let mut lab = Lab::quiet(SCC);
    for mb in [100, 150] {
        while lab.storage().is_mounted() {
            lab.close_logs(1).wait(1);
        }
        lab.start("SharedLogDisk").mount().wait(60);
        assert_eq!(size(&lab), Some(mb));
    }
    lab.stop("SharedLogDisk", How::Full).wait(60).start("SharedLogDisk");
    assert_eq!(size(&lab), Some(150));
}

/// A database that is lost takes none of the logs along that lie on another volume.
#[test]
fn the_logs_of_a_lost_database_take_their_space() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(20).stop("SharedDatabaseDisk", How::Fail).wait(10);
    lab.types(&["Start-LabComponent SharedDatabaseDisk -Replace"]);
    assert_eq!(lab.storage().active_copy().database, DatabaseState::Absent);
    assert_eq!(lab.bench().used_mb(DiskSet::Shared, Volume::LogDisk), u64::from(20 + OTHER_LOGS));
}

/// A dead copy stops truncation; the log volume of the active one fills although it is backed up.
#[test]
fn a_dead_copy_fills_the_log_volume_of_the_active_one() {
    use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
    let full = || Input::StartBackup {
        group: GROUP,
        kind: BackupKind::Full,
        method: BackupMethod::Vss,
        side: BackupSide::Active,
        standby: None,
    };
    let fill = |lab: &mut Lab| {
        for log in 1..=60 {
            if lab.storage().is_mounted() {
                lab.close_logs(1).wait(5);
            }
            if log % 10 == 0 && lab.refusal(&full()).is_none() {
                lab.give(full()).wait(300);
            }
        }
        lab.storage().is_mounted()
    };
    assert!(fill(&mut Lab::quiet(CCR)), "with both copies the backups make room");
    let mut lab = Lab::quiet(CCR);
    lab.stop(NODE2, How::PowerCut).wait(30);
    assert!(!fill(&mut lab), "without the other copy no log goes");
    assert_eq!(lab.storage().active_copy().truncated.0, 0);
}

#[test]
fn a_volume_that_somebody_fills_stays_full() {
    let mut lab = Lab::quiet(SP1);
    let disk = format!("{NODE1}\\LogDisk");
    lab.stop(&disk, How::Full).wait(600);
    assert!(!lab.happened(|it| matches!(it, Event::VolumeHasSpace { .. })));
    assert_eq!(lab.bench().used_mb(DiskSet::Own(NodeId(0)), Volume::LogDisk), u64::from(OTHER_LOGS));
}

#[test]
fn free_space_is_what_the_volume_has_left() {
    let mut lab = Lab::quiet(CCR);
    let free = |lab: &Lab, name: &str| {
        let part = lab.bench().parts.part_named(name).expect("the bench has the volume");
        lab.view().space_of(part).map(|space| (space.free_mb, space.size_mb))
    };
    let log_disk = format!("{NODE1}\\LogDisk");
    assert_eq!(free(&lab, &log_disk), Some((50 - u64::from(OTHER_LOGS), 50)));
    lab.close_logs(10).wait(60);
    assert_eq!(free(&lab, &log_disk), Some((40 - u64::from(OTHER_LOGS), 50)));
    assert_eq!(free(&lab, NODE1), None, "a server is no volume");
    lab.stop(&log_disk, How::Fail).wait(1);
    assert_eq!(free(&lab, &log_disk), None, "nobody knows what is free on a volume that is gone");
}
