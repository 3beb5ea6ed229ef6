//! What the rules of the cluster need: a side that may go on, and a node that may have the server.

use super::{Precondition, needs};
use crate::engine::SimSpan;
use crate::model::cluster::{Cluster, NodeState, TieBreaker};
use crate::model::exchange::CopyStatus;
use crate::model::ids::{NetworkId, NodeId, NodeSet, Process, StorageGroupId};
use crate::model::params::GROUP_FAILOVER_PERIOD_MS;
use crate::model::view::View;
use crate::words;

impl View<'_> {
    pub(super) fn needs_of_failover(&self) -> Vec<Precondition> {
        let bench = self.bench;
        let other = self.other_node();
        let owner = bench.main_server().owner.unwrap_or(other);
        let owner_fits = bench.parts.server(owner).node.state == NodeState::Up && bench.can_host(owner);
        vec![
            needs(words::needs_owner_lost(self.node_name(owner), bench.main_server().name), !owner_fits),
            needs(words::needs_other_member(self.node_name(other)), !bench.view_of(other).is_empty()),
            self.on_public(other),
            self.not_paused(other),
            self.quorate(),
        ]
    }

    pub(super) fn needs_of_quorum(&self) -> Vec<Precondition> {
        let members = self.bench.parts.cluster_nodes().map(|node| {
            let is_up = self.bench.parts.runs(node, Process::Cluster);
            needs(words::needs_other_member(self.node_name(node)), is_up)
        });
        let mut all: Vec<Precondition> = members.collect();
        for member in self.bench.main_cluster().iter().flat_map(|cluster| &cluster.members) {
            let breaker = self.bench.main_cluster().and_then(Cluster::tie_breaker);
            let Some(breaker) = breaker else { continue };
            let in_reach = breaker.obstacle(&self.bench.parts, member.node).is_none();
            let who = self.node_name(member.node);
            let words = match breaker {
                TieBreaker::Share(_) => words::needs_witness_in_reach(who),
                TieBreaker::Disk => words::needs_quorum_disk_in_reach(who),
            };
            all.push(needs(words, in_reach));
        }
        all.push(self.quorate());
        all
    }

    pub(super) fn needs_of_handoff(&self, group: StorageGroupId) -> Vec<Precondition> {
        let bench = self.bench;
        let storage = bench.group(group);
        let target = self.other_node();
        let mut all = vec![
            self.quorate(),
            self.server_online(),
            needs(words::needs_other_member(self.node_name(target)), !bench.view_of(target).is_empty()),
            self.on_public(target),
            self.not_paused(target),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        if let Some(place) = storage.partner() {
            let status = bench.copy_status(storage.copy_id(place));
            let is_healthy = matches!(status, CopyStatus::Healthy | CopyStatus::Initializing);
            all.push(needs(words::needs_target_healthy(self.node_name(storage.copy(place).node)), is_healthy));
        }
        all
    }

    fn not_paused(&self, node: NodeId) -> Precondition {
        needs(words::needs_not_paused(self.node_name(node)), !self.bench.is_paused(node))
    }

    /// Nodes without quorum form a cluster if they have the votes and none of them missed a change of the configuration.
    pub(super) fn needs_of_forming(&self) -> Vec<Precondition> {
        let Some(cluster) = self.bench.main_cluster() else { return vec![self.clustered()] };
        let members = cluster.members.iter().map(|member| {
            let is_up = self.bench.parts.runs(member.node, Process::Cluster);
            needs(words::needs_cluster_service(self.node_name(member.node)), is_up)
        });
        let mut all: Vec<Precondition> = members.collect();
        let seekers = cluster.members.iter().map(|member| member.node);
        let side: NodeSet = seekers.filter(|node| self.bench.parts.runs(*node, Process::Cluster)).collect();
        all.push(needs(words::needs_newest_configuration().to_owned(), !cluster.knows_less_than_breaker(side)));
        all.push(self.quorate());
        all
    }

    pub(super) fn needs_of_force(&self) -> Vec<Precondition> {
        let Some(cluster) = self.bench.main_cluster() else { return vec![self.clustered()] };
        vec![
            needs(words::needs_no_quorum().to_owned(), !cluster.has_quorum() || cluster.forced.is_some()),
            needs(words::needs_forced().to_owned(), cluster.forced.is_some()),
        ]
    }

    pub(super) fn needs_of_pause(&self) -> Vec<Precondition> {
        let other = self.other_node();
        let paused = needs(words::needs_paused(self.node_name(other)), self.bench.is_paused(other));
        vec![paused, self.quorate()]
    }

    /// A group that failed over too often is left failed.
    pub(super) fn needs_of_threshold(&self) -> Vec<Precondition> {
        let Some(cluster) = self.bench.main_cluster() else { return vec![self.clustered()] };
        let server = self.bench.main_server();
        let limit = self.config().windows.group_failovers(cluster.members.len());
        let period = SimSpan::from_millis(GROUP_FAILOVER_PERIOD_MS);
        let happened = server.failovers.iter().filter(|at| self.now.since(**at) < period).count();
        let text = words::needs_failovers(happened.to_string(), limit.to_string(), period);
        vec![needs(text, happened >= limit)]
    }

    pub(super) fn stopped_by_hand(&self) -> Precondition {
        let server = self.bench.main_server();
        needs(words::needs_stopped_by_hand(server.name), server.is_stopped_by_hand)
    }

    /// The network name fails on a node that is up and off the public network.
    pub(super) fn needs_of_name(&self) -> Vec<Precondition> {
        let server = self.bench.main_server();
        let mut all = vec![self.clustered(), self.server_online()];
        if let Some(owner) = server.owner {
            let is_off = self.bench.parts.network_obstacle(owner, NetworkId::Public).is_some();
            all.push(needs(words::needs_no_public_network(self.node_name(owner)), is_off));
        }
        all
    }
}
