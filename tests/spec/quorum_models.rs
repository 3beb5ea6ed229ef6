//! The quorum models of clusters with a shared disk, with a share and with neither. Source: \[KB921181\], cc770620.

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM, SP1_2008};
use failover_lab::model::cluster::{ClusterStart, QuorumModel};
use failover_lab::model::event::Event;
use failover_lab::model::ids::{How, NodeSet};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode, Windows};
use failover_lab::model::refusal::Refusal;

/// A single copy cluster.
fn scc(windows: Windows, nodes: u8, quorum: Option<QuorumModel>) -> Config {
    let of = match windows {
        Windows::V2003 => RTM,
        Windows::V2008 => SP1_2008,
    };
    Config { mode: Mode::Scc, nodes, quorum, ..of }
}

/// Windows, nodes and model; what is lost; whether the cluster goes on; why.
type Row = (Windows, u8, QuorumModel, &'static [&'static str], bool, &'static str);

/// Nodes and votes of each model: what is lost in this order, and how much of it the cluster survives.
#[test]
fn each_model_survives_what_the_table_says() {
    use QuorumModel::*;
    use Windows::*;
    const DISK: &str = "QuorumDisk";
    const SHARE: &str = "HUB1\\Witness";
    const N: [&str; 4] = ["EXCHMAILBOX4", "EXCHMAILBOX3", "EXCHMAILBOX2", "EXCHMAILBOX1"];
    #[rustfmt::skip]
    let table: [Row; 17] = [
        (V2003, 2, SharedDisk,    &[N[2]],             true,  "the disk decides"),
        (V2003, 4, SharedDisk,    &[N[0], N[1], N[2]], true,  "all nodes but one"),
        (V2003, 2, SharedDisk,    &[DISK],             false, "never the disk"),
        (V2008, 4, SharedDisk,    &[DISK],             false, "never the disk"),
        (V2003, 2, Nodes,         &[N[2]],             false, "majority of two is two"),
        (V2003, 3, Nodes,         &[N[1]],             true,  "two of three"),
        (V2003, 3, Nodes,         &[N[1], N[2]],       false, "one of three"),
        (V2008, 4, Nodes,         &[N[0]],             true,  "three of four"),
        (V2008, 4, Nodes,         &[N[0], N[1]],       false, "two of four are half"),
        (V2003, 2, NodesAndShare, &[N[2]],             true,  "two of three"),
        (V2003, 2, NodesAndShare, &[SHARE],            true,  "two of three"),
        (V2003, 2, NodesAndShare, &[SHARE, N[2]],      false, "one of three"),
        (V2008, 2, NodesAndDisk,  &[N[2]],             true,  "a node and the disk"),
        (V2008, 2, NodesAndDisk,  &[DISK],             true,  "both nodes"),
        (V2008, 2, NodesAndDisk,  &[DISK, N[2]],       false, "one of three"),
        (V2008, 4, NodesAndDisk,  &[N[0], N[1]],       true,  "half the nodes while the disk lives"),
        (V2008, 4, NodesAndDisk,  &[DISK, N[0], N[1]], false, "two of five"),
    ];
    for (windows, nodes, model, lost, survives, why) in table {
        let mut lab = Lab::quiet(scc(windows, nodes, Some(model)));
        lab.wait(60);
        for part in lost {
            let how = if part.starts_with("EXCH") { How::PowerCut } else { How::Fail };
            lab.stop(part, how).wait(LONG);
        }
        let what = format!("{} of {nodes} nodes without {lost:?}: {why}", model.word(windows));
        assert_eq!(lab.has_quorum(), survives, "{what}");
        assert_eq!(lab.mounted_on().as_deref(), survives.then_some(NODE1), "{what}");
    }
}

