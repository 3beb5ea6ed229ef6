//! Where the large boxes stand, for a width: nodes side by side, or one above the other.
//!
//! People and hubs come first, then what the mailboxes are on, then, below a gulf, the targets of standby continuous
//! replication. Drawn one to one: the drawing is as wide as its place, so letters keep their size and targets stay large
//! enough. Only in places wider than [`WIDTH_MAX`] the whole drawing grows.

mod alone;
mod pair;
mod shared;
mod targets;

use super::super::geometry::{Point, Rect};
use crate::model::params::Mode;
use crate::model::scene::{NodeScene, Scene};

/// The narrowest drawing; narrower places shrink it.
pub const WIDTH_MIN: i32 = 300;
/// The widest drawing; wider places enlarge it.
pub const WIDTH_MAX: i32 = 1280;
/// Nodes stand one above the other in places narrower than this.
pub const STACKED_BELOW: i32 = 700;
/// As [`STACKED_BELOW`], for nodes with shared disks between them.
pub const SHARED_STACKED_BELOW: i32 = 860;

/// Height of the row with a node's name and state, of a process, and of a network.
pub const CHIP_H: i32 = 26;
/// Width and height of a network connection.
pub const SOCKET: i32 = 24;
/// Height of a network with its words.
pub const PIPE_H: i32 = 58;
/// Height of the clustered mailbox server's label.
pub const BADGE_H: i32 = 26;
/// From the edge of a box to its words.
pub const PAD: i32 = 12;
/// Height of a log volume.
pub const LOG_H: i32 = 112;
/// Height of a witness or a quorum disk.
pub const WITNESS_H: i32 = 54;

const PEOPLE_H: i32 = 152;
const HUB_H: i32 = 156;
/// Between the edge of the drawing and its boxes, where nodes stand side by side.
const MARGIN: i32 = 10;
/// The same where they stand one above the other.
const MARGIN_TALL: i32 = 20;
/// Nodes narrower than this have their state below their name and their volumes one below the other.
const SLIM_BELOW: i32 = 276;
/// Height of the line that says what is on a set of disks.
const TITLE_H: i32 = 22;

/// How the Mailbox server is kept going.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Two nodes with disks of their own.
    Pair,
    /// Nodes around the disks that they share.
    Shared,
    /// A server on its own.
    Alone,
}

/// Where the large boxes stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub shape: Shape,
    pub size: Point,
    pub is_stacked: bool,
    pub frame: Option<Rect>,
    /// Room for the name of what is shown.
    pub heading: Rect,
    /// Room for the state of quorum; the words end at its right edge, or begin at its left where the nodes are stacked.
    pub quorum: Rect,
    pub people: Rect,
    pub hubs: Vec<Rect>,
    pub witness: Rect,
    pub nodes: Vec<NodePlan>,
    pub shared: Option<SharedPlan>,
    /// One a network, in order. A pair has its connections at the two ends.
    pub pipes: Vec<Rect>,
    /// One for each copy that logs are shipped to, in the order of the sets of disks.
    pub queues: Vec<QueuePlan>,
    /// Where the clustered mailbox server's label stands while it belongs to no node.
    pub badge: Rect,
    /// What lies between the source and its targets.
    pub gulf: Option<Rect>,
}

/// Where the boxes of one node stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodePlan {
    pub card: Rect,
    /// Room for the clustered mailbox server's label, above the node.
    pub badge: Rect,
    /// Whether the state stands below the name.
    pub is_slim: bool,
    /// How many processes stand in a row.
    pub columns: usize,
    /// Whether the network connections stand among the processes, and not at the ends of the networks.
    pub has_ports: bool,
    pub disks: Vec<DiskPlan>,
    /// Where letters come in.
    pub inlet: Point,
}

/// Where a set of disks stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskPlan {
    /// Room for the words that say what is on it, where the node's do not.
    pub title: Option<Rect>,
    pub logs: Rect,
    pub database: Rect,
}

/// Where the disks stand that nodes share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedPlan {
    pub frame: Rect,
    pub disks: DiskPlan,
    pub quorum: Rect,
}

/// Which way logs are copied past their queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// From the first node to the second or back.
    Level,
    /// From the first set of disks to the second of the same server or back, or down to a target.
    Down,
}

/// Where a copy queue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuePlan {
    pub room: Rect,
    pub flow: Flow,
    /// The node and its set of disks that the logs are copied to, unless the passive one of a pair.
    pub to: Option<(usize, usize)>,
}

/// Height of a node's box with `parts` processes and connections in it.
fn card_height(is_slim: bool, parts: usize, columns: usize) -> i32 {
    let rows = i32::try_from(parts.div_ceil(columns)).unwrap_or(1).max(1);
    54 + if is_slim { 28 } else { 0 } + rows * (CHIP_H + 4) + 8
}

/// Processes of a node, and its connections if they stand among them.
fn parts(node: &NodeScene, has_ports: bool) -> usize {
    node.processes.len() + if has_ports { node.connections.len() } else { 0 }
}

/// `count` boxes of height `h`, one below the other.
fn column(count: usize, first: Rect, gap: i32) -> Vec<Rect> {
    (0..).take(count).map(|index| Rect { y: first.y + index * (first.h + gap), ..first }).collect()
}

