//! How wide words are, and what is done with words that are too wide.
//!
//! The widths are those of DejaVu Sans, one of the widest faces a system puts on a page: words that fit by them fit
//! everywhere. Nothing is asked of a browser, so a layout is the same in a test and on every screen.

/// A size and weight of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Names of parts.
    Head,
    /// A state that has to be seen.
    Strong,
    /// Everything else.
    Small,
    /// Numbers of log files.
    Mono,
}

impl Face {
    /// Height of the letters [px].
    pub const fn size(self) -> i32 {
        match self {
            Face::Head => 14,
            Face::Strong | Face::Small => 12,
            Face::Mono => 11,
        }
    }

    /// From one line of words to the next [px].
    pub const fn line(self) -> i32 {
        self.size() + 4
    }
}

/// Words in the room they have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fitted {
    /// What is shown.
    pub shown: String,
    /// The whole, if not all of it is shown.
    pub whole: Option<String>,
}

/// Width of `text` [px], rounded up.
pub fn width(text: &str, face: Face) -> i32 {
    let permille: i32 = text.chars().map(|c| advance(c, face)).sum();
    (permille * face.size() + 999) / 1000
}

/// Cuts `text` to `room` pixels, with `…` for what is left out.
pub fn fit(text: &str, room: i32, face: Face) -> Fitted {
    if width(text, face) <= room {
        return Fitted { shown: text.to_owned(), whole: None };
    }
    let mut shown = String::new();
    let mut used = advance('…', face);
    for c in text.chars() {
        used += advance(c, face);
        if used * face.size() > room * 1000 {
            break;
        }
        shown.push(c);
    }
    shown.truncate(shown.trim_end_matches([' ', '·', ',']).len());
    shown.push('…');
    Fitted { shown, whole: Some(text.to_owned()) }
}

/// Breaks `text` between words into at most `lines` lines of `room` pixels; the last is cut if need be.
pub fn wrap(text: &str, room: i32, lines: usize, face: Face) -> Vec<Fitted> {
    let mut wrapped: Vec<Fitted> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && wrapped.len() < lines {
        if wrapped.len() + 1 == lines || width(rest, face) <= room {
            wrapped.push(fit(rest, room, face));
            break;
        }
        let breaks = rest.match_indices(' ').map(|(at, _)| at);
        match breaks.take_while(|at| width(&rest[..*at], face) <= room).last() {
            Some(at) => {
                wrapped.push(fit(&rest[..at], room, face));
                rest = rest[at..].trim_start();
            }
            // The very first word is too long: it is cut, and the next line goes on after it.
            None => {
                let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
                wrapped.push(fit(word, room, face));
                rest = after.trim_start();
            }
        }
    }
    if wrapped.iter().any(|line| line.whole.is_some()) {
        // Whoever asks for the whole wants all lines of it.
        wrapped.iter_mut().for_each(|line| line.whole = Some(text.to_owned()));
    }
    wrapped
}

/// Width of one character [thousandths of the size].
fn advance(c: char, face: Face) -> i32 {
    let sans = match c {
        ' '..='~' => i32::from(SANS[c as usize - ' ' as usize]),
        '·' => 318,
        '\u{a0}'..='\u{24f}' => 700,
        _ => 1000,
    };
    match face {
        Face::Mono => 602.max(if c.is_ascii() { 0 } else { sans.min(1000) * 3 / 5 }),
        Face::Head | Face::Strong => sans + 80,
        Face::Small => sans,
    }
}

/// Advance widths of the printable ASCII characters of DejaVu Sans [thousandths of the size].
#[rustfmt::skip]
const SANS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
    636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
    1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
    603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
    500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
    635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fit_are_left_alone() {
        assert_eq!(fit("Store", 60, Face::Small), Fitted { shown: "Store".to_owned(), whole: None });
        assert_eq!(fit("", 0, Face::Small), Fitted::default());
    }

    #[test]
    fn words_that_do_not_fit_are_cut_and_keep_the_whole() {
        for face in [Face::Head, Face::Strong, Face::Small, Face::Mono] {
            for room in 12..200 {
                let text = "Cluster continuous replication, · ünï 数 EXCHMAILBOX1";
                let fitted = fit(text, room, face);
                assert!(width(&fitted.shown, face) <= room.max(width("…", face)), "{face:?} {room} {fitted:?}");
                assert_eq!(fitted.whole.as_deref(), (fitted.shown != text).then_some(text));
            }
        }
        assert_eq!(fit("active copy, healthy", 90, Face::Small).shown, "active copy…");
    }

    #[test]
    fn lines_break_between_words_and_the_last_is_cut() {
        let shown = |text, room, lines| {
            wrap(text, room, lines, Face::Small).into_iter().map(|line| line.shown).collect::<Vec<_>>()
        };
        assert_eq!(shown("Mailbox Database", 70, 2), ["Mailbox", "Database"]);
        assert_eq!(shown("Mailbox Database", 200, 2), ["Mailbox Database"]);
        assert_eq!(shown("replaying E000000001B.log again", 122, 2), ["replaying", "E000000001B.log…"]);
        assert_eq!(shown("E000000001B.log again", 60, 2), ["E00000…", "again"]);
        assert_eq!(shown("", 60, 2), Vec::<String>::new());
        for room in 20..300 {
            for line in wrap("dirty shutdown, waits for 3 logs of EXCHMAILBOX1", room, 3, Face::Strong) {
                assert!(width(&line.shown, Face::Strong) <= room, "{room} {line:?}");
            }
        }
    }
}
