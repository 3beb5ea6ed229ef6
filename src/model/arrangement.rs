//! The arrangements: which servers, disks, clusters, copies and hubs each of the four modes is made of.
//!
//! Nothing here decides anything; it is the place to see that the modes differ only in their parts.

use super::bench::Bench;
use super::cluster::{Cluster, Parts, QuorumModel, Server, ServerRole, Stamped, TieBreaker};
use super::cluster::{Condition, ProcessState};
use super::exchange::{
    Copy, CopyRole, DatabaseState, DiskSpace, DumpsterLimits, Hub, MailAccount, MailboxServer, Outboxes,
    ReplicationNetworks, ServerKind, ServiceRecord, StorageGroup, Workload,
};
use super::ids::{ClusterId, DiskSet, MailboxServerId, NodeId, Process, SiteId, StorageGroupId};
use super::objects::NewPaths;
use super::params::{Config, Mode, Sites, Source, Standby, Target, WitnessSite};
use super::settle::Calm;
use crate::engine::{EntryNumber, RandomStream, SimTime};
use std::sync::Arc;

/// Stable numbers of the random streams; never reused.
mod stream {
    pub const LETTERS: u64 = 1;
    pub const EDITS: u64 = 2;
    pub const BY_HAND: u64 = 3;
    pub const EDIT_KINDS: u64 = 11;
    pub const ROUTES: u64 = 12;
}

/// The servers of the articles, as far as a node has a number.
const CLUSTER_NODES: [&str; 8] = [
    "EXCHMAILBOX1",
    "EXCHMAILBOX2",
    "EXCHMAILBOX3",
    "EXCHMAILBOX4",
    "EXCHMAILBOX5",
    "EXCHMAILBOX6",
    "EXCHMAILBOX7",
    "EXCHMAILBOX8",
];
const STANDBY_NODES: [&str; 2] = ["EXCHSTANDBY1", "EXCHSTANDBY2"];
const TARGETS: [&str; 4] = ["EXCHSTANDBY", "EXCHSTANDBY2", "EXCHSTANDBY3", "EXCHSTANDBY4"];
/// Has the witness of a stretched cluster, in a site of its own.
const FILE_SERVER: &str = "FILESERVER";
const HUBS: [&str; 4] = ["HUB1", "HUB2", "HUB3", "HUB4"];
/// The storage group that the bench is about.
const FIRST_GROUP: StorageGroupId = StorageGroupId(0);
const FIRST_SERVER: MailboxServerId = MailboxServerId(0);
/// The storage group without a database that the articles' server has too.
const SECOND_GROUP: &str = "Second Storage Group";

/// The first cluster node, active at the start.
pub const NODE_1: NodeId = NodeId(0);
/// The second cluster node.
pub const NODE_2: NodeId = NodeId(1);

