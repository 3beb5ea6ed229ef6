//! Faults that every mode knows, and the parts that they mean in each.

use crate::engine::SimSpan;
use crate::model::bench::Bench;
use crate::model::cluster::ServerRole;
use crate::model::ids::{DiskSet, How, NetworkId, NodeId, Part, Process, StorageGroupId, Volume};

/// A fault that names no part of any mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The store on the active server crashes.
    ActiveStoreCrashes,
    /// The active server loses its power.
    ActiveServerLosesPower,
    /// The active server stands still.
    ActiveServerHangs,
    /// The active server loses the public network.
    ActiveServerLosesNetwork,
    /// The active server is shut down for maintenance; where there is another one, it takes over first.
    ActiveServerIsServiced,
    /// The disk of the active database fails.
    ActiveDatabaseDiskFails,
    /// The disk of the active logs fails.
    ActiveLogDiskFails,
    /// The server of the passive copy or of a target loses its power.
    PassiveServerLosesPower,
    /// The disks of the passive copy or of a target fail.
    PassiveDisksFail,
    /// All storage of the main site fails.
    AllStorageFails,
    /// All servers of the main site lose their power.
    SiteLosesPower,
    /// What votes beside the nodes fails: the witness or the quorum disk.
    WitnessFails,
    /// A Hub Transport server loses its power.
    HubLosesPower,
}

/// How a broken part comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// As it was.
    Mended,
    /// As a new one, with nothing on it.
    Replaced,
}

impl Fault {
    /// All faults.
    pub const ALL: [Fault; 13] = [
        Fault::ActiveStoreCrashes,
        Fault::ActiveServerLosesPower,
        Fault::ActiveServerHangs,
        Fault::ActiveServerLosesNetwork,
        Fault::ActiveServerIsServiced,
        Fault::ActiveDatabaseDiskFails,
        Fault::ActiveLogDiskFails,
        Fault::PassiveServerLosesPower,
        Fault::PassiveDisksFail,
        Fault::AllStorageFails,
        Fault::SiteLosesPower,
        Fault::WitnessFails,
        Fault::HubLosesPower,
    ];

