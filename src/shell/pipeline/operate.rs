//! What operators do with two values.

use std::cmp::Ordering;

use crate::shell::ast::{BinaryOperator, Operation};
use crate::shell::error::{Category, ShellError};
use crate::shell::value::{ByteSize, DateTime, Decimal, Pattern, PatternError, TimeSpan, Value, equal, like, order};

/// Longest text that `*` and `+` make [bytes].
const TEXT_MAX: usize = 1 << 20;

/// The value of `left operator right`.
///
/// A comparison with a list on the left gives the elements for which it holds, as in PowerShell.
pub fn operate(left: &Value, operation: Operation, right: &Value) -> Result<Value, ShellError> {
    use BinaryOperator::*;
    let case = operation.case_sensitive;
    match operation.operator {
        Add | Subtract | Multiply | Divide | Remainder => combine(left, operation.operator, right),
        And => Ok(Value::Bool(left.is_true() && right.is_true())),
        Or => Ok(Value::Bool(left.is_true() || right.is_true())),
        Xor => Ok(Value::Bool(left.is_true() != right.is_true())),
        Contains => Ok(Value::Bool(contains(left, right, case))),
        NotContains => Ok(Value::Bool(!contains(left, right, case))),
        Equal | NotEqual | Greater | GreaterOrEqual | Less | LessOrEqual | Like | NotLike | Match | NotMatch => {
            match left {
                Value::List(items) => {
                    let mut holding = Vec::new();
                    for item in items {
                        if compare(item, operation.operator, right, case)? {
                            holding.push(item.clone());
                        }
                    }
                    Ok(Value::List(holding))
                }
                _ => compare(left, operation.operator, right, case).map(Value::Bool),
            }
        }
    }
}

fn contains(list: &Value, wanted: &Value, case: bool) -> bool {
    match list {
        Value::List(items) => items.iter().any(|item| equal(item, wanted, case)),
        only => equal(only, wanted, case),
    }
}

fn compare(left: &Value, operator: BinaryOperator, right: &Value, case: bool) -> Result<bool, ShellError> {
    use BinaryOperator::*;
    let sorted = || {
        order(left, right, case).ok_or_else(|| {
            let message = format!("Cannot compare \"{}\" to \"{}\".", left.to_text(), right.to_text());
            let hint = format!("the right side must read as {}", left.type_name());
            ShellError::new(Category::InvalidData, message).hint(hint)
        })
    };
    Ok(match operator {
        Equal => equal(left, right, case),
        NotEqual => !equal(left, right, case),
        Greater => sorted()? == Ordering::Greater,
        GreaterOrEqual => sorted()? != Ordering::Less,
        Less => sorted()? == Ordering::Less,
        LessOrEqual => sorted()? != Ordering::Greater,
        Like => like(&left.to_text(), &right.to_text(), case),
        NotLike => !like(&left.to_text(), &right.to_text(), case),
        Match => matched(&left.to_text(), &right.to_text(), case)?.is_some(),
        NotMatch => matched(&left.to_text(), &right.to_text(), case)?.is_none(),
        _ => false,
    })
}

/// The first piece of a text that fits a regular expression.
pub fn matched(text: &str, pattern: &str, case_sensitive: bool) -> Result<Option<String>, ShellError> {
    let found = Pattern::read(pattern, case_sensitive).and_then(|pattern| pattern.find(text));
    found.map_err(|error| match error {
        PatternError::Malformed(what) => {
            let message = format!("The regular expression pattern {pattern} is not valid: {what}.");
            ShellError::new(Category::InvalidArgument, message).hint("-like compares with * and ? only")
        }
        PatternError::NotSupported(what) => ShellError::not_supported(&format!("{what} in a regular expression")),
        PatternError::TooHard => {
            let message = format!("The regular expression pattern {pattern} takes too long.");
            ShellError::new(Category::LimitsExceeded, message).hint("avoid repetitions inside repetitions")
        }
    })
}