/// As a number of pixels or of things on the screen, of which there are never many.
fn count(things: usize) -> i32 {
    i32::try_from(things).unwrap_or(i32::MAX)
}

/// The shapes that the page does not open with.
#[inline(never)]
fn second_half_shape(plan: &mut Plan, scene: &Scene) {
    match plan.shape {
        Shape::Pair => pair::plan(plan, scene),
        Shape::Shared => shared::plan(plan, scene),
        Shape::Alone => alone::plan(plan, scene),
    }
}

#[inline(never)]
fn second_half_targets(plan: &mut Plan, scene: &Scene) {
    targets::plan(plan, scene);
}

impl Plan {
    /// Plans the drawing of `scene` for a place `width` pixels wide.
    pub fn of(scene: &Scene, width: i32) -> Plan {
        let width = width.clamp(WIDTH_MIN, WIDTH_MAX);
        let shape = match scene.clusters.first() {
            None => Shape::Alone,
            Some(cluster) if cluster.shared.is_some() => Shape::Shared,
            Some(_) => Shape::Pair,
        };
        let stacked_below = if shape == Shape::Shared { SHARED_STACKED_BELOW } else { STACKED_BELOW };
        let mut plan = Plan::around(scene, shape, width, width < stacked_below);
        match shape {
            Shape::Pair => pair::plan(&mut plan, scene),
            Shape::Shared | Shape::Alone => second_half_shape(&mut plan, scene),
        }
        // Targets stand in the picture of standby continuous replication alone.
        if scene.mode != Mode::Ccr {
            second_half_targets(&mut plan, scene);
        }
        plan
    }

    /// People and hubs: at the left, or above everything else.
    fn around(scene: &Scene, shape: Shape, width: i32, is_stacked: bool) -> Plan {
        let hubs_h = HUB_H;
        let (people, hubs) = if is_stacked {
            let inner = width - 2 * MARGIN_TALL;
            let half = (inner - 16) / 2;
            let first = Rect::new(MARGIN_TALL + half + 16, 10, inner - half - 16, hubs_h);
            (Rect::new(MARGIN_TALL, 10, half, PEOPLE_H), column(scene.hubs.len(), first, 12))
        } else {
            let left_w = (width * 15 / 100).clamp(132, 184);
            let people = Rect::new(MARGIN, 10, left_w, PEOPLE_H);
            (people, column(scene.hubs.len(), Rect::new(MARGIN, people.bottom() + 26, left_w, hubs_h), 12))
        };
        let none = Rect::default();
        Plan {
            shape,
            size: Point::new(width, 0),
            is_stacked,
            frame: None,
            heading: none,
            quorum: none,
            people,
            hubs,
            witness: none,
            nodes: Vec::new(),
            shared: None,
            pipes: Vec::new(),
            queues: Vec::new(),
            badge: none,
            gulf: None,
        }
    }

    /// The lower edge of people and hubs.
    fn around_bottom(&self) -> i32 {
        self.hubs.last().map_or(self.people.bottom(), |hub| hub.bottom().max(self.people.bottom()))
    }

    /// Room for what the mailboxes are on: beside people and hubs, or below them.
    fn room(&self) -> Rect {
        let width = self.size.x;
        if self.is_stacked {
            return Rect::new(MARGIN_TALL, self.around_bottom() + 30, width - 2 * MARGIN_TALL, 0);
        }
        let x = self.people.right() + (width * 3 / 100).clamp(26, 40);
        Rect::new(x, 10, width - MARGIN - x, 0)
    }

    /// The nodes that are no targets.
    fn sources(scene: &Scene) -> impl Iterator<Item = &NodeScene> {
        scene.nodes.iter().filter(|node| !node.is_target)
    }
}

/// The log volume and the database volume, below each other or side by side at `room`'s upper edge.
///
/// `logs_first` puts the logs to the left; side by side two sets mirror each other, so that the logs face each other.
fn volumes(room: Rect, logs_first: bool) -> DiskPlan {
    let (y, space) = (room.y, 8);
    if room.w < SLIM_BELOW {
        let logs = Rect::new(room.x, y, room.w, LOG_H);
        return DiskPlan { title: None, logs, database: Rect::new(room.x, logs.bottom() + space, room.w, 92) };
    }
    let logs_w = (room.w * 57 / 100).min(room.w - 140);
    let database_w = room.w - logs_w - space;
    let (logs_x, database_x) =
        if logs_first { (room.x, room.x + logs_w + space) } else { (room.x + database_w + space, room.x) };
    DiskPlan {
        title: None,
        logs: Rect::new(logs_x, y, logs_w, LOG_H),
        database: Rect::new(database_x, y, database_w, LOG_H),
    }
}

/// The volumes under a node's box.
fn volumes_under(card: Rect, logs_first: bool) -> DiskPlan {
    volumes(Rect { y: card.bottom() + 16, ..card }, logs_first)
}

impl DiskPlan {
    /// The lower edge.
    pub fn bottom(&self) -> i32 {
        self.logs.bottom().max(self.database.bottom())
    }
}

impl NodePlan {
    /// The lower edge of the node and its disks.
    pub fn bottom(&self) -> i32 {
        self.disks.iter().map(DiskPlan::bottom).fold(self.card.bottom(), i32::max)
    }
}
