//! The people, the hubs and the witness.

use super::{
    Anchor, Bar, HubCard, Mark, PartBox, PeopleCard, Pill, Text, Tone, VoterCard,
    glyph::Glyph,
    plan::{BADGE_H, PAD, Plan},
    say,
    text::first_that_fits,
};
use crate::{
    model::scene::{HubScene, Mood, PartScene, PeopleScene, Scene},
    ui::view_model::{
        geometry::{Point, Rect},
        measure::{Face, width},
    },
    words,
};

/// Left of a label's words, with the sign.
const PILL_LEFT: i32 = 24;
/// On both sides of a label's words together.
const PILL: i32 = PILL_LEFT + 10;

/// A label as wide as its words, at the left or right end of `room`.
pub fn pill(room: Rect, anchor: Anchor, words: &str, mood: Mood) -> Pill {
    let text =
        Text::new(room.x + PILL_LEFT, room.y + room.h / 2 + 4, room.w - PILL, words, Face::Strong, Tone::Mood(mood));
    let w = text.width() + PILL;
    let x = match anchor {
        Anchor::Start => room.x,
        Anchor::Middle => room.x + (room.w - w) / 2,
        Anchor::End => room.right() - w,
    };
    Pill {
        rect: Rect::new(x, room.y, w, room.h),
        mark: Mark { at: Point::new(x + 14, room.y + room.h / 2), glyph: Glyph::of_mood(mood) },
        text: Text { x: x + PILL_LEFT, ..text },
        mood,
    }
}

/// Lays out the people's card.
pub fn people(scene: &Scene, plan: &Plan) -> PeopleCard {
    let (people, rect) = (&scene.people, plan.people);
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let clock = say::clock_since(scene.now, people.since);
    let (long, short) = (words::people_waiting(&clock), words::people_waiting_short(&clock));
    let (mood, state) = if people.is_served {
        (Mood::Well, words::people_at_work())
    } else {
        (Mood::Bad, first_that_fits(&[&long, &short, &clock], room + 8 - PILL, Face::Strong))
    };
    let title = first_that_fits(&[words::people_title(), words::people_title_short()], room, Face::Head);
    let count = words::people_count(u64::from(people.count));
    let mut texts = vec![
        Text::new(x, rect.y + 22, room, title, Face::Head, Tone::Ink),
        Text::new(x, rect.y + 39, room, &count, Face::Small, Tone::Quiet),
    ];
    texts.extend(account(people, Rect::new(x, rect.y + 90, room, 50)));
    PeopleCard {
        rect,
        pill: pill(Rect::new(x - 4, rect.y + 48, room + 8, BADGE_H - 2), Anchor::Start, state, mood),
        texts,
    }
}

/// The letters' account: what it counts at the left, how many at the right.
fn account(people: &PeopleScene, room: Rect) -> Vec<Text> {
    let lost = if people.lost > 0 { Tone::Mood(Mood::Bad) } else { Tone::Quiet };
    // A letter that waits is nothing special while the mailboxes are there to take it.
    let queued = if people.queued > 0 && !people.is_served { Tone::Mood(Mood::Warning) } else { Tone::Quiet };
    let mut rows = vec![
        (words::account_present(), people.present, Tone::Quiet),
        (words::account_queued(), people.queued, queued),
        (words::account_lost(), people.lost, lost),
    ];
    if people.edits_lost > 0 {
        rows.push((words::account_edits(), people.edits_lost, Tone::Mood(Mood::Bad)));
    }
    let heights = (0..).map(|row| room.y + row * Face::Small.line());
    let mut texts = Vec::new();
    for ((words, count, tone), y) in rows.into_iter().zip(heights) {
        let face = if tone == Tone::Quiet { Face::Small } else { Face::Strong };
        let number = count.to_string();
        let number = Text::new(room.right(), y, room.w / 2, &number, face, tone).anchored(Anchor::End);
        texts.push(Text::new(room.x, y, room.w - number.width() - 6, words, face, tone));
        texts.push(number);
    }
    texts
}

/// Lays out the hubs.
pub fn hubs(scene: &Scene, plan: &Plan) -> Vec<HubCard> {
    let waits = !scene.people.is_served;
    scene.hubs.iter().zip(&plan.hubs).map(|(hub, rect)| hub_card(hub, *rect, waits)).collect()
}