/// Arithmetic; text and lists are joined by `+`.
pub fn combine(left: &Value, operator: BinaryOperator, right: &Value) -> Result<Value, ShellError> {
    use BinaryOperator::{Add, Multiply, Subtract};
    match (left, operator, right) {
        (Value::Text(text), Add, right) => joined(text, &right.to_text()),
        (Value::Text(text), Multiply, right) => repeated(text, right),
        (Value::List(items), Add, right) => {
            let mut items = items.clone();
            items.extend(match right {
                Value::List(more) => more.clone(),
                other => vec![other.clone()],
            });
            Ok(Value::List(items))
        }
        (Value::Null, Add, right) => Ok(right.clone()),
        (Value::DateTime(a), Subtract, Value::DateTime(b)) => a
            .as_millis()
            .checked_sub(b.as_millis())
            .map(|millis| Value::Span(TimeSpan::from_millis(millis)))
            .ok_or_else(too_large),
        (Value::DateTime(moment), Add | Subtract, Value::Span(span)) => {
            let millis = signed(operator, span.as_millis());
            moment
                .as_millis()
                .checked_add(millis)
                .map(|millis| Value::DateTime(DateTime::from_millis(millis)))
                .ok_or_else(too_large)
        }
        (Value::Span(a), Add | Subtract, Value::Span(b)) => {
            let millis = signed(operator, b.as_millis());
            a.as_millis()
                .checked_add(millis)
                .map(|millis| Value::Span(TimeSpan::from_millis(millis)))
                .ok_or_else(too_large)
        }
        (Value::Size(_), Add | Subtract, right) => {
            let Value::Int(bytes) = arithmetic(left, operator, right)? else { return Err(too_large()) };
            u64::try_from(bytes).map(|bytes| Value::Size(ByteSize::from_bytes(bytes))).map_err(|_| too_large())
        }
        _ => arithmetic(left, operator, right),
    }
}

fn signed(operator: BinaryOperator, amount: i64) -> i64 {
    if operator == BinaryOperator::Subtract { amount.saturating_neg() } else { amount }
}

fn arithmetic(left: &Value, operator: BinaryOperator, right: &Value) -> Result<Value, ShellError> {
    let number = |value: &Value| {
        value.to_decimal().ok_or_else(|| {
            let message = format!("Cannot convert value \"{}\" to a number.", value.to_text());
            ShellError::new(Category::InvalidData, message).hint(format!("'{}' works on numbers", operator.sign()))
        })
    };
    let (a, b) = (number(left)?, number(right)?);
    let divides = matches!(operator, BinaryOperator::Divide | BinaryOperator::Remainder);
    if divides && b == Decimal::ZERO {
        return Err(ShellError::new(Category::InvalidData, "Attempted to divide by zero."));
    }
    let result = match operator {
        BinaryOperator::Add => a.plus(b),
        BinaryOperator::Subtract => a.minus(b),
        BinaryOperator::Multiply => a.times(b),
        BinaryOperator::Divide => a.divided_by(b),
        BinaryOperator::Remainder => a.remainder(b),
        _ => None,
    };
    result.map(Decimal::into_value).ok_or_else(too_large)
}

fn too_large() -> ShellError {
    ShellError::new(Category::InvalidData, "The result is too large or too small.")
}

fn joined(left: &str, right: &str) -> Result<Value, ShellError> {
    if left.len() + right.len() > TEXT_MAX { Err(too_large()) } else { Ok(Value::Text(format!("{left}{right}"))) }
}

fn repeated(text: &str, times: &Value) -> Result<Value, ShellError> {
    let times = times.to_decimal().and_then(Decimal::rounded).and_then(|times| usize::try_from(times).ok());
    let fitting = times.filter(|times| text.len().saturating_mul(*times) <= TEXT_MAX);
    fitting.map(|times| Value::Text(text.repeat(times))).ok_or_else(too_large)
}
