//! The console's input line: history and completion.

/// A completion: text that replaces the line from a byte on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What stands there afterwards.
    pub text: String,
    /// Byte of the line where it begins.
    pub start: usize,
}

/// The line with the offer taken; the caret belongs at its end.
pub fn taken(line: &str, offer: &Offer) -> String {
    let start = floor(line, offer.start);
    format!("{}{}", &line[..start], offer.text)
}

/// What the offer would add behind the line, if it only adds.
pub fn ghost(line: &str, offer: &Offer) -> Option<String> {
    let written = &line[floor(line, offer.start)..];
    let head = offer.text.get(..written.len())?;
    let rest = &offer.text[written.len()..];
    (head.eq_ignore_ascii_case(written) && !written.is_empty() && !rest.is_empty()).then(|| rest.to_owned())
}

/// The nearest byte at or before `at` where the line can be cut.
fn floor(line: &str, at: usize) -> usize {
    (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0)
}

/// The byte offset of a caret that the browser counts in UTF-16 units.
pub fn caret_byte(line: &str, units: usize) -> usize {
    let mut passed = 0;
    for (at, letter) in line.char_indices() {
        if passed >= units {
            return at;
        }
        passed += letter.len_utf16();
    }
    line.len()
}

/// Lines that were entered, and which of them the person is looking at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    lines: Vec<String>,
    /// Steps back from the newest; 0 is the draft.
    back: usize,
    draft: String,
}

/// Most lines that are remembered.
const REMEMBERED: usize = 200;

impl History {
    /// Remembers a line, unless it repeats the one before, and returns to the newest.
    pub fn remember(&mut self, line: &str) {
        if !line.trim().is_empty() && self.lines.last().map(String::as_str) != Some(line) {
            self.lines.push(line.to_owned());
        }
        if self.lines.len() > REMEMBERED {
            self.lines.remove(0);
        }
        (self.back, self.draft) = (0, String::new());
    }

    /// One line back; `current` is kept if it is the draft.
    pub fn earlier(&mut self, current: &str) -> Option<String> {
        if self.back == self.lines.len() {
            return None;
        }
        if self.back == 0 {
            self.draft = current.to_owned();
        }
        self.back += 1;
        Some(self.lines[self.lines.len() - self.back].clone())
    }

    /// One line forward, at last to the draft.
    pub fn later(&mut self) -> Option<String> {
        self.back = self.back.checked_sub(1)?;
        Some(if self.back == 0 { self.draft.clone() } else { self.lines[self.lines.len() - self.back].clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(text: &str, start: usize) -> Offer {
        Offer { text: text.into(), start }
    }

    #[test]
    fn an_offer_replaces_the_word_and_shows_what_it_adds() {
        assert_eq!(taken("Get-Lab | fo", &offer("Format-List", 10)), "Get-Lab | Format-List");
        assert_eq!(ghost("get-lab | fo", &offer("Format-List", 10)), Some("rmat-List".into()));
        assert_eq!(ghost("x", &offer("Format-List", 0)), None);
        assert_eq!(ghost("Format-List", &offer("Format-List", 0)), None);
        assert_eq!(ghost("", &offer("Format-List", 0)), None);
    }

    #[test]
    fn odd_places_cut_between_letters() {
        assert_eq!(taken("éa", &offer("x", 1)), "x");
        assert_eq!(taken("a", &offer("x", 99)), "ax");
        assert_eq!(ghost("é", &offer("ab", 0)), Some(String::new()).filter(|rest| !rest.is_empty()));
        assert_eq!(caret_byte("é🦀b", 3), 6);
        assert_eq!(caret_byte("é", 9), 2);
    }

    #[test]
    fn history_goes_back_and_forth_and_keeps_the_draft() {
        let mut history = History::default();
        assert_eq!((history.earlier("x"), history.later()), (None, None));
        for line in ["one", "two", "two", "  "] {
            history.remember(line);
        }
        assert_eq!(history.earlier("dra"), Some("two".into()));
        assert_eq!(history.earlier("two"), Some("one".into()));
        assert_eq!(history.earlier("one"), None);
        assert_eq!(history.later(), Some("two".into()));
        assert_eq!(history.later(), Some("dra".into()));
        assert_eq!(history.later(), None);
    }
}
