//! Sets of disks: a log volume and a database volume, under a node or shared by several.

use super::{
    Anchor, Cylinder, DatabaseCard, DisksCard, LogCard, Mark, PartBox, SharedCard, Text, Tile, Tone, cards,
    glyph::Glyph,
    plan::{DiskPlan, PAD, Plan, SharedPlan},
    say,
};
use crate::{
    model::scene::{CopyScene, DisksScene, LogScene, LogState, Mood, PartScene, Scene},
    ui::view_model::{
        geometry::{Point, Rect},
        measure::{Face, width},
    },
    words,
};

/// Lays out the disks that nodes share.
pub fn shared(scene: &Scene, plan: &Plan) -> Option<SharedCard> {
    second_half_shared(scene, plan.shared?)
}

#[inline(never)]
fn second_half_shared(scene: &Scene, place: SharedPlan) -> Option<SharedCard> {
    let cluster = scene.clusters.first()?;
    let mut disks = disks_card(cluster.shared.as_ref()?, &place.disks, None);
    let room = place.disks.title?;
    disks.title = Some(Text::new(room.x, room.y + 14, room.w, words::shared_title(), Face::Strong, Tone::Ink));
    let quorum = cluster.quorum_disk.as_ref().map(|disk| cards::quorum_disk(scene, disk, place.quorum));
    Some(SharedCard { rect: place.frame, disks, quorum })
}

/// Lays out a set of disks; `owner` is the server that they hang on.
pub fn disks_card(disks: &DisksScene, place: &DiskPlan, owner: Option<&str>) -> DisksCard {
    let title = |room: Rect| {
        let copy = disks.copy.as_ref();
        let role = copy.map_or(words::disks_empty(), |copy| &copy.role);
        let words = match copy.and_then(|copy| copy.status.as_ref()) {
            Some(status) => format!("{role} · {status}"),
            None => role.to_owned(),
        };
        // The line down from the server passes at the left.
        Text::new(room.x + 28, room.y + 15, room.w - 30, &words, Face::Strong, Tone::Ink)
    };
    DisksCard {
        title: place.title.map(title),
        logs: log_card(disks, place.logs, owner),
        database: database_card(disks, place.database, owner),
    }
}

/// Name and state of a volume for those who do not see it.
fn volume_name(volume: &PartScene, owner: Option<&str>, detail: &str) -> String {
    match owner {
        Some(owner) => words::volume_name(say::label(volume), owner, &volume.words, detail),
        None => words::shared_volume_name(say::label(volume), &volume.words, detail),
    }
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

fn log_card(disks: &DisksScene, rect: Rect, owner: Option<&str>) -> LogCard {
    let (mark, mut texts) = volume_heading(&disks.log_volume, rect);
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let (w, gap) = (36, 4);
    let fitting = usize::try_from((room + gap) / (w + gap)).unwrap_or(0);
    let logs = disks.copy.as_ref().map_or(&[][..], |copy| &copy.logs);
    let newest = &logs[logs.len().saturating_sub(fitting)..];
    let places = (0..).map(|index| Rect::new(x + index * (w + gap), rect.y + 30, w, 40));
    let tiles = newest.iter().zip(places).map(|(log, place)| tile(log, place)).collect();
    let lines = disks.copy.as_ref().map(log_lines).unwrap_or_default();
    for (line, y) in lines.iter().zip([rect.y + 86, rect.y + 102]) {
        let face = if matches!(line.1, Tone::Mood(_)) { Face::Strong } else { Face::Small };
        texts.push(Text::new(x, y, room, &line.0, face, line.1));
    }
    let detail = lines.iter().map(|line| line.0.as_str()).collect::<Vec<_>>().join(", ");
    let volume = &disks.log_volume;
    let name = volume_name(volume, owner, &detail);
    LogCard { part: PartBox::new(volume, rect, name), mark, texts, tiles }
}

/// What there is to say of the logs: what is lost, what waits, what is being written.
fn log_lines(copy: &CopyScene) -> Vec<(String, Tone)> {
    let mut lines = Vec::new();
    let lost: Vec<&LogScene> = copy.logs.iter().filter(|log| log.state == LogState::Lost).collect();
    if let Ok(count @ 1..) = u64::try_from(lost.len()) {
        let letters = lost.iter().map(|log| u64::from(log.letters)).sum();
        lines.push((words::logs_lost(count, letters), Tone::Mood(Mood::Bad)));
    }
    if copy.status.is_some() {
        for (queue, line) in [
            (copy.copy_queue, words::copy_queue(copy.copy_queue)),
            (copy.replay_queue, words::replay_queue(copy.replay_queue)),
        ] {
            lines.push((line, if queue > 0 { Tone::Log } else { Tone::Quiet }));
        }
    } else if let Some(open) = copy.logs.iter().find(|log| log.state == LogState::Open) {
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

fn database_card(disks: &DisksScene, rect: Rect, owner: Option<&str>) -> DatabaseCard {
    let volume = &disks.database_volume;
    let (mark, mut texts) = volume_heading(volume, rect);
    let Some(copy) = &disks.copy else {
        let name = volume_name(volume, owner, words::disks_empty());
        texts.push(Text::new(
            rect.x + PAD,
            rect.y + 46,
            rect.w - 2 * PAD,
            words::disks_empty(),
            Face::Small,
            Tone::Quiet,
        ));
        return DatabaseCard { part: PartBox::new(volume, rect, name), mark, texts, database: None };
    };
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let cylinder = Rect::new(x, rect.y + 30, 44, 42);
    let tone = Tone::Mood(copy.database_mood);
    let beside = room - cylinder.w - 10;
    let right = cylinder.right() + 10;
    let longest = copy.database.split(' ').map(|word| width(word, Face::Small)).max().unwrap_or(0);
    if rect.h < 100 {
        // A low, wide box: all words stand beside the cylinder.
        let state = state_lines(right, rect.y + 44, beside, &copy.database_words, tone);
        let below = state.last().map_or(rect.y + 44, |line| line.y + Face::Small.line());
        texts.extend(state);
        texts.push(Text::new(right, below, beside, &copy.database, Face::Small, Tone::Quiet));
    } else {
        if longest <= beside {
            texts.extend(Text::lines(right, rect.y + 46, beside, 2, &copy.database, Face::Small, Tone::Quiet));
        }
        texts.extend(state_lines(x, rect.y + 88, room, &copy.database_words, tone));
    }
    let middle = cylinder.centre();
    DatabaseCard {
        part: PartBox::new(volume, rect, volume_name(volume, owner, &copy.database_words)),
        mark,
        texts,
        database: Some(Cylinder {
            rect: cylinder,
            mark: Mark { at: Point::new(middle.x, middle.y + 5), glyph: Glyph::of_mood(copy.database_mood) },
            mood: copy.database_mood,
        }),
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
