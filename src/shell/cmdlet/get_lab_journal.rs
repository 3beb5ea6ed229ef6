//! Get-LabJournal: what has happened.

use super::lab_event::{VIEW, object};
use super::{Action, Cmdlet, Example, Kind, Parameter, Reply};
use crate::engine::{Entry, Journal};
use crate::model::caption::{is_notable, subject};
use crate::model::event::Event;
use crate::model::rule::Rule;
use crate::shell::bind::Bound;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::Names;
use crate::shell::pipeline::OBJECTS_MAX;
use crate::shell::value::{Value, like};

pub(super) static CMDLET: Cmdlet = Cmdlet {
    name: "Get-LabJournal",
    aliases: &[],
    synopsis: "Lists what has happened, with causes and rules.",
    description: "Routine (single letters, logs that are shipped) is left out unless -All is given. Format-List shows the rule and the causes of each entry.",
    parameters: &[
        Parameter::new("Event", Kind::Text, "Only events of this name; patterns will do.").at(0),
        Parameter::new("Subject", Kind::Name(Names::Component), "Only events about this component; patterns will do."),
        Parameter::new("Last", Kind::Int(1, 10_000), "Only so many of the newest."),
        Parameter::new("All", Kind::Switch, "Routine too."),
    ],
    examples: &[
        Example { line: "Get-LabJournal -Last 5", says: "Shows the five newest entries." },
        Example { line: "Get-LabJournal Quorum* | Format-List", says: "Shows everything about votes." },
    ],
    views: &[VIEW],
    action: Action::Read(run),
};

fn run(bound: &Bound, host: &dyn Host) -> Result<Reply, ShellError> {
    let view = host.view();
    let about = |event: &Event| subject(view.bench, event);
    Ok(entries(bound, view.journal, is_notable, Event::name, about, |entry| object(&view, entry)))
}

/// The entries that the command asks for, of the journal of any bench.
pub(super) fn entries<E>(
    bound: &Bound,
    journal: &Journal<E, Rule>,
    is_notable: impl Fn(&E) -> bool,
    name_of: impl Fn(&E) -> &'static str,
    subject_of: impl Fn(&E) -> String,
    object: impl Fn(&Entry<'_, E, Rule>) -> Value,
) -> Reply {
    let (name, about) = (bound.text("Event"), bound.text("Subject"));
    let everything = bound.switch("All") || name.is_some();
    let last = bound.int("Last").and_then(|count| usize::try_from(count).ok()).unwrap_or(OBJECTS_MAX);
    let wanted = journal.iter().rev().filter(|entry| {
        (everything || is_notable(entry.event))
            && name.as_ref().is_none_or(|name| like(name_of(entry.event), name, false))
            && about.as_ref().is_none_or(|about| like(&subject_of(entry.event), about, false))
    });
    let mut newest: Vec<_> = wanted.take(last + 1).collect();
    let is_cut = newest.len() > last && !bound.is_given("Last");
    newest.truncate(last);
    newest.reverse();
    let mut reply = Reply::objects(newest.iter().map(object).collect());
    if is_cut {
        reply.warnings.push(format!("There are more entries than the newest {last} that are shown."));
    }
    reply
}
