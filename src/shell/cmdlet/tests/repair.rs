//! Procedures of an administrator: suspend, seed, restore, dial.

use crate::model::params::Build;
use crate::shell::testing::Desk;

const GROUP: &str = "EXCHCMS\\First Storage Group";

fn status(desk: &mut Desk) -> String {
    desk.text("(Get-StorageGroupCopyStatus).SummaryCopyStatus").trim_end().to_owned()
}

#[test]
fn a_reseed_goes_step_by_step() {
    let mut desk = Desk::new(Build::Sp1);
    desk.texts(&["Send-LabMail -Count 40", "Wait-Lab 1m"]);
    assert!(desk.text(&format!("Update-StorageGroupCopy '{GROUP}'")).contains("Hint: suspend it first"));
    assert_eq!(desk.text(&format!("Suspend-StorageGroupCopy -Identity '{GROUP}' -SuspendComment \"reseed\"")), "");
    assert_eq!(desk.text(&format!("Suspend-StorageGroupCopy '{GROUP}'")), "");
    assert_eq!(status(&mut desk), "Suspended");
    let refused = desk.text(&format!("Update-StorageGroupCopy -Identity '{GROUP}'"));
    assert!(refused.starts_with("Update-StorageGroupCopy : Log files of the old copy of 'EXCHCMS\\First Storage Group' exist on the target.\n"), "{refused}");
    assert!(
        refused
            .contains("(EXCHCMS\\First Storage Group) [Update-StorageGroupCopy]\n    Hint: add -DeleteExistingFiles"),
        "{refused}"
    );
    let seeded = desk.text(&format!("Update-StorageGroupCopy '{GROUP}' -DeleteExistingFiles -ManualResume"));
    assert!(
        seeded.starts_with(
            "WARNING: Replication is still suspended for storage group copy 'EXCHCMS\\First Storage Group'."
        ),
        "{seeded}"
    );
    assert_eq!(desk.text(&format!("Resume-StorageGroupCopy '{GROUP}'")), "");
    assert!(desk.text(&format!("Resume-StorageGroupCopy '{GROUP}'")).starts_with("Resume-StorageGroupCopy : "));
    desk.texts(&["Send-LabMail", "Close-LabLog", "Wait-Lab 10s"]);
    assert_eq!(status(&mut desk), "Healthy");
}

#[test]
fn seeding_shows_how_long_it_will_take_and_its_failure() {
    use crate::shell::console::Step;
    let mut desk = Desk::new(Build::Sp1);
    desk.text(&format!("Suspend-StorageGroupCopy '{GROUP}'"));
    let Step::Wait(waiting) = desk.step(&format!("Update-StorageGroupCopy '{GROUP}' -DeleteExistingFiles")) else {
        panic!()
    };
    let said = "Seeding EXCHCMS\\First Storage Group on EXCHMAILBOX2, 0 % done, 1h";
    assert!(waiting.text.starts_with(said), "{}", waiting.text);
    let stop = "Suspend-StorageGroupCopy \"EXCHCMS\\First Storage Group\" -Confirm:$false";
    assert_eq!(desk.console.stopping_line().as_deref(), Some(stop));
    desk.lab.submit_now(crate::model::input::Input::StopPart {
        part: crate::model::ids::Part::Node(crate::model::arrangement::NODE_2),
        how: crate::model::ids::How::PowerCut,
    });
    desk.lab.pass(1);
    let Step::Done(output) = desk.console.poll(&mut desk.lab) else { panic!() };
    assert!(output.text().contains("did not come to its end"), "{}", output.text());
}

