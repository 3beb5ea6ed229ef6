//! Local continuous replication: the copy as an object; the failure table is in `rows`. Sources: [LCRREC], [RSGC].

mod rows;

use crate::lab::{GROUP, Lab, RTM, SP1};
use failover_lab::model::exchange::{CopyRole, DatabaseState};
use failover_lab::model::ids::{DiskSet, How, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};
use failover_lab::model::params::{Config, Mode};
use failover_lab::model::refusal::Refusal;

const SERVER: &str = "EXCHMAILBOX";
const DATABASE: &str = "EXCHMAILBOX\\DatabaseDisk";
const LOGS: &str = "EXCHMAILBOX\\LogDisk";
const SEEDED: u64 = 700;

fn lcr(config: Config) -> Lab {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..config });
    lab.close_logs(5).wait(10);
    assert_eq!(lab.queues(), (0, 0));
    lab
}

fn local(input: LocalInput) -> Input {
    Input::ChangeLocalCopy { input }
}

fn restore(replace_locations: bool) -> Input {
    local(LocalInput::Restore { group: GROUP, replace_locations })
}

fn enable() -> Input {
    local(LocalInput::EnableCopy { group: GROUP, paths: NewPaths::default(), is_seeding_postponed: false })
}

/// The cmdlets of the last column: Restore-StorageGroupCopy -ReplaceLocations, Mount-Database.
fn activate(lab: &mut Lab) {
    lab.give(restore(true)).wait(30).mount().wait(30);
    assert!(lab.storage().is_mounted(), "the copy is mounted");
    assert_eq!(lab.storage().active_copy().disks, DiskSet::Second(lab.node(SERVER)));
}

#[test]
fn a_mounted_database_is_dismounted_before_its_copy_is_restored() {
    let mut lab = lcr(RTM);
    assert_eq!(lab.refusal(&restore(true)), Some(Refusal::StillMounted { group: GROUP }));
    lab.give(Input::DismountDatabase { group: GROUP }).wait(10);
    activate(&mut lab);
    assert_eq!(lab.lost(), None);
}

/// The Replication service fetches what is left, as it does for a target.
#[test]
fn a_copy_is_restored_by_the_replication_service() {
    let mut lab = lcr(RTM);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(10);
    lab.stop("EXCHMAILBOX\\Replication", How::Shutdown);
    assert_eq!(lab.refusal(&restore(true)), Some(Refusal::CopyNotReachable { node: lab.node(SERVER) }));
    lab.start("EXCHMAILBOX\\Replication");
    activate(&mut lab);
}

#[test]
fn a_restore_ends_with_the_replication_service_that_was_at_it() {
    let mut lab = lcr(RTM);
    lab.give(Input::DismountDatabase { group: GROUP }).wait(10);
    lab.give(restore(true)).stop("EXCHMAILBOX\\Replication", How::Shutdown).wait(60);
    assert!(lab.storage().copies.iter().all(|copy| copy.restored.is_none() && copy.task.is_none()));
    lab.start("EXCHMAILBOX\\Replication");
    activate(&mut lab);
}

#[test]
fn a_restore_ends_replication_and_it_can_be_enabled_again() {
    let mut lab = lcr(RTM);
    lab.stop(DATABASE, How::Fail).wait(10);
    activate(&mut lab);
    assert!(lab.view().copies().is_empty(), "the storage group is replicated no more");
    lab.start(DATABASE);
    assert_eq!(lab.refusal(&enable()), Some(Refusal::DatabaseCopyFirst { group: GROUP }));
    lab.give(local(LocalInput::EnableDatabaseCopy { group: GROUP, file: None })).give(enable()).wait(5);
    assert_eq!(lab.status(), "Seeding");
    lab.wait(SEEDED).close_logs(2).wait(10);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    assert_eq!(lab.passive().disks, DiskSet::Own(lab.node(SERVER)), "the old disks carry the copy now");
}

#[test]
fn without_replaced_locations_the_disks_are_swapped_by_hand() {
    let mut lab = lcr(RTM);
    let swap = local(LocalInput::SwapVolumes { group: GROUP });
    assert_eq!(lab.refusal(&swap), Some(Refusal::NothingToSwap { group: GROUP }));
    lab.stop(DATABASE, How::Fail).wait(10);
    let paths = lab.storage().paths.clone();
    lab.give(restore(false)).wait(30);
    let mount = Input::MountDatabase { group: GROUP };
    assert!(matches!(lab.refusal(&mount), Some(Refusal::VolumeNotThere { .. })), "the paths lead to the old files");
    lab.give(swap).give(mount).wait(30);
    assert!(lab.storage().is_mounted());
    assert_eq!(lab.storage().paths, paths, "the paths keep their meaning");
    assert_eq!(lab.lost(), None);
}

#[test]
fn a_disabled_copy_leaves_its_files_and_holds_nothing() {
    let mut lab = lcr(RTM);
    lab.give(local(LocalInput::DisableCopy { group: GROUP }));
    let left = lab.storage().copies.iter().find(|copy| copy.role == CopyRole::Retired).expect("its files stay");
    assert_eq!(left.files.len(), 5);
    assert_eq!(lab.refusal(&restore(true)), Some(Refusal::NoCopy { group: GROUP, node: None }));
    lab.give(local(LocalInput::DisableDatabaseCopy { group: GROUP }));
}

#[test]
fn a_postponed_seeding_leaves_a_copy_without_a_baseline() {
    let mut lab = lcr(RTM);
    lab.give(local(LocalInput::DisableCopy { group: GROUP }));
    let paths = NewPaths::default();
    lab.give(local(LocalInput::EnableCopy { group: GROUP, paths, is_seeding_postponed: true })).wait(30);
    assert_eq!(lab.status(), "Failed");
    lab.suspend().reseed().wait(SEEDED).close_logs(1).wait(10);
    assert_eq!(lab.status(), "Healthy");
}

#[test]
fn a_second_storage_group_gets_a_copy_of_its_own() {
    let second = StorageGroupId(1);
    let mut lab = lcr(SP1);
    let name = "Mailbox Database 2".to_owned();
    let made =
        ObjectInput::NewDatabase { group: second, name, kind: DatabaseKind::Mailbox, paths: NewPaths::default() };
    lab.give(Input::ChangeObject { input: made }).give(Input::MountDatabase { group: second }).wait(10);
    lab.give(local(LocalInput::EnableDatabaseCopy { group: second, file: None }));
    let paths = NewPaths::default();
    lab.give(local(LocalInput::EnableCopy { group: second, paths, is_seeding_postponed: false })).wait(10);
    assert!(lab.bench().group(second).partner_copy().is_some_and(|copy| copy.database == DatabaseState::Replica));
}

#[test]
fn local_copies_are_for_servers_outside_a_cluster() {
    let lab = Lab::quiet(SP1);
    let refusal = lab.refusal(&local(LocalInput::EnableDatabaseCopy { group: GROUP, file: None }));
    assert_eq!(refusal, Some(Refusal::LocalNotHere { group: GROUP }));
}
