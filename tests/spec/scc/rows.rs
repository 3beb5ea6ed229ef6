//! The failure table of single copy clusters: one test a row, named by the fault, with the lines that mend it.
//!
//! Sources: [SCCREC], [SCCTOP], [CCRRES], [LLR].

use super::{SCC, SCC_2008, keeps_all_mail, with_mail};
use crate::lab::{LONG, Lab, NODE1, NODE2};
use failover_lab::engine::SimSpan;
use failover_lab::model::event::{DismountReason, Event};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::params::{Build, Config, Mode, Source, Target};

/// Longer than a streaming backup of the small database [s].
const BACKUP: u64 = 400;
const STATUS: &str = "(Get-ClusteredMailboxServerStatus).State";
const MOVE: &str = "Move-ClusteredMailboxServer EXCHCMS -TargetMachine EXCHMAILBOX2 -MoveComment test -Confirm:$false";
const MOUNT: &str = r"Mount-Database 'EXCHCMS\First Storage Group\Mailbox Database'";
const RESTORE: &str = r"Restore-LabBackup 'EXCHCMS\First Storage Group' -Force";

/// A full backup after 30 logs, then ten logs with a letter each, and three letters in the open log.
fn with_backup(config: Config) -> Lab {
    let mut lab = Lab::quiet(config);
    lab.close_logs(30).types(&[r"Start-LabBackup 'EXCHCMS\First Storage Group' -Type Full"]).wait(BACKUP);
    lab.close_logs(10).letters(3).wait(10);
    assert_eq!(lab.mail().present, 43);
    lab
}

/// The database is offline, and the server stays where it is.
#[track_caller]
fn is_partially_online(lab: &mut Lab) {
    assert!(lab.happened(|event| matches!(event, Event::DatabaseFailed { reason: DismountReason::VolumeGone, .. })));
    assert_eq!(lab.says(STATUS), "Partially Online\n");
    assert_eq!((lab.server().active_node.as_deref(), lab.mounted_on()), (Some(NODE1), None));
}

#[test]
fn scheduled_move() {
    let mut lab = with_mail(SCC);
    lab.types(&[MOVE]).wait(60);
    assert_eq!((lab.says(STATUS).as_str(), lab.mounted_on().as_deref()), ("Online\n", Some(NODE2)));
    assert!(
        lab.happened(|event| {
            matches!(event, Event::DatabaseDismounted { reason: DismountReason::GroupOffline, .. })
        })
    );
    assert!(!lab.happened(|event| matches!(event, Event::DatabaseFailed { .. })));
    keeps_all_mail(&lab);
}

/// Soft recovery from the same disks: whatever was in the logs is there, without a dumpster's help.
#[test]
fn active_node_loses_its_power_or_crashes() {
    for config in [SCC, SCC_2008] {
        for how in ["PowerCut", "Crash"] {
            let mut lab = with_mail(config);
            lab.types(&[&format!("Stop-LabComponent EXCHMAILBOX1 -How {how}")]);
            assert!(matches!(lab.storage().active_copy().database, DatabaseState::Dirty { .. }));
            lab.wait(LONG);
            assert_eq!((lab.says(STATUS).as_str(), lab.mounted_on().as_deref()), ("Online\n", Some(NODE2)));
            assert!(lab.happened(|event| matches!(event, Event::DatabaseMounting { logs, .. } if logs.0 > 0)));
            assert_eq!(lab.mail().redelivered, 0);
            lab.types(&["Start-LabComponent EXCHMAILBOX1"]).wait(LONG);
            assert_eq!(lab.quorum().members, [NODE1, NODE2]);
            keeps_all_mail(&lab);
        }
    }
}

#[test]
fn active_node_hangs() {
    let mut lab = with_mail(SCC);
    lab.types(&["Stop-LabComponent EXCHMAILBOX1 -How Hang"]).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    // Reset, it joins and takes nothing back.
    lab.types(&["Start-LabComponent EXCHMAILBOX1"]).wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "failback is off");
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 1);
    keeps_all_mail(&lab);
}

#[test]
fn store_process_dies() {
    let mut lab = with_mail(SCC);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX1\Store -How Crash"]).wait(LONG);
    assert_eq!((lab.says(STATUS).as_str(), lab.mounted_on().as_deref()), ("Online\n", Some(NODE1)), "in place");
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 1);
    // Above the threshold the group goes to the other node.
    for _ in 0..3 {
        lab.types(&[r"Stop-LabComponent EXCHMAILBOX1\Store -How Crash"]).wait(90);
    }
    lab.wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    keeps_all_mail(&lab);
}

