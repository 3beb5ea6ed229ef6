//! Rows of the cluster: votes, and the clustered mailbox server.

use super::View;
use crate::model::cluster::{Cluster, TieBreaker};
use crate::model::exchange::{Activation, ServerState, Step, StorageGroup};
use crate::model::ids::{MailboxServerId, NetworkId, NodeSet, Part, Process};
use crate::model::params::MountDial;

/// The votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumView {
    /// As [`crate::model::cluster::QuorumModel::word`] has it.
    pub model: &'static str,
    /// Votes that count.
    pub votes: u32,
    /// All votes.
    pub of: u32,
    /// Votes that make a majority.
    pub needed: u32,
    /// Whether the cluster has quorum.
    pub is_held: bool,
    /// Node that owns the quorum.
    pub owner: Option<String>,
    /// Node that holds the witness lock.
    pub witness_locked_by: Option<String>,
    /// Node that holds the reservation of the quorum disk.
    pub disk_reserved_by: Option<String>,
    /// Whether quorum is forced.
    pub is_forced: bool,
    /// Names of the nodes that are paused.
    pub paused: Vec<String>,
    /// Names of the members.
    pub members: Vec<String>,
}

/// The clustered mailbox server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerView {
    /// Its name.
    pub id: &'static str,
    /// `Online`, `Partially Online`, `Online Pending`, `Offline`, `Offline Pending` or `Failed`. Source: \[GCMS\].
    pub state: &'static str,
    /// Node that runs it; none while it is offline or failed.
    pub active_node: Option<String>,
    /// Nodes that could run it, the active one first marked `<Active, Quorum Owner>` where it applies.
    pub operational_machines: Vec<String>,
    /// Names of failed resources.
    pub failed_resources: Vec<String>,
    /// Nodes of the cluster.
    pub redundant_machines: Vec<String>,
    /// The mount dial.
    pub dial: MountDial,
    /// Hours until a forced mount; never if none.
    pub forced_mount_after: Option<u32>,
}

impl View<'_> {
    /// The votes of the cluster that the main Mailbox server runs on, if it runs on one.
    pub fn quorum(&self) -> Option<QuorumView> {
        let cluster = self.bench.main_cluster()?;
        let name = |node| self.name_of(Part::Node(node));
        let has_disk = cluster.tie_breaker() == Some(TieBreaker::Disk);
        Some(QuorumView {
            model: cluster.model.word(self.bench.config.windows),
            votes: self.votes_that_count(cluster),
            of: cluster.of(),
            needed: cluster.needed(),
            is_held: cluster.has_quorum(),
            owner: cluster.quorum_owner.map(name),
            witness_locked_by: cluster.locked_by().filter(|_| !has_disk).map(name),
            disk_reserved_by: cluster.locked_by().filter(|_| has_disk).map(name),
            is_forced: cluster.forced.is_some(),
            paused: cluster.paused.iter().map(name).collect(),
            members: cluster.joined().iter().map(name).collect(),
        })
    }

    /// With quorum, the votes of the members; without, those of the largest side that could ask.
    pub(in crate::model) fn votes_that_count(&self, cluster: &Cluster) -> u32 {
        if cluster.has_quorum() {
            return cluster.votes();
        }
        let parts = &self.bench.parts;
        let nodes = cluster.members.iter().map(|member| member.node);
        let seekers: Vec<_> = nodes.filter(|node| parts.runs(*node, Process::Cluster)).collect();
        let breaks_ties = seekers.iter().any(|node| cluster.reaches_tie_breaker(parts, *node));
        u32::from(!seekers.is_empty()) * cluster.model.node_votes() + u32::from(breaks_ties)
    }

    /// The clustered mailbox server.
    pub fn server(&self) -> ServerView {
        let server = self.bench.main_server();
        let name = |node| self.name_of(Part::Node(node));
        let is_hosted = !matches!(server.state, ServerState::Offline | ServerState::Failed);
        let active = server.owner.filter(|_| is_hosted);
        let cluster = self.bench.main_cluster();
        let joined = cluster.map_or(NodeSet::EMPTY, Cluster::joined);
        let machines = joined.iter().map(|node| {
            let marks: Vec<&str> = [
                (active == Some(node)).then_some("Active"),
                (cluster.and_then(|it| it.quorum_owner) == Some(node)).then_some("Quorum Owner"),
            ]
            .into_iter()
            .flatten()
            .collect();
            match marks.is_empty() {
                true => name(node),
                false => format!("{} <{}>", name(node), marks.join(", ")),
            }
        });
        ServerView {
            id: server.name,
            state: self.server_state(),
            active_node: active.map(name),
            operational_machines: machines.collect(),
            failed_resources: self.failed_resources(),
            redundant_machines: cluster.iter().flat_map(|it| &it.members).map(|member| name(member.node)).collect(),
            dial: server.dial,
            forced_mount_after: server.forced_mount_after,
        }
    }

    fn server_state(&self) -> &'static str {
        let is_here = |group: &&StorageGroup| group.server == MailboxServerId(0) && group.has_database();
        let groups = || self.bench.groups.iter().filter(is_here);
        match self.bench.main_server().state {
            ServerState::Offline => "Offline",
            ServerState::Failed => "Failed",
            ServerState::Pending(Step::NetworkName | Step::Store) => "Online Pending",
            ServerState::GoingOffline(_) => "Offline Pending",
            ServerState::Online => {
                let on_its_way = groups().any(|group| group.is_on_its_way());
                let all_mounted = groups().all(|group| group.is_mounted());
                match (all_mounted, on_its_way) {
                    (true, _) => "Online",
                    (false, true) => "Online Pending",
                    (false, false) => "Partially Online",
                }
            }
        }
    }

    fn failed_resources(&self) -> Vec<String> {
        let server = self.bench.main_server();
        let mut failed = Vec::new();
        if let (Some(owner), ServerState::Online) = (server.owner, server.state) {
            if self.bench.parts.network_obstacle(owner, NetworkId::Public).is_some() {
                failed.push(format!("Network Name ({})", server.name));
            }
            for (process, resource) in [
                (Process::SystemAttendant, "Exchange System Attendant Instance"),
                (Process::Store, "Exchange Information Store Instance"),
            ] {
                if !self.bench.parts.runs(owner, process) {
                    failed.push(format!("{resource} ({})", server.name));
                }
            }
            let stuck = self.bench.groups.iter().filter(|group| {
                group.server == MailboxServerId(0)
                    && group.has_database()
                    && !group.is_mounted()
                    && matches!(group.activation, None | Some(Activation::Waiting { .. }))
            });
            failed.extend(stuck.map(|group| format!("{}/{}", group.name, group.database)));
        }
        failed
    }
}
