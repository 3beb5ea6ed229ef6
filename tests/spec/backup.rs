//! Backup and restore. Sources: [BKP], [BKPBLOG], [MOVECMS], [SCRNOTES]; the rest is recalled.

use crate::lab::{GROUP, Lab, NODE2, SP1, SP1_2008};
use failover_lab::engine::SimSpan;
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::event::{BackupEnd, Event};
use failover_lab::model::exchange::CopyStatus;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode, Source};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::units::LogGeneration;

const LCR: Config = Config { mode: Mode::Lcr, ..SP1 };
const SCC: Config = Config { mode: Mode::Scc, ..SP1 };
const SCR: Config = Config { mode: Mode::Scr, source: Source::StandAlone, replay_lag: SimSpan::ZERO, ..SP1 };
/// Longer than a streaming backup of the small database.
const BACKUP: u64 = 400;

fn backup(kind: BackupKind, method: BackupMethod, side: BackupSide) -> Input {
    Input::StartBackup { group: GROUP, kind, method, side, standby: None }
}

fn full() -> Input {
    backup(BackupKind::Full, BackupMethod::Streaming, BackupSide::Active)
}

#[test]
fn the_matrix_says_what_can_be_backed_up_how() {
    use BackupMethod::{Streaming, Vss};
    use BackupSide::{Active, Passive};
    //  mode; active streaming, active VSS, passive streaming, passive VSS
    let rows = [
        (LCR, [true, true, false, true]),
        (SCC, [true, true, false, false]),
        (SP1, [true, true, false, true]),
        (SCR, [true, true, false, false]),
    ];
    for (config, expected) in rows {
        let mut lab = Lab::quiet(config);
        lab.close_logs(1).wait(10);
        let cells = [(Active, Streaming), (Active, Vss), (Passive, Streaming), (Passive, Vss)];
        let found = cells.map(|(side, method)| lab.refusal(&backup(BackupKind::Full, method, side)).is_none());
        assert_eq!(found, expected, "{}", config.mode.name());
    }
}

#[test]
fn the_program_that_windows_brings_streams_on_2003_and_does_not_know_exchange_on_2008() {
    let windows = |side| backup(BackupKind::Full, BackupMethod::Windows, side);
    let lab = Lab::quiet(SP1);
    assert_eq!(lab.refusal(&windows(BackupSide::Active)), None);
    assert_eq!(lab.refusal(&windows(BackupSide::Passive)), Some(Refusal::StreamingPassive { group: GROUP }));
    let lab = Lab::quiet(SP1_2008);
    assert_eq!(lab.refusal(&windows(BackupSide::Active)), Some(Refusal::BackupNotAware));
}

#[test]
fn only_one_backup_of_a_storage_group_runs_at_a_time() {
    let mut lab = Lab::quiet(SP1);
    lab.give(full());
    let passive = backup(BackupKind::Copy, BackupMethod::Vss, BackupSide::Passive);
    assert_eq!(lab.refusal(&passive), Some(Refusal::BackupRunning { group: GROUP }));
    lab.give(Input::StopBackup { group: GROUP });
    assert_eq!(lab.refusal(&Input::StopBackup { group: GROUP }), Some(Refusal::NoBackupRunning { group: GROUP }));
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::ByHand, .. })));
    lab.wait(BACKUP);
    assert!(!lab.happened(|it| matches!(it, Event::BackupFinished { .. })));
}

#[test]
fn a_passive_copy_is_backed_up_only_while_it_is_healthy_and_not_suspended() {
    let passive = backup(BackupKind::Full, BackupMethod::Vss, BackupSide::Passive);
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(1).wait(10).suspend();
    let refused = Refusal::PassiveNotHealthy { group: GROUP, status: CopyStatus::Suspended.name() };
    assert_eq!(lab.refusal(&passive), Some(refused));
    lab.resume().close_logs(1).wait(10).give(passive).suspend();
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::CopyGone, .. })));
}

#[test]
fn a_move_stops_running_backups() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(1).wait(10).give(full());
    let input = lab.move_to(NODE2, false);
    lab.give(input).wait(1);
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::ServerMoves, .. })));
}

#[test]
fn a_server_that_is_stopped_by_hand_stops_running_backups_for_that_reason() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(3).give(full()).wait(5);
    lab.give(Input::StopClusteredMailboxServer { reason: "test".to_owned() });
    let reason = lab.last_event(|event| match event {
        Event::BackupStopped { reason, .. } => Some(*reason),
        _ => None,
    });
    assert_eq!(reason, BackupEnd::ServerMoves);
    let (_, causes) = lab.explain(|event| matches!(event, Event::BackupStopped { .. }));
    assert!(causes.contains(&"CommandGiven"), "{causes:?}");
}

