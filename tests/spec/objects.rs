//! Storage groups and databases as objects that administrators make and change \[REDGATE\], \[WML\], \[STORE\].

use crate::lab::{GROUP, Lab, SP1};
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::{How, MailboxServerId, PersonId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};
use failover_lab::model::params::{Config, Edition, Mode};
use failover_lab::model::refusal::Refusal;

const SECOND: StorageGroupId = StorageGroupId(1);
const SERVER: &str = "EXCHMAILBOX";

fn lcr() -> Lab {
    Lab::quiet(Config { mode: Mode::Lcr, ..SP1 })
}

fn object(input: ObjectInput) -> Input {
    Input::ChangeObject { input }
}

fn new_group(name: &str) -> Input {
    object(ObjectInput::NewStorageGroup {
        server: MailboxServerId(0),
        name: name.to_owned(),
        paths: NewPaths::default(),
    })
}

fn new_database(group: StorageGroupId) -> Input {
    object(ObjectInput::NewDatabase {
        group,
        name: "Mailbox Database 2".to_owned(),
        kind: DatabaseKind::Mailbox,
        paths: NewPaths::default(),
    })
}

fn database_at(path: &str) -> NewPaths {
    NewPaths { database_file: Some(path.to_owned()), ..NewPaths::default() }
}

fn move_mailbox(person: u16, group: StorageGroupId) -> Input {
    object(ObjectInput::MoveMailboxes { first: PersonId(person), count: 1, group })
}

/// A bench with a second database, mounted.
fn with_second() -> Lab {
    let mut lab = lcr();
    lab.give(new_database(SECOND)).give(Input::MountDatabase { group: SECOND }).wait(10);
    lab
}

#[test]
fn the_server_of_the_articles_has_a_storage_group_without_a_database() {
    let lab = lcr();
    let second = lab.bench().group(SECOND);
    assert_eq!((second.name.as_str(), second.prefix), ("Second Storage Group", "E01"));
    assert!(!second.has_database());
    assert_eq!(lab.refusal(&Input::MountDatabase { group: SECOND }), Some(Refusal::NoDatabase { group: SECOND }));
}

#[test]
fn the_files_of_a_database_appear_at_its_first_mount() {
    let mut lab = lcr();
    lab.give(new_database(SECOND));
    assert_eq!(lab.bench().group(SECOND).active_copy().database, DatabaseState::Absent);
    assert!(lab.bench().service.is_up, "nobody misses a database without mailboxes");
    lab.give(Input::MountDatabase { group: SECOND }).wait(10);
    assert!(lab.bench().group(SECOND).is_mounted());
}

#[test]
fn a_new_database_waits_for_its_first_mount_whatever_starts() {
    let mut lab = lcr();
    lab.give(new_database(SECOND)).stop(SERVER, How::PowerCut).wait(10).start(SERVER).wait(300);
    assert!(lab.storage().is_mounted() && !lab.bench().group(SECOND).is_mounted());
}

#[test]
fn a_database_that_is_not_mounted_at_startup_stays_dismounted_after_a_restart() {
    let mut lab = with_second();
    let set = ObjectInput::SetDatabase { group: SECOND, mount_at_startup: Some(false), allow_file_restore: Some(true) };
    lab.give(object(set)).stop(SERVER, How::PowerCut).wait(10).start(SERVER).wait(300);
    assert!(lab.storage().is_mounted() && !lab.bench().group(SECOND).is_mounted());
    lab.give(Input::MountDatabase { group: SECOND }).wait(60);
    assert!(lab.bench().group(SECOND).is_mounted());
}

