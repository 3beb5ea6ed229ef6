//! Entries of the journal as objects.

use crate::engine::{Entry, EntryNumber};
use crate::model::caption::{is_notable, sentence, subject};
use crate::model::event::Event;
use crate::model::rule::Rule;
use crate::model::view::View as World;
use crate::shell::calendar::since_start;
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value};

/// The type of an entry.
pub(super) const TYPE: &str = "FailoverLab.Event";

/// How entries are shown.
pub(super) const VIEW: View = View::table(
    TYPE,
    &[Column::new("Number", Some(6)).right(), Column::new("At", Some(16)), Column::new("Text", None)],
)
.wrapping();

/// One entry.
pub(super) fn object(world: &World<'_>, entry: &Entry<'_, Event, Rule>) -> Value {
    Object::new(TYPE)
        .with("Number", Value::Int(i64::from(entry.number.0)))
        .with("At", since_start(entry.at))
        .with("Event", Value::text(entry.event.name()))
        .with("Subject", Value::Text(subject(world.bench, entry.event)))
        .with("Rule", entry.rule.map_or(Value::Null, |rule| Value::text(rule.id())))
        .with("Causes", Value::List(entry.causes.iter().map(|cause| Value::Int(i64::from(*cause))).collect()))
        .with("Text", Value::Text(sentence(world.bench, entry.event)))
        .into_value()
}

/// The newest entry that is no routine.
pub(super) fn newest_notable(world: &World<'_>) -> Option<EntryNumber> {
    world.journal.iter().rev().find(|entry| is_notable(entry.event)).map(|entry| entry.number)
}
