//! Programs of the command line on the bench.

use crate::model::params::{Build, Config, Mode};
use crate::shell::complete::complete;
use crate::shell::testing::{Desk, Lab};

#[test]
fn the_clusters_own_tool_lists_nodes_and_groups() {
    let mut desk = Desk::new(Build::Sp1);
    let nodes = "Listing status for all available nodes:

Node           Node ID Status
-------------- ------- ---------------------
EXCHMAILBOX1         1 Up
EXCHMAILBOX2         2 Up

";
    assert_eq!(desk.text("cluster node"), nodes);
    assert_eq!(desk.text("CLUSTER.EXE node /status"), nodes);
    assert!(desk.text("cluster group EXCHCMS").contains("EXCHCMS              EXCHMAILBOX1    Online"));
    assert!(desk.text("cluster node | where { $_ -match 'Up' }").starts_with("EXCHMAILBOX1"));
}

#[test]
fn a_service_is_stopped_and_started_on_a_named_server() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("net stop clussvc").contains("psexec \\\\EXCHMAILBOX1 net stop clussvc"));
    let stopped = "The Cluster Service service is stopping.\nThe Cluster Service service was stopped successfully.\n\n";
    assert_eq!(desk.text("psexec \\\\EXCHMAILBOX2 net stop clussvc"), stopped);
    desk.lab.pass(30);
    assert!(desk.text("cluster node").contains("EXCHMAILBOX2         2 Down"));
    let started = "The Cluster Service service is starting.\nThe Cluster Service service was started successfully.\n\n";
    assert_eq!(desk.text("net start clussvc"), started, "only one server is meant");
    desk.lab.pass(1);
    assert!(desk.text("net start clussvc").contains("cannot be started anywhere"));
}

#[test]
fn what_a_program_does_not_know_is_told_with_its_place() {
    let mut desk = Desk::new(Build::Sp1);
    let text = desk.text("net begin clussvc");
    assert!(text.contains("The argument 'begin' is not one that net takes here."), "{text}");
    assert!(text.contains("+ net begin  <<<< clussvc"), "{text}");
    assert!(desk.text("net start clusvc").contains("did you mean clussvc?"));
    assert!(desk.text("psexec EXCHMAILBOX1 net stop clussvc").contains("two backslashes"));
    assert!(desk.text("psexec \\\\EXCHMAILBOX9 net stop clussvc").contains("could not be found"));
    assert!(desk.text("cluster node EXCHMAILBOX1 /statu").contains("did you mean /status?"));
    assert!(desk.text("cluster node > x").contains("not supported here"));
    assert!(desk.text("wait -For { net stop clussvc }").contains("A condition reads"));
}

#[test]
fn programs_are_listed_explained_and_completed() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("Get-Command net").contains("Application"));
    assert!(desk.text("Get-Command clus*").contains("cluster.exe"));
    assert!(desk.text("Get-Help cluster").contains("cluster group [NAME] [/status]"));
    assert!(desk.text("cluster /?").contains("cluster group [NAME] [/status]"));
    let lab = Lab::new(Build::Sp1);
    let check =
        |line: &str, expected: &[&str]| assert_eq!(complete(line, line.len(), &lab).candidates, expected, "{line}");
    check("psex", &["psexec"]);
    check("net st", &["start", "stop"]);
    check("net stop ", &["clussvc", "MSExchangeIS", "MSExchangeRepl", "MSExchangeSA"]);
    check("1; psexec \\\\EXCHMAILBOX2 net stop msexchangei", &["MSExchangeIS"]);
    check("cluster group \"Clu", &["\"Cluster Group\""]);
    check("cluster node | format-w", &["Format-Wide"]);
}

const LCR: Config = Config { mode: Mode::Lcr, mailboxes: 24, ..Config::DEFAULT };

#[test]
fn a_damaged_page_or_log_is_found_by_the_engines_own_tool() {
    let mut desk = Desk::of(LCR);
    desk.texts(&["Send-LabMail; Close-LabLog", "Send-LabMail; Close-LabLog", "wait 30s"]);
    assert!(desk.text("eseutil /ml E00").contains("No damaged log files were found."));
    desk.text("kill EXCHMAILBOX\\LogDisk -How Corrupt");
    let logs = desk.text("eseutil /ml E00");
    assert!(logs.contains("E0000000001.log - OK") && logs.contains("E0000000002.log - ERROR"), "{logs}");
    assert!(logs.contains("terminated with error -501 (JET_errLogFileCorrupt)"), "{logs}");
    desk.text("Dismount-Database 'Mailbox Database' -Confirm:$false");
    assert!(desk.text("eseutil /k \"Mailbox Database.edb\"").contains("\n0 bad checksums\n"));
    desk.text("kill EXCHMAILBOX\\DatabaseDisk -How Corrupt");
    let pages = desk.text("eseutil /k \"Mailbox Database.edb\"");
    assert!(pages.contains("\n1 bad checksums\n") && pages.contains("-1018 (JET_errReadVerifyFailure)"), "{pages}");
}

#[test]
fn the_engines_own_tool_reads_no_file_that_somebody_has_open_or_nobody_can_reach() {
    let mut desk = Desk::of(LCR);
    let copy = "C:\\Program Files\\Microsoft\\Exchange Server\\Mailbox\\LocalCopies\\First Storage Group\\Mailbox Database.edb";
    let of_copy = format!("eseutil /mh \"{copy}\"");
    assert!(
        desk.text("eseutil /mh \"Mailbox Database.edb\"").contains("the store has it open"),
        "the active copy is meant"
    );
    assert!(desk.text(&of_copy).contains("the replication service has it open"));
    desk.text("Suspend-StorageGroupCopy 'First Storage Group' -Confirm:$false");
    assert!(desk.text(&of_copy).contains("State: Dirty Shutdown"));
    desk.text("kill EXCHMAILBOX\\CopyDatabaseDisk");
    assert!(desk.text(&of_copy).contains("-1022 (JET_errDiskIO): 'EXCHMAILBOX\\CopyDatabaseDisk'"));
    desk.text("kill EXCHMAILBOX\\LogDisk");
    assert!(desk.text("eseutil /ml E00").contains("-1022"));
    assert!(desk.text("eseutil /mk E00.chk").contains("-1022"));
}

/// The checkpoint of a copy follows its own replay, not the stream.
#[test]
fn a_checkpoint_is_that_of_the_copy() {
    let mut desk = Desk::new(Build::Sp1);
    desk.text("Suspend-StorageGroupCopy 'EXCHCMS\\First Storage Group' -Confirm:$false");
    for _ in 0..30 {
        desk.text("Send-LabMail; Close-LabLog");
    }
    assert!(desk.text("psexec \\\\EXCHMAILBOX1 eseutil /mk E00.chk").contains("Checkpoint: (0xB,8,16)"));
    assert!(desk.text("psexec \\\\EXCHMAILBOX2 eseutil /mk E00.chk").contains("Checkpoint: (0x1,8,16)"));
}
