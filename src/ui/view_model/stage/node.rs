//! The nodes with their processes, connections and disks.

use super::{
    Anchor, Chip, DatabaseCard, LogCard, Mark, NodeCard, PartBox, Pill, Text, Tile, Tone,
    cards::pill,
    glyph::Glyph,
    plan::{CHIP_H, NodePlan, PAD, Plan, SOCKET},
    say,
};
use crate::{
    model::scene::{LogScene, LogState, Mood, NodeScene, PartScene, Scene},
    ui::view_model::{
        geometry::{Point, Rect},
        measure::{Face, width},
    },
    words,
};

/// Between two processes in a row.
const CHIP_GAP: i32 = 6;

/// Lays out all nodes.
pub fn nodes(scene: &Scene, plan: &Plan) -> Vec<NodeCard> {
    let places = scene.nodes.iter().zip(&plan.nodes).enumerate();
    places.map(|(index, (node, place))| node_card(scene, plan, index, node, place)).collect()
}

fn node_card(scene: &Scene, plan: &Plan, index: usize, node: &NodeScene, place: &NodePlan) -> NodeCard {
    let (card, name) = (place.card, &node.part.label);
    let votes = scene.quorum.votes.iter().any(|vote| vote.id == node.part.id && vote.counts);
    let vote_words = if votes { words::vote_counts() } else { words::vote_missing() };
    let (x, room) = (card.x + PAD, card.w - 2 * PAD);
    let state = state_pill(node, place);
    let below = if place.is_slim { 28 } else { 0 };

    let vote_w = width(vote_words, Face::Small);
    let name_room = if place.is_slim { room } else { room - state.rect.w - 8 };
    let line = card.y + 43 + below;
    let role_room = room - vote_w - 32;
    let roles = match &node.copy_status {
        Some(status) if width(&format!("{} · {status}", node.role), Face::Small) <= role_room => {
            format!("{} · {status}", node.role)
        }
        _ => node.role.clone(),
    };
    let role = match &node.copy_status {
        Some(status) => format!("{}, {status}", node.role),
        None => node.role.clone(),
    };
    NodeCard {
        part: PartBox::new(&node.part, card, words::node_name(name, role, &node.part.words, vote_words)),
        is_owner: node.is_owner,
        pill: state,
        vote: Mark { at: Point::new(card.right() - PAD - vote_w - 13, line - 4), glyph: Glyph::of_vote(votes) },
        texts: vec![
            Text::new(x, card.y + 24, name_room, name, Face::Head, Tone::Ink),
            Text::new(x, line, role_room, &roles, Face::Small, Tone::Quiet),
            Text::new(card.right() - PAD, line, vote_w, vote_words, Face::Small, Tone::Vote).anchored(Anchor::End),
        ],
        chips: chips(node, Rect::new(x - 2, line + 11, room + 4, card.bottom() - line - 11), place.is_slim),
        sockets: sockets(plan, index, node),
        stems: stems(place),
        logs: log_card(node, place.logs),
        database: database_card(node, place.database),
    }
}

/// The node's state: beside its name, or below it where there is little room.
fn state_pill(node: &NodeScene, place: &NodePlan) -> Pill {
    let card = place.card;
    if place.is_slim {
        let room = Rect::new(card.x + PAD, card.y + 32, card.w - 2 * PAD, CHIP_H - 2);
        return pill(room, Anchor::Start, &node.part.words, node.part.mood);
    }
    // A name without end leaves at least a third of the row.
    let taken = (width(&node.part.label, Face::Head) + 2 * PAD).min(card.w * 2 / 3) + 8;
    let room = Rect::new(card.x + taken, card.y + 7, card.w - taken - 8, CHIP_H - 2);
    pill(room, Anchor::End, &node.part.words, node.part.mood)
}

/// The processes: two in a row, or one below the other where there is little room.
fn chips(node: &NodeScene, room: Rect, is_slim: bool) -> Vec<Chip> {
    let per_row = if is_slim { 1 } else { 2 };
    let widths = column_widths(node, room.w, per_row);
    let mut chips = Vec::new();
    let (mut x, mut y) = (room.x, room.y);
    for (index, process) in node.processes.iter().enumerate() {
        let column = index % per_row;
        if column == 0 && index > 0 {
            (x, y) = (room.x, y + CHIP_H + 4);
        }
        let rect = Rect::new(x, y, widths[column], CHIP_H);
        x = rect.right() + CHIP_GAP;
        chips.push(Chip {
            part: part_box(node, process, rect),
            mark: Mark { at: Point::new(rect.x + 13, rect.y + CHIP_H / 2), glyph: Glyph::of_mood(process.mood) },
            text: Some(Text::new(rect.x + 24, rect.y + 17, rect.w - 28, say::label(process), Face::Small, Tone::Ink)),
        });
    }
    chips
}

