//! Random scripts: what a person with no plan would do to a cluster, and when.

use crate::remedy;
use failover_lab::engine::SimSpan;
use failover_lab::model::bench::Bench;
use failover_lab::model::cluster::{ClusterStart, QuorumModel};
use failover_lab::model::exchange::CopyRole;
use failover_lab::model::ids::{
    How, MailboxServerId, NetworkId, NodeId, NodeSet, Part, PersonId, SiteId, StorageGroupId,
};
use failover_lab::model::input::Input;
use failover_lab::model::local_copies::LocalInput;
use failover_lab::model::objects::{NewPaths, ObjectInput};
use failover_lab::model::params::{
    Build, Clients, Config, Mode, MountDial, Profile, Sites, Source, Windows, WitnessSite,
};

/// A generator of our own, so that the scripts of a seed stay what they are whatever the model draws.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    /// The generator of a seed.
    pub fn new(seed: u64) -> Self {
        Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.word()) * u128::from(bound)) >> 64) as u64
    }

    /// One of these.
    pub fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

/// A random arrangement of one of the four modes, small enough that a script takes milliseconds.
pub fn config(seed: u64, chance: &mut Chance) -> Config {
    let mode = chance.one_of(&[Mode::Ccr, Mode::Ccr, Mode::Ccr, Mode::Lcr, Mode::Scc, Mode::Scr]);
    let (build, windows) =
        chance.one_of(&[(Build::Rtm, Windows::V2003), (Build::Sp1, Windows::V2003), (Build::Sp1, Windows::V2008)]);
    Config {
        mode,
        // Standby continuous replication came with Service Pack 1.
        build: if mode == Mode::Scr { Build::Sp1 } else { build },
        nodes: chance.one_of(&[2, 2, 2 + chance.clone().below(7) as u8]),
        hubs: chance.one_of(&[1, 1, 2, 4]),
        source: chance.one_of(&[Source::StandAlone, Source::Scc, Source::Ccr]),
        quorum: chance.clone().one_of(&[None, Some(QuorumModel::Nodes), Some(QuorumModel::NodesAndShare), None]),
        targets: chance.one_of(&[1, 1, 2, 4]),
        replay_lag: lag(chance),
        truncation_lag: lag(chance),
        seed,
        mailboxes: 1 + chance.below(24) as u16,
        profile: chance.one_of(&[Profile::Light, Profile::Average, Profile::Heavy, Profile::VeryHeavy]),
        windows,
        dial: dial(chance),
        clients: if seed.is_multiple_of(4) { Clients::Cached } else { Clients::Online },
        sites: if seed.is_multiple_of(5) { Sites::Two } else { Sites::One },
        witness: if seed.is_multiple_of(10) { WitnessSite::Third } else { WitnessSite::Main },
        ..Config::default()
    }
}

fn lag(chance: &mut Chance) -> SimSpan {
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
    let standby = chance.one_of(&standbys(bench, group));
    let active = bench.group(group).active_copy().node;
    if chance.once_in(20) {
        return network(bench, chance);
    }
    let parts = bench.parts.all();
    let nodes: Vec<NodeId> = bench.parts.nodes().collect();
    // The servers with mailboxes come before the hubs, but for the targets.
    let hosts: Vec<NodeId> = nodes.iter().copied().filter(|node| !is_hub(bench, *node)).collect();
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
        10..=15 => Input::StartPart { part: broken(bench, chance).unwrap_or(part) },
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
        // One idea in a hundred or so: old scripts stay what they are as far as they can.
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
        40..=42 => administer(bench, &hosts, chance),
        29 => Input::RestoreCopy { group, standby },
        30 => Input::MountDatabase { group },
        31 => Input::DismountDatabase { group },
        32 => Input::SetMountDial { dial: dial(chance) },
        43 => Input::ChangeLocalCopy { input: local(group, chance) },
        39 => Input::ChangeObject { input: object(bench, chance) },
        _ => Input::SetForcedMount { hours: chance.one_of(&[None, Some(1), Some(0)]) },
    }
}

