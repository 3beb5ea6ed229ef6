//! The parts of the Rust tool chain that a minimal installation lacks.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project::WASM_TARGET;
use crate::run;

/// Makes sure that the compiler can build for browsers.
pub fn wasm_target() -> Outcome {
    let there = || {
        let sysroot = run::output_of(Command::new("rustc").args(["--print", "sysroot"]))?;
        Some(PathBuf::from(sysroot.trim()).join("lib").join("rustlib").join(WASM_TARGET).join("lib").is_dir())
    };
    if there() == Some(true) {
        return Ok(());
    }
    println!("setting up the compile target {WASM_TARGET} (once)");
    add("target", WASM_TARGET)
}

/// Makes sure that the formatter and the linter are there.
pub fn components() -> Outcome {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if run::output_of(run::cargo([subcommand, "--version"]).env("RUSTUP_AUTO_INSTALL", "0")).is_none() {
            println!("setting up {component} (once)");
            add("component", component)?;
        }
    }
    Ok(())
}

fn add(kind: &str, name: &str) -> Outcome {
    run::run(Command::new("rustup").args([kind, "add", name])).map_err(|failure| {
        Failure::new(failure.to_string()).hint(format!(
            "install Rust with rustup (https://rustup.rs), or add the {kind} '{name}' by the means of your system"
        ))
    })
}
