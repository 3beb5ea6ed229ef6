//! Backups, what they let go, and the way back from them.

use crate::model::params::{Build, Config, Mode, Windows};
use crate::shell::host::Host;
use crate::shell::testing::Desk;

const CCR: &str = "EXCHCMS\\First Storage Group";

/// What the journal has of one kind of event, oldest first.
fn told(desk: &mut Desk, event: &str) -> String {
    desk.text(&format!("Get-LabJournal {event} -All | select -expand Text"))
}

/// Some letters, each in a closed log of its own.
fn write(desk: &mut Desk, logs: u32) {
    for _ in 0..logs {
        desk.text("Send-LabMail; Close-LabLog");
    }
    desk.text("Wait-Lab 1m");
}

#[test]
fn a_backup_is_recorded_in_the_active_database_and_reaches_the_copy_through_the_logs() {
    let mut desk = Desk::new(Build::Sp1);
    write(&mut desk, 3);
    assert_eq!(desk.text("(Get-StorageGroupCopyStatus).LatestFullBackupTime"), "");
    assert_eq!(desk.text("Start-LabBackup -Type Full -Method Vss -Copy Passive"), "");
    assert!(desk.text("Start-LabBackup").contains("A backup of 'EXCHCMS\\First Storage Group' is running."));
    desk.texts(&["Wait-Lab 3h", "Send-LabMail; Close-LabLog; Wait-Lab 1m"]);
    assert_eq!(told(&mut desk, "BackupFinished").lines().count(), 1);
    let status = desk.text("Get-StorageGroupCopyStatus | fl LatestFullBackupTime,LatestCopyBackupTime,SnapshotBackup");
    assert!(
        status.contains("LatestFullBackupTime : 6/14/2007") && status.contains("SnapshotBackup       : True"),
        "{status}"
    );
    assert!(status.contains("LatestCopyBackupTime :\n"), "{status}");
    assert!(desk.text("Get-MailboxDatabase -Server EXCHCMS -Status | fl LastFullBackup").contains("6/14/2007"));
}

/// Source: BKP. Streaming is for the active copy alone, and for a target there is nothing.
#[test]
fn what_cannot_be_backed_up_is_refused_with_a_reason() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("Start-LabBackup -Method Streaming -Copy Passive").contains("cannot be backed up by streaming"));
    assert!(desk.text("Start-LabBackup -Type Incremental").contains("Hint: "), "there is no full one before it");
    desk.text(&format!("Suspend-StorageGroupCopy '{CCR}' -Confirm:$false"));
    assert!(desk.text("Start-LabBackup -Method Vss -Copy Passive").contains("Suspended"));
    assert!(desk.text("Stop-LabBackup").contains("Hint: "), "none is running");
    let config = Config { build: Build::Sp1, windows: Windows::V2008, ..Config::DEFAULT };
    assert!(Desk::of(config).text("Start-LabBackup -Method Windows").contains("does not know Exchange"));
    let mut desk = Desk::of(Config { mode: Mode::Scr, build: Build::Sp1, ..Config::DEFAULT });
    assert!(
        desk.text("Start-LabBackup -StandbyMachine EXCHSTANDBY -Method Vss")
            .contains("is a target and cannot be backed up")
    );
}

/// Source: SCRBLOG. Full and incremental ones let logs go; copy and differential ones do not.
#[test]
fn only_full_and_incremental_backups_let_logs_go() {
    let truncated = |kinds: [Option<&str>; 2]| {
        let mut desk = Desk::new(Build::Sp1);
        write(&mut desk, 60);
        for kind in kinds {
            if let Some(kind) = kind {
                desk.text(&format!("Start-LabBackup -Type {kind} -Method Vss"));
            }
            desk.text("Wait-Lab 3h");
            write(&mut desk, 30);
        }
        desk.lab.view().bench.groups[0].active_copy().truncated.0
    };
    let full = truncated([Some("Full"), None]);
    assert!(full >= 60, "{full}");
    assert_eq!(truncated([Some("Copy"), None]), 0);
    assert_eq!(truncated([Some("Full"), Some("Differential")]), full);
    assert_eq!(truncated([Some("Full"), Some("Copy")]), full);
    let both = truncated([Some("Full"), Some("Incremental")]);
    assert!(both > full, "{both} and {full}");
}

