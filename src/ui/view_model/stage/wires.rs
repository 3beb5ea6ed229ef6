//! Lines between the boxes.

use super::{
    Wire, WireKind,
    plan::{Plan, SOCKET, Shape},
};
use crate::{
    engine::in_order,
    model::scene::{Mood, NodeScene, Scene},
    ui::view_model::geometry::{Point, Rect},
};

/// Between the middle of a connection and its end of the pipe.
const HALF: i32 = SOCKET / 2;

/// Lays out the lines.
pub fn wires(scene: &Scene, plan: &Plan) -> Vec<Wire> {
    let mut wires = Vec::new();
    let nodes = || scene.nodes.iter().enumerate().take(plan.nodes.len());
    for hub in &plan.hubs {
        wires.push(Wire { kind: WireKind::Mail, points: people_to_hub(plan, *hub), is_live: true, is_arrow: false });
        // A target takes no letters before it is activated.
        for (index, node) in nodes().filter(|(_, node)| node.is_owner || !node.is_target) {
            let is_live = node.is_owner && scene.people.is_served;
            let points = hub_to_node(scene, plan, *hub, index);
            wires.push(Wire { kind: WireKind::Mail, points, is_live, is_arrow: true });
        }
    }
    let mut wires = in_order(wires, |wire| wire.is_live);
    let mut add = |kind, points: Vec<Point>, is_live| wires.push(Wire { kind, points, is_live, is_arrow: false });
    let witness = scene.clusters.first().and_then(|cluster| cluster.witness.as_ref());
    if let Some(witness) = witness {
        let points = host(scene, plan, &witness.part.id).unwrap_or_default();
        add(WireKind::Host, points, !matches!(witness.part.mood, Mood::Bad));
    }
    for (index, node) in nodes().filter(|(_, node)| !node.is_target) {
        let is_up = !matches!(node.part.mood, Mood::Bad);
        if let Some(witness) = witness {
            let holds = witness.locked_by.as_ref().is_some_and(|holder| *holder == node.part.id);
            add(WireKind::Lock, lock(plan, index), holds);
        }
        let can_ship = node.disks.iter().all(|disks| !matches!(disks.log_volume.mood, Mood::Bad));
        for slot in 0..plan.pipes.len() {
            match plan.shape {
                Shape::Pair => add(WireKind::Shipping, cable(plan, index, slot), can_ship && is_up),
                Shape::Shared | Shape::Alone => {
                    let is_well = |port: &crate::model::scene::PartScene| !matches!(port.mood, Mood::Bad);
                    add(
                        WireKind::Cable,
                        port(plan, index, slot),
                        is_up && node.connections.get(slot).is_some_and(is_well),
                    );
                }
            }
        }
        if plan.shape == Shape::Shared {
            add(WireKind::Storage, storage(plan, index), node.is_owner && is_up);
        }
    }
    for (index, node) in nodes().filter(|(_, node)| node.is_target) {
        let is_live = !matches!(node.part.mood, Mood::Bad);
        let way = across(scene, plan, index);
        add(WireKind::Shipping, way, is_live);
    }
    wires.retain(|wire| wire.points.len() > 1);
    wires
}

/// From the people to a hub.
pub fn people_to_hub(plan: &Plan, hub: Rect) -> Vec<Point> {
    let people = plan.people;
    if plan.is_stacked {
        let y = (people.y + 62).max(hub.y + 62);
        return vec![
            Point::new(people.right(), people.y + 62),
            Point::new(hub.x - 8, people.y + 62),
            Point::new(hub.x - 8, y),
            Point::new(hub.x, y),
        ];
    }
    vec![Point::new(people.centre().x, people.bottom()), Point::new(hub.centre().x, hub.y)]
}

