//! Two nodes with disks of their own: side by side with the networks between them, or one above the other.

use super::{
    BADGE_H, Flow, LOG_H, MARGIN, MARGIN_TALL, NodePlan, PIPE_H, Plan, QueuePlan, SLIM_BELOW, SOCKET, WITNESS_H,
    card_height, column, count, parts, volumes_under,
};
use crate::{
    model::scene::Scene,
    ui::view_model::geometry::{Point, Rect},
};

/// Plans a cluster of nodes with disks of their own.
pub fn plan(plan: &mut Plan, scene: &Scene) {
    if plan.is_stacked { stacked(plan, scene) } else { side_by_side(plan, scene) }
}

fn most_parts(scene: &Scene) -> usize {
    Plan::sources(scene).map(|node| parts(node, false)).max().unwrap_or(0)
}

fn side_by_side(plan: &mut Plan, scene: &Scene) {
    let width = plan.size.x;
    let frame_x = plan.room().x;
    let (inner, gap) = (16, (width * 14 / 100).clamp(124, 180));
    let nodes = Plan::sources(scene).count();
    let places = count(nodes).max(2);
    let node_w = (width - MARGIN - frame_x - 2 * inner - (places - 1) * gap) / places;
    let card_y = 114;
    let is_slim = node_w < SLIM_BELOW;
    let columns = if is_slim { 1 } else { 2 };
    let pipes_h = count(scene.networks.len()) * PIPE_H;
    let card_h = card_height(is_slim, most_parts(scene), columns).max(pipes_h);
    for index in (0..places).take(nodes) {
        let card = Rect::new(frame_x + inner + index * (node_w + gap), card_y, node_w, card_h);
        plan.nodes.push(NodePlan {
            card,
            badge: Rect::new(card.x + 4, card_y - BADGE_H - 8, node_w - 8, BADGE_H),
            is_slim,
            columns,
            has_ports: false,
            disks: vec![volumes_under(card, index > 0)],
            inlet: Point::new(if index == 0 { card.x } else { card.right() }, card_y + card_h - 24),
        });
    }
    let between = Rect::new(frame_x + inner + node_w, card_y, gap, card_h);
    let bottom = plan.nodes.iter().map(NodePlan::bottom).max().unwrap_or(card_y);
    plan.witness = Rect::new(between.x - 32, 20, gap + 64, WITNESS_H);
    let lowest = plan.around_bottom().max(bottom + 26);
    let frame = Rect::new(frame_x, 10, width - MARGIN - frame_x, lowest - 10);
    let pipes_y = card_y + (card_h - pipes_h) / 2;
    // The first network is the lowest, next to the log volumes whose files it carries.
    let slots = (0..).take(scene.networks.len());
    plan.pipes = slots.map(|slot| Rect::new(between.x, pipes_y + pipes_h - (slot + 1) * PIPE_H, gap, PIPE_H)).collect();
    let logs_y = plan.nodes.first().map_or(card_y, |node| node.card.bottom() + 16);
    plan.heading = Rect::new(frame_x + 16, 20, plan.witness.x - frame_x - 32, 48);
    let right = plan.witness.right();
    plan.quorum = Rect::new(right + 14, 22, frame.right() - right - 28, BADGE_H);
    let room = Rect::new(between.x + 26, logs_y, gap - 52, LOG_H);
    plan.queues = vec![QueuePlan { room, flow: Flow::Level, to: None }];
    plan.badge = Rect::new(between.x - 26, card_y - BADGE_H - 8, gap + 52, BADGE_H);
    plan.frame = Some(frame);
    plan.size.y = frame.bottom() + 10;
}

fn stacked(plan: &mut Plan, scene: &Scene) {
    let room = plan.room();
    let (x, inner, mut y) = (MARGIN_TALL, room.w, room.y);
    plan.heading = Rect::new(x, y, inner, 36);
    plan.quorum = Rect::new(x, y + 42, inner, BADGE_H);
    y = plan.quorum.bottom() + 10;

    let is_slim = inner < SLIM_BELOW;
    let columns = if is_slim { 1 } else { 2 };
    let card_h = card_height(is_slim, most_parts(scene), columns);
    for index in 0..Plan::sources(scene).count() {
        let badge = Rect::new(x + 4, y, inner - 8, BADGE_H);
        let card = Rect::new(x, badge.bottom() + 8, inner, card_h);
        // The first node's disks leave room at the left for the cables that lead down to the networks.
        let shift = if index == 0 { SOCKET + 4 } else { 0 };
        let disks = volumes_under(Rect { x: x + shift, w: inner - shift, ..card }, true);
        let inlet = Point::new(x, card.y + 27);
        plan.nodes.push(NodePlan { card, badge, is_slim, columns, has_ports: false, disks: vec![disks], inlet });
        y = disks.bottom() + 18;
        if index == 0 {
            let queue_w = (inner / 3).min(120);
            let queue = Rect::new(x, y, queue_w, WITNESS_H + 8);
            plan.queues = vec![QueuePlan { room: queue, flow: Flow::Level, to: None }];
            plan.witness = Rect::new(x + queue_w + 12, y, inner - queue_w - 12, WITNESS_H);
            plan.pipes = column(scene.networks.len(), Rect::new(x, queue.bottom() + 10, inner, PIPE_H), 4);
            y = plan.pipes.last().map_or(queue.bottom(), |pipe| pipe.bottom()) + 14;
            plan.badge = Rect::new(x + 4, y, inner - 8, BADGE_H);
        }
    }
    // Letters reach the lower nodes along the left margin, the witness the upper ones along the right.
    plan.size.y = y;
}
