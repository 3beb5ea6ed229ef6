//! A clustered mailbox server on a standby cluster: its second copy, and the way back. Source: [CLEARCMS].

use super::{STANDBY1, TO_CLUSTER};
use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2};
use failover_lab::model::event::CopyFailure;
use failover_lab::model::exchange::CopyRole;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, RECOVER_SERVER_MS, Source};
use failover_lab::model::refusal::Refusal;

const STANDBY2: &str = "EXCHSTANDBY2";

/// The cluster of the source is lost, and its server is rebuilt on the standby cluster and mounted.
fn taken_over(config: Config) -> Lab {
    let mut lab = Lab::quiet(config);
    let node = lab.target();
    lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    lab.restore_target()
        .wait(60)
        .give(Input::RecoverServer { node })
        .wait(RECOVER_SERVER_MS / 1_000 + 60)
        .mount()
        .wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1));
    lab
}

/// The passive node has a copy in the directory, and nothing on its disks before it is seeded.
#[test]
fn the_second_node_of_a_standby_cluster_is_seeded_and_takes_over_when_the_first_fails() {
    for source in [Source::Ccr, Source::Scc] {
        let mut lab = taken_over(Config { source, ..TO_CLUSTER });
        assert_eq!(lab.status(), "Failed", "{source:?}");
        assert_eq!(
            lab.storage().partner_copy().and_then(|copy| copy.failed).map(|it| it.0),
            Some(CopyFailure::NoBaseline)
        );
        assert!(lab.refusal(&lab.move_to(STANDBY2, false)).is_some(), "nothing could be mounted there");
        lab.suspend().reseed().wait(3_600).close_logs(3).wait(60);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "{source:?}");
        lab.stop(STANDBY1, How::PowerCut).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(STANDBY2), None), "{source:?}");
        lab.start(STANDBY1).wait(LONG).close_logs(1).wait(LONG);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "the old node is the passive one, {source:?}");
    }
}

/// The first node fails before the second one has a copy: it comes back, and has the only database.
#[test]
fn a_node_that_fails_before_the_second_one_is_seeded_gets_the_server_back() {
    for source in [Source::Ccr, Source::Scc] {
        let mut lab = taken_over(Config { source, ..TO_CLUSTER });
        lab.stop(STANDBY1, How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on(), None, "{source:?}");
        lab.start(STANDBY1).wait(LONG);
        if lab.mounted_on().is_none() {
            let command = lab.move_to(STANDBY1, true);
            lab.give(command).wait(LONG);
        }
        assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1), "{source:?}");
        lab.suspend().reseed().wait(3_600).close_logs(3).wait(60);
        assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)), "{source:?}");
    }
}

/// The server goes over before anybody has mounted it: the other node has no files, and shared disks are elsewhere.
#[test]
fn the_files_that_were_restored_are_mounted_on_their_own_node_only() {
    for source in [Source::Ccr, Source::Scc] {
        let mut lab = Lab::quiet(Config { source, ..TO_CLUSTER });
        let node = lab.target();
        lab.close_logs(60).wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
        lab.restore_target().wait(60).give(Input::RecoverServer { node }).wait(RECOVER_SERVER_MS / 1_000 + 60);
        lab.stop(STANDBY1, How::Shutdown).wait(LONG);
        let mount = Input::MountDatabase { group: GROUP };
        assert_eq!(lab.refusal(&mount), Some(Refusal::FilesNotThere { group: GROUP }), "{source:?}");
        lab.start(STANDBY1).wait(LONG);
        let command = Input::MoveGroup { target: node };
        lab.give(command).wait(LONG).mount().wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(STANDBY1), "{source:?}");
    }
}

/// Circular logging lets logs go that only the old cluster ever had, and they are lost all the same.
#[test]
fn what_the_source_wrote_after_its_target_was_restored_is_lost_with_it() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.give(Input::SetCircularLogging { group: GROUP, is_on: true }).dismount().wait(30).mount().wait(LONG);
    lab.close_logs(60).wait(60).cut(NODE1, STANDBY1, None).restore_target().wait(60);
    lab.close_logs(40).wait(300);
    assert!(lab.storage().active_copy().truncated.0 > 60, "{:?}", lab.storage().active_copy().truncated);
    lab.stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(60);
    lab.give(Input::RecoverServer { node }).wait(RECOVER_SERVER_MS / 1_000 + 60).mount().wait(LONG);
    assert_eq!((lab.lost(), lab.mail().lost, lab.mail().present), (Some((40, 40, 0)), 40, 60));
}

/// The source goes on from an older log than the restored files end with: they belong to no stream any more.
#[test]
fn files_of_a_time_that_the_source_has_given_up_are_no_use() {
    let mut lab = Lab::quiet(TO_CLUSTER);
    let node = lab.target();
    lab.close_logs(50).wait(60).suspend().close_logs(10).wait(60).dismount().wait(30).restore_target().wait(60);
    assert!(lab.restored().restored.is_some_and(|restored| restored.is_complete));
    lab.mount().wait(LONG).stop(NODE1, How::PowerCut).wait(LONG);
    lab.give(Input::RestoreCopy { group: GROUP, standby: None }).mount().wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((10, 10, 0))));
    assert_eq!(lab.storage().copies.iter().filter(|copy| copy.restored.is_some()).count(), 0);
    lab.stop(NODE2, How::PowerCut).wait(60);
    assert_eq!(lab.refusal(&Input::RecoverServer { node }), Some(Refusal::NotRestored { group: GROUP, node }));
}

/// A node is a target or a passive node, not both.
#[test]
fn a_target_on_the_second_node_becomes_its_passive_copy() {
    let lab = taken_over(Config { targets: 2, ..TO_CLUSTER });
    let second = lab.node(STANDBY2);
    assert_eq!(lab.bench().copy_for(GROUP, Some(second)), None, "it is no target any more");
    let copies = lab.storage().copies.iter().filter(|copy| copy.node == second);
    assert_eq!(copies.map(|copy| copy.role).collect::<Vec<_>>(), [CopyRole::Local]);
}
