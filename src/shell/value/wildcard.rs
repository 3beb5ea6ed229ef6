//! Patterns of `-like`: `*`, `?`, `[a-z]`, and the backtick that takes their meaning away.

use crate::shell::letters::in_small;

/// Would `pattern` stand for more than itself?
pub fn has_wildcard(pattern: &str) -> bool {
    pattern.contains(['*', '?', '['])
}

/// Does the whole text match the pattern?
///
/// Steps back only to the last `*`, so time grows with the product of the lengths and no worse.
pub fn like(text: &str, pattern: &str, case_sensitive: bool) -> bool {
    let fold = |text: &str| if case_sensitive { text.to_owned() } else { in_small(text) };
    let text: Vec<char> = fold(text).chars().collect();
    let pattern = elements(&fold(pattern));
    let (mut t, mut p) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    while t < text.len() {
        if let Some(Element::Many) = pattern.get(p) {
            last_star = Some((t, p));
            p += 1;
        } else if pattern.get(p).is_some_and(|element| element.takes(text[t])) {
            t += 1;
            p += 1;
        } else if let Some((start, star)) = last_star {
            t = start + 1;
            p = star + 1;
            last_star = Some((t, star));
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|element| matches!(element, Element::Many))
}

enum Element {
    Many,
    Any,
    One(char),
    /// Pairs of first and last character.
    Class(Vec<(char, char)>),
}

impl Element {
    fn takes(&self, c: char) -> bool {
        match self {
            Element::Many | Element::Any => true,
            Element::One(own) => *own == c,
            Element::Class(ranges) => ranges.iter().any(|&(first, last)| (first..=last).contains(&c)),
        }
    }
}

fn elements(pattern: &str) -> Vec<Element> {
    let characters: Vec<char> = pattern.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        at += 1;
        match c {
            '*' => found.push(Element::Many),
            '?' => found.push(Element::Any),
            '`' => {
                found.push(Element::One(characters.get(at).copied().unwrap_or('`')));
                at += 1;
            }
            '[' => match class(&characters[at..]) {
                Some((ranges, length)) => {
                    found.push(Element::Class(ranges));
                    at += length;
                }
                None => found.push(Element::One('[')),
            },
            _ => found.push(Element::One(c)),
        }
    }
    found
}

/// The ranges up to `]`, and how many characters they took; `None` when nothing closes them.
fn class(characters: &[char]) -> Option<(Vec<(char, char)>, usize)> {
    let close = characters.iter().position(|&c| c == ']').filter(|&at| at > 0)?;
    let inside = &characters[..close];
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < inside.len() {
        if inside.get(at + 1) == Some(&'-') && at + 2 < inside.len() {
            ranges.push((inside[at], inside[at + 2]));
            at += 3;
        } else {
            ranges.push((inside[at], inside[at]));
            at += 1;
        }
    }
    Some((ranges, close + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, pattern: &str, expected: bool) {
        assert_eq!(like(text, pattern, false), expected, "{text} -like {pattern}");
    }

    #[test]
    fn patterns_match_whole_texts() {
        check("EXCHMAILBOX1", "exch*", true);
        check("EXCHMAILBOX1", "*box?", true);
        check("EXCHMAILBOX1", "box", false);
        check("EXCHMAILBOX1", "*[0-3]", true);
        check("EXCHMAILBOX1", "*[a-c]", false);
        check("", "*", true);
        check("", "?", false);
        check("a*b", "a`*b", true);
        check("axb", "a`*b", false);
        check("a[b", "a[b", true);
        assert!(!like("A", "a", true));
    }

    #[test]
    fn a_hostile_pattern_takes_no_longer_than_its_length() {
        let text = "a".repeat(5_000);
        check(&text, &"*a".repeat(1_000), true);
        check(&text, &format!("{}b", "*a".repeat(1_000)), false);
    }
}
