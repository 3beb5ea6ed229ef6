//! Random scripts: what a person with no plan would do to a cluster, and when.

use crate::chance::Chance;
use crate::{ideas, remedy};
use failover_lab::engine::SimSpan;
use failover_lab::model::bench::Bench;
use failover_lab::model::cluster::QuorumModel;
use failover_lab::model::ids::{How, NetworkId, NodeId, Part, PersonId};
use failover_lab::model::input::Input;
use failover_lab::model::params::{
    Build, Clients, Config, Mode, MountDial, Profile, Sites, Source, Standby, Target, Windows, WitnessSite,
};

/// A random arrangement of one of the four modes, small enough that a script takes milliseconds.
pub fn config(seed: u64, chance: &mut Chance) -> Config {
    let mode = chance.one_of(&[Mode::Ccr, Mode::Ccr, Mode::Lcr, Mode::Scc, Mode::Scr, Mode::Scr]);
    let (build, windows) =
        chance.one_of(&[(Build::Rtm, Windows::V2003), (Build::Sp1, Windows::V2003), (Build::Sp1, Windows::V2008)]);
    Config {
        mode,
        // Standby continuous replication came with Service Pack 1.
        build: if mode == Mode::Scr { Build::Sp1 } else { build },
        nodes: chance.one_of(&[2, 2, 2 + chance.clone().below(7) as u8]),
        hubs: chance.one_of(&[1, 1, 2, 4]),
        source: chance.one_of(&[Source::StandAlone, Source::Lcr, Source::Scc, Source::Ccr]),
        target: chance.one_of(&[Target::StandAlone, Target::StandAlone, Target::Cluster]),
        standby: chance.one_of(&[Standby::Seeded, Standby::Seeded, Standby::Seeded, Standby::Nothing]),
        quorum: chance.clone().one_of(&[None, Some(QuorumModel::Nodes), Some(QuorumModel::NodesAndShare), None]),
        targets: chance.one_of(&[1, 1, 2, 4]),
        replay_lag: lag(chance),
        truncation_lag: lag(chance),
        seed,
        mailboxes: 1 + chance.below(24) as u16,
        profile: chance.one_of(&[Profile::Light, Profile::Average, Profile::Heavy, Profile::VeryHeavy]),
        windows,
        dial: dial(chance),
        // Small ones fill up with logs that nobody lets go.
        log_disk_mb: chance.one_of(&[Config::DEFAULT.log_disk_mb, Config::DEFAULT.log_disk_mb, 40]),
        clients: if seed.is_multiple_of(4) { Clients::Cached } else { Clients::Online },
        sites: if seed.is_multiple_of(5) { Sites::Two } else { Sites::One },
        witness: if seed.is_multiple_of(10) { WitnessSite::Third } else { WitnessSite::Main },
        ..Config::default()
    }
}

/// A lag of a target.
pub fn lag(chance: &mut Chance) -> SimSpan {
    chance.one_of(&[SimSpan::ZERO, SimSpan::from_mins(1), SimSpan::from_mins(20), SimSpan::from_hours(24)])
}

fn dial(chance: &mut Chance) -> MountDial {
    chance.one_of(&[
        MountDial::Lossless,
        MountDial::GoodAvailability,
        MountDial::BestAvailability,
        MountDial::BestAvailability,
    ])
}

/// A pause between two inputs: 0.1 s to 10 min, short ones as likely as long ones.
pub fn gap(chance: &mut Chance) -> SimSpan {
    let (least, most) = chance.one_of(&[(100, 1_000), (1_000, 10_000), (10_000, 60_000), (60_000, 600_000)]);
    SimSpan::from_millis(least + chance.below(most - least))
}

/// Something a person could do now; nothing if ten ideas in a row were refused.
pub fn input(bench: &Bench, chance: &mut Chance) -> Option<Input> {
    (0..10).map(|_| idea(bench, chance)).find(|input| bench.refusal(input).is_none())
}

