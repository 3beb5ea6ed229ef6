//! What cmdlets do before a compute cluster. Those that are about Exchange say so, and what to use instead.

use super::{
    Outcome, Reply, get_command, get_lab_component, get_lab_job, get_lab_journal, get_lab_rule, get_lab_task, lab_event,
};
use crate::engine::{Entry, EntryNumber};
use crate::model::compute::caption::{is_notable, sentence, subject};
use crate::model::compute::{ComputeView, Event, Input, Part, possible_for};
use crate::model::ids::How;
use crate::model::rule::Rule;
use crate::shell::bind::Bound;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Farm;
use crate::shell::nearest::nearest;
use crate::shell::value::{Value, has_wildcard, like};

/// A command that is about something that this bench does not have.
pub fn not_here(command: &str) -> ShellError {
    let message = format!("This bench is a compute cluster, which has nothing that '{command}' is about.");
    ShellError::new(Category::InvalidOperation, message)
        .hint("use Get-LabJob, Get-LabTask, Get-LabComponent, Stop-LabComponent, Start-LabComponent or Get-LabJournal")
}

/// Reads what there is.
pub fn read(bound: &Bound, farm: &dyn Farm) -> Result<Reply, ShellError> {
    let view = farm.view();
    match bound.cmdlet.name {
        "Get-Command" => get_command::list(bound),
        "Get-LabRule" => match bound.text("Identity").filter(|id| !has_wildcard(id) && Rule::from_id(id).is_none()) {
            Some(unknown) => Err(ShellError::not_found(&unknown).hint("Get-LabRule lists the rules")),
            None => Ok(get_lab_rule::list(bound)),
        },
        "Get-LabComponent" => components(bound, &view),
        "Get-LabJob" => Ok(get_lab_job::job(&view)),
        "Get-LabTask" => Ok(get_lab_task::tasks(bound, &view)),
        "Get-LabJournal" => {
            let about = |event: &Event| subject(event).name();
            Ok(get_lab_journal::entries(bound, view.journal, is_notable, Event::name, about, entry_object))
        }
        "Get-LabWhy" => why(bound, &view),
        other => Err(not_here(other)),
    }
}

/// Says what is about to be done, or refuses what can never be.
pub fn intent(bound: &Bound, farm: &dyn Farm) -> Result<String, ShellError> {
    let inputs = inputs(bound, &farm.view())?;
    let named = |input: &Input| match input {
        Input::StopPart { part, how } => format!("Stopping \"{}\" ({})", part.name(), how.name()),
        Input::StartPart { part: Some(part) } => format!("Starting \"{}\"", part.name()),
        Input::StartPart { part: None } => "Starting everything".to_owned(),
    };
    Ok(format!("{}.", inputs.iter().map(named).collect::<Vec<_>>().join(", ")))
}

/// Does it.
pub fn change(bound: &Bound, farm: &mut dyn Farm) -> Result<Outcome, ShellError> {
    for input in inputs(bound, &farm.view())? {
        farm.submit(input).map_err(|refusal| {
            let error = ShellError::new(Category::InvalidOperation, super::refused::sentence(&refusal.message()));
            error.hint(refusal.hint())
        })?;
    }
    Ok(Outcome::Done(Reply::default()))
}

fn inputs(bound: &Bound, view: &ComputeView<'_>) -> Result<Vec<Input>, ShellError> {
    let names = || bound.list("Identity").into_iter().map(|name| name.to_text());
    match bound.cmdlet.name {
        "Stop-LabComponent" => {
            let how = bound.text("How").and_then(|name| How::ALL.into_iter().find(|how| how.name() == name));
            let fault = |name: String| {
                let part = part(view, &name)?;
                let how = how.or_else(|| possible_for(part).first().copied()).unwrap_or(How::Fail);
                Ok(Input::StopPart { part, how })
            };
            names().map(fault).collect()
        }
        "Start-LabComponent" if bound.switch("Replace") => {
            let message = "Nothing of a compute cluster is replaced: it has no disks that could be lost.";
            Err(ShellError::new(Category::InvalidOperation, message).hint("leave -Replace out"))
        }
        "Start-LabComponent" => {
            let start = |name: String| match name.as_str() {
                "*" => Ok(Input::StartPart { part: None }),
                name => part(view, name).map(|part| Input::StartPart { part: Some(part) }),
            };
            names().map(start).collect()
        }
        "Disconnect-LabNetwork" => Ok(vec![Input::StopPart { part: connection(bound, view)?, how: How::Fail }]),
        "Connect-LabNetwork" => Ok(vec![Input::StartPart { part: Some(connection(bound, view)?) }]),
        other => Err(not_here(other)),
    }
}

/// The connection between the master and a worker.
fn connection(bound: &Bound, view: &ComputeView<'_>) -> Result<Part, ShellError> {
    let end = |name| part(view, &bound.text(name).unwrap_or_default());
    let ends = (end("Identity")?, end("Peer")?);
    match ends {
        (Part::Master, Part::Worker(worker)) | (Part::Worker(worker), Part::Master) => Ok(Part::Connection(worker)),
        _ => {
            let message = "Workers talk to the master only, so there is no such link.";
            Err(ShellError::new(Category::InvalidOperation, message).hint("name MASTER and a worker"))
        }
    }
}

fn part(view: &ComputeView<'_>, name: &str) -> Result<Part, ShellError> {
    view.part_named(name).ok_or_else(|| {
        let known: Vec<String> = view.components().into_iter().map(|component| component.id).collect();
        ShellError::not_found(name).did_you_mean(nearest(name, known.iter().map(String::as_str)))
    })
}

fn components(bound: &Bound, view: &ComputeView<'_>) -> Result<Reply, ShellError> {
    let mut components = view.components();
    if let Some(wanted) = bound.text("Identity").filter(|wanted| !has_wildcard(wanted)) {
        part(view, &wanted)?;
    }
    get_lab_component::keep_wanted(bound, &mut components);
    Ok(Reply::objects(components.iter().map(|it| get_lab_component::row(it).into_value()).collect()))
}

fn entry_object(entry: &Entry<'_, Event, Rule>) -> Value {
    lab_event::row(entry, entry.event.name(), subject(entry.event).name(), sentence(entry.event))
}

fn why(bound: &Bound, view: &ComputeView<'_>) -> Result<Reply, ShellError> {
    let newest = |wanted: &dyn Fn(&Event) -> bool| {
        view.journal.iter().rev().find(|entry| wanted(entry.event)).map(|entry| entry.number)
    };
    let number = match bound.text("Event") {
        None => newest(&is_notable),
        Some(event) => {
            let found = match event.parse::<u32>() {
                Ok(number) => view.journal.get(EntryNumber(number)).map(|entry| entry.number),
                Err(_) => newest(&|it| like(it.name(), &event, false)),
            };
            let missing = || ShellError::not_found(&event).hint("Get-LabJournal -All lists what has happened");
            Some(found.ok_or_else(missing)?)
        }
    };
    let chain = number.map(|number| view.why(number)).unwrap_or_default();
    let entries = chain.into_iter().filter_map(|number| view.journal.get(number));
    Ok(Reply::objects(entries.map(|entry| entry_object(&entry)).collect()))
}
