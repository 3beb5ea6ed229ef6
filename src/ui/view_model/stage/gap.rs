//! What belongs to the cluster as a whole and stands between or above the nodes.

use super::{
    Anchor, Mark, PartBox, Pill, Pipe, Text, Tone,
    cards::{pill, pill_width},
    glyph::Glyph,
    plan::{Plan, SOCKET, Shape},
    text::first_that_fits,
};
use crate::{
    model::{
        params::Mode,
        scene::{HeartbeatsScene, Mood, NetworkScene, Scene},
    },
    ui::view_model::{
        geometry::{Point, Rect},
        measure::Face,
    },
    words,
};

/// The cluster's name and its quorum model, or what a server on its own has.
pub fn heading(scene: &Scene, plan: &Plan) -> Vec<Text> {
    let room = plan.heading;
    let lines = if plan.is_stacked { 1 } else { 2 };
    let (title, model) = match (scene.clusters.first(), scene.mode) {
        (Some(cluster), _) => (words::cluster_title(), cluster.quorum.model.as_str()),
        (None, Mode::Lcr) => {
            let titles = [words::lcr_title(), words::lcr_title_short()];
            (first_that_fits(&titles, room.w, Face::Head), words::lcr_model())
        }
        (None, Mode::Scc | Mode::Ccr | Mode::Scr) => (words::scr_title(), words::scr_model()),
    };
    let mut texts = vec![Text::new(room.x, room.y + 13, room.w, title, Face::Head, Tone::Ink)];
    texts.extend(Text::lines(room.x, room.y + 30, room.w, lines, model, Face::Small, Tone::Quiet));
    texts
}

/// Whether there is quorum.
pub fn quorum(scene: &Scene, plan: &Plan) -> Option<Pill> {
    let quorum = &scene.clusters.first()?.quorum;
    let (counted, all) = (quorum.counted, quorum.votes.len());
    let (mood, long, short) = match (quorum.is_held, counted >= quorum.needed) {
        (true, true) => (Mood::Well, words::quorum_held(counted, all), words::quorum_held_short()),
        (true, false) => (Mood::Busy, words::quorum_unnoticed(counted, all), words::quorum_unnoticed_short()),
        (false, _) => (Mood::Bad, words::quorum_lost(counted, all), words::quorum_lost_short()),
    };
    let words = if pill_width(&long) <= plan.quorum.w { &long } else { short };
    Some(pill(plan.quorum, if plan.is_stacked { Anchor::Start } else { Anchor::End }, words, mood))
}

/// Lays out the networks.
pub fn pipes(scene: &Scene, plan: &Plan) -> Vec<Pipe> {
    let places = scene.networks.iter().zip(&plan.pipes).enumerate();
    places.map(|(slot, (network, room))| pipe(network, *room, plan.shape, !plan.is_stacked && slot == 0)).collect()
}

/// Lays out a network; the `is_lowest` has room for a second line of words, between the cables that come up to it.
fn pipe(network: &NetworkScene, room: Rect, shape: Shape, is_lowest: bool) -> Pipe {
    let (cables, most_lines) = if is_lowest && shape == Shape::Pair { (SOCKET, 2) } else { (0, 1) };
    let ends = if shape == Shape::Pair { SOCKET } else { 0 };
    let bar = Rect::new(room.x + ends, room.y + 24, room.w - 2 * ends, 12);
    let middle = room.centre().x;
    let words_room = room.w - 8;
    let beats = network.heartbeats;
    let missed = beats.map_or(0, |beats| beats.missed);
    let is_silent = beats.is_some_and(|beats| !beats.pass || beats.missed > 0);
    let part = &network.part;
    let is_broken = network.is_cut() || matches!(part.mood, Mood::Bad | Mood::Warning);
    let (second, tone) = if let Some(beats) = beats.filter(|beats| beats.missed > 0) {
        (words::heartbeats_missed(beats.missed, beats.missed_max), Tone::Mood(Mood::Bad))
    } else if is_broken {
        (cut_words(network).unwrap_or_else(|| part.words.clone()), Tone::Mood(part.mood))
    } else if is_silent {
        (words::heartbeats_none().to_owned(), Tone::Mood(Mood::Idle))
    } else {
        (network.carries.clone(), Tone::Quiet)
    };
    let face = if matches!(tone, Tone::Mood(_)) { Face::Strong } else { Face::Small };
    let name = match beats {
        Some(beats) => {
            let told = match beats.pass && beats.missed == 0 {
                true => words::heartbeats_pass().to_owned(),
                false => words::heartbeats_stopped(beats.missed, beats.missed_max),
            };
            words::network_name(&part.label, &part.words, &network.carries, told)
        }
        None => words::network_name_without_heartbeats(&part.label, &part.words, &network.carries),
    };
    let label = Text::new(middle, room.y + 15, words_room, &part.label, Face::Small, Tone::Ink);
    let lines = Text::lines(middle, room.y + 52, words_room - cables, most_lines, &second, face, tone);
    let texts: Vec<Text> = [label].into_iter().chain(lines).map(|text| text.anchored(Anchor::Middle)).collect();
    let lowest = texts.last().map_or(room.bottom(), |text| text.y + 4).max(room.bottom());
    Pipe {
        part: PartBox::new(part, Rect::new(bar.x, room.y + 4, bar.w, lowest - room.y - 4), name),
        bar,
        beats: beats.filter(|it| it.pass || missed > 0).map(|it| ticks(it, bar)).unwrap_or_default(),
        is_silent,
        texts,
        gap: (network.is_cut() || part.mood == Mood::Bad).then(|| Mark {
            at: bar.centre(),
            glyph: if network.is_cut() { Glyph::Cut } else { Glyph::of_mood(part.mood) },
        }),
    }
}

/// How many of several links are cut; nothing where there is only one.
fn cut_words(network: &NetworkScene) -> Option<String> {
    let cut = network.links.iter().filter(|link| link.is_cut).count();
    (cut > 0 && network.links.len() > 1).then(|| words::links_cut(cut as u64, network.links.len() as u64))
}

/// The last heartbeats, oldest first: those that were missed are at the end.
fn ticks(beats: HeartbeatsScene, bar: Rect) -> Vec<(Point, bool)> {
    let most = (bar.w / 10).clamp(1, 12);
    let count = i32::try_from(beats.missed_max).unwrap_or(most).clamp(1, most);
    // With more heartbeats than there is room for, the ticks stand for shares of them.
    let missed = i64::from(beats.missed) * i64::from(count) / i64::from(beats.missed_max.max(1));
    let came = i64::from(count) - missed.clamp(i64::from(beats.missed > 0), i64::from(count));
    let place = |tick| Point::new(bar.x + bar.w * (2 * tick + 1) / (2 * count), bar.centre().y);
    (0..count).map(|tick| (place(tick), i64::from(tick) < came)).collect()
}