/// The names of the product, by version of Windows.
#[test]
fn a_model_has_the_name_of_its_windows_and_its_votes() {
    use QuorumModel::*;
    #[rustfmt::skip]
    let table = [
        (scc(Windows::V2003, 2, None),                "shared-disk",                  1),
        (scc(Windows::V2008, 2, None),                "node-and-disk-majority",       3),
        (scc(Windows::V2008, 2, Some(SharedDisk)),    "no-majority-disk-only",        1),
        (scc(Windows::V2003, 3, Some(Nodes)),         "majority-node-set",            3),
        (scc(Windows::V2008, 3, Some(Nodes)),         "node-majority",                3),
        (scc(Windows::V2003, 2, Some(NodesAndShare)), "mns-file-share-witness",       3),
        // A share counts beside two nodes only.
        (scc(Windows::V2003, 3, Some(NodesAndShare)), "majority-node-set",            3),
        (scc(Windows::V2008, 4, Some(NodesAndShare)), "node-and-file-share-majority", 5),
        (RTM,                                         "mns-file-share-witness",       3),
        (SP1_2008,                                    "node-and-file-share-majority", 3),
    ];
    for (config, model, of) in table {
        let lab = Lab::quiet(config);
        assert_eq!((lab.quorum().model, lab.quorum().of), (model, of));
        let has_disk = model.contains("disk");
        assert_eq!(lab.quorum().disk_reserved_by.is_some(), has_disk, "{model}");
        assert_eq!(lab.view().part_named("QuorumDisk").is_some(), has_disk, "{model}");
        assert_eq!(lab.view().part_named("HUB1\\Witness").is_some(), model.contains("share-"), "{model}");
    }
}

/// Who reaches the disk and owns it goes on, however many nodes are on the other side.
#[test]
fn the_owner_of_the_quorum_disk_defends_it_against_a_larger_side() {
    let mut lab = Lab::quiet(scc(Windows::V2003, 4, None));
    lab.wait(60);
    for other in [NODE2, "EXCHMAILBOX3", "EXCHMAILBOX4"] {
        lab.cut(NODE1, other, None);
    }
    lab.wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1]);
    assert!(lab.happened(|event| matches!(event, Event::QuorumDiskRefused { reserved_by: Some(_), .. })));
    assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0, "the owner kept its database");
}

/// A challenger waits 10 s on Windows Server 2003 and 6 s on 2008; a hung owner does not defend its disk.
#[test]
fn a_disk_that_nobody_defends_goes_to_the_challenger_after_its_wait() {
    for (windows, seconds) in [(Windows::V2003, 10), (Windows::V2008, 6)] {
        let mut lab = Lab::quiet(scc(windows, 2, None));
        lab.wait(60).stop(NODE1, How::Hang).wait(LONG);
        let silent = lab.last(|event| matches!(event, Event::NodeSilent { .. })).expect("the owner is silent");
        let reserved = lab.last(|event| matches!(event, Event::QuorumDiskReserved { .. })).expect("it is taken");
        // Regroup takes 5 s of it.
        assert_eq!(reserved.since(silent).as_millis(), (5 + seconds) * 1_000, "{windows:?}");
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    }
}

/// The disk has the configuration itself: nobody who reaches it is stale, as a node beside a share can be.
#[test]
fn partition_in_time_bars_a_node_beside_a_share_and_none_beside_a_disk() {
    for (quorum, is_barred) in [(None, false), (Some(QuorumModel::NodesAndShare), true)] {
        let mut lab = Lab::quiet(scc(Windows::V2003, 2, quorum));
        lab.wait(60).stop(NODE2, How::PowerCut).wait(LONG).stop(NODE1, How::PowerCut).wait(60);
        lab.start(NODE2).wait(LONG);
        assert_eq!(!lab.has_quorum(), is_barred, "{quorum:?}");
        assert_eq!(lab.happened(|event| matches!(event, Event::StaleNodeRefused { .. })), is_barred, "{quorum:?}");
    }
}

/// The nodes that Windows Server 2003 wants to be named are all that count.
#[test]
fn forced_quorum_lets_a_node_go_on_that_has_one_vote_of_three() {
    for config in [RTM, SP1_2008] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).stop("HUB1\\Witness", How::Fail).stop(NODE1, How::PowerCut).wait(LONG);
        assert!(!lab.has_quorum());
        let node = lab.node(NODE2);
        let nodes = if config.windows == Windows::V2003 { NodeSet::EMPTY.with(node) } else { NodeSet::EMPTY };
        lab.give(Input::StartClusterService { node, start: ClusterStart::ForceQuorum(nodes) }).wait(LONG);
        assert!(lab.has_quorum() && lab.quorum().is_forced);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
        // The other node joins; a majority ends the force on Windows Server 2008 only.
        lab.start(NODE1).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE1, NODE2]);
        assert_eq!(lab.quorum().is_forced, config.windows == Windows::V2003);
        lab.start("HUB1\\Witness").wait(60);
        assert_eq!(lab.quorum().votes, 3);
    }
}

