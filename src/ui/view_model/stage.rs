//! The bench as plain data: every box, line and word of the drawing with its place.
//!
//! Made from the scene and a width. Components only turn it into markup, and a test can check that nothing overlaps,
//! nothing is cut off unsaid and everything can be reached.

mod badge;
mod cards;
mod disks;
mod gap;
mod glyph;
mod keys;
mod marks;
mod moving;
mod node;
mod plan;
mod queue;
mod routes;
mod say;
mod text;
mod wires;

pub use glyph::Glyph;
pub use keys::{Towards, neighbour};
pub use marks::{Bar, Mark, PartBox, Pill};
pub use moving::{Mover, positions, under_way};
pub use plan::{SHARED_STACKED_BELOW, STACKED_BELOW, WIDTH_MAX, WIDTH_MIN};
pub use text::{Anchor, Text, Tone};

use super::geometry::{Point, Rect};
use crate::model::scene::{LogState, Mood, Scene};
use plan::Plan;

/// The drawing of one moment without what flies; equal pictures look the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Size of the drawing [px].
    pub size: Point,
    /// Whether the nodes stand one above the other.
    pub is_stacked: bool,
    /// The whole in one sentence, for those who do not see it.
    pub name: String,
    /// Lines behind everything.
    pub wires: Vec<Wire>,
    /// The outline of the cluster; only where the nodes stand side by side.
    pub frame: Option<Rect>,
    /// What is shown: the cluster's name and quorum model, or what the server has.
    pub heading: Vec<Text>,
    /// Whether there is quorum, where there is a cluster.
    pub quorum: Option<Pill>,
    /// The people.
    pub people: PeopleCard,
    /// Hub Transport servers.
    pub hubs: Vec<HubCard>,
    /// The file share witness, if there is one.
    pub witness: Option<VoterCard>,
    /// Mailbox servers and cluster nodes with what belongs to them.
    pub nodes: Vec<NodeCard>,
    /// The disks that nodes share, if they do.
    pub shared: Option<SharedCard>,
    /// Networks between the nodes.
    pub pipes: Vec<Pipe>,
    /// For each copy that logs are shipped to, the logs that it has not got.
    pub queues: Vec<QueueCard>,
    /// The clustered mailbox server, if there is one.
    pub badge: Option<Badge>,
    /// What lies between the source and its targets.
    pub gulf: Option<GulfCard>,
    /// Where things fly.
    routes: routes::Routes,
}

/// The people.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleCard {
    /// The outline.
    pub rect: Rect,
    /// Whether they can work.
    pub pill: Pill,
    /// The words, with the letters' account.
    pub texts: Vec<Text>,
}

/// A Hub Transport server.
#[derive(Clone, Debug, PartialEq)]
pub struct HubCard {
    /// The server.
    pub part: PartBox,
    /// Its state, if that is worth a sign.
    pub mark: Mark,
    /// The words.
    pub texts: Vec<Text>,
    /// How full the transport dumpster is, if it has one.
    pub dumpster: Option<Bar>,
    /// Letters that wait, one mark each, as far as there is room.
    pub waiting: Vec<Rect>,
}

/// What votes and is no node: the file share witness, or the quorum disk.
#[derive(Clone, Debug, PartialEq)]
pub struct VoterCard {
    /// The share or the disk.
    pub part: PartBox,
    /// Its vote.
    pub mark: Mark,
    /// The words.
    pub texts: Vec<Text>,
}

/// A Mailbox server or a cluster node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeCard {
    /// The node.
    pub part: PartBox,
    /// Whether it runs the Mailbox server that the people use.
    pub is_owner: bool,
    /// Its state.
    pub pill: Pill,
    /// Its vote, if it has one.
    pub vote: Option<Mark>,
    /// The words.
    pub texts: Vec<Text>,
    /// Its processes.
    pub chips: Vec<Chip>,
    /// Its network connections.
    pub sockets: Vec<Chip>,
    /// What joins the node and its disks.
    pub stems: Vec<[Point; 2]>,
    /// Its sets of disks.
    pub disks: Vec<DisksCard>,
}

