//! The project's commands: `cargo xtask COMMAND`. Each does the set-up that it needs.

mod bench;
mod build;
mod documentation;
mod failure;
mod project;
mod run;
mod serve;
mod setup;
mod size;
mod split;
mod tally;
mod test;
mod tidy;

use std::env;
use std::process::ExitCode;

use failure::{Failure, Outcome};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  serve [--release] [--open]  build the page, serve it at http://127.0.0.1:8080 and rebuild on change
  test                        run every check, and end with the line `N passed, N failed`
  build                       build the page for release into dist/
  size                        build, and show what the first view loads; fails above the budget
  bench [ARGUMENT...]         run the benchmarks (`cargo bench`)
  tidy                        format, lints, documentation and the rules of tests/tidy.rs
  setup                       install everything that `test` needs and is missing

environment
  FAILOVER_LAB_TOOLS  folder that keeps the installed tools, in place of the user's cache folder
  CHROME              browser of the browser tests, in place of looking for Chrome, Chromium or Edge";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{USAGE}");
        return Ok(());
    };
    match command.as_str() {
        "serve" => serve::serve(rest),
        "bench" => bench::bench(rest),
        "test" => no_more(command, rest).and_then(|()| test::test()),
        "build" => no_more(command, rest).and_then(|()| build::release()),
        "size" => no_more(command, rest).and_then(|()| build::release()).and_then(|()| size::check()),
        "tidy" => no_more(command, rest).and_then(|()| tidy::tidy()),
        "setup" => no_more(command, rest).and_then(|()| setup::everything()),
        "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::new(format!("there is no command '{other}'")).hint(format!("one of these\n\n{USAGE}"))),
    }
}

fn no_more(command: &str, rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(argument) => Err(Failure::new(format!("`cargo xtask {command}` takes no argument, but got '{argument}'"))
            .hint(format!("`cargo xtask {command}`"))),
    }
}
