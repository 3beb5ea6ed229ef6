//! The arguments of a program, split as a command line splits them; single quotes hold words together as double ones do.

use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;

/// One argument, without its quotes.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// What it says.
    pub text: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// The arguments behind a program's name.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The arguments in their order.
    pub words: Vec<Word>,
    /// Where they end: at the end of the line, or at what ends a command.
    pub end: usize,
    /// Whether a blank or nothing stands in front of the end, so that another argument would begin there.
    pub is_between: bool,
    /// Where a quotation begins that nothing ends.
    pub open_quote: Option<usize>,
}

/// Splits the text from byte `at` into arguments, up to `;`, `|`, a closing bracket or the end of the line.
///
/// # Errors
/// Redirection, which this console lacks.
pub fn words(text: &str, at: usize) -> Result<Cut, SyntaxError> {
    let mut cut = Cut { words: Vec::new(), end: text.len(), is_between: true, open_quote: None };
    let mut word: Option<Word> = None;
    let mut quote: Option<(usize, bool)> = None;
    let mut is_comment = false;
    for (place, c) in text.char_indices().skip_while(|(place, _)| *place < at) {
        let is_end = c == '\n' || (!is_comment && quote.is_none() && matches!(c, ';' | '|' | ')' | '}'));
        if is_end && quote.is_none() {
            cut.end = place;
            break;
        }
        if is_comment {
            continue;
        }
        match c {
            '"' | '\u{201c}' | '\u{201d}' | '\'' if quote.is_none_or(|(_, is_single)| is_single == (c == '\'')) => {
                let word = word.get_or_insert_with(|| begun(place));
                word.span.end = place + c.len_utf8();
                quote = if quote.is_some() { None } else { Some((place, c == '\'')) };
            }
            _ if quote.is_none() && c.is_whitespace() => cut.words.extend(word.take()),
            '#' if word.is_none() => is_comment = true,
            '>' | '<' if quote.is_none() => {
                let span = Span::new(place, place + 1);
                return Err(SyntaxError::not_supported(span, "redirection with '>' or '<'")
                    .hint("the console shows what the program prints"));
            }
            _ => {
                let word = word.get_or_insert_with(|| begun(place));
                word.text.push(c);
                word.span.end = place + c.len_utf8();
            }
        }
    }
    cut.is_between = word.is_none();
    cut.open_quote = quote.map(|(place, _)| place);
    cut.words.extend(word);
    Ok(cut)
}

fn begun(place: usize) -> Word {
    Word { text: String::new(), span: Span::new(place, place) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        words(line, 0).map(|cut| cut.words.into_iter().map(|word| word.text).collect()).unwrap_or_default()
    }

    #[test]
    fn arguments_stand_as_they_are_typed() {
        assert_eq!(texts("group \"Cluster Group\" /moveto:B"), ["group", "Cluster Group", "/moveto:B"]);
        assert_eq!(texts("start clussvc /forcequorum:A,B # now"), ["start", "clussvc", "/forcequorum:A,B"]);
        assert_eq!(texts("/r E00 /l\"E:\\The Logs\" | more"), ["/r", "E00", "/lE:\\The Logs"]);
        assert_eq!(texts("/mh 'Mailbox Database.edb' \"User's\""), ["/mh", "Mailbox Database.edb", "User's"]);
        assert_eq!(texts("a; b"), ["a"]);
        assert_eq!(texts(""), Vec::<String>::new());
    }

    #[test]
    fn an_open_quotation_and_a_redirection_are_told_with_their_place() {
        let open = words("net \"a", 3).unwrap();
        assert_eq!((open.open_quote, open.end), (Some(4), 6));
        assert_eq!(words("net a > b", 3).map_err(|error| error.span), Err(Span::new(6, 7)));
    }
}
