//! Entries of the journal as objects.

use crate::engine::{Entry, EntryNumber};
use crate::model::caption::{is_notable, sentence, subject};
use crate::model::event::Event;
use crate::model::rule::Rule;
use crate::model::view::View as World;
use crate::shell::calendar::since_start;
use crate::shell::format::{Column, View};
use crate::shell::value::{Object, Value};

const TYPE: &str = "FailoverLab.Event";

/// How entries are shown.
pub(super) const VIEW: View = View::table(
    TYPE,
    &[Column::new("Number", Some(6)).right(), Column::new("At", Some(16)), Column::new("Text", None)],
)
.wrapping();

/// One entry.
pub(super) fn object(world: &World<'_>, entry: &Entry<'_, Event, Rule>) -> Value {
    let (subject, text) = (subject(world.bench, entry.event), sentence(world.bench, entry.event));
    row(entry, entry.event.name(), subject, text)
}

/// An entry of any bench, by the name of its event, whom it is about and its sentence.
pub(super) fn row<E>(entry: &Entry<'_, E, Rule>, name: &str, subject: String, text: String) -> Value {
    Object::new(TYPE)
        .with("Number", Value::Int(i64::from(entry.number.0)))
        .with("At", since_start(entry.at))
        .with("Event", Value::text(name))
        .with("Subject", Value::Text(subject))
        .with("Rule", entry.rule.map_or(Value::Null, |rule| Value::text(rule.id())))
        .with("Causes", Value::List(entry.causes.iter().map(|cause| Value::Int(i64::from(*cause))).collect()))
        .with("Text", Value::Text(text))
        .into_value()
}

/// The newest entry that is no routine.
pub(super) fn newest_notable(world: &World<'_>) -> Option<EntryNumber> {
    world.journal.iter().rev().find(|entry| is_notable(entry.event)).map(|entry| entry.number)
}
