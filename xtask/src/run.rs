//! Running other programs: echoed, checked, and with a message when they cannot be found.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::failure::{Failure, Outcome};
use crate::project;

/// Runs a command in the foreground and fails unless it succeeds.
pub fn run(command: &mut Command) -> Outcome {
    let status = status(command)?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", words(command)))) }
}

/// Runs a command in the foreground and returns how it ended.
pub fn status(command: &mut Command) -> Outcome<ExitStatus> {
    println!("  $ {}", words(command));
    command.status().map_err(|error| cannot_start(command, &error))
}

/// Runs a command in the foreground, hands on each line that it prints, and returns how it ended.
pub fn each_line(command: &mut Command, mut take: impl FnMut(&str)) -> Outcome<ExitStatus> {
    println!("  $ {}", words(command));
    let started = command.stdout(Stdio::piped()).spawn();
    let mut child = started.map_err(|error| cannot_start(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            take(String::from_utf8_lossy(&line).trim_end_matches('\r'));
        }
    }
    child.wait().map_err(|error| Failure::new(format!("lost sight of `{}`: {error}", words(command))))
}

/// Runs a command in the background, and returns how it ended and what it said on its error stream.
pub fn messages(command: &mut Command) -> Outcome<(ExitStatus, String)> {
    println!("  $ {}", words(command));
    let output = command.stdout(Stdio::null()).output().map_err(|error| cannot_start(command, &error))?;
    Ok((output.status, String::from_utf8_lossy(&output.stderr).replace('\r', "")))
}

/// Returns what a command prints when it succeeds, and nothing when it fails or does not exist.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns a cargo command that runs in the project's folder.
pub fn cargo<I: AsRef<OsStr>>(arguments: impl IntoIterator<Item = I>) -> Command {
    let mut command = Command::new(project::cargo());
    command.current_dir(project::root()).args(arguments);
    command
}

/// Returns the file that the name of a program stands for on `PATH`.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .flat_map(|folder| file_names(program).map(move |name| folder.join(name)))
        .find(|file| file.is_file())
}

/// Says whether `PATH` holds a folder.
pub fn is_on_path(folder: &Path) -> bool {
    env::var_os("PATH").is_some_and(|folders| env::split_paths(&folders).any(|other| other == folder))
}

/// Returns `PATH` with some folders in front of it.
pub fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&rest)))
        .map_err(|error| Failure::new(format!("cannot put the tools on PATH: {error}")))
}

/// Returns the file of a program in a folder, with the ending that the platform gives to programs.
pub fn program_in(folder: &Path, program: &str) -> PathBuf {
    folder.join(format!("{program}{}", env::consts::EXE_SUFFIX))
}

fn file_names(program: &str) -> impl Iterator<Item = String> + use<'_> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    endings.iter().map(move |ending| format!("{program}{ending}"))
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().to_string_lossy().into_owned();
    Failure::new(format!("cannot start '{program}': {error}")).hint(format!("install '{program}', or put it on PATH"))
}

/// Returns a command as a person would type it.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let arguments = command.get_args().map(|argument| {
        let text = argument.to_string_lossy();
        if text.contains(' ') { format!("\"{text}\"") } else { text.into_owned() }
    });
    std::iter::once(program.to_string_lossy().into_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}
