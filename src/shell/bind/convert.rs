//! Values to what a parameter takes.

use super::Offered;
use crate::shell::cmdlet::{Kind, Parameter};
use crate::shell::error::{Category, ShellError};
use crate::shell::nearest::nearest;
use crate::shell::value::{ByteSize, Decimal, TimeSpan, Value};

/// The offered value as the parameter takes it.
///
/// # Errors
/// In PowerShell's words, when it cannot be read so.
pub fn convert(parameter: &Parameter, offered: Offered) -> Result<Value, ShellError> {
    if offered.value == Value::Null && !matches!(parameter.kind, Kind::Any | Kind::Switch) {
        return Err(refused(parameter, "it is null"));
    }
    if parameter.mandatory && matches!(&offered.value, Value::Text(text) if text.is_empty()) {
        return Err(refused(parameter, "it is an empty string"));
    }
    match parameter.kind {
        Kind::Any | Kind::Properties | Kind::Unsupported => Ok(offered.value),
        Kind::Text | Kind::Name(_) => to_text(parameter, offered),
        Kind::NameList(_) => {
            Ok(Value::List(offered.value.into_many().iter().map(|item| Value::text(item.to_text())).collect()))
        }
        Kind::Switch | Kind::Bool => to_bool(parameter, &offered.value),
        Kind::Int(least, most) => to_int(parameter, &offered.value, least, most),
        Kind::IntOrUnlimited => match &offered.value {
            Value::Text(text) if text.eq_ignore_ascii_case("unlimited") => Ok(Value::text("unlimited")),
            other => to_int(parameter, other, 0, i64::from(i32::MAX)),
        },
        Kind::Size => to_size(parameter, &offered.value),
        Kind::Span => to_span(parameter, &offered, TimeSpan::parse_clock),
        Kind::Duration => to_span(parameter, &offered, TimeSpan::parse),
        Kind::Choice(words) => to_choice(parameter, &offered.value, words),
        Kind::Block => match offered.value {
            Value::Block(block) => Ok(Value::Block(block)),
            other => Err(unconvertible(parameter, &other).hint("write the condition in braces: { $_.Name -eq 'a' }")),
        },
    }
}

fn refused(parameter: &Parameter, why: &str) -> ShellError {
    let message = format!("Cannot bind argument to parameter '{}' because {why}.", parameter.name);
    ShellError::new(Category::InvalidArgument, message).target(parameter.name)
}

fn unconvertible(parameter: &Parameter, value: &Value) -> ShellError {
    let (name, text, wanted) = (parameter.name, value.to_text(), parameter.kind.type_name());
    let message = format!("Cannot bind parameter '{name}'. Cannot convert value \"{text}\" to type \"{wanted}\".");
    ShellError::new(Category::InvalidArgument, message).target(name)
}

fn to_text(parameter: &Parameter, offered: Offered) -> Result<Value, ShellError> {
    match offered.value {
        Value::List(_) => {
            let message = format!(
                "Cannot convert 'System.Object[]' to the type 'System.String' required by parameter '{}'.",
                parameter.name
            );
            let error = ShellError::new(Category::InvalidArgument, message).target(parameter.name);
            Err(error.hint("give one value; pipe several objects into the command"))
        }
        value => Ok(Value::Text(offered.literal.unwrap_or_else(|| value.to_text()))),
    }
}

fn to_bool(parameter: &Parameter, value: &Value) -> Result<Value, ShellError> {
    match value {
        Value::Null | Value::Bool(_) | Value::Int(_) => Ok(Value::Bool(value.is_true())),
        other => Err(unconvertible(parameter, other).hint("use $true or $false")),
    }
}

fn to_int(parameter: &Parameter, value: &Value, least: i64, most: i64) -> Result<Value, ShellError> {
    let whole = value
        .to_decimal()
        .and_then(Decimal::rounded)
        .ok_or_else(|| unconvertible(parameter, value).hint("give a whole number"))?;
    if (least..=most).contains(&whole) {
        return Ok(Value::Int(whole));
    }
    let name = parameter.name;
    let (message, hint) = if whole > most {
        let message = format!(
            "Cannot validate argument on parameter '{name}'. The argument {whole} is greater than the maximum allowed {most}."
        );
        (message, format!("give a number of at most {most}"))
    } else {
        let message = format!(
            "Cannot validate argument on parameter '{name}'. The argument {whole} is less than the minimum allowed {least}."
        );
        (message, format!("give a number of at least {least}"))
    };
    Err(ShellError::new(Category::InvalidArgument, message).target(name).hint(hint))
}

fn to_size(parameter: &Parameter, value: &Value) -> Result<Value, ShellError> {
    let size = match value {
        Value::Size(size) => Some(*size),
        Value::Int(bytes) => u64::try_from(*bytes).ok().map(ByteSize::from_bytes),
        Value::Text(text) => ByteSize::parse(text),
        _ => None,
    };
    size.map(Value::Size).ok_or_else(|| unconvertible(parameter, value).hint("sizes look like 18MB, 100KB or 1GB"))
}

fn to_span(parameter: &Parameter, offered: &Offered, read: fn(&str) -> Option<TimeSpan>) -> Result<Value, ShellError> {
    let seconds = |amount: i64| amount.checked_mul(1_000).map(TimeSpan::from_millis);
    let span = match &offered.value {
        Value::Span(span) => Some(*span),
        Value::Int(amount) if matches!(parameter.kind, Kind::Duration) => seconds(*amount),
        Value::Int(days) => days.checked_mul(86_400_000).map(TimeSpan::from_millis),
        Value::Text(text) => read(text),
        _ => None,
    };
    let hint = if matches!(parameter.kind, Kind::Duration) {
        "spans look like 90s, 1h30m or 2d"
    } else {
        "spans look like 1.00:00:00 (days.hours:minutes:seconds)"
    };
    span.filter(|span| span.as_millis() >= 0)
        .map(Value::Span)
        .ok_or_else(|| unconvertible(parameter, &offered.value).hint(hint))
}

fn to_choice(parameter: &Parameter, value: &Value, words: &'static [&'static str]) -> Result<Value, ShellError> {
    let typed = value.to_text();
    let begins = |word: &str| {
        !typed.is_empty() && word.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(&typed))
    };
    let exact = words.iter().find(|word| word.eq_ignore_ascii_case(&typed));
    let mut beginning = words.iter().filter(|word| begins(word));
    let unique = beginning.next().filter(|_| beginning.next().is_none());
    if let Some(word) = exact.or(unique) {
        return Ok(Value::text(*word));
    }
    let (name, listed) = (parameter.name, words.join(", "));
    let message = format!(
        "Cannot bind parameter '{name}'. Cannot convert value \"{typed}\" due to invalid enumeration values. Specify one of the following enumeration values and try again. The possible enumeration values are \"{listed}\"."
    );
    let error = ShellError::new(Category::InvalidArgument, message).target(name);
    Err(error.did_you_mean(nearest(&typed, words.iter().copied())))
}
