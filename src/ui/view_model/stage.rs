//! The bench as plain data: every box, line and word of the drawing with its place.
//!
//! Made from the scene and a width. Components only turn it into markup, and a test can check that nothing overlaps,
//! nothing is cut off unsaid and everything can be reached.

mod cards;
mod gap;
mod glyph;
mod keys;
mod moving;
mod node;
mod plan;
mod say;
mod text;
mod wires;

pub use glyph::Glyph;
pub use keys::{Towards, neighbour};
pub use moving::{Mover, positions, under_way};
pub use plan::{STACKED_BELOW, WIDTH_MAX, WIDTH_MIN};
pub use text::{Anchor, Text, Tone};

use super::geometry::{Point, Rect};
use crate::model::scene::{LogState, Mood, PartScene, Scene};
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
    /// The cluster's name and quorum model.
    pub heading: Vec<Text>,
    /// Whether there is quorum.
    pub quorum: Pill,
    /// The people.
    pub people: PeopleCard,
    /// Hub Transport servers.
    pub hubs: Vec<HubCard>,
    /// The file share witness.
    pub witness: WitnessCard,
    /// Cluster nodes with what belongs to them.
    pub nodes: Vec<NodeCard>,
    /// Networks between the nodes.
    pub pipes: Vec<Pipe>,
    /// Logs that only one copy has.
    pub queue: Option<QueueCard>,
    /// The clustered mailbox server.
    pub badge: Badge,
    /// Where things fly.
    routes: wires::Routes,
}

/// What every part that can be chosen has.
#[derive(Clone, Debug, PartialEq)]
pub struct PartBox {
    /// Component id.
    pub id: String,
    /// What answers to a pointer; at least 24 by 24 px.
    pub rect: Rect,
    /// Name and state for those who do not see it; begins with the visible words.
    pub name: String,
    /// State word of the scene.
    pub state: &'static str,
    /// How it is shown.
    pub mood: Mood,
}

impl PartBox {
    fn new(part: &PartScene, rect: Rect, name: String) -> Self {
        PartBox { id: part.id.clone(), rect, name, state: part.state, mood: part.mood }
    }
}

/// A sign at a place, 14 px wide and high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its middle.
    pub at: Point,
    /// What it looks like.
    pub glyph: Glyph,
}

/// A rounded label with a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Pill {
    /// The outline.
    pub rect: Rect,
    /// The sign.
    pub mark: Mark,
    /// The words.
    pub text: Text,
    /// How it is shown.
    pub mood: Mood,
}

/// A bar that is filled from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The outline.
    pub rect: Rect,
    /// Width of the filling [px].
    pub filled: i32,
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
    /// How full the transport dumpster is.
    pub dumpster: Bar,
    /// Letters that wait, one mark each, as far as there is room.
    pub waiting: Vec<Rect>,
}

/// The file share witness.
#[derive(Clone, Debug, PartialEq)]
pub struct WitnessCard {
    /// The share.
    pub part: PartBox,
    /// Its vote.
    pub mark: Mark,
    /// The words.
    pub texts: Vec<Text>,
}

/// A cluster node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeCard {
    /// The node.
    pub part: PartBox,
    /// Whether it owns the clustered mailbox server.
    pub is_owner: bool,
    /// Its state.
    pub pill: Pill,
    /// Its vote.
    pub vote: Mark,
    /// The words.
    pub texts: Vec<Text>,
    /// Its processes.
    pub chips: Vec<Chip>,
    /// Its network connections.
    pub sockets: Vec<Chip>,
    /// What joins the node and its disks.
    pub stems: Vec<[Point; 2]>,
    /// The log volume.
    pub logs: LogCard,
    /// The database volume.
    pub database: DatabaseCard,
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
    /// The cylinder of the database.
    pub cylinder: Rect,
    /// The sign on the cylinder.
    pub database: Mark,
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
    /// From a log volume to a network.
    Shipping,
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
            pipes: gap::pipes(scene, &plan),
            queue: gap::queue(scene, &plan),
            badge: gap::badge(scene, &plan),
            routes: wires::Routes::of(scene, &plan),
        }
    }

    /// All words in the drawing.
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts: Vec<&Text> = self.heading.iter().chain(&self.people.texts).chain(&self.witness.texts).collect();
        texts.extend(self.hubs.iter().flat_map(|hub| &hub.texts));
        for node in &self.nodes {
            texts.extend(node.texts.iter().chain(&node.logs.texts).chain(&node.database.texts));
            texts.extend(node.chips.iter().filter_map(|chip| chip.text.as_ref()));
            texts.extend(node.logs.tiles.iter().flat_map(|tile| &tile.texts));
            texts.push(&node.pill.text);
        }
        texts.extend(self.pipes.iter().flat_map(|pipe| &pipe.texts));
        texts.extend(self.queue.iter().flat_map(|queue| &queue.texts));
        texts.extend([&self.quorum.text, &self.people.pill.text, &self.badge.pill.text]);
        texts.extend(&self.badge.step);
        texts
    }

    /// All parts that can be chosen, in reading order.
    pub fn parts(&self) -> Vec<&PartBox> {
        let mut parts: Vec<&PartBox> = self.hubs.iter().map(|hub| &hub.part).collect();
        parts.push(&self.witness.part);
        for (index, node) in self.nodes.iter().enumerate() {
            parts.push(&node.part);
            parts.extend(node.chips.iter().chain(&node.sockets).map(|chip| &chip.part));
            parts.extend([&node.logs.part, &node.database.part]);
            if index == 0 {
                parts.extend(self.pipes.iter().map(|pipe| &pipe.part));
            }
        }
        parts
    }
}
