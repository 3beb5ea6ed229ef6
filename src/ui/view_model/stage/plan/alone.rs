//! A server on its own with its sets of disks under it.

use super::{
    BADGE_H, DiskPlan, Flow, LOG_H, NodePlan, PIPE_H, Plan, QueuePlan, SLIM_BELOW, TITLE_H, card_height, count, parts,
    volumes,
};
use crate::{
    model::scene::{NodeScene, Scene},
    ui::view_model::geometry::{Point, Rect},
};

/// Cards and their disks stand side by side in rooms at least this wide.
const FLAT_FROM: i32 = 640;
/// Two sets of disks stand side by side in rooms at least this wide.
const TWO_SETS_FROM: i32 = 480;
/// Width that a process needs, with its words.
const CHIP_W: i32 = 138;

/// Plans a server that is not clustered.
pub fn plan(plan: &mut Plan, scene: &Scene) {
    let room = plan.room();
    let pipes_h = count(scene.networks.len()) * PIPE_H;
    let pipes_x = if plan.is_stacked { room.x } else { room.x + room.w * 45 / 100 };
    let first = Rect::new(pipes_x, room.y + if plan.is_stacked { 44 } else { 0 }, room.right() - pipes_x, PIPE_H);
    plan.heading = Rect::new(room.x, room.y + 4, if plan.is_stacked { room.w } else { pipes_x - room.x - 24 }, 48);
    plan.pipes = super::column(scene.networks.len(), first, 0);
    let mut y = first.y + pipes_h + 18;
    for node in Plan::sources(scene) {
        let queues = &mut plan.queues;
        let server = server(node, Rect::new(room.x, y, room.w, 0), plan.nodes.len(), queues);
        y = server.bottom() + 18;
        plan.nodes.push(server);
    }
    plan.size.y = if plan.is_stacked { y } else { y.max(plan.around_bottom() + 10) };
}

/// A server that is not clustered, at the upper edge of `room`; its place in the scene is `index`.
pub fn server(node: &NodeScene, room: Rect, index: usize, queues: &mut Vec<QueuePlan>) -> NodePlan {
    let is_flat = room.w >= FLAT_FROM && node.disks.len() == 1;
    let card_w = if is_flat { (room.w * 38 / 100).max(300) } else { room.w };
    let is_slim = card_w < SLIM_BELOW;
    let chips = parts(node, true);
    let columns = match () {
        () if is_slim => 1,
        () if card_w >= count(chips) * CHIP_W + 30 => chips.max(1),
        () => 2,
    };
    let card_h = card_height(is_slim, chips, columns);
    let card = Rect::new(room.x, room.y, card_w, if is_flat { card_h.max(LOG_H) } else { card_h });
    let disks = match node.disks.len() {
        _ if is_flat => vec![volumes(Rect { x: card.right() + 16, w: room.w - card_w - 16, ..room }, true)],
        0 | 1 => vec![volumes(Rect { y: card.bottom() + 16, ..room }, true)],
        sets => sets_of(room, card, sets, index, queues),
    };
    NodePlan {
        card,
        // A rebuilt server stands above a target, where its copy queue was.
        badge: Rect::new(card.x + 4, card.y - BADGE_H - 8, card.w - 8, BADGE_H),
        is_slim,
        columns,
        has_ports: true,
        inlet: Point::new(card.x, card.y + 27),
        disks: disks.into_iter().take(node.disks.len()).collect(),
    }
}

/// Several sets of disks of one server: side by side with the copy queue between them, or one below the other.
fn sets_of(room: Rect, card: Rect, sets: usize, index: usize, queues: &mut Vec<QueuePlan>) -> Vec<DiskPlan> {
    let titled = |place: Rect, logs_first| DiskPlan {
        title: Some(Rect { h: TITLE_H, ..place }),
        ..volumes(Rect { y: place.y + TITLE_H, ..place }, logs_first)
    };
    let mut places = Vec::new();
    if room.w >= TWO_SETS_FROM && sets == 2 {
        let gap = (room.w * 14 / 100).clamp(92, 140);
        let w = (room.w - gap) / 2;
        let y = card.bottom() + 12;
        places.push(titled(Rect::new(room.x, y, w, 0), false));
        places.push(titled(Rect::new(room.right() - w, y, w, 0), true));
        let between = Rect::new(room.x + w + 4, y + TITLE_H, gap - 8, LOG_H);
        queues.push(QueuePlan { room: between, flow: Flow::Level, to: Some((index, 1)) });
        return places;
    }
    let mut y = card.bottom() + 12;
    for set in 0..sets {
        if set > 0 {
            queues.push(QueuePlan { room: Rect::new(room.x, y, room.w, 44), flow: Flow::Down, to: Some((index, set)) });
            y += 50;
        }
        let place = titled(Rect::new(room.x, y, room.w, 0), true);
        y = place.bottom() + 10;
        places.push(place);
    }
    places
}
