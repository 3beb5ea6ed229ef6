//! The health of replication as one list of checks: what `Test-ReplicationHealth` asks, in its order.
//!
//! Names of checks: \[ENOW\] for the first six, the others recalled. The product's limits for the two queues are not
//! published; ours are below.

use super::cluster::{Cluster, TieBreaker};
use super::exchange::{Activation, CopyRole, CopyStatus, ServerState};
use super::ids::{CopyId, NetworkId, Part, Process};
use super::params::{HEALTH_QUEUE_LOGS, Mode};
use super::units::LogCount;
use super::view::View;

/// One check and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthCheck {
    /// Its name.
    pub name: &'static str,
    /// What did not pass: servers, connections, storage groups; nothing if all did.
    pub error: Option<String>,
    /// Whether what is wrong may pass by itself.
    pub is_warning: bool,
}

impl View<'_> {
    /// All checks that there are for this arrangement.
    pub fn replication_health(&self) -> Vec<HealthCheck> {
        let mut checks = match self.bench.main_cluster() {
            Some(cluster) => self.cluster_checks(cluster),
            None => Vec::new(),
        };
        checks.push(failed("ReplayService", self.stopped_services()));
        if self.bench.main_cluster().is_some() {
            checks.push(failed("DBMountedFailover", self.waiting_databases()));
        }
        let copies = self.bench.passive_copies();
        let with = |is_it: fn(&Self, &CopyId) -> bool| {
            let names = copies.iter().filter(|id| is_it(self, id)).map(|id| self.bench.group_name(id.group));
            names.collect::<Vec<String>>()
        };
        checks.push(failed("SGCopySuspended", with(|view, id| view.bench.copy(*id).suspended.is_some())));
        checks.push(failed("SGCopyFailed", with(|view, id| view.status_of(*id) == CopyStatus::Failed)));
        let initializing = with(|view, id| view.status_of(*id) == CopyStatus::Initializing);
        checks.push(HealthCheck { is_warning: true, ..failed("SGInitializing", initializing) });
        let limit = LogCount(HEALTH_QUEUE_LOGS as u32);
        let long = |length: fn(&Self, CopyId) -> LogCount| -> Vec<String> {
            let is_long = |id: &&CopyId| length(self, **id) > limit;
            copies.iter().filter(is_long).map(|id| self.bench.group_name(id.group)).collect()
        };
        let copy_queue = |view: &Self, id: CopyId| view.bench.group(id.group).copy_queue_length(id.place as usize);
        // Of a target, only the logs that it holds back no longer.
        let overdue = |view: &Self, id: CopyId| match view.bench.copy(id).role {
            CopyRole::Standby { .. } => view.bench.copy(id).overdue(view.now),
            CopyRole::Local | CopyRole::Retired => LogCount(0),
        };
        // A target of standby continuous replication holds logs back on purpose.
        let replay_queue = |view: &Self, id: CopyId| match view.bench.copy(id).role {
            CopyRole::Local | CopyRole::Retired => view.bench.copy(id).replay_queue_length(),
            CopyRole::Standby { .. } => LogCount(0),
        };
        checks.push(failed("SGCopyQueueLength", long(copy_queue)));
        checks.push(failed("SGReplayQueueLength", long(replay_queue)));
        if self.bench.config.mode == Mode::Scr {
            checks.push(failed("SGStandbyReplayLag", long(overdue)));
        }
        checks
    }

    fn cluster_checks(&self, cluster: &Cluster) -> Vec<HealthCheck> {
        let (bench, parts) = (self.bench, &self.bench.parts);
        let nodes: Vec<_> = cluster.members.iter().map(|member| member.node).collect();
        let owner = bench.main_server().owner;
        let name = |node| self.name_of(Part::Node(node));
        let away = nodes.iter().filter(|node| Some(**node) != owner && bench.view_of(**node).is_empty());
        let wires = nodes.iter().flat_map(|node| NetworkId::ALL.map(|network| (*node, network)));
        let cut = |(node, network): &(_, NetworkId)| {
            nodes.iter().any(|other| other != node && parts.link_obstacle(*node, *other, *network).is_some())
        };
        let silent = wires.filter(cut).map(|(node, network)| self.name_of(Part::Connection(node, network)));
        // Whoever is no member has its own row; those that are have to reach the share.
        let is_out_of_reach = |breaker: &TieBreaker| {
            let mut members = nodes.iter().filter(|node| !bench.view_of(**node).is_empty());
            members.any(|node| breaker.obstacle(parts, *node).is_some())
        };
        let share = cluster.tie_breaker().filter(|breaker| matches!(breaker, TieBreaker::Share(_)));
        let file_share = share.map(|share| {
            let lost = Some(share).filter(is_out_of_reach).map(|share| self.name_of(share.part()));
            failed("FileShareQuorum", lost.into_iter().collect())
        });
        let is_online = bench.main_server().state == ServerState::Online;
        let cms = bench.main_server().name;
        let mut checks = vec![
            failed("PassiveNodeUp", away.map(|node| name(*node)).collect()),
            failed("ClusterNetwork", silent.collect()),
            failed("QuorumGroup", (!cluster.has_quorum()).then(|| cms.to_owned()).into_iter().collect()),
        ];
        checks.extend(file_share);
        checks.extend([
            failed("CmsGroup", (!is_online).then(|| cms.to_owned()).into_iter().collect()),
            failed("NodePaused", cluster.paused.iter().map(name).collect()),
            // No name is lost in the lab.
            failed("DnsRegistrationStatus", Vec::new()),
        ]);
        checks
    }

    fn status_of(&self, id: CopyId) -> CopyStatus {
        self.bench.copy_status(id)
    }

    /// Servers of copies on which the replication service does not run.
    fn stopped_services(&self) -> Vec<String> {
        let mut nodes: Vec<_> = self.bench.passive_copies().iter().map(|id| self.bench.copy(*id).node).collect();
        nodes.extend(self.bench.main_server().owner);
        nodes.sort_unstable();
        nodes.dedup();
        let stopped = nodes.into_iter().filter(|node| !self.bench.parts.runs(*node, Process::Replication));
        stopped.map(|node| self.name_of(Part::Node(node))).collect()
    }

    /// Databases that a failover has left dismounted.
    fn waiting_databases(&self) -> Vec<String> {
        let waits =
            |group: &&super::exchange::StorageGroup| matches!(group.activation, Some(Activation::Waiting { .. }));
        self.bench.groups.iter().filter(waits).map(|group| group.database.clone()).collect()
    }
}

/// A check that fails if anything is found.
fn failed(name: &'static str, found: Vec<String>) -> HealthCheck {
    let error = (!found.is_empty()).then(|| super::caption::listed(found));
    HealthCheck { name, error, is_warning: false }
}