#[test]
fn an_edition_limits_storage_groups_and_databases() {
    for (edition, most) in [(Edition::Standard, 5), (Edition::Enterprise, 50)] {
        let mut lab = Lab::quiet(Config { mode: Mode::Lcr, edition, ..SP1 });
        for number in 3..=most {
            lab.give(new_group(&format!("Storage Group {number}")));
        }
        let server = MailboxServerId(0);
        let refusal = lab.refusal(&new_group("One more"));
        assert_eq!(refusal, Some(Refusal::TooManyGroups { server, groups: most }), "{}", edition.name());
        let last = lab.bench().groups.last().expect("there are groups");
        assert_eq!(last.prefix, format!("E{:02X}", most - 1), "prefixes count in hexadecimal");
    }
}

#[test]
fn a_free_prefix_is_given_away_again() {
    let mut lab = lcr();
    lab.give(object(ObjectInput::RemoveStorageGroup { group: SECOND })).give(new_group("Third"));
    let prefixes: Vec<&str> = lab.bench().group_ids().map(|group| lab.bench().group(group).prefix).collect();
    assert_eq!(prefixes, ["E00", "E01"]);
}

#[test]
fn a_second_database_is_refused_and_nothing_happens() {
    let mut lab = with_second();
    assert_eq!(lab.refusal(&new_database(GROUP)), Some(Refusal::SecondDatabase { group: GROUP }));
    assert_eq!(lab.refusal(&new_database(SECOND)), Some(Refusal::OneDatabaseHere { group: SECOND }));
    lab.wait(60);
    assert!(lab.bench().service.is_up);
}

#[test]
fn names_and_paths_are_taken_once() {
    let lab = lcr();
    let taken = "second storage group".to_owned();
    assert_eq!(lab.refusal(&new_group(&taken)), Some(Refusal::NameTaken { name: taken }));
    assert_eq!(lab.refusal(&new_group("a\\b")), Some(Refusal::NotAName { name: "a\\b".to_owned() }));
    let at = |path: &str| {
        let name = "Another".to_owned();
        lab.refusal(&object(ObjectInput::NewDatabase {
            group: SECOND,
            name,
            kind: DatabaseKind::Mailbox,
            paths: database_at(path),
        }))
    };
    let theirs = lab.storage().paths.database_file.clone();
    assert_eq!(at(&theirs), Some(Refusal::PathTaken { path: theirs.clone() }));
    assert_eq!(at("Data.edb"), Some(Refusal::PathNotLocal { path: "Data.edb".to_owned() }));
    assert_eq!(at("D:\\Data.txt"), Some(Refusal::PathNotDatabase { path: "D:\\Data.txt".to_owned() }));
    assert_eq!(at("D:\\Data.edb"), None);
}

#[test]
fn a_database_goes_when_it_is_empty_dismounted_and_not_replicated() {
    let mut lab = with_second();
    let remove = |group| object(ObjectInput::RemoveDatabase { group });
    assert_eq!(lab.refusal(&remove(GROUP)), Some(Refusal::MailboxesLeft { group: GROUP, people: 24 }));
    assert_eq!(lab.refusal(&remove(SECOND)), Some(Refusal::StillMounted { group: SECOND }));
    let remove_group = object(ObjectInput::RemoveStorageGroup { group: SECOND });
    lab.give(Input::DismountDatabase { group: SECOND }).wait(10);
    assert_eq!(lab.refusal(&remove_group), Some(Refusal::GroupNotEmpty { group: SECOND }));
    lab.give(remove(SECOND)).give(remove_group);
    assert_eq!(lab.bench().group_ids().collect::<Vec<_>>(), [GROUP]);
}

#[test]
fn mail_goes_to_the_database_in_which_the_mailbox_is_now() {
    let mut lab = with_second();
    let to = |person| Input::SendMail { count: 1, from: None, to: Some(PersonId(person)), size: 1_000 };
    lab.give(to(3)).give(move_mailbox(3, SECOND)).give(to(3)).wait(5);
    let items = |lab: &Lab, group| lab.bench().group(group).items.get(3).copied().unwrap_or(0);
    assert_eq!((items(&lab, GROUP), items(&lab, SECOND)), (1, 1), "the content stays where it was");
    assert_eq!((lab.storage().people, lab.bench().group(SECOND).people), (23, 1));
}

