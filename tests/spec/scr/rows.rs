//! The failure table of standby continuous replication: one test a row, named by the fault, with the lines that mend
//! it. Lost sources are followed until mail is served again.
//!
//! Sources: [SCR], [SCRPLAN], [SCRNOTES], [RSGC], [DBPORT], [CLEARCMS], [EXPEDIA], [BKP].

use super::{FROM_CCR, Lab, PROMPT, SCR, SOURCE, TARGET, TO_CLUSTER};
use crate::lab::LONG;
use failover_lab::engine::SimSpan;
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::params::Config;

const DISMOUNT: &str = r"Dismount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database' -Confirm:$false";
const MOUNT: &str = r"Mount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database'";
const SUSPEND: &str =
    r"Suspend-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false";
const RESUME: &str = r"Resume-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY";
const UPDATE: &str = r"Update-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -DeleteExistingFiles -Force";
const DISABLE: &str =
    r"Disable-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false";
const RESTORE: &str =
    r"Restore-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false";
const BACKUP: &str = r"Start-LabBackup 'EXCHMAILBOX\First Storage Group' -Type Full";
/// Longer than a streaming backup of the small database [s].
const BACKUP_TIME: u64 = 400;
/// Activation of one database on a stand-alone target, once its file is in a clean shutdown.
const ADOPT: [&str; 7] = [
    "New-StorageGroup -Server EXCHSTANDBY -Name Holder",
    r"New-MailboxDatabase -StorageGroup EXCHSTANDBY\Holder -Name 'Holder Database'",
    r#"Move-StorageGroupPath EXCHSTANDBY\Holder -LogFolderPath "C:\Program Files\Microsoft\Exchange Server\Mailbox\First Storage Group" -SystemFolderPath "C:\Program Files\Microsoft\Exchange Server\Mailbox\First Storage Group" -ConfigurationOnly -Force"#,
    r#"Move-DatabasePath "EXCHSTANDBY\Holder\Holder Database" -EdbFilePath "C:\Program Files\Microsoft\Exchange Server\Mailbox\First Storage Group\Mailbox Database.edb" -ConfigurationOnly -Force"#,
    r#"Set-MailboxDatabase "EXCHSTANDBY\Holder\Holder Database" -AllowFileRestore:$true"#,
    r#"Mount-Database "EXCHSTANDBY\Holder\Holder Database""#,
    r#"Get-Mailbox -Database "EXCHMAILBOX\First Storage Group\Mailbox Database" | where {$_.ObjectClass -NotMatch '(SystemAttendantMailbox|ExOleDbSystemMailbox)'} | Move-Mailbox -ConfigurationOnly -TargetDatabase "EXCHSTANDBY\Holder\Holder Database" -Confirm:$false"#,
];

/// Mail reaches people again.
#[track_caller]
fn serves_mail(lab: &mut Lab) {
    lab.wait(16 * 60).letters(1).wait(10);
    assert_eq!((lab.mail().queued, lab.bench().service.is_up), (0, true));
}

/// Users are down, and the target has what was copied; dismount and restore fetch the rest.
#[test]
fn source_database_lost_and_the_source_server_lives() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).letters(3).wait(60).types(&[r"Stop-LabComponent EXCHMAILBOX\DatabaseDisk"]).wait(LONG);
    assert_eq!((lab.mounted_on(), lab.standby_status()), (None, "Healthy"));
    lab.types(&[RESTORE, r"psexec \\EXCHSTANDBY eseutil /r E00"]).types(&ADOPT);
    serves_mail(&mut lab);
    assert_eq!((lab.mail().lost, lab.mail().present), (0, 64));
}

/// The target keeps what it has; uncopied logs and the open log are lost, and no hub sends them again.
#[test]
fn source_server_lost() {
    let fallen = || {
        let mut lab = Lab::quiet(PROMPT);
        lab.close_logs(60).wait(60).types(&["Disconnect-LabNetwork EXCHMAILBOX EXCHSTANDBY"]).close_logs(4);
        lab.letters(3).types(&["Stop-LabComponent EXCHMAILBOX"]).wait(LONG);
        assert_eq!((lab.mounted_on(), lab.standby_status(), lab.standby_queues()), (None, "Stopped", (4, 50)));
        assert!(lab.says(RESTORE).contains("Use -Force"));
        lab.types(&[&RESTORE.replace("-Confirm:$false", "-Force")]);
        lab
    };
    // One database: the newest logs are missing, and recovery has to accept it.
    let mut lab = fallen();
    assert!(lab.refuses(r"psexec \\EXCHSTANDBY eseutil /r E00").contains("-528"));
    lab.types(&[r"psexec \\EXCHSTANDBY eseutil /r E00 /a"]).types(&ADOPT);
    serves_mail(&mut lab);
    assert_eq!((lab.mail().lost, lab.mail().redelivered, lab.mail().present), (7, 0, 61));
    // The whole server, on the machine that was given its name.
    let mut lab = fallen();
    lab.types(&[r"psexec \\EXCHSTANDBY Setup.com /m:RecoverServer"]).wait(60).types(&[MOUNT]);
    serves_mail(&mut lab);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().lost, lab.mail().present), (Some(TARGET), 7, 61));
}

