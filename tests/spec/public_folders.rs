//! Public folder databases: one a server, and replicated only as the sole one of the organisation.
//!
//! Sources: \[LCRPROS\], \[PFDBS\], \[PFCCR\].

use crate::lab::{LONG, Lab, NODE1, NODE2, SP1};
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, StorageGroupId};
use failover_lab::model::params::{Config, Mode, Source, Standby};
use failover_lab::model::rule::Rule;

/// A server of its own, and another one beside it.
const TWO: Config = Config { mode: Mode::Scr, standby: Standby::Nothing, ..SP1 };
/// A cluster with continuous replication, and a server beside it.
const CCR_AND_ONE: Config = Config { source: Source::Ccr, ..TWO };

const ON_SECOND: &str = r"New-PublicFolderDatabase -StorageGroup 'EXCHMAILBOX\Second Storage Group' -Name Folders";
const MOUNT: &str = r"Mount-Database 'EXCHMAILBOX\Second Storage Group\Folders'";
const COPY_TO_STANDBY: &str = r"Enable-StorageGroupCopy 'EXCHMAILBOX\Second Storage Group' -StandbyMachine EXCHSTANDBY";

/// Makes a storage group and a public folder database in it.
fn make_on(lab: &mut Lab, server: &str) {
    lab.types(&[
        &format!("New-StorageGroup -Server {server} -Name Public"),
        &format!(r"New-PublicFolderDatabase -StorageGroup '{server}\Public' -Name 'Folders of {server}'"),
        &format!(r"Mount-Database '{server}\Public\Folders of {server}'"),
    ]);
}

fn last_status(lab: &mut Lab) -> String {
    lab.says("(Get-StorageGroupCopyStatus -Server EXCHCMS | Where-Object { $_.StorageGroupName -eq 'Public' }).SummaryCopyStatus").trim().to_owned()
}

#[test]
fn a_public_folder_database_is_mounted_and_listed_and_is_no_mailbox_database() {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..SP1 });
    lab.types(&[ON_SECOND, MOUNT]).wait(30);
    assert!(lab.bench().group(StorageGroupId(1)).is_mounted());
    assert!(lab.says("Get-PublicFolderDatabase -Status | fl Name,Mounted").contains("True"));
    assert!(!lab.says("Get-MailboxDatabase").contains("Folders"));
    lab.refuses(r"Remove-MailboxDatabase 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false");
    let said = lab.refuses(r"Move-Mailbox User1 -ConfigurationOnly -TargetDatabase 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false");
    assert!(said.contains("keeps public folders"), "{said}");
}

/// Source: \[PFDBS\].
#[test]
fn a_server_takes_one_public_folder_database() {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..SP1 });
    lab.types(&[ON_SECOND, "New-StorageGroup -Server EXCHMAILBOX -Name Third"]);
    let said = lab.refuses(r"New-PublicFolderDatabase -StorageGroup 'EXCHMAILBOX\Third' -Name More");
    assert!(said.contains("a server takes one"), "{said}");
}

#[test]
fn the_last_public_folder_database_goes_only_when_that_is_asked_for() {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..SP1 });
    lab.types(&[ON_SECOND]);
    let remove = r"Remove-PublicFolderDatabase 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false";
    assert!(lab.refuses(remove).contains("RemoveLastAllowed"));
    lab.types(&[&format!("{remove} -RemoveLastAllowed")]);
    assert!(lab.says("Get-PublicFolderDatabase").trim().is_empty());
}

/// Source: \[LCRPROS\].
#[test]
fn the_sole_public_folder_database_is_replicated_and_no_second_one_is_made_beside_it() {
    let mut lab = Lab::quiet(TWO);
    lab.types(&[ON_SECOND, MOUNT, COPY_TO_STANDBY, "New-StorageGroup -Server EXCHSTANDBY -Name Public"]);
    let second = r"New-PublicFolderDatabase -StorageGroup 'EXCHSTANDBY\Public' -Name More";
    let said = lab.refuses(second);
    assert!(said.contains("has to be the only one"), "{said}");
    lab.types(&[
        r"Disable-StorageGroupCopy 'EXCHMAILBOX\Second Storage Group' -StandbyMachine EXCHSTANDBY -Confirm:$false",
        second,
    ]);
}

