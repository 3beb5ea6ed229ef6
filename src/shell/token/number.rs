//! Numbers: `42`, `-7`, `0x1F`, `18MB`, `1.5GB`.

use super::{Lexer, Token, TokenKind, is_dash};
use crate::shell::letters::is_letter_or_digit;
use crate::shell::span::Span;
use crate::shell::syntax::SyntaxError;
use crate::shell::value::{Decimal, Value};

/// The value of a number as PowerShell writes them; `None` when `text` is not one.
pub fn number(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix('+').unwrap_or(text);
    let (negative, digits) = match unsigned.strip_prefix(is_dash) {
        Some(digits) if unsigned.len() == text.len() => (true, digits),
        Some(_) => return None,
        None => (false, unsigned),
    };
    let value = unsigned_number(digits)?;
    if negative { value.negated() } else { Some(value.into_value()) }
}

struct Unsigned(Decimal);

impl Unsigned {
    fn into_value(self) -> Value {
        self.0.into_value()
    }

    fn negated(self) -> Option<Value> {
        Some(Decimal::ZERO.minus(self.0)?.into_value())
    }
}

fn unsigned_number(text: &str) -> Option<Unsigned> {
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        let well_formed = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit());
        return well_formed.then(|| i64::from_str_radix(digits, 16).ok()).flatten().map(|n| Unsigned(Decimal::from(n)));
    }
    let (digits, multiplier) = match text.find(|c: char| c.is_ascii_alphabetic()) {
        Some(at) => (&text[..at], multiplier(&text[at..])?),
        None => (text, 1),
    };
    Decimal::parse(digits)?.times(Decimal::from(multiplier)).map(Unsigned)
}

/// Bytes that a suffix stands for.
fn multiplier(suffix: &str) -> Option<i64> {
    match suffix.to_ascii_lowercase().as_str() {
        "kb" => Some(1 << 10),
        "mb" => Some(1 << 20),
        "gb" => Some(1 << 30),
        _ => None,
    }
}

impl Lexer<'_> {
    /// The number that begins at `at`.
    pub(super) fn number_token(&self, at: usize) -> Result<Token, SyntaxError> {
        let length = number_length(self.rest(at));
        let span = Span::new(at, at + length);
        match number(span.of(self.text)) {
            Some(value) => Ok(Token { kind: TokenKind::Number(value), span }),
            None => Err(SyntaxError::expected(span, "a number", format!("'{}'", span.of(self.text)))
                .hint("numbers look like 42, 0x2A or 18MB; put any other text in quotes")),
        }
    }
}

/// Bytes of the number in front; a point belongs to it only before a digit, so that `1..3` stays a range.
fn number_length(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let word = |from: usize| {
        rest[from..].find(|c: char| !(is_letter_or_digit(c) || c == '_')).map_or(rest.len(), |n| from + n)
    };
    let whole = word(0);
    let point_before_digit = bytes.get(whole) == Some(&b'.') && bytes.get(whole + 1).is_some_and(u8::is_ascii_digit);
    if point_before_digit { word(whole + 1) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(number(text), expected.map(Value::Int), "{text}");
    }

    #[test]
    fn numbers_carry_their_multiplier() {
        check("42", Some(42));
        check("-7", Some(-7));
        check("0x1F", Some(31));
        check("18MB", Some(18_874_368));
        check("1.5kb", Some(1536));
        check("9223372036854775807", Some(i64::MAX));
        check("9GB", Some(9 << 30));
    }

    #[test]
    fn what_only_resembles_a_number_is_none() {
        for text in ["", "-", "90s", "1.2.3", "0x", "0x-1", "7.00:00:00", "+-5", "MB", "."] {
            check(text, None);
        }
    }
}