/// Widths of the columns of processes: what their words need, and half of what is left.
fn column_widths(node: &NodeScene, room: i32, columns: usize) -> Vec<i32> {
    if columns == 1 {
        return vec![room];
    }
    let need = |column: usize| {
        let labels = node.processes.iter().skip(column).step_by(columns);
        labels.map(|process| width(say::label(process), Face::Small) + 28).max().unwrap_or(0)
    };
    let (room, first, second) = (room - CHIP_GAP, need(0), need(1));
    let left = if first + second <= room { (room + first - second) / 2 } else { room / 2 };
    vec![left, room - left]
}

fn part_box(node: &NodeScene, part: &PartScene, rect: Rect) -> PartBox {
    PartBox::new(part, rect, words::part_name(say::label(part), &part.words, &node.part.label))
}

/// The connections, one at this node's end of each network.
fn sockets(plan: &Plan, index: usize, node: &NodeScene) -> Vec<Chip> {
    let socket = |(connection, pipe): (&PartScene, &Rect)| {
        let x = if index == 0 { pipe.x } else { pipe.right() - SOCKET };
        let rect = Rect::new(x, pipe.y + 18, SOCKET, SOCKET);
        let name = words::connection_name(&connection.label, &node.part.label, &connection.words);
        let mark = Mark { at: rect.centre(), glyph: Glyph::of_mood(connection.mood) };
        Chip { part: PartBox::new(connection, rect, name), mark, text: None }
    };
    node.connections.iter().zip(&plan.pipes).map(socket).collect()
}

/// Two short lines from the node down to its volumes.
fn stems(place: &NodePlan) -> Vec<[Point; 2]> {
    let stem = |volume: Rect| {
        let x = volume.centre().x.clamp(place.card.x + 8, place.card.right() - 8);
        [Point::new(x, place.card.bottom()), Point::new(x, volume.y)]
    };
    let below = place.card.bottom() + 30;
    [place.logs, place.database].into_iter().filter(|volume| volume.y < below).map(stem).collect()
}

/// The heading of a volume: its name, and with a sign its state unless all is well.
fn volume_heading(volume: &PartScene, rect: Rect) -> (Option<Mark>, Vec<Text>) {
    let (x, y, room) = (rect.x + PAD, rect.y + 20, rect.w - 2 * PAD);
    if matches!(volume.mood, Mood::Well | Mood::Active) {
        return (None, vec![Text::new(x, y, room, say::label(volume), Face::Small, Tone::Ink)]);
    }
    let mark = Some(Mark { at: Point::new(x + 6, y - 4), glyph: Glyph::of_mood(volume.mood) });
    let (x, room, tone) = (x + 18, room - 18, Tone::Mood(volume.mood));
    let label_w = width(say::label(volume), Face::Small);
    if label_w + 8 + width(&volume.words, Face::Strong) > room {
        return (mark, vec![Text::new(x, y, room, &volume.words, Face::Strong, tone)]);
    }
    let state = Text::new(rect.right() - PAD, y, room - label_w - 8, &volume.words, Face::Strong, tone);
    (mark, vec![Text::new(x, y, label_w, say::label(volume), Face::Small, Tone::Ink), state.anchored(Anchor::End)])
}

fn log_card(node: &NodeScene, rect: Rect) -> LogCard {
    let (mark, mut texts) = volume_heading(&node.log_volume, rect);
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let (w, gap) = (36, 4);
    let fitting = usize::try_from((room + gap) / (w + gap)).unwrap_or(0);
    let newest = &node.logs[node.logs.len().saturating_sub(fitting)..];
    let places = (0..).map(|index| Rect::new(x + index * (w + gap), rect.y + 30, w, 40));
    let tiles = newest.iter().zip(places).map(|(log, place)| tile(log, place)).collect();
    let lines = log_lines(node);
    for (line, y) in lines.iter().zip([rect.y + 86, rect.y + 102]) {
        let face = if matches!(line.1, Tone::Mood(_)) { Face::Strong } else { Face::Small };
        texts.push(Text::new(x, y, room, &line.0, face, line.1));
    }
    let detail = lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>().join(", ");
    let volume = &node.log_volume;
    let name = words::volume_name(say::label(volume), &node.part.label, &volume.words, detail);
    LogCard { part: PartBox::new(volume, rect, name), mark, texts, tiles }
}