#[test]
fn forced_quorum_waits_for_a_majority_of_the_nodes_that_were_named() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop("HUB1\\Witness", How::Fail).stop(NODE1, How::PowerCut).wait(LONG);
    let (first, second) = (lab.node(NODE1), lab.node(NODE2));
    let start = ClusterStart::ForceQuorum(NodeSet::EMPTY.with(first).with(second));
    lab.give(Input::StartClusterService { node: second, start }).wait(LONG);
    assert!(!lab.has_quorum(), "one of two is no majority");
    lab.start(NODE1).wait(LONG);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
}

#[test]
fn quorum_is_not_forced_beside_a_node_that_runs_the_cluster() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).cut(NODE1, NODE2, None).wait(LONG);
    let (first, second) = (lab.node(NODE1), lab.node(NODE2));
    let start = ClusterStart::ForceQuorum(NodeSet::EMPTY.with(second));
    let forced = Input::StartClusterService { node: second, start };
    assert_eq!(lab.refusal(&forced), Some(Refusal::WouldSplit { node: second, other: first }));
}

/// Pausing keeps the vote and prevents the failover. Source: \[MULTISITE4\].
#[test]
fn a_paused_node_keeps_its_vote_and_takes_nothing_over_until_it_is_resumed() {
    for config in [RTM, scc(Windows::V2003, 2, None)] {
        let mut lab = Lab::quiet(config);
        let node = lab.node(NODE2);
        lab.wait(60).give(Input::PauseNode { node }).stop(NODE1, How::PowerCut).wait(LONG);
        assert!(lab.has_quorum(), "its vote counts");
        assert_eq!(lab.quorum().paused, [NODE2]);
        assert_eq!((lab.server().state, lab.mounted_on()), ("Offline", None));
        assert!(lab.happened(|event| matches!(event, Event::FailoverHeldBack { .. })));
        lab.give(Input::ResumeNode { node }).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    }
}

#[test]
fn a_paused_node_is_no_target_of_a_move() {
    let mut lab = Lab::quiet(RTM);
    let node = lab.node(NODE2);
    lab.wait(60).give(Input::PauseNode { node });
    let paused = Some(Refusal::TargetPaused { node });
    assert_eq!(lab.refusal(&lab.move_to(NODE2, false)), paused);
    assert_eq!(lab.refusal(&Input::MoveGroup { target: node }), paused);
    assert_eq!(lab.refusal(&Input::MoveClusterGroup { target: node }), paused);
}

/// Stopping the service in good order is no failure: the group goes first, and no log is left behind.
#[test]
fn a_cluster_service_that_is_stopped_hands_its_group_over_first() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(20);
    let node = lab.node(NODE1);
    lab.give(Input::StopClusterService { node }).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert_eq!(lab.quorum().members, [NODE2]);
    assert_eq!(lab.lost(), None);
    lab.give(Input::StartClusterService { node, start: ClusterStart::Normal }).wait(60);
    assert_eq!(lab.quorum().members, [NODE1, NODE2]);
}

/// The owner of the quorum is favoured, so moving the cluster group decides who survives a split.
#[test]
fn the_cluster_group_takes_the_quorum_with_it() {
    for config in [RTM, scc(Windows::V2003, 2, None)] {
        let mut lab = Lab::quiet(config);
        let target = lab.node(NODE2);
        lab.wait(60).give(Input::MoveClusterGroup { target });
        assert_eq!(lab.quorum().owner.as_deref(), Some(NODE2));
        lab.cut(NODE1, NODE2, None).wait(LONG);
        assert_eq!(lab.quorum().members, [NODE2]);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    }
}

/// "Move in Cluster Administrator is the same": it skips the health checks. Source: \[MOVECMS\].
#[test]
fn the_clusters_own_tool_moves_what_the_health_checks_refuse() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend().close_logs(8);
    assert!(matches!(lab.refusal(&lab.move_to(NODE2, false)), Some(Refusal::CopyNotHealthy { .. })));
    let target = lab.node(NODE2);
    lab.give(Input::MoveGroup { target }).wait(LONG);
    assert_eq!(lab.server().active_node.as_deref(), Some(NODE2), "the group has moved all the same");
    assert!(lab.happened(|event| {
        matches!(event, Event::MoveStarted { reason: failover_lab::model::event::MoveReason::ClusterTool, .. })
    }));
}
