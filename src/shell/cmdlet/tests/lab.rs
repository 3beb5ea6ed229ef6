//! The lab's own cmdlets: break, mend, wait, read, ask why.

use crate::model::params::Build;
use crate::shell::console::Step;
use crate::shell::error::Category;
use crate::shell::testing::Desk;

fn desk() -> Desk {
    Desk::new(Build::Rtm)
}

#[test]
fn pulling_the_plug_leads_to_a_failover_that_can_be_asked_about() {
    let mut desk = desk();
    desk.text("Send-LabMail -Count 12 -To User7 -Size 50KB");
    assert_eq!(desk.text("(Get-LabExposure).Letters; (Get-LabExposure).People"), "12\n1\n");
    desk.text("Stop-LabComponent EXCHMAILBOX1 -How PowerCut");
    assert_eq!(desk.text("Wait-Lab -For { (Get-ClusteredMailboxServerStatus).State -eq 'Online' } -Limit 10m; Get-LabQuorum | fl Votes,Of,Held"), "\nVotes : 2\nOf    : 3\nHeld  : True\n\n");
    assert_eq!(desk.text("Get-LabWhy ServiceLost | select -expand Event"), "ServiceLost\nNodeFailed\nCommandGiven\n");
    assert!(desk.text("why | ft Text").contains("You break EXCHMAILBOX1: power cut."));
    assert_eq!(desk.text("Get-LabMail | % { $_.Accepted - $_.Present - $_.Queued - $_.Lost }"), "0\n");
    assert_eq!(
        desk.text("Get-LabComponent EXCHMAILBOX1 | ft Identity,State,Why -AutoSize"),
        "\nIdentity     State Why\n--------     ----- ---\nEXCHMAILBOX1 down  power cut\n\n"
    );
    assert_eq!(
        desk.text("Start-LabComponent *; wait 5m; (Get-LabComponent | where { $_.Why } | measure).Count"),
        "0\n"
    );
}

#[test]
fn closing_the_log_first_saves_the_letters() {
    let mut desk = desk();
    desk.text("Send-LabMail -Count 12; Close-LabLog; Wait-Lab 10s");
    assert_eq!(desk.text("(Get-LabExposure).Letters"), "0\n");
    assert!(desk.text("close").contains("Close-LabLog : "));
}

#[test]
fn links_are_cut_and_mended() {
    let mut desk = desk();
    assert_eq!(desk.text("Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2 -Network Private"), "");
    assert!(desk.text("cut EXCHMAILBOX1 EXCHMAILBOX2 -Network Private").contains("Hint: "));
    assert_eq!(desk.text("mend EXCHMAILBOX1 EXCHMAILBOX2"), "");
    assert!(desk.text("cut EXCHMAILBOX1 Public").contains("object 'Public' could not be found"));
}

#[test]
fn a_load_is_set_by_number_or_by_profile() {
    let mut desk = desk();
    assert_eq!(
        desk.text("Set-LabWorkload -Profile heavy -WhatIf"),
        "What if: Setting the load to 3000 letters an hour.\n"
    );
    desk.texts(&["Set-LabWorkload 3600", "Wait-Lab 10m"]);
    assert_eq!(desk.text("(Get-LabMail).Accepted -gt 400"), "True\n");
    assert!(desk.text("Set-LabWorkload").contains("needs either a number or a profile"));
}

#[test]
fn a_wait_for_a_condition_has_a_limit_and_only_reads() {
    let mut desk = desk();
    let began = desk.lab.view_ms();
    assert!(
        desk.text("Wait-Lab -For { $false } -Limit 90s")
            .starts_with("Wait-Lab : The condition did not become true in time: $false.\n")
    );
    assert_eq!(desk.lab.view_ms() - began, 90_000);
    assert!(
        desk.text("Wait-Lab -For { kill HUB1 }")
            .starts_with("Stop-LabComponent : A condition reads and changes nothing.\n")
    );
    assert!(desk.text("Wait-Lab").contains("needs either a length of time or a condition"));
    assert!(
        matches!(desk.step("Wait-Lab -For { (Get-LabMail).Queued }"), Step::Wait(waiting) if waiting.limit_ms == Some(began + 90_000 + 86_400_000))
    );
}

#[test]
fn a_wait_goes_on_while_the_cluster_cannot_be_asked() {
    let mut desk = desk();
    desk.text("kill EXCHMAILBOX1; kill EXCHMAILBOX2; wait 30s");
    assert!(desk.text("Get-ClusteredMailboxServerStatus").contains("cannot be contacted"));
    let line = "Wait-Lab -For { (Get-ClusteredMailboxServerStatus).State -eq 'Online' }";
    assert!(matches!(desk.step(line), Step::Wait(_)));
    desk.lab.submit_now(crate::model::input::Input::StartAll);
    desk.lab.pass(900);
    let Step::Done(output) = desk.console.poll(&mut desk.lab) else { panic!("it still waits") };
    assert_eq!(output.text(), "");
}

