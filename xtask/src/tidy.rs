//! `cargo xtask tidy`: format, lints, documentation, and the rules of `tests/tidy.rs`.

use crate::documentation;
use crate::failure::{Failure, Outcome};
use crate::project::WASM_TARGET;
use crate::run;
use crate::setup;

/// One check that either holds or not.
pub struct Check {
    /// What the report calls it.
    pub name: &'static str,
    /// Makes the check.
    pub make: fn() -> Outcome,
}

/// The checks that cargo makes without running a test.
///
/// The code differs by feature and by target, so each of the three builds is linted.
pub const CHECKS: [Check; 5] = [
    Check { name: "format", make: format },
    Check { name: "lints, native", make: || lints(&["--workspace", "--all-targets"]) },
    Check { name: "lints, rendered natively", make: || lints(&["--all-targets", "--features", "ssr"]) },
    Check {
        name: "lints, browser",
        make: || lints(&["--target", WASM_TARGET, "--features", "web", "--lib", "--bin", "app"]),
    },
    Check { name: "documentation", make: documentation::check },
];

/// Makes all checks and runs the tidy tests, even after a failure.
pub fn tidy() -> Outcome {
    setup::wasm_target()?;
    setup::rust_components()?;
    let mut failed = Vec::new();
    for check in &CHECKS {
        if let Err(failure) = (check.make)() {
            eprintln!("error: {failure}");
            failed.push(check.name);
        }
    }
    let rules = run::run(&mut run::cargo(["test", "--locked", "--quiet", "--test", "tidy"]));
    if rules.is_err() {
        failed.push("rules of tests/tidy.rs");
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("not tidy: {}", failed.join("; ")))) }
}

fn format() -> Outcome {
    run::run(&mut run::cargo(["fmt", "--all", "--check"]))
        .map_err(|failure| Failure::new(failure.to_string()).hint("`cargo fmt --all`"))
}

fn lints(scope: &[&str]) -> Outcome {
    let mut command = run::cargo(["clippy", "--locked"]);
    run::run(command.args(scope).args(["--", "-D", "warnings"]))
        .map_err(|failure| Failure::new(failure.to_string()).hint("change what the first error above names"))
}
