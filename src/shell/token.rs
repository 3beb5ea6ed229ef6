//! Text to tokens with their places.
//!
//! PowerShell reads the same characters differently where it expects a command, an argument or an expression: `-eq` is
//! a parameter in one place and an operator in another. So the reader says which [`Mode`] it is in, token by token, and
//! the lexer keeps no state of its own.

mod number;
mod quoted;
mod word;

use super::letters::{is_letter, is_letter_or_digit};
use super::span::Span;
use super::syntax::SyntaxError;
use super::value::Value;

pub use number::number;

/// What the reader expects at this place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The first word of a command, or the start of an expression.
    Command,
    /// Parameters and arguments of a command.
    Argument,
    /// Values and operators.
    Expression,
}

/// One token and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of tokens.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// The end of the text.
    End,
    /// `;` or the end of a line.
    Separator,
    /// `|`
    Pipe,
    /// `,`
    Comma,
    /// `(`
    OpenParen,
    /// `)`
    CloseParen,
    /// `{`
    OpenBrace,
    /// `}`
    CloseBrace,
    /// `[`
    OpenBracket,
    /// `]`
    CloseBracket,
    /// `$(`
    OpenSub,
    /// `@(`
    OpenArray,
    /// `@{`
    OpenHash,
    /// `$name`
    Variable(String),
    /// A number, with its multiplier applied.
    Number(Value),
    /// A quoted string.
    Text(Vec<Piece>),
    /// An unquoted word.
    Word(Vec<Piece>),
    /// `-Name`, or `-Name:` when the value is attached.
    Parameter {
        /// The name without its dash.
        name: String,
        /// A colon follows.
        colon: bool,
    },
    /// `-eq` and its like, without the dash.
    Dash(String),
    /// `=`, `+=` and their like.
    Assign(&'static str),
    /// `+ - * / % ! ..` and `.`
    Symbol(&'static str),
}

/// A part of a string or word.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// Characters as they are.
    Literal(String),
    /// The value of a variable.
    Variable(String, Span),
    /// The value of `$( … )`; the span covers what is inside.
    Sub(Span),
}

/// Reads tokens out of a piece of a line.
#[derive(Clone, Copy)]
pub struct Lexer<'a> {
    text: &'a str,
    end: usize,
}

impl<'a> Lexer<'a> {
    /// Reads `text` up to the byte `end`.
    pub fn new(text: &'a str, end: usize) -> Lexer<'a> {
        let end = end.min(text.len());
        Lexer { text: text.get(..end).unwrap_or(text), end }
    }

    /// Where the piece ends that it reads.
    pub fn end(&self) -> usize {
        self.end
    }

    /// The next token at or after `at`.
    ///
    /// # Errors
    /// Where no token can be read: an open string, or what only PowerShell has.
    pub fn token(&self, at: usize, mode: Mode) -> Result<Token, SyntaxError> {
        let at = self.skip_blanks(at)?;
        let Some(first) = self.char_at(at) else {
            return Ok(Token { kind: TokenKind::End, span: Span::new(self.end, self.end) });
        };
        if let Some(token) = self.punctuation(at, first)? {
            return Ok(token);
        }
        match mode {
            Mode::Expression => self.expression_token(at, first),
            Mode::Command if starts_expression(self.rest(at)) => self.expression_token(at, first),
            Mode::Command => self.word(at),
            Mode::Argument => self.argument_token(at, first),
        }
    }

    /// The property name behind the dot at `at`, when one stands there without a blank.
    pub fn member(&self, at: usize) -> Option<Token> {
        let rest = self.rest(at).strip_prefix('.')?;
        let length = name_length(rest);
        if length == 0 {
            return None;
        }
        let span = Span::new(at + 1, at + 1 + length);
        Some(Token { kind: TokenKind::Word(vec![Piece::Literal(rest[..length].to_owned())]), span })
    }

    /// The character at byte `at`.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or("")
    }

