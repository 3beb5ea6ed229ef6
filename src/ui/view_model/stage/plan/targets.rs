//! Targets of standby continuous replication: below the source, across a gulf.

use super::{Flow, MARGIN_TALL, NodePlan, Plan, QueuePlan, alone, count};
use crate::{model::scene::Scene, ui::view_model::geometry::Rect};

/// Height of the gulf.
const GULF_H: i32 = 44;
/// Height of the copy queue above a target.
const STRIP_H: i32 = 44;
/// The narrowest target that stands beside another.
const TARGET_W: i32 = 176;

/// Adds the gulf and the targets below everything that is there.
pub fn plan(plan: &mut Plan, scene: &Scene) {
    let targets: Vec<usize> = (0..scene.nodes.len()).filter(|index| scene.nodes[*index].is_target).collect();
    if targets.is_empty() {
        return;
    }
    let room = if plan.is_stacked { Rect { x: MARGIN_TALL, ..plan.room() } } else { plan.room() };
    // Beside the hubs, the gulf follows what the mailboxes are on, however far down the hubs reach.
    let source = plan.frame.map(|frame| frame.bottom()).or(plan.nodes.iter().map(NodePlan::bottom).max()).unwrap_or(0);
    let lowest = if plan.is_stacked { plan.size.y - 10 } else { source };
    let gulf = Rect::new(room.x, lowest + 14, room.w, GULF_H);
    plan.gulf = Some(gulf);
    let space = 16;
    let fitting = ((room.w + space) / (TARGET_W + space)).max(1);
    // Two rows of two rather than three and one.
    let columns = match count(targets.len()) {
        all if all <= fitting => all,
        4 if fitting == 3 => 2,
        _ => fitting,
    };
    let w = (room.w - (columns - 1) * space) / columns;
    let mut y = gulf.bottom() + 6;
    for row in targets.chunks(usize::try_from(columns).unwrap_or(1)) {
        let mut bottom = y;
        for (place, index) in (0..).zip(row) {
            let x = room.x + place * (w + space);
            let to = Some((*index, 0));
            plan.queues.push(QueuePlan { room: Rect::new(x, y, w, STRIP_H), flow: Flow::Down, to });
            let below = Rect::new(x, y + STRIP_H + 6, w, 0);
            let target: NodePlan = alone::server(&scene.nodes[*index], below, *index, &mut plan.queues);
            bottom = bottom.max(target.bottom());
            plan.nodes.push(target);
        }
        y = bottom + 18;
    }
    plan.size.y = if plan.is_stacked { y } else { y.max(plan.around_bottom() + 10) };
}