#[test]
fn logs_alone_are_backed_up_only_after_a_full_backup_and_without_circular_logging() {
    let logs = backup(BackupKind::Incremental, BackupMethod::Streaming, BackupSide::Active);
    let mut lab = Lab::quiet(SCC);
    assert_eq!(lab.refusal(&logs), Some(Refusal::NoFullBackup { group: GROUP }));
    lab.give(full()).wait(BACKUP);
    assert_eq!(lab.refusal(&logs), None);
    lab.give(Input::SetCircularLogging { group: GROUP, is_on: true });
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30).mount().wait(60);
    assert_eq!(lab.refusal(&logs), Some(Refusal::CircularNeedsFull { group: GROUP }));
}

/// The passive database may not be changed by itself, so its header learns of the backup from a log.
#[test]
fn the_record_of_a_backup_reaches_the_passive_copy_through_the_log_stream() {
    for side in [BackupSide::Active, BackupSide::Passive] {
        let mut lab = Lab::quiet(SP1);
        lab.close_logs(5).wait(10).give(backup(BackupKind::Full, BackupMethod::Vss, side));
        let until = lab.storage().backup.expect("it runs").until;
        let left = until.since(lab.now()).as_millis();
        lab.wait_ms(left).wait(1);
        let last = |lab: &Lab, place: usize| lab.storage().copies[place].data.header.last(BackupKind::Full);
        assert_eq!(last(&lab, 0).map(|mark| mark.upto), Some(LogGeneration(5)), "{}", side.name());
        assert_eq!(last(&lab, 1), None, "{}", side.name());
        lab.give(Input::CloseLog { group: GROUP }).wait(5);
        assert_eq!(last(&lab, 1), last(&lab, 0), "{}", side.name());
    }
}

#[test]
fn a_restore_rolls_forward_and_loses_nothing() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).give(full()).wait(BACKUP).close_logs(10).letters(3);
    let present = lab.mail().present;
    lab.stop("SharedDatabaseDisk", How::Corrupt);
    let restore = Input::RestoreBackup { group: GROUP, backup: None, roll_forward: true };
    assert_eq!(lab.refusal(&restore), Some(Refusal::RestoreNeedsDismount { group: GROUP }));
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30).give(restore).wait(2 * BACKUP).mount().wait(120);
    assert!(lab.storage().is_mounted());
    assert_eq!(lab.storage().active_copy().page_damage, None);
    assert_eq!((lab.mail().present, lab.mail().lost), (present, 0));
}

#[test]
fn a_restore_without_roll_forward_brings_deleted_letters_back_and_loses_newer_ones() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).give(full()).wait(BACKUP).close_logs(10);
    lab.give(Input::RemoveMail { group: GROUP, count: None });
    assert_eq!((lab.mail().present, lab.bench().mail.removed), (0, 40));
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
    lab.give(Input::RestoreBackup { group: GROUP, backup: None, roll_forward: false })
        .wait(2 * BACKUP)
        .mount()
        .wait(120);
    assert_eq!((lab.mail().present, lab.bench().mail.removed, lab.mail().lost), (30, 0, 10));
    lab.close_logs(5).wait(60);
    assert!(lab.storage().is_mounted());
}

#[test]
fn a_log_that_is_missing_ends_a_roll_forward() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).give(full()).wait(BACKUP).close_logs(10).wait(60);
    let oldest = lab.storage().active_copy().files.oldest().expect("logs are there").0;
    // All logs up to 35 are deleted by hand, and none of them but the first 30 is in the backup.
    lab.give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 36 - oldest });
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
    lab.give(Input::RestoreBackup { group: GROUP, backup: None, roll_forward: true })
        .wait(2 * BACKUP)
        .mount()
        .wait(120);
    assert_eq!((lab.mail().present, lab.mail().lost), (30, 10));
}

/// A backup made after the damage holds the damage: whoever notices late goes back further.
#[test]
fn an_older_backup_can_be_chosen() {
    let damaged = || {
        let mut lab = Lab::quiet(SCC);
        lab.close_logs(10).give(full()).wait(BACKUP).close_logs(10);
        lab.give(Input::RemoveMail { group: GROUP, count: None }).close_logs(5).give(full()).wait(BACKUP);
        lab.types(&[r"Dismount-Database 'EXCHCMS\First Storage Group\Mailbox Database' -Confirm:$false"]);
        lab
    };
    let restore = r"Restore-LabBackup 'EXCHCMS\First Storage Group' -NoRollForward -Force";
    let mount = r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'";
    let mut lab = damaged();
    lab.types(&[restore, mount]);
    assert_eq!(lab.mail().present, 5, "the newest backup has the deletion in it");
    let mut lab = damaged();
    assert_eq!(lab.says("(Get-LabBackup).Count"), "2\n");
    assert!(lab.refuses(&format!("{restore} -Number 7")).contains("Get-LabBackup"));
    lab.types(&[&format!("{restore} -Number 1"), mount]);
    assert_eq!((lab.mail().present, lab.mail().lost, lab.bench().mail.removed), (10, 15, 0));
    lab.close_logs(3).wait(60);
    assert_eq!((lab.mail().present, lab.says("(Get-LabBackup).Number")), (13, "1\n".to_owned()));
}

