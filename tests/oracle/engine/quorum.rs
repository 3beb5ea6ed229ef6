//! The cluster of the engine against the tables of votes, over random splits of small clusters.

use super::lab::{Chance, Lab};
use crate::quorum::{Model, Nodes, Outcome, Situation, outcome};
use failover_lab::model::cluster::QuorumModel;
use failover_lab::model::ids::{How, NodeId, Part};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Mode, Windows};

const MODELS: [(QuorumModel, Model); 4] = [
    (QuorumModel::SharedDisk, Model::DiskOnly),
    (QuorumModel::Nodes, Model::NodeMajority),
    (QuorumModel::NodesAndShare, Model::NodeAndShareMajority),
    (QuorumModel::NodesAndDisk, Model::NodeAndDiskMajority),
];

#[test]
fn always_the_side_goes_on_that_the_tables_say() {
    let (mut runs, mut races, mut stops) = (0, 0, 0);
    for seed in 1..=400 {
        let chance = &mut Chance(seed * 7_919);
        let count = 2 + chance.below(4) as u8;
        let (model, table) = MODELS[chance.below(4) as usize];
        let quorum = Some(model);
        let (build, windows) = (Build::Sp1, Windows::V2008);
        let config = Config { mode: Mode::Scc, nodes: count, quorum, build, windows, seed, ..Config::default() };
        let mut lab = Lab::quiet(config);
        let owner = NodeId(chance.below(u64::from(count)) as u8);
        if owner != NodeId(0) {
            lab.give(Input::MoveClusterGroup { target: owner });
        }
        lab.wait(60);

        // Each node is down, or on one of two sides, and reaches what breaks a tie or not.
        let places: Vec<u64> = (0..count).map(|_| [0, 0, 1, 1, 2][chance.below(5) as usize]).collect();
        let all_reach = chance.below(3) > 0;
        let reaches: Vec<bool> = (0..count)
            .map(|_| if model == QuorumModel::NodesAndShare { chance.below(4) > 0 } else { all_reach })
            .collect();
        let of = |wanted: u64| -> Nodes {
            Nodes((0..count).filter(|node| places[*node as usize] == wanted).map(|node| 1 << node).sum())
        };
        let sides: Vec<Nodes> = [of(0), of(1)].into_iter().filter(|side| *side != Nodes::NONE).collect();
        let up = |node: u8| places[node as usize] != 2;
        let reaching = (0..count).filter(|node| up(*node) && reaches[*node as usize]).map(|node| 1 << node).sum();
        let situation = Situation { sides: &sides, reaching: Nodes(reaching), owner: Nodes(1 << owner.0) };

        let hub = lab.bench().hubs[0].node;
        if model == QuorumModel::NodesAndShare {
            for node in (0..count).filter(|node| !reaches[*node as usize]) {
                lab.give(Input::CutLink { a: NodeId(node), b: hub, network: None });
            }
        } else if !all_reach && model != QuorumModel::Nodes {
            lab.give(Input::StopPart { part: Part::QuorumDisk, how: How::Fail });
        }
        for a in 0..count {
            for b in (a + 1..count).filter(|b| up(a) && up(*b) && places[a as usize] != places[*b as usize]) {
                lab.give(Input::CutLink { a: NodeId(a), b: NodeId(b), network: None });
            }
        }
        for node in (0..count).filter(|node| !up(*node)) {
            lab.give(Input::StopPart { part: Part::Node(NodeId(node)), how: How::PowerCut });
        }
        lab.wait(300);

        let joined = lab.bench().clusters[0].joined().iter().map(|node| 1 << node.0).sum();
        let what = format!("seed {seed}: {table:?} of {count}, {situation:?} ended as {joined:b}");
        match outcome(table, u32::from(count), situation) {
            Outcome::Runs(place) => {
                assert_eq!(Nodes(joined), sides[place], "{what}");
                runs += 1;
            }
            Outcome::Race => {
                assert!(sides.contains(&Nodes(joined)), "{what}");
                races += 1;
            }
            Outcome::Stops => {
                assert_eq!(Nodes(joined), Nodes::NONE, "{what}");
                stops += 1;
            }
        }
    }
    assert!(runs > 100 && races > 0 && stops > 50, "sides go on, race and stop: {runs}, {races}, {stops}");
}