#[test]
fn a_database_that_the_dial_holds_back_is_mounted_by_hand() {
    let mut desk = Desk::new(Build::Rtm);
    assert_eq!(desk.text("Set-MailboxServer EXCHCMS -AutoDatabaseMountDial:Lossless"), "");
    desk.texts(&["Send-LabMail -Count 5", "Stop-LabComponent EXCHMAILBOX1", "Wait-Lab 5m"]);
    let database = "(Get-MailboxDatabase EXCHCMS\\* -Status).Mounted";
    assert_eq!(desk.text(database), "False\n");
    assert!(desk.text("Mount-Database 'Mailbox Database'").starts_with("Mount-Database : "));
    let asked = desk.text(&format!("Restore-StorageGroupCopy '{GROUP}'"));
    assert!(asked.contains("Restoring storage group copy \"EXCHCMS\\First Storage Group\".\n[Y] Yes"), "{asked}");
    let warned = desk.text("y");
    assert!(warned.starts_with("WARNING: Failed to copy remaining log files (through E00.log) during Restore-StorageGroupCopy operation for storage group copy (First Storage Group). Failure reason: "), "{warned}");
    assert!(
        warned.contains("\nIdentity               : EXCHCMS\\First Storage Group\nLastLogGenerated       : "),
        "{warned}"
    );
    let forced = desk.text(&format!("Restore-StorageGroupCopy '{GROUP}' -Force"));
    assert_eq!(
        forced,
        "WARNING: Performing a Restore-StorageGroupCopy operation on storage group 'First Storage Group' with the Force option. Data loss is expected for this storage group.\n"
    );
    assert_eq!(desk.text("Mount-Database 'Mailbox Database'"), "");
    assert_eq!(desk.text(database), "True\n");
}

#[test]
fn the_dial_and_the_forced_mount_are_set_and_shown() {
    let mut desk = Desk::new(Build::Rtm);
    desk.text("Set-MailboxServer EXCHCMS -AutoDatabaseMountDial:GoodAvailability -ForcedDatabaseMountAfter:4");
    let shown = "fl Name,ClusteredStorageType,RedundantMachines,AutoDatabaseMountDial,ForcedDatabaseMountAfter";
    let expected = "
Name                     : EXCHCMS
ClusteredStorageType     : NonShared
RedundantMachines        : {EXCHMAILBOX1, EXCHMAILBOX2}
AutoDatabaseMountDial    : GoodAvailability
ForcedDatabaseMountAfter : 4

";
    assert_eq!(desk.text(&format!("Get-MailboxServer EXCHCMS | {shown}")), expected);
    desk.text("Set-MailboxServer EXCHCMS -Forced unlimited");
    assert_eq!(desk.text("(Get-MailboxServer EXCHCMS).ForcedDatabaseMountAfter"), "unlimited\n");
    assert!(
        desk.text("Set-MailboxServer EXCHCMS")
            .starts_with("WARNING: The command completed successfully but no settings")
    );
}

#[test]
fn a_move_that_cannot_begin_says_why() {
    let mut desk = Desk::new(Build::Rtm);
    desk.text(&format!("Suspend-StorageGroupCopy '{GROUP}'"));
    let line = "Move-ClusteredMailboxServer EXCHCMS -TargetMachine EXCHMAILBOX2 -MoveComment x -Confirm:$false";
    for line in [line.to_owned(), format!("{line} -ValidateOnly")] {
        let text = desk.text(&line);
        assert!(text.starts_with("Move-ClusteredMailboxServer : ") && text.contains("Suspended"), "{text}");
    }
    let text = desk.text("Move-ClusteredMailboxServer EXCHCMS -TargetMachine EXCHMAILBOX3 -MoveComment x");
    assert!(text.contains("Hint: did you mean EXCHMAILBOX"), "{text}");
    let text = desk.text("Move-ClusteredMailboxServer EXCHMAILBOX -TargetMachine EXCHMAILBOX2 -MoveComment x");
    assert!(text.contains("stand-alone server"), "{text}");
}

#[test]
fn databases_are_listed_with_their_state_on_request() {
    let mut desk = Desk::new(Build::Rtm);
    let expected = "
Name                Server          StorageGroup          Recovery
----                ------          ------------          --------
Mailbox Database    EXCHMAILBOX     First Storage Group   False
Mailbox Database    EXCHCMS         First Storage Group   False

";
    assert_eq!(desk.text("Get-MailboxDatabase"), expected);
    assert_eq!(
        desk.text("Get-StorageGroup -Server EXCHCMS | Get-MailboxDatabase | select -expand Identity"),
        "EXCHCMS\\First Storage Group\\Mailbox Database\n"
    );
    assert_eq!(desk.text("Get-MailboxDatabase -Server exchcms -Status | select -expand Mounted"), "True\n");
    assert_eq!(
        desk.text("(Get-MailboxDatabase -StorageGroup 'Second Storage Group' -ErrorAction SilentlyContinue)"),
        ""
    );
}
