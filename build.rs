//! Turns `locales/en/*.ftl` into the typed functions of `words`.

#[path = "build/words.rs"]
mod words;

use std::{env, fs, path::Path, process::ExitCode};

/// Where the messages lie; every `.ftl` file in it is read.
const MESSAGES: &str = "locales/en";

fn main() -> ExitCode {
    // `cargo xtask build` takes the page apart, and has to know for it who names whom.
    if env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/words.rs");
    // The folder too, so that a new file or a removed one counts as a change.
    println!("cargo::rerun-if-changed={MESSAGES}");
    match generated() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn generated() -> Result<(), Vec<String>> {
    let sources = sources().map_err(|error| vec![format!("{MESSAGES}: {error}")])?;
    let code =
        words::generate(&sources).map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let out = env::var_os("OUT_DIR").ok_or_else(|| vec!["cargo does not say where to write".to_owned()])?;
    fs::write(Path::new(&out).join("words.rs"), code).map_err(|error| vec![error.to_string()])
}

/// The message files with their contents, in order of their names.
fn sources() -> std::io::Result<Vec<words::Source>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(MESSAGES)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".ftl") {
            names.push(name);
        }
    }
    names.sort();
    let mut sources = Vec::new();
    for name in names {
        let path = format!("{MESSAGES}/{name}");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path)?.replace("\r\n", "\n");
        sources.push(words::Source { path, text });
    }
    Ok(sources)
}
