//! Where the large boxes stand, for a width: nodes side by side, or one above the other.
//!
//! Drawn one to one: the drawing is as wide as its place, so letters keep their size and targets stay large enough.
//! Only in places wider than [`WIDTH_MAX`] the whole drawing grows.

use super::super::geometry::{Point, Rect};
use crate::model::scene::Scene;

/// The narrowest drawing; narrower places shrink it.
pub const WIDTH_MIN: i32 = 300;
/// The widest drawing; wider places enlarge it.
pub const WIDTH_MAX: i32 = 1280;
/// Nodes stand one above the other in places narrower than this.
pub const STACKED_BELOW: i32 = 700;

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

const PEOPLE_H: i32 = 152;
const HUB_H: i32 = 156;
const WITNESS_H: i32 = 54;
const LOG_H: i32 = 112;
/// Nodes narrower than this have their state below their name and their volumes one below the other.
const SLIM_BELOW: i32 = 276;

/// Where the large boxes stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub size: Point,
    pub is_stacked: bool,
    pub frame: Option<Rect>,
    /// Room for the cluster's name.
    pub heading: Rect,
    /// Room for the state of quorum; the words end at its right edge, or begin at its left where the nodes are stacked.
    pub quorum: Rect,
    pub people: Rect,
    pub hubs: Vec<Rect>,
    pub witness: Rect,
    pub nodes: Vec<NodePlan>,
    /// One a network, in order, with its connections at the two ends.
    pub pipes: Vec<Rect>,
    pub queue: Rect,
    /// Where the clustered mailbox server's label stands while it belongs to no node.
    pub badge: Rect,
}

/// Where the boxes of one node stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodePlan {
    pub card: Rect,
    /// Room for the clustered mailbox server's label, above the node.
    pub badge: Rect,
    /// Whether the state stands below the name.
    pub is_slim: bool,
    pub logs: Rect,
    pub database: Rect,
    /// Where letters come in.
    pub inlet: Point,
}

/// Height of a node's box with `processes` processes.
fn card_height(is_slim: bool, processes: usize) -> i32 {
    let rows = i32::try_from(if is_slim { processes } else { processes.div_ceil(2) }).unwrap_or(1).max(1);
    54 + if is_slim { 28 } else { 0 } + rows * (CHIP_H + 4) + 8
}

fn processes(scene: &Scene) -> usize {
    scene.nodes.iter().map(|node| node.processes.len()).max().unwrap_or(0)
}

/// `count` boxes of height `h`, one below the other.
fn column(count: usize, first: Rect, gap: i32) -> Vec<Rect> {
    (0..).take(count).map(|index| Rect { y: first.y + index * (first.h + gap), ..first }).collect()
}

impl Plan {
    /// Plans the drawing of `scene` for a place `width` pixels wide.
    pub fn of(scene: &Scene, width: i32) -> Plan {
        let width = width.clamp(WIDTH_MIN, WIDTH_MAX);
        if width < STACKED_BELOW { Plan::stacked(scene, width) } else { Plan::side_by_side(scene, width) }
    }

    fn side_by_side(scene: &Scene, width: i32) -> Plan {
        let margin = 10;
        let left_w = (width * 15 / 100).clamp(132, 184);
        let gutter = (width * 3 / 100).clamp(26, 40);
        let frame_x = margin + left_w + gutter;
        let (inner, gap) = (16, (width * 14 / 100).clamp(124, 180));
        let count = i32::try_from(scene.nodes.len()).unwrap_or(2).max(2);
        let node_w = (width - margin - frame_x - 2 * inner - (count - 1) * gap) / count;
        let card_y = 114;
        let is_slim = node_w < SLIM_BELOW;
        let pipes_h = i32::try_from(scene.networks.len()).unwrap_or(2) * PIPE_H;
        let card_h = card_height(is_slim, processes(scene)).max(pipes_h);
        let inlet_y = card_y + card_h - 24;
        let nodes: Vec<NodePlan> = (0..count)
            .take(scene.nodes.len())
            .map(|index| {
                let card = Rect::new(frame_x + inner + index * (node_w + gap), card_y, node_w, card_h);
                let (logs, database) = volumes(card, index > 0);
                NodePlan {
                    card,
                    badge: Rect::new(card.x + 4, card_y - BADGE_H - 8, node_w - 8, BADGE_H),
                    is_slim,
                    logs,
                    database,
                    inlet: Point::new(if index == 0 { card.x } else { card.right() }, inlet_y),
                }
            })
            .collect();
        let between = Rect::new(frame_x + inner + node_w, card_y, gap, card_h);
        let bottom = nodes.iter().map(|node| node.logs.bottom().max(node.database.bottom())).max().unwrap_or(card_y);
        let witness = Rect::new(between.x - 32, 20, gap + 64, WITNESS_H);
        let people = Rect::new(margin, 10, left_w, PEOPLE_H);
        let hubs_y = people.bottom() + 26;
        let hubs = column(scene.hubs.len(), Rect::new(margin, hubs_y, left_w, HUB_H), 12);
        let lowest_hub = hubs.last().map_or(hubs_y, |hub| hub.bottom());
        let frame = Rect::new(frame_x, 10, width - margin - frame_x, (bottom + 26).max(lowest_hub) - 10);
        let pipes_y = card_y + (card_h - pipes_h) / 2;
        // The first network is the lowest, next to the log volumes whose files it carries.
        let slots = (0..).take(scene.networks.len());
        let pipes =
            slots.map(|slot| Rect::new(between.x, pipes_y + pipes_h - (slot + 1) * PIPE_H, gap, PIPE_H)).collect();
        let logs_y = nodes.first().map_or(card_y, |node| node.logs.y);
        Plan {
            size: Point::new(width, frame.bottom() + 10),
            is_stacked: false,
            heading: Rect::new(frame_x + 16, 20, witness.x - frame_x - 32, 48),
            quorum: Rect::new(witness.right() + 14, 22, frame.right() - witness.right() - 28, BADGE_H),
            frame: Some(frame),
            people,
            hubs,
            witness,
            pipes,
            queue: Rect::new(between.x + 26, logs_y, gap - 52, LOG_H),
            badge: Rect::new(between.x - 26, card_y - BADGE_H - 8, gap + 52, BADGE_H),
            nodes,
        }
    }

