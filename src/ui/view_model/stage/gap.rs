//! What belongs to the cluster as a whole and stands between or above the nodes.

use super::{
    Anchor, Badge, Mark, PartBox, Pill, Pipe, QueueCard, Text, Tone,
    cards::{pill, pill_width},
    glyph::Glyph,
    plan::{Plan, SOCKET},
};
use crate::{
    model::scene::{Mood, NetworkScene, Scene},
    ui::view_model::{
        geometry::{Point, Rect},
        measure::Face,
    },
    words,
};

/// The cluster's name and its quorum model.
pub fn heading(scene: &Scene, plan: &Plan) -> Vec<Text> {
    let room = plan.heading;
    let lines = if plan.is_stacked { 1 } else { 2 };
    let mut texts = vec![Text::new(room.x, room.y + 13, room.w, words::cluster_title(), Face::Head, Tone::Ink)];
    let model = &scene.quorum.model;
    texts.extend(Text::lines(room.x, room.y + 30, room.w, lines, model, Face::Small, Tone::Quiet));
    texts
}

/// Whether there is quorum.
pub fn quorum(scene: &Scene, plan: &Plan) -> Pill {
    let (quorum, all) = (&scene.quorum, scene.quorum.votes.len());
    let counted = quorum.counted;
    let (mood, long, short) = match (quorum.is_held, counted >= quorum.needed) {
        (true, true) => (Mood::Well, words::quorum_held(counted, all), words::quorum_held_short()),
        (true, false) => (Mood::Busy, words::quorum_unnoticed(counted, all), words::quorum_unnoticed_short()),
        (false, _) => (Mood::Bad, words::quorum_lost(counted, all), words::quorum_lost_short()),
    };
    let words = if pill_width(&long) <= plan.quorum.w { &long } else { short };
    pill(plan.quorum, if plan.is_stacked { Anchor::Start } else { Anchor::End }, words, mood)
}

/// Lays out the networks.
pub fn pipes(scene: &Scene, plan: &Plan) -> Vec<Pipe> {
    let places = scene.networks.iter().zip(&plan.pipes).enumerate();
    places.map(|(slot, (network, room))| pipe(network, *room, !plan.is_stacked && slot == 0)).collect()
}

/// Lays out a network; the `is_lowest` has room for a second line of words, between the cables that come up to it.
fn pipe(network: &NetworkScene, room: Rect, is_lowest: bool) -> Pipe {
    let (cables, most_lines) = if is_lowest { (SOCKET, 2) } else { (0, 1) };
    let bar = Rect::new(room.x + SOCKET, room.y + 24, room.w - 2 * SOCKET, 12);
    let middle = room.centre().x;
    let words_room = room.w - 8;
    let is_silent = !network.beats || network.missed > 0;
    let part = &network.part;
    let is_broken = network.is_cut || matches!(part.mood, Mood::Bad | Mood::Warning);
    let (second, tone) = if network.missed > 0 {
        (words::heartbeats_missed(network.missed, network.missed_max), Tone::Mood(Mood::Bad))
    } else if is_broken {
        (part.words.clone(), Tone::Mood(part.mood))
    } else if is_silent {
        (words::heartbeats_none().to_owned(), Tone::Mood(Mood::Idle))
    } else {
        (network.carries.clone(), Tone::Quiet)
    };
    let face = if matches!(tone, Tone::Mood(_)) { Face::Strong } else { Face::Small };
    let beats = if network.beats && network.missed == 0 {
        words::heartbeats_pass().to_owned()
    } else {
        words::heartbeats_stopped(network.missed, network.missed_max)
    };
    let label = Text::new(middle, room.y + 15, words_room, &part.label, Face::Small, Tone::Ink);
    let lines = Text::lines(middle, room.y + 52, words_room - cables, most_lines, &second, face, tone);
    let texts: Vec<Text> = [label].into_iter().chain(lines).map(|text| text.anchored(Anchor::Middle)).collect();
    let lowest = texts.last().map_or(room.bottom(), |text| text.y + 4).max(room.bottom());
    Pipe {
        part: PartBox::new(
            part,
            Rect::new(bar.x, room.y + 4, bar.w, lowest - room.y - 4),
            words::network_name(&part.label, &part.words, &network.carries, beats),
        ),
        bar,
        beats: if network.beats || network.missed > 0 { ticks(network, bar) } else { Vec::new() },
        is_silent,
        texts,
        gap: (network.is_cut || part.mood == Mood::Bad).then(|| Mark {
            at: bar.centre(),
            glyph: if network.is_cut { Glyph::Cut } else { Glyph::of_mood(part.mood) },
        }),
    }
}

/// The last heartbeats, oldest first: those that were missed are at the end.
fn ticks(network: &NetworkScene, bar: Rect) -> Vec<(Point, bool)> {
    let most = (bar.w / 10).clamp(1, 12);
    let count = i32::try_from(network.missed_max).unwrap_or(most).clamp(1, most);
    // With more heartbeats than there is room for, the ticks stand for shares of them.
    let missed = i64::from(network.missed) * i64::from(count) / i64::from(network.missed_max.max(1));
    let came = i64::from(count) - missed.clamp(i64::from(network.missed > 0), i64::from(count));
    let place = |tick| Point::new(bar.x + bar.w * (2 * tick + 1) / (2 * count), bar.centre().y);
    (0..count).map(|tick| (place(tick), i64::from(tick) < came)).collect()
}

/// The copy queue between the copies, if there is a passive copy.
pub fn queue(scene: &Scene, plan: &Plan) -> Option<QueueCard> {
    let passive = scene.nodes.iter().position(|node| node.copy_status.is_some())?;
    let (room, logs) = (plan.queue, scene.nodes[passive].copy_queue);
    let tone = if logs > 0 { Tone::Log } else { Tone::Quiet };
    let middle = room.centre().x;
    let y = room.y + if plan.is_stacked { 14 } else { 20 };
    let count = words::copy_queue_logs(u64::from(logs));
    let (w, step) = (7, 9);
    let fitting = ((room.w - 8) / step).max(1);
    let shown = i32::try_from(logs).unwrap_or(fitting).min(fitting);
    let left = middle - (shown * step - (step - w)) / 2;
    let tiles_y = y + 26;
    // Logs go to the right or down to the second node, to the left or up to the first.
    let works = |network: &NetworkScene| !network.is_cut && !matches!(network.part.mood, Mood::Bad | Mood::Warning);
    let is_flowing = scene.networks.iter().any(works) && scene.nodes.iter().all(|node| node.part.mood != Mood::Bad);
    let (start, end) = (Point::new(room.x + 8, tiles_y + 22), Point::new(room.right() - 8, tiles_y + 22));
    Some(QueueCard {
        texts: vec![
            Text::new(middle, y, room.w, words::copy_queue_title(), Face::Small, Tone::Quiet).anchored(Anchor::Middle),
            Text::new(middle, y + 17, room.w, &count, Face::Strong, tone).anchored(Anchor::Middle),
        ],
        tiles: (0..shown).map(|index| Rect::new(left + index * step, tiles_y, w, 12)).collect(),
        arrow: if passive > 0 { [start, end] } else { [end, start] },
        is_flowing,
    })
}

/// Lays out the clustered mailbox server.
pub fn badge(scene: &Scene, plan: &Plan) -> Badge {
    let cms = &scene.cms;
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
