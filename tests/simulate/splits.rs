//! Random scripts about nothing but the cluster: links, witness and quorum disk, nodes and their cluster service.

use crate::chance::Chance;
use crate::run::Habit;
use failover_lab::engine::SimSpan;
use failover_lab::model::bench::Bench;
use failover_lab::model::cluster::{ClusterStart, QuorumModel, TieBreaker};
use failover_lab::model::ids::{How, NodeId, NodeSet, Part, Process};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Mode, Windows};

/// Somebody who tries to make two clusters out of one.
pub const SPLITTER: Habit = Habit { config, gap, input };

fn config(seed: u64, chance: &mut Chance) -> Config {
    let mode = chance.one_of(&[Mode::Ccr, Mode::Scc, Mode::Scc, Mode::Scc]);
    let (build, windows) = chance.one_of(&[(Build::Rtm, Windows::V2003), (Build::Sp1, Windows::V2008)]);
    let quorum = Some(chance.one_of(&QuorumModel::ALL));
    let nodes = 2 + chance.below(5) as u8;
    Config { mode, build, windows, quorum, nodes, seed, mailboxes: 1, ..Config::default() }
}

/// Mostly shorter than a silence or a regroup.
fn gap(chance: &mut Chance) -> SimSpan {
    let most = chance.one_of(&[300, 3_000, 9_000, 20_000, 70_000]);
    SimSpan::from_millis(50 + chance.below(most))
}

fn input(bench: &Bench, chance: &mut Chance) -> Option<Input> {
    (0..10).map(|_| idea(bench, chance)).find(|input| bench.refusal(input).is_none())
}

fn idea(bench: &Bench, chance: &mut Chance) -> Input {
    let nodes: Vec<NodeId> = bench.parts.cluster_nodes().collect();
    let hub = bench.hubs[0].node;
    let (a, b) = (chance.one_of(&nodes), chance.one_of(&nodes));
    let breaker = bench.main_cluster().and_then(|cluster| cluster.tie_breaker());
    let (part, other) = match breaker {
        Some(TieBreaker::Disk) => (Part::QuorumDisk, b),
        Some(TieBreaker::Share(host)) => (Part::Witness(host), hub),
        None => (Part::Node(a), b),
    };
    let service = Part::Process(a, Process::Cluster);
    match chance.below(20) {
        0..=3 => Input::CutLink { a, b, network: None },
        4..=5 => Input::MendLink { a, b, network: None },
        6 => Input::CutLink { a, b: other, network: None },
        7 => Input::MendLink { a, b: other, network: None },
        8 => Input::StopPart { part, how: chance.one_of(How::possible_for(part)) },
        9 => Input::StartPart { part },
        10..=11 => Input::StopPart { part: service, how: chance.one_of(How::possible_for(service)) },
        12..=14 => Input::StartPart { part: service },
        15 => Input::StopPart { part: Part::Node(a), how: chance.one_of(How::possible_for(Part::Node(a))) },
        16 => Input::StartPart { part: Part::Node(a) },
        17 => Input::MoveClusterGroup { target: a },
        18 if bench.config.windows == Windows::V2003 && chance.once_in(3) => {
            let start = chance.one_of(&[ClusterStart::ForceQuorum(NodeSet::EMPTY.with(a)), ClusterStart::FixQuorum]);
            Input::StartClusterService { node: a, start }
        }
        18 => Input::StartClusterService { node: a, start: ClusterStart::Normal },
        _ if chance.once_in(4) => Input::StartAll,
        _ => Input::StopClusterService { node: a },
    }
}
