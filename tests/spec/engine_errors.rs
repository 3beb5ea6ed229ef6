//! Errors of the engine: when each of them comes, and what an administrator does then. Sources: [ESEUTIL], [SCRNOTES].

use crate::lab::{Lab, NODE1, SP1};
use failover_lab::engine::SimSpan;
use failover_lab::model::ids::How;
use failover_lab::model::params::{Config, Mode};

const SCC: Config = Config { mode: Mode::Scc, ..SP1 };
const BACKUP: &str = "Start-LabBackup 'First Storage Group' -Type Full";

/// -1216: the logs are there, and the database that they belong to is not.
#[test]
fn logs_without_their_database_do_not_recover_until_a_restore() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(3).types(&[BACKUP]).wait(600).close_logs(3);
    lab.stop("SharedDatabaseDisk", How::Fail).wait(10).types(&["Start-LabComponent SharedDatabaseDisk -Replace"]);
    let recover = format!("psexec \\\\{NODE1} eseutil /r E00");
    let text = lab.refuses(&recover);
    assert!(text.contains("-1216 (JET_errAttachedDatabaseMismatch)") && text.contains("Restore-LabBackup"), "{text}");
    let logs = lab.says(&format!("psexec \\\\{NODE1} eseutil /ml E00"));
    assert!(logs.contains("E0000000006.log - OK"), "the logs can be looked at: {logs}");
    let header = lab.refuses(&format!("psexec \\\\{NODE1} eseutil /mh \"Mailbox Database.edb\""));
    assert!(header.contains("-1811"), "and there is no file: {header}");
    lab.types(&["Restore-LabBackup 'First Storage Group' -Force"]).types(&[&recover]);
    lab.types(&["Mount-Database 'First Storage Group\\Mailbox Database'"]).wait(60);
    assert_eq!((lab.storage().is_mounted(), lab.mail().present, lab.mail().lost), (true, 6, 0));
}

/// -528: the newest logs of a restored target were moved away. -543: so were logs that are in its database already.
#[test]
fn a_restored_target_without_its_newest_logs_needs_consent_and_without_required_ones_a_seeding() {
    for (after, error, recovers) in [(60, "-528 (JET_errMissingLogFile)", true), (10, "-543", false)] {
        let mut lab = Lab::quiet(Config { mode: Mode::Scr, replay_lag: SimSpan::ZERO, ..SP1 });
        lab.close_logs(80).wait(300).types(&[
            r"Dismount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database' -Confirm:$false",
            r"Restore-StorageGroupCopy 'EXCHMAILBOX\First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false",
        ]);
        lab.types(&[&format!(
            r"Remove-LabLog 'EXCHMAILBOX\First Storage Group' -After {after} -StandbyMachine EXCHSTANDBY"
        )]);
        let text = lab.refuses(r"psexec \\EXCHSTANDBY eseutil /r E00");
        assert!(text.contains(error), "{text}");
        match recovers {
            true => assert!(lab.says(r"psexec \\EXCHSTANDBY eseutil /r E00 /a").contains("successfully")),
            false => assert!(lab.refuses(r"psexec \\EXCHSTANDBY eseutil /r E00 /a").contains(error)),
        }
    }
}

/// -1811: with the log volume new as well there is nothing at all.
#[test]
fn neither_logs_nor_database_is_another_error() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(3);
    for disk in ["SharedDatabaseDisk", "SharedLogDisk"] {
        lab.stop(disk, How::Fail).wait(10).types(&[&format!("Start-LabComponent {disk} -Replace")]);
    }
    let text = lab.refuses(&format!("psexec \\\\{NODE1} eseutil /r E00"));
    assert!(text.contains("-1811 (JET_errFileNotFound)"), "{text}");
}
