//! Nodes around the disks that they share: half of them at each side, or above and below.

use super::{
    BADGE_H, DiskPlan, LOG_H, MARGIN, NodePlan, PIPE_H, Plan, SLIM_BELOW, SharedPlan, TITLE_H, WITNESS_H, card_height,
    column, count, parts, volumes,
};
use crate::{
    model::scene::Scene,
    ui::view_model::geometry::{Point, Rect},
};

/// Between the nodes and the shared disks, with the cables.
const GUTTER: i32 = 44;
/// The narrowest node that stands beside another.
const NODE_W: i32 = 214;

/// Plans a cluster of nodes that share their disks.
pub fn plan(plan: &mut Plan, scene: &Scene) {
    if plan.is_stacked { stacked(plan, scene) } else { side_by_side(plan, scene) }
}

/// Places nodes in `columns` from `room`'s upper edge on; returns the lower edge.
fn grid(plan: &mut Plan, scene: &Scene, room: Rect, columns: i32, nodes: std::ops::Range<usize>, is_left: bool) -> i32 {
    let space = 16;
    let w = (room.w - (columns - 1) * space) / columns;
    let is_slim = w < SLIM_BELOW;
    let chips = if w < NODE_W { 1 } else { 2 };
    let (mut x, mut y, mut bottom) = (room.x, room.y, room.y);
    for node in Plan::sources(scene).take(nodes.end).skip(nodes.start) {
        if x + w > room.right() {
            (x, y) = (room.x, bottom + 8);
        }
        let badge = Rect::new(x + 4, y, w - 8, BADGE_H);
        let card = Rect::new(x, badge.bottom() + 8, w, card_height(is_slim, parts(node, true), chips));
        let inlet = Point::new(if is_left { card.x } else { card.right() }, card.y + 27);
        bottom = bottom.max(card.bottom());
        plan.nodes.push(NodePlan { card, badge, is_slim, columns: chips, has_ports: true, disks: Vec::new(), inlet });
        x += w + space;
    }
    bottom
}

/// The shared disks at the upper edge of `room`, each below the other or all in a row.
fn disks(scene: &Scene, room: Rect) -> SharedPlan {
    let has_quorum_disk = scene.clusters.first().is_some_and(|cluster| cluster.quorum_disk.is_some());
    let inside = Rect::new(room.x + 10, room.y + 8, room.w - 20, 0);
    let title = Some(Rect { h: TITLE_H, ..inside });
    let below = Rect { y: inside.y + TITLE_H, ..inside };
    let (places, quorum) = if inside.w >= 560 && has_quorum_disk {
        let quorum_w = (inside.w * 24 / 100).max(150);
        let places = volumes(Rect { w: inside.w - quorum_w - 8, ..below }, true);
        (places, Rect::new(inside.right() - quorum_w, below.y, quorum_w, LOG_H))
    } else {
        let places = volumes(below, true);
        (places, Rect::new(inside.x, places.bottom() + 8, inside.w, WITNESS_H))
    };
    let disks = DiskPlan { title, ..places };
    let bottom = if has_quorum_disk { disks.bottom().max(quorum.bottom()) } else { disks.bottom() };
    SharedPlan { frame: Rect { h: bottom + 10 - room.y, ..room }, disks, quorum }
}

fn side_by_side(plan: &mut Plan, scene: &Scene) {
    let (width, frame_x) = (plan.size.x, plan.room().x);
    let inner = 16;
    let whole = width - MARGIN - frame_x - 2 * inner;
    let middle_w = (whole * 26 / 100).clamp(176, 270);
    let node_w = (whole - middle_w - 2 * GUTTER) / 2;
    let (left, y) = (frame_x + inner, 82);
    let middle = Rect::new(left + node_w + GUTTER, 20, middle_w, 0);
    let nodes = Plan::sources(scene).count();
    let half = nodes.div_ceil(2);
    let left_bottom = grid(plan, scene, Rect::new(left, y, node_w, 0), 1, 0..half, true);
    let right_x = middle.right() + GUTTER;
    let right_bottom = grid(plan, scene, Rect::new(right_x, y, node_w, 0), 1, half..nodes, false);

    let has_witness = scene.clusters.first().is_some_and(|cluster| cluster.witness.is_some());
    plan.witness = Rect { h: WITNESS_H, ..middle };
    let pipes_y = if has_witness { middle.y + WITNESS_H + 10 } else { middle.y };
    plan.pipes = column(scene.networks.len(), Rect { y: pipes_y, h: PIPE_H, ..middle }, 2);
    let disks_y = plan.pipes.last().map_or(pipes_y, |pipe| pipe.bottom() + 12).max(y + BADGE_H + 8);
    let shared = disks(scene, Rect { y: disks_y, ..middle });
    let nodes_bottom = left_bottom.max(right_bottom);
    // Disks stay in the middle of the nodes, however many these are.
    let down = ((nodes_bottom - shared.frame.bottom()) / 2).max(0);
    let shared = disks(scene, Rect { y: disks_y + down, ..middle });

    let lowest = (nodes_bottom.max(shared.frame.bottom()) + 26).max(plan.around_bottom());
    let frame = Rect::new(frame_x, 10, width - MARGIN - frame_x, lowest - 10);
    plan.heading = Rect::new(left, 20, middle.x - left - 16, 48);
    plan.quorum = Rect::new(middle.right() + 16, 22, frame.right() - middle.right() - 32, BADGE_H);
    // Above the right-hand nodes; only the last row of the left ones has to give way if there is an odd one.
    plan.badge = Rect::new(right_x, 52, node_w, BADGE_H);
    plan.shared = Some(shared);
    plan.frame = Some(frame);
    plan.size.y = frame.bottom() + 10;
}

fn stacked(plan: &mut Plan, scene: &Scene) {
    let room = plan.room();
    plan.heading = Rect { h: 36, ..room };
    plan.quorum = Rect::new(room.x, room.y + 42, room.w, BADGE_H);
    plan.badge = Rect::new(room.x, plan.quorum.bottom() + 6, room.w, BADGE_H);
    let nodes = Plan::sources(scene).count();
    let half = nodes.div_ceil(2);
    let columns = |nodes: usize| ((room.w + 16) / (NODE_W + 16)).clamp(1, count(nodes).max(1));
    let first = Rect { y: plan.badge.bottom() + 8, ..room };
    let mut y = grid(plan, scene, first, columns(half), 0..half, true) + 16;
    let has_witness = scene.clusters.first().is_some_and(|cluster| cluster.witness.is_some());
    if has_witness {
        plan.witness = Rect::new(room.x, y, room.w, WITNESS_H);
        y += WITNESS_H + 10;
    }
    plan.pipes = column(scene.networks.len(), Rect { y, h: PIPE_H, ..room }, 2);
    y = plan.pipes.last().map_or(y, |pipe| pipe.bottom()) + 8;
    let shared = disks(scene, Rect { y, ..room });
    plan.shared = Some(shared);
    let below = Rect { y: shared.frame.bottom() + 12, ..room };
    y = grid(plan, scene, below, columns(nodes - half), half..nodes, true);
    plan.size.y = y + 18;
}