#[test]
fn system_attendant_dies() {
    let mut lab = with_mail(SCC);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX1\SystemAttendant -How Crash"]).wait(LONG);
    assert_eq!((lab.says(STATUS).as_str(), lab.mounted_on().as_deref()), ("Online\n", Some(NODE1)));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
    keeps_all_mail(&lab);
}

#[test]
fn public_network_of_the_active_node_lost() {
    let mut lab = with_mail(SCC);
    lab.types(&[r"Stop-LabComponent EXCHMAILBOX1\Public"]).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    lab.types(&[r"Start-LabComponent EXCHMAILBOX1\Public"]).wait(60);
    assert_eq!(lab.quorum().members, [NODE1, NODE2], "both nodes are members still");
    keeps_all_mail(&lab);
}

#[test]
fn private_network_lost() {
    let mut lab = with_mail(SCC);
    lab.types(&["Stop-LabComponent Private"]).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1), "heartbeats use the public one");
    lab.types(&["Start-LabComponent Private"]).wait(60);
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
}

#[test]
fn all_networks_between_the_nodes_lost() {
    for config in [SCC, SCC_2008] {
        let mut lab = with_mail(config);
        lab.types(&["Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2"]).wait(LONG);
        assert_eq!(
            (lab.quorum().members.as_slice(), lab.mounted_on().as_deref()),
            (&[NODE1.to_owned()][..], Some(NODE1))
        );
        assert!(lab.happened(|event| matches!(event, Event::ClusterServiceStopped { .. })));
        lab.types(&["Connect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2"]).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE1, NODE2]);
        assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
        keeps_all_mail(&lab);
    }
}

#[test]
fn passive_node_lost() {
    let mut lab = with_mail(SCC);
    lab.types(&["Stop-LabComponent EXCHMAILBOX2"]).wait(LONG);
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
    assert!(lab.refuses(MOVE).contains("EXCHMAILBOX2"), "there is no redundancy");
    lab.types(&["Start-LabComponent EXCHMAILBOX2"]).wait(LONG);
    lab.types(&[MOVE]).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    keeps_all_mail(&lab);
}

/// Another node has the same disk. The logs are on another one, and carry the backup forward.
#[test]
fn database_volume_lost() {
    let mut lab = with_backup(SCC);
    lab.types(&["Stop-LabComponent SharedDatabaseDisk"]).wait(LONG);
    is_partially_online(&mut lab);
    lab.types(&[&MOVE.replace("-Confirm", "-IgnoreDismounted -Confirm")]).wait(LONG);
    assert_eq!(lab.says(STATUS), "Partially Online\n", "a move does not help");
    lab.types(&["Start-LabComponent SharedDatabaseDisk -Replace"]).wait(60);
    let text = lab.refuses(MOUNT);
    assert!(text.contains("-1811"), "a new disk is empty: {text}");
    lab.types(&[RESTORE, MOUNT]);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE2), 43));
    keeps_all_mail(&lab);
}

/// Only what is in the backup is left; a volume that was merely away brings everything back.
#[test]
fn log_volume_lost() {
    let mut lab = with_backup(SCC);
    lab.types(&["Stop-LabComponent SharedLogDisk"]).wait(LONG);
    is_partially_online(&mut lab);
    lab.types(&["Start-LabComponent SharedLogDisk -Replace"]).wait(60);
    let text = lab.refuses(MOUNT);
    assert!(text.contains("-543"), "the database is dirty, and its logs are gone: {text}");
    let text = lab.refuses("eseutil /r E00 /a");
    assert!(text.contains("-543"), "what is required cannot be given up: {text}");
    lab.types(&[RESTORE, MOUNT]);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present, lab.mail().lost), (Some(NODE1), 30, 13));
    lab.letters(2).close_logs(3).wait(60);
    assert_eq!(lab.mail().present, 35);

    let mut lab = with_backup(SCC);
    lab.types(&["Stop-LabComponent SharedLogDisk"]).wait(LONG);
    lab.types(&["Start-LabComponent SharedLogDisk", MOUNT]);
    keeps_all_mail(&lab);
}

/// Depth of Lost Log Resilience 1: the database file has nothing of the newest log. Source: [LLR].
#[test]
fn log_volume_loses_the_newest_log_alone() {
    let mut lab = with_backup(SCC);
    lab.types(&["Stop-LabComponent SharedLogDisk"]).wait(LONG);
    lab.types(&["Start-LabComponent SharedLogDisk", r"Remove-LabLog 'EXCHCMS\First Storage Group' -After 40"]);
    for line in [MOUNT, "eseutil /r E00"] {
        let text = lab.refuses(line);
        assert!(text.contains("-582") && text.contains("/a"), "{text}");
    }
    assert!(lab.says("eseutil /mh \"Mailbox Database.edb\"").contains("State: Dirty Shutdown"));
    assert!(lab.says("eseutil /r E00 /a").contains("Operation completed successfully"));
    assert!(lab.says("eseutil /mh \"Mailbox Database.edb\"").contains("State: Clean Shutdown"));
    lab.types(&[MOUNT]);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present, lab.mail().lost), (Some(NODE1), 40, 3));
}

