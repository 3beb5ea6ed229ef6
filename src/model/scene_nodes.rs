//! What stands on the bench, for the scene: servers, their disks and copies, clusters, networks.

use super::arrangement::NODE_1;
use super::cluster::{Cluster, QuorumModel, TieBreaker};
use super::exchange::{Activation, Copy, CopyRole, DatabaseState};
use super::ids::{CopyId, DiskSet, NetworkId, NodeId, Part, Volume};
use super::params::Windows;
use super::scene::{
    ClusterScene, CopyScene, DisksScene, HeartbeatsScene, LinkScene, Mood, NetworkScene, NodeScene, QuorumScene,
    VoteScene, WitnessScene,
};
use super::scene_of::SHOWN;
use super::view::View;
use crate::engine::SimTime;
use crate::words;

impl View<'_> {
    /// The nodes of every cluster, and the servers that hold a copy of the storage group; targets last.
    pub(super) fn shown_nodes(&self) -> Vec<NodeId> {
        let storage = self.bench.group(SHOWN);
        let holds = |node: NodeId| storage.copies.iter().any(|copy| copy.node == node);
        let is_shown = |node: &NodeId| self.bench.parts.server(*node).is_cluster_node() || holds(*node);
        let mut nodes: Vec<NodeId> = self.bench.parts.nodes().filter(is_shown).collect();
        nodes.sort_by_key(|node| self.is_target(*node));
        nodes
    }

    /// The cluster that the bench began with; a server that is rebuilt elsewhere leaves it.
    fn source_cluster(&self) -> Option<&Cluster> {
        self.bench.cluster_of(NODE_1)
    }

    /// Whether a server stands across the gulf, to be activated by hand.
    fn is_target(&self, node: NodeId) -> bool {
        match self.source_cluster() {
            Some(cluster) => cluster.member(node).is_none(),
            None => node != NODE_1,
        }
    }

    pub(super) fn node_scene(&self, node: NodeId) -> NodeScene {
        let role = self.bench.parts.server(node).role;
        let is_owner = self.bench.server_of(SHOWN).owner == Some(node);
        let sets = [DiskSet::Own(node), DiskSet::Second(node)];
        let has_disks = |set: &DiskSet| self.bench.parts.volumes.contains_key(set);
        let disks: Vec<DisksScene> = sets.into_iter().filter(has_disks).map(|set| self.disks_scene(set)).collect();
        NodeScene {
            part: self.part_scene(Part::Node(node)),
            is_owner,
            is_target: self.is_target(node),
            role: match &disks[..] {
                [DisksScene { copy: Some(copy), .. }] => copy.role.clone(),
                [] if is_owner => words::scene_active_node().to_owned(),
                [] => words::scene_passive_node().to_owned(),
                _ => words::scene_mailbox_server().to_owned(),
            },
            processes: role.processes().iter().map(|it| self.part_scene(Part::Process(node, *it))).collect(),
            connections: role.networks().iter().map(|it| self.part_scene(Part::Connection(node, *it))).collect(),
            disks,
        }
    }

    fn disks_scene(&self, disks: DiskSet) -> DisksScene {
        DisksScene {
            log_volume: self.part_scene(Part::Volume(disks, Volume::LogDisk)),
            database_volume: self.part_scene(Part::Volume(disks, Volume::DatabaseDisk)),
            copy: self.copy_on(disks).map(|id| self.copy_scene(id)),
        }
    }

    /// The copy that matters most on a set of disks: an active one before a passive one, files left behind last.
    fn copy_on(&self, disks: DiskSet) -> Option<CopyId> {
        self.bench.groups.iter().find_map(|group| {
            let places = (0..group.copies.len()).filter(|place| group.copies[*place].disks == disks);
            let rank = |place: &usize| (*place != group.active, group.copies[*place].role == CopyRole::Retired);
            places.min_by_key(rank).map(|place| group.copy_id(place))
        })
    }

    fn copy_scene(&self, id: CopyId) -> CopyScene {
        let (storage, place) = (self.bench.group(id.group), id.place as usize);
        let copy = storage.copy(place);
        let is_active = place == storage.active;
        let owner = self.bench.server_of(id.group).owner;
        // Where the server works now: on the active copy, or on the one it is taking over.
        let is_in_use = owner.and_then(|owner| storage.place_of(owner)) == Some(place);
        let is_shipped_to = !is_active && copy.is_used();
        let role = match (is_active, is_in_use, copy.role) {
            (true, true, _) if copy.disks == DiskSet::Shared => words::scene_only_copy(),
            (true, true, _) => words::scene_active_copy(),
            (true, false, _) => words::scene_was_active(),
            (false, true, _) => words::scene_taking_over(),
            (false, false, CopyRole::Local) => words::scene_passive_copy(),
            (false, false, CopyRole::Standby { .. }) => words::scene_standby_copy(),
            (false, false, CopyRole::Retired) => words::scene_left_behind(),
        };
        let (database_words, database_mood) = match &storage.activation {
            Some(activation) if is_in_use => activation_words(activation),
            _ => database_words(copy, self.now),
        };
        let status = || self.shown_status(storage.copy_id(place)).name();
        CopyScene {
            role: role.to_owned(),
            is_active,
            logs: self.log_scenes(id.group, place),
            database: storage.database.clone(),
            database_words,
            database_mood,
            status: is_shipped_to.then(|| status().to_owned()),
            copy_queue: if is_shipped_to { storage.copy_queue_length(place).0 } else { 0 },
            replay_queue: if is_shipped_to { copy.replay_queue_length().0 } else { 0 },
        }
    }

    /// The clusters whose nodes are shown.
    pub(super) fn cluster_scenes(&self) -> Vec<ClusterScene> {
        let shown = self.shown_nodes();
        let of = |cluster: &Cluster| ClusterScene {
            nodes: cluster.members.iter().filter_map(|it| shown.iter().position(|node| *node == it.node)).collect(),
            witness: self.witness_scene(cluster),
            shared: self.bench.parts.volumes.contains_key(&DiskSet::Shared).then(|| self.disks_scene(DiskSet::Shared)),
            quorum_disk: self.bench.parts.quorum_disk.is_some().then(|| self.part_scene(Part::QuorumDisk)),
            quorum: self.quorum_scene(cluster),
        };
        self.source_cluster().into_iter().map(of).collect()
    }

    fn witness_scene(&self, cluster: &Cluster) -> Option<WitnessScene> {
        let Some(TieBreaker::Share(host)) = cluster.tie_breaker() else { return None };
        Some(WitnessScene {
            part: self.part_scene(Part::Witness(host)),
            locked_by: cluster.locked_by().map(|node| self.name_of(Part::Node(node))),
            host: self.bench.hubs.iter().all(|hub| hub.node != host).then(|| self.part_scene(Part::Node(host))),
        })
    }

    /// The votes of nodes in other clusters than that of the Mailbox server.
    pub(super) fn standby_votes(&self) -> Vec<VoteScene> {
        let source = self.source_cluster().map(|cluster| cluster.id);
        let others = self.bench.clusters.iter().filter(|cluster| Some(cluster.id) != source);
        others.flat_map(|cluster| self.node_votes(cluster)).collect()
    }

    fn node_votes(&self, cluster: &Cluster) -> Vec<VoteScene> {
        let voters = cluster.members.iter().filter(|_| cluster.model.node_votes() > 0);
        let vote = |node: NodeId| VoteScene {
            id: self.name_of(Part::Node(node)),
            counts: !self.bench.view_of(node).is_empty(),
            is_witness: false,
        };
        voters.map(|member| vote(member.node)).collect()
    }

    fn quorum_scene(&self, cluster: &Cluster) -> QuorumScene {
        let is_held = cluster.has_quorum();
        let mut votes = self.node_votes(cluster);
        votes.extend(cluster.tie_breaker().map(|breaker| VoteScene {
            id: self.name_of(breaker.part()),
            counts: is_held && cluster.has_lock(cluster.joined()),
            is_witness: true,
        }));
        // With one vote to spare no single loss is fatal; with none, every vote that counts is.
        let counted = self.votes_that_count(cluster);
        let is_on_the_edge = is_held && counted == cluster.needed();
        let fatal = votes.iter().filter(|vote| is_on_the_edge && vote.counts).map(|vote| vote.id.clone());
        QuorumScene {
            model: match (cluster.model, self.bench.config.windows) {
                (QuorumModel::SharedDisk, Windows::V2003) => words::scene_quorum_shared_disk(),
                (QuorumModel::SharedDisk, Windows::V2008) => words::scene_quorum_disk_only(),
                (QuorumModel::Nodes, Windows::V2003) => words::scene_quorum_node_set(),
                (QuorumModel::Nodes, Windows::V2008) => words::scene_quorum_node_majority(),
                (QuorumModel::NodesAndShare, Windows::V2003) => words::scene_quorum_mns(),
                (QuorumModel::NodesAndShare, Windows::V2008) => words::scene_quorum_2008(),
                (QuorumModel::NodesAndDisk, _) => words::scene_quorum_node_and_disk(),
            }
            .to_owned(),
            fatal_next: fatal.collect(),
            votes,
            counted,
            needed: cluster.needed(),
            is_held,
        }
    }

    /// The networks that a shown server is on.
    pub(super) fn network_scenes(&self) -> Vec<NetworkScene> {
        let nodes = self.shown_nodes();
        let is_used = |network: &NetworkId| {
            nodes.iter().any(|node| self.bench.parts.server(*node).role.networks().contains(network))
        };
        NetworkId::ALL.into_iter().filter(is_used).map(|network| self.network_scene(network, &nodes)).collect()
    }

    fn network_scene(&self, network: NetworkId, nodes: &[NodeId]) -> NetworkScene {
        let parts = &self.bench.parts;
        let source = |node: NodeId| !self.is_target(node);
        let pairs: Vec<(NodeId, NodeId)> = nodes
            .iter()
            .enumerate()
            .flat_map(|(at, a)| nodes[at + 1..].iter().map(move |b| (*a, *b)))
            .filter(|(a, b)| source(*a) && parts.has_link(*a, *b, network))
            .collect();
        let heartbeats = self.source_cluster().map(|cluster| {
            let members = pairs.iter().filter(|(a, b)| source(*a) && source(*b));
            let heard: Vec<_> = members.map(|(a, b)| cluster.heartbeats(parts, *a, *b, network)).collect();
            let limit = self.bench.config.windows.node_misses();
            HeartbeatsScene {
                pass: heard.iter().any(|beats| beats.is_heard),
                missed: heard.iter().map(|beats| beats.missed.min(limit)).max().unwrap_or(0),
                missed_max: limit,
            }
        });
        let ships = self.bench.group(SHOWN).passives().any(|place| {
            let (active, copy) = (self.bench.group(SHOWN).active_copy(), self.bench.group(SHOWN).copy(place));
            copy.node != active.node
        });
        let link = |(a, b): &(NodeId, NodeId)| LinkScene {
            between: [*a, *b].map(|node| self.name_of(Part::Node(node))),
            is_cut: parts.cuts.contains_key(&super::cluster::parts::ordered(*a, *b, network)),
        };
        NetworkScene {
            part: self.part_scene(Part::Network(network)),
            carries: match (network, ships, heartbeats.is_some()) {
                (NetworkId::Private, ..) => words::scene_carries_private(),
                (NetworkId::Public, true, true) => words::scene_carries_public(),
                (NetworkId::Public, true, false) => words::scene_carries_logs(),
                (NetworkId::Public, false, true) => words::scene_carries_heartbeats(),
                (NetworkId::Public, false, false) => words::scene_carries_mail(),
            }
            .to_owned(),
            heartbeats,
            links: pairs.iter().map(link).collect(),
        }
    }
}

