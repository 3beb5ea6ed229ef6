//! The scene: what to draw and say of one moment, as plain data.
//!
//! Made from the view by rules; holds component ids and words, no coordinates and no colours. Two
//! screens that draw the same scene tell the same story, and a test can read it without a screen.

use crate::engine::{EntryNumber, SimSpan, SimTime};

/// Everything there is to see at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The moment.
    pub now: SimTime,
    /// The people whose mailboxes are on the clustered mailbox server.
    pub people: PeopleScene,
    /// Hub Transport servers, in order.
    pub hubs: Vec<HubScene>,
    /// The file share witness.
    pub witness: WitnessScene,
    /// Cluster nodes, in order.
    pub nodes: Vec<NodeScene>,
    /// Networks between the cluster nodes, in order.
    pub networks: Vec<NetworkScene>,
    /// The clustered mailbox server.
    pub cms: CmsScene,
    /// The votes and what they come to.
    pub quorum: QuorumScene,
    /// The log stream of the storage group, oldest first; the newest columns only.
    pub stream: StreamScene,
    /// What would be lost and for how long people would wait, if the active copy died now.
    pub exposure: ExposureScene,
    /// What moves at this moment.
    pub flights: Vec<Flight>,
    /// The latest thing worth a sentence.
    pub caption: Option<CaptionScene>,
}

/// A word of state: how a part is, for words, shapes and colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Does its work.
    Well,
    /// Does its work and is the one in use.
    Active,
    /// Ready and not in use.
    Idle,
    /// On its way from one state to another.
    Busy,
    /// Stopped on purpose, or something is missing.
    Warning,
    /// Does not work.
    Bad,
}

/// A part that can be clicked: a node, a process, a volume, a connection, a network, the witness.
#[derive(Clone, Debug, PartialEq)]
pub struct PartScene {
    /// Component id, as commands and `data-part` have it.
    pub id: String,
    /// Short name for the drawing.
    pub label: String,
    /// One state word for `data-state`, in lower case with hyphens.
    pub state: &'static str,
    /// The state in words for people.
    pub words: String,
    /// How the state is to be shown.
    pub mood: Mood,
    /// Faults that can be given to the part now, as arguments of `-How`; empty if it is broken already.
    pub faults: Vec<&'static str>,
    /// Whether `Start-LabComponent` would change anything.
    pub can_start: bool,
}

/// The people and how they fare.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleScene {
    /// How many there are.
    pub count: u32,
    /// Whether they can work with their mailboxes.
    pub is_served: bool,
    /// Since when it has been so.
    pub since: SimTime,
    /// Letters accepted since the start.
    pub accepted: u64,
    /// Letters in the mailboxes.
    pub present: u64,
    /// Letters that wait at a hub.
    pub queued: u64,
    /// Letters lost for good, as far as is known.
    pub lost: u64,
    /// Other changes (drafts, calendar, flags) that were lost; no dumpster brings them back.
    pub edits_lost: u64,
}

/// A Hub Transport server.
#[derive(Clone, Debug, PartialEq)]
pub struct HubScene {
    /// The server.
    pub part: PartScene,
    /// Letters that wait for a mailbox database.
    pub queued: u32,
    /// Letters in the transport dumpster.
    pub dumpster_letters: u32,
    /// What the dumpster holds [bytes].
    pub dumpster_bytes: u64,
    /// What it may hold [bytes].
    pub dumpster_limit: u64,
}

/// The file share witness.
#[derive(Clone, Debug, PartialEq)]
pub struct WitnessScene {
    /// The share.
    pub part: PartScene,
    /// Node that holds the lock.
    pub locked_by: Option<String>,
}

/// A cluster node with what is on it.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeScene {
    /// The node.
    pub part: PartScene,
    /// Whether it owns the clustered mailbox server.
    pub is_owner: bool,
    /// What it is to the storage group now: `active copy`, `passive copy`.
    pub role: String,
    /// Store, System Attendant, Replication, Cluster.
    pub processes: Vec<PartScene>,
    /// Its connections, one a network.
    pub connections: Vec<PartScene>,
    /// The log volume.
    pub log_volume: PartScene,
    /// The database volume.
    pub database_volume: PartScene,
    /// The newest logs on the log volume, oldest first, the open log last.
    pub logs: Vec<LogScene>,
    /// Name of the database.
    pub database: String,
    /// The database file in words: `mounted`, `dirty shutdown`, `replaying E000000001B.log`, …
    pub database_words: String,
    /// How the database is to be shown.
    pub database_mood: Mood,
    /// `SummaryCopyStatus` of the copy here, if it is the passive one.
    pub copy_status: Option<String>,
    /// Logs generated but not yet inspected here, if this is the passive copy.
    pub copy_queue: u32,
    /// Logs inspected but not yet replayed here, if this is the passive copy.
    pub replay_queue: u32,
}