#[test]
fn a_public_folder_database_beside_another_one_gets_no_copy() {
    let mut lab = Lab::quiet(TWO);
    lab.types(&[ON_SECOND, MOUNT]);
    make_on(&mut lab, "EXCHSTANDBY");
    let said = lab.refuses(COPY_TO_STANDBY);
    assert!(said.contains("are not the only ones"), "{said}");
    // Nor does a storage group that is replicated take one.
    lab.types(&[
        "New-StorageGroup -Server EXCHSTANDBY -Name Third",
        "New-StorageGroup -Server EXCHMAILBOX -Name Third",
    ]);
    let into = |lab: &mut Lab, group: &str, line: &str| {
        lab.types(&[&format!(r"Enable-StorageGroupCopy '{group}' -StandbyMachine EXCHSTANDBY")]);
        lab.refuses(line)
    };
    let other = r"Remove-PublicFolderDatabase 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false";
    lab.types(&[r"Dismount-Database 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false"])
        .wait(30)
        .types(&[other]);
    lab.types(&[
        r"Move-StorageGroupPath 'EXCHMAILBOX\Third' -LogFolderPath D:\Third -SystemFolderPath D:\Third -Confirm:$false",
    ]);
    let said =
        into(&mut lab, r"EXCHMAILBOX\Third", r"New-PublicFolderDatabase -StorageGroup 'EXCHMAILBOX\Third' -Name New");
    assert!(said.contains("are not the only ones"), "{said}");
}

/// The configuration is what the status speaks of first, with a copy or without. Source: \[MNGCCR\].
#[test]
fn a_storage_group_whose_public_folders_are_not_the_only_ones_is_not_supported() {
    let mut lab = Lab::quiet(TWO);
    lab.types(&[ON_SECOND, MOUNT]);
    let status = r"(Get-StorageGroupCopyStatus 'EXCHMAILBOX\Second Storage Group').SummaryCopyStatus";
    assert_eq!(lab.says(status).trim(), "Disabled");
    make_on(&mut lab, "EXCHSTANDBY");
    assert_eq!(lab.says(status).trim(), "NotSupported");
    let flags = r"Get-StorageGroupCopyStatus 'EXCHMAILBOX\Second Storage Group' | fl NotSupported,Disabled";
    assert_eq!(lab.says(flags).matches("True").count(), 1);
    let other = r"Dismount-Database 'EXCHSTANDBY\Public\Folders of EXCHSTANDBY' -Confirm:$false";
    lab.types(&[other]).wait(30);
    lab.types(&[r"Remove-PublicFolderDatabase 'EXCHSTANDBY\Public\Folders of EXCHSTANDBY' -Confirm:$false"]);
    assert_eq!(lab.says(status).trim(), "Disabled", "a changed configuration is the way out");
}

/// A cluster with public folders, with a backup recorded in the open log of their database.
fn cluster_with_folders(is_sole: bool) -> (Lab, StorageGroupId) {
    let mut lab = Lab::quiet(CCR_AND_ONE);
    make_on(&mut lab, "EXCHCMS");
    if !is_sole {
        make_on(&mut lab, "EXCHSTANDBY");
    }
    lab.wait(30).types(&[r"Start-LabBackup 'EXCHCMS\Public' -Type Full"]).wait(30);
    let groups = lab.bench().public_folder_groups();
    let group = groups.into_iter().find(|group| lab.bench().group_name(*group) == r"EXCHCMS\Public").expect("made");
    assert!(lab.bench().group(group).has_open_log(), "the backup is recorded there");
    (lab, group)
}