/// From a hub to the place where a node takes letters in.
pub fn hub_to_node(scene: &Scene, plan: &Plan, hub: Rect, node: usize) -> Vec<Point> {
    let (inlet, card) = (plan.nodes[node].inlet, plan.nodes[node].card);
    let is_target = scene.nodes.get(node).is_some_and(|node| node.is_target);
    // Targets that stand beside each other are reached between their rows.
    let lane = is_target.then(|| [Point::new(card.x - 8, card.y - 3), Point::new(card.x - 8, inlet.y)]);
    if plan.is_stacked {
        let (x, y) = (10, plan.hubs.last().map_or(0, |last| last.bottom()) + 14);
        let out = Point::new(hub.x + 20, hub.bottom());
        let turn = lane.map_or(inlet.y, |lane| lane[0].y);
        let mut way = vec![out, Point::new(out.x, y), Point::new(x, y), Point::new(x, turn)];
        way.extend(lane.into_iter().flatten());
        way.push(inlet);
        return way;
    }
    let x = hub.right() + 10;
    let y = inlet.y.clamp(hub.y + 16, hub.bottom() - 16);
    let mut way = vec![Point::new(hub.right(), y), Point::new(x, y)];
    if let Some(lane) = lane {
        way.push(Point::new(x, lane[0].y));
        way.extend(lane);
    } else if inlet.x > card.x {
        let rail = plan.frame.map_or(plan.size.y, |frame| frame.bottom()) - 13;
        way.extend([Point::new(x, rail), Point::new(inlet.x + 8, rail), Point::new(inlet.x + 8, inlet.y)]);
    } else if y != inlet.y {
        way.push(Point::new(x, inlet.y));
    }
    way.push(inlet);
    way
}

/// From the witness to the server whose share it is.
fn host(scene: &Scene, plan: &Plan, witness: &str) -> Option<Vec<Point>> {
    let server = witness.split('\\').next()?;
    let index = scene.hubs.iter().position(|hub| hub.part.id.eq_ignore_ascii_case(server))?;
    let (hub, witness) = (*plan.hubs.get(index)?, plan.witness);
    let y = hub.y + 22;
    if plan.is_stacked {
        let (x, from) = (plan.size.x - 6, witness.y + 14);
        return Some(vec![
            Point::new(witness.right(), from),
            Point::new(x, from),
            Point::new(x, y),
            Point::new(hub.right(), y),
        ]);
    }
    let (x, level) = (plan.frame.map_or(hub.right() + 20, |frame| frame.x - 8), witness.bottom() + 3);
    let from = witness.x + 12;
    Some(vec![
        Point::new(from, witness.bottom()),
        Point::new(from, level),
        Point::new(x, level),
        Point::new(x, y),
        Point::new(hub.right(), y),
    ])
}

/// From the witness to a node.
fn lock(plan: &Plan, index: usize) -> Vec<Point> {
    let (witness, card) = (plan.witness, plan.nodes[index].card);
    if plan.is_stacked {
        let (x, from, to) = (plan.size.x - 13, witness.bottom() - 14, card.y + 24);
        return vec![
            Point::new(witness.right(), from),
            Point::new(x, from),
            Point::new(x, to),
            Point::new(card.right(), to),
        ];
    }
    if plan.shape == Shape::Shared {
        let is_left = card.right() < witness.x;
        let (edge, x) = if is_left { (card.right(), witness.x - 12) } else { (card.x, witness.right() + 12) };
        let from = Point::new(if is_left { witness.x } else { witness.right() }, witness.centre().y);
        return vec![from, Point::new(x, from.y), Point::new(x, card.y + 40), Point::new(edge, card.y + 40)];
    }
    let x = if index == 0 { card.right() - 10 } else { card.x + 10 };
    vec![Point::new(x, witness.bottom()), Point::new(x, card.y)]
}

/// From a node and its log volume to the node's connection to a network.
fn cable(plan: &Plan, index: usize, slot: usize) -> Vec<Point> {
    let way = shipping(plan, index, slot);
    let node = &plan.nodes[index];
    if !plan.is_stacked {
        return if slot == 0 { way } else { Vec::new() };
    }
    // The connections of stacked nodes are away from the nodes, so each gets a line of its own.
    let end = *way.last().unwrap_or(&node.inlet);
    let edge = if index == 0 { node.card.bottom() } else { node.card.y };
    vec![Point::new(end.x, edge), end]
}