#[test]
fn a_letter_that_waits_goes_where_its_mailbox_is_now() {
    let mut lab = with_second();
    lab.give(Input::DismountDatabase { group: GROUP }).wait(10);
    lab.give(Input::SendMail { count: 1, from: None, to: Some(PersonId(3)), size: 1_000 }).wait(5);
    assert_eq!(lab.mail().queued, 1);
    lab.give(move_mailbox(3, SECOND)).wait(5);
    assert_eq!((lab.mail().queued, lab.mail().present), (0, 1));
}

#[test]
fn files_move_with_their_paths_and_not_with_configuration_only() {
    let mut lab = with_second();
    let moved = |path: &str, configuration_only| {
        object(ObjectInput::MovePaths { group: SECOND, paths: database_at(path), configuration_only })
    };
    assert_eq!(lab.refusal(&moved("D:\\Two.edb", false)), Some(Refusal::StillMounted { group: SECOND }));
    lab.give(Input::DismountDatabase { group: SECOND }).wait(10).give(moved("D:\\Two.edb", false));
    lab.give(Input::MountDatabase { group: SECOND }).wait(10);
    assert!(lab.bench().group(SECOND).is_mounted());
    lab.give(Input::DismountDatabase { group: SECOND }).wait(10).give(moved("E:\\Two.edb", true));
    let mount = Input::MountDatabase { group: SECOND };
    assert_eq!(lab.refusal(&mount), Some(Refusal::FilesNotThere { group: SECOND }));
    lab.give(moved("d:\\two.EDB", true)).give(mount).wait(10);
    assert!(lab.bench().group(SECOND).is_mounted());
}

#[test]
fn a_copy_is_suspended_before_paths_are_moved() {
    let mut lab = lcr();
    lab.give(Input::DismountDatabase { group: GROUP }).wait(10);
    let paths = database_at("D:\\One.edb");
    let moved = object(ObjectInput::MovePaths { group: GROUP, paths, configuration_only: false });
    assert_eq!(lab.refusal(&moved), Some(Refusal::CopyRunning { group: GROUP }));
    lab.suspend().give(moved).mount().wait(10);
    assert!(lab.storage().is_mounted());
}

#[test]
fn a_new_storage_group_of_a_cluster_is_replicated_from_its_first_log() {
    let mut lab = Lab::quiet(SP1);
    let second = SECOND;
    lab.give(new_group("Second Storage Group")).give(new_database(second));
    lab.give(Input::MountDatabase { group: second }).wait(10).give(move_mailbox(0, second));
    for _ in 0..3 {
        lab.give(Input::SendMail { count: 1, from: None, to: Some(PersonId(0)), size: 1_000 });
        lab.give(Input::CloseLog { group: second });
    }
    lab.wait(10);
    let copy = lab.bench().group(second).partner_copy().expect("a passive copy");
    assert_eq!(copy.replayed.0, 3);
    lab.stop("EXCHMAILBOX1", How::PowerCut).wait(120);
    assert_eq!(lab.bench().group(second).mounted_on_node(), Some(lab.node("EXCHMAILBOX2")));
    assert_eq!(lab.mail().lost, 0);
}

#[test]
fn only_the_configuration_moves_where_files_lie_on_two_nodes() {
    let mut lab = Lab::quiet(SP1);
    lab.suspend().give(Input::DismountDatabase { group: GROUP }).wait(10);
    let moved = |configuration_only| {
        let paths = database_at("D:\\One.edb");
        object(ObjectInput::MovePaths { group: GROUP, paths, configuration_only })
    };
    assert_eq!(lab.refusal(&moved(false)), Some(Refusal::OnlyConfiguration { group: GROUP }));
    assert_eq!(lab.refusal(&moved(true)), None);
}