#[test]
fn source_site_lost() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    lab.close_logs(60).wait(60).letters(4).types(&["Stop-LabComponent EXCHMAILBOX1, EXCHMAILBOX2"]).wait(3_600);
    assert_eq!((lab.mounted_on(), lab.standby_queues()), (None, (0, 50)));
    lab.types(&[
        r"Restore-StorageGroupCopy 'EXCHCMS\First Storage Group' -StandbyMachine EXCHSTANDBY1 -Force",
        r"psexec \\EXCHSTANDBY1 Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30",
    ]);
    lab.wait(60).types(&[r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'"]);
    serves_mail(&mut lab);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().lost), (Some("EXCHSTANDBY1"), 4), "the open log");
    // Before the old cluster may run again, what is left there is cleared.
    lab.types(&["Start-LabComponent EXCHMAILBOX1, EXCHMAILBOX2"]).wait(LONG);
    lab.types(&[r"psexec \\EXCHMAILBOX1 Setup.com /ClearLocalCMS /CMSName:EXCHCMS"]);
    assert_eq!(lab.mounted_on().as_deref(), Some("EXCHSTANDBY1"));
}

#[test]
fn source_ccr_fails_over_within_its_cluster() {
    let mut lab = Lab::quiet(FROM_CCR);
    lab.close_logs(60).wait(60).types(&["Stop-LabComponent EXCHMAILBOX1"]).wait(LONG).close_logs(5).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some("EXCHMAILBOX2"));
    assert_eq!((lab.standby_status(), lab.standby_queues()), ("Healthy", (0, 50)));
    let line =
        r"(Get-StorageGroupCopyStatus 'EXCHCMS\First Storage Group' -StandbyMachine EXCHSTANDBY).SummaryCopyStatus";
    assert_eq!(lab.says(line), "Healthy\n");
}

/// The target has replayed logs that the new active copy never had. Source: [SCRBLOG].
#[test]
fn source_ccr_fails_over_and_loses_more_than_fifty_logs() {
    let cms = |line: &str| line.replace("EXCHMAILBOX\\", "EXCHCMS\\");
    let mut lab = Lab::quiet(FROM_CCR);
    lab.close_logs(60).wait(60).suspend().close_logs(55).wait(120);
    lab.types(&["Stop-LabComponent EXCHMAILBOX1"]).wait(LONG);
    lab.types(&[r"Restore-StorageGroupCopy 'EXCHCMS\First Storage Group' -Force -Confirm:$false"]);
    lab.types(&[&cms(MOUNT)]).wait(60).close_logs(1).wait(60);
    assert_eq!(lab.lost().map(|lost| lost.0), Some(55));
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::Diverged));
    lab.types(&[&cms(SUSPEND), &cms(UPDATE)]).close_logs(1).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// Users are unaffected, but no log goes that a target has not inspected; whoever ends replication frees them.
#[test]
fn target_server_or_its_disk_lost() {
    for part in ["EXCHSTANDBY", r"EXCHSTANDBY\LogDisk", r"EXCHSTANDBY\DatabaseDisk"] {
        let mut lab = Lab::quiet(PROMPT);
        lab.close_logs(60).wait(60).types(&[&format!("Stop-LabComponent {part}")]).close_logs(40);
        lab.types(&[BACKUP]).wait(BACKUP_TIME);
        assert_eq!((lab.mounted_on().as_deref(), lab.standby_queues().0), (Some(SOURCE), 40));
        assert_eq!(lab.storage().active_copy().files.len(), 40, "the backup holds 100 logs, the target 60");
        lab.types(&[DISABLE]).wait(120);
        assert_eq!(lab.storage().active_copy().files.len(), 20, "the checkpoint depth is left");
    }
    // A server comes back by itself; an empty disk needs a new baseline.
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).types(&["Stop-LabComponent EXCHSTANDBY"]).close_logs(7).wait(60);
    assert_eq!(lab.standby_status(), "ServiceDown");
    lab.types(&["Start-LabComponent EXCHSTANDBY"]).wait(LONG);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
    // A new machine in its place is set up under its name, and goes on with the disks of the old one.
    lab.types(&["Stop-LabComponent EXCHSTANDBY", "Start-LabComponent EXCHSTANDBY -Replace"]).wait(LONG);
    assert_eq!(lab.standby_status(), "ServiceDown");
    lab.types(&[r"psexec \\EXCHSTANDBY Setup.com /m:RecoverServer"]).wait(60).close_logs(1).wait(10);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
    assert_eq!(lab.mounted_on().as_deref(), Some(SOURCE));
    for disk in [r"EXCHSTANDBY\DatabaseDisk", r"EXCHSTANDBY\LogDisk"] {
        let mut lab = Lab::quiet(PROMPT);
        lab.close_logs(60).wait(60).types(&[&format!("Stop-LabComponent {disk}")]).close_logs(2).wait(60);
        assert_eq!(lab.standby_status(), "Failed");
        lab.types(&[&format!("Start-LabComponent {disk} -Replace"), SUSPEND, RESUME]).close_logs(1).wait(60);
        assert_eq!(lab.standby_status(), "Failed", "{disk}");
        lab.types(&[SUSPEND, UPDATE]).close_logs(1).wait(60);
        assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
    }
}

