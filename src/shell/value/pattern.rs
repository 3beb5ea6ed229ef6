//! Patterns of `-match`: the regular expressions that people type at a console.
//!
//! Characters, `.`, classes, `^ $ \b`, groups, `|`, and the repetitions `* + ? {n,m}`, each also reluctant. Backward
//! references, assertions about what stands around and named groups are left out. The search counts its steps, so that a
//! pattern that would take for ever is refused.

mod read;
mod search;

/// A pattern that is ready to search with.
#[derive(Clone, Debug)]
pub struct Pattern {
    alternatives: Vec<Vec<Node>>,
    case_sensitive: bool,
}

/// Why a pattern cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// It is not well formed: what is wrong.
    Malformed(&'static str),
    /// It uses what this shell lacks.
    NotSupported(String),
    /// The search takes too long.
    TooHard,
}

/// One part of a pattern.
#[derive(Clone, Debug)]
enum Node {
    One(char),
    Any,
    Class(Class),
    Start,
    End,
    /// An edge of a word, or with `false` no edge.
    WordEdge(bool),
    Group(Vec<Vec<Node>>),
    Repeat(Box<Repeat>),
}

#[derive(Clone, Debug)]
struct Class {
    negated: bool,
    ranges: Vec<(char, char)>,
}

#[derive(Clone, Debug)]
struct Repeat {
    node: Node,
    least: usize,
    most: usize,
    reluctant: bool,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// When it is not well formed or uses what is left out.
    pub fn read(text: &str, case_sensitive: bool) -> Result<Pattern, PatternError> {
        Ok(Pattern { alternatives: read::alternatives(text, case_sensitive)?, case_sensitive })
    }

    /// The first piece of `text` that fits.
    ///
    /// # Errors
    /// When the search takes too long.
    pub fn find(&self, text: &str) -> Result<Option<String>, PatternError> {
        search::find(&self.alternatives, text, self.case_sensitive)
    }
}

/// A character as patterns compare it when capitals do not count.
fn folded(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, pattern: &str) -> Result<Option<String>, PatternError> {
        Pattern::read(pattern, false)?.find(text)
    }

    #[test]
    fn patterns_find_the_first_piece_that_fits() {
        for (text, pattern, expected) in [
            ("EXCHMAILBOX1", "box\\d", Some("BOX1")),
            ("EXCHMAILBOX1", "^box", None),
            ("EXCHMAILBOX1", "^EXCH.*[0-9]$", Some("EXCHMAILBOX1")),
            ("aaa", "a{2}", Some("aa")),
            ("aaa", "a{2,}", Some("aaa")),
            ("aaa", "a+?", Some("a")),
            ("ab", "a|b", Some("a")),
            ("xyz", "(?:x|xy)z?", Some("x")),
            ("xyz", "^(x|xy)z$", Some("xyz")),
            ("ababab!", "(ab)+!", Some("ababab!")),
            ("one two", "\\btwo\\b", Some("two")),
            ("a.b", "a\\.b", Some("a.b")),
            ("a-b", "[a-c\\-]+", Some("a-b")),
            ("é1", "\\w\\W*", Some("é")),
            ("abc", "[^a]", Some("b")),
            ("", "^$", Some("")),
            ("{", "{", Some("{")),
            ("", "(a*)*", Some("")),
        ] {
            assert_eq!(found(text, pattern), Ok(expected.map(str::to_owned)), "{text} -match {pattern}");
        }
        assert_eq!(Pattern::read("a", true).unwrap().find("A"), Ok(None));
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for (pattern, error) in [
            ("(a", PatternError::Malformed("a '(' is not closed")),
            ("a)", PatternError::Malformed("a ')' closes nothing")),
            ("[a", PatternError::Malformed("a '[' is not closed")),
            ("*a", PatternError::Malformed("there is nothing to repeat")),
            ("a{3,2}", PatternError::Malformed("the numbers in '{ }' are in the wrong order")),
            ("a\\", PatternError::Malformed("nothing follows the last '\\'")),
            ("[z-a]", PatternError::Malformed("a range in '[ ]' is in the wrong order")),
            ("(?=a)", PatternError::NotSupported("'(?='".to_owned())),
            ("\\1", PatternError::NotSupported("'\\1'".to_owned())),
        ] {
            assert_eq!(found("a", pattern), Err(error), "{pattern}");
        }
        assert_eq!(found("a", &"(".repeat(5_000)), Err(PatternError::TooHard));
    }

    #[test]
    fn a_pattern_that_explodes_is_given_up() {
        assert_eq!(found(&"a".repeat(40), "(a+)+b"), Err(PatternError::TooHard));
        assert_eq!(found(&"ab".repeat(9_000), "(ab)*c"), Err(PatternError::TooHard));
        assert_eq!(found(&"a".repeat(9_000), "a*a$").map(|found| found.map(|text| text.len())), Ok(Some(9_000)));
    }
}