/// From a node with its connections in it to a network.
fn port(plan: &Plan, index: usize, slot: usize) -> Vec<Point> {
    let (card, pipe) = (plan.nodes[index].card, plan.pipes[slot]);
    let (step, y) = (i32::try_from(slot).unwrap_or(0), pipe.y + 30);
    if plan.shape == Shape::Alone && !plan.is_stacked {
        let x = pipe.x - 12;
        return vec![Point::new(pipe.x, y), Point::new(x, y), Point::new(x, card.y)];
    }
    let from = card.y + 14 + 10 * step;
    if plan.is_stacked {
        let x = pipe.x - 3 - 3 * step;
        return vec![Point::new(pipe.x, y), Point::new(x, y), Point::new(x, from), Point::new(card.x, from)];
    }
    let is_left = card.right() < pipe.x;
    let (edge, end) = if is_left { (card.right(), pipe.x) } else { (card.x, pipe.right()) };
    let x = edge + if is_left { 8 + 8 * step } else { -8 - 8 * step };
    vec![Point::new(edge, from), Point::new(x, from), Point::new(x, y), Point::new(end, y)]
}

/// From a node to the disks that it shares with others.
pub fn storage(plan: &Plan, index: usize) -> Vec<Point> {
    let (card, Some(shared)) = (plan.nodes[index].card, plan.shared) else { return Vec::new() };
    let (frame, from) = (shared.frame, card.bottom() - 16);
    if plan.is_stacked {
        let (x, y) = (plan.size.x - 10, frame.y + 20);
        return vec![
            Point::new(card.right(), from),
            Point::new(x, from),
            Point::new(x, y),
            Point::new(frame.right(), y),
        ];
    }
    let is_left = card.right() < frame.x;
    let (edge, end) = if is_left { (card.right(), frame.x) } else { (card.x, frame.right()) };
    let x = end + if is_left { -12 } else { 12 };
    let y = shared.disks.logs.centre().y;
    vec![Point::new(edge, from), Point::new(x, from), Point::new(x, y), Point::new(end, y)]
}

/// The log volume that logs are shipped from.
fn active_logs(scene: &Scene, plan: &Plan) -> Option<Rect> {
    let is_active = |disks: &crate::model::scene::DisksScene| disks.copy.as_ref().is_some_and(|it| it.is_active);
    let of_node = |(node, place): (&NodeScene, &super::plan::NodePlan)| {
        node.disks.iter().position(is_active).and_then(|set| Some(place.disks.get(set)?.logs))
    };
    let own = scene.nodes.iter().zip(&plan.nodes).filter(|(node, _)| !node.is_target).find_map(of_node);
    own.or(plan.shared.map(|shared| shared.disks.logs))
}

/// From the log volume of the source, across the gulf, to the copy queue above a target.
fn across(scene: &Scene, plan: &Plan, index: usize) -> Vec<Point> {
    let (Some(logs), Some(gulf)) = (active_logs(scene, plan), plan.gulf) else { return Vec::new() };
    let mut way = from_source(logs, gulf);
    way.extend(into_target(plan, index, gulf));
    way
}

/// From a log volume of the source down to the gulf.
pub fn from_source(logs: Rect, gulf: Rect) -> Vec<Point> {
    let x = logs.right() - 20;
    vec![Point::new(x, logs.bottom()), Point::new(x, gulf.y + 8)]
}

/// Along the gulf and down to a target.
pub fn into_target(plan: &Plan, index: usize, gulf: Rect) -> Vec<Point> {
    let Some(queue) = plan.queues.iter().find(|queue| queue.to.is_some_and(|(node, _)| node == index)) else {
        return Vec::new();
    };
    let (x, y) = (queue.room.x + 18, gulf.y + 8);
    vec![Point::new(x, y), Point::new(x, queue.room.y + 4)]
}

/// From a log volume to the middle of the node's connection to a network.
pub fn shipping(plan: &Plan, index: usize, slot: usize) -> Vec<Point> {
    let (node, pipe) = (&plan.nodes[index], plan.pipes[slot]);
    let Some(logs) = node.disks.first().map(|disks| disks.logs) else { return Vec::new() };
    let y = logs.y + 30;
    let x = if index == 0 { pipe.x + HALF } else { pipe.right() - HALF };
    let end = Point::new(x, pipe.y + 30);
    match (plan.is_stacked, index) {
        (true, 1..) => {
            let channel = node.card.bottom() + 8;
            let middle = logs.centre().x;
            vec![Point::new(middle, logs.y), Point::new(middle, channel), Point::new(x, channel), end]
        }
        (_, 0) => vec![Point::new(if plan.is_stacked { logs.x } else { logs.right() }, y), Point::new(x, y), end],
        (false, _) => vec![Point::new(logs.x, y), Point::new(x, y), end],
    }
}