#[test]
fn a_stopped_backup_lets_nothing_go() {
    let mut desk = Desk::new(Build::Sp1);
    write(&mut desk, 40);
    assert_eq!(desk.texts(&["Start-LabBackup", "Wait-Lab 1m", "Stop-LabBackup"]), "");
    desk.text("Wait-Lab 3h");
    assert_eq!(told(&mut desk, "BackupStopped").lines().count(), 1);
    assert_eq!(told(&mut desk, "LogsTruncated"), "");
}

#[test]
fn a_restore_rolls_forward_unless_that_is_given_up() {
    for (switch, lost) in [("", 0), (" -NoRollForward", 5)] {
        let mut desk = Desk::of(Config { mode: Mode::Scc, mailboxes: 24, ..Config::DEFAULT });
        write(&mut desk, 5);
        desk.texts(&["Start-LabBackup", "Wait-Lab 3h"]);
        write(&mut desk, 5);
        let database = "'EXCHCMS\\First Storage Group\\Mailbox Database'";
        assert!(desk.text("Restore-LabBackup -Force").contains("Hint: "), "it is mounted");
        desk.text(&format!("Dismount-Database {database} -Confirm:$false"));
        assert_eq!(desk.text(&format!("Restore-LabBackup -Force{switch}")), "");
        assert_eq!(desk.text(&format!("Mount-Database {database}")), "");
        assert_eq!(desk.text("(Get-LabMail).Lost"), format!("{lost}\n"), "{switch}");
    }
    let mut desk = Desk::new(Build::Rtm);
    desk.text("Dismount-Database 'EXCHCMS\\First Storage Group\\Mailbox Database' -Confirm:$false");
    assert!(desk.text("Restore-LabBackup -Force").contains("Hint: "), "there is no backup");
}

#[test]
fn circular_logging_is_set_with_a_warning_and_holds_from_the_next_mount_on() {
    let mut desk = Desk::new(Build::Sp1);
    let set = desk.text(&format!("Set-StorageGroup '{CCR}' -CircularLoggingEnabled $true"));
    assert!(set.contains("takes effect when its database is mounted again"), "{set}");
    assert!(set.contains("is replicated. Circular logging is advised against"), "{set}");
    write(&mut desk, 60);
    desk.text("Wait-Lab 10m");
    assert_eq!(told(&mut desk, "LogsTruncated"), "");
    let database = "'EXCHCMS\\First Storage Group\\Mailbox Database'";
    desk.texts(&[&format!("Dismount-Database {database} -Confirm:$false"), &format!("Mount-Database {database}")]);
    write(&mut desk, 30);
    desk.text("Wait-Lab 10m");
    assert!(!told(&mut desk, "LogsTruncated").is_empty());
    assert!(desk.text(&format!("Set-StorageGroup '{CCR}'")).contains("no settings of"));
    assert!(
        desk.text("Start-LabBackup -Type Incremental").contains("Hint: "),
        "only backups with the database make sense"
    );
}

/// Logs that somebody deletes are missed later.
#[test]
fn logs_and_letters_are_deleted_by_hand() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("Remove-LabLog").contains("Hint: "), "there is none");
    write(&mut desk, 5);
    assert_eq!(desk.text("Remove-LabLog -Count 2 -Copy Passive"), "");
    assert!(told(&mut desk, "LogsDeleted").contains("2 logs"));
    assert_eq!(desk.text("Remove-LabMail -Count 3"), "");
    assert_eq!(desk.text("(Get-LabMail).Removed"), "3\n");
}
