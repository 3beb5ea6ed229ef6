//! The world of the Exchange benches: what the engine moves.
//!
//! One step handles one cause and then settles: see `src/model/settle.rs`.

use super::cluster::{Cluster, Parts, Verdict};
use super::event::Event;
use super::exchange::{
    Copy, DiskSpace, DumpsterLimits, Hub, MailAccount, MailboxServer, Outboxes, Rebuild, ReplicationNetworks,
    ServiceRecord, StorageGroup, Workload,
};
use super::ids::{ClusterId, CopyId, MailboxServerId, NodeId, NodeSet, StorageGroupId};
use super::input::Input;
use super::params::Config;
use super::rule::Rule;
use super::settle::Calm;
use super::units::LogCount;
use super::work::Work;
use crate::engine::{Cause, Outbox, RandomStream, World};
use std::sync::Arc;

/// What a step of the bench may write and schedule.
pub type Out<'a> = Outbox<'a, Bench>;

/// Servers, clusters, storage groups, hubs and people: one of the four modes, arranged from the same parts.
#[derive(Clone, Debug)]
pub struct Bench {
    /// How it was set up.
    pub config: Config,
    /// Everything that can break.
    pub parts: Parts,
    /// Failover clusters: membership, votes, witness locks.
    pub clusters: Vec<Cluster>,
    /// Mailbox servers, the one that the bench is about first.
    pub servers: Vec<MailboxServer>,
    /// Their storage groups.
    pub groups: Vec<StorageGroup>,
    /// Hub Transport servers.
    pub hubs: Vec<Hub>,
    /// The limits of every transport dumpster of the organisation.
    pub dumpster_limits: DumpsterLimits,
    /// The storage group that has each person's mailbox.
    pub homes: Arc<[StorageGroupId]>,
    /// The homes that the letters in the queues are addressed by.
    pub(crate) addressed_by: Arc<[StorageGroupId]>,
    /// What clients in cached mode hold until the server is back.
    pub outboxes: Outboxes,
    /// Replication host names of the clustered mailbox server.
    pub replication: ReplicationNetworks,
    /// The account of all letters.
    pub mail: MailAccount,
    /// The steady load.
    pub workload: Workload,
    /// Whether people can work.
    pub service: ServiceRecord,
    /// A Mailbox server that is being rebuilt from the directory.
    pub rebuild: Option<Rebuild>,
    /// Clusters from which a clustered mailbox server was taken away and not cleared yet.
    pub(crate) uncleared: Vec<ClusterId>,
    /// How large the volumes are.
    pub space: DiskSpace,
    /// Mail is written, shipped and replayed, and nothing else: see [`quiet`](super::quiet).
    pub(crate) is_quiet: bool,
    /// Whether the continuous rules have found all there is: see [`settle`](super::settle).
    pub(super) calm: Calm,
    pub(crate) by_hand: RandomStream,
}

impl Bench {
    /// A storage group.
    pub fn group(&self, group: StorageGroupId) -> &StorageGroup {
        &self.groups[group.0 as usize]
    }

    /// A storage group, to change it.
    pub(crate) fn group_mut(&mut self, group: StorageGroupId) -> &mut StorageGroup {
        &mut self.groups[group.0 as usize]
    }

    /// All storage groups of the directory.
    pub fn group_ids(&self) -> impl Iterator<Item = StorageGroupId> + use<> {
        let there = self.groups.iter().filter(|group| !group.is_removed).map(|group| group.id);
        there.collect::<Vec<_>>().into_iter()
    }

    /// A copy of a storage group.
    pub fn copy(&self, id: CopyId) -> &Copy {
        self.group(id.group).copy(id.place as usize)
    }

    /// A copy of a storage group, to change it.
    pub(crate) fn copy_mut(&mut self, id: CopyId) -> &mut Copy {
        self.group_mut(id.group).copy_mut(id.place as usize)
    }

    /// Places of all storage groups, those that were taken out of the directory too: what is left of one are files, in which
    /// no continuous rule finds anything.
    pub(crate) fn group_places(&self) -> impl Iterator<Item = StorageGroupId> + use<> {
        (0..self.groups.len() as u8).map(StorageGroupId)
    }