    /// Skips blanks, continued lines and comments.
    fn skip_blanks(&self, mut at: usize) -> Result<usize, SyntaxError> {
        while let Some(c) = self.char_at(at) {
            match c {
                '\n' => break,
                '#' => at += self.rest(at).find('\n').unwrap_or(self.end - at),
                '`' => match continuation(self.rest(at)) {
                    Continuation::Line(length) => at += length,
                    Continuation::EndOfText => {
                        let span = Span::new(at, self.end);
                        return Err(SyntaxError::expected(
                            span,
                            "the rest of the command after '`'",
                            "the end of the line",
                        )
                        .unfinished());
                    }
                    Continuation::No => break,
                },
                _ if c.is_whitespace() || c == '\u{feff}' => at += c.len_utf8(),
                _ => break,
            }
        }
        Ok(at)
    }

    /// What means the same in every mode.
    fn punctuation(&self, at: usize, first: char) -> Result<Option<Token>, SyntaxError> {
        use TokenKind::*;
        let rest = self.rest(at);
        let token = |kind, length| Ok(Some(Token { kind, span: Span::new(at, at + length) }));
        let lacking = |length, what: &str| SyntaxError::not_supported(Span::new(at, at + length), what);
        match first {
            '\n' | ';' => token(Separator, 1),
            '|' if rest.starts_with("||") => Err(lacking(2, "'||'").hint("separate commands with ';'")),
            '|' => token(Pipe, 1),
            ',' => token(Comma, 1),
            '(' => token(OpenParen, 1),
            ')' => token(CloseParen, 1),
            '{' => token(OpenBrace, 1),
            '}' => token(CloseBrace, 1),
            '@' if rest.starts_with("@(") => token(OpenArray, 2),
            '@' if rest.starts_with("@{") => token(OpenHash, 2),
            '@' if rest[1..].starts_with(is_quote) => {
                Err(lacking(2, "a here-string (@\")").hint("use an ordinary string in quotes"))
            }
            '&' if rest.starts_with("&&") => Err(lacking(2, "'&&'").hint("separate commands with ';'")),
            '&' => Err(lacking(1, "the call operator '&'").hint("type the command itself")),
            '>' | '<' => Err(lacking(1, "redirection with '>' or '<'").hint("to compare, write -gt, -ge, -lt or -le")),
            c if is_double_quote(c) || is_single_quote(c) => self.quoted(at).map(Some),
            _ => Ok(None),
        }
    }

    fn argument_token(&self, at: usize, first: char) -> Result<Token, SyntaxError> {
        let rest = self.rest(at);
        if first == '$' {
            return self.dollar_argument(at);
        }
        if first == '@' {
            let span = Span::new(at, at + 1);
            return Err(SyntaxError::not_supported(span, "'@' in front of a word").hint("put the word in quotes"));
        }
        let after_dash = &rest[first.len_utf8()..];
        if is_dash(first) && after_dash.starts_with(|c: char| is_letter(c) || c == '_' || c == '?') {
            return Ok(self.parameter(at, first.len_utf8()));
        }
        let token = self.word(at)?;
        match number(token.span.of(self.text)) {
            Some(value) => Ok(Token { kind: TokenKind::Number(value), span: token.span }),
            None => Ok(token),
        }
    }

    fn parameter(&self, at: usize, dash: usize) -> Token {
        let rest = self.rest(at + dash);
        let length = rest
            .find(|c: char| ends_word(c) || is_quote(c) || matches!(c, ':' | '.' | '[' | '`' | '$'))
            .unwrap_or(rest.len());
        let colon = rest[length..].starts_with(':');
        let kind = TokenKind::Parameter { name: rest[..length].to_owned(), colon };
        Token { kind, span: Span::new(at, at + dash + length + usize::from(colon)) }
    }

