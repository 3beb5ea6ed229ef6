//! Lines between the boxes, and the ways along them.

use super::{
    Wire, WireKind,
    plan::{Plan, SOCKET},
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
    for hub in &plan.hubs {
        wires.push(Wire { kind: WireKind::Mail, points: people_to_hub(plan, *hub), is_live: true, is_arrow: false });
        for (index, node) in scene.nodes.iter().enumerate().take(plan.nodes.len()) {
            let is_live = node.is_owner && scene.people.is_served;
            wires.push(Wire { kind: WireKind::Mail, points: hub_to_node(plan, *hub, index), is_live, is_arrow: true });
        }
    }
    let mut wires = in_order(wires, |wire| wire.is_live);
    wires.extend(host(scene, plan));
    for (index, node) in scene.nodes.iter().enumerate().take(plan.nodes.len()) {
        let holds = scene.witness.locked_by.as_ref().is_some_and(|holder| *holder == node.part.id);
        wires.push(Wire { kind: WireKind::Lock, points: lock(plan, index), is_live: holds, is_arrow: false });
        for slot in 0..plan.pipes.len() {
            let works = !matches!(node.log_volume.mood, Mood::Bad) && !matches!(node.part.mood, Mood::Bad);
            wires.push(Wire {
                kind: WireKind::Shipping,
                points: cable(plan, index, slot),
                is_live: works,
                is_arrow: false,
            });
        }
    }
    wires
}

fn people_to_hub(plan: &Plan, hub: Rect) -> Vec<Point> {
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
fn hub_to_node(plan: &Plan, hub: Rect, node: usize) -> Vec<Point> {
    let inlet = plan.nodes[node].inlet;
    if plan.is_stacked {
        let (x, y) = (10, plan.hubs.last().map_or(0, |last| last.bottom()) + 14);
        let out = Point::new(hub.x + 20, hub.bottom());
        return vec![out, Point::new(out.x, y), Point::new(x, y), Point::new(x, inlet.y), inlet];
    }
    let x = hub.right() + 10;
    let y = inlet.y.clamp(hub.y + 16, hub.bottom() - 16);
    let mut way = vec![Point::new(hub.right(), y), Point::new(x, y)];
    if node > 0 {
        let rail = plan.size.y - 23;
        way.extend([Point::new(x, rail), Point::new(inlet.x + 8, rail), Point::new(inlet.x + 8, inlet.y)]);
    } else if y != inlet.y {
        way.push(Point::new(x, inlet.y));
    }
    way.push(inlet);
    way
}

/// From the witness to the server whose share it is.
fn host(scene: &Scene, plan: &Plan) -> Option<Wire> {
    let server = scene.witness.part.id.split('\\').next()?;
    let index = scene.hubs.iter().position(|hub| hub.part.id.eq_ignore_ascii_case(server))?;
    let (hub, witness) = (*plan.hubs.get(index)?, plan.witness);
    let y = hub.y + 22;
    let points = if plan.is_stacked {
        let (x, from) = (plan.size.x - 6, witness.y + 14);
        vec![Point::new(witness.right(), from), Point::new(x, from), Point::new(x, y), Point::new(hub.right(), y)]
    } else {
        let (x, level) = (plan.frame.map_or(hub.right() + 20, |frame| frame.x - 8), witness.bottom() + 3);
        let from = witness.x + 12;
        vec![
            Point::new(from, witness.bottom()),
            Point::new(from, level),
            Point::new(x, level),
            Point::new(x, y),
            Point::new(hub.right(), y),
        ]
    };
    Some(Wire { kind: WireKind::Host, points, is_live: !matches!(scene.witness.part.mood, Mood::Bad), is_arrow: false })
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

/// From a log volume to the middle of the node's connection to a network.
fn shipping(plan: &Plan, index: usize, slot: usize) -> Vec<Point> {
    let (node, pipe) = (&plan.nodes[index], plan.pipes[slot]);
    let (logs, y) = (node.logs, node.logs.y + 30);
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

/// The ways that things fly along.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Routes {
    /// The people's name in flights comes first; then hubs, then nodes.
    hubs: Vec<(String, Vec<Point>)>,
    nodes: Vec<NodeRoutes>,
    /// The clustered mailbox server and the place of its owner among the nodes.
    cms: (String, Option<usize>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct NodeRoutes {
    id: String,
    /// From each hub.
    mail: Vec<Vec<Point>>,
    /// From the log volume onto the network that carries logs.
    shipping: Vec<Point>,
}

/// Where something comes from or goes to.
enum Stop {
    People,
    Hub(usize),
    Node(usize),
}

impl Routes {
    /// Works out the ways of one picture.
    pub fn of(scene: &Scene, plan: &Plan) -> Routes {
        let works =
            |network: &crate::model::scene::NetworkScene| !network.is_cut && !matches!(network.part.mood, Mood::Bad);
        let carrier = scene.networks.iter().position(works).unwrap_or(0);
        let node_routes = |(index, node): (usize, &NodeScene)| NodeRoutes {
            id: node.part.id.clone(),
            mail: plan.hubs.iter().map(|hub| hub_to_node(plan, *hub, index)).collect(),
            shipping: if plan.pipes.is_empty() { Vec::new() } else { shipping(plan, index, carrier) },
        };
        let hubs = scene.hubs.iter().zip(&plan.hubs);
        Routes {
            hubs: hubs.map(|(hub, rect)| (hub.part.id.clone(), people_to_hub(plan, *rect))).collect(),
            nodes: scene.nodes.iter().enumerate().take(plan.nodes.len()).map(node_routes).collect(),
            cms: (scene.cms.name.clone(), scene.nodes.iter().position(|node| node.is_owner)),
        }
    }

    /// The way between two components, or nothing if no line of the drawing joins them.
    pub fn between(&self, from: &str, to: &str) -> Option<Vec<Point>> {
        let reversed = |mut way: Vec<Point>| {
            way.reverse();
            way
        };
        match (self.stop(from)?, self.stop(to)?) {
            (Stop::People, Stop::Hub(hub)) => Some(self.hubs[hub].1.clone()),
            (Stop::Hub(hub), Stop::People) => Some(reversed(self.hubs[hub].1.clone())),
            (Stop::Hub(hub), Stop::Node(node)) => self.nodes[node].mail.get(hub).cloned(),
            (Stop::Node(node), Stop::Hub(hub)) => self.nodes[node].mail.get(hub).cloned().map(reversed),
            (Stop::Node(from), Stop::Node(to)) if from != to => {
                let mut way = self.nodes[from].shipping.clone();
                way.extend(self.nodes[to].shipping.iter().rev());
                Some(way)
            }
            (Stop::People | Stop::Node(_), Stop::People | Stop::Node(_)) | (Stop::Hub(_), Stop::Hub(_)) => None,
        }
    }

    fn stop(&self, id: &str) -> Option<Stop> {
        if id == "people" {
            return Some(Stop::People);
        }
        let owner = id.split('\\').next().unwrap_or(id);
        let is_it = |name: &str| name.eq_ignore_ascii_case(owner);
        if let Some(hub) = self.hubs.iter().position(|(name, _)| is_it(name)) {
            return Some(Stop::Hub(hub));
        }
        if is_it(&self.cms.0) {
            return self.cms.1.map(Stop::Node);
        }
        self.nodes.iter().position(|node| is_it(&node.id)).map(Stop::Node)
    }
}