#[test]
fn the_copies_of_a_cluster_are_fed_on_and_say_that_they_are_not_supported() {
    let (mut lab, group) = cluster_with_folders(false);
    assert_eq!(last_status(&mut lab), "NotSupported");
    lab.types(&[r"Close-LabLog 'EXCHCMS\Public'"]).wait(30);
    let partner = lab.bench().group(group).partner_copy().expect("a cluster has two");
    assert_eq!(partner.inspected, lab.bench().group(group).last_generated);
    let (mut lab, _) = cluster_with_folders(true);
    lab.types(&[r"Close-LabLog 'EXCHCMS\Public'"]).wait(30);
    assert_eq!(last_status(&mut lab), "Healthy");
}

/// The dial would tolerate six logs; beside another public folder database none may be missing. Source: \[PFCCR\].
#[test]
fn a_public_folder_database_beside_another_one_is_not_mounted_after_a_lossy_failover() {
    for is_sole in [true, false] {
        let (mut lab, group) = cluster_with_folders(is_sole);
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "the mailboxes are back");
        assert_eq!(lab.bench().group(group).is_mounted(), is_sole);
        if is_sole {
            continue;
        }
        let of_folders = |event: &Event| matches!(event, Event::MountRefused { group: it, .. } if *it == group);
        assert_eq!(lab.explain(of_folders).0, Some(Rule::PublicFolders));
        // With the old node its logs are back.
        lab.start(NODE1).wait(LONG);
        assert!(lab.bench().group(group).is_mounted());
        assert_eq!(lab.bench().group(group).lost.closed.0, 0);
    }
}

/// Source: \[PFCCR\].
#[test]
fn a_public_folder_database_that_loses_nothing_goes_where_its_server_goes() {
    let (mut lab, group) = cluster_with_folders(false);
    let command = lab.move_to(NODE2, false);
    lab.give(command).wait(LONG);
    assert!(lab.bench().group(group).is_mounted());
    let (mut lab, group) = cluster_with_folders(false);
    lab.stop(r"EXCHMAILBOX1\Cluster", How::Crash).wait(LONG);
    assert!(lab.bench().group(group).is_mounted(), "the old node answers, and its logs can be fetched");
}

/// Source: \[DBPORT\].
#[test]
fn public_folders_are_not_mounted_on_another_server() {
    let mut lab = Lab::quiet(TWO);
    let folder = r"C:\Program Files\Microsoft\Exchange Server\Mailbox\Second Storage Group";
    let copy = r"'EXCHMAILBOX\Second Storage Group' -StandbyMachine EXCHSTANDBY";
    lab.types(&[ON_SECOND, MOUNT, COPY_TO_STANDBY]).wait(30).types(&[
        &format!("Suspend-StorageGroupCopy {copy} -Confirm:$false"),
        &format!("Update-StorageGroupCopy {copy} -Confirm:$false"),
        r"Dismount-Database 'EXCHMAILBOX\Second Storage Group\Folders' -Confirm:$false",
        &format!("Restore-StorageGroupCopy {copy} -Confirm:$false"),
        r"psexec \\EXCHSTANDBY eseutil /r E01",
        "New-StorageGroup -Server EXCHSTANDBY -Name Holder",
        r"New-MailboxDatabase -StorageGroup 'EXCHSTANDBY\Holder' -Name Holder",
        r"Set-MailboxDatabase 'EXCHSTANDBY\Holder\Holder' -AllowFileRestore:$true",
        &format!(
            r"Move-StorageGroupPath 'EXCHSTANDBY\Holder' -LogFolderPath '{folder}' -SystemFolderPath '{folder}' -ConfigurationOnly -Confirm:$false"
        ),
        &format!(
            r"Move-DatabasePath 'EXCHSTANDBY\Holder\Holder' -EdbFilePath '{folder}\Folders.edb' -ConfigurationOnly -Confirm:$false"
        ),
    ]);
    let said = lab.refuses(r"Mount-Database 'EXCHSTANDBY\Holder\Holder'");
    assert!(said.contains("only mailbox databases"), "{said}");
}
