//! What is wrong with a line before anything of it runs.

use std::fmt;

use super::span::Span;

/// A line that cannot be read: where, what was expected, what was found, what to try.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxError {
    /// The place.
    pub span: Span,
    /// What is wrong there.
    pub problem: Problem,
    /// What to try instead.
    pub hint: Option<String>,
    /// More text could still complete the line, so a console asks for it.
    pub unfinished: bool,
}

/// The ways in which a line can be wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Something else should stand here.
    Expected {
        /// What should stand here.
        what: &'static str,
        /// What stands here.
        found: String,
    },
    /// PowerShell has it, this shell does not.
    NotSupported(String),
    /// The line is larger than a console takes.
    TooLarge(&'static str),
}

impl SyntaxError {
    /// `what` should stand at `span`, where `found` stands.
    pub fn expected(span: Span, what: &'static str, found: impl Into<String>) -> SyntaxError {
        SyntaxError { span, problem: Problem::Expected { what, found: found.into() }, hint: None, unfinished: false }
    }

    /// PowerShell's `what` is not part of this shell.
    pub fn not_supported(span: Span, what: impl Into<String>) -> SyntaxError {
        SyntaxError { span, problem: Problem::NotSupported(what.into()), hint: None, unfinished: false }
    }

    /// The line exceeds a limit.
    pub fn too_large(span: Span, what: &'static str) -> SyntaxError {
        SyntaxError { span, problem: Problem::TooLarge(what), hint: None, unfinished: false }
    }

    /// Adds what to try.
    pub fn hint(mut self, hint: impl Into<String>) -> SyntaxError {
        self.hint = Some(hint.into());
        self
    }

    /// Says that more text could complete the line.
    pub fn unfinished(mut self) -> SyntaxError {
        self.unfinished = true;
        self
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            Problem::Expected { what, found } => write!(f, "Expected {what}, found {found}."),
            Problem::NotSupported(what) => write!(f, "{what}: not supported here."),
            Problem::TooLarge(what) => write!(f, "{what}."),
        }
    }
}