fn idea(bench: &Bench, chance: &mut Chance) -> Input {
    // Sometimes people do what helps.
    if chance.once_in(8)
        && let Some(remedy) = remedy::next(bench)
    {
        return remedy;
    }
    let group = chance.one_of(&bench.group_ids().collect::<Vec<_>>());
    let standby = chance.one_of(&ideas::standbys(bench, group));
    let active = bench.group(group).active_copy().node;
    if chance.once_in(20) {
        return ideas::network(bench, chance);
    }
    if chance.once_in(12) {
        return ideas::backup(bench, group, standby, chance);
    }
    if bench.config.mode == Mode::Scr && chance.once_in(5) {
        return ideas::elsewhere(bench, group, chance);
    }
    let parts = bench.parts.all();
    let nodes: Vec<NodeId> = bench.parts.nodes().collect();
    // The servers with mailboxes come before the hubs, but for the targets.
    let hosts: Vec<NodeId> = nodes.iter().copied().filter(|node| !ideas::is_hub(bench, *node)).collect();
    let a = chance.one_of(&nodes);
    let b = chance.one_of(&nodes);
    let network = chance.one_of(&[None, Some(NetworkId::Public), Some(NetworkId::Private)]);
    let part = chance.one_of(&parts);
    match chance.below(44) {
        0..=6 => Input::StopPart { part, how: chance.one_of(How::possible_for(part)) },
        7..=9 => {
            let part = Part::Node(chance.one_of(&hosts));
            Input::StopPart { part, how: chance.one_of(How::possible_for(part)) }
        }
        10..=15 => ideas::mend(bench, part, chance),
        16 => Input::StartAll,
        34 => Input::StopPart { part: Part::Connection(active, NetworkId::Public), how: How::Fail },
        35 => Input::StopPart { part: Part::Node(active), how: How::PowerCut },
        17..=18 => Input::CutLink { a, b, network },
        19 => Input::MendLink { a, b, network },
        20..=21 => Input::CloseLog { group },
        22 => Input::SendMail {
            count: 1 + chance.below(40) as u32,
            from: None,
            to: chance.once_in(2).then_some(PersonId(0)),
            size: chance.one_of(&[1, 2_048, 51_200, 1_048_576, 5_000_000]),
        },
        23 if chance.once_in(4) => Input::SetTransportConfig {
            dumpster_bytes: chance.one_of(&[None, Some(0), Some(1 << 20), Some(18 << 20)]),
            dumpster_age: chance.one_of(&[
                None,
                Some(SimSpan::ZERO),
                Some(SimSpan::from_mins(1)),
                Some(SimSpan::from_hours(168)),
            ]),
        },
        23 => Input::SetWorkload { messages_per_hour: chance.one_of(&[0, 60, 600, 3_000]) },
        24..=25 => Input::MoveClusteredMailboxServer {
            target: chance.one_of(&hosts),
            comment: "by chance".to_owned(),
            ignore_dismounted: chance.once_in(2),
        },
        26 => Input::SuspendCopy { group, standby, comment: "by chance".to_owned() },
        27 => Input::ResumeCopy { group, standby },
        28 => Input::UpdateCopy {
            group,
            standby,
            delete_existing_files: !chance.once_in(4),
            manual_resume: chance.once_in(3),
            over: None,
        },
        36 => Input::EnableStandby {
            group,
            node: chance.one_of(&hosts),
            replay_lag: lag(chance),
            truncation_lag: lag(chance),
        },
        37 => Input::DisableStandby { group, node: chance.one_of(&hosts) },
        40..=42 => ideas::cluster(bench, &hosts, chance),
        29 => Input::RestoreCopy { group, standby },
        30 => Input::MountDatabase { group },
        31 => Input::DismountDatabase { group },
        32 => Input::SetMountDial { dial: dial(chance) },
        43 => Input::ChangeLocalCopy { input: ideas::local(group, chance) },
        39 => Input::ChangeObject { input: ideas::object(bench, chance) },
        _ => Input::SetForcedMount { hours: chance.one_of(&[None, Some(1), Some(0)]) },
    }
}