/// A log volume and a database volume.
#[derive(Clone, Debug, PartialEq)]
pub struct DisksCard {
    /// What is on them, where nothing else says it.
    pub title: Option<Text>,
    /// The log volume.
    pub logs: LogCard,
    /// The database volume.
    pub database: DatabaseCard,
}

impl DisksCard {
    fn volumes(&self) -> [&PartBox; 2] {
        [&self.logs.part, &self.database.part]
    }
}

/// The disks that nodes share.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedCard {
    /// The outline around them.
    pub rect: Rect,
    /// The volumes.
    pub disks: DisksCard,
    /// The disk that votes, if there is one.
    pub quorum: Option<VoterCard>,
}

/// What lies between the source of standby continuous replication and its targets.
#[derive(Clone, Debug, PartialEq)]
pub struct GulfCard {
    /// How far it reaches.
    pub rect: Rect,
    /// What it means.
    pub texts: Vec<Text>,
}

/// A small part: a sign and perhaps a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Chip {
    /// The part.
    pub part: PartBox,
    /// The sign.
    pub mark: Mark,
    /// The word.
    pub text: Option<Text>,
}

/// A log volume.
#[derive(Clone, Debug, PartialEq)]
pub struct LogCard {
    /// The volume.
    pub part: PartBox,
    /// Its state, unless all is well.
    pub mark: Option<Mark>,
    /// The words.
    pub texts: Vec<Text>,
    /// The newest log files, oldest first.
    pub tiles: Vec<Tile>,
}

/// A log file.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// Generation, for the key.
    pub generation: u32,
    /// The outline.
    pub rect: Rect,
    /// How far it is.
    pub state: LogState,
    /// Height of the filling [px]; all of it once the log is closed.
    pub filled: i32,
    /// Its number or name, and how full it is while it is open.
    pub texts: Vec<Text>,
    /// The sign of its state; none while it is open.
    pub mark: Option<Mark>,
}

/// A database volume.
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseCard {
    /// The volume.
    pub part: PartBox,
    /// Its state, unless all is well.
    pub mark: Option<Mark>,
    /// The words.
    pub texts: Vec<Text>,
    /// The database file, if there is one.
    pub database: Option<Cylinder>,
}

/// A database file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cylinder {
    /// The outline.
    pub rect: Rect,
    /// The sign on it.
    pub mark: Mark,
    /// How the database is shown.
    pub mood: Mood,
}

/// A network between the nodes.
#[derive(Clone, Debug, PartialEq)]
pub struct Pipe {
    /// The network.
    pub part: PartBox,
    /// The pipe itself.
    pub bar: Rect,
    /// The last heartbeats: where, and whether it came.
    pub beats: Vec<(Point, bool)>,
    /// The words.
    pub texts: Vec<Text>,
    /// Whether heartbeats are missing.
    pub is_silent: bool,
    /// Where it is interrupted.
    pub gap: Option<Mark>,
}

/// The copy queue as a length.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueCard {
    /// The words.
    pub texts: Vec<Text>,
    /// One box a log that waits, as far as there is room.
    pub tiles: Vec<Rect>,
    /// Which way logs are copied: from, to.
    pub arrow: [Point; 2],
    /// Whether logs can pass now.
    pub is_flowing: bool,
}

