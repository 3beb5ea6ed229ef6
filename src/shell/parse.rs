//! Tokens to a tree, by recursive descent.
//!
//! Total: whatever the text, it answers with a tree or with one error that has a place. Depth and length are limited, so
//! that neither reading nor running a line can exhaust the stack.

mod command;
mod expression;
mod native;
mod operator;
mod primary;

#[cfg(test)]
mod tests;

use super::ast::{Assignment, BinaryOperator, Pipeline, Script, Stage, Statement};
use super::span::Span;
use super::syntax::SyntaxError;
use super::token::{Lexer, Mode, Piece, Token, TokenKind};

/// Longest line that is read [bytes].
pub const LINE_MAX: usize = 16 * 1024;

/// Deepest nesting of parentheses, braces and operators.
const DEPTH_MAX: usize = 48;

/// Longest chain of operators or properties on one level; each link is one step of depth when the line runs.
const CHAIN_MAX: usize = 200;

/// Words that begin a statement in PowerShell and nothing here.
const KEYWORDS: [&str; 20] = [
    "begin",
    "break",
    "catch",
    "continue",
    "do",
    "dynamicparam",
    "else",
    "elseif",
    "end",
    "exit",
    "filter",
    "finally",
    "for",
    "foreach",
    "function",
    "if",
    "param",
    "return",
    "switch",
    "while",
];

/// Words like [`KEYWORDS`] that stand alone.
const MORE_KEYWORDS: [&str; 5] = ["process", "throw", "trap", "try", "until"];

/// Reads a line, or several lines.
///
/// # Errors
/// The first place that cannot be read.
pub fn parse(text: &str) -> Result<Script, SyntaxError> {
    if text.len() > LINE_MAX {
        return Err(SyntaxError::too_large(Span::new(LINE_MAX, text.len()), "The line is longer than 16 KiB")
            .hint("split it into several lines"));
    }
    let mut parser = Parser::new(text, 0, text.len(), 0);
    let script = parser.script()?;
    let rest = parser.peek(Mode::Expression)?;
    match rest.kind {
        TokenKind::End => Ok(script),
        _ => Err(parser.unexpected("a command", &rest)),
    }
}

