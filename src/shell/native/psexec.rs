//! `psexec`: runs another program on a named server.

use super::{Call, Native, all, find};
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome};
use crate::shell::directory::machine;
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::names::{Names, names};
use crate::shell::value::Value;

pub(super) static NATIVE: Native = Native {
    file: "psexec.exe",
    synopsis: "Runs another program on a named server.",
    usage: &["psexec \\\\SERVER PROGRAM ARGUMENTS"],
    examples: &[Example {
        line: "psexec \\\\EXCHMAILBOX2 net stop clussvc",
        says: "Stops the cluster service of the second node.",
    }],
    suggest,
    run,
    resume: Some(resume),
};

fn suggest(before: &[&str], view: &View<'_>) -> Vec<String> {
    match before {
        [] => names(view, Names::Machine).into_iter().map(|name| format!("\\\\{name}")).collect(),
        [_] => programs().map(str::to_owned).collect(),
        [_, program, rest @ ..] => find(program).map_or_else(Vec::new, |native| (native.suggest)(rest, view)),
    }
}

/// The programs that it runs: all but itself.
fn programs() -> impl Iterator<Item = &'static str> {
    all().iter().map(|native| native.name()).filter(|name| *name != NATIVE.name())
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let inner = inner(call, &host.view())?;
    (inner.native.run)(&inner, host).map_err(|error| error.by(inner.native.name()).at(inner.span))
}

fn resume(call: &Call, note: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let inner = inner(call, &host.view())?;
    match inner.native.resume {
        Some(resume) => resume(&inner, note, host).map_err(|error| error.by(inner.native.name()).at(inner.span)),
        None => (inner.native.run)(&inner, host),
    }
}

/// The call that is to run on the server.
fn inner(call: &Call, view: &View<'_>) -> Result<Call, ShellError> {
    let Some(server) = call.words.first() else { return Err(call.wrong(0, &[])) };
    let Some(name) = server.text.strip_prefix("\\\\") else {
        return Err(call.wrong(0, &[]).hint("two backslashes stand in front of the server's name"));
    };
    let node = machine(view, name).map_err(|error| error.at(server.span))?;
    let Some(program) = call.words.get(1) else { return Err(call.wrong(1, &[])) };
    let known: Vec<&str> = programs().collect();
    match find(&program.text) {
        Some(native) if native.file != NATIVE.file => {
            Ok(Call { native, words: call.words[2..].to_vec(), span: program.span, on: Some(node) })
        }
        _ => Err(call.wrong(1, &known)),
    }
}