impl Bench {
    /// The arrangement that a configuration asks for.
    pub fn new(config: Config) -> Self {
        let source = match config.mode {
            Mode::Lcr => Source::StandAlone,
            Mode::Scc => Source::Scc,
            Mode::Ccr => Source::Ccr,
            Mode::Scr => config.source,
        };
        let mut servers = Vec::new();
        let mut add = |name, role| {
            servers.push(Server::new(name, role));
            NodeId(servers.len() as u8 - 1)
        };
        let nodes: Vec<NodeId> = match source {
            Source::StandAlone | Source::Lcr => vec![add("EXCHMAILBOX", ServerRole::Mailbox)],
            Source::Ccr => CLUSTER_NODES[..2].iter().map(|name| add(name, ServerRole::ClusterNode)).collect(),
            Source::Scc => {
                let count = usize::from(config.nodes).min(CLUSTER_NODES.len());
                CLUSTER_NODES[..count].iter().map(|name| add(name, ServerRole::ClusterNode)).collect()
            }
        };
        let hubs: Vec<NodeId> =
            HUBS[..usize::from(config.hubs).min(HUBS.len())].iter().map(|name| add(name, ServerRole::Hub)).collect();
        let targets: Vec<NodeId> = match config.mode {
            Mode::Scr if config.target == Target::Cluster => {
                STANDBY_NODES.iter().map(|name| add(name, ServerRole::ClusterNode)).collect()
            }
            Mode::Scr => TARGETS[..usize::from(config.targets).min(TARGETS.len())]
                .iter()
                .map(|name| add(name, ServerRole::Mailbox))
                .collect(),
            Mode::Lcr | Mode::Scc | Mode::Ccr => Vec::new(),
        };

        let is_third = config.mode == Mode::Ccr && config.sites == Sites::Two && config.witness == WitnessSite::Third;
        let file_server = is_third.then(|| add(FILE_SERVER, ServerRole::File));
        let (first, witness_host) = (nodes[0], file_server.unwrap_or(hubs[0]));
        let (kind, mut disks) = match source {
            Source::StandAlone | Source::Lcr => (ServerKind::StandAlone, vec![DiskSet::Own(first)]),
            Source::Scc => (ServerKind::Shared(ClusterId(0)), vec![DiskSet::Shared]),
            Source::Ccr => (ServerKind::NonShared(ClusterId(0)), nodes.iter().map(|it| DiskSet::Own(*it)).collect()),
        };
        let mut copies = vec![Copy::new(first, disks[0], CopyRole::Local, DatabaseState::Mounted)];
        if config.mode == Mode::Lcr || (config.mode == Mode::Scr && source == Source::Lcr) {
            disks.push(DiskSet::Second(first));
        }
        copies.extend(disks[1..].iter().map(|set| {
            let node = set.node().unwrap_or(first);
            Copy::new(node, *set, CopyRole::Local, DatabaseState::Replica)
        }));
        let lag = CopyRole::Standby { replay_lag: config.replay_lag, truncation_lag: config.truncation_lag };
        for target in &targets {
            disks.push(DiskSet::Own(*target));
        }
        let enabled = match config.standby {
            Standby::Seeded => usize::from(config.targets).min(targets.len()),
            Standby::Nothing => 0,
        };
        // Enabled and seeded before: the first 50 logs of the run are those held back.
        let seeded = |target: &NodeId| Copy::new(*target, DiskSet::Own(*target), lag, DatabaseState::Replica);
        copies.extend(targets[..enabled].iter().map(seeded));

        let sites = match config.mode == Mode::Ccr && config.sites == Sites::Two {
            true => stretch(&mut servers, &nodes, &hubs, file_server),
            false => 0,
        };
        let mut parts = Parts::new(servers, &disks);
        parts.sites = vec![Stamped::from_start(Condition::Well); sites];
        let model = match kind {
            ServerKind::Shared(_) => config.shared_quorum(),
            ServerKind::NonShared(_) | ServerKind::StandAlone => QuorumModel::NodesAndShare,
        };
        let mut clusters = match kind.cluster() {
            Some(id) => {
                let well = Stamped::from_start(Condition::Well);
                match model.tie_breaker(witness_host) {
                    Some(TieBreaker::Share(host)) => {
                        parts.witnesses.insert(host, well);
                    }
                    Some(TieBreaker::Disk) => parts.quorum_disk = Some(well),
                    None => {}
                }
                for process in [Process::Store, Process::SystemAttendant] {
                    *parts.process_mut(first, process) = Stamped::from_start(ProcessState::Running);
                }
                vec![Cluster::running(id, &nodes, model, witness_host, config.windows)]
            }
            None => Vec::new(),
        };
        if config.mode == Mode::Scr && config.target == Target::Cluster {
            // A standby cluster: nodes with the Mailbox role, and nothing that runs on them.
            parts.witnesses.insert(witness_host, Stamped::from_start(Condition::Well));
            let id = ClusterId(clusters.len() as u8);
            clusters.push(Cluster::running(id, &targets, QuorumModel::NodesAndShare, witness_host, config.windows));
        }
        let name = if kind.cluster().is_some() { "EXCHCMS" } else { parts.server(first).name };
        let mut server = vec![MailboxServer::online_on(name, kind, first, config.dial)];
        let on_target = |node: &NodeId| {
            MailboxServer::online_on(parts.server(*node).name, ServerKind::StandAlone, *node, config.dial)
        };
        let stand_alone = targets.iter().filter(|node| !parts.server(**node).is_cluster_node());
        server.extend(stand_alone.map(on_target));
        let mut group = StorageGroup::mounted(FIRST_GROUP, FIRST_SERVER, copies);
        group.people = u32::from(config.mailboxes);

        let homes: Arc<[StorageGroupId]> = (0..config.mailboxes).map(|_| FIRST_GROUP).collect();
        let start = EntryNumber(0);
        let space = DiskSpace::new(&parts.volumes.keys().copied().collect::<Vec<_>>(), &config);
        let mut bench = Bench {
            config,
            space,
            parts,
            clusters,
            servers: server,
            groups: vec![group],
            hubs: hubs.into_iter().map(|node| Hub::new(node, 1)).collect(),
            addressed_by: Arc::clone(&homes),
            homes,
            outboxes: Outboxes::default(),
            replication: ReplicationNetworks::new(RandomStream::new(config.seed, stream::ROUTES)),
            dumpster_limits: DumpsterLimits::DEFAULT,
            mail: MailAccount::default(),
            workload: Workload {
                messages_per_hour: config.messages_per_hour(),
                because: start,
                letters: RandomStream::new(config.seed, stream::LETTERS),
                edits: RandomStream::new(config.seed, stream::EDITS),
                kinds: RandomStream::new(config.seed, stream::EDIT_KINDS),
                next_letter: None,
                next_edit: None,
            },
            service: ServiceRecord { is_up: true, since: SimTime::ZERO, because: start, outages: Vec::new() },
            rebuild: None,
            uncleared: Vec::new(),
            by_hand: RandomStream::new(config.seed, stream::BY_HAND),
            is_quiet: false,
            calm: Calm::NOT_YET,
        };
        bench.is_quiet = bench.begins_quiet();
        if source == Source::StandAlone {
            bench.add_group(FIRST_SERVER, SECOND_GROUP.to_owned(), &NewPaths::default());
        }
        bench
    }
}

/// Spreads nodes and hubs over two sites, and the witness over a third; says how many sites there are.
fn stretch(servers: &mut [Server], nodes: &[NodeId], hubs: &[NodeId], file_server: Option<NodeId>) -> usize {
    for (turn, node) in nodes.iter().enumerate().chain(hubs.iter().enumerate()) {
        servers[node.0 as usize].site = SiteId(turn as u8 % 2);
    }
    match file_server {
        Some(node) => {
            servers[node.0 as usize].site = SiteId(2);
            3
        }
        None => 2,
    }
}
