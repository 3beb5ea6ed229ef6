//! The read-only view: what cmdlets, reports and the scene may know of the world.
//!
//! Rows of plain values with names as text, so that nobody outside the model walks its parts.

use super::bench::Bench;
use super::cluster::{Cluster, Condition, NodeState, ProcessState, TieBreaker};
use super::event::Event;
use super::exchange::{
    Activation, CopyRole, CopyStatus, DatabaseState, EditCounts, EditKind, Exposure, LostLogs, Outage, ServerKind,
    ServerState, Step, StorageGroup,
};
use super::ids::{CopyId, How, MailboxServerId, NodeId, NodeSet, Part, Process, StorageGroupId, Volume};
use super::params::{Clients, Config, MountDial};
use super::rule::Rule;
use super::units::{LogCount, LogGeneration};
use crate::engine::{EntryNumber, Journal, SimTime};

/// The world at one moment, with its journal up to then.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The world.
    pub bench: &'a Bench,
    /// What has happened.
    pub journal: &'a Journal<Event, Rule>,
    /// The moment.
    pub now: SimTime,
}

/// A part and its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentView {
    /// The part.
    pub part: Part,
    /// Its name.
    pub id: String,
    /// `node`, `process`, `volume`, `connection`, `network` or `witness`.
    pub kind: &'static str,
    /// One state word.
    pub state: &'static str,
    /// Why it is so, in words; empty if nothing is wrong.
    pub why: &'static str,
    /// Since when.
    pub since: SimTime,
    /// The entry that made it so.
    pub because: EntryNumber,
}

/// The votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumView {
    /// As [`super::cluster::QuorumModel::word`] has it.
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

/// A database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseView {
    /// Its storage group.
    pub group: StorageGroupId,
    /// `EXCHCMS\First Storage Group\Mailbox Database`.
    pub id: String,
    /// Its name alone.
    pub name: String,
    /// Its storage group's name.
    pub storage_group: String,
    /// Its Mailbox server's name.
    pub server: &'static str,
    /// `Mounted`, `Mounting`, `Dismounting`, `Dismounted` or `Waiting`.
    pub state: &'static str,
    /// Whether it is mounted.
    pub is_mounted: bool,
    /// Node that has it mounted or is to mount it.
    pub on: Option<String>,
    /// What its mounts have cost since the start.
    pub lost: LostLogs,
}

/// A passive copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyView {
    /// Its storage group.
    pub group: StorageGroupId,
    /// The copy.
    pub copy: CopyId,
    /// `LCR`, `CCR` or `SCR`.
    pub mode: &'static str,
    /// `EXCHCMS\First Storage Group`.
    pub storage_group: String,
    /// The storage group's name alone.
    pub storage_group_name: String,
    /// The server of the passive copy.
    pub on: String,
    /// `SummaryCopyStatus` in the words of SP1.
    pub status: CopyStatus,
    /// Comment of the suspension; none if the copy is not suspended.
    pub suspend_comment: Option<String>,
    /// Why it failed, as a stable word.
    pub failure: Option<&'static str>,
    /// Logs generated but not inspected here.
    pub copy_queue_length: LogCount,
    /// Logs inspected but not replayed here.
    pub replay_queue_length: LogCount,
    /// Newest closed log of the stream.
    pub last_log_generated: LogGeneration,
    /// Newest log heard of.
    pub last_log_copy_notified: LogGeneration,
    /// Newest log copied.
    pub last_log_copied: LogGeneration,
    /// Newest log inspected.
    pub last_log_inspected: LogGeneration,
    /// Newest log replayed.
    pub last_log_replayed: LogGeneration,
    /// When the newest log of the stream was closed.
    pub latest_available_log_time: Option<SimTime>,
    /// When the newest inspected log was closed.
    pub last_inspected_log_time: Option<SimTime>,
    /// Hubs that were asked to send again and have not.
    pub outstanding_dumpster_requests: Vec<String>,
    /// Those of them that cannot be reached.
    pub dumpster_servers_not_available: Vec<String>,
}

/// The account of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailView {
    /// Accepted by a hub.
    pub accepted: u64,
    /// In the mailboxes.
    pub present: u64,
    /// Waiting at a hub.
    pub queued: u64,
    /// Lost.
    pub lost: u64,
    /// Sent again from a dumpster.
    pub redelivered: u64,
    /// Of these, dropped as duplicates.
    pub duplicates_dropped: u64,
    /// Not accepted by any hub; with their senders.
    pub kept_by_senders: u64,
    /// Other changes made.
    pub edits: u64,
    /// Of these, with clients in cached mode until the server is back.
    pub edits_in_outboxes: u64,
    /// Other changes lost.
    pub edits_lost: u64,
    /// The same by their kinds.
    pub edits_lost_by_kind: EditCounts,
    /// Those of them that are items which a client in cached mode still has in its cache. Source: \[TIPS\].
    pub edits_in_caches: u64,
}

