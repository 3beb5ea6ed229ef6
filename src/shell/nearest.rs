//! The nearest name to a mistyped one.

use super::letters::in_small;

/// The candidate most like `typed`, if one is like it at all.
///
/// Like means: one edit for every three letters, at least one; among equals the first candidate. Case does not count.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = in_small(typed).chars().take(LONGEST).collect();
    let limit = (typed.len() / 3).max(1);
    let distance = |candidate: &str| edits(&typed, &in_small(candidate).chars().collect::<Vec<char>>());
    let near = candidates.into_iter().map(|candidate| (distance(candidate), candidate));
    near.filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Letters of the typed name that are compared; no name here is longer.
const LONGEST: usize = 80;

/// Letters to insert, remove, replace or swap to get from one word to the other.
fn edits(from: &[char], to: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, &a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in to.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            let mut best = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == to[j - 1] && from[i - 1] == b {
                best = best.min(before_last[j - 1] + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 3] = ["Identity", "TargetMachine", "MoveComment"];

    #[test]
    fn a_slip_of_the_finger_finds_the_name() {
        assert_eq!(nearest("Idnetity", NAMES), Some("Identity"));
        assert_eq!(nearest("targetmashine", NAMES), Some("TargetMachine"));
        assert_eq!(nearest("MoveCommen", NAMES), Some("MoveComment"));
        assert_eq!(nearest("Naem", ["Name"]), Some("Name"));
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(nearest("Server", NAMES), None);
        assert_eq!(nearest("", NAMES), None);
    }
}