/// What an administrator of a cluster may think of.
fn administer(bench: &Bench, hosts: &[NodeId], chance: &mut Chance) -> Input {
    let node = chance.one_of(hosts);
    let start = match (bench.config.windows, chance.below(4)) {
        (Windows::V2003, 0) => ClusterStart::ForceQuorum(NodeSet::EMPTY.with(node)),
        (Windows::V2003, 1) => ClusterStart::ForceQuorum(NodeSet::EMPTY.with(node).with(chance.one_of(hosts))),
        (Windows::V2003, 2) => ClusterStart::FixQuorum,
        (Windows::V2008, 0..=2) => ClusterStart::ForceQuorum(NodeSet::EMPTY),
        (Windows::V2003 | Windows::V2008, _) => ClusterStart::Normal,
    };
    match chance.below(10) {
        0 => Input::PauseNode { node },
        1 => Input::ResumeNode { node },
        2 => Input::MoveGroup { target: node },
        3 => Input::MoveClusterGroup { target: node },
        4 => Input::StartClusteredMailboxServer,
        5 => Input::StopClusteredMailboxServer { reason: "by chance".to_owned() },
        6 => Input::StopClusterService { node },
        _ => {
            // Force is tried where a cluster has lost its quorum.
            let stopped: Vec<NodeId> = bench.parts.cluster_nodes().filter(|it| bench.view_of(*it).is_empty()).collect();
            let node = if stopped.is_empty() { node } else { chance.one_of(&stopped) };
            Input::StartClusterService { node, start }
        }
    }
}

/// How commands name the copies of a storage group: none for the local one, or the server of a target.
fn standbys(bench: &Bench, group: StorageGroupId) -> Vec<Option<NodeId>> {
    let is_target = |place: &usize| matches!(bench.group(group).copy(*place).role, CopyRole::Standby { .. });
    let targets: Vec<Option<NodeId>> = bench
        .group(group)
        .passives()
        .filter(is_target)
        .map(|place| Some(bench.group(group).copy(place).node))
        .collect();
    let local = (targets.is_empty() || bench.group(group).partner().is_some()).then_some(None);
    local.into_iter().chain(targets).collect()
}

fn is_hub(bench: &Bench, node: NodeId) -> bool {
    bench.hubs.iter().any(|hub| hub.node == node)
}

/// Something about sites and about the networks that logs travel on.
fn network(bench: &Bench, chance: &mut Chance) -> Input {
    let (a, b) = (SiteId(0), SiteId(1 + chance.below(2) as u8));
    let name = chance.one_of(&["REPL1", "REPL2", "REPL3"]).to_owned();
    match chance.below(6) {
        0 if !bench.parts.sites.is_empty() => Input::CutSites { a, b },
        1 if !bench.parts.sites.is_empty() => Input::MendSites { a, b },
        2 => Input::DisableHostName { name },
        _ => {
            let network = chance.one_of(&[NetworkId::Private, NetworkId::Private, NetworkId::Public]);
            Input::EnableHostName { node: NodeId(chance.below(2) as u8), name, network }
        }
    }
}

/// A change of a local copy.
fn local(group: StorageGroupId, chance: &mut Chance) -> LocalInput {
    match chance.below(8) {
        0 => LocalInput::EnableDatabaseCopy { group, file: None },
        1 => LocalInput::DisableDatabaseCopy { group },
        2..=3 => LocalInput::EnableCopy { group, paths: NewPaths::default(), is_seeding_postponed: chance.once_in(4) },
        4 => LocalInput::DisableCopy { group },
        5..=6 => LocalInput::Restore { group, replace_locations: !chance.once_in(3) },
        _ => LocalInput::SwapVolumes { group },
    }
}

/// A change of the storage groups and databases.
fn object(bench: &Bench, chance: &mut Chance) -> ObjectInput {
    let groups: Vec<StorageGroupId> = bench.group_ids().collect();
    let group = chance.one_of(&groups);
    let paths = NewPaths { database_file: Some(format!("D:\\{}.edb", chance.below(9))), ..NewPaths::default() };
    match chance.below(8) {
        0..=1 => ObjectInput::NewStorageGroup {
            server: MailboxServerId(0),
            name: format!("Storage Group {}", groups.len() + 1),
            paths: NewPaths::default(),
        },
        2..=3 => {
            let name = format!("Database {}", group.0 + 1);
            ObjectInput::NewDatabase { group, name, paths: NewPaths::default() }
        }
        4 => ObjectInput::MoveMailboxes { first: PersonId(chance.below(24) as u16), count: 1, group },
        5 => ObjectInput::MovePaths { group, paths, configuration_only: chance.once_in(2) },
        6 => ObjectInput::RemoveDatabase { group },
        _ => ObjectInput::RemoveStorageGroup { group },
    }
}

/// A part that is broken, if any is: people mend what they see.
fn broken(bench: &Bench, chance: &mut Chance) -> Option<Part> {
    let broken: Vec<Part> = bench.parts.all().into_iter().filter(|part| bench.can_start(*part)).collect();
    (!broken.is_empty()).then(|| chance.one_of(&broken))
}
