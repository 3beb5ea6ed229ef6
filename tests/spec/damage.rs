//! Damage where files lie, logs deleted by hand, and mail deleted by people. Sources: [EXPEDIA], [LOGRECOPY], [LLR].

use crate::lab::{GROUP, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::engine::SimSpan;
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::ese::EseError;
use failover_lab::model::event::{BackupEnd, CopyFailure, Event};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::units::LogGeneration;

const LCR: Config = Config { mode: Mode::Lcr, ..SP1 };
const SCC: Config = Config { mode: Mode::Scc, ..SP1 };

fn failure(lab: &Lab) -> Option<CopyFailure> {
    lab.passive().failed.map(|(failure, _)| failure)
}

fn back_up(side: BackupSide) -> Input {
    let (kind, method) = (BackupKind::Full, BackupMethod::Vss);
    Input::StartBackup { group: GROUP, kind, method, side, standby: None }
}

/// "The passive copy can be corrupted by the active disk": physical damage is in no log.
#[test]
fn a_damaged_page_of_the_active_database_is_not_on_the_copy() {
    for (config, disk) in [(SP1, format!("{NODE1}\\DatabaseDisk")), (LCR, "EXCHMAILBOX\\DatabaseDisk".to_owned())] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(3).wait(10).stop(&disk, How::Corrupt).close_logs(3).wait(10);
        assert!(lab.storage().is_mounted() && lab.storage().active_copy().page_damage.is_some());
        assert_eq!((lab.passive().page_damage, failure(&lab), lab.queues()), (None, None, (0, 0)));
    }
}

/// "Dismount or -1018 errors": the error comes with the first change that meets the page, and once.
#[test]
fn a_damaged_page_shows_when_it_is_read() {
    let mut lab = Lab::quiet(SP1);
    let read = |lab: &Lab| lab.count(|it| matches!(it, Event::DamagedPageRead { .. }));
    lab.close_logs(3).wait(10).stop(&format!("{NODE1}\\DatabaseDisk"), How::Corrupt).wait(600);
    assert_eq!(read(&lab), 0, "nobody reads it");
    lab.letters(1).letters(1).wait(60);
    assert_eq!((read(&lab), lab.mail().present, lab.storage().is_mounted()), (1, 5, true));
    let caption = lab.says("(Get-LabJournal DamagedPageRead -Last 1).Text");
    assert!(caption.contains("-1018"), "{caption}");
    // Another node has no such page; damage of its own is met anew.
    let input = lab.move_to(NODE2, false);
    lab.give(input).wait(120).letters(1);
    assert_eq!(read(&lab), 1);
    lab.stop(&format!("{NODE2}\\DatabaseDisk"), How::Corrupt).letters(1);
    assert_eq!(read(&lab), 2);
}

#[test]
fn a_backup_verifies_pages_and_so_finds_the_damage() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(3).wait(10).stop(&format!("{NODE1}\\DatabaseDisk"), How::Corrupt);
    lab.give(back_up(BackupSide::Active)).wait(300);
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::PageDamaged, .. })));
    lab.give(back_up(BackupSide::Passive)).wait(300);
    assert!(lab.happened(|it| matches!(it, Event::BackupFinished { .. })), "the copy is sound");
}

#[test]
fn a_move_to_the_sound_copy_leaves_the_damaged_page_behind() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(3).wait(10).stop(&format!("{NODE1}\\DatabaseDisk"), How::Corrupt);
    let input = lab.move_to(NODE2, false);
    lab.give(input).wait(120);
    assert_eq!((lab.mounted_on().as_deref(), lab.storage().active_copy().page_damage), (Some(NODE2), None));
    lab.suspend().reseed().wait(1_200);
    assert_eq!(lab.passive().page_damage, None, "a new baseline has no damage");
}

/// Logical damage is a change like any other.
#[test]
fn a_deletion_is_replayed_to_the_passive_copy() {
    for config in [LCR, SP1] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(5).wait(10);
        assert_eq!(lab.passive().data.letters, 5);
        lab.give(Input::RemoveMail { group: GROUP, count: Some(4) });
        lab.give(Input::CloseLog { group: GROUP }).wait(10);
        assert_eq!((lab.mail().present, lab.passive().data.letters), (1, 1), "{}", config.mode.name());
    }
}

#[test]
fn a_target_whose_lag_has_not_passed_still_has_what_was_deleted() {
    let mut lab = Lab::quiet(Config { mode: Mode::Scr, replay_lag: SimSpan::from_hours(24), ..SP1 });
    lab.close_logs(80).wait(90_000);
    lab.close_logs(60).give(Input::RemoveMail { group: GROUP, count: None });
    lab.close_logs(60).wait(3_600);
    let letters = |lab: &Lab| lab.storage().copies[1].data.letters;
    assert!(letters(&lab) >= 30, "{}", letters(&lab));
    lab.wait(90_000);
    assert!(letters(&lab) < 30, "the lag has passed, and so has the chance");
}

