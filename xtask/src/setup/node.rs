//! Node and the packages that `package-lock.json` pins: wasm-opt, the browser driver, the accessibility checker.
//!
//! The packages lie in the cache, one folder for each state of the lock file, so that every clone shares them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cache::{self, Cache};
use crate::failure::{Failure, Outcome};
use crate::project;
use crate::run;

/// A Node that is recent enough.
pub struct Node {
    file: PathBuf,
}

impl Node {
    /// Returns a command that runs a script of the project.
    pub fn script(&self, script: &str) -> Command {
        let mut command = Command::new(&self.file);
        command.current_dir(project::root()).arg(script);
        command
    }
}

/// Finds Node, which is one of the few things that a machine must bring.
pub fn require() -> Outcome<Node> {
    let wanted = || format!("install Node {} or later with npm: https://nodejs.org", project::NODE_MAJOR_MIN);
    let file = run::find_on_path("node").ok_or_else(|| Failure::new("there is no Node on PATH").hint(wanted()))?;
    let said = run::output_of(Command::new(&file).arg("--version")).unwrap_or_default();
    match major_version(&said) {
        Some(major) if major >= project::NODE_MAJOR_MIN => Ok(Node { file }),
        _ => Err(Failure::new(format!("Node at '{}' is of version '{}'", file.display(), said.trim())).hint(wanted())),
    }
}

/// Returns the folder `node_modules` that holds what the lock file pins.
pub fn packages(cache: &Cache) -> Outcome<PathBuf> {
    require()?;
    let root = project::root();
    let key = fingerprint(&project::read(&root.join("package-lock.json"))?);
    let place = cache.place("node-packages", &key);
    let modules = place.join("node_modules");
    if modules.is_dir() {
        return Ok(modules);
    }
    println!("setting up the packages of package-lock.json in '{}' (once)", place.display());
    cache.install(&place, || modules.is_dir(), |partial| install_packages(&root, partial))?;
    Ok(modules)
}

/// Returns a `wasm-opt` of the pinned version.
pub fn wasm_opt(cache: &Cache) -> Outcome<PathBuf> {
    let version = project::pinned_npm_version("binaryen")?;
    if let Some(file) = run::find_on_path("wasm-opt").filter(|file| is_wasm_opt(file, &version)) {
        return Ok(file);
    }
    let modules = packages(cache)?;
    let file = modules.join(".bin").join(if cfg!(windows) { "wasm-opt.cmd" } else { "wasm-opt" });
    if is_wasm_opt(&file, &version) {
        return Ok(file);
    }
    let place = modules.parent().unwrap_or(&modules);
    Err(Failure::new(format!("'{}' does not answer as wasm-opt {version}", file.display()))
        .hint(format!("remove the folder '{}' and run the command again", place.display())))
}

fn install_packages(root: &Path, partial: &Path) -> Outcome {
    for name in ["package.json", "package-lock.json"] {
        fs::copy(root.join(name), partial.join(name))
            .map_err(|error| Failure::new(format!("cannot copy '{name}': {error}")))?;
    }
    let npm = run::find_on_path("npm")
        .ok_or_else(|| Failure::new("there is no npm on PATH").hint("install the npm that belongs to your Node"))?;
    // No script of a package runs: none of them needs one.
    let mut command = Command::new(npm);
    command.current_dir(partial).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    // A production setting of the user would leave every package out.
    command.arg("--include=dev").env_remove("NODE_ENV");
    run::run(&mut command).map_err(|failure| {
        let _ = cache::remove_folder(&partial.join("node_modules"));
        Failure::new(failure.to_string())
            .hint("read npm's message above: usually the package registry cannot be reached")
    })
}

fn is_wasm_opt(file: &Path, version: &str) -> bool {
    // The package 132.0.0 answers "wasm-opt version 132 (version_132)".
    let major = version.split('.').next();
    let said = run::output_of(Command::new(file).arg("--version").env_remove("NODE_OPTIONS"));
    said.is_some_and(|said| said.split_whitespace().nth(2) == major)
}

fn major_version(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Returns a short name for a text: FNV-1a with 64 bits, which is enough to tell lock files apart.
fn fingerprint(text: &str) -> String {
    // Git may check the file out with other line ends; the packages are the same.
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}-{}", env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_answer_gives_its_major_version() {
        for (said, major) in [("v20.20.2\n", Some(20)), ("v8.1.0", Some(8)), ("20.1.0", None), ("", None)] {
            assert_eq!(major_version(said), major, "{said:?}");
        }
    }

    #[test]
    fn the_fingerprint_ignores_line_ends_and_nothing_else() {
        assert_eq!(fingerprint("a\r\nb"), fingerprint("a\nb"));
        assert_ne!(fingerprint("a\nb"), fingerprint("a\nc"));
    }
}
