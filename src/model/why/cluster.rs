//! What the rules of the cluster need: a side that may go on, and a node that may have the server.

use super::{Precondition, needs};
use crate::model::cluster::{Cluster, NodeState, TieBreaker};
use crate::model::exchange::{CopyStatus, ServerState};
use crate::model::ids::{Process, StorageGroupId};
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
            needs(
                words::needs_server_online(bench.main_server().name),
                bench.main_server().state == ServerState::Online,
            ),
            needs(words::needs_other_member(self.node_name(target)), !bench.view_of(target).is_empty()),
            self.on_public(target),
            needs(words::needs_mounted(&storage.database), storage.is_mounted()),
        ];
        if let Some(place) = storage.partner() {
            let status = storage.copy_status(place, &bench.parts);
            let is_healthy = matches!(status, CopyStatus::Healthy | CopyStatus::Initializing);
            all.push(needs(words::needs_target_healthy(self.node_name(storage.copy(place).node)), is_healthy));
        }
        all
    }
}
