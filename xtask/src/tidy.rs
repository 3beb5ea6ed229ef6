//! `cargo xtask tidy`: format, lints, documentation, and the rules of `tests/tidy.rs`.

use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project::WASM_TARGET;
use crate::run;
use crate::setup;

/// One check that either holds or not.
pub struct Check {
    /// What the report calls it.
    pub name: &'static str,
    arguments: &'static [&'static str],
    hint: &'static str,
}

/// The checks that cargo makes without running a test.
pub const CHECKS: [Check; 5] = [
    Check {
        name: "format",
        arguments: &["fmt", "--all", "--check"],
        hint: "cargo fmt --all",
    },
    Check {
        name: "lints, native",
        arguments: &[
            "clippy",
            "--locked",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        hint: "change what the first warning above names",
    },
    Check {
        name: "lints, rendered natively",
        arguments: &[
            "clippy",
            "--locked",
            "--all-targets",
            "--features",
            "ssr",
            "--",
            "-D",
            "warnings",
        ],
        hint: "change what the first warning above names",
    },
    Check {
        name: "lints, browser",
        arguments: &[
            "clippy",
            "--locked",
            "--target",
            WASM_TARGET,
            "--features",
            "web",
            "--lib",
            "--bin",
            "app",
            "--",
            "-D",
            "warnings",
        ],
        hint: "change what the first warning above names",
    },
    Check {
        name: "documentation",
        arguments: &[
            "doc",
            "--locked",
            "--workspace",
            "--features",
            "web",
            "--no-deps",
            "--document-private-items",
        ],
        hint: "mend the link or the comment that the first warning above names",
    },
];

impl Check {
    /// Makes the check.
    pub fn run(&self) -> Outcome {
        run::run(&mut self.command())
            .map_err(|failure| Failure::new(format!("{}: {failure}", self.name)).hint(self.hint))
    }

    fn command(&self) -> Command {
        let mut command = run::cargo(self.arguments);
        command.env("RUSTDOCFLAGS", "-D warnings");
        command
    }
}

/// Makes all checks and runs the tidy tests, even after a failure.
pub fn tidy() -> Outcome {
    setup::wasm_target()?;
    setup::rust_components()?;
    let mut failed = Vec::new();
    for check in &CHECKS {
        if let Err(failure) = check.run() {
            eprintln!("error: {failure}");
            failed.push(check.name);
        }
    }
    let rules = run::run(&mut run::cargo([
        "test", "--locked", "--quiet", "--test", "tidy",
    ]));
    if rules.is_err() {
        failed.push("rules of tests/tidy.rs");
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("not tidy: {}", failed.join("; "))))
    }
}
