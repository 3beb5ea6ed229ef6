//! Values joined by operators.
//!
//! From the loosest: `-and -or -xor`; comparisons; `+ -`; `* / %`; `..`; `,`; `-not` and signs; properties and indexes.

use super::Parser;
use super::operator::{Level, level, operation};
use crate::shell::ast::{Expression, ExpressionKind, UnaryOperator};
use crate::shell::syntax::SyntaxError;
use crate::shell::token::{Mode, Token, TokenKind};

impl Parser<'_> {
    /// A value, with every operator that follows it.
    pub(super) fn expression(&mut self) -> Result<Expression, SyntaxError> {
        self.deeper(|parser| parser.binary(Level::Logical))
    }

    fn binary(&mut self, on: Level) -> Result<Expression, SyntaxError> {
        let mut left = self.operand(on)?;
        let mut links = 0;
        loop {
            let token = self.peek(Mode::Expression)?;
            let Some(operation) = operation(&token)?.filter(|operation| level(operation.operator) == on) else {
                return Ok(left);
            };
            links += 1;
            self.check_chain(links)?;
            self.take(&token);
            self.skip_line_ends()?;
            let right = self.operand(on)?;
            let span = left.span.to(right.span);
            left = Expression { kind: ExpressionKind::Binary(Box::new(left), operation, Box::new(right)), span };
        }
    }

    fn operand(&mut self, of: Level) -> Result<Expression, SyntaxError> {
        match of.tighter() {
            Some(tighter) => self.binary(tighter),
            None => self.range(),
        }
    }

    fn range(&mut self) -> Result<Expression, SyntaxError> {
        let first = self.list()?;
        if self.accept(&TokenKind::Symbol(".."))?.is_none() {
            return Ok(first);
        }
        let last = self.list()?;
        let span = first.span.to(last.span);
        Ok(Expression { kind: ExpressionKind::Range(Box::new(first), Box::new(last)), span })
    }

    fn list(&mut self) -> Result<Expression, SyntaxError> {
        let first = self.unary()?;
        let mut span = first.span;
        let mut items = vec![first];
        while self.accept(&TokenKind::Comma)?.is_some() {
            self.skip_line_ends()?;
            let item = self.unary()?;
            span = span.to(item.span);
            items.push(item);
        }
        Ok(match <[Expression; 1]>::try_from(items) {
            Ok([only]) => only,
            Err(items) => Expression { kind: ExpressionKind::List(items), span },
        })
    }

    fn unary(&mut self) -> Result<Expression, SyntaxError> {
        let token = self.peek(Mode::Expression)?;
        let Some(operator) = unary_operator(&token) else {
            return self.deeper(|parser| parser.primary_with_members(&token));
        };
        self.take(&token);
        let operand = self.deeper(Self::unary)?;
        let span = token.span.to(operand.span);
        Ok(Expression { kind: ExpressionKind::Unary(operator, Box::new(operand)), span })
    }
}

fn unary_operator(token: &Token) -> Option<UnaryOperator> {
    match &token.kind {
        TokenKind::Symbol("!") => Some(UnaryOperator::Not),
        TokenKind::Dash(word) if word.eq_ignore_ascii_case("not") => Some(UnaryOperator::Not),
        TokenKind::Symbol("-") => Some(UnaryOperator::Minus),
        TokenKind::Symbol("+") => Some(UnaryOperator::Plus),
        _ => None,
    }
}
