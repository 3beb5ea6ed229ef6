//! The exposure gauge: what only the active copy has, in letters and people.

use crate::{
    model::scene::{Mood, Scene},
    words,
};

/// Length of the gauge [units of its picture].
pub const GAUGE: i32 = 300;

/// The gauge and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// Whether anything would be gone.
    pub mood: Mood,
    /// What the gauge tells of.
    pub title: &'static str,
    /// The whole in one sentence.
    pub sentence: String,
    /// In how many logs it is; nothing where no other copy could lack them.
    pub logs: String,
    /// Whether there is anything to measure: without a mounted database and without a rest of one there is not.
    pub is_drawn: bool,
    /// What the dumpster would bring back, letters that would be gone, other changes that would be gone.
    pub shares: Vec<Share>,
}

/// A stretch of the gauge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its word in `data-kind`.
    pub kind: &'static str,
    /// Where it begins.
    pub start: i32,
    /// How long it is.
    pub length: i32,
    /// What it stands for.
    pub words: String,
}

impl Gauge {
    /// Makes the gauge of `scene`.
    pub fn of(scene: &Scene) -> Gauge {
        let exposure = &scene.exposure;
        let covered = exposure.letters_covered.min(exposure.letters);
        let gone = exposure.letters - covered;
        let parts = [
            ("covered", covered, words::gauge_covered(u64::from(covered))),
            ("gone", gone, words::gauge_gone(u64::from(gone))),
            ("edits", exposure.edits, words::gauge_edits(u64::from(exposure.edits))),
        ];
        let has_parts = parts.iter().any(|(_, count, _)| *count > 0);
        Gauge {
            // It has not happened: nothing here is worse than a warning.
            mood: if exposure.has_other_copy && gone == 0 && exposure.edits == 0 && scene.people.is_served {
                Mood::Well
            } else {
                Mood::Warning
            },
            title: if scene.people.is_served { words::gauge_title() } else { words::gauge_title_down() },
            sentence: exposure.words.clone(),
            logs: if exposure.has_other_copy { words::gauge_logs(u64::from(exposure.logs)) } else { String::new() },
            is_drawn: exposure.has_other_copy && (scene.people.is_served || has_parts),
            shares: shares(parts),
        }
    }
}

/// Divides the gauge among what is not nothing; the last stretch takes what rounding left over.
fn shares<const N: usize>(parts: [(&'static str, u32, String); N]) -> Vec<Share> {
    let whole: i64 = parts.iter().map(|(_, count, _)| i64::from(*count)).sum();
    let (mut before, mut start) = (0, 0);
    let mut shares = Vec::new();
    for (kind, count, words) in parts {
        if count == 0 {
            continue;
        }
        before += i64::from(count);
        let end = i32::try_from(i64::from(GAUGE) * before / whole).unwrap_or(GAUGE);
        shares.push(Share { kind, start, length: end - start, words });
        start = end;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gauge_is_divided_without_a_rest() {
        let lengths = |counts: [u32; 3]| {
            let parts = counts.map(|count| ("kind", count, String::new()));
            shares(parts).iter().map(|share| (share.start, share.length)).collect::<Vec<_>>()
        };
        assert_eq!(lengths([0, 0, 0]), []);
        assert_eq!(lengths([0, 5, 0]), [(0, 300)]);
        assert_eq!(lengths([1, 1, 1]), [(0, 100), (100, 100), (200, 100)]);
        assert_eq!(lengths([u32::MAX, 1, 6]).iter().map(|(_, length)| length).sum::<i32>(), GAUGE);
    }
}