/// Logs wait at the source, and are copied by themselves.
#[test]
fn wide_area_network_lost() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(55).wait(60).types(&["Disconnect-LabNetwork EXCHMAILBOX EXCHSTANDBY"]).close_logs(20);
    lab.types(&[BACKUP]).wait(BACKUP_TIME);
    assert_eq!((lab.mounted_on().as_deref(), lab.standby_queues().0), (Some(SOURCE), 20));
    assert_eq!(lab.storage().active_copy().files.len(), 20, "logs are kept at the source");
    lab.types(&["Connect-LabNetwork EXCHMAILBOX EXCHSTANDBY"]).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues(), lab.lost()), ("Healthy", (0, 50), None));
}

#[test]
fn replication_service_stopped_at_the_target() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(55).wait(60).types(&[r"Stop-LabComponent EXCHSTANDBY\Replication -How Shutdown"]);
    lab.close_logs(3).wait(LONG);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("ServiceDown", 3));
    lab.types(&[r"psexec \\EXCHSTANDBY net start MSExchangeRepl"]).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

/// The bad transaction is in a log: suspended at once, the target is recovered to the log before it. Source: [EXPEDIA].
#[test]
fn logical_corruption_noticed_within_the_lag() {
    let mut lab = Lab::quiet(SCR);
    lab.close_logs(70).wait(3_600);
    lab.types(&[r"Remove-LabMail 'EXCHMAILBOX\First Storage Group' -Confirm:$false", "Close-LabLog"]);
    lab.close_logs(5).wait(60).types(&[SUSPEND]).wait(2 * super::DAY);
    assert_eq!((lab.standby_status(), lab.standby().replayed.0, lab.mail().present), ("Suspended", 0, 5));
    lab.types(&[
        DISMOUNT,
        RESTORE,
        r"Remove-LabLog 'EXCHMAILBOX\First Storage Group' -After 70 -StandbyMachine EXCHSTANDBY",
        r"psexec \\EXCHSTANDBY eseutil /r E00 /a",
    ]);
    lab.types(&ADOPT);
    serves_mail(&mut lab);
    assert_eq!(
        (lab.mail().present, lab.mail().lost),
        (71, 5),
        "what was deleted is back, what came later is the price"
    );
}

/// Logs of another time stop replication until it is suspended and resumed. Source: [SCRNOTES].
#[test]
fn source_database_replaced_by_an_older_one() {
    let mut lab = Lab::quiet(PROMPT);
    lab.close_logs(60).wait(60).types(&[BACKUP]).wait(BACKUP_TIME).close_logs(10).wait(60);
    lab.types(&[DISMOUNT, r"Restore-LabBackup 'EXCHMAILBOX\First Storage Group' -NoRollForward -Force", MOUNT]);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::SourceRestored));
    lab.close_logs(3).wait(600);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Failed", 3), "nothing is copied");
    lab.types(&[SUSPEND, RESUME]).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}

#[test]
fn backup_of_a_target_tried() {
    let mut lab = Lab::quiet(PROMPT);
    for method in ["Streaming", "Vss"] {
        let line = format!("{BACKUP} -Method {method} -StandbyMachine EXCHSTANDBY");
        assert!(lab.refuses(&line).contains("EXCHSTANDBY"));
    }
    lab.types(&[BACKUP]).wait(BACKUP_TIME);
    assert!(lab.happened(|event| matches!(event, Event::BackupFinished { .. })), "the source is backed up");
}

/// The same as a lost volume: the drive that the paths name is not there. Source: [SCR].
#[test]
fn paths_missing_at_the_target() {
    let mut lab = Lab::quiet(Config { replay_lag: SimSpan::ZERO, ..super::BARE });
    lab.types(&[
        r"Stop-LabComponent EXCHSTANDBY\DatabaseDisk",
        r"Enable-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -ReplayLagTime 0.0:0:0",
    ]);
    lab.close_logs(2).wait(60);
    assert_eq!(lab.standby().failed.map(|(failure, _)| failure), Some(CopyFailure::Volume));
    lab.types(&[r"Start-LabComponent EXCHSTANDBY\DatabaseDisk -Replace", SUSPEND, RESUME]).wait(60);
    assert_eq!((lab.standby_status(), lab.standby_queues().0), ("Healthy", 0));
}
