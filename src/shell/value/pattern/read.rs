//! Text to a pattern.

use super::{Class, Node, PatternError, Repeat, folded};

/// Deepest nesting of groups.
const DEPTH_MAX: usize = 24;

/// Largest number in `{ }`.
const TIMES_MAX: usize = 1_000;

/// Everything that the text may mean, by its alternatives.
pub(super) fn alternatives(text: &str, case_sensitive: bool) -> Result<Vec<Vec<Node>>, PatternError> {
    let mut reader = Reader { characters: text.chars().collect(), at: 0, depth: 0, case_sensitive };
    let alternatives = reader.alternatives()?;
    match reader.next() {
        None => Ok(alternatives),
        Some(_) => Err(PatternError::Malformed("a ')' closes nothing")),
    }
}

struct Reader {
    characters: Vec<char>,
    at: usize,
    depth: usize,
    case_sensitive: bool,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek();
        self.at += usize::from(next.is_some());
        next
    }

    fn accept(&mut self, wanted: char) -> bool {
        let is_there = self.peek() == Some(wanted);
        self.at += usize::from(is_there);
        is_there
    }

    /// Up to the end or a closing parenthesis.
    fn alternatives(&mut self) -> Result<Vec<Vec<Node>>, PatternError> {
        let mut all = vec![Vec::new()];
        while let Some(c) = self.peek().filter(|c| *c != ')') {
            if c == '|' {
                self.at += 1;
                all.push(Vec::new());
                continue;
            }
            let node = self.node()?;
            let node = self.repeated(node)?;
            if let Some(last) = all.last_mut() {
                last.push(node);
            }
        }
        Ok(all)
    }

    fn node(&mut self) -> Result<Node, PatternError> {
        Ok(match self.next() {
            Some('.') => Node::Any,
            Some('^') => Node::Start,
            Some('$') => Node::End,
            Some('[') => Node::Class(self.class()?),
            Some('(') => self.group()?,
            Some('\\') => self.escape()?,
            Some('*' | '+' | '?') => return Err(PatternError::Malformed("there is nothing to repeat")),
            Some(c) if self.case_sensitive => Node::One(c),
            Some(c) => Node::One(folded(c)),
            None => Node::Group(Vec::new()),
        })
    }

    fn group(&mut self) -> Result<Node, PatternError> {
        if self.accept('?') && !self.accept(':') {
            let sign = self.next().map(String::from).unwrap_or_default();
            return Err(PatternError::NotSupported(format!("'(?{sign}'")));
        }
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(PatternError::TooHard);
        }
        let alternatives = self.alternatives()?;
        self.depth -= 1;
        if self.accept(')') {
            Ok(Node::Group(alternatives))
        } else {
            Err(PatternError::Malformed("a '(' is not closed"))
        }
    }

    fn escape(&mut self) -> Result<Node, PatternError> {
        let c = self.next().ok_or(PatternError::Malformed("nothing follows the last '\\'"))?;
        Ok(match c {
            'b' => Node::WordEdge(true),
            'B' => Node::WordEdge(false),
            _ => match kind_of(c) {
                Some(class) => Node::Class(class),
                None if c.is_alphanumeric() => match control(c) {
                    Some(control) => Node::One(control),
                    None => return Err(PatternError::NotSupported(format!("'\\{c}'"))),
                },
                None => Node::One(c),
            },
        })
    }

    fn class(&mut self) -> Result<Class, PatternError> {
        let negated = self.accept('^');
        let mut ranges = Vec::new();
        let mut is_first = true;
        loop {
            let c = self.next().ok_or(PatternError::Malformed("a '[' is not closed"))?;
            match c {
                ']' if !is_first => return Ok(Class { negated, ranges }),
                '\\' => {
                    let escaped = self.next().ok_or(PatternError::Malformed("a '[' is not closed"))?;
                    match kind_of(escaped).filter(|class| !class.negated) {
                        Some(class) => ranges.extend(class.ranges),
                        None => ranges.push(one(control(escaped).unwrap_or(escaped))),
                    }
                }
                _ => ranges.push((c, self.end_of_range(c)?)),
            }
            is_first = false;
        }
    }

    /// The last character of the range that begins with `first`.
    fn end_of_range(&mut self, first: char) -> Result<char, PatternError> {
        let last = self
            .characters
            .get(self.at + 1)
            .copied()
            .filter(|last| self.peek() == Some('-') && !matches!(last, ']' | '\\'));
        let Some(last) = last else { return Ok(first) };
        self.at += 2;
        if first <= last { Ok(last) } else { Err(PatternError::Malformed("a range in '[ ]' is in the wrong order")) }
    }

    fn repeated(&mut self, node: Node) -> Result<Node, PatternError> {
        let (least, most) = match self.peek() {
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('?') => (0, 1),
            Some('{') => match self.times()? {
                Some(times) => times,
                None => return Ok(node),
            },
            _ => return Ok(node),
        };
        self.at += 1;
        let reluctant = self.accept('?');
        Ok(Node::Repeat(Box::new(Repeat { node, least, most, reluctant })))
    }

    /// The numbers of `{n}`, `{n,}` or `{n,m}`, up to the closing brace; a brace with anything else in it is itself.
    fn times(&mut self) -> Result<Option<(usize, usize)>, PatternError> {
        let Some(length) = self.characters[self.at..].iter().position(|c| *c == '}') else { return Ok(None) };
        let inside: String = self.characters[self.at + 1..self.at + length].iter().collect();
        let number = |text: &str| text.parse::<usize>().ok();
        let times = match inside.split_once(',') {
            None => number(&inside).map(|n| (n, n)),
            Some((least, "")) => number(least).map(|n| (n, usize::MAX)),
            Some((least, most)) => number(least).zip(number(most)),
        };
        let Some((least, most)) = times else { return Ok(None) };
        if least > most {
            return Err(PatternError::Malformed("the numbers in '{ }' are in the wrong order"));
        }
        if least > TIMES_MAX {
            return Err(PatternError::TooHard);
        }
        self.at += length;
        Ok(Some((least, most)))
    }
}

fn one(c: char) -> (char, char) {
    (c, c)
}

fn control(c: char) -> Option<char> {
    match c {
        't' => Some('\t'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        _ => None,
    }
}

/// The characters that a letter behind a backslash stands for.
fn kind_of(c: char) -> Option<Class> {
    let ranges = match c.to_ascii_lowercase() {
        'd' => vec![('0', '9')],
        's' => vec![('\t', '\r'), one(' '), one('\u{a0}')],
        'w' => vec![
            ('0', '9'),
            ('A', 'Z'),
            one('_'),
            ('a', 'z'),
            ('\u{aa}', '\u{aa}'),
            ('\u{b5}', '\u{b5}'),
            ('\u{c0}', '\u{24f}'),
        ],
        _ => return None,
    };
    Some(Class { negated: c.is_ascii_uppercase(), ranges })
}