    /// Every copy that logs are shipped to.
    pub fn passive_copies(&self) -> Vec<CopyId> {
        let groups = self.groups.iter().filter(|group| group.has_database());
        groups.flat_map(|group| group.passive_places().map(|place| group.copy_id(place))).collect()
    }

    /// The copy that a command means: the one on the named target of standby continuous replication, or else
    /// the passive copy of LCR or CCR.
    pub fn copy_for(&self, group: StorageGroupId, standby: Option<NodeId>) -> Option<CopyId> {
        let storage = self.group(group);
        let place = match standby {
            Some(node) => storage.standby_on(node),
            None => storage.partner(),
        };
        place.map(|place| storage.copy_id(place))
    }

    /// A Mailbox server.
    pub fn mailbox_server(&self, server: MailboxServerId) -> &MailboxServer {
        &self.servers[server.0 as usize]
    }

    /// A Mailbox server, to change it.
    pub(crate) fn mailbox_server_mut(&mut self, server: MailboxServerId) -> &mut MailboxServer {
        &mut self.servers[server.0 as usize]
    }

    /// All Mailbox servers.
    pub fn server_ids(&self) -> impl Iterator<Item = MailboxServerId> + use<> {
        (0..self.servers.len() as u8).map(MailboxServerId)
    }

    /// The Mailbox server that a storage group belongs to.
    pub fn server_of(&self, group: StorageGroupId) -> &MailboxServer {
        self.mailbox_server(self.group(group).server)
    }

    /// The Mailbox server that a storage group belongs to, to change it.
    pub(crate) fn server_of_mut(&mut self, group: StorageGroupId) -> &mut MailboxServer {
        self.mailbox_server_mut(self.group(group).server)
    }

    /// The Mailbox server that the bench is about.
    pub fn main_server(&self) -> &MailboxServer {
        self.mailbox_server(MailboxServerId(0))
    }

    /// The cluster that it runs on.
    pub fn main_cluster(&self) -> Option<&Cluster> {
        self.main_server().kind.cluster().map(|cluster| self.cluster(cluster))
    }

    /// `EXCHCMS\First Storage Group`
    pub fn group_name(&self, group: StorageGroupId) -> String {
        format!("{}\\{}", self.server_of(group).name, self.group(group).name)
    }

    /// A failover cluster.
    pub fn cluster(&self, cluster: ClusterId) -> &Cluster {
        &self.clusters[cluster.0 as usize]
    }

    /// The cluster that a node belongs to.
    pub fn cluster_of(&self, node: NodeId) -> Option<&Cluster> {
        self.clusters.iter().find(|cluster| cluster.member(node).is_some())
    }

    /// The nodes that this node believes to be members of its cluster, itself among them; none if it is no member.
    pub fn view_of(&self, node: NodeId) -> NodeSet {
        self.cluster_of(node).map_or(NodeSet::EMPTY, |cluster| cluster.view_of(node))
    }

