//! Which tokens are operators, and how strongly they bind.

use crate::shell::ast::{BinaryOperator, Operation, WORDS};
use crate::shell::nearest::nearest;
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;
use crate::shell::token::{Token, TokenKind};

/// How strongly an operator binds, from the loosest up.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `-and -or -xor`
    Logical,
    /// `-eq` and its like
    Comparison,
    /// `+ -`
    Sum,
    /// `* / %`
    Product,
}

impl Level {
    /// The next level that binds more strongly; `None` above the last.
    pub fn tighter(self) -> Option<Level> {
        match self {
            Level::Logical => Some(Level::Comparison),
            Level::Comparison => Some(Level::Sum),
            Level::Sum => Some(Level::Product),
            Level::Product => None,
        }
    }
}

/// The level on which an operator stands.
pub fn level(operator: BinaryOperator) -> Level {
    use BinaryOperator::*;
    match operator {
        And | Or | Xor => Level::Logical,
        Equal | NotEqual | Greater | GreaterOrEqual | Less | LessOrEqual | Like | NotLike | Match | NotMatch
        | Contains | NotContains => Level::Comparison,
        Add | Subtract => Level::Sum,
        Multiply | Divide | Remainder => Level::Product,
    }
}

/// Operators that PowerShell 1.0 has and this shell does not.
const LACKING: [&str; 9] = ["replace", "creplace", "ireplace", "is", "isnot", "as", "f", "band", "bor"];

/// Operators of later versions.
const LATER: [&str; 5] = ["split", "join", "in", "notin", "bnot"];

/// The operator that `token` is, if it is one.
///
/// # Errors
/// A word behind a dash that is no operator here.
pub fn operation(token: &Token) -> Result<Option<Operation>, SyntaxError> {
    match &token.kind {
        TokenKind::Symbol(sign) => Ok(BinaryOperator::from_sign(sign).map(|operator| Operation {
            operator,
            case_sensitive: false,
            span: token.span,
        })),
        TokenKind::Dash(word) if word.eq_ignore_ascii_case("not") => Ok(None),
        TokenKind::Dash(word) => word_operation(word, token.span).map(Some),
        _ => Ok(None),
    }
}

fn word_operation(word: &str, span: Span) -> Result<Operation, SyntaxError> {
    let lower = word.to_ascii_lowercase();
    let found = |operator, case_sensitive| Ok(Operation { operator, case_sensitive, span });
    if let Some(operator) = BinaryOperator::from_word(&lower) {
        return found(operator, false);
    }
    for (prefix, case_sensitive) in [("c", true), ("i", false)] {
        let stripped = lower.strip_prefix(prefix).and_then(BinaryOperator::from_word);
        if let Some(operator) = stripped.filter(|&operator| level(operator) == Level::Comparison) {
            return found(operator, case_sensitive);
        }
    }
    if LACKING.contains(&lower.as_str()) || LATER.contains(&lower.as_str()) {
        return Err(SyntaxError::not_supported(span, format!("the operator '-{word}'")).hint(KNOWN));
    }
    let error = SyntaxError::expected(span, "an operator", format!("'-{word}'"));
    Err(match nearest(&lower, WORDS.iter().map(|(name, _)| *name)) {
        Some(name) => error.hint(format!("did you mean -{name}?")),
        None => error.hint(KNOWN),
    })
}

const KNOWN: &str = "the operators are -eq -ne -gt -ge -lt -le -like -notlike -match -notmatch -contains -notcontains -and -or -xor -not";