    fn stacked(scene: &Scene, width: i32) -> Plan {
        let x = 20;
        let inner = width - 2 * x;
        let half = (inner - 16) / 2;
        let people = Rect::new(x, 10, half, PEOPLE_H);
        let hubs = column(scene.hubs.len(), Rect::new(x + half + 16, 10, inner - half - 16, HUB_H), 12);
        let mut y = hubs.last().map_or(people.bottom(), |hub| hub.bottom().max(people.bottom())) + 30;
        let heading = Rect::new(x, y, inner, 36);
        let quorum = Rect::new(x, y + 42, inner, BADGE_H);
        y = quorum.bottom() + 10;

        let is_slim = inner < SLIM_BELOW;
        let card_h = card_height(is_slim, processes(scene));
        let (mut nodes, mut pipes): (Vec<NodePlan>, Vec<Rect>) = (Vec::new(), Vec::new());
        let (mut witness, mut queue, mut between) = (Rect::default(), Rect::default(), Rect::default());
        for index in 0..scene.nodes.len() {
            let badge = Rect::new(x + 4, y, inner - 8, BADGE_H);
            let card = Rect::new(x, badge.bottom() + 8, inner, card_h);
            // The first node's disks leave room at the left for the cables that lead down to the networks.
            let shift = if index == 0 { SOCKET + 4 } else { 0 };
            let (logs, database) = volumes(Rect { x: x + shift, w: inner - shift, ..card }, true);
            nodes.push(NodePlan { card, badge, is_slim, logs, database, inlet: Point::new(x, card.y + 27) });
            y = logs.bottom().max(database.bottom()) + 18;
            if index == 0 {
                let queue_w = (inner / 3).min(120);
                queue = Rect::new(x, y, queue_w, WITNESS_H + 8);
                witness = Rect::new(x + queue_w + 12, y, inner - queue_w - 12, WITNESS_H);
                pipes = column(scene.networks.len(), Rect::new(x, queue.bottom() + 10, inner, PIPE_H), 4);
                y = pipes.last().map_or(queue.bottom(), |pipe| pipe.bottom()) + 14;
                between = Rect::new(x + 4, y, inner - 8, BADGE_H);
            }
        }
        // Letters reach the lower nodes along the left margin, the witness the upper ones along the right.
        Plan {
            size: Point::new(width, y),
            is_stacked: true,
            frame: None,
            heading,
            quorum,
            people,
            hubs,
            witness,
            nodes,
            pipes,
            queue,
            badge: between,
        }
    }
}

/// The log volume and the database volume under `card`.
///
/// `logs_first` puts the logs to the left; side by side the nodes mirror each other, so that the logs face the networks.
fn volumes(card: Rect, logs_first: bool) -> (Rect, Rect) {
    let (y, space) = (card.bottom() + 16, 8);
    if card.w < SLIM_BELOW {
        let logs = Rect::new(card.x, y, card.w, LOG_H);
        return (logs, Rect::new(card.x, logs.bottom() + space, card.w, 92));
    }
    let logs_w = (card.w * 57 / 100).min(card.w - 140);
    let database_w = card.w - logs_w - space;
    if logs_first {
        (Rect::new(card.x, y, logs_w, LOG_H), Rect::new(card.x + logs_w + space, y, database_w, LOG_H))
    } else {
        (Rect::new(card.x + database_w + space, y, logs_w, LOG_H), Rect::new(card.x, y, database_w, LOG_H))
    }
}
