//! Properties that a command was told to look at: by name, by pattern, or calculated.

use std::sync::Arc;

use super::{Evaluation, Stop};
use crate::shell::ast::Block;
use crate::shell::error::{Category, ShellError};
use crate::shell::format::Align;
use crate::shell::value::{Decimal, Value, has_wildcard, like};

/// One property to look at.
#[derive(Clone, Debug)]
pub struct Pick {
    /// What to call it.
    pub heading: String,
    /// Width of its column, when one was given.
    pub width: Option<usize>,
    /// Alignment of its column, when one was given.
    pub align: Option<Align>,
    /// The largest first.
    pub descending: bool,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Property(String),
    Block(Arc<Block>),
}

impl Pick {
    /// The property of this name.
    pub fn named(name: &str) -> Pick {
        Pick {
            heading: name.to_owned(),
            width: None,
            align: None,
            descending: false,
            source: Source::Property(name.to_owned()),
        }
    }

    /// The properties that the values of a parameter mean; patterns stand for what `like` has.
    ///
    /// # Errors
    /// For a hash literal that no property can be calculated from.
    pub fn from_values(values: &[Value], like: Option<&Value>) -> Result<Vec<Pick>, ShellError> {
        let mut picks = Vec::new();
        for value in values {
            match value {
                Value::Hash(entries) => picks.push(calculated(entries)?),
                Value::Block(block) => picks.push(Pick {
                    heading: block.source.trim().to_owned(),
                    source: Source::Block(block.clone()),
                    ..Pick::named("")
                }),
                Value::List(inner) => picks.extend(Pick::from_values(inner, like)?),
                other => picks.extend(by_name(&other.to_text(), like)),
            }
        }
        Ok(picks)
    }
}

impl Evaluation<'_> {
    /// The picked property of an object.
    pub fn picked(&mut self, pick: &Pick, object: &Value) -> Result<Value, Stop> {
        match &pick.source {
            Source::Property(name) => Ok(object.property(name).unwrap_or_default()),
            Source::Block(block) => Ok(Value::from_many(self.block(block, object)?)),
        }
    }
}

/// A name is spelled as the object spells it; a pattern means every property that matches.
fn by_name(name: &str, object: Option<&Value>) -> Vec<Pick> {
    let own: Vec<String> = match object {
        Some(Value::Object(object)) => object.properties().map(|(name, _)| name.to_owned()).collect(),
        Some(Value::Hash(entries)) => entries.iter().map(|(name, _)| name.clone()).collect(),
        Some(Value::Text(_)) => vec!["Length".to_owned()],
        _ => Vec::new(),
    };
    if has_wildcard(name) {
        return own.iter().filter(|own| like(own, name, false)).map(|own| Pick::named(own)).collect();
    }
    let spelled = own.iter().find(|own| own.eq_ignore_ascii_case(name));
    vec![Pick { source: Source::Property(name.to_owned()), ..Pick::named(spelled.map_or(name, String::as_str)) }]
}

const KEYS: [&str; 7] = ["Name", "Label", "Expression", "Width", "Alignment", "Ascending", "Descending"];

/// `@{ Name = 'a heading'; Expression = { … } }`; every unique beginning of a key will do.
fn calculated(entries: &[(String, Value)]) -> Result<Pick, ShellError> {
    let mut pick = Pick::named("");
    let mut source = None;
    for (key, value) in entries {
        match key_named(key)? {
            "Name" | "Label" => pick.heading = value.to_text(),
            "Width" => {
                pick.width = value
                    .to_decimal()
                    .and_then(Decimal::rounded)
                    .and_then(|width| usize::try_from(width).ok())
                    .filter(|width| *width > 0)
            }
            "Alignment" => {
                pick.align =
                    Some(if value.to_text().eq_ignore_ascii_case("right") { Align::Right } else { Align::Left })
            }
            "Descending" => pick.descending = value.is_true(),
            "Ascending" => pick.descending = !value.is_true(),
            _ => source = Some(value),
        }
    }
    pick.source = match source {
        Some(Value::Block(block)) => Source::Block(block.clone()),
        Some(name) => Source::Property(name.to_text()),
        None => {
            let error = ShellError::new(Category::InvalidArgument, "A calculated property needs the key 'Expression'.");
            return Err(error.hint("write @{ Name = 'a heading'; Expression = { $_.Property } }"));
        }
    };
    if pick.heading.is_empty() {
        pick.heading = match &pick.source {
            Source::Property(name) => name.clone(),
            Source::Block(block) => block.source.trim().to_owned(),
        };
    }
    Ok(pick)
}

fn key_named(typed: &str) -> Result<&'static str, ShellError> {
    let begins = |key: &&&str| {
        !typed.is_empty() && key.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
    };
    KEYS.iter().find(begins).copied().ok_or_else(|| {
        let message = format!("The key '{typed}' is not valid in a calculated property.");
        ShellError::new(Category::InvalidArgument, message).hint(format!("the keys are {}", KEYS.join(", ")))
    })
}