    fn expression_token(&self, at: usize, first: char) -> Result<Token, SyntaxError> {
        use TokenKind::*;
        let rest = self.rest(at);
        let token = |kind, length| Ok(Token { kind, span: Span::new(at, at + length) });
        let lacking = |length, what: &str| SyntaxError::not_supported(Span::new(at, at + length), what);
        let wrong = |length, what, found: &str| SyntaxError::expected(Span::new(at, at + length), what, found);
        let assigning = |sign| rest[first.len_utf8()..].starts_with('=').then_some(sign);
        match first {
            '$' if rest.starts_with("$(") => token(OpenSub, 2),
            '$' => self.variable(at),
            '0'..='9' => self.number_token(at),
            '+' if rest.starts_with("++") => Err(lacking(2, "'++'").hint("write $x = $x + 1")),
            '+' => assigning("+=").map_or_else(|| token(Symbol("+"), 1), |sign| token(Assign(sign), 2)),
            '*' => assigning("*=").map_or_else(|| token(Symbol("*"), 1), |sign| token(Assign(sign), 2)),
            '/' => assigning("/=").map_or_else(|| token(Symbol("/"), 1), |sign| token(Assign(sign), 2)),
            '%' => assigning("%=").map_or_else(|| token(Symbol("%"), 1), |sign| token(Assign(sign), 2)),
            '=' if rest.starts_with("==") => Err(wrong(2, "an operator", "'=='").hint("to compare, write -eq")),
            '=' => token(Assign("="), 1),
            '!' if rest.starts_with("!=") => Err(wrong(2, "an operator", "'!='").hint("to compare, write -ne")),
            '!' => token(Symbol("!"), 1),
            '.' if rest.starts_with("..") => token(Symbol(".."), 2),
            '.' => token(Symbol("."), 1),
            '[' => token(OpenBracket, 1),
            ']' => token(CloseBracket, 1),
            ':' if rest.starts_with("::") => Err(lacking(2, "'::' (members of .NET types)")),
            c if is_dash(c) => self.dash(at, c),
            _ => self.word(at),
        }
    }

    /// A minus sign, or an operator such as `-eq`.
    fn dash(&self, at: usize, dash: char) -> Result<Token, SyntaxError> {
        let width = dash.len_utf8();
        let rest = self.rest(at + width);
        let letters = rest.find(|c: char| !is_letter_or_digit(c)).unwrap_or(rest.len());
        let (kind, length) = match rest.chars().next() {
            Some(c) if is_letter(c) => (TokenKind::Dash(rest[..letters].to_owned()), width + letters),
            Some('=') => (TokenKind::Assign("-="), width + 1),
            Some(c) if is_dash(c) => {
                let span = Span::new(at, at + width + c.len_utf8());
                return Err(SyntaxError::not_supported(span, "'--'").hint("write $x = $x - 1"));
            }
            _ => (TokenKind::Symbol("-"), width),
        };
        Ok(Token { kind, span: Span::new(at, at + length) })
    }
}

impl TokenKind {
    /// What to call this token in a message.
    pub fn describe(&self, source: &str) -> String {
        match self {
            TokenKind::End => "the end of the line".to_owned(),
            TokenKind::Separator if source == ";" => "';'".to_owned(),
            TokenKind::Separator => "the end of the line".to_owned(),
            _ => format!("'{}'", shortened(source)),
        }
    }
}

fn shortened(source: &str) -> String {
    const LONGEST: usize = 40;
    match source.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}...", &source[..cut]),
        None => source.to_owned(),
    }
}

enum Continuation {
    Line(usize),
    EndOfText,
    No,
}

/// Does the backtick in front of `rest` continue the line?
fn continuation(rest: &str) -> Continuation {
    match rest[1..].chars().next() {
        None => Continuation::EndOfText,
        Some('\n') => Continuation::Line(2),
        Some('\r') if rest[2..].starts_with('\n') => Continuation::Line(3),
        Some('\r') => Continuation::Line(2),
        Some(_) => Continuation::No,
    }
}

/// Does a stage that begins like this hold an expression rather than a command?
fn starts_expression(rest: &str) -> bool {
    let mut characters = rest.chars();
    let Some(first) = characters.next() else { return false };
    let second = characters.next();
    match first {
        '$' | '[' | '!' | '@' => true,
        '0'..='9' => true,
        '+' | '.' => second.is_some_and(|c| c.is_ascii_digit()),
        c if is_dash(c) => second.is_some_and(|c| is_letter_or_digit(c) || matches!(c, '$' | '(')),
        _ => false,
    }
}

/// Bytes of the name that `rest` begins with.
fn name_length(rest: &str) -> usize {
    rest.find(|c: char| !(is_letter_or_digit(c) || c == '_')).unwrap_or(rest.len())
}

/// Ends an unquoted word.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ';' | '|' | '&' | '(' | ')' | '{' | '}' | ',' | '<' | '>')
}

/// A dash as typed or as an article prints it.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

/// A double quote as typed or as an article prints it.
fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// A single quote as typed or as an article prints it.
fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}')
}

fn is_quote(c: char) -> bool {
    is_double_quote(c) || is_single_quote(c)
}
