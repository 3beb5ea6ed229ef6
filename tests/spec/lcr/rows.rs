//! The failure table of local continuous replication: one test a row, named by the fault, with the lines that mend it.
//!
//! Sources: [LCRREC], [RSGC], [CAP], [DUMP], [EXPEDIA].

use super::{DATABASE, LOGS, SERVER, lcr};
use crate::lab::{Lab, RTM, SP1};
use failover_lab::model::event::{BackupEnd, Event};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::DiskSet;

const DISMOUNT: &str = r"Dismount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database' -Confirm:$false";
const RESTORE_COPY: &str =
    r"Restore-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -ReplaceLocations -Confirm:$false";
const MOUNT: &str = r"Mount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database'";
/// What makes a copy anew.
const RESEED: [&str; 3] = [
    r"Suspend-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -Confirm:$false",
    r"Update-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -DeleteExistingFiles -ManualResume -Force",
    r"Resume-StorageGroupCopy 'EXCHMAILBOX\First Storage Group'",
];
const BACKUP: &str = r"Start-LabBackup 'EXCHMAILBOX\First Storage Group' -Type Full";
const RESTORE_BACKUP: &str = r"Restore-LabBackup 'EXCHMAILBOX\First Storage Group' -Force";
/// Longer than a streaming backup of the small database [s].
const BACKUP_TIME: u64 = 400;

/// The copy has taken the place of the active one, and nothing but an administrator did it.
#[track_caller]
fn is_activated(lab: &mut Lab) {
    assert!(!lab.storage().is_mounted(), "nothing is automatic");
    lab.types(&[RESTORE_COPY, MOUNT]);
    assert!(lab.storage().is_mounted());
    assert_eq!(lab.storage().active_copy().disks, DiskSet::Second(lab.node(SERVER)));
}

