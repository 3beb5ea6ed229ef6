//! Get-LabWhy: causes, back to what a person did.

use super::lab_event::{VIEW, newest_notable, object};
use super::{Action, Cmdlet, Example, Kind, Parameter, Reply};
use crate::engine::EntryNumber;
use crate::model::view::View as World;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::nearest::nearest;
use crate::shell::value::like;

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabWhy",
    aliases: &["why"],
    synopsis: "Tells why something happened: its causes, back to what a person did.",
    description: "The newest entry stands first. An event is named by its number in the journal or by its name; a name means the newest event of that name.",
    parameters: &[Parameter::new("Event", Kind::Text, "The event; without it, the newest that is no routine.").at(0)],
    examples: &[
        Example { line: "Get-LabWhy ServiceLost", says: "Tells why people could not work." },
        Example { line: "why 17", says: "Tells why entry 17 came about." },
    ],
    views: &[VIEW],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let view = host.view();
    let number = match bound.text("Event") {
        Some(event) => Some(entry_of(&view, &event)?),
        None => newest_notable(&view),
    };
    let chain = number.map(|number| view.why(number)).unwrap_or_default();
    let entries = chain.into_iter().filter_map(|number| view.journal.get(number));
    Ok(Reply::objects(entries.map(|entry| object(&view, &entry)).collect()))
}

fn entry_of(view: &World<'_>, event: &str) -> Result<EntryNumber, ShellError> {
    if let Ok(number) = event.parse::<u32>() {
        let happened = view.journal.iter_from(EntryNumber(number)).next().is_some_and(|entry| entry.number.0 == number);
        let last = view.journal.len().saturating_sub(1);
        return if happened {
            Ok(EntryNumber(number))
        } else {
            Err(ShellError::not_found(event).hint(format!("the journal goes from 0 to {last}")))
        };
    }
    let newest = view.journal.iter().rev().find(|entry| like(entry.event.name(), event, false));
    newest.map(|entry| entry.number).ok_or_else(|| {
        let known: Vec<&str> = view.journal.iter().map(|entry| entry.event.name()).collect();
        let error = ShellError::not_found(event);
        match nearest(event, known) {
            Some(name) => error.did_you_mean(Some(name)),
            None => error.hint("no event of this name has happened; Get-LabJournal lists what has"),
        }
    })
}
