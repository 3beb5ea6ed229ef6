//! Unquoted words and variables.

use super::quoted::push_literal;
use super::{Lexer, Piece, Token, TokenKind, ends_word, is_quote, name_length};
use crate::shell::letters::is_letter;
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;

impl Lexer<'_> {
    /// The unquoted word at `at`; quotes inside it join what they hold to the word.
    pub(super) fn word(&self, start: usize) -> Result<Token, SyntaxError> {
        let mut pieces = Vec::new();
        let mut at = start;
        while let Some(c) = self.char_at(at) {
            if ends_word(c) {
                break;
            } else if is_quote(c) {
                at = self.quoted_pieces(at, &mut pieces)?;
            } else if c == '`' {
                let mut escaped = String::new();
                if self.char_at(at + 1).is_none_or(|next| matches!(next, '\n' | '\r')) {
                    break;
                }
                at = self.escape(at, &mut escaped);
                push_literal(&mut pieces, &escaped);
            } else if let Some((piece, end)) = self.dollar_piece(at)? {
                pieces.push(piece);
                at = end;
            } else {
                push_literal(&mut pieces, c.encode_utf8(&mut [0; 4]));
                at += c.len_utf8();
            }
        }
        Ok(Token { kind: TokenKind::Word(pieces), span: Span::new(start, at) })
    }

    /// The variable whose `$` is at `at`.
    pub(super) fn variable(&self, at: usize) -> Result<Token, SyntaxError> {
        let rest = &self.rest(at)[1..];
        let (name, end) = if let Some(braced) = rest.strip_prefix('{') {
            let span = Span::new(at, self.end);
            let length = braced
                .find('}')
                .ok_or_else(|| SyntaxError::expected(span, "'}'", "the end of the line").unfinished())?;
            (&braced[..length], at + length + 3)
        } else {
            let length = name_length(rest);
            (&rest[..length], at + 1 + length)
        };
        let span = Span::new(at, end);
        if name.is_empty() {
            let found = format!("'{}'", Span::new(at, end + self.char_at(end).map_or(0, char::len_utf8)).of(self.text));
            return Err(SyntaxError::expected(span, "a variable's name after '$'", found)
                .hint("write $x, or `$ for the character itself"));
        }
        let scoped = self.rest(end).strip_prefix(':').is_some_and(|after| name_length(after) > 0);
        if scoped || name.contains(':') {
            let what = format!("'${name}:' (variables of a scope or drive)");
            return Err(SyntaxError::not_supported(span, what).hint("use a plain variable such as $x"));
        }
        Ok(Token { kind: TokenKind::Variable(name.to_owned()), span })
    }

    /// An argument that begins with `$`: a value of its own, or the start of a longer word.
    pub(super) fn dollar_argument(&self, at: usize) -> Result<Token, SyntaxError> {
        let Some((piece, end)) = self.dollar_piece(at)? else { return self.word(at) };
        let stands_alone = match self.char_at(end) {
            None => true,
            Some('.') => self.rest(end + 1).starts_with(|c: char| is_letter(c) || c == '_'),
            Some(c) => ends_word(c) || c == '[',
        };
        if !stands_alone {
            return self.word(at);
        }
        Ok(match piece {
            Piece::Variable(name, span) => Token { kind: TokenKind::Variable(name), span },
            Piece::Sub(_) | Piece::Literal(_) => Token { kind: TokenKind::OpenSub, span: Span::new(at, at + 2) },
        })
    }
}
