//! What commands take and give: values with PowerShell's rules for text, truth and comparison.

mod byte_size;
mod compare;
mod date_time;
mod decimal;
mod object;
mod pattern;
mod time_span;
mod wildcard;

use std::sync::Arc;

use super::ast::Block;

pub use byte_size::ByteSize;
pub use compare::{equal, order};
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use object::Object;
pub use pattern::{Pattern, PatternError};
pub use time_span::TimeSpan;
pub use wildcard::{has_wildcard, like};

/// One value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing: `$null`.
    #[default]
    Null,
    /// `$true` or `$false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Decimal(Decimal),
    /// Text.
    Text(String),
    /// An amount of data.
    Size(ByteSize),
    /// A moment.
    DateTime(DateTime),
    /// A length of time.
    Span(TimeSpan),
    /// Several values.
    List(Vec<Value>),
    /// Something with properties.
    Object(Arc<Object>),
    /// A hash literal, its keys in the order of writing.
    Hash(Vec<(String, Value)>),
    /// Code, not yet run.
    Block(Arc<Block>),
    /// Text that a Format cmdlet has laid out; it is shown as it is.
    Formatted(String),
}

/// Elements of a list that a table or list shows; the Exchange shell sets this limit.
const SHOWN_ELEMENTS: usize = 16;

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Value {
        Value::Text(text.into())
    }

    /// A list of texts.
    pub fn texts<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Value {
        Value::List(texts.into_iter().map(Value::text).collect())
    }

    /// Several values as one: nothing, the only one, or a list, as a pipeline gives them.
    pub fn from_many(mut values: Vec<Value>) -> Value {
        match values.len() {
            0 => Value::Null,
            1 => values.swap_remove(0),
            _ => Value::List(values),
        }
    }

    /// The values that a pipeline takes one by one: the elements of a list, none of null.
    pub fn into_many(self) -> Vec<Value> {
        match self {
            Value::Null => Vec::new(),
            Value::List(values) => values,
            other => vec![other],
        }
    }

    /// Does the value count as true in a condition?
    pub fn is_true(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(value) => *value,
            Value::Int(value) => *value != 0,
            Value::Decimal(value) => *value != Decimal::ZERO,
            Value::Text(text) | Value::Formatted(text) => !text.is_empty(),
            Value::List(values) => match values.as_slice() {
                [] => false,
                [only] => only.is_true(),
                _ => true,
            },
            Value::Size(_)
            | Value::DateTime(_)
            | Value::Span(_)
            | Value::Object(_)
            | Value::Hash(_)
            | Value::Block(_) => true,
        }
    }

    /// The value as text, as inside a string.
    pub fn to_text(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(value) => value.to_string(),
            Value::Decimal(value) => value.to_string(),
            Value::Text(text) | Value::Formatted(text) => text.clone(),
            Value::Size(size) => size.to_string(),
            Value::DateTime(moment) => moment.to_string(),
            Value::Span(span) => span.to_string(),
            Value::List(values) => values.iter().map(Value::to_text).collect::<Vec<String>>().join(" "),
            Value::Object(object) => object.label(),
            Value::Hash(_) => "System.Collections.Hashtable".to_owned(),
            Value::Block(block) => block.source.clone(),
        }
    }

    /// The value as a table or list shows it: lists in braces.
    pub fn to_cell(&self) -> String {
        let Value::List(values) = self else { return self.to_text() };
        let shown: Vec<String> = values.iter().take(SHOWN_ELEMENTS).map(Value::to_cell).collect();
        let more = if values.len() > SHOWN_ELEMENTS { "..." } else { "" };
        format!("{{{}{more}}}", shown.join(", "))
    }

    /// The named property, with any spelling of capitals; `None` when the value has none of that name.
    pub fn property(&self, name: &str) -> Option<Value> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        match self {
            Value::Object(object) => object.get(name).cloned(),
            Value::Hash(entries) => entries.iter().find(|(key, _)| is(key)).map(|(_, value)| value.clone()),
            Value::List(values) if is("Count") || is("Length") => Some(count(values.len())),
            Value::Text(text) if is("Length") => Some(count(text.chars().count())),
            Value::DateTime(moment) => moment.property(name),
            Value::Span(span) => span.property(name),
            _ => None,
        }
    }

    /// What the value is called where PowerShell names a type.
    pub fn type_name(&self) -> &str {
        match self {
            Value::Null => "null",
            Value::Bool(_) => "System.Boolean",
            Value::Int(_) => "System.Int64",
            Value::Decimal(_) => "System.Decimal",
            Value::Text(_) | Value::Formatted(_) => "System.String",
            Value::Size(_) => "Microsoft.Exchange.Data.ByteQuantifiedSize",
            Value::DateTime(_) => "System.DateTime",
            Value::Span(_) => "System.TimeSpan",
            Value::List(_) => "System.Object[]",
            Value::Object(object) => &object.type_name,
            Value::Hash(_) => "System.Collections.Hashtable",
            Value::Block(_) => "System.Management.Automation.ScriptBlock",
        }
    }

    /// The value as a number, if it is one or reads as one.
    pub fn to_decimal(&self) -> Option<Decimal> {
        match self {
            Value::Null => Some(Decimal::ZERO),
            Value::Bool(value) => Some(Decimal::from(i64::from(*value))),
            Value::Int(value) => Some(Decimal::from(*value)),
            Value::Decimal(value) => Some(*value),
            Value::Size(size) => i64::try_from(size.bytes()).ok().map(Decimal::from),
            Value::Text(text) => match super::token::number(text.trim())? {
                Value::Int(value) => Some(Decimal::from(value)),
                Value::Decimal(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// How much the value holds: itself and everything in it, for limits.
    pub fn weight(&self) -> usize {
        match self {
            Value::List(values) => values.iter().map(Value::weight).sum::<usize>() + 1,
            Value::Hash(entries) => entries.iter().map(|(_, value)| value.weight()).sum::<usize>() + 1,
            Value::Object(object) => object.properties().map(|(_, value)| value.weight()).sum::<usize>() + 1,
            Value::Text(text) | Value::Formatted(text) => text.len() / 64 + 1,
            _ => 1,
        }
    }
}

/// A count as a value.
pub fn count(count: usize) -> Value {
    Value::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_stands_in_braces_and_a_long_one_is_cut() {
        assert_eq!(Value::texts(["a", "b"]).to_cell(), "{a, b}");
        assert_eq!(Value::List(vec![]).to_cell(), "{}");
        let long = Value::List((1..=17).map(Value::Int).collect());
        assert!(long.to_cell().ends_with("15, 16...}"), "{}", long.to_cell());
    }

    #[test]
    fn truth_is_what_powershell_calls_true() {
        let truths = [Value::Bool(true), Value::Int(-1), Value::text("False"), Value::texts(["", ""])];
        let lies = [Value::Null, Value::Int(0), Value::text(""), Value::List(vec![]), Value::List(vec![Value::Int(0)])];
        assert!(truths.iter().all(Value::is_true));
        assert!(!lies.iter().any(Value::is_true));
    }
}