impl<'a> View<'a> {
    /// How the bench was set up.
    pub fn config(&self) -> &'a Config {
        &self.bench.config
    }

    /// The name of a part.
    pub fn name_of(&self, part: Part) -> String {
        self.bench.parts.name_of(part)
    }

    /// The part with this name, in any letter case.
    pub fn part_named(&self, name: &str) -> Option<Part> {
        self.bench.parts.part_named(name)
    }

    /// All parts and their states.
    pub fn components(&self) -> Vec<ComponentView> {
        self.bench.parts.all().into_iter().map(|part| self.component(part)).collect()
    }

    /// One part and its state.
    pub fn component(&self, part: Part) -> ComponentView {
        let parts = &self.bench.parts;
        let (state, why, since, because) = match part {
            Part::Node(node) => {
                let it = parts.server(node).node;
                let (state, why) = match it.state {
                    NodeState::Up => ("up", ""),
                    NodeState::Starting => ("starting", ""),
                    NodeState::ShuttingDown => ("stopping", "shut down"),
                    NodeState::Down(how) => ("down", fault_words(how)),
                    NodeState::Hung => ("hung", "hang"),
                };
                (state, why, it.since, it.because)
            }
            Part::Process(node, process) => {
                let it = parts.server(node).process(process);
                let (state, why) = self.process_words(node, process, it.state);
                (state, why, it.since, it.because)
            }
            Part::Volume(..)
            | Part::QuorumDisk
            | Part::Connection(..)
            | Part::Network(_)
            | Part::Witness(_)
            | Part::Site(_) => {
                let it = parts.condition(part).copied().unwrap_or(super::cluster::Stamped::from_start(Condition::Well));
                let (state, why) = match it.state {
                    Condition::Well => match part {
                        Part::Volume(disks, volume) if self.bench.damage_on(disks, volume).is_some() => match volume {
                            Volume::LogDisk => ("damaged", "a log is damaged"),
                            Volume::DatabaseDisk => ("damaged", "a page is damaged"),
                        },
                        _ => ("up", ""),
                    },
                    Condition::Failed => ("down", "failed"),
                    Condition::Full => ("full", "no space left"),
                    Condition::Damaging => ("damaging", "it damages files"),
                };
                (state, why, it.since, it.because)
            }
        };
        ComponentView { part, id: parts.name_of(part), kind: part.kind(), state, why, since, because }
    }

    fn process_words(
        &self,
        node: super::ids::NodeId,
        process: Process,
        state: ProcessState,
    ) -> (&'static str, &'static str) {
        let is_up = self.bench.parts.server(node).answers();
        match state {
            ProcessState::Running if process == Process::Cluster && self.bench.view_of(node).is_empty() => {
                ("stopped", "no quorum")
            }
            ProcessState::Running => ("running", ""),
            ProcessState::Starting => ("starting", ""),
            ProcessState::Offline if is_up && matches!(process, Process::Store | Process::SystemAttendant) => {
                ("standby", "")
            }
            ProcessState::Offline => ("down", "server is down"),
            ProcessState::Down(How::Hang) => ("hung", "hang"),
            ProcessState::Down(how) => ("down", fault_words(how)),
        }
    }

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
            witness_locked_by: cluster.locked_by.filter(|_| !has_disk).map(name),
            disk_reserved_by: cluster.locked_by.filter(|_| has_disk).map(name),
            is_forced: cluster.forced.is_some(),
            paused: cluster.paused.iter().map(name).collect(),
            members: cluster.joined().iter().map(name).collect(),
        })
    }

    /// With quorum, the votes of the members; without, those of the largest side that could ask.
    pub(super) fn votes_that_count(&self, cluster: &Cluster) -> u32 {
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
                let on_its_way = groups().any(
                    |group| matches!(group.activation, Some(ref step) if !matches!(step, Activation::Waiting { .. })),
                );
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
            if self.bench.parts.network_obstacle(owner, super::ids::NetworkId::Public).is_some() {
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

    /// The databases.
    pub fn databases(&self) -> Vec<DatabaseView> {
        let of = |group: StorageGroupId| {
            let storage = self.bench.group(group);
            let state = match (&storage.activation, storage.active_copy().database) {
                (Some(Activation::Waiting { .. }), _) => "Waiting",
                (Some(_), _) => "Mounting",
                (None, DatabaseState::Mounted) => "Mounted",
                (None, DatabaseState::Dismounting) => "Dismounting",
                (None, _) => "Dismounted",
            };
            let on = match storage.activation {
                Some(_) => self.bench.server_of(group).owner,
                None => storage.mounted_on_node(),
            };
            DatabaseView {
                group,
                id: format!("{}\\{}", self.bench.group_name(group), storage.database),
                name: storage.database.clone(),
                storage_group: storage.name.clone(),
                server: self.bench.server_of(group).name,
                state,
                is_mounted: storage.is_mounted(),
                on: on.map(|node| self.name_of(Part::Node(node))),
                lost: storage.lost_ever,
            }
        };
        self.bench.group_ids().filter(|group| self.bench.group(*group).has_database()).map(of).collect()
    }

    /// The passive copies.
    pub fn copies(&self) -> Vec<CopyView> {
        self.bench.passive_copies().into_iter().map(|id| self.copy(id)).collect()
    }

    /// A copy, whatever it is kept for.
    pub fn copy(&self, id: CopyId) -> CopyView {
        let (group, storage, copy) = (id.group, self.bench.group(id.group), self.bench.copy(id));
        let place = id.place as usize;
        let names = |hubs: Vec<NodeId>| hubs.into_iter().map(|hub| self.name_of(Part::Node(hub))).collect();
        let outstanding = self.bench.hubs.iter().filter(|hub| hub.desk(group).outstanding.is_some());
        let outstanding: Vec<NodeId> = outstanding.map(|hub| hub.node).collect();
        let out_of_reach = |hub: &NodeId| self.bench.dumpster_obstacle(*hub, group).is_some();
        let not_available: Vec<NodeId> = outstanding.iter().copied().filter(out_of_reach).collect();
        CopyView {
            group,
            copy: id,
            mode: match (copy.role, self.bench.server_of(group).kind) {
                (CopyRole::Standby { .. }, _) => "SCR",
                (_, ServerKind::StandAlone) => "LCR",
                (_, ServerKind::NonShared(_) | ServerKind::Shared(_)) => "CCR",
            },
            storage_group: self.bench.group_name(group),
            storage_group_name: storage.name.clone(),
            on: self.name_of(Part::Node(copy.node)),
            status: storage.copy_status(place, &self.bench.parts),
            suspend_comment: copy.suspended.clone(),
            failure: copy.failed.map(|(failure, _)| failure.word()),
            copy_queue_length: storage.copy_queue_length(place),
            replay_queue_length: copy.replay_queue_length(),
            last_log_generated: storage.last_generated,
            last_log_copy_notified: copy.notified,
            last_log_copied: copy.copied,
            last_log_inspected: copy.inspected,
            last_log_replayed: copy.replayed,
            latest_available_log_time: time_of(storage.last_generated, storage.last_generated_at),
            last_inspected_log_time: time_of(copy.inspected, copy.inspected_log_time),
            outstanding_dumpster_requests: names(outstanding),
            dumpster_servers_not_available: names(not_available),
        }
    }

    /// The account of the letters. Always `accepted = present + queued + lost`.
    pub fn mail(&self) -> MailView {
        let mail = &self.bench.mail;
        MailView {
            accepted: mail.accepted,
            present: mail.present,
            queued: self.bench.queued(),
            lost: mail.lost.len() as u64,
            redelivered: mail.redelivered,
            duplicates_dropped: mail.duplicates_dropped,
            kept_by_senders: mail.kept_by_senders,
            edits: mail.edits,
            edits_in_outboxes: self.bench.outboxes.edits.len() as u64,
            edits_lost: mail.edits_lost.total(),
            edits_lost_by_kind: mail.edits_lost,
            edits_in_caches: match self.bench.config.clients {
                Clients::Online => 0,
                Clients::Cached => {
                    let items = EditKind::ALL.into_iter().filter(|kind| kind.is_item());
                    items.map(|kind| mail.edits_lost.of(kind)).sum()
                }
            },
        }
    }

    /// Times in which people could not work.
    pub fn outages(&self) -> &'a [Outage] {
        &self.bench.service.outages
    }

    /// What would be lost if the active copy died now.
    pub fn exposure(&self) -> Exposure {
        self.bench.exposure(StorageGroupId(0))
    }
}

/// A fault in two words, for people and reports.
pub const fn fault_words(how: How) -> &'static str {
    match how {
        How::PowerCut => "power cut",
        How::Crash => "crash",
        How::Hang => "hang",
        How::Shutdown => "shut down",
        How::Fail => "failed",
        How::Full => "no space left",
        How::Slow => "slow",
        How::Corrupt => "it damages files",
    }
}

fn time_of(generation: LogGeneration, at: SimTime) -> Option<SimTime> {
    (generation > LogGeneration::NONE).then_some(at)
}
