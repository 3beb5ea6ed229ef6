//! Comparison: the type of the left side decides how the right side is read.

use std::cmp::Ordering;

use super::{ByteSize, DateTime, TimeSpan, Value};
use crate::shell::letters::in_small;

/// Are both sides equal, in the sense of the left one?
pub fn equal(left: &Value, right: &Value, case_sensitive: bool) -> bool {
    match (left, right) {
        (Value::Null, Value::Null) => true,
        (Value::Null, _) | (_, Value::Null) => false,
        (Value::Bool(left), right) => *left == right.is_true(),
        (Value::List(left), Value::List(right)) => left == right,
        _ => order(left, right, case_sensitive) == Some(Ordering::Equal),
    }
}

/// Which side comes first, in the sense of the left one; `None` when they cannot be compared.
///
/// Null comes before everything.
pub fn order(left: &Value, right: &Value, case_sensitive: bool) -> Option<Ordering> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(Ordering::Equal),
        (Value::Null, _) => Some(Ordering::Less),
        (_, Value::Null) => Some(Ordering::Greater),
        (Value::Bool(left), right) => Some(left.cmp(&right.is_true())),
        (Value::Int(_) | Value::Decimal(_), right) => Some(left.to_decimal()?.cmp(&right.to_decimal()?)),
        (Value::Size(left), right) => Some(left.cmp(&to_size(right)?)),
        (Value::DateTime(left), right) => Some(left.cmp(&to_date_time(right)?)),
        (Value::Span(left), right) => Some(left.cmp(&to_span(right)?)),
        (Value::Text(_) | Value::Formatted(_) | Value::Object(_) | Value::Block(_), right) => {
            Some(order_texts(&left.to_text(), &right.to_text(), case_sensitive))
        }
        (Value::List(_) | Value::Hash(_), _) => None,
    }
}

fn order_texts(left: &str, right: &str, case_sensitive: bool) -> Ordering {
    if case_sensitive { left.cmp(right) } else { in_small(left).cmp(&in_small(right)) }
}

fn to_size(value: &Value) -> Option<ByteSize> {
    match value {
        Value::Size(size) => Some(*size),
        Value::Int(bytes) => u64::try_from(*bytes).ok().map(ByteSize::from_bytes),
        Value::Text(text) => ByteSize::parse(text),
        _ => None,
    }
}

fn to_date_time(value: &Value) -> Option<DateTime> {
    match value {
        Value::DateTime(moment) => Some(*moment),
        Value::Text(text) => DateTime::parse(text),
        _ => None,
    }
}

fn to_span(value: &Value) -> Option<TimeSpan> {
    match value {
        Value::Span(span) => Some(*span),
        Value::Text(text) => TimeSpan::parse(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: Value, right: Value, expected: Option<Ordering>) {
        assert_eq!(order(&left, &right, false), expected, "{} and {}", left.to_text(), right.to_text());
    }

    #[test]
    fn the_left_side_decides() {
        use Ordering::*;
        check(Value::Int(9), Value::text("10"), Some(Less));
        check(Value::text("9"), Value::Int(10), Some(Greater));
        check(Value::text("Healthy"), Value::text("healthy"), Some(Equal));
        check(Value::Int(1), Value::text("one"), None);
        check(Value::Bool(true), Value::text("False"), Some(Equal));
        check(Value::Size(ByteSize::from_bytes(18 << 20)), Value::Int(18 << 20), Some(Equal));
        check(Value::Size(ByteSize::from_bytes(18 << 20)), Value::text("1GB"), Some(Less));
        check(Value::Span(TimeSpan::from_millis(90_000)), Value::text("00:01:00"), Some(Greater));
        check(Value::DateTime(DateTime::from_millis(0)), Value::text("1/2/1970"), Some(Less));
        check(Value::Null, Value::Int(-5), Some(Less));
    }

    #[test]
    fn capitals_count_only_when_asked() {
        assert!(equal(&Value::text("CCR"), &Value::text("ccr"), false));
        assert!(!equal(&Value::text("CCR"), &Value::text("ccr"), true));
        assert!(!equal(&Value::Null, &Value::text(""), false));
        assert!(equal(&Value::Bool(true), &Value::text("False"), false));
    }
}
