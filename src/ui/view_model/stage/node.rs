//! The nodes with their processes and connections.

use super::{
    Anchor, Chip, Mark, NodeCard, PartBox, Pill, Text, Tone,
    cards::pill,
    disks::disks_card,
    glyph::Glyph,
    plan::{CHIP_H, DiskPlan, NodePlan, PAD, Plan, SOCKET},
    say,
};
use crate::{
    model::scene::{NodeScene, PartScene, Scene},
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
    let vote = say::vote_of(scene, &node.part.id);
    let vote_words = match vote {
        Some(true) => words::vote_counts(),
        Some(false) => words::vote_missing(),
        None => "",
    };
    let (x, room) = (card.x + PAD, card.w - 2 * PAD);
    let state = state_pill(node, place);
    let below = if place.is_slim { 28 } else { 0 };

    let vote_w = if vote.is_some() { width(vote_words, Face::Small) } else { -32 };
    let name_room = if place.is_slim { room } else { room - state.rect.w - 8 };
    let line = card.y + 43 + below;
    let role_room = room - vote_w - 32;
    let whole = match node.copy_status() {
        Some(status) => format!("{} · {status}", node.role),
        None => node.role.clone(),
    };
    let roles = if width(&whole, Face::Small) <= role_room { &whole } else { &node.role };
    let role = match node.copy_status() {
        Some(status) => format!("{}, {status}", node.role),
        None => node.role.clone(),
    };
    let mut texts = vec![
        Text::new(x, card.y + 24, name_room, name, Face::Head, Tone::Ink),
        Text::new(x, line, role_room, roles, Face::Small, Tone::Quiet),
    ];
    if vote.is_some() {
        let right = card.right() - PAD;
        texts.push(Text::new(right, line, vote_w, vote_words, Face::Small, Tone::Vote).anchored(Anchor::End));
    }
    let full_name = match vote {
        Some(_) => words::node_name(name, role, &node.part.words, vote_words),
        None => words::node_name_without_vote(name, role, &node.part.words),
    };
    let sets = node.disks.iter().zip(&place.disks);
    NodeCard {
        part: PartBox::new(&node.part, card, full_name),
        is_owner: node.is_owner,
        pill: state,
        vote: vote.map(|counts| Mark {
            at: Point::new(card.right() - PAD - vote_w - 13, line - 4),
            glyph: Glyph::of_vote(counts),
        }),
        texts,
        chips: chips(node, Rect::new(x - 2, line + 11, room + 4, card.bottom() - line - 11), place),
        sockets: if place.has_ports { Vec::new() } else { sockets(plan, index, node) },
        stems: stems(place),
        disks: sets.map(|(disks, set)| disks_card(disks, set, Some(&node.part.label))).collect(),
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

/// The processes, and the connections if they stand among them, in rows.
fn chips(node: &NodeScene, room: Rect, place: &NodePlan) -> Vec<Chip> {
    let ports = if place.has_ports { &node.connections[..] } else { &[] };
    let parts: Vec<&PartScene> = node.processes.iter().chain(ports).collect();
    let labels: Vec<&str> = parts.iter().map(|part| say::label(part)).collect();
    let widths = column_widths(&labels, room.w, place.columns);
    let mut chips = Vec::new();
    let (mut x, mut y) = (room.x, room.y);
    for (index, part) in parts.into_iter().enumerate() {
        let column = index % place.columns;
        if column == 0 && index > 0 {
            (x, y) = (room.x, y + CHIP_H + 4);
        }
        let rect = Rect::new(x, y, widths[column], CHIP_H);
        x = rect.right() + CHIP_GAP;
        let name = match index < node.processes.len() {
            true => words::part_name(labels[index], &part.words, &node.part.label),
            false => words::connection_name(labels[index], &node.part.label, &part.words),
        };
        chips.push(Chip {
            part: PartBox::new(part, rect, name),
            mark: Mark { at: Point::new(rect.x + 13, rect.y + CHIP_H / 2), glyph: Glyph::of_mood(part.mood) },
            text: Some(chip_text(labels[index], rect)),
        });
    }
    chips
}

/// The word of a process, in short where it does not fit.
fn chip_text(label: &str, rect: Rect) -> Text {
    let room = rect.w - 28;
    let is_long = width(label, Face::Small) > room && label == words::part_system_attendant();
    let label = if is_long { words::part_system_attendant_short() } else { label };
    Text::new(rect.x + 24, rect.y + 17, room, label, Face::Small, Tone::Ink)
}

/// Widths of the columns of processes: what their words need, and an equal share of what is left.
fn column_widths(labels: &[&str], room: i32, columns: usize) -> Vec<i32> {
    let count = i32::try_from(columns).unwrap_or(1).max(1);
    let room = room - (count - 1) * CHIP_GAP;
    let need = |column: usize| {
        let labels = labels.iter().skip(column).step_by(columns.max(1));
        labels.map(|label| width(label, Face::Small) + 28).max().unwrap_or(0)
    };
    let needs: Vec<i32> = (0..columns).map(need).collect();
    let left = room - needs.iter().sum::<i32>();
    let mut widths: Vec<i32> =
        if left >= 0 { needs.iter().map(|need| need + left / count).collect() } else { vec![room / count; columns] };
    // The last one takes what rounding left over.
    let taken: i32 = widths.iter().rev().skip(1).sum();
    if let Some(last) = widths.last_mut() {
        *last = room - taken;
    }
    widths
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

/// Short lines from the node down to its volumes, or across to them.
fn stems(place: &NodePlan) -> Vec<[Point; 2]> {
    place.disks.iter().flat_map(|set| stems_of(place.card, set)).collect()
}

fn stems_of(card: Rect, set: &DiskPlan) -> Vec<[Point; 2]> {
    let (logs, database) = (set.logs, set.database);
    if logs.x >= card.right() {
        let y = logs.centre().y;
        return vec![[Point::new(card.right(), y), Point::new(logs.x, y)]];
    }
    let down = |x: i32, to: i32| [Point::new(x, card.bottom()), Point::new(x, to)];
    if let Some(title) = set.title {
        // One line a set, beside the words that say what is on it.
        let is_near = title.y < card.bottom() + 20;
        return is_near.then(|| down(title.x + 14, logs.y)).into_iter().collect();
    }
    let is_near = |volume: &Rect| volume.y < card.bottom() + 30;
    let middle = |volume: Rect| down(volume.centre().x.clamp(card.x + 8, card.right() - 8), volume.y);
    [logs, database].into_iter().filter(is_near).map(middle).collect()
}