#[test]
fn a_closed_log_that_is_damaged_before_it_was_copied_fails_the_copy_after_three_attempts() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(2).wait(10).suspend().close_logs(1);
    lab.stop(&format!("{NODE1}\\LogDisk"), How::Corrupt).resume().wait(30);
    assert_eq!(lab.count(|it| matches!(it, Event::InspectionFailed { .. })), 3);
    assert_eq!(failure(&lab), Some(CopyFailure::Inspection));
    let line = format!("(Get-LabComponent {NODE2}\\LogDisk).IgnoredLogs");
    assert_eq!(lab.says(&line), "IgnoredLogs\\InspectionFailed\\E0000000003.log\n");
}

#[test]
fn a_log_that_is_damaged_at_the_copy_shows_when_it_is_replayed() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(1).wait(10).close_logs(1).wait_ms(700);
    assert_eq!(lab.queues(), (0, 1), "inspected, and not replayed yet");
    lab.stop(&format!("{NODE2}\\LogDisk"), How::Corrupt);
    assert_eq!(failure(&lab), None);
    lab.wait(5);
    assert_eq!(failure(&lab), Some(CopyFailure::LogDamaged));
}

#[test]
fn a_gap_in_the_stream_stops_the_copy() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(2).wait(10).suspend().close_logs(3);
    lab.give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 3 }).resume().wait(30);
    assert_eq!(failure(&lab), Some(CopyFailure::LogMissing));
    assert_eq!(lab.queues(), (3, 0));
}

/// RTM asks the cluster database, which knows late and forgets again. Source: [MONCR].
#[test]
fn the_status_of_a_copy_that_lacks_a_log_flaps_in_rtm_and_not_in_sp1() {
    for (config, shown) in [(RTM, ["Failed", "Healthy", "Failed", "Healthy"]), (SP1, ["Failed"; 4])] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(2).wait(10).suspend().close_logs(3);
        lab.give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 3 }).resume().wait(30);
        let found = shown.map(|_| {
            let status = lab.says("(Get-StorageGroupCopyStatus).SummaryCopyStatus");
            lab.close_logs(1).wait(60);
            status
        });
        assert_eq!(found, shown.map(|status| format!("{status}\n")), "{}", config.build.name());
        assert_eq!(lab.queues().0, 7, "the queue grows all the same");
    }
}

/// "Healthy means no data at risk": RTM says so of a broken copy that nothing has been copied to since.
#[test]
fn a_broken_copy_is_healthy_in_rtm_until_a_log_is_closed() {
    for (config, idle) in [(RTM, "Healthy"), (SP1, "Failed")] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(2).wait(10).stop(&format!("{NODE2}\\DatabaseDisk"), How::Fail).wait(600);
        assert_eq!(lab.status(), idle, "{}", config.build.name());
        lab.close_logs(1).wait(10);
        assert_eq!(lab.status(), "Failed");
    }
}

/// Depth of Lost Log Resilience 1: the newest closed log is required. Depth 10: it is committed only.
#[test]
fn a_recovery_names_the_log_that_it_lacks() {
    for (config, node, disk, error) in [
        (SCC, NODE1, "SharedLogDisk".to_owned(), EseError::LogFileCorrupt),
        (SP1, NODE1, format!("{NODE1}\\LogDisk"), EseError::CommittedLogFilesCorrupt),
    ] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(30).wait(30).stop(&disk, How::Corrupt);
        assert!(lab.storage().is_mounted(), "nobody reads an old log while the database is mounted");
        lab.stop(&format!("{node}\\Store"), How::Crash).wait(120);
        let found = lab.last_event(|it| match it {
            Event::RecoveryFailed { error, generation, .. } => Some((*error, *generation)),
            _ => None,
        });
        assert_eq!(found, (error, LogGeneration(30)), "{}", config.mode.name());
        let refused = Refusal::RecoveryImpossible { group: GROUP, error, generation: LogGeneration(30) };
        assert_eq!(lab.refusal(&Input::MountDatabase { group: GROUP }), Some(refused));
        lab.start(&disk).mount().wait(60);
        assert!(lab.storage().is_mounted());
    }
}

/// A short stream needs its first log as well; the damage is further on.
#[test]
fn a_recovery_that_begins_with_the_oldest_log_finds_damage_behind_it() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(5).stop("SharedLogDisk", How::Corrupt).stop(&format!("{NODE1}\\Store"), How::Crash).wait(120);
    let found = lab.last_event(|it| match it {
        Event::RecoveryFailed { error, generation, .. } => Some((*error, *generation)),
        _ => None,
    });
    assert_eq!(found, (EseError::LogFileCorrupt, LogGeneration(5)));
}

/// "Never delete by hand a log that the checkpoint still needs."
#[test]
fn a_required_log_that_was_deleted_by_hand_keeps_the_database_down() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 10 });
    lab.stop(&format!("{NODE1}\\Store"), How::Crash).wait(120);
    assert!(lab.storage().is_mounted(), "the checkpoint is beyond the tenth log");
    lab.close_logs(5).give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 23 });
    lab.stop(&format!("{NODE1}\\Store"), How::Crash).wait(120);
    let refused = lab.refusal(&Input::MountDatabase { group: GROUP });
    assert!(
        matches!(refused, Some(Refusal::RecoveryImpossible { error: EseError::RequiredLogFilesMissing, .. })),
        "{refused:?}"
    );
}
