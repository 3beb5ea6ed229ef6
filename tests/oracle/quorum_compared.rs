//! The cluster of the model against the tables of votes, over random splits of small clusters.
//!
//! It names the package to play a case on the bench, and asks the tables which side should have gone on.

use crate::quorum::{Model, Nodes, Outcome, Situation, outcome};
use failover_lab::engine::{SimSpan, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
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

/// A plain generator of our own.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn wait(bench: &mut Timeline<Bench>, seconds: u64) {
    let until = bench.now() + SimSpan::from_secs(seconds);
    bench.run_until(until, StepBudget(u64::MAX));
}

fn give(bench: &mut Timeline<Bench>, input: Input) {
    assert_eq!(bench.world().refusal(&input), None, "{input:?}");
    bench.submit(input);
}

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
        let mut bench = Timeline::new(Bench::new(config));
        give(&mut bench, Input::SetWorkload { messages_per_hour: 0 });
        let owner = NodeId(chance.below(u64::from(count)) as u8);
        if owner != NodeId(0) {
            give(&mut bench, Input::MoveClusterGroup { target: owner });
        }
        wait(&mut bench, 60);

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

        let hub = bench.world().hubs[0].node;
        if model == QuorumModel::NodesAndShare {
            for node in (0..count).filter(|node| !reaches[*node as usize]) {
                give(&mut bench, Input::CutLink { a: NodeId(node), b: hub, network: None });
            }
        } else if !all_reach && model != QuorumModel::Nodes {
            give(&mut bench, Input::StopPart { part: Part::QuorumDisk, how: How::Fail });
        }
        for a in 0..count {
            for b in (a + 1..count).filter(|b| up(a) && up(*b) && places[a as usize] != places[*b as usize]) {
                give(&mut bench, Input::CutLink { a: NodeId(a), b: NodeId(b), network: None });
            }
        }
        for node in (0..count).filter(|node| !up(*node)) {
            give(&mut bench, Input::StopPart { part: Part::Node(NodeId(node)), how: How::PowerCut });
        }
        wait(&mut bench, 300);

        let joined = bench.world().clusters[0].joined().iter().map(|node| 1 << node.0).sum();
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
