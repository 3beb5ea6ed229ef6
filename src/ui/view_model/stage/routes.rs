//! The ways that letters and logs fly along.

use super::{
    plan::{Plan, Shape},
    wires::{from_source, hub_to_node, into_target, people_to_hub, shipping, storage},
};
use crate::{
    model::scene::{DisksScene, Mood, Scene},
    ui::view_model::geometry::{Point, Rect},
};

/// The ways that things fly along.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Routes {
    /// Each hub, and the way to it from the people.
    hubs: Vec<(String, Vec<Point>)>,
    disks: Vec<DiskRoutes>,
    /// The Mailbox server, and the place of its disks among [`Routes::disks`].
    server: (String, Option<usize>),
}

/// The ways from and to one set of disks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct DiskRoutes {
    /// Component ids of the log volume and, for the first set of a server, of the server.
    ids: Vec<String>,
    /// The server that the disks hang on.
    node: Option<usize>,
    /// From each hub.
    mail: Vec<Vec<Point>>,
    /// Out to where the ways to all other sets meet: the network of a pair, or the gulf.
    out: Vec<Point>,
    /// The log volume.
    logs: Rect,
}

/// Where something comes from or goes to.
enum Stop {
    People,
    Hub(usize),
    Disks(usize),
}

impl Routes {
    /// Works out the ways of one picture.
    pub fn of(scene: &Scene, plan: &Plan) -> Routes {
        let works =
            |network: &crate::model::scene::NetworkScene| !network.is_cut() && !matches!(network.part.mood, Mood::Bad);
        let carrier = scene.networks.iter().position(works).unwrap_or(0);
        let mut disks = Vec::new();
        let mut active = None;
        let is_active = |disks: &DisksScene| disks.copy.as_ref().is_some_and(|copy| copy.is_active);
        for (index, (node, place)) in scene.nodes.iter().zip(&plan.nodes).enumerate() {
            let mail: Vec<Vec<Point>> = plan.hubs.iter().map(|hub| hub_to_node(scene, plan, *hub, index)).collect();
            for (set, (of, at)) in node.disks.iter().zip(&place.disks).enumerate() {
                if is_active(of) {
                    active = Some(disks.len());
                }
                let out = match plan.gulf {
                    Some(gulf) if node.is_target => {
                        let mut way = into_target(plan, index, gulf);
                        way.extend([
                            Point::new(way.last().map_or(at.logs.x, |end| end.x), at.logs.y),
                            at.logs.centre(),
                        ]);
                        way.reverse();
                        way
                    }
                    Some(gulf) if is_active(of) => from_source(at.logs, gulf),
                    _ if plan.shape == Shape::Pair && !plan.pipes.is_empty() => shipping(plan, index, carrier),
                    _ => Vec::new(),
                };
                let mut ids = vec![of.log_volume.id.clone()];
                ids.extend((set == 0).then(|| node.part.id.clone()));
                disks.push(DiskRoutes { ids, node: Some(index), mail: mail.clone(), out, logs: at.logs });
            }
        }
        if let (Some(shared), Some(place)) = (scene.clusters.first().and_then(|it| it.shared.as_ref()), plan.shared) {
            if is_active(shared) {
                active = Some(disks.len());
            }
            let owner = scene.nodes.iter().position(|node| node.is_owner).unwrap_or(0);
            let mail = |hub: &Rect| {
                let mut way = hub_to_node(scene, plan, *hub, owner);
                way.extend(storage(plan, owner));
                way
            };
            disks.push(DiskRoutes {
                ids: vec![shared.log_volume.id.clone()],
                node: None,
                mail: plan.hubs.iter().map(mail).collect(),
                out: plan.gulf.map(|gulf| from_source(place.disks.logs, gulf)).unwrap_or_default(),
                logs: place.disks.logs,
            });
        }
        let hubs = scene.hubs.iter().zip(&plan.hubs);
        Routes {
            hubs: hubs.map(|(hub, rect)| (hub.part.id.clone(), people_to_hub(plan, *rect))).collect(),
            disks,
            server: (scene.server.name.clone(), active),
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
            (Stop::Hub(hub), Stop::Disks(disks)) => self.disks[disks].mail.get(hub).cloned(),
            (Stop::Disks(disks), Stop::Hub(hub)) => self.disks[disks].mail.get(hub).cloned().map(reversed),
            (Stop::Disks(from), Stop::Disks(to)) if from != to => self.shipped(&self.disks[from], &self.disks[to]),
            (Stop::People | Stop::Disks(_), Stop::People | Stop::Disks(_)) | (Stop::Hub(_), Stop::Hub(_)) => None,
        }
    }

    /// The way of a log from one set of disks to another.
    fn shipped(&self, from: &DiskRoutes, to: &DiskRoutes) -> Option<Vec<Point>> {
        if from.node == to.node {
            return Some(vec![from.logs.centre(), to.logs.centre()]);
        }
        if from.out.is_empty() || to.out.is_empty() {
            return None;
        }
        Some(from.out.iter().chain(to.out.iter().rev()).copied().collect())
    }

    fn stop(&self, id: &str) -> Option<Stop> {
        if id == "people" {
            return Some(Stop::People);
        }
        let owner = id.split('\\').next().unwrap_or(id);
        if let Some(hub) = self.hubs.iter().position(|(name, _)| name.eq_ignore_ascii_case(owner)) {
            return Some(Stop::Hub(hub));
        }
        let named = |name: &str| self.disks.iter().position(|it| it.ids.iter().any(|id| id.eq_ignore_ascii_case(name)));
        if let Some(disks) = named(id) {
            return Some(Stop::Disks(disks));
        }
        if owner.eq_ignore_ascii_case(&self.server.0) {
            return self.server.1.map(Stop::Disks);
        }
        named(owner).map(Stop::Disks)
    }
}