/// The copy is healthy again once it has seen a log.
#[track_caller]
fn is_healthy(lab: &mut Lab) {
    lab.close_logs(1).wait(10);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

#[test]
fn active_database_volume_lost() {
    let mut lab = lcr(RTM);
    lab.letters(3).types(&[r"Stop-LabComponent EXCHMAILBOX\DatabaseDisk"]).wait(600);
    is_activated(&mut lab);
    assert_eq!((lab.lost(), lab.mail().present), (None, 8), "the open log was fetched too");
    // Redundancy again, on an empty disk.
    lab.types(&[
        r"Start-LabComponent EXCHMAILBOX\DatabaseDisk -Replace",
        r"Enable-DatabaseCopy 'EXCHMAILBOX\First Storage Group\Mailbox Database'",
        r"Enable-StorageGroupCopy 'EXCHMAILBOX\First Storage Group'",
    ]);
    lab.wait(super::SEEDED);
    is_healthy(&mut lab);
}

/// People get errors from a damaged page, and a backup finds it; the copy was made from logs and has no such page.
#[test]
fn active_database_corrupt() {
    let mut lab = lcr(RTM);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX\DatabaseDisk -How Corrupt"]).letters(3).wait(600);
    assert!(lab.storage().is_mounted(), "it stays mounted");
    assert_eq!(lab.count(|it| matches!(it, Event::DamagedPageRead { .. })), 1, "people get -1018");
    lab.types(&[BACKUP]).wait(BACKUP_TIME);
    assert!(lab.happened(|it| matches!(it, Event::BackupStopped { reason: BackupEnd::PageDamaged, .. })));
    lab.types(&[DISMOUNT]);
    let text = lab.says("eseutil /k \"Mailbox Database.edb\"");
    assert!(text.contains("1 bad checksums") && text.contains("-1018"), "{text}");
    is_activated(&mut lab);
    assert_eq!((lab.lost(), lab.mail().present, lab.storage().active_copy().page_damage), (None, 8, None));
}

#[test]
fn active_log_volume_lost() {
    for (config, in_the_end) in [(RTM, 2), (SP1, 0)] {
        for replace in [false, true] {
            let mut lab = lcr(config);
            lab.letters(2).types(&[&format!("Stop-LabComponent {LOGS}")]).wait(600);
            assert!(!lab.storage().is_mounted(), "all databases of the storage group are dismounted");
            if replace {
                lab.types(&[&format!("Start-LabComponent {LOGS} -Replace")]);
            }
            is_activated(&mut lab);
            assert_eq!(lab.lost().map(|(closed, letters, _)| (closed, letters)), Some((0, 2)), "the open log is gone");
            lab.wait(60);
            assert_eq!(lab.mail().lost, in_the_end, "hubs keep mail for LCR since SP1");
        }
    }
    // "Bring the volume back if possible": more is saved then.
    let mut lab = lcr(RTM);
    lab.letters(2).types(&[&format!("Stop-LabComponent {LOGS}")]).wait(600);
    lab.types(&[&format!("Start-LabComponent {LOGS}"), MOUNT]);
    assert_eq!((lab.lost(), lab.mail().present), (None, 7));
}

#[test]
fn both_active_volumes_lost() {
    let mut lab = lcr(RTM);
    lab.types(&[RESEED[0]]).close_logs(3).types(&[&format!("Stop-LabComponent {LOGS}, {DATABASE}")]).wait(60);
    is_activated(&mut lab);
    assert_eq!(lab.lost().map(|(closed, letters, _)| (closed, letters)), Some((3, 3)), "what was not copied is gone");
}

#[test]
fn passive_database_volume_lost() {
    let mut lab = lcr(RTM);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX\CopyDatabaseDisk"]).close_logs(2).wait(60);
    assert_eq!((lab.status(), lab.queues().0, lab.bench().service.is_up), ("Failed", 2, true));
    lab.types(&[r"Start-LabComponent EXCHMAILBOX\CopyDatabaseDisk -Replace", RESEED[0], RESEED[2]]).wait(60);
    assert_eq!(lab.status(), "Failed", "an empty disk is not healed by resuming");
    lab.types(&RESEED);
    is_healthy(&mut lab);
}

#[test]
fn passive_log_volume_lost_or_full() {
    for how in ["Fail", "Full"] {
        let mut lab = lcr(RTM);
        lab.types(&[&format!(r"Stop-LabComponent EXCHMAILBOX\CopyLogDisk -How {how}")]).close_logs(2).wait(60);
        assert_eq!((lab.status(), lab.queues().0, lab.bench().service.is_up), ("Failed", 2, true));
        lab.types(&[r"Start-LabComponent EXCHMAILBOX\CopyLogDisk", RESEED[0], RESEED[2]]).wait(10);
        is_healthy(&mut lab);
    }
    let mut lab = lcr(RTM);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX\CopyLogDisk"]).close_logs(2).wait(60);
    lab.types(&[r"Start-LabComponent EXCHMAILBOX\CopyLogDisk -Replace", RESEED[0], RESEED[2]]).wait(30);
    assert_eq!(lab.status(), "Failed", "the logs that its database needs are gone with the old disk");
    lab.types(&RESEED);
    is_healthy(&mut lab);
}

#[test]
fn replication_service_stops() {
    for (config, word) in [(RTM, "Failed"), (SP1, "ServiceDown")] {
        let mut lab = lcr(config);
        lab.types(&[r"Stop-LabComponent EXCHMAILBOX\Replication -How Shutdown"]).close_logs(2).wait(600);
        assert_eq!((lab.status(), lab.queues().0), (word, 2), "a service that was stopped stays so");
        assert!(lab.bench().service.is_up);
        lab.types(&[r"psexec \\EXCHMAILBOX net start MSExchangeRepl"]).wait(10);
        is_healthy(&mut lab);
    }
}

#[test]
fn store_crashes() {
    let mut lab = lcr(RTM);
    lab.letters(2).types(&[r"Stop-LabComponent EXCHMAILBOX\Store -How Crash"]).wait(5);
    assert!(matches!(lab.storage().active_copy().database, DatabaseState::Dirty { .. }));
    lab.wait(90);
    assert!(lab.storage().is_mounted(), "Windows starts the service again, and soft recovery mounts");
    assert_eq!((lab.lost(), lab.mail().present), (None, 7));
}

/// Both copies are on it. A new machine gets its name and, if they live, its disks.
#[test]
fn whole_server_lost() {
    let fallen = || {
        let mut lab = lcr(RTM);
        lab.types(&[BACKUP]).wait(BACKUP_TIME).letters(2).types(&["Stop-LabComponent EXCHMAILBOX"]).wait(600);
        assert!(!lab.bench().service.is_up);
        assert!(lab.refuses(RESTORE_COPY).contains("EXCHMAILBOX"), "the copy is no help");
        lab.types(&["Start-LabComponent EXCHMAILBOX -Replace"]).wait(300);
        assert!(!lab.bench().service.is_up, "the new machine has no Exchange");
        lab
    };
    let mut lab = fallen();
    lab.types(&["Setup.com /m:RecoverServer"]).wait(60);
    assert!(!lab.storage().is_mounted(), "its databases wait");
    lab.types(&[MOUNT]);
    assert_eq!((lab.storage().is_mounted(), lab.lost(), lab.mail().present), (true, None, 7));
    is_healthy(&mut lab);

    let mut lab = fallen();
    let disks = format!(r"{LOGS}, {DATABASE}, EXCHMAILBOX\CopyLogDisk, EXCHMAILBOX\CopyDatabaseDisk");
    lab.types(&[&format!("Stop-LabComponent {disks}"), &format!("Start-LabComponent {disks} -Replace")]);
    lab.types(&["Setup.com /m:RecoverServer"]).wait(60);
    assert!(lab.refuses(MOUNT).contains("-1811"));
    lab.types(&[RESTORE_BACKUP, MOUNT]);
    assert_eq!((lab.mail().present, lab.mail().lost), (5, 2), "up to the last backup");
    lab.types(&RESEED);
    is_healthy(&mut lab);
}

#[test]
fn controller_of_both_copies_lost() {
    let mut lab = lcr(RTM);
    lab.types(&[BACKUP]).wait(BACKUP_TIME).close_logs(4).wait(10);
    let disks = format!(r"{LOGS}, {DATABASE}, EXCHMAILBOX\CopyLogDisk, EXCHMAILBOX\CopyDatabaseDisk");
    lab.types(&[&format!("Stop-LabComponent {disks}")]).wait(600);
    assert!(!lab.storage().is_mounted());
    assert!(lab.refuses(RESTORE_COPY).contains("copy"), "there is no copy to activate");
    lab.types(&[&format!("Start-LabComponent {disks} -Replace"), RESTORE_BACKUP, MOUNT]);
    assert_eq!((lab.storage().is_mounted(), lab.mail().present, lab.mail().lost), (true, 5, 4));
    lab.types(&RESEED);
    is_healthy(&mut lab);
}

/// A deletion is a change like any other, and is on the copy within seconds.
#[test]
fn mass_delete() {
    let mut lab = lcr(RTM);
    lab.types(&[BACKUP]).wait(BACKUP_TIME).close_logs(4).wait(10);
    lab.types(&[r"Remove-LabMail 'EXCHMAILBOX\First Storage Group' -Confirm:$false", "Close-LabLog"]).wait(5);
    assert_eq!((lab.mail().present, lab.passive().data.letters, lab.status()), (0, 0, "Healthy"));
    lab.types(&[DISMOUNT, &RESTORE_BACKUP.replace("-Force", "-NoRollForward -Force"), MOUNT]);
    assert_eq!((lab.mail().present, lab.mail().lost), (5, 4), "what came after the backup is lost");
    lab.close_logs(1).wait(60);
    assert_eq!(lab.status(), "Failed", "the copy has the deletion and needs a new baseline");
    lab.types(&RESEED);
    is_healthy(&mut lab);
}

#[test]
fn second_database_wanted() {
    let mut lab = lcr(RTM);
    let text = lab.refuses(r"New-MailboxDatabase -StorageGroup 'EXCHMAILBOX\First Storage Group' -Name Another");
    assert!(text.contains("Hint: "), "{text}");
    lab.types(&[
        "New-StorageGroup -Server EXCHMAILBOX -Name 'Third Storage Group'",
        r"New-MailboxDatabase -StorageGroup 'EXCHMAILBOX\Third Storage Group' -Name Another",
        r"Mount-Database 'EXCHMAILBOX\Third Storage Group\Another'",
    ]);
}
