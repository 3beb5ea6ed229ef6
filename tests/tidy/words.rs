//! Words: the product's own spelling, and nothing that only its authors can look up.

use crate::Finding;
use crate::source::{File, line_of};

/// Spellings that the product's documentation never uses, each with the one that it does.
///
/// Written without their spaces, which may be any white space in a text.
const TERMS: [(&[&str], &str); 14] = [
    (&["file-share", "witness"], "file share witness"),
    (&["fileshare", "witness"], "file share witness"),
    (&["file", "sharing", "witness"], "file share witness"),
    (&["cluster", "mailbox", "server"], "clustered mailbox server"),
    (&["clustered", "mail", "server"], "clustered mailbox server"),
    (&["cluster", "continous", "replication"], "cluster continuous replication"),
    (&["clustered", "continuous", "replication"], "cluster continuous replication"),
    (&["stand-by", "continuous", "replication"], "standby continuous replication"),
    (&["single-copy", "cluster"], "single copy cluster"),
    (&["majority", "node-set"], "majority node set"),
    (&["quorom"], "quorum"),
    (&["mail", "box"], "mailbox"),
    (&["hub-transport", "server"], "Hub Transport server"),
    (&["fail-over"], "failover"),
];

/// Finds misspelled terms of the product.
pub fn terms(file: &File) -> Vec<Finding> {
    if is_own_table(file) {
        return Vec::new();
    }
    let text = file.text.to_ascii_lowercase();
    let of_term = |(wrong, right): &(&[&str], &str)| {
        let found = find_words(&text, wrong).into_iter().map(|position| line_of(&text, position));
        found.map(|line| (line, format!("\"{}\" is spelled \"{right}\"", wrong.join(" ")))).collect::<Vec<_>>()
    };
    TERMS.iter().flat_map(of_term).collect()
}

/// Finds references to places that a reader of the project does not have.
pub fn workplace(file: &File) -> Vec<Finding> {
    if is_own_table(file) {
        return Vec::new();
    }
    let places = ["../shared", "/work/", "issue #", "issues show"];
    let text = file.text.to_ascii_lowercase();
    let found = places.iter().flat_map(|place| text.match_indices(place));
    found
        .map(|(position, place)| {
            (line_of(&text, position), format!("a reader cannot look up \"{place}\"; say what it says"))
        })
        .collect()
}

fn is_own_table(file: &File) -> bool {
    file.path == "tests/tidy/words.rs"
}

/// Returns where some words follow one another with only white space between, as whole words.
fn find_words(text: &str, words: &[&str]) -> Vec<usize> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let starts = text.match_indices(first).map(|(position, _)| position);
    starts
        .filter(|&position| {
            let end = rest.iter().try_fold(position + first.len(), |end, word| {
                let after = &text[end..];
                let next = after.trim_start();
                (next.len() < after.len() && next.starts_with(word)).then(|| text.len() - next.len() + word.len())
            });
            let starts_word = !text[..position].ends_with(is_letter);
            starts_word && end.is_some_and(|end| !text[end..].starts_with(is_letter))
        })
        .collect()
}