/// State of one log file on one log volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// Being filled.
    Open,
    /// Closed on the active copy.
    Closed,
    /// Copied and being inspected.
    Copied,
    /// Inspected, waiting for replay.
    Inspected,
    /// Replayed into the copy of the database.
    Replayed,
    /// Generated elsewhere and not here.
    Missing,
    /// Gone with the copy that wrote it, or not part of the stream any more.
    Lost,
}

/// One log file.
#[derive(Clone, Debug, PartialEq)]
pub struct LogScene {
    /// Its generation.
    pub generation: u32,
    /// Its file name; `E00.log` while it is open.
    pub file: String,
    /// How far it is.
    pub state: LogState,
    /// How full it is, in percent.
    pub fill: u8,
    /// Letters in it.
    pub letters: u32,
    /// Other changes in it.
    pub edits: u32,
    /// Which reign wrote it: 1 for the first active copy, one more after each change of the active copy.
    pub reign: u16,
}

/// A network between the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkScene {
    /// The network.
    pub part: PartScene,
    /// What it carries, in words.
    pub carries: String,
    /// Whether heartbeats pass between the nodes.
    pub beats: bool,
    /// Heartbeats missed in a row, the worst direction.
    pub missed: u32,
    /// How many missed in a row mean that a node is gone.
    pub missed_max: u32,
    /// Whether it was cut between the two nodes only.
    pub is_cut: bool,
}

/// The clustered mailbox server.
#[derive(Clone, Debug, PartialEq)]
pub struct CmsScene {
    /// Its name.
    pub name: String,
    /// Its state as Get-ClusteredMailboxServerStatus has it.
    pub state: String,
    /// How the state is to be shown.
    pub mood: Mood,
    /// Node that owns it.
    pub on: Option<String>,
    /// What it is doing, in words, while it is on its way.
    pub step: Option<String>,
    /// Node it came from, while it is on its way to another.
    pub moving_from: Option<String>,
}

/// One vote.
#[derive(Clone, Debug, PartialEq)]
pub struct VoteScene {
    /// Whose vote it is.
    pub id: String,
    /// Whether it counts now.
    pub counts: bool,
    /// Whether it is the witness.
    pub is_witness: bool,
}

/// The votes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuorumScene {
    /// Quorum model in words.
    pub model: String,
    /// All votes there are.
    pub votes: Vec<VoteScene>,
    /// Votes that count.
    pub counted: u32,
    /// Votes that are needed.
    pub needed: u32,
    /// Whether the cluster has quorum.
    pub is_held: bool,
    /// Parts whose single failure would now stop the cluster.
    pub fatal_next: Vec<String>,
}

/// The log stream of one storage group on its two copies.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamScene {
    /// The storage group.
    pub storage_group: String,
    /// One column a generation, oldest first.
    pub columns: Vec<StreamColumn>,
    /// Logs that are not copied yet.
    pub copy_queue: u32,
    /// Logs that are copied but not replayed.
    pub replay_queue: u32,
}

/// One generation of the stream.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamColumn {
    /// The log as the copy that wrote it has it.
    pub written: LogScene,
    /// What the other copy has of it.
    pub copied: LogState,
    /// Whether the other copy has replayed it.
    pub replayed: bool,
}

/// The exposure gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct ExposureScene {
    /// Closed logs that only the active copy has.
    pub logs: u32,
    /// Letters that only the active copy has.
    pub letters: u32,
    /// Those of them that a transport dumpster would bring back.
    pub letters_covered: u32,
    /// Other changes that only the active copy has.
    pub edits: u32,
    /// People to whom these letters and changes belong.
    pub people: u32,
    /// How long people would wait; nothing if they would wait for a person or for a repair.
    pub wait: Option<SimSpan>,
    /// The whole in one sentence.
    pub words: String,
}

/// Something on its way from one part to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Flight {
    /// Stable key.
    pub key: u64,
    /// Component id it comes from; `people` for the people.
    pub from: String,
    /// Component id it goes to.
    pub to: String,
    /// What it is.
    pub cargo: Cargo,
    /// When it left.
    pub left: SimTime,
    /// When it arrives.
    pub lands: SimTime,
}

/// What is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cargo {
    /// A letter.
    Letter,
    /// A closed log file.
    Log,
}

/// A sentence about the latest thing that mattered.
#[derive(Clone, Debug, PartialEq)]
pub struct CaptionScene {
    /// The journal entry it tells of.
    pub entry: EntryNumber,
    /// When that happened.
    pub at: SimTime,
    /// The sentence.
    pub text: String,
    /// Id of the rule that decided it.
    pub rule: Option<&'static str>,
}
