//! The clustered mailbox server: a label above the node that owns it.

use super::{
    Anchor, Badge, Text, Tone,
    cards::{pill, pill_width},
    plan::{Plan, Shape},
};
use crate::{
    model::scene::Scene,
    ui::view_model::{
        geometry::{Point, Rect},
        measure::Face,
    },
    words,
};

/// Lays out the clustered mailbox server, if there is one.
pub fn badge(scene: &Scene, plan: &Plan) -> Option<Badge> {
    scene.server.is_clustered.then(|| label(scene, plan))
}

fn label(scene: &Scene, plan: &Plan) -> Badge {
    let cms = &scene.server;
    let place_of = |name: &str| {
        let index = scene.nodes.iter().position(|node| node.part.id.eq_ignore_ascii_case(name))?;
        plan.nodes.get(index).map(|node| node.badge)
    };
    let owner = cms.on.as_deref().and_then(|name| Some((name, place_of(name)?)));
    let origin = cms.moving_from.as_deref().and_then(|name| Some((name, place_of(name)?)));
    match (owner, origin) {
        (Some((node, to)), Some((from, start))) if start != to => {
            let label = words::badge_moving(&cms.name);
            let room = centred(plan.badge, pill_width(&label));
            let name = words::badge_name_moving(&cms.name, from, node, cms.step.as_ref().unwrap_or(&cms.state));
            if plan.shape == Shape::Shared {
                // Among many nodes an arrow would cross the others: the label waits above the one that takes over.
                return Badge {
                    pill: pill(to, Anchor::Middle, &label, cms.mood),
                    way: Vec::new(),
                    step: None,
                    is_owned: true,
                    name,
                };
            }
            let way = way(start, to, room, plan);
            let step = step_text(cms.step.as_deref().filter(|_| !plan.is_stacked), start, to);
            Badge { pill: pill(room, Anchor::Middle, &label, cms.mood), way, step, is_owned: false, name }
        }
        (Some((node, place)), _) => {
            let step = words::badge_state(&cms.name, cms.step.as_ref().unwrap_or(&cms.state));
            let state = words::badge_state(&cms.name, &cms.state);
            let label = if pill_width(&step) <= place.w { &step } else { &state };
            let name = words::badge_name(&cms.name, &cms.state, node);
            Badge {
                pill: pill(place, Anchor::Middle, label, cms.mood),
                way: Vec::new(),
                step: None,
                is_owned: true,
                name,
            }
        }
        (None, _) => {
            let label = words::badge_state(&cms.name, &cms.state);
            let name = words::badge_name_nowhere(&cms.name, &cms.state);
            let anchor = if plan.is_stacked { Anchor::Start } else { Anchor::Middle };
            Badge {
                pill: pill(plan.badge, anchor, &label, cms.mood),
                way: Vec::new(),
                step: None,
                is_owned: false,
                name,
            }
        }
    }
}

/// What it is doing, on the far side of the arrow's tip.
fn step_text(step: Option<&str>, start: Rect, to: Rect) -> Option<Text> {
    let (middle, y, room) = (to.centre(), to.y + 17, to.w / 2 - 16);
    let (x, anchor) = if start.x < to.x { (middle.x + 16, Anchor::Start) } else { (middle.x - 16, Anchor::End) };
    let text = Text::new(x, y, room, step?, Face::Small, Tone::Quiet).anchored(anchor);
    text.whole.is_none().then_some(text)
}

fn centred(room: Rect, w: i32) -> Rect {
    let w = w.min(room.w);
    Rect::new(room.x + (room.w - w) / 2, room.y, w, room.h)
}

/// From above one node to above the other, past the label.
fn way(start: Rect, to: Rect, label: Rect, plan: &Plan) -> Vec<Point> {
    if !plan.is_stacked {
        let end = Point::new(to.centre().x, to.bottom() + 4);
        let start = Point::new(start.centre().x, start.bottom() + 4);
        let level = label.centre().y;
        return vec![start, Point::new(start.x, level), Point::new(end.x, level), end];
    }
    // Stacked, the label stands between the nodes, and a short arrow says which of them it is on its way to.
    let x = label.right() + 14;
    let (low, high) = (Point::new(x, label.bottom() + 6), Point::new(x, label.y - 4));
    if start.y < to.y { vec![high, low] } else { vec![low, high] }
}
