//! The votes as weights on a balance: what counts in one pan, the majority in the other.

use super::geometry::{Point, Rect};
use crate::{
    model::scene::{Mood, QuorumScene, Scene},
    words,
};

/// Size of the picture [px].
pub const SIZE: Point = Point::new(220, 108);

const PAN_W: i32 = 84;
const BEAM_Y: i32 = 34;
const LEFT: i32 = 54;
const RIGHT: i32 = 166;

/// A balance and its sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// The ends of the beam.
    pub beam: [Point; 2],
    /// Bottoms of the two pans.
    pub pans: [Rect; 2],
    /// A weight for each vote that counts.
    pub votes: Vec<Weight>,
    /// A weight for each vote that is needed.
    pub majority: Vec<Rect>,
    /// Whether there is quorum, and how safely.
    pub mood: Mood,
    /// `just enough` and the like.
    pub verdict: String,
    /// The picture in words.
    pub name: String,
    /// What counts and what is needed.
    pub sentence: String,
    /// Which next failure would stop the cluster.
    pub outlook: String,
    /// Every vote in words, with whether it counts.
    pub voters: Vec<(String, bool)>,
}

/// The weight of one vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its outline.
    pub rect: Rect,
    /// Whether it is the witness's.
    pub is_witness: bool,
}

impl Balance {
    /// Lays out the votes of `scene`, if anybody has one.
    pub fn of(scene: &Scene) -> Option<Balance> {
        let quorum = &scene.clusters.first()?.quorum;
        let (counted, needed) = (signed(quorum.counted), signed(quorum.needed));
        // One vote more or less tilts the beam by one step; more than two make no difference to the eye.
        let more = counted - needed;
        let dip = more.signum() * if more.abs() > 1 { 13 } else { 9 };
        let beam = [Point::new(LEFT, BEAM_Y + dip), Point::new(RIGHT, BEAM_Y - dip)];
        let pans = beam.map(|end| Rect::new(end.x - PAN_W / 2, end.y + 40, PAN_W, 5));
        let mut counting: Vec<bool> =
            quorum.votes.iter().filter(|vote| vote.counts).map(|vote| vote.is_witness).collect();
        counting.resize(usize::try_from(quorum.counted).unwrap_or(0), false);
        let places = weights(pans[0], counted);
        let votes = places.into_iter().zip(counting).map(|(rect, is_witness)| Weight { rect, is_witness }).collect();
        let (mood, verdict) = verdict(quorum);
        Some(Balance {
            beam,
            pans,
            votes,
            majority: weights(pans[1], needed),
            mood,
            name: words::votes_picture(quorum.counted, quorum.needed, &verdict),
            verdict,
            sentence: words::votes_sentence(quorum.counted, quorum.votes.len(), quorum.needed),
            outlook: outlook(quorum),
            voters: quorum.votes.iter().map(|vote| (voter(&vote.id, vote.is_witness), vote.counts)).collect(),
        })
    }
}

fn verdict(quorum: &QuorumScene) -> (Mood, String) {
    match quorum.counted.checked_sub(quorum.needed) {
        Some(1..) if quorum.is_held => (Mood::Well, words::votes_spare(quorum.counted - quorum.needed)),
        Some(_) if quorum.is_held => (Mood::Warning, words::votes_just_enough().to_owned()),
        None if quorum.is_held => (Mood::Busy, words::votes_too_few().to_owned()),
        Some(_) | None => (Mood::Bad, words::votes_too_few().to_owned()),
    }
}

fn outlook(quorum: &QuorumScene) -> String {
    if !quorum.is_held {
        return words::votes_stopped(u64::from(quorum.needed.saturating_sub(quorum.counted)));
    }
    if quorum.counted < quorum.needed {
        return words::votes_unnoticed().to_owned();
    }
    if quorum.fatal_next.is_empty() {
        return words::votes_fatal_none().to_owned();
    }
    let parts: Vec<String> = quorum
        .fatal_next
        .iter()
        .map(|id| voter(id, quorum.votes.iter().any(|vote| vote.is_witness && vote.id == *id)))
        .collect();
    words::votes_fatal(parts.join(", "))
}

/// How people call the owner of a vote.
fn voter(id: &str, is_witness: bool) -> String {
    match is_witness {
        true if id.ends_with("Disk") => words::quorum_disk_title().to_owned(),
        true => words::witness_title().to_owned(),
        false => id.to_owned(),
    }
}

/// Weights side by side on a pan, narrower the more there are.
fn weights(pan: Rect, count: i32) -> Vec<Rect> {
    if count < 1 {
        return Vec::new();
    }
    let step = (PAN_W - 4) / count.max(3);
    let (w, h) = ((step - 4).max(2), 24);
    let left = pan.centre().x - (count * step - (step - w)) / 2;
    (0..count).map(|index| Rect::new(left + index * step, pan.y - h, w, h)).collect()
}

fn signed(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX).min(24)
}
