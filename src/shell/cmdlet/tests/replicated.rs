//! Storage groups that are made with their copies, and copies that are moved.

use crate::model::params::{Build, Config, Mode};
use crate::shell::host::Host;
use crate::shell::testing::Desk;

const LCR: Config = Config { mode: Mode::Lcr, build: Build::Sp1, mailboxes: 24, ..Config::DEFAULT };
const SCR: Config = Config { mode: Mode::Scr, build: Build::Sp1, mailboxes: 24, ..Config::DEFAULT };
const NEW: &str = "EXCHMAILBOX\\Third Storage Group";

/// Log folder and database file of the local copy of a storage group.
fn paths(desk: &Desk, group: &str) -> [String; 2] {
    let view = desk.lab.view();
    let storage = view.bench.groups.iter().find(|it| it.name == group).expect("the storage group was made");
    let paths = storage.partner_copy().expect("it has a copy").paths.clone();
    [paths.log_folder, paths.database_file]
}

/// Source: REDGATE, WML. Files appear with the first mount, on both sets of disks, and no baseline is needed.
#[test]
fn a_storage_group_is_made_with_its_local_copy() {
    let mut desk = Desk::of(LCR);
    let made = desk.text("New-StorageGroup 'Third Storage Group' -HasLocalCopy -CopyLogFolderPath L:\\Copy3");
    assert!(made.contains("Third Storage Group") && made.contains("Local"), "{made}");
    desk.text(
        "New-MailboxDatabase 'Database 3' -StorageGroup 'Third Storage Group' -CopyEdbFilePath M:\\Copy3\\three.edb",
    );
    assert_eq!(paths(&desk, "Third Storage Group"), ["L:\\Copy3", "M:\\Copy3\\three.edb"]);
    assert_eq!(desk.text(&format!("Mount-Database '{NEW}\\Database 3'")), "");
    desk.text("Get-Mailbox | Move-Mailbox -ConfigurationOnly -TargetDatabase 'Database 3' -Confirm:$false");
    desk.texts(&["Send-LabMail -Count 5", &format!("Close-LabLog '{NEW}'"), "Wait-Lab 1m"]);
    let status = desk.text(&format!("Get-StorageGroupCopyStatus '{NEW}' | fl SummaryCopyStatus,LastLogReplayed"));
    assert!(status.contains("Healthy") && status.contains("LastLogReplayed   : 1"), "{status}");
    assert_eq!(desk.text("Get-LabJournal SeedingStarted"), "");
}

#[test]
fn lists_name_the_paths_of_a_local_copy() {
    let mut desk = Desk::of(LCR);
    desk.text("New-StorageGroup 'Third Storage Group' -HasLocalCopy -CopyLogFolderPath L:\\Copy3");
    let group = "Get-StorageGroup 'Third Storage Group'";
    for (property, value) in [("HasLocalCopy", "True"), ("CopyLogFolderPath", "L:\\Copy3")] {
        assert_eq!(desk.text(&format!("({group}).{property}")), format!("{value}\n"));
    }
    let file = "(Get-MailboxDatabase 'Mailbox Database').CopyEdbFilePath";
    let copy = desk.text(file);
    assert!(copy.ends_with("Mailbox Database.edb\n") && copy.contains("LocalCopies"), "{copy}");
    assert_eq!(desk.text(&file.replace("CopyEdbFilePath", "HasLocalCopy")), "True\n");
    let mut desk = Desk::new(Build::Sp1);
    assert_eq!(desk.text("(Get-StorageGroup -Server EXCHCMS).HasLocalCopy"), "False\n", "CCR has no local copy");
    assert_eq!(desk.text("(Get-MailboxDatabase -Server EXCHCMS).HasLocalCopy"), "False\n");
    assert_eq!(desk.text("(Get-MailboxDatabase -Server EXCHCMS).CopyEdbFilePath"), "");
}

#[test]
fn a_copy_of_a_new_storage_group_needs_second_disks_and_no_cluster() {
    let mut desk = Desk::of(SCR);
    assert!(desk.text("New-StorageGroup X -HasLocalCopy").contains("Hint: "));
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("New-StorageGroup X -HasLocalCopy").contains("outside a cluster"));
    assert_eq!(desk.text("(Get-StorageGroup -Server EXCHCMS | measure).Count"), "1\n", "nothing was made");
}

#[test]
fn a_storage_group_is_made_with_circular_logging_and_with_a_target() {
    let mut desk = Desk::of(SCR);
    desk.text(
        "New-StorageGroup Fourth -CircularLoggingEnabled $true -StandbyMachine EXCHSTANDBY -ReplayLagTime 0.12:00:00",
    );
    let targets = desk.text("(Get-StorageGroup Fourth).StandbyMachines");
    assert!(targets.contains("EXCHSTANDBY") && targets.contains("12:00:00"), "{targets}");
    assert_eq!(desk.text("(Get-StorageGroup Fourth).CircularLoggingEnabled"), "True\n");
    let enabled = desk.text("Get-LabJournal StandbyEnabled -Last 1 | select -expand Text");
    assert!(enabled.contains("12h"), "{enabled}");
}