/// The clustered mailbox server.
#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    /// The label.
    pub pill: Pill,
    /// From where to where it moves.
    pub way: Vec<Point>,
    /// What it is doing while it moves, where there is room for it.
    pub step: Option<Text>,
    /// Whether it stands above the node that owns it.
    pub is_owned: bool,
    /// All of it in words.
    pub name: String,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireKind {
    /// The way of a letter.
    Mail,
    /// Where the witness's share is.
    Host,
    /// Who holds the witness's lock.
    Lock,
    /// From a log volume to a network, or to a target.
    Shipping,
    /// From a node to a network.
    Cable,
    /// From a node to the shared disks.
    Storage,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Wire {
    /// What it stands for.
    pub kind: WireKind,
    /// Its corners.
    pub points: Vec<Point>,
    /// Whether it is in use.
    pub is_live: bool,
    /// Whether it ends with an arrow.
    pub is_arrow: bool,
}

impl Picture {
    /// Lays out `scene` for a place `width` pixels wide.
    pub fn of(scene: &Scene, width: i32) -> Picture {
        let plan = Plan::of(scene, width);
        Picture {
            size: plan.size,
            is_stacked: plan.is_stacked,
            name: say::summary(scene),
            wires: wires::wires(scene, &plan),
            frame: plan.frame,
            heading: gap::heading(scene, &plan),
            quorum: gap::quorum(scene, &plan),
            people: cards::people(scene, &plan),
            hubs: cards::hubs(scene, &plan),
            witness: cards::witness(scene, &plan),
            nodes: node::nodes(scene, &plan),
            shared: disks::shared(scene, &plan),
            pipes: gap::pipes(scene, &plan),
            queues: queue::queues(scene, &plan),
            badge: badge::badge(scene, &plan),
            gulf: queue::gulf(&plan),
            routes: routes::Routes::of(scene, &plan),
        }
    }

    /// All sets of disks, those of nodes first.
    pub fn disks(&self) -> impl Iterator<Item = &DisksCard> {
        self.nodes.iter().flat_map(|node| &node.disks).chain(self.shared.iter().map(|shared| &shared.disks))
    }

    /// What votes and is no node.
    pub fn voters(&self) -> impl Iterator<Item = &VoterCard> {
        self.witness.iter().chain(self.shared.iter().filter_map(|shared| shared.quorum.as_ref()))
    }

    /// All labels with a sign.
    pub fn pills(&self) -> impl Iterator<Item = &Pill> {
        let badge = self.badge.iter().map(|badge| &badge.pill);
        self.quorum.iter().chain([&self.people.pill]).chain(badge)
    }

    /// All words in the drawing.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = self.heading.iter().chain(&self.people.texts).collect();
        texts.extend(self.voters().flat_map(|voter| &voter.texts));
        texts.extend(self.hubs.iter().flat_map(|hub| &hub.texts));
        for node in &self.nodes {
            texts.extend(&node.texts);
            texts.extend(node.chips.iter().filter_map(|chip| chip.text.as_ref()));
            texts.push(&node.pill.text);
        }
        for disks in self.disks() {
            texts.extend(disks.title.iter().chain(&disks.logs.texts).chain(&disks.database.texts));
            texts.extend(disks.logs.tiles.iter().flat_map(|tile| &tile.texts));
        }
        texts.extend(self.pipes.iter().flat_map(|pipe| &pipe.texts));
        texts.extend(self.queues.iter().flat_map(|queue| &queue.texts));
        texts.extend(self.gulf.iter().flat_map(|gulf| &gulf.texts));
        texts.extend(self.pills().map(|pill| &pill.text));
        texts.extend(self.badge.iter().filter_map(|badge| badge.step.as_ref()));
        texts
    }

    /// All parts that can be chosen, in reading order.
    pub fn parts(&self) -> Vec<&PartBox> {
        let mut parts: Vec<&PartBox> = self.hubs.iter().map(|hub| &hub.part).collect();
        parts.extend(self.witness.iter().map(|witness| &witness.part));
        for (index, node) in self.nodes.iter().enumerate() {
            parts.push(&node.part);
            parts.extend(node.chips.iter().chain(&node.sockets).map(|chip| &chip.part));
            parts.extend(node.disks.iter().flat_map(DisksCard::volumes));
            if index == 0 {
                parts.extend(self.pipes.iter().map(|pipe| &pipe.part));
            }
        }
        if let Some(shared) = &self.shared {
            parts.extend(shared.disks.volumes());
            parts.extend(shared.quorum.iter().map(|quorum| &quorum.part));
        }
        parts
    }
}
