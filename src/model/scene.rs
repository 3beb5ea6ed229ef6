//! The scene: what to draw and say of one moment, as plain data.
//!
//! Made from the view by rules; holds component ids and words, no coordinates and no colours. Two
//! screens that draw the same scene tell the same story, and a test can read it without a screen.

mod stream;

use super::params::Mode;
use crate::engine::{EntryNumber, SimSpan, SimTime};

pub use stream::{LogScene, LogState, StreamColumn, StreamCopyScene, StreamScene};

/// Everything there is to see at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The moment.
    pub now: SimTime,
    /// Which of the four modes the bench shows.
    pub mode: Mode,
    /// The people whose mailboxes are on the Mailbox server.
    pub people: PeopleScene,
    /// Hub Transport servers, in order.
    pub hubs: Vec<HubScene>,
    /// Failover clusters, the one of the Mailbox server first; none where every server stands alone.
    pub clusters: Vec<ClusterScene>,
    /// Votes of the nodes of standby clusters, of which nothing else is drawn.
    pub standby_votes: Vec<VoteScene>,
    /// Mailbox servers and cluster nodes in order, the targets of standby continuous replication last.
    pub nodes: Vec<NodeScene>,
    /// Networks that the nodes are on, in order.
    pub networks: Vec<NetworkScene>,
    /// The Mailbox server that people know by one name.
    pub server: ServerScene,
    /// The log stream of the storage group, oldest first; the newest columns only.
    pub stream: StreamScene,
    /// What would be lost and for how long people would wait, if the active copies died now.
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
    /// Whether it is lost, so that something new and empty can be put in its place.
    pub can_replace: bool,
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
    /// Its transport dumpster; none where no storage group has one.
    pub dumpster: Option<DumpsterScene>,
}

/// What a hub keeps for sending again, of all storage groups that it keeps anything for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DumpsterScene {
    /// Letters in it.
    pub letters: u32,
    /// What it holds [bytes].
    pub bytes: u64,
    /// What it may hold [bytes].
    pub limit: u64,
}

/// The file share witness.
#[derive(Clone, Debug, PartialEq)]
pub struct WitnessScene {
    /// The share.
    pub part: PartScene,
    /// Node that holds the lock.
    pub locked_by: Option<String>,
    /// The server that has it, if that is no hub.
    pub host: Option<PartScene>,
}

/// A failover cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct ClusterScene {
    /// Places of its nodes in [`Scene::nodes`].
    pub nodes: Vec<usize>,
    /// The file share witness, if it has one.
    pub witness: Option<WitnessScene>,
    /// The disks that its nodes share, if they do.
    pub shared: Option<DisksScene>,
    /// The shared disk that votes, if there is one.
    pub quorum_disk: Option<PartScene>,
    /// The votes and what they come to.
    pub quorum: QuorumScene,
}

/// A Mailbox server or a cluster node, with what is on it.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeScene {
    /// The node.
    pub part: PartScene,
    /// Whether it runs the Mailbox server that the people use.
    pub is_owner: bool,
    /// Whether it stands across the gulf: a target of standby continuous replication.
    pub is_target: bool,
    /// What it is now: `active copy`, `passive copy`, `active node`, …
    pub role: String,
    /// Store, System Attendant, Replication, Cluster, as far as it has them.
    pub processes: Vec<PartScene>,
    /// Its connections, one a network.
    pub connections: Vec<PartScene>,
    /// Sets of disks of its own, in order.
    pub disks: Vec<DisksScene>,
}

impl NodeScene {
    /// `SummaryCopyStatus`, where the node has one passive copy and no other.
    pub fn copy_status(&self) -> Option<&str> {
        match &self.disks[..] {
            [only] => only.copy.as_ref()?.status.as_deref(),
            _ => None,
        }
    }
}

/// A log volume and a database volume, with the copy that lies on them.
#[derive(Clone, Debug, PartialEq)]
pub struct DisksScene {
    /// The log volume.
    pub log_volume: PartScene,
    /// The database volume.
    pub database_volume: PartScene,
    /// The copy of the storage group on them, if there is one.
    pub copy: Option<CopyScene>,
}

/// A copy of the storage group.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyScene {
    /// What it is now: `active copy`, `passive copy`, …
    pub role: String,
    /// Whether it is the active one.
    pub is_active: bool,
    /// The newest logs on the log volume, oldest first, the open log last.
    pub logs: Vec<LogScene>,
    /// Name of the database.
    pub database: String,
    /// The database file in words: `mounted`, `dirty shutdown`, `replaying E000000001B.log`, …
    pub database_words: String,
    /// How the database is to be shown.
    pub database_mood: Mood,
    /// `SummaryCopyStatus`, if logs are shipped to it.
    pub status: Option<String>,
    /// Logs generated but not yet inspected here.
    pub copy_queue: u32,
    /// Logs inspected but not yet replayed here.
    pub replay_queue: u32,
}

/// A network between the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkScene {
    /// The network.
    pub part: PartScene,
    /// What it carries, in words.
    pub carries: String,
    /// Heartbeats of the cluster, if it has any.
    pub heartbeats: Option<HeartbeatsScene>,
    /// Pairs of nodes that are joined by it: each two of a cluster, and the source with each target.
    pub links: Vec<LinkScene>,
}

impl NetworkScene {
    /// Whether a link was cut on it between two nodes.
    pub fn is_cut(&self) -> bool {
        self.links.iter().any(|link| link.is_cut)
    }
}

/// Heartbeats on one network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeartbeatsScene {
    /// Whether they pass between any two nodes.
    pub pass: bool,
    /// Missed in a row, the worst pair and direction.
    pub missed: u32,
    /// How many missed in a row mean that a node is gone.
    pub missed_max: u32,
}

/// Two nodes on one network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkScene {
    /// Component ids of the nodes.
    pub between: [String; 2],
    /// Whether it was cut between these two only.
    pub is_cut: bool,
}

/// The Mailbox server that people know by one name.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerScene {
    /// Its name.
    pub name: String,
    /// Whether it is clustered, and so can move between nodes.
    pub is_clustered: bool,
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
    /// Whether it is the witness or the quorum disk, and not a node.
    pub is_witness: bool,
}

/// The votes.
#[derive(Clone, Debug, PartialEq)]
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

/// The exposure gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct ExposureScene {
    /// Whether there is another copy at all.
    pub has_other_copy: bool,
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