    /// Counts one more change of the configuration of the cluster that a node is a member of.
    pub(crate) fn note_configuration(&mut self, node: NodeId) {
        let view = self.view_of(node);
        if let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(node).is_some()) {
            cluster.note_configuration(view, &self.parts);
        }
    }

    /// Logs for which database writes are deferred. Source: \[LLR\].
    pub(crate) fn llr_depth(&self, group: StorageGroupId) -> LogCount {
        let server = self.server_of(group);
        self.config.llr_depth(server.kind, server.dial)
    }

    /// Apart, because the page loads it with the shell: a quiet bench has only work of [`quiet`](super::quiet).
    #[inline(never)]
    pub(super) fn second_half_on_work(&mut self, work: Work, out: &mut Out<'_>) {
        match work {
            Work::Heartbeat { cluster } => self.clusters[cluster.0 as usize].beat(&self.parts, out),
            Work::LockLapses { cluster } => self.clusters[cluster.0 as usize].lapse(out),
            Work::Regroup { node } => self.decide_with(Cluster::regroup, node, out),
            Work::Arbitrate { node } => self.decide_with(Cluster::arbitrate, node, out),
            Work::FormOrJoin { node } => self.decide_with(Cluster::form_or_join, node, out),
            Work::ServerUp { node } => self.on_server_up(node, out),
            Work::ServicesUp { node } => self.on_services_up(node, out),
            Work::ServerDown { node } => self.on_server_down(node, out),
            Work::ClusterServiceDown { node } => self.on_cluster_service_down(node, out),
            Work::ResourcePoll { server, node, resource } => self.on_poll(server, node, resource, out),
            Work::ProcessRestarted { node, process } => self.on_process_restarted(node, process, out),
            // Whether a node can host the group is asked after every step.
            Work::ResourceRetry { server: _ } => {}
            Work::GroupOffline { server } => self.on_group_offline(server, out),
            Work::NameOnline { server } => self.on_name_online(server, out),
            Work::StoreOnline { server } => self.on_store_online(server, out),
            Work::ClientsReconnect => self.on_clients_reconnect(out),
            Work::Drain { hub, group } => self.on_drain(hub, group, out),
            // Whether a hub is asked any longer is decided after every step.
            Work::DumpsterRequestEnds => {}
            Work::Fetch { group } => self.on_fetch(group, out),
            Work::FetchTimeout { group } => self.on_fetch_timeout(group, out),
            Work::Recover { group } => self.on_recover(group, out),
            Work::Mounted { group } => self.on_mounted(group, out),
            Work::Dismounted { group } => self.on_dismounted(group, out),
            Work::ForcedMount { group } => self.on_forced_mount(group, out),
            Work::LookForLogs { copy } => self.on_look_for_logs(copy, out),
            Work::Resynchronized { copy } => self.on_resynchronized(copy, out),
            // Whether a target can have its database is asked after every step.
            Work::StandbyDue { copy: _ } => {}
            Work::FetchForStandby { copy } => self.on_fetch_for_standby(copy, out),
            Work::RecoverFiles { copy } => self.on_recover_files(copy, out),
            Work::DirectoryReplicated { first, count, group } => self.on_directory_replicated(first, count, group, out),
            Work::Rebuilt { server, node } => self.on_rebuilt(server, node, out),
            Work::DiscoverNetworks => self.on_discover_networks(out),
            Work::Seeded { copy } => self.on_seeded(copy, out),
            Work::BackedUp { group } => self.on_backed_up(group, out),
            Work::Restored { group } => self.on_restored(group, out),
            Work::Truncate { group } => self.on_truncate(group, out),
            // What a quiet bench has too is done before it comes here.
            Work::Letter
            | Work::Edit
            | Work::LogRoll { .. }
            | Work::Copied { .. }
            | Work::Inspected { .. }
            | Work::Replayed { .. } => {}
        }
    }

    fn decide_with(
        &mut self,
        decision: fn(&mut Cluster, NodeId, &Parts, &mut Out<'_>) -> Verdict,
        node: NodeId,
        out: &mut Out<'_>,
    ) {
        let Some(cluster) = self.clusters.iter_mut().find(|cluster| cluster.member(node).is_some()) else { return };
        let verdict = decision(cluster, node, &self.parts, out);
        let id = cluster.id;
        self.on_verdict(id, verdict, out);
    }
}

impl World for Bench {
    type Input = Input;
    type Work = Work;
    type Event = Event;
    type Rule = Rule;

    fn step(&mut self, cause: Cause<Input, Work>, out: &mut Out<'_>) {
        match cause {
            Cause::Start => {
                let started = out.emit_uncaused(Event::LabStarted {});
                out.because(started);
                self.restart_workload(out);
            }
            Cause::Input(input) => {
                // The session asks first; an input that no longer applies changes nothing.
                if self.refusal(&input).is_none() {
                    self.is_quiet = false;
                    self.stir();
                    let given = out.emit_uncaused(Event::CommandGiven { input: input.clone() });
                    out.because(given);
                    self.apply(input, out);
                }
            }
            Cause::Work(work) => {
                if !work.moves_mail_only() {
                    self.stir();
                }
                self.on_work(work, out);
            }
        }
        self.settle(out);
    }
}