/// Logs of a later full backup carry nothing on: what lies between may be truncated.
#[test]
fn an_older_backup_is_carried_on_by_the_incremental_ones_that_follow_it_without_a_gap() {
    let incremental = || backup(BackupKind::Incremental, BackupMethod::Streaming, BackupSide::Active);
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(40).give(full()).wait(BACKUP).close_logs(40).give(incremental()).wait(BACKUP);
    lab.close_logs(40).give(full()).wait(BACKUP).close_logs(40).give(incremental()).wait(BACKUP);
    assert!(lab.storage().active_copy().truncated.0 > 120);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
    lab.give(Input::RestoreBackup { group: GROUP, backup: Some(1), roll_forward: true }).wait(2 * BACKUP).mount();
    lab.wait(120);
    assert_eq!((lab.mail().present, lab.mail().lost), (80, 80));
}

/// One log between them is enough: it is in the later full backup and in no other.
#[test]
fn an_incremental_backup_does_not_follow_an_older_full_one_over_a_gap_of_one_log() {
    let mut lab = Lab::quiet(SCC);
    let incremental = backup(BackupKind::Incremental, BackupMethod::Streaming, BackupSide::Active);
    lab.close_logs(3).give(full()).wait(BACKUP);
    let first = lab.storage().base_of_a_restore(None).expect("a backup");
    lab.close_logs(1).give(full()).wait(BACKUP).close_logs(2).give(incremental).wait(BACKUP);
    let second = lab.storage().base_of_a_restore(None).expect("a backup");
    let follows = lab.storage().sets.last().and_then(|set| set.first_log);
    assert_eq!(follows, Some(second.mark.upto.next()));
    assert_eq!(lab.storage().newest_log_in_backups(first), first.mark.upto, "{:?}", lab.storage().sets);
    assert!(lab.storage().newest_log_in_backups(second) > second.mark.upto);
}

/// What was inspected and not replayed is not in the passive database.
#[test]
fn a_backup_of_the_passive_copy_holds_what_was_replayed() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(3).wait(60).stop("EXCHMAILBOX2\\DatabaseDisk", How::Slow).close_logs(6).wait(12);
    let copy = lab.passive();
    let (replayed, inspected) = (copy.replayed, copy.inspected);
    assert!(replayed < inspected, "{replayed:?} of {inspected:?}");
    lab.give(backup(BackupKind::Full, BackupMethod::Vss, BackupSide::Passive));
    assert_eq!(lab.storage().backup.map(|it| it.upto), Some(replayed));
}

/// What was written makes the file grow, and a larger file takes longer.
#[test]
fn a_database_that_has_grown_takes_longer_to_back_up_and_to_restore() {
    let mut lab = Lab::quiet(SCC);
    let mut times = Vec::new();
    for _ in 0..2 {
        lab.give(full()).wait(BACKUP);
        let backed_up = lab.last_event(|it| match it {
            Event::BackupStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        });
        lab.give(Input::DismountDatabase { group: GROUP }).wait(30);
        lab.give(Input::RestoreBackup { group: GROUP, backup: None, roll_forward: true }).wait(2 * BACKUP).mount();
        let restored = lab.last_event(|it| match it {
            Event::RestoreStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        });
        times.push((backed_up, restored));
        lab.wait(120).give(Input::SendMail { count: 200, from: None, to: None, size: 1_048_576 });
    }
    let [before, after] = times[..] else { panic!("{times:?}") };
    // 200 MB in the file and as much in logs, at 20 MB/s; a restore takes a fifth longer, for the file alone.
    assert!((19_900..20_500).contains(&(after.0 - before.0)), "{times:?}");
    assert!((11_900..12_500).contains(&(after.1 - before.1)), "{times:?}");
}

/// Every log is verified as it is read, the newest too; a passive copy with sound logs can be backed up.
#[test]
fn a_backup_finds_a_damaged_log() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(3).wait(60).stop("EXCHMAILBOX1\\LogDisk", How::Corrupt).give(full()).wait(BACKUP);
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::LogDamaged, .. })));
    lab.give(backup(BackupKind::Full, BackupMethod::Vss, BackupSide::Passive)).wait(BACKUP);
    assert!(lab.happened(|it| matches!(it, Event::BackupFinished { .. })));
}

#[test]
fn the_seven_newest_backups_with_the_database_are_kept() {
    let mut lab = Lab::quiet(SCC);
    for _ in 0..9 {
        lab.close_logs(1).give(full()).wait(BACKUP);
    }
    let numbers: Vec<u32> = lab.storage().sets.iter().map(|set| set.number).collect();
    assert_eq!(numbers, [3, 4, 5, 6, 7, 8, 9]);
}
