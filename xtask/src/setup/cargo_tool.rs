//! Tools that are built from crates: Trunk and the wasm-bindgen command line.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::cache::{self, Cache};
use crate::failure::{Failure, Outcome};
use crate::project;
use crate::run;

/// A program of one exact version from the crate registry.
pub struct CargoTool {
    krate: &'static str,
    program: &'static str,
    version: String,
    options: &'static [&'static str],
    /// Profile settings that shorten the build.
    profile: &'static [(&'static str, &'static str)],
    minutes: &'static str,
}

impl CargoTool {
    /// Returns Trunk, which builds and serves the page.
    pub fn trunk(version: &str) -> Self {
        Self {
            krate: "trunk",
            program: "trunk",
            version: version.to_owned(),
            // rustls: the default wants OpenSSL's headers, which a fresh machine lacks.
            options: &["--locked", "--no-default-features", "--features", "rustls"],
            // Trunk mostly waits for other programs: its own profile would cost many minutes and save no time here.
            profile: &[("OPT_LEVEL", "0"), ("CODEGEN_UNITS", "256"), ("LTO", "off")],
            minutes: "2 to 6",
        }
    }

    /// Returns the program that writes the glue between the module and the page.
    pub fn wasm_bindgen(version: &str) -> Self {
        Self {
            krate: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: version.to_owned(),
            // Not `--locked`: the published lock file names versions that not every registry still serves.
            options: &[],
            profile: &[("OPT_LEVEL", "1"), ("CODEGEN_UNITS", "16")],
            minutes: "2 to 6",
        }
    }
}

/// Returns the tool's program: the one on `PATH` or in the cache, if of the right version, else a new one.
pub fn find_or_install(cache: &Cache, tool: &CargoTool) -> Outcome<PathBuf> {
    if let Some(file) = run::find_on_path(tool.program).filter(|file| has_version(file, tool)) {
        return Ok(file);
    }
    let place = cache.place(tool.krate, &tool.version);
    let file = run::program_in(&place.join("bin"), tool.program);
    if has_version(&file, tool) {
        return Ok(file);
    }
    println!("setting up {} {} in '{}' (once)", tool.krate, tool.version, place.display());
    let start = Instant::now();
    cache.install(&place, || has_version(&file, tool), |partial| fill(partial, tool))?;
    if !has_version(&file, tool) {
        return Err(Failure::new(format!(
            "'{}' was installed and does not answer as {} {}",
            file.display(),
            tool.program,
            tool.version
        ))
        .hint(format!("run `{} --version` and read what it says", file.display())));
    }
    println!("  {} {} is ready after {} s", tool.krate, tool.version, start.elapsed().as_secs());
    Ok(file)
}

fn fill(partial: &Path, tool: &CargoTool) -> Outcome {
    if download(partial, tool) {
        return Ok(());
    }
    println!("  building it takes {} minutes on two cores", tool.minutes);
    // The unfinished build stays in the folder, so that a second attempt goes on where the first stopped.
    let build = partial.join("build");
    let mut command = run::cargo(["install", tool.krate, "--version", &tool.version, "--force", "--no-track"]);
    command.args(tool.options).arg("--root").arg(partial).arg("--target-dir").arg(&build);
    for (setting, value) in tool.profile {
        command.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    // Else cargo asks the reader to put the folder on PATH.
    command.env("PATH", run::path_with(&[partial.join("bin")])?);
    run::run(&mut command).map_err(|failure| {
        Failure::new(failure.to_string())
            .hint("read cargo's message above: usually the crate registry cannot be reached, or there is no C compiler")
    })?;
    cache::remove_folder(&build)
}

/// Fetches a ready-made program where `cargo binstall` is present, and says whether that worked.
fn download(partial: &Path, tool: &CargoTool) -> bool {
    if run::output_of(Command::new(project::cargo()).args(["binstall", "-V"])).is_none() {
        return false;
    }
    // Its usual links lead to absolute paths, which the renaming of the folder would break.
    let mut command = run::cargo(["binstall", "--no-confirm", "--no-symlinks", "--disable-strategies", "compile"]);
    command.arg("--install-path").arg(partial.join("bin")).arg(format!("{}@{}", tool.krate, tool.version));
    command.env("BINSTALL_DISABLE_TELEMETRY", "true");
    let done =
        run::run(&mut command).is_ok() && has_version(&run::program_in(&partial.join("bin"), tool.program), tool);
    if !done {
        println!("  no ready-made {} for this machine; building it", tool.krate);
    }
    done
}

fn has_version(file: &Path, tool: &CargoTool) -> bool {
    let said = run::output_of(Command::new(file).arg("--version"));
    said.is_some_and(|said| said.split_whitespace().nth(1) == Some(&tool.version))
}
