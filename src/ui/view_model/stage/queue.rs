//! Copy queues: the logs that a copy has not got yet; and the gulf that they have to cross to a target.

use super::{
    Anchor, GulfCard, QueueCard, Text, Tone,
    plan::{Flow, Plan, QueuePlan},
};
use crate::{
    model::scene::{CopyScene, Mood, NetworkScene, NodeScene, Scene},
    ui::view_model::{
        geometry::{Point, Rect},
        measure::{Face, width},
    },
    words,
};

/// The gulf between the source and its targets.
pub fn gulf(plan: &Plan) -> Option<GulfCard> {
    let rect = plan.gulf?;
    let (middle, y, room) = (rect.centre().x, rect.centre().y + 4, rect.w - 40);
    let words = super::text::first_that_fits(&[words::gulf(), words::gulf_short()], room, Face::Small);
    let text = Text::new(middle, y, room, words, Face::Small, Tone::Quiet).anchored(Anchor::Middle);
    Some(GulfCard { rect, texts: vec![text] })
}

/// The copy queues of all copies that logs are shipped to.
pub fn queues(scene: &Scene, plan: &Plan) -> Vec<QueueCard> {
    plan.queues.iter().filter_map(|place| queue(scene, plan, place)).collect()
}

fn queue(scene: &Scene, plan: &Plan, place: &QueuePlan) -> Option<QueueCard> {
    let to = match place.to {
        Some(to) => to,
        None => (scene.nodes.iter().position(|node| !node.is_target && node.copy_status().is_some())?, 0),
    };
    let node = scene.nodes.get(to.0)?;
    // The first set of a server may be the passive one, after the second was activated.
    let is_passive = |set: usize| copy_of(node, set).is_some_and(|copy| copy.status.is_some());
    let set = (to.1..node.disks.len()).chain(0..to.1).find(|set| is_passive(*set))?;
    let (copy, is_backwards) = (copy_of(node, set)?, place.to.is_some() && set < to.1);
    let is_forwards = if place.to.is_some() { !is_backwards } else { to.0 > 0 };
    let is_flowing = flows(scene, node);
    Some(match place.flow {
        Flow::Level => level(
            place.room,
            copy,
            if plan.is_stacked && place.to.is_none() { 14 } else { 20 },
            is_forwards,
            is_flowing,
        ),
        Flow::Down => down(place.room, copy, is_forwards, is_flowing),
    })
}

fn copy_of(node: &NodeScene, set: usize) -> Option<&CopyScene> {
    node.disks.get(set)?.copy.as_ref()
}

/// Whether logs can pass to a copy on this node.
fn flows(scene: &Scene, node: &NodeScene) -> bool {
    let works = |network: &NetworkScene| {
        let is_cut = network.links.iter().any(|link| link.is_cut && link.between.contains(&node.part.id));
        !is_cut && !matches!(network.part.mood, Mood::Bad | Mood::Warning)
    };
    let holder =
        |other: &&NodeScene| other.disks.iter().any(|disks| disks.copy.as_ref().is_some_and(|it| it.is_active));
    let from = scene.nodes.iter().find(holder).or(scene.nodes.iter().find(|node| node.is_owner));
    let is_near = from.is_some_and(|from| from.part.id == node.part.id);
    let are_up = node.part.mood != Mood::Bad && from.is_some_and(|from| from.part.mood != Mood::Bad);
    are_up && (is_near || scene.networks.iter().any(works))
}

/// One box a log that waits, as far as there is room, from `left` on.
fn tiles(logs: u32, left: impl Fn(i32) -> i32, y: i32, room: i32) -> Vec<Rect> {
    let (w, step) = (7, 9);
    let fitting = (room / step).max(1);
    let shown = i32::try_from(logs).unwrap_or(fitting).min(fitting);
    let left = left(shown * step - (step - w));
    (0..shown).map(|index| Rect::new(left + index * step, y, w, 12)).collect()
}

/// A queue between two sets of disks that stand side by side.
fn level(room: Rect, copy: &CopyScene, top: i32, is_forwards: bool, is_flowing: bool) -> QueueCard {
    let tone = if copy.copy_queue > 0 { Tone::Log } else { Tone::Quiet };
    let (middle, y) = (room.centre().x, room.y + top);
    let count = words::copy_queue_logs(u64::from(copy.copy_queue));
    let tiles_y = y + 26;
    let (start, end) = (Point::new(room.x + 8, tiles_y + 22), Point::new(room.right() - 8, tiles_y + 22));
    QueueCard {
        texts: vec![
            Text::new(middle, y, room.w, words::copy_queue_title(), Face::Small, Tone::Quiet).anchored(Anchor::Middle),
            Text::new(middle, y + 17, room.w, &count, Face::Strong, tone).anchored(Anchor::Middle),
        ],
        tiles: tiles(copy.copy_queue, |whole| middle - whole / 2, tiles_y, room.w - 8),
        arrow: if is_forwards { [start, end] } else { [end, start] },
        is_flowing,
    }
}

/// A queue between two sets of disks that stand one above the other: an arrow, and the words beside it.
fn down(room: Rect, copy: &CopyScene, is_forwards: bool, is_flowing: bool) -> QueueCard {
    let tone = if copy.copy_queue > 0 { Tone::Log } else { Tone::Quiet };
    let (x, left) = (room.x + 18, room.x + 34);
    let count = words::copy_queue_logs(u64::from(copy.copy_queue));
    let title = words::copy_queue_title();
    let beside = left + width(title, Face::Small).max(width(&count, Face::Strong)) + 12;
    let (start, end) = (Point::new(x, room.y + 4), Point::new(x, room.bottom() - 2));
    QueueCard {
        texts: vec![
            Text::new(left, room.y + 17, room.right() - left, title, Face::Small, Tone::Quiet),
            Text::new(left, room.y + 34, room.right() - left, &count, Face::Strong, tone),
        ],
        tiles: if beside + 9 <= room.right() {
            tiles(copy.copy_queue, |_| beside, room.y + 18, room.right() - beside)
        } else {
            Vec::new()
        },
        arrow: if is_forwards { [start, end] } else { [end, start] },
        is_flowing,
    }
}
