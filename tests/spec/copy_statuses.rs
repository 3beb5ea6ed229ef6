//! `SummaryCopyStatus` from one value to the next, in the words of both builds. Sources: \[MNGCCR\], \[MONCR\].
//!
//! One walk through every transition of the copies of LCR, CCR and SCR. What the shell says and what is drawn are the
//! same word at every step, and the sentence of what happened last is short.

use crate::lab::{LONG, Lab, RTM, SP1};
use failover_lab::model::event::Event;
use failover_lab::model::params::{BOOT_MS, Build, Config, LOG_POLL_MS, Mode, SERVICES_START_MS, Standby};
use failover_lab::model::{caption, scene::Scene};

/// What is typed, how long it takes [s], and the status then, as released and with Service Pack 1.
type Step<'a> = (&'a [&'a str], u64, &'a str, &'a str);

const SG: &str = "First Storage Group";
const SEEDED: u64 = 700;
/// A server boots, its services start, and the comparison has begun.
const BACK: u64 = (BOOT_MS + SERVICES_START_MS) / 1_000 + 4;
const LOOKED: u64 = LOG_POLL_MS / 1_000 + 10;
const LOG: &[&str] = &["Send-LabMail -Count 1", "Close-LabLog"];
const SUSPEND: &[&str] = &["Suspend-StorageGroupCopy 'First Storage Group' -Confirm:$false"];
const RESUME: &[&str] = &["Resume-StorageGroupCopy 'First Storage Group' -Confirm:$false"];
const UPDATE: &str = "Update-StorageGroupCopy 'First Storage Group' -DeleteExistingFiles -Confirm:$false";

/// `SummaryCopyStatus` in the shell, and the same in the drawing where a copy is drawn.
fn status(lab: &mut Lab, target: &str) -> (String, Option<String>) {
    let line = format!("(Get-StorageGroupCopyStatus '{SG}'{target}).SummaryCopyStatus");
    let said = lab.says(&line).trim().to_owned();
    (said, drawn(&lab.view().scene()))
}

/// Whether an event is a step of a copy from one status to another.
fn is_of_a_copy(event: &Event) -> bool {
    matches!(
        event,
        Event::LogCopyingStopped { .. }
            | Event::LogsNoticed { .. }
            | Event::InspectionFailed { .. }
            | Event::CopySuspended { .. }
            | Event::CopyResumed { .. }
            | Event::CopyFailed { .. }
            | Event::ResynchronizingStarted { .. }
            | Event::DivergedLogsDropped { .. }
            | Event::SeedingStarted { .. }
            | Event::SeedingFinished { .. }
            | Event::StandbyEnabled { .. }
    )
}

fn drawn(scene: &Scene) -> Option<String> {
    let copies = scene.nodes.iter().flat_map(|node| &node.disks).filter_map(|disks| disks.copy.as_ref());
    copies.filter(|copy| !copy.is_active).find_map(|copy| copy.status.clone())
}

#[track_caller]
fn walk(mode: Config, target: &str, steps: &[Step<'_>]) {
    for (config, is_sp1) in
        [(Config { build: Build::Rtm, ..mode }, false), (Config { build: Build::Sp1, ..mode }, true)]
    {
        if !is_sp1 && mode.mode == Mode::Scr {
            continue;
        }
        let mut lab = Lab::quiet(config);
        lab.wait(60);
        for (number, (lines, seconds, rtm, sp1)) in steps.iter().enumerate() {
            for line in *lines {
                if *line == UPDATE {
                    // The command returns when the copy is complete; here it is asked before.
                    lab.waits_for(line);
                } else {
                    lab.types(&[line]);
                }
            }
            lab.wait(*seconds);
            let expected = if is_sp1 { *sp1 } else { *rtm };
            let (said, drawn) = status(&mut lab, target);
            assert_eq!(said, expected, "step {number}: {lines:?}, SP1 {is_sp1}");
            assert!(drawn.is_none_or(|word| word == said), "step {number}: {lines:?}");
        }
        let told = |(_, event): (_, &Event)| caption::sentence(lab.bench(), event);
        for sentence in lab.events().filter(|(_, event)| is_of_a_copy(event)).map(told) {
            assert!(sentence.split_whitespace().count() <= 16 && sentence.ends_with('.'), "{sentence}");
        }
    }
}

#[test]
fn a_local_copy_goes_from_status_to_status_as_the_product_says() {
    #[rustfmt::skip]
    walk(Config { mode: Mode::Lcr, ..RTM }, "", &[
        (&[],                                                        0, "Healthy", "Healthy"),
        (&["Disable-StorageGroupCopy 'First Storage Group' -Confirm:$false"], 1, "Disabled", "Disabled"),
        (&["Enable-StorageGroupCopy 'First Storage Group'"],        10, "Seeding", "Seeding"),
        (&[],                                                   SEEDED, "Healthy", "Initializing"),
        (LOG,                                                       10, "Healthy", "Healthy"),
        (SUSPEND,                                                    1, "Suspended", "Suspended"),
        (RESUME,                                                     1, "Healthy", "Initializing"),
        (LOG,                                                       10, "Healthy", "Healthy"),
        (&[r"Stop-LabComponent EXCHMAILBOX\Replication -How Shutdown"], 1, "Failed", "ServiceDown"),
        (&[r"Start-LabComponent EXCHMAILBOX\Replication"],           1, "Healthy", "Initializing"),
        (LOG,                                                       10, "Healthy", "Healthy"),
        // RTM notices a lost volume with the next closed log.
        (&[r"Stop-LabComponent EXCHMAILBOX\CopyDatabaseDisk"],       1, "Healthy", "Failed"),
        (LOG,                                                       10, "Failed", "Failed"),
        (&[r"Start-LabComponent EXCHMAILBOX\CopyDatabaseDisk", SUSPEND[0]], 1, "Suspended", "Suspended"),
        (&[UPDATE],                                                 10, "Seeding", "Seeding"),
        (&[],                                                   SEEDED, "Healthy", "Initializing"),
        (LOG,                                                       10, "Healthy", "Healthy"),
        (&["Dismount-Database 'Mailbox Database' -Confirm:$false", "Restore-StorageGroupCopy 'First Storage Group' -ReplaceLocations -Confirm:$false"], 10, "Disabled", "Disabled"),
    ]);
}

#[test]
fn a_clustered_copy_goes_from_status_to_status_as_the_product_says() {
    let cut = "Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2 -Network Public";
    let mend = "Connect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2";
    #[rustfmt::skip]
    walk(RTM, "", &[
        (LOG,                                          10, "Healthy", "Healthy"),
        (&[cut, LOG[0], LOG[1]],                        5, "Stopped", "Stopped"),
        (&[mend],                                       0, "Stopped", "Stopped"),
        (&[],                                      LOOKED, "Healthy", "Healthy"),
        (&[cut, LOG[0], LOG[1], SUSPEND[0]],            5, "Suspended", "Suspended"),
        (RESUME,                                        5, "Stopped", "Stopped"),
        (&[mend, LOG[0], LOG[1]],                      10, "Healthy", "Healthy"),
        (&["Stop-LabComponent Public -How Corrupt", LOG[0], LOG[1]], 30, "Failed", "Failed"),
        (&["Start-LabComponent Public", SUSPEND[0]],    1, "Suspended", "Suspended"),
        (&[UPDATE],                                    10, "Seeding", "Seeding"),
        (SUSPEND,                                       1, "Suspended", "Suspended"),
        (RESUME,                                        1, "Failed", "Failed"),
        (&[SUSPEND[0], UPDATE],                    SEEDED, "Healthy", "Initializing"),
        (LOG,                                          10, "Healthy", "Healthy"),
        // The old active node is down, comes back, and its newest log is dropped.
        (&["Send-LabMail -Count 1", "Stop-LabComponent EXCHMAILBOX1"], LONG, "Failed", "ServiceDown"),
        (&["Start-LabComponent EXCHMAILBOX1"],        BACK, "Failed", "Resynchronizing"),
        (&[],                                          30, "Healthy", "Healthy"),
    ]);
}

/// A copy whose database holds what the active one never had ends as failed.
#[test]
fn a_clustered_copy_that_diverged_too_far_is_resynchronizing_and_then_failed() {
    #[rustfmt::skip]
    walk(RTM, "", &[
        (LOG,                                          10, "Healthy", "Healthy"),
        (SUSPEND,                                       1, "Suspended", "Suspended"),
        (&[LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1],
           LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1], LOG[0], LOG[1],
           "Stop-LabComponent EXCHMAILBOX1"],        LONG, "Suspended", "Suspended"),
        (&["Restore-StorageGroupCopy 'First Storage Group' -Force -Confirm:$false",
           r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'"], 60, "Failed", "ServiceDown"),
        (LOG,                                           1, "Failed", "ServiceDown"),
        (&["Start-LabComponent EXCHMAILBOX1"],        BACK, "Failed", "Resynchronizing"),
        (&[],                                          30, "Failed", "Failed"),
    ]);
}

#[test]
fn a_target_goes_from_status_to_status_as_the_product_says() {
    let on = " -StandbyMachine EXCHSTANDBY";
    let suspend: &[&str] =
        &["Suspend-StorageGroupCopy 'First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false"];
    let resume: &[&str] =
        &["Resume-StorageGroupCopy 'First Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false"];
    #[rustfmt::skip]
    walk(Config { mode: Mode::Scr, standby: Standby::Nothing, ..SP1 }, on, &[
        (&["Enable-StorageGroupCopy 'First Storage Group' -StandbyMachine EXCHSTANDBY"], 1, "", "Initializing"),
        (LOG,                                          10, "", "Healthy"),
        (&[r"Stop-LabComponent EXCHMAILBOX\LogDisk -How Fail"], 5, "", "Healthy"),
        (&[r"Start-LabComponent EXCHMAILBOX\LogDisk", r"Mount-Database 'EXCHMAILBOX\First Storage Group\Mailbox Database'"], 30, "", "Healthy"),
        (&["Disconnect-LabNetwork EXCHMAILBOX EXCHSTANDBY", LOG[0], LOG[1]], 5, "", "ServiceDown"),
        (&["Connect-LabNetwork EXCHMAILBOX EXCHSTANDBY"], 0, "", "Stopped"),
        (&[],                                      LOOKED, "", "Healthy"),
        (suspend,                                       1, "", "Suspended"),
        (&["Update-StorageGroupCopy 'First Storage Group' -StandbyMachine EXCHSTANDBY -DeleteExistingFiles -ManualResume -Confirm:$false"], 1, "", "Suspended"),
        (resume,                                        1, "", "Initializing"),
        (LOG,                                          10, "", "Healthy"),
        (&[r"Stop-LabComponent EXCHSTANDBY\Replication"], 1, "", "ServiceDown"),
        (&[r"Start-LabComponent EXCHSTANDBY\Replication", LOG[0], LOG[1]], 10, "", "Healthy"),
        (&[r"Stop-LabComponent EXCHSTANDBY\DatabaseDisk"], 1, "", "Failed"),
    ]);
}
