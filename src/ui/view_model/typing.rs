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

/// Which of the lines entered before a person is looking at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Steps back from the newest; 0 is the draft.
    back: usize,
    draft: String,
}

impl History {
    /// One line back; `current` is kept if it is the draft.
    pub fn earlier(&mut self, lines: &[String], current: &str) -> Option<String> {
        let line = lines.len().checked_sub(self.back + 1).and_then(|at| lines.get(at))?;
        if self.back == 0 {
            self.draft = current.to_owned();
        }
        self.back += 1;
        Some(line.clone())
    }

    /// One line forward, at last to the draft.
    pub fn later(&mut self, lines: &[String]) -> Option<String> {
        self.back = self.back.checked_sub(1)?;
        let line = self.back.checked_sub(1).and_then(|back| lines.get(lines.len().checked_sub(back + 1)?));
        Some(line.cloned().unwrap_or_else(|| self.draft.clone()))
    }

    /// Back to the newest, with nothing written.
    pub fn reset(&mut self) {
        *self = History::default();
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
        assert_eq!((history.earlier(&[], "x"), history.later(&[])), (None, None));
        let lines = ["one".to_owned(), "two".to_owned()];
        assert_eq!(history.earlier(&lines, "dra"), Some("two".into()));
        assert_eq!(history.earlier(&lines, "two"), Some("one".into()));
        assert_eq!(history.earlier(&lines, "one"), None);
        assert_eq!(history.later(&lines), Some("two".into()));
        assert_eq!(history.later(&lines), Some("dra".into()));
        assert_eq!(history.later(&lines), None);
    }

    #[test]
    fn a_history_that_became_shorter_is_no_disaster() {
        let mut history = History::default();
        let lines = ["one".to_owned(), "two".to_owned(), "three".to_owned()];
        history.earlier(&lines, "");
        history.earlier(&lines, "");
        assert_eq!(history.earlier(&lines[..1], ""), None);
        assert!(history.later(&lines[..0]).is_some());
    }
}
