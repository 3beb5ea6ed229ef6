//! Cutting, padding and wrapping text by characters.

use super::view::Align;

/// What stands for what was cut off.
const ELLIPSIS: &str = "...";

/// The text in one line of at most `width` characters; what is cut off is marked.
pub fn fit(text: &str, width: usize, align: Align) -> String {
    let line: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.len() <= width {
        return line.into_iter().collect();
    }
    let Some(kept) = width.checked_sub(ELLIPSIS.len()).filter(|&kept| kept > 0) else {
        return line[..width].iter().collect();
    };
    match align {
        Align::Left => line[..kept].iter().collect::<String>() + ELLIPSIS,
        Align::Right => ELLIPSIS.to_owned() + &line[line.len() - kept..].iter().collect::<String>(),
    }
}

/// The text filled up to `width` characters.
pub fn pad(text: &str, width: usize, align: Align) -> String {
    match align {
        Align::Left => format!("{text:<width$}"),
        Align::Right => format!("{text:>width$}"),
    }
}

/// The text in lines of at most `width` characters, broken between words where that is possible.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut rest: Vec<char> = paragraph.trim_end_matches('\r').chars().collect();
        while rest.len() > width {
            let blank = rest[..=width].iter().rposition(|c| *c == ' ').filter(|&at| at > 0);
            let (line_end, next) = blank.map_or((width, width), |at| (at, at + 1));
            lines.push(rest[..line_end].iter().collect());
            rest.drain(..next);
        }
        lines.push(rest.into_iter().collect());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_is_marked_on_its_side() {
        assert_eq!(fit("{EXCHMAILBOX1 <Active, Quorum Owner>}", 25, Align::Left), "{EXCHMAILBOX1 <Active,...");
        assert_eq!(fit("1234567890", 6, Align::Right), "...890");
        assert_eq!(fit("abcdef", 3, Align::Left), "abc");
        assert_eq!(fit("a\nb", 9, Align::Left), "a b");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\nb", 3), ["a", "b"]);
        assert_eq!(wrap("", 3), [""]);
    }
}