fn hub_card(hub: &HubScene, rect: Rect, waits: bool) -> HubCard {
    let (x, room) = (rect.x + PAD, rect.w - 2 * PAD);
    let queued = words::hub_queue(u64::from(hub.queued));
    let kept = hub.dumpster.map(|it| (say::megabytes(it.bytes), say::megabytes(it.limit), it));
    let name = match &kept {
        Some((held, limit, _)) => words::hub_name(&hub.part.label, &hub.part.words, &queued, held, limit),
        None => words::hub_name_without_dumpster(&hub.part.label, &hub.part.words, &queued),
    };
    let queue_tone = if hub.queued > 0 && waits { Tone::Mood(Mood::Warning) } else { Tone::Quiet };
    // Without a dumpster the queue stands in its place.
    let queue_y = rect.y + if kept.is_some() { 122 } else { 68 };
    let mut texts = vec![
        Text::new(x + 20, rect.y + 22, room - 20, &hub.part.label, Face::Head, Tone::Ink),
        if matches!(hub.part.mood, Mood::Well | Mood::Active | Mood::Idle) {
            let role = first_that_fits(&[words::hub_role(), words::hub_role_short()], room, Face::Small);
            Text::new(x, rect.y + 41, room, role, Face::Small, Tone::Quiet)
        } else {
            Text::new(x, rect.y + 41, room, &hub.part.words, Face::Strong, Tone::Mood(hub.part.mood))
        },
        Text::new(x, queue_y, room, &queued, Face::Small, queue_tone),
    ];
    if let Some((held, limit, it)) = &kept {
        let title = first_that_fits(&[words::hub_dumpster(), words::hub_dumpster_short()], room, Face::Small);
        let (long, short) =
            (words::hub_dumpster_held(held, limit, u64::from(it.letters)), words::hub_dumpster_held_short(held, limit));
        texts.push(Text::new(x, rect.y + 68, room, title, Face::Small, Tone::Quiet));
        let held = first_that_fits(&[&long, &short], room, Face::Small);
        texts.push(Text::new(x, rect.y + 98, room, held, Face::Small, Tone::Quiet));
    }
    HubCard {
        part: PartBox::new(&hub.part, rect, name),
        mark: Mark { at: Point::new(x + 7, rect.y + 17), glyph: Glyph::of_mood(hub.part.mood) },
        texts,
        dumpster: hub
            .dumpster
            .map(|it| Bar { rect: Rect::new(x, rect.y + 75, room, 8), filled: share(it.bytes, it.limit, room) }),
        waiting: waiting(hub.queued, Rect::new(x, queue_y + 9, room, 12)),
    }
}

/// The part of `room` pixels that `held` of `limit` fills; at least one pixel if it is not nothing.
fn share(held: u64, limit: u64, room: i32) -> i32 {
    if held == 0 || limit == 0 {
        return 0;
    }
    let filled =
        i64::try_from(held.min(limit)).unwrap_or(0) * i64::from(room) / i64::try_from(limit).unwrap_or(i64::MAX);
    i32::try_from(filled).unwrap_or(room).max(1)
}

/// One small box a letter, as many as fit.
fn waiting(letters: u32, room: Rect) -> Vec<Rect> {
    let (w, step) = (13, 16);
    let fitting = usize::try_from((room.w + step - w) / step).unwrap_or(0);
    let count = usize::try_from(letters).unwrap_or(usize::MAX).min(fitting);
    (0..).take(count).map(|index| Rect::new(room.x + index * step, room.y + 1, w, 9)).collect()
}

/// Lays out the witness, if there is one.
pub fn witness(scene: &Scene, plan: &Plan) -> Option<VoterCard> {
    let witness = scene.clusters.first()?.witness.as_ref()?;
    let lock = match &witness.locked_by {
        Some(node) => words::witness_locked_by(node),
        None => words::witness_unlocked().to_owned(),
    };
    let short = witness.locked_by.as_ref().map_or_else(|| lock.clone(), words::witness_lock_short);
    let title = words::witness_title();
    let name = words::witness_name(title, &witness.part.words, &lock);
    Some(voter(scene, &witness.part, plan.witness, title, [&lock, &short], name))
}

/// Lays out the shared disk that votes.
pub fn quorum_disk(scene: &Scene, disk: &PartScene, rect: Rect) -> VoterCard {
    let title = words::quorum_disk_title();
    let name = words::quorum_disk_name(title, &disk.words);
    voter(scene, disk, rect, title, [words::quorum_disk_holds(), words::quorum_disk_holds_short()], name)
}

/// What votes and is no node: its title, and below it its state if something is wrong, else one of `lines`.
fn voter(scene: &Scene, part: &PartScene, rect: Rect, title: &str, lines: [&str; 2], name: String) -> VoterCard {
    let counts = say::vote_of(scene, &part.id) == Some(true);
    let (x, room) = (rect.x + 31, rect.w - 31 - 6);
    let second = if matches!(part.mood, Mood::Bad | Mood::Warning) {
        Text::new(x, rect.y + 40, room, &part.words, Face::Strong, Tone::Mood(part.mood))
    } else {
        Text::new(x, rect.y + 40, room, first_that_fits(&lines, room, Face::Small), Face::Small, Tone::Vote)
    };
    VoterCard {
        part: PartBox::new(part, rect, name),
        mark: Mark { at: Point::new(rect.x + 17, rect.y + 19), glyph: Glyph::of_vote(counts) },
        texts: vec![Text::new(x, rect.y + 23, room, title, Face::Strong, Tone::Vote), second],
    }
}

/// Room that words need in the face of a label.
pub fn pill_width(words: &str) -> i32 {
    width(words, Face::Strong) + PILL
}