/// Nobody moves the files of a copy that is being fed.
#[test]
fn the_files_of_a_local_copy_are_moved_while_it_is_suspended() {
    let mut desk = Desk::of(LCR);
    let group = "EXCHMAILBOX\\First Storage Group";
    let line = format!("Move-StorageGroupPath '{group}' -CopyLogFolderPath L:\\Copies -Force -Confirm:$false");
    assert!(desk.text(&line).contains("Hint: "), "the copy is fed");
    desk.text(&format!("Suspend-StorageGroupCopy '{group}' -Confirm:$false"));
    assert_eq!(desk.text(&line), "");
    let file = "Move-DatabasePath 'Mailbox Database' -CopyEdbFilePath M:\\Copies\\mail.edb -Force -Confirm:$false";
    assert_eq!(desk.text(file), "");
    assert_eq!(paths(&desk, "First Storage Group"), ["L:\\Copies", "M:\\Copies\\mail.edb"]);
    assert!(desk.text(&file.replace("M:\\", "\\\\server\\")).contains("Hint: "), "a path has a drive letter");
    assert_eq!(
        desk.text("(Get-MailboxDatabase 'Mailbox Database' -Status).Mounted"),
        "True\n",
        "people notice nothing"
    );
    desk.texts(&[&format!("Resume-StorageGroupCopy '{group}'"), "Send-LabMail; Close-LabLog; Wait-Lab 1m"]);
    assert_eq!(desk.text("(Get-StorageGroupCopyStatus).SummaryCopyStatus"), "Healthy\n");
}

/// Source: SMS. One value a kind of server.
#[test]
fn the_storage_type_tells_how_a_server_is_clustered() {
    for (mode, server, kind) in [
        (Mode::Lcr, "EXCHMAILBOX", "Disabled"),
        (Mode::Scc, "EXCHCMS", "Shared"),
        (Mode::Ccr, "EXCHCMS", "NonShared"),
        (Mode::Ccr, "EXCHMAILBOX", "Disabled"),
        (Mode::Scr, "EXCHSTANDBY", "Disabled"),
    ] {
        let mut desk = Desk::of(Config { mode, build: Build::Sp1, ..Config::DEFAULT });
        let line = format!("(Get-MailboxServer {server}).ClusteredStorageType");
        assert_eq!(desk.text(&line), format!("{kind}\n"), "{server}");
    }
}

/// Source: TUNE. The dial is a setting of CCR, and hours count from one.
#[test]
fn the_dial_is_set_in_ccr_alone() {
    let mut desk = Desk::of(Config { mode: Mode::Scc, ..Config::DEFAULT });
    for setting in ["-AutoDatabaseMountDial Lossless", "-ForcedDatabaseMountAfter 4"] {
        let refused = desk.text(&format!("Set-MailboxServer EXCHCMS {setting}"));
        assert!(refused.contains("no clustered mailbox server with continuous replication"), "{refused}");
    }
    let mut desk = Desk::new(Build::Rtm);
    assert!(desk.text("Set-MailboxServer EXCHCMS -ForcedDatabaseMountAfter 0").contains("from 1 on"));
    assert_eq!(desk.text("(Get-MailboxServer EXCHCMS).ForcedDatabaseMountAfter"), "unlimited\n");
}

/// Missing logs are accepted by Restore-StorageGroupCopy, and by no switch of a mount.
#[test]
fn a_mount_that_accepts_loss_does_not_override_the_dial() {
    let mut desk = Desk::new(Build::Rtm);
    desk.text("Set-MailboxServer EXCHCMS -AutoDatabaseMountDial:Lossless");
    desk.texts(&["Send-LabMail -Count 5", "Stop-LabComponent EXCHMAILBOX1", "Wait-Lab 5m"]);
    let database = "'EXCHCMS\\First Storage Group\\Mailbox Database'";
    assert!(desk.text(&format!("Mount-Database {database} -AcceptDataLoss")).starts_with("Mount-Database : "));
    desk.text("Restore-StorageGroupCopy 'EXCHCMS\\First Storage Group' -Force");
    assert_eq!(desk.text(&format!("Mount-Database {database}")), "");
}

/// Source: GSGCS. Service Pack 1 asks the local server, RTM the organisation; `-Server` names one.
#[test]
fn the_copy_status_has_a_scope() {
    let names = "Get-StorageGroupCopyStatus | select -expand Identity";
    for (build, there) in [(Build::Rtm, true), (Build::Sp1, false)] {
        let mut desk = Desk::of(Config { build, ..LCR });
        desk.text("New-StorageGroup Empty");
        assert_eq!(desk.text(names), "EXCHMAILBOX\\First Storage Group\n");
        let refused = desk.text("Get-StorageGroupCopyStatus -DumpsterStatistics | select -expand Identity");
        assert_eq!(refused.contains("Hint: "), there, "{refused}");
    }
    let mut desk = Desk::of(SCR);
    let on = |name: &str| format!("Get-StorageGroupCopyStatus -Server {name} | select -expand Identity");
    assert_eq!(desk.text(&on("EXCHMAILBOX")), "EXCHMAILBOX\\First Storage Group\n");
    assert_eq!(desk.text(&on("EXCHSTANDBY")), "", "it has no storage group of its own");
    assert!(desk.text(&on("EXCHNOWHERE")).contains("could not be found"));
}

/// Source: MNGCCR. What is not replicated says so.
#[test]
fn a_storage_group_without_a_copy_is_disabled() {
    for (mode, server) in [(Mode::Scc, "EXCHCMS"), (Mode::Scr, "EXCHMAILBOX")] {
        let mut desk = Desk::of(Config { mode, build: Build::Sp1, ..Config::DEFAULT });
        let line = format!("(Get-StorageGroupCopyStatus '{server}\\First Storage Group').SummaryCopyStatus");
        assert_eq!(desk.text(&line), "Disabled\n", "{server}");
    }
}
