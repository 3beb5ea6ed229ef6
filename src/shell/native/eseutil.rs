//! `eseutil`: the database engine's own tool, for files that nobody has open.
//!
//! What it prints follows the examples of the product's documentation. Source: \[ESEUTIL\], \[SCRNOTES\].

mod files;
mod header;

use super::{Call, Native};
use crate::model::ids::Part;
use crate::model::input::Input;
use crate::model::view::View;
use crate::shell::cmdlet::{Example, Outcome, Pause, Reply, submit};
use crate::shell::error::ShellError;
use crate::shell::host::Host;
use crate::shell::value::Value;
use files::{Files, of_database, of_prefix};

pub(super) static NATIVE: Native = Native {
    file: "eseutil.exe",
    synopsis: "Shows and recovers the files of a storage group.",
    usage: &[
        "eseutil /mh DATABASE",
        "eseutil /ml PREFIX",
        "eseutil /mk CHECKPOINT",
        "eseutil /k DATABASE",
        "eseutil /r PREFIX [/a] [/l PATH] [/s PATH] [/d PATH]",
    ],
    examples: &[
        Example {
            line: "psexec \\\\EXCHSTANDBY eseutil /mh \"Mailbox Database.edb\"",
            says: "Shows whether the database file on the target was shut down cleanly.",
        },
        Example {
            line: "psexec \\\\EXCHSTANDBY eseutil /r E00",
            says: "Replays the logs that the database file on the target still needs.",
        },
        Example { line: "eseutil /r E00 /a", says: "The same although the newest logs are missing." },
    ],
    suggest,
    run,
    resume: Some(resume),
};

const MODES: [&str; 5] = ["/mh", "/ml", "/mk", "/k", "/r"];

fn suggest(before: &[&str], view: &View<'_>) -> Vec<String> {
    let groups = &view.bench.groups;
    match before {
        [] => MODES.map(str::to_owned).to_vec(),
        [mode] if ["/mh", "/k"].iter().any(|it| it.eq_ignore_ascii_case(mode)) => {
            groups.iter().map(|group| format!("{}.edb", group.database)).collect()
        }
        [mode] if mode.eq_ignore_ascii_case("/mk") => groups.iter().map(|it| format!("{}.chk", it.prefix)).collect(),
        [_] => groups.iter().map(|group| group.prefix.to_owned()).collect(),
        [mode, ..] if mode.eq_ignore_ascii_case("/r") => vec!["/a".to_owned()],
        _ => Vec::new(),
    }
}

fn run(call: &Call, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let mode = MODES.into_iter().find(|mode| call.is(0, mode));
    let (Some(mode), Some(name)) = (mode, call.words.get(1)) else {
        return Err(call.wrong(usize::from(mode.is_some()), &MODES));
    };
    let (view, name) = (host.view(), name.text.as_str());
    let lines = match mode {
        "/mh" => header::database(&view, &of_database(call, &view, name)?)?,
        "/k" => header::checksums(&view, &of_database(call, &view, name)?)?,
        "/ml" => header::logs(&view, &of_prefix(call, &view, name)?, name)?,
        "/mk" => header::checkpoint(&view, &of_prefix(call, &view, name)?)?,
        _ => return recover(call, host, name),
    };
    Ok(Outcome::Done(printed(lines)))
}

fn printed(lines: Vec<String>) -> Reply {
    Reply::objects(lines.into_iter().map(Value::Text).collect())
}

/// Begins a soft recovery.
fn recover(call: &Call, host: &mut dyn Host, prefix: &str) -> Result<Outcome, ShellError> {
    let takes_path = |word: &str| ["/l", "/s", "/d"].iter().any(|it| word.to_ascii_lowercase().starts_with(it));
    let (mut place, mut accept_loss) = (2, false);
    while let Some(word) = call.words.get(place) {
        match word.text.as_str() {
            it if it.eq_ignore_ascii_case("/a") => accept_loss = true,
            // The path may stand behind the switch or be part of it; the files are where they are.
            it if takes_path(it) => place += usize::from(it.len() == 2),
            _ => return Err(call.wrong(place, &["/a", "/l", "/s", "/d"])),
        }
        place += 1;
    }
    let view = host.view();
    let files = of_prefix(call, &view, prefix)?;
    let input = Input::RecoverFiles { group: files.id.group, node: files.node, accept_loss };
    let pause = pause(&view, &files, host.now_ms());
    submit(host, input)?;
    Ok(Outcome::Wait(pause))
}

fn pause(view: &View<'_>, files: &Files<'_>, began: u64) -> Pause {
    let text = format!("Recovering {} on {}", files.storage.database, view.name_of(Part::Node(files.node)));
    let note = Value::from_many(vec![
        Value::Int(i64::try_from(began).unwrap_or(i64::MAX)),
        Value::Int(i64::from(files.id.group.0)),
        Value::Int(i64::from(files.id.place)),
    ]);
    Pause { note, ..Pause::new(text) }
}

fn resume(_: &Call, note: &Value, host: &mut dyn Host) -> Result<Outcome, ShellError> {
    let view = host.view();
    let Some((began, files)) = files::noted(&view, note) else { return Ok(Outcome::Done(Reply::default())) };
    if files.copy.task.is_some() {
        return Ok(Outcome::Wait(pause(&view, &files, began)));
    }
    let took = view.now.as_millis() - began;
    Ok(Outcome::Done(printed(header::recovery(&files, took))))
}