fn activation_words(activation: &Activation) -> (String, Mood) {
    let (words, mood) = match activation {
        Activation::Fetching { .. } => (words::scene_database_fetching(), Mood::Busy),
        Activation::Waiting { .. } => (words::scene_database_waiting(), Mood::Warning),
        Activation::Recovering { .. } => (words::scene_database_recovering(), Mood::Busy),
        Activation::Mounting { .. } => (words::scene_database_mounting(), Mood::Busy),
    };
    (words.to_owned(), mood)
}

fn database_words(copy: &Copy, now: SimTime) -> (String, Mood) {
    if let Some(seeding) = copy.seeding {
        return (words::scene_database_seeding(seeding.percent(now)), Mood::Busy);
    }
    let (words, mood) = match copy.database {
        DatabaseState::Mounted => (words::scene_database_mounted(), Mood::Active),
        DatabaseState::Dismounting => (words::scene_database_dismounting(), Mood::Busy),
        DatabaseState::Clean => (words::scene_database_clean(), Mood::Idle),
        DatabaseState::Dirty { .. } => (words::scene_database_dirty(), Mood::Bad),
        DatabaseState::Replica if copy.replayed.0 == 0 => (words::scene_database_empty_replica(), Mood::Idle),
        DatabaseState::Replica => return (words::scene_database_replica(copy.replayed), Mood::Idle),
        DatabaseState::Absent => (words::scene_database_absent(), Mood::Bad),
    };
    (words.to_owned(), mood)
}