/// What there is to say of the logs: what is lost, what waits, what is being written.
fn log_lines(node: &NodeScene) -> Vec<(String, Tone)> {
    let mut lines = Vec::new();
    let lost: Vec<&LogScene> = node.logs.iter().filter(|log| log.state == LogState::Lost).collect();
    if let Ok(count @ 1..) = u64::try_from(lost.len()) {
        let letters = lost.iter().map(|log| u64::from(log.letters)).sum();
        lines.push((words::logs_lost(count, letters), Tone::Mood(Mood::Bad)));
    }
    if node.copy_status.is_some() {
        for (queue, line) in [
            (node.copy_queue, words::copy_queue(node.copy_queue)),
            (node.replay_queue, words::replay_queue(node.replay_queue)),
        ] {
            lines.push((line, if queue > 0 { Tone::Log } else { Tone::Quiet }));
        }
    } else if let Some(open) = node.logs.iter().find(|log| log.state == LogState::Open) {
        lines.push((words::open_log(&open.file, u64::from(open.letters)), Tone::Quiet));
    }
    lines
}

fn tile(log: &LogScene, rect: Rect) -> Tile {
    let middle = rect.centre().x;
    let tone = if log.state == LogState::Lost { Tone::Mood(Mood::Bad) } else { Tone::Log };
    let number = Text::new(middle, rect.y + 15, rect.w, &say::log_number(log), Face::Mono, tone);
    let mut texts = vec![number.anchored(Anchor::Middle)];
    if log.state == LogState::Open {
        let fill = format!("{}%", log.fill);
        texts.push(Text::new(middle, rect.y + 32, rect.w, &fill, Face::Mono, tone).anchored(Anchor::Middle));
    }
    Tile {
        generation: log.generation,
        rect,
        state: log.state,
        filled: if log.state == LogState::Open { rect.h * i32::from(log.fill.min(100)) / 100 } else { rect.h },
        texts,
        mark: Glyph::of_log(log.state).map(|glyph| Mark { at: Point::new(middle, rect.y + 28), glyph }),
    }
}

fn database_card(node: &NodeScene, rect: Rect) -> DatabaseCard {
    let volume = &node.database_volume;
    let (mark, mut texts) = volume_heading(volume, rect);
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let cylinder = Rect::new(x, rect.y + 30, 44, 42);
    let tone = Tone::Mood(node.database_mood);
    let beside = room - cylinder.w - 10;
    let right = cylinder.right() + 10;
    let longest = node.database.split(' ').map(|word| width(word, Face::Small)).max().unwrap_or(0);
    if rect.h < 100 {
        // A low, wide box: all words stand beside the cylinder.
        let state = state_lines(right, rect.y + 44, beside, &node.database_words, tone);
        let below = state.last().map_or(rect.y + 44, |line| line.y + Face::Small.line());
        texts.extend(state);
        texts.push(Text::new(right, below, beside, &node.database, Face::Small, Tone::Quiet));
    } else {
        if longest <= beside {
            texts.extend(Text::lines(right, rect.y + 46, beside, 2, &node.database, Face::Small, Tone::Quiet));
        }
        texts.extend(state_lines(x, rect.y + 88, room, &node.database_words, tone));
    }
    let name = words::volume_name(say::label(volume), &node.part.label, &volume.words, &node.database_words);
    DatabaseCard {
        part: PartBox::new(volume, rect, name),
        mark,
        texts,
        cylinder,
        database: Mark {
            at: Point::new(cylinder.centre().x, cylinder.centre().y + 5),
            glyph: Glyph::of_mood(node.database_mood),
        },
        mood: node.database_mood,
    }
}

/// A state in at most two lines: in strong letters, unless only lighter ones fit.
fn state_lines(x: i32, y: i32, room: i32, words: &str, tone: Tone) -> Vec<Text> {
    let strong = Text::lines(x, y, room, 2, words, Face::Strong, tone);
    if strong.iter().all(|line| line.whole.is_none()) {
        return strong;
    }
    Text::lines(x, y, room, 2, words, Face::Small, tone)
}