    /// The name in a transcript.
    pub const fn name(self) -> &'static str {
        match self {
            Fault::ActiveStoreCrashes => "active-store-crashes",
            Fault::ActiveServerLosesPower => "active-server-loses-power",
            Fault::ActiveServerHangs => "active-server-hangs",
            Fault::ActiveServerLosesNetwork => "active-server-loses-network",
            Fault::ActiveServerIsServiced => "active-server-is-serviced",
            Fault::ActiveDatabaseDiskFails => "active-database-disk-fails",
            Fault::ActiveLogDiskFails => "active-log-disk-fails",
            Fault::PassiveServerLosesPower => "passive-server-loses-power",
            Fault::PassiveDisksFail => "passive-disks-fail",
            Fault::AllStorageFails => "all-storage-fails",
            Fault::SiteLosesPower => "site-loses-power",
            Fault::WitnessFails => "witness-fails",
            Fault::HubLosesPower => "hub-loses-power",
        }
    }

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Fault::ActiveStoreCrashes => "the store on the active server crashes",
            Fault::ActiveServerLosesPower => "the active server loses its power",
            Fault::ActiveServerHangs => "the active server stands still",
            Fault::ActiveServerLosesNetwork => "the active server loses the public network",
            Fault::ActiveServerIsServiced => {
                "the active server is shut down; where it can, another one takes over first"
            }
            Fault::ActiveDatabaseDiskFails => "the disk of the active database fails",
            Fault::ActiveLogDiskFails => "the disk of the active logs fails",
            Fault::PassiveServerLosesPower => "the server of the passive copy or of a target loses its power",
            Fault::PassiveDisksFail => "the disks of the passive copy or of a target fail",
            Fault::AllStorageFails => "all storage of the main site fails",
            Fault::SiteLosesPower => "all servers of the main site lose their power",
            Fault::WitnessFails => "the witness or the quorum disk fails",
            Fault::HubLosesPower => "a Hub Transport server loses its power",
        }
    }

    /// How long it lasts unless the storm says so: until somebody is there, or a new disk is.
    pub const fn lasts(self) -> SimSpan {
        match self {
            Fault::ActiveStoreCrashes => SimSpan::from_mins(5),
            Fault::ActiveServerLosesPower
            | Fault::ActiveServerHangs
            | Fault::ActiveServerLosesNetwork
            | Fault::ActiveServerIsServiced
            | Fault::PassiveServerLosesPower
            | Fault::HubLosesPower => SimSpan::from_mins(30),
            Fault::ActiveDatabaseDiskFails
            | Fault::ActiveLogDiskFails
            | Fault::PassiveDisksFail
            | Fault::WitnessFails => SimSpan::from_hours(2),
            Fault::AllStorageFails | Fault::SiteLosesPower => SimSpan::from_hours(4),
        }
    }

    /// What the repair of a part that it breaks is: a lost disk is replaced by an empty one.
    pub(super) const fn repair_of(self, part: Part) -> Repair {
        let loses_disks = matches!(
            self,
            Fault::ActiveDatabaseDiskFails
                | Fault::ActiveLogDiskFails
                | Fault::PassiveDisksFail
                | Fault::AllStorageFails
        );
        if loses_disks && matches!(part, Part::Volume(..)) { Repair::Replaced } else { Repair::Mended }
    }

    /// The parts that it breaks in a mode now, and how; none if the mode has no such part.
    pub(super) fn parts(self, bench: &Bench) -> Vec<(Part, How)> {
        let active = active_node(bench);
        let disks = bench.group(group(bench)).active_copy().disks;
        let fail = |parts: Vec<Part>| parts.into_iter().map(|part| (part, How::Fail)).collect();
        match self {
            // A crash comes back by itself where a cluster or the service manager restarts the store.
            Fault::ActiveStoreCrashes => vec![(Part::Process(active, Process::Store), How::Crash)],
            Fault::ActiveServerLosesPower => vec![(Part::Node(active), How::PowerCut)],
            Fault::ActiveServerHangs => vec![(Part::Node(active), How::Hang)],
            Fault::ActiveServerIsServiced => vec![(Part::Node(active), How::Shutdown)],
            Fault::ActiveServerLosesNetwork => fail(vec![Part::Connection(active, NetworkId::Public)]),
            Fault::ActiveDatabaseDiskFails => fail(vec![Part::Volume(disks, Volume::DatabaseDisk)]),
            Fault::ActiveLogDiskFails => fail(vec![Part::Volume(disks, Volume::LogDisk)]),
            Fault::PassiveServerLosesPower => {
                let other = passive_disks(bench).and_then(DiskSet::node).filter(|node| *node != active);
                other.map(|node| (Part::Node(node), How::PowerCut)).into_iter().collect()
            }
            Fault::PassiveDisksFail => {
                let of = |disks| Volume::ALL.map(|volume| Part::Volume(disks, volume)).to_vec();
                fail(passive_disks(bench).map(of).unwrap_or_default())
            }
            Fault::AllStorageFails => {
                let has_array = disks == DiskSet::Shared;
                let is_there = |disks: &DiskSet| disks.node().map_or(has_array, |node| !is_elsewhere(bench, node));
                let sets = bench.parts.volumes.keys().copied().filter(is_there);
                let volumes = sets.flat_map(|disks| Volume::ALL.map(|volume| Part::Volume(disks, volume)));
                // The quorum disk is in the same array.
                let quorum = bench.parts.quorum_disk.filter(|_| has_array).map(|_| Part::QuorumDisk);
                fail(volumes.chain(quorum).collect())
            }
            Fault::SiteLosesPower => {
                let servers = bench.parts.nodes().filter(|node| !is_elsewhere(bench, *node));
                servers.map(|node| (Part::Node(node), How::PowerCut)).collect()
            }
            Fault::WitnessFails => match bench.parts.quorum_disk {
                Some(_) => fail(vec![Part::QuorumDisk]),
                None => fail(bench.parts.witnesses.keys().map(|host| Part::Witness(*host)).collect()),
            },
            Fault::HubLosesPower => {
                bench.hubs.first().map(|hub| (Part::Node(hub.node), How::PowerCut)).into_iter().collect()
            }
        }
    }
}

/// The storage group that people have their mailboxes in.
pub(super) fn group(bench: &Bench) -> StorageGroupId {
    bench.group_ids().find(|group| bench.group(*group).people > 0).unwrap_or(StorageGroupId(0))
}

/// The server that people's mailboxes are on.
pub(super) fn active_node(bench: &Bench) -> NodeId {
    let group = group(bench);
    bench.server_of(group).owner.unwrap_or(bench.group(group).active_copy().node)
}

/// The disks of the passive copy of LCR or CCR, or else of the first target.
fn passive_disks(bench: &Bench) -> Option<DiskSet> {
    let storage = bench.group(group(bench));
    storage.partner().or_else(|| storage.passives().next()).map(|place| storage.copy(place).disks)
}

/// Whether a server stands in another site than people's mailboxes, as targets and standby clusters do.
fn is_elsewhere(bench: &Bench, node: NodeId) -> bool {
    let (active, server) = (active_node(bench), bench.parts.server(node));
    let is_another = match (server.role, bench.cluster_of(active)) {
        (ServerRole::Hub | ServerRole::File, _) => false,
        (ServerRole::Mailbox | ServerRole::ClusterNode, Some(cluster)) => cluster.member(node).is_none(),
        (ServerRole::Mailbox | ServerRole::ClusterNode, None) => node != active,
    };
    is_another || server.site != bench.parts.server(active).site
}