/// A position in a text, and how deep the tree around it is.
struct Parser<'a> {
    text: &'a str,
    lexer: Lexer<'a>,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, start: usize, end: usize, depth: usize) -> Parser<'a> {
        Parser { text, lexer: Lexer::new(text, end), at: start, depth }
    }

    fn peek(&self, mode: Mode) -> Result<Token, SyntaxError> {
        self.lexer.token(self.at, mode)
    }

    fn take(&mut self, token: &Token) {
        self.at = token.span.end;
    }

    /// Takes the next token if it is `kind`.
    fn accept(&mut self, kind: &TokenKind) -> Result<Option<Span>, SyntaxError> {
        let token = self.peek(Mode::Expression)?;
        if token.kind != *kind {
            return Ok(None);
        }
        self.take(&token);
        Ok(Some(token.span))
    }

    /// Takes the token that closes what `open` opened.
    fn close(&mut self, open: Span, kind: &TokenKind, what: &'static str) -> Result<Span, SyntaxError> {
        self.skip_line_ends()?;
        let token = self.peek(Mode::Expression)?;
        if token.kind == *kind {
            self.take(&token);
            return Ok(token.span);
        }
        let error = self.unexpected(what, &token);
        let (_, column) = open.line_and_column(self.text);
        Err(error.hint(format!("what opens at character {column} is not closed")))
    }

    fn unexpected(&self, what: &'static str, found: &Token) -> SyntaxError {
        let error = SyntaxError::expected(found.span, what, found.kind.describe(found.span.of(self.text)));
        if found.kind == TokenKind::End { error.unfinished() } else { error }
    }

    /// Skips ends of lines where a statement cannot end yet.
    fn skip_line_ends(&mut self) -> Result<(), SyntaxError> {
        loop {
            let token = self.peek(Mode::Expression)?;
            if token.kind != TokenKind::Separator || token.span.of(self.text) == ";" {
                return Ok(());
            }
            self.take(&token);
        }
    }

    /// Runs `read` one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>) -> Result<T, SyntaxError> {
        if self.depth >= DEPTH_MAX {
            let span = Span::new(self.at, self.at);
            return Err(SyntaxError::too_large(span, "The line is nested too deeply")
                .hint("keep an inner part in a variable first"));
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Refuses a chain of operators that is too long.
    fn check_chain(&self, links: usize) -> Result<(), SyntaxError> {
        if links <= CHAIN_MAX {
            return Ok(());
        }
        let span = Span::new(self.at, self.at);
        Err(SyntaxError::too_large(span, "The expression is too long").hint("keep a part of it in a variable first"))
    }

    /// Statements up to the end or a closing bracket.
    fn script(&mut self) -> Result<Script, SyntaxError> {
        let mut statements = Vec::new();
        loop {
            let token = self.peek(Mode::Command)?;
            match token.kind {
                TokenKind::Separator => self.take(&token),
                TokenKind::End | TokenKind::CloseParen | TokenKind::CloseBrace => return Ok(Script { statements }),
                _ => {
                    statements.push(self.statement(&token)?);
                    self.statement_end()?;
                }
            }
        }
    }

    fn statement_end(&mut self) -> Result<(), SyntaxError> {
        let token = self.peek(Mode::Expression)?;
        match token.kind {
            TokenKind::Separator | TokenKind::End | TokenKind::CloseParen | TokenKind::CloseBrace => Ok(()),
            _ => Err(self.misplaced(&token)),
        }
    }

    /// Says what is wrong with a token behind a complete statement.
    fn misplaced(&self, token: &Token) -> SyntaxError {
        let error = self.unexpected("an operator, '|' or ';'", token);
        match &token.kind {
            TokenKind::Dash(_) | TokenKind::Assign(_) | TokenKind::Symbol(_) => error,
            TokenKind::Word(_) | TokenKind::Text(_) => {
                error.hint("a command comes first in its line, and only a command takes arguments")
            }
            _ => error,
        }
    }

    fn statement(&mut self, first: &Token) -> Result<Statement, SyntaxError> {
        if let TokenKind::Variable(name) = &first.kind
            && let Some(target) = self.assignment(name, first)?
        {
            self.skip_line_ends()?;
            return Ok(Statement { target: Some(target), pipeline: self.pipeline()? });
        }
        self.refuse_keyword(first)?;
        Ok(Statement { target: None, pipeline: self.pipeline()? })
    }

    /// Takes `$x =` if the statement begins so.
    fn assignment(&mut self, name: &str, variable: &Token) -> Result<Option<Assignment>, SyntaxError> {
        let sign = self.lexer.token(variable.span.end, Mode::Expression)?;
        let TokenKind::Assign(written) = sign.kind else { return Ok(None) };
        const FIXED: [&str; 4] = ["_", "true", "false", "null"];
        if FIXED.iter().any(|fixed| fixed.eq_ignore_ascii_case(name)) {
            return Err(SyntaxError::expected(variable.span, "a variable that can be set", format!("'${name}'"))
                .hint("use a name of your own, such as $x"));
        }
        self.take(&sign);
        Ok(Some(Assignment {
            variable: name.to_owned(),
            combine: BinaryOperator::from_sign(written),
            span: variable.span,
        }))
    }

    fn refuse_keyword(&self, first: &Token) -> Result<(), SyntaxError> {
        let word = first.span.of(self.text);
        let reserved = KEYWORDS.iter().chain(&MORE_KEYWORDS).any(|keyword| keyword.eq_ignore_ascii_case(word));
        if !reserved || !matches!(first.kind, TokenKind::Word(_)) {
            return Ok(());
        }
        let hint = match word.to_ascii_lowercase().as_str() {
            "foreach" | "for" | "while" => "pipe the objects into ForEach-Object { … }",
            "if" | "switch" => "pipe the objects into Where-Object { … }",
            _ => "this console runs commands and pipelines, not programs",
        };
        Err(SyntaxError::not_supported(first.span, format!("the keyword '{word}'")).hint(hint))
    }

    /// Stages up to the end of the statement.
    fn pipeline(&mut self) -> Result<Pipeline, SyntaxError> {
        let first = self.stage(true)?;
        let start = stage_span(&first);
        let mut stages = vec![first];
        while self.accept(&TokenKind::Pipe)?.is_some() {
            self.check_chain(stages.len())?;
            self.skip_line_ends()?;
            stages.push(self.stage(false)?);
        }
        let span = stages.last().map_or(start, |last| start.to(stage_span(last)));
        Ok(Pipeline { stages, span })
    }

    fn stage(&mut self, first: bool) -> Result<Stage, SyntaxError> {
        let token = self.peek(Mode::Command)?;
        match &token.kind {
            TokenKind::Word(pieces) => match pieces.as_slice() {
                [Piece::Literal(name)] if super::native::find(name).is_some() => {
                    self.native(&token, name).map(Stage::Native)
                }
                _ => self.command(&token, pieces).map(Stage::Command),
            },
            TokenKind::End | TokenKind::Separator | TokenKind::Pipe | TokenKind::CloseParen | TokenKind::CloseBrace => {
                let hint = if first {
                    "begin with a command such as Get-StorageGroup"
                } else {
                    "name a command after '|', such as Format-List"
                };
                Err(self.unexpected("a command", &token).hint(hint))
            }
            _ if first => self.expression().map(Stage::Expression),
            _ => Err(self
                .unexpected("a command after '|'", &token)
                .hint("a value can only stand in front of the first '|'")),
        }
    }
}

fn stage_span(stage: &Stage) -> Span {
    match stage {
        Stage::Expression(expression) => expression.span,
        Stage::Command(command) => command.span,
        Stage::Native(call) => call.span,
    }
}