#[test]
fn an_assertion_fails_with_a_category_of_its_own() {
    let mut desk = desk();
    assert_eq!(desk.text("Assert-Lab { (Get-LabMail).Lost -eq 0 }"), "");
    let Step::Done(output) = desk.step("Assert-Lab { $false } 'nothing is lost'; 'next'") else { panic!() };
    assert_eq!(output.errors[0].category, Category::AssertionFailed);
    assert_eq!(output.errors[0].message, "The assertion failed: nothing is lost ($false).");
    assert!(output.text().ends_with("next\n"));
}

#[test]
fn an_unknown_name_is_refused_with_the_nearest() {
    let mut desk = desk();
    for (line, hint) in [
        ("kill EXCHMAILBOX9", "did you mean EXCHMAILBOX1?"),
        ("kill EXCHCMS", "a clustered mailbox server is no component; break or start EXCHMAILBOX1"),
        ("kill HUB1\\Witness -How Hang", "use one of Fail"),
        ("kill HUB1 -How Powercutt", "did you mean PowerCut?"),
        ("Get-LabRule mount-dail", "did you mean mount-dial?"),
        ("Get-StorageGroup 'First Storage Grup'", "did you mean First Storage Group?"),
        ("Send-LabMail -To Ursula", "people are User1 to User240"),
        ("Send-LabMail -To User241", "people are User1 to User240"),
        ("why ServiceLots", "no event of this name has happened"),
        ("why 99999", "the journal goes from 0 to"),
        ("Get-MailboxServer EXCHCSM", "did you mean EXCHCMS?"),
    ] {
        let text = desk.text(line);
        assert!(text.contains(&format!("    Hint: {hint}")), "{line}: {text}");
    }
}

#[test]
fn a_missing_object_is_pointed_at_where_it_was_named() {
    let Step::Done(output) = desk().step("'x'; kill HUB1, 'HUB1\\Witness' -How Shutdown; cut HUB1 -Peer HUB7") else {
        panic!()
    };
    let columns: Vec<usize> = output.errors.iter().map(|error| error.span.unwrap().start).collect();
    assert_eq!(columns, [5, 61]);
}

#[test]
fn rules_and_preconditions_can_be_read() {
    let mut desk = desk();
    assert!(
        desk.text("Get-LabRule mount-dial | fl")
            .starts_with("\nId       : mount-dial\nGrade    : documented\nSentence : The database mounts by itself")
    );
    assert_eq!(desk.text("whynot group-moves | select -first 1 -expand Holds"), "False\n");
    assert!(desk.text("whynot part-fails").starts_with("WARNING: The rule 'part-fails' needs nothing special"));
}

#[test]
fn the_journal_leaves_routine_out_unless_asked() {
    let mut desk = desk();
    desk.text("Send-LabMail -Count 3");
    assert_eq!(desk.text("Get-LabJournal -Last 1 | select -expand Event"), "CommandGiven\n");
    assert_eq!(desk.text("(Get-LabJournal LetterDelivered).Count"), "3\n");
    assert_eq!(desk.text("Get-LabJournal -All -Last 1 | select -expand Event"), "LetterDelivered\n");
    assert_eq!(
        desk.text("Get-LabJournal -Subject EXCHCMS | where { $_.Event -like 'Work*' } | select -expand Event"),
        "WorkloadSet\n"
    );
}

#[test]
fn names_of_the_bench_are_offered() {
    use crate::shell::complete::complete;
    let desk = desk();
    for (line, expected) in [
        ("kill HUB1\\W", vec!["HUB1\\Witness"]),
        ("kill HUB1, hub1\\p", vec!["HUB1\\Public"]),
        ("Stop-LabComponent HUB1 -How Po", vec!["PowerCut"]),
        ("Move-ClusteredMailboxServer -TargetMachine:exchm", vec!["EXCHMAILBOX1", "EXCHMAILBOX2"]),
        ("send -To user24", vec!["User24", "User240"]),
        (
            "Get-StorageGroupCopyStatus fir",
            vec!["\"EXCHMAILBOX\\First Storage Group\"", "\"EXCHCMS\\First Storage Group\""],
        ),
        ("Get-StorageGroupCopyStatus \"EXCHC", vec!["\"EXCHCMS\\First Storage Group\""]),
        ("cut EXCHMAILBOX1 hu", vec!["HUB1"]),
        ("Get-MailboxServer exchc", vec!["EXCHCMS"]),
        ("Set-MailboxServer EXCHCMS -AutoDatabaseMountDial:b", vec!["BestAvailability"]),
        ("whynot group", vec!["group-moves"]),
    ] {
        assert_eq!(complete(line, line.len(), &desk.lab).candidates, expected, "{line}");
    }
}