/// Both volumes and the quorum disk are on the array. With daily backups the loss is half a day on average.
#[test]
fn storage_array_lost() {
    for config in [SCC, SCC_2008] {
        let mut lab = with_backup(config);
        lab.types(&["Stop-LabComponent SharedLogDisk, SharedDatabaseDisk, QuorumDisk"]).wait(24 * 3_600);
        assert_eq!(lab.mounted_on(), None, "nothing comes back by itself");
        // The nodes of Windows Server 2008 have a majority without the disk, and nothing to mount.
        assert_eq!(lab.has_quorum(), config.windows == SCC_2008.windows);
        lab.types(&["Start-LabComponent QuorumDisk", "Start-LabComponent SharedLogDisk, SharedDatabaseDisk -Replace"]);
        lab.wait(LONG);
        assert!(lab.refuses(MOUNT).contains("-1811"));
        lab.types(&[RESTORE, MOUNT]);
        assert_eq!((lab.says(STATUS).as_str(), lab.mail().present, lab.mail().lost), ("Online\n", 30, 13));
    }
}

/// The other way out of a lost array, and the way out of a lost site.
#[test]
fn site_lost() {
    let scr = Config { mode: Mode::Scr, build: Build::Sp1, replay_lag: SimSpan::ZERO, ..SCC };
    let mut lab = Lab::quiet(Config { source: Source::Scc, target: Target::Cluster, ..scr });
    lab.close_logs(60).wait(60).letters(4);
    lab.types(&["Stop-LabComponent EXCHMAILBOX1, EXCHMAILBOX2"]);
    lab.types(&["Stop-LabComponent SharedLogDisk, SharedDatabaseDisk, QuorumDisk"]).wait(3_600);
    assert_eq!(lab.mounted_on(), None, "nothing is automatic");
    lab.types(&[
        r"Restore-StorageGroupCopy 'EXCHCMS\First Storage Group' -StandbyMachine EXCHSTANDBY1 -Force",
        r"psexec \\EXCHSTANDBY1 Setup.com /RecoverCMS /CMSName:EXCHCMS /CMSIPAddress:10.0.2.30",
    ]);
    lab.wait(60).types(&[MOUNT]).letters(1).wait(10);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().queued), (Some("EXCHSTANDBY1"), 0));
    assert_eq!((lab.mail().present, lab.mail().lost), (61, 4), "the open log was on the lost site");
}

#[test]
fn quorum_disk_lost() {
    let mut lab = with_mail(SCC);
    lab.types(&["Stop-LabComponent QuorumDisk"]).wait(60);
    assert!(!lab.has_quorum());
    assert_eq!(lab.count(|event| matches!(event, Event::ClusterServiceStopped { .. })), 2);
    assert_eq!(lab.server().state, "Offline");
    lab.types(&[r"psexec \\EXCHMAILBOX1 net start clussvc /fixquorum"]).wait(LONG);
    assert_eq!((lab.has_quorum(), lab.mounted_on()), (true, None), "its groups stay offline");
    lab.types(&["Start-ClusteredMailboxServer EXCHCMS"]).wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    keeps_all_mail(&lab);

    let mut lab = with_mail(SCC);
    lab.types(&["Stop-LabComponent QuorumDisk"]).wait(60);
    lab.types(&["Start-LabComponent QuorumDisk"]).wait(LONG);
    assert!(lab.mounted_on().is_some(), "with the disk the cluster forms again");
}

/// The same file on either node; whoever restores goes back to the backup and loses what came after it.
#[test]
fn database_logically_corrupt() {
    let mut lab = with_backup(SCC);
    lab.types(&[r"Remove-LabMail 'EXCHCMS\First Storage Group' -Confirm:$false", MOVE]).wait(60);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present), (Some(NODE2), 0), "there is one copy");
    lab.types(&[
        r"Dismount-Database 'EXCHCMS\First Storage Group\Mailbox Database' -Confirm:$false",
        &RESTORE.replace("-Force", "-NoRollForward -Force"),
        MOUNT,
    ]);
    assert_eq!((lab.mail().present, lab.mail().lost), (30, 13));
}
