//! The exposure gauge: what would be lost, and how long people would wait.

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1, WITNESS};
use failover_lab::model::backup::BackupSide;
use failover_lab::model::cluster::QuorumModel;
use failover_lab::model::event::Event;
use failover_lab::model::exchange::Exposure;
use failover_lab::model::ids::{How, MailboxServerId, NetworkId, PersonId, StorageGroupId};
use failover_lab::model::input::Input;
use failover_lab::model::objects::{DatabaseKind, NewPaths, ObjectInput};
use failover_lab::model::params::{Build, Config, Mode, MountDial, Source, Windows};

const SECOND: StorageGroupId = StorageGroupId(1);

/// What is wrong, and how it comes about.
type Case = (&'static str, fn(&mut Lab));

fn counts(exposure: Exposure) -> (u32, u32, u32) {
    (exposure.logs.0, exposure.letters, exposure.letters_covered)
}

/// Only what has been shipped is safe; closing the log ships it.
#[test]
fn letters_are_at_stake_until_their_log_is_on_the_other_node() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60);
    assert_eq!(counts(lab.exposure()), (0, 0, 0));
    lab.letters(3);
    assert_eq!(counts(lab.exposure()), (0, 3, 3));
    lab.close_logs(1);
    assert_eq!(counts(lab.exposure()), (1, 4, 4));
    lab.wait_ms(450);
    assert_eq!(counts(lab.exposure()), (0, 0, 0), "a log in the inspector folder is safe");
}

/// The gauge, then the truth.
#[test]
fn what_the_gauge_says_is_what_a_power_cut_costs() {
    for seconds in [100, 777, 1_500, 3_601, 5_432] {
        let mut lab = Lab::busy(RTM);
        lab.wait(seconds);
        let said = lab.exposure();
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        let lost = lab.lost().unwrap_or_default();
        assert_eq!(lost, (said.logs.0, said.letters, said.edits), "after {seconds} s");
        assert_eq!(lab.mail().lost, u64::from(said.letters - said.letters_covered));
        let outage = lab.view().outages()[0];
        let waited = outage.to.expect("it is over").since(outage.from);
        let (said, heartbeat) = (said.wait.expect("by itself").as_millis(), 1_200);
        assert!((said - heartbeat..=said).contains(&waited.as_millis()), "said {said}, waited {waited}");
    }
}

/// The same disks from another node: nothing is at stake, and the steps of the failover add up.
#[test]
fn a_single_copy_cluster_loses_nothing_and_says_how_long_people_would_wait() {
    let scc = Config { mode: Mode::Scc, ..RTM };
    let table = [
        scc,
        Config { build: Build::Sp1, windows: Windows::V2008, ..scc },
        Config { nodes: 5, quorum: Some(QuorumModel::Nodes), ..scc },
        Config { mode: Mode::Scr, source: Source::Scc, build: Build::Sp1, ..scc },
    ];
    for config in table {
        let mut lab = Lab::busy(config);
        lab.wait(3_000);
        let said = lab.exposure();
        assert_eq!((counts(said), said.edits), ((0, 0, 0), 0));
        lab.stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!((lab.lost(), lab.mail().lost), (None, 0));
        let outage = lab.view().outages()[0];
        let waited = outage.to.expect("by itself").since(outage.from).as_millis();
        let (said, heartbeat) = (said.wait.expect("by itself").as_millis(), config.windows.heartbeat().as_millis());
        assert!((said - heartbeat..=said).contains(&waited), "said {said}, waited {waited}: {config:?}");
    }
}

/// What keeps a single copy cluster down.
#[test]
fn there_is_no_waiting_time_where_a_single_copy_cluster_would_stay_down() {
    let table: [Case; 4] = [
        ("the quorum disk is gone", |lab| {
            lab.stop("QuorumDisk", How::Fail);
        }),
        ("no other node is up", |lab| {
            lab.stop(NODE2, How::PowerCut);
        }),
        ("recovery would miss a log", |lab| {
            lab.close_logs(3).give(Input::DeleteLogs { group: GROUP, side: BackupSide::Active, count: 2 });
        }),
        ("nobody mounts the database at startup", |lab| {
            let (mount_at_startup, allow_file_restore) = (Some(false), None);
            let input = ObjectInput::SetDatabase { group: GROUP, mount_at_startup, allow_file_restore };
            lab.give(Input::ChangeObject { input });
        }),
    ];
    nobody_takes_over(Config { mode: Mode::Scc, ..RTM }, &table);
}

/// Whoever has to wait for a person waits for a time that nobody knows.
#[test]
fn there_is_no_waiting_time_where_no_failover_would_come() {
    let table: [Case; 8] = [
        ("the passive node is down", |lab| {
            lab.stop(NODE2, How::PowerCut);
        }),
        ("the witness is gone", |lab| {
            lab.stop(WITNESS, How::Fail);
        }),
        ("more logs than the dial tolerates would be missing", |lab| {
            lab.suspend().close_logs(7);
        }),
        ("the copy is failed", |lab| {
            lab.stop("EXCHMAILBOX2\\LogDisk", How::Fail);
        }),
        ("the copy is being seeded", |lab| {
            lab.suspend().reseed();
        }),
        ("the other node has no public network", |lab| {
            lab.stop("EXCHMAILBOX2\\Public", How::Fail);
        }),
        ("the other node's cluster service is gone", |lab| {
            lab.stop("EXCHMAILBOX2\\Cluster", How::Crash);
        }),
        ("both nodes are gone", |lab| {
            lab.stop(NODE2, How::PowerCut).wait(60).stop(NODE1, How::PowerCut);
        }),
    ];
    nobody_takes_over(RTM, &table);
}

