//! Values: literals, variables, brackets of all kinds, and what hangs on them.

use std::sync::Arc;

use super::Parser;
use crate::shell::ast::{Block, Expression, ExpressionKind, Part, Pipeline};
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;
use crate::shell::token::{Mode, Piece, Token, TokenKind};

/// Longest chain of properties and indexes on one value.
const MEMBERS_MAX: usize = 20;

impl Parser<'_> {
    /// The value that begins with `first`, with its properties and indexes.
    pub(super) fn primary_with_members(&mut self, first: &Token) -> Result<Expression, SyntaxError> {
        let mut value = self.primary(first)?;
        for links in 1.. {
            if links > MEMBERS_MAX {
                self.check_chain(usize::MAX)?;
            }
            let start = value.span.start;
            let kind = if let Some(member) = self.lexer.member(self.at) {
                self.take(&member);
                self.refuse_method(&member)?;
                ExpressionKind::Property(Box::new(value), member.span.of(self.text).to_owned())
            } else if self.lexer.char_at(self.at) == Some('[') {
                let index = self.index()?;
                ExpressionKind::Index(Box::new(value), Box::new(index))
            } else {
                return Ok(value);
            };
            value = Expression { kind, span: Span::new(start, self.at) };
        }
        Ok(value)
    }

    fn refuse_method(&self, member: &Token) -> Result<(), SyntaxError> {
        if self.lexer.char_at(self.at) != Some('(') {
            return Ok(());
        }
        let name = member.span.of(self.text);
        Err(SyntaxError::not_supported(member.span, format!("the method '.{name}()'"))
            .hint("properties can be read, without parentheses"))
    }

    fn index(&mut self) -> Result<Expression, SyntaxError> {
        let open = Span::new(self.at, self.at + 1);
        self.at = open.end;
        let index = self.expression()?;
        self.close(open, &TokenKind::CloseBracket, "']'")?;
        Ok(index)
    }

    fn primary(&mut self, first: &Token) -> Result<Expression, SyntaxError> {
        let kind = match &first.kind {
            TokenKind::Number(value) => {
                self.take(first);
                ExpressionKind::Number(value.clone(), first.span.of(self.text).to_owned())
            }
            TokenKind::Text(pieces) => {
                self.take(first);
                ExpressionKind::Text(self.parts(pieces)?)
            }
            TokenKind::Variable(name) => {
                self.take(first);
                ExpressionKind::Variable(name.clone())
            }
            TokenKind::OpenParen => self.parenthesis(first)?,
            TokenKind::OpenSub => {
                self.take(first);
                let script = self.script()?;
                self.close(first.span, &TokenKind::CloseParen, "')'")?;
                ExpressionKind::Script(script)
            }
            TokenKind::OpenArray => {
                self.take(first);
                let script = self.script()?;
                self.close(first.span, &TokenKind::CloseParen, "')'")?;
                ExpressionKind::Array(script)
            }
            TokenKind::OpenHash => self.hash(first)?,
            TokenKind::OpenBrace => self.block(first)?,
            _ => return Err(self.not_a_value(first)),
        };
        Ok(Expression { kind, span: Span::new(first.span.start, self.at) })
    }

    fn parenthesis(&mut self, open: &Token) -> Result<ExpressionKind, SyntaxError> {
        self.take(open);
        self.skip_line_ends()?;
        let pipeline = self.pipeline()?;
        self.skip_line_ends()?;
        let next = self.peek(Mode::Expression)?;
        if next.kind == TokenKind::Separator {
            return Err(self.unexpected("')'", &next).hint("several statements stand in $( … )"));
        }
        self.close(open.span, &TokenKind::CloseParen, "')'")?;
        Ok(ExpressionKind::Pipeline(Box::new(pipeline)))
    }

    fn block(&mut self, open: &Token) -> Result<ExpressionKind, SyntaxError> {
        self.take(open);
        let script = self.script()?;
        let close = self.close(open.span, &TokenKind::CloseBrace, "'}'")?;
        let source = Span::new(open.span.end, close.start).of(self.text).to_owned();
        Ok(ExpressionKind::Block(Arc::new(Block { script, source })))
    }

    fn hash(&mut self, open: &Token) -> Result<ExpressionKind, SyntaxError> {
        self.take(open);
        let mut entries = Vec::new();
        loop {
            let token = self.peek(Mode::Expression)?;
            match &token.kind {
                TokenKind::Separator => self.take(&token),
                TokenKind::Word(_) | TokenKind::Text(_) | TokenKind::Number(_) => {
                    entries.push(self.hash_entry(&token)?)
                }
                _ => break,
            }
        }
        self.close(open.span, &TokenKind::CloseBrace, "a key or '}'")?;
        Ok(ExpressionKind::Hash(entries))
    }

    fn hash_entry(&mut self, key: &Token) -> Result<(String, Pipeline), SyntaxError> {
        let (name, end) = self.hash_key(key)?;
        self.at = end;
        let sign = self.peek(Mode::Expression)?;
        if sign.kind != TokenKind::Assign("=") {
            return Err(self
                .unexpected("'='", &sign)
                .hint("write @{ Name = 'a heading'; Expression = { $_.Property } }"));
        }
        self.take(&sign);
        self.skip_line_ends()?;
        Ok((name, self.pipeline()?))
    }

    /// The key's name and where it ends; in `Name='x'` the word would run on, so the key stops at `=`.
    fn hash_key(&self, key: &Token) -> Result<(String, usize), SyntaxError> {
        let source = key.span.of(self.text);
        match &key.kind {
            TokenKind::Text(pieces) => match pieces.as_slice() {
                [] => Ok((String::new(), key.span.end)),
                [Piece::Literal(name)] => Ok((name.clone(), key.span.end)),
                _ => Err(SyntaxError::not_supported(key.span, "a key that is computed").hint("write the key itself")),
            },
            _ => {
                let length = source.find('=').unwrap_or(source.len());
                Ok((source[..length].to_owned(), key.span.start + length))
            }
        }
    }

    /// Reads what stands in the `$( … )` of a string.
    pub(super) fn parts(&mut self, pieces: &[Piece]) -> Result<Vec<Part>, SyntaxError> {
        pieces.iter().map(|piece| self.part(piece)).collect()
    }

    fn part(&mut self, piece: &Piece) -> Result<Part, SyntaxError> {
        Ok(match piece {
            Piece::Literal(text) => Part::Literal(text.clone()),
            Piece::Variable(name, span) => {
                Part::Value(Expression { kind: ExpressionKind::Variable(name.clone()), span: *span })
            }
            Piece::Sub(span) => {
                let script = self.deeper(|parser| {
                    let mut inner = Parser::new(parser.text, span.start, span.end, parser.depth);
                    let script = inner.script()?;
                    let rest = inner.peek(Mode::Expression)?;
                    if rest.kind == TokenKind::End { Ok(script) } else { Err(inner.unexpected("a command", &rest)) }
                })?;
                Part::Value(Expression { kind: ExpressionKind::Script(script), span: *span })
            }
        })
    }

    fn not_a_value(&self, token: &Token) -> SyntaxError {
        let source = token.span.of(self.text);
        match &token.kind {
            TokenKind::OpenBracket => {
                SyntaxError::not_supported(token.span, "a .NET type in '[ ]'").hint("values convert by themselves")
            }
            TokenKind::Word(_) if ["true", "false", "null"].iter().any(|word| word.eq_ignore_ascii_case(source)) => {
                self.unexpected("a value", token).hint(format!("did you mean ${}?", source.to_ascii_lowercase()))
            }
            TokenKind::Word(_) => self
                .unexpected("a value", token)
                .hint(format!("put text in quotes: \"{source}\"; put a command in parentheses")),
            _ => self
                .unexpected("a value", token)
                .hint("write a number, text in quotes, a variable or a command in parentheses"),
        }
    }
}
