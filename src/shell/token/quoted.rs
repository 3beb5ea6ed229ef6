//! Strings in quotes.

use super::{Lexer, Piece, Token, TokenKind, is_double_quote, is_single_quote};
use crate::shell::letters::is_letter_or_digit;
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;

impl Lexer<'_> {
    /// The string whose opening quote is at `at`.
    pub(super) fn quoted(&self, at: usize) -> Result<Token, SyntaxError> {
        let mut pieces = Vec::new();
        let end = self.quoted_pieces(at, &mut pieces)?;
        Ok(Token { kind: TokenKind::Text(pieces), span: Span::new(at, end) })
    }

    /// Appends what the string at `at` holds; returns where it ends.
    pub(super) fn quoted_pieces(&self, at: usize, pieces: &mut Vec<Piece>) -> Result<usize, SyntaxError> {
        match self.char_at(at) {
            Some(quote) if is_double_quote(quote) => self.double_quoted(at, pieces),
            _ => self.single_quoted(at, pieces),
        }
    }

    fn single_quoted(&self, start: usize, pieces: &mut Vec<Piece>) -> Result<usize, SyntaxError> {
        let mut at = start + self.char_at(start).map_or(1, char::len_utf8);
        let mut literal = String::new();
        while let Some(c) = self.char_at(at) {
            at += c.len_utf8();
            if is_single_quote(c) {
                match self.char_at(at).filter(|&next| is_single_quote(next)) {
                    Some(next) => at += next.len_utf8(),
                    None => {
                        push_literal(pieces, &literal);
                        return Ok(at);
                    }
                }
            }
            literal.push(c);
        }
        Err(self.open_string(start, "the closing quote '"))
    }

    fn double_quoted(&self, start: usize, pieces: &mut Vec<Piece>) -> Result<usize, SyntaxError> {
        let mut at = start + self.char_at(start).map_or(1, char::len_utf8);
        let mut literal = String::new();
        while let Some(c) = self.char_at(at) {
            if is_double_quote(c) {
                at += c.len_utf8();
                match self.char_at(at).filter(|&next| is_double_quote(next)) {
                    Some(next) => at += next.len_utf8(),
                    None => {
                        push_literal(pieces, &literal);
                        return Ok(at);
                    }
                }
                literal.push(c);
            } else if c == '`' {
                at = self.escape(at, &mut literal);
            } else if let Some((piece, end)) = self.dollar_piece(at)? {
                push_literal(pieces, &literal);
                literal.clear();
                pieces.push(piece);
                at = end;
            } else {
                literal.push(c);
                at += c.len_utf8();
            }
        }
        Err(self.open_string(start, "the closing quote \""))
    }

    fn open_string(&self, start: usize, what: &'static str) -> SyntaxError {
        SyntaxError::expected(Span::new(start, self.end), what, "the end of the line").unfinished()
    }

    /// Appends the character that the backtick at `at` escapes; returns where it ends.
    pub(super) fn escape(&self, at: usize, literal: &mut String) -> usize {
        let at = at + 1;
        let Some(c) = self.char_at(at) else { return at };
        literal.push(match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            other => other,
        });
        at + c.len_utf8()
    }

    /// The value that a `$` at `at` stands for, if it stands for one, and where it ends.
    pub(super) fn dollar_piece(&self, at: usize) -> Result<Option<(Piece, usize)>, SyntaxError> {
        let rest = self.rest(at);
        if rest.starts_with("$(") {
            let close = self.closing_paren(at + 1)?;
            return Ok(Some((Piece::Sub(Span::new(at + 2, close)), close + 1)));
        }
        let names_variable = |c: char| is_letter_or_digit(c) || c == '_' || c == '{';
        if !rest.starts_with('$') || !rest[1..].starts_with(names_variable) {
            return Ok(None);
        }
        let token = self.variable(at)?;
        match token.kind {
            TokenKind::Variable(name) => Ok(Some((Piece::Variable(name, token.span), token.span.end))),
            _ => Ok(None),
        }
    }

    /// Where the parenthesis that opens at `open` is closed.
    ///
    /// Walks with a stack of its own, so that no depth of nesting exhausts the program's.
    pub(super) fn closing_paren(&self, open: usize) -> Result<usize, SyntaxError> {
        enum Inside {
            Parens,
            Double,
        }
        let mut inside = vec![];
        let mut at = open;
        while let Some(c) = self.char_at(at) {
            let in_string = matches!(inside.last(), Some(Inside::Double));
            match c {
                '`' => at += 1 + self.char_at(at + 1).map_or(0, char::len_utf8),
                '(' if !in_string || self.rest(at - 1).starts_with('$') => {
                    inside.push(Inside::Parens);
                    at += 1;
                }
                ')' if !in_string => {
                    inside.pop();
                    if inside.is_empty() {
                        return Ok(at);
                    }
                    at += 1;
                }
                _ if is_double_quote(c) => {
                    if in_string {
                        inside.pop();
                    } else {
                        inside.push(Inside::Double);
                    }
                    at += c.len_utf8();
                }
                _ if is_single_quote(c) && !in_string => at = self.single_quoted(at, &mut Vec::new())?,
                _ => at += c.len_utf8(),
            }
        }
        Err(SyntaxError::expected(Span::new(open, self.end), "')'", "the end of the line").unfinished())
    }
}

/// Appends characters, joining them to characters before them.
pub(super) fn push_literal(pieces: &mut Vec<Piece>, literal: &str) {
    match pieces.last_mut() {
        Some(Piece::Literal(before)) => before.push_str(literal),
        _ if literal.is_empty() => {}
        _ => pieces.push(Piece::Literal(literal.to_owned())),
    }
}