/// One letter in the open log is enough to make it wait.
#[test]
fn with_the_lossless_dial_an_open_log_means_waiting_for_the_node() {
    let mut lab = Lab::with_dial(MountDial::Lossless);
    lab.wait(60);
    assert!(lab.exposure().wait.is_some());
    lab.letters(1);
    assert_eq!(lab.exposure().wait, None);
    lab.close_logs(1).wait(10);
    assert!(lab.exposure().wait.is_some());
}

#[test]
fn a_hub_that_is_down_covers_nothing() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(5).stop("HUB1", How::PowerCut);
    assert_eq!(counts(lab.exposure()), (0, 5, 0));
}

/// It is the survivor that asks the hubs to send again.
#[test]
fn a_hub_that_the_other_node_does_not_reach_covers_nothing() {
    let mut lab = Lab::quiet(Config { hubs: 2, ..RTM });
    lab.wait(60).letters(6);
    assert_eq!(counts(lab.exposure()), (0, 6, 6));
    lab.cut("HUB2", NODE2, Some(NetworkId::Public));
    assert_eq!(counts(lab.exposure()), (0, 6, 3));
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mail().lost, lab.mail().redelivered), (3, 3));
}

/// Both sets of disks are on the server that loses its power, and outlive it.
#[test]
fn a_power_cut_of_a_server_with_local_copies_loses_nothing() {
    let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..RTM });
    lab.wait(60).suspend().close_logs(4).letters(2);
    assert_eq!((counts(lab.exposure()), lab.exposure().wait), ((0, 0, 0), None));
    lab.stop("EXCHMAILBOX", How::PowerCut).wait(60).start("EXCHMAILBOX").wait(LONG);
    assert_eq!((lab.mail().present, lab.lost()), (6, None));
}

/// In each case the gauge stops foretelling a time, and after a power cut the service stays down.
fn nobody_takes_over(config: Config, table: &[Case]) {
    for (why, prepare) in table {
        let mut lab = Lab::quiet(config);
        lab.wait(60);
        assert!(lab.exposure().wait.is_some());
        prepare(&mut lab);
        lab.wait(60);
        assert_eq!(lab.exposure().wait, None, "{why}");
        if lab.bench().service.is_up {
            lab.stop(NODE1, How::PowerCut).wait(3_600);
            assert!(!lab.bench().service.is_up, "{why}");
        }
    }
}

/// A CCR with the mailbox of one person in a second storage group.
fn with_second_group() -> Lab {
    let mut lab = Lab::quiet(SP1);
    let object = |input| Input::ChangeObject { input };
    let paths = NewPaths::default;
    let group = ObjectInput::NewStorageGroup { server: MailboxServerId(0), name: "Second".to_owned(), paths: paths() };
    let database = ObjectInput::NewDatabase {
        group: SECOND,
        name: "Mailbox Database 2".to_owned(),
        kind: DatabaseKind::Mailbox,
        paths: paths(),
    };
    lab.give(object(group)).give(object(database)).give(Input::MountDatabase { group: SECOND }).wait(10);
    lab.give(object(ObjectInput::MoveMailboxes { first: PersonId(0), count: 1, group: SECOND })).wait(60);
    lab
}

/// All databases of a server die with it, and the loss of all is what the gauge says.
#[test]
fn the_gauge_adds_up_all_storage_groups() {
    let mut lab = with_second_group();
    let to = |person, count| Input::SendMail { count, from: None, to: Some(PersonId(person)), size: 1_000 };
    lab.give(to(0, 2)).give(to(1, 3)).give(Input::CloseLog { group: SECOND }).give(to(0, 1));
    let said = lab.exposure();
    assert_eq!((counts(said), said.people), ((1, 6, 6), 2));
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    let lost = lab.events().filter_map(|(_, event)| match event {
        Event::LogsLost { closed, letters, people, .. } => Some([closed.0, *letters, *people]),
        _ => None,
    });
    assert_eq!(lost.collect::<Vec<_>>(), [[0, 3, 1], [1, 3, 1]]);
}

/// People wait until the last database with a mailbox is back, and for none without.
#[test]
fn the_gauge_waits_for_the_slowest_database_that_somebody_needs() {
    let mut lab = with_second_group();
    let both = lab.exposure().wait.expect("both come by themselves");
    lab.give(Input::DismountDatabase { group: SECOND }).wait(10);
    assert_eq!(lab.exposure().wait, None, "somebody has to mount the second one");
    let home = ObjectInput::MoveMailboxes { first: PersonId(0), count: 1, group: GROUP };
    lab.give(Input::ChangeObject { input: home }).wait(1);
    assert_eq!(lab.exposure().wait, Some(both), "nobody needs the second one");
}
