//! The CCR bench: the world that the engine moves.
//!
//! One step handles one cause and then settles: every rule that holds continuously (a database stays
//! mounted only while its store runs, a queue drains when it can) is asked once, in a fixed order.

use super::cluster::{Cluster, Parts, Server, Stamped};
use super::cluster::{Condition, Verdict};
use super::event::Event;
use super::exchange::{ClusteredMailboxServer, Hub, MailAccount, ServiceRecord, StorageGroup, Workload};
use super::ids::{NodeId, StorageGroupId};
use super::input::Input;
use super::params::Config;
use super::rule::Rule;
use super::work::Work;
use crate::engine::{Cause, EntryNumber, Outbox, RandomStream, SimTime, SortedMap, World};

/// What a step of the bench may write and schedule.
pub type Out<'a> = Outbox<'a, Bench>;

/// Stable numbers of the random streams; never reused.
mod stream {
    pub const LETTERS: u64 = 1;
    pub const EDITS: u64 = 2;
    pub const BY_HAND: u64 = 3;
}

/// The first cluster node, active at the start.
pub const NODE_1: NodeId = NodeId(0);
/// The second cluster node.
pub const NODE_2: NodeId = NodeId(1);
/// The Hub Transport server that also has the witness share.
pub const HUB_1: NodeId = NodeId(2);

/// A CCR cluster with its hub and its people.
#[derive(Clone, Debug)]
pub struct Bench {
    /// How it was set up.
    pub config: Config,
    /// Everything that can break.
    pub parts: Parts,
    /// Membership, votes, witness lock.
    pub cluster: Cluster,
    /// The clustered mailbox server.
    pub server: ClusteredMailboxServer,
    /// Its storage groups.
    pub groups: Vec<StorageGroup>,
    /// Hub Transport servers.
    pub hubs: Vec<Hub>,
    /// The account of all letters.
    pub mail: MailAccount,
    /// The steady load.
    pub workload: Workload,
    /// Whether people can work.
    pub service: ServiceRecord,
    pub(crate) by_hand: RandomStream,
}

impl Bench {
    /// The article's arrangement: two nodes, a hub with the witness, one storage group.
    pub fn new(config: Config) -> Self {
        let servers =
            vec![Server::new("EXCHMAILBOX1", true), Server::new("EXCHMAILBOX2", true), Server::new("HUB1", false)];
        let mut parts = Parts {
            servers,
            networks: [Stamped::from_start(Condition::Well); 2],
            cuts: SortedMap::new(),
            witness_host: HUB_1,
            witness: Stamped::from_start(Condition::Well),
        };
        for process in [super::ids::Process::Store, super::ids::Process::SystemAttendant] {
            *parts.process_mut(NODE_1, process) = Stamped::from_start(super::cluster::ProcessState::Running);
        }
        let start = EntryNumber(0);
        Bench {
            config,
            parts,
            cluster: Cluster::running(&[NODE_1, NODE_2], config.windows),
            server: ClusteredMailboxServer::online_on("EXCHCMS", NODE_1, config.dial),
            groups: vec![StorageGroup::mounted_on([NODE_1, NODE_2])],
            hubs: vec![Hub::new(HUB_1)],
            mail: MailAccount::default(),
            workload: Workload {
                messages_per_hour: config.messages_per_hour(),
                because: start,
                letters: RandomStream::new(config.seed, stream::LETTERS),
                edits: RandomStream::new(config.seed, stream::EDITS),
                next_letter: None,
                next_edit: None,
            },
            service: ServiceRecord { is_up: true, since: SimTime::ZERO, because: start, outages: Vec::new() },
            by_hand: RandomStream::new(config.seed, stream::BY_HAND),
        }
    }

    /// A storage group.
    pub fn group(&self, group: StorageGroupId) -> &StorageGroup {
        &self.groups[group.0 as usize]
    }

    /// A storage group, to change it.
    pub(crate) fn group_mut(&mut self, group: StorageGroupId) -> &mut StorageGroup {
        &mut self.groups[group.0 as usize]
    }

    fn on_work(&mut self, work: Work, out: &mut Out<'_>) {
        match work {
            Work::Heartbeat => self.cluster.beat(&self.parts, out),
            Work::Regroup { node } => self.decide_with(Cluster::regroup, node, out),
            Work::Arbitrate { node } => self.decide_with(Cluster::arbitrate, node, out),
            Work::FormOrJoin { node } => self.decide_with(Cluster::form_or_join, node, out),
            Work::ServerUp { node } => self.on_server_up(node, out),
            Work::ServicesUp { node } => self.on_services_up(node, out),
            Work::ServerDown { node } => self.on_server_down(node, out),
            Work::ResourcePoll { node, resource } => self.on_poll(node, resource, out),
            Work::ProcessRestarted { node, process } => self.on_process_restarted(node, process, out),
            // Whether a node can host the group is asked after every step.
            Work::ResourceRetry => {}
            Work::GroupOffline => self.on_group_offline(out),
            Work::NameOnline => self.on_name_online(out),
            Work::StoreOnline => self.on_store_online(out),
            Work::Letter => self.on_letter(out),
            Work::Edit => self.on_edit(out),
            Work::Drain { hub } => self.on_drain(hub, out),
            Work::LogRoll { group, generation } => self.on_log_roll(group, generation, out),
            Work::Copied { group, generation } => self.on_copied(group, generation, out),
            Work::Inspected { group, generation } => self.on_inspected(group, generation, out),
            Work::Replayed { group, generation } => self.on_replayed(group, generation, out),
            Work::Fetch { group } => self.on_fetch(group, out),
            Work::FetchTimeout { group } => self.on_fetch_timeout(group, out),
            Work::Recover { group } => self.on_recover(group, out),
            Work::Mounted { group } => self.on_mounted(group, out),
            Work::Dismounted { group } => self.on_dismounted(group, out),
            Work::ForcedMount { group } => self.on_forced_mount(group, out),
            Work::Resynchronized { group } => self.on_resynchronized(group, out),
            Work::Seeded { group } => self.on_seeded(group, out),
        }
    }

    fn decide_with(
        &mut self,
        decision: fn(&mut Cluster, NodeId, &Parts, &mut Out<'_>) -> Verdict,
        node: NodeId,
        out: &mut Out<'_>,
    ) {
        let verdict = decision(&mut self.cluster, node, &self.parts, out);
        self.on_verdict(verdict, out);
    }

    /// Asks every rule that holds continuously, in the order of what depends on what.
    fn settle(&mut self, out: &mut Out<'_>) {
        const RULES: [fn(&mut Bench, &mut Out<'_>); 14] = [
            |bench, out| bench.cluster.drop_the_dead(&bench.parts, out),
            |bench, out| bench.cluster.listen(&bench.parts, out),
            Bench::watch_owner,
            Bench::watch_databases,
            Bench::watch_activations,
            Bench::watch_resources,
            Bench::retry_failed,
            Bench::watch_waiting,
            Bench::watch_seeding,
            Bench::watch_divergence,
            Bench::run_pipelines,
            Bench::record_service,
            Bench::send_again,
            Bench::wake_queues,
        ];
        let causes = out.causes();
        for rule in RULES {
            // What one rule finds is no cause of what the next one finds.
            out.because(causes);
            rule(self, out);
        }
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
                    let given = out.emit_uncaused(Event::CommandGiven { input: input.clone() });
                    out.because(given);
                    self.apply(input, out);
                }
            }
            Cause::Work(work) => self.on_work(work, out),
        }
        self.settle(out);
    }
}
