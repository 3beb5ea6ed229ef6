//! The sessions that the founding articles print, letter for letter.

use crate::model::params::Build;
use crate::shell::console::Step;
use crate::shell::testing::Desk;

fn check(build: Build, line: &str, expected: &str) {
    assert_eq!(Desk::new(build).text(line), expected, "{line}");
}

#[test]
fn storage_groups_of_the_organisation() {
    let expected = "
Name                      Server            Replicated
----                      ------            ----------
First Storage Group       EXCHMAILBOX       None
Second Storage Group      EXCHMAILBOX       None
First Storage Group       exchcms           Clustered

";
    check(Build::Rtm, "Get-StorageGroup", expected);
}

#[test]
fn the_copy_status_of_the_build_as_released() {
    let expected = "
Name                SummaryCopy CopyQueue ReplayQueue
                    Status      Length    Length
----                ----------- --------- -----------
First Storage Group Healthy     0         0

";
    check(Build::Rtm, "Get-StorageGroupCopyStatus", expected);
}

#[test]
fn the_copy_status_of_service_pack_1_has_one_column_more() {
    let mut desk = Desk::new(Build::Sp1);
    desk.lab.pass(31_321);
    let expected = "
Name                SummaryCopy CopyQueue ReplayQueue LastInspectedLogTime
                    Status      Length    Length
----                ----------- --------- ----------- --------------------
First Storage Group Healthy     0         0           6/14/2007 4:42:01 PM

";
    assert_eq!(desk.texts(&["Send-LabMail", "Close-LabLog", "Wait-Lab 10s", "Get-StorageGroupCopyStatus"]), expected);
}

/// Labels of a list, in their order.
fn labels(list: &str) -> Vec<&str> {
    list.lines().filter_map(|line| line.split_once(" :")).map(|(label, _)| label.trim_end()).collect()
}

#[test]
fn the_copy_status_as_a_list_has_the_fields_of_its_build() {
    let both = [
        "Identity",
        "StorageGroupName",
        "SummaryCopyStatus",
        "NotSupported+",
        "NotConfigured+",
        "Disabled+",
        "ServiceDown+",
        "Failed",
        "Initializing+",
        "Resynchronizing+",
        "Seeding",
        "Suspend",
        "CCRTargetNode+",
        "FailedMessage",
        "SuspendComment",
        "CopyQueueLength",
        "ReplayQueueLength",
        "LatestAvailableLogTime",
        "LastCopyNotificationedLogTime",
        "LastCopiedLogTime",
        "LastInspectedLogTime",
        "LastReplayedLogTime",
        "LastLogGenerated",
        "LastLogCopyNotified",
        "LastLogCopied",
        "LastLogInspected",
        "LastLogReplayed",
        "LatestFullBackupTime",
        "LatestIncrementalBackupTime",
        "LatestDifferentialBackupTime+",
        "LatestCopyBackupTime+",
        "SnapshotBackup",
        "SnapshotLatestFullBackup+",
        "OutstandingDumpsterRequests+",
        "DumpsterServersNotAvailable+",
        "DumpsterStatistics+",
        "IsValid",
        "ObjectState",
    ];
    let sp1: Vec<&str> = both.iter().map(|label| label.trim_end_matches('+')).collect();
    let rtm: Vec<&str> = both.into_iter().filter(|label| !label.ends_with('+')).collect();
    assert_eq!(labels(&Desk::new(Build::Sp1).text("Get-StorageGroupCopyStatus | fl")), sp1);
    assert_eq!(labels(&Desk::new(Build::Rtm).text("Get-StorageGroupCopyStatus | Format-List")), rtm);
}

#[test]
fn the_state_of_the_clustered_mailbox_server() {
    let expected = "
Identity                        : EXCHCMS
ClusteredMailboxServerName      : EXCHCMS.contoso.com
State                           : Online
OperationalMachines             : {EXCHMAILBOX1 <Active, Quorum Owner>, EXCHMAILBOX2}
FailedResources                 : {}
OperationalReplicationHostNames : {exchmailbox1, exchmailbox2}
FailedReplicationHostNames      : {}
InUseReplicationHostNames       : {exchmailbox1, exchmailbox2}
IsValid                         : True
ObjectState                     : Unchanged

";
    check(Build::Sp1, "Get-ClusteredMailboxServerStatus", expected);
    let released = Desk::new(Build::Rtm).text("Get-ClusteredMailboxServerStatus -Identity exchcms");
    assert!(
        released.starts_with("\nIdentity                   : EXCHCMS\n") && !released.contains("HostNames"),
        "{released}"
    );
}

#[test]
fn a_table_of_80_columns_cuts_the_machines_where_the_article_does() {
    let text = Desk::new(Build::Rtm)
        .text("Get-ClusteredMailboxServerStatus | Format-Table Identity,State,OperationalMachines");
    assert!(text.ends_with(" {EXCHMAILBOX1 <Active,...\n\n"), "{text}");
    let text = Desk::new(Build::Rtm).text("Get-ClusteredMailboxServerStatus | ft");
    assert!(text.ends_with(" {EXCHMAILBOX1 <Active,...\n\n"), "{text}");
}

#[test]
fn a_move_asks_for_what_is_missing_and_then_whether_to_go_on() {
    let mut desk = Desk::new(Build::Rtm);
    for (typed, shown) in [
        (
            "Move-ClusteredMailboxServer",
            "\ncmdlet Move-ClusteredMailboxServer at command pipeline position 1\nSupply values for the following parameters:\nIdentity: ",
        ),
        ("exchcms", "TargetMachine: "),
        ("exchmailbox2", "MoveComment: "),
        (
            "Testing",
            "\nConfirm\nAre you sure you want to perform this action?\nMoving clustered mailbox server \"exchcms\" to target node \"exchmailbox2\" with move comment \"Testing\".\n[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"):",
        ),
    ] {
        let Step::Ask(prompt) = desk.step(typed) else { panic!("{typed} asks nothing") };
        assert_eq!(prompt.before.text() + &prompt.text, shown);
    }
    assert!(
        matches!(desk.step("y"), Step::Wait(waiting) if waiting.before.text().is_empty() && waiting.text.starts_with("Moving EXCHCMS"))
    );
    desk.lab.pass(10);
    assert!(matches!(desk.console.poll(&mut desk.lab), Step::Wait(_)));
    desk.lab.pass(300);
    let Step::Done(output) = desk.console.poll(&mut desk.lab) else { panic!("the move does not end") };
    let expected = "
Identity   ClusteredMailboxServerName State           OperationalMachines
--------   -------------------------- -----           -------------------
EXCHCMS    EXCHCMS.contoso.com        Online          {EXCHMAILBOX1 <Quorum ...

";
    assert_eq!(output.text(), expected);
}
