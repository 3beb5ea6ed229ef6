//! Commands with their parameters and arguments.

use super::Parser;
use crate::shell::ast::{Argument, Command, Expression, ExpressionKind};
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;
use crate::shell::token::{Mode, Piece, Token, TokenKind};

impl Parser<'_> {
    /// The command whose name is `name`.
    pub(super) fn command(&mut self, name: &Token, pieces: &[Piece]) -> Result<Command, SyntaxError> {
        let text = literal_name(pieces).ok_or_else(|| {
            SyntaxError::not_supported(name.span, "a command whose name is computed").hint("type the command's name")
        })?;
        if text.starts_with('@') {
            return Err(SyntaxError::expected(name.span, "a command", format!("'{text}'"))
                .hint("a moment such as @60s stands only in a transcript"));
        }
        self.take(name);
        let mut command = Command { name: text, name_span: name.span, arguments: Vec::new(), span: name.span };
        loop {
            let token = self.peek(Mode::Argument)?;
            let argument = match &token.kind {
                TokenKind::End
                | TokenKind::Separator
                | TokenKind::Pipe
                | TokenKind::CloseParen
                | TokenKind::CloseBrace => return Ok(command),
                TokenKind::Parameter { name, colon } => {
                    self.take(&token);
                    let value = if *colon { Some(self.argument_list()?) } else { None };
                    Argument::Parameter { name: name.clone(), span: token.span, value }
                }
                _ => Argument::Value(self.argument_list()?),
            };
            command.span = Span::new(command.span.start, self.at);
            command.arguments.push(argument);
        }
    }

    /// One argument, or several with commas between them.
    fn argument_list(&mut self) -> Result<Expression, SyntaxError> {
        let first = self.argument()?;
        let mut span = first.span;
        let mut items = vec![first];
        while self.peek(Mode::Argument)?.kind == TokenKind::Comma {
            self.accept(&TokenKind::Comma)?;
            self.skip_line_ends()?;
            let item = self.argument()?;
            span = span.to(item.span);
            items.push(item);
        }
        Ok(match <[Expression; 1]>::try_from(items) {
            Ok([only]) => only,
            Err(items) => Expression { kind: ExpressionKind::List(items), span },
        })
    }

    fn argument(&mut self) -> Result<Expression, SyntaxError> {
        let token = self.peek(Mode::Argument)?;
        let kind = match &token.kind {
            TokenKind::Number(value) => ExpressionKind::Number(value.clone(), token.span.of(self.text).to_owned()),
            TokenKind::Word(pieces) => ExpressionKind::Text(self.parts(pieces)?),
            TokenKind::Parameter { .. } => {
                return Err(self.unexpected("a value", &token).hint("put a value that begins with '-' in quotes"));
            }
            _ => return self.deeper(|parser| parser.primary_with_members(&token)),
        };
        self.take(&token);
        Ok(Expression { kind, span: token.span })
    }
}

/// The name when it is made of plain characters only.
fn literal_name(pieces: &[Piece]) -> Option<String> {
    match pieces {
        [Piece::Literal(text)] => Some(text.clone()),
        _ => None,
    }
}
