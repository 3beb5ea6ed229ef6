//! The exposure gauge: what only the active copy has, in letters and people.

use crate::{
    engine::SimSpan,
    model::scene::{Mood, Scene},
    words,
};

/// Length of the gauge [units of its picture].
pub const GAUGE: i32 = 300;

/// The gauge and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauge {
    /// How bad it would be.
    pub mood: Mood,
    /// Letters and people, or that there are none.
    pub headline: String,
    /// In how many logs they are.
    pub logs: String,
    /// Length of what the dumpster would bring back.
    pub covered: i32,
    /// Length of what would be gone.
    pub gone: i32,
    /// The two lengths in words, and the other changes.
    pub legend: Vec<(&'static str, String)>,
    /// How long people would wait.
    pub wait: String,
    /// The whole in one sentence.
    pub sentence: String,
}

impl Gauge {
    /// Makes the gauge of `scene`.
    pub fn of(scene: &Scene) -> Gauge {
        let exposure = &scene.exposure;
        let covered = exposure.letters_covered.min(exposure.letters);
        let gone = exposure.letters - covered;
        let length = |letters: u32| {
            let share = i64::from(GAUGE) * i64::from(letters) / i64::from(exposure.letters.max(1));
            i32::try_from(share).unwrap_or(GAUGE)
        };
        let mut legend = Vec::new();
        if covered > 0 {
            legend.push(("covered", words::exposure_covered(u64::from(covered))));
        }
        if gone > 0 {
            legend.push(("gone", words::exposure_gone(gone)));
        }
        if exposure.edits > 0 {
            legend.push(("edits", words::exposure_edits(u64::from(exposure.edits))));
        }
        let (letters, people) = (u64::from(exposure.letters), u64::from(exposure.people));
        Gauge {
            mood: match (gone, exposure.letters, exposure.edits) {
                (0, 0, 0) => Mood::Well,
                (0, _, _) => Mood::Warning,
                (_, _, _) => Mood::Bad,
            },
            headline: if letters == 0 {
                words::exposure_nothing().to_owned()
            } else {
                words::exposure_letters(letters, people)
            },
            logs: words::exposure_logs(u64::from(exposure.logs)),
            covered: length(covered),
            gone: length(gone),
            legend,
            wait: match exposure.wait {
                Some(span) => words::exposure_wait(span_words(span)),
                None => words::exposure_wait_unknown().to_owned(),
            },
            sentence: exposure.words.clone(),
        }
    }
}

/// A span for people: the two largest units of it.
pub fn span_words(span: SimSpan) -> String {
    let seconds = span.as_millis().div_ceil(1000);
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => words::span_seconds(seconds),
        (0, minutes, seconds) => words::span_minutes(minutes, seconds),
        (hours, minutes, _) => words::span_hours(hours, minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_said_in_its_two_largest_units() {
        for (ms, expected) in
            [(0, "0 s"), (35_001, "36 s"), (90_000, "1 min 30 s"), (3_600_000, "1 h 0 min"), (7_265_000, "2 h 1 min")]
        {
            assert_eq!(span_words(SimSpan::from_millis(ms)), expected);
        }
    }
}
