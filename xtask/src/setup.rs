//! Everything a fresh machine lacks: found where it is there already, installed into the cache where not.
//!
//! Nothing is ever installed into the user's own tool folders.

mod browser;
mod cache;
mod cargo_tool;
mod node;
mod rust;

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

pub use browser::find_or_install as browser;
pub use cache::Cache;
pub use node::{packages as node_packages, require as node};
pub use rust::{components as rust_components, wasm_target};

use crate::failure::{Failure, Outcome};
use crate::project;
use crate::run;
use cargo_tool::CargoTool;

/// Finds or installs everything that the tests need, and says how long that took.
pub fn everything() -> Outcome {
    let start = Instant::now();
    // What a person may have to install comes first, before minutes of building.
    node()?;
    browser()?;
    rust_components()?;
    PageTools::find_or_install(Profile::Release)?;
    node_packages(&Cache::open()?)?;
    println!("everything is set up ({:.1} s)", start.elapsed().as_secs_f32());
    Ok(())
}

/// Trunk with the programs that it calls.
pub struct PageTools {
    trunk: PathBuf,
    wasm_opt: Option<PathBuf>,
    folders: Vec<PathBuf>,
}

/// How far a build of the page goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build, for working on it.
    Dev,
    /// Small and fast, for readers.
    Release,
}

impl PageTools {
    /// Finds or installs what a build of the page needs.
    pub fn find_or_install(profile: Profile) -> Outcome<Self> {
        let cache = Cache::open()?;
        wasm_target()?;
        let bindgen = project::locked_version("wasm-bindgen")?;
        let trunk = cargo_tool::find_or_install(&cache, &CargoTool::trunk(&project::trunk_version()?))?;
        let bindgen = cargo_tool::find_or_install(&cache, &CargoTool::wasm_bindgen(&bindgen))?;
        let wasm_opt = if profile == Profile::Release { Some(node::wasm_opt(&cache)?) } else { None };
        let helpers = [bindgen];
        // A folder of PATH stays where it is: moved to the front it could hide the right version of another tool.
        let is_apart = |file: &&PathBuf| !file.parent().is_some_and(run::is_on_path);
        let folders = helpers.iter().filter(is_apart).filter_map(|file| file.parent()).map(PathBuf::from).collect();
        // Trunk builds offline, so that it never looks for tools of its own: the crates must be here before.
        run::run(&mut run::cargo(["fetch", "--quiet", "--locked"])).map_err(|failure| {
            Failure::new(format!("the crates of Cargo.lock are not here: {failure}")).hint(
                "after a change of Cargo.toml run `cargo fetch`, which updates Cargo.lock; else look at the network",
            )
        })?;
        Ok(Self { trunk, wasm_opt, folders })
    }

    /// Returns a command of wasm-opt.
    pub fn wasm_opt(&self) -> Command {
        Command::new(self.wasm_opt.as_deref().unwrap_or(std::path::Path::new("wasm-opt")))
    }

    /// Returns a Trunk command that finds its helpers.
    pub fn trunk(&self) -> Outcome<Command> {
        let mut command = Command::new(&self.trunk);
        command.current_dir(project::root()).env("PATH", run::path_with(&self.folders)?);
        // A backtrace of Trunk hides what the compiler said.
        command.env("RUST_BACKTRACE", "0");
        // Trunk reads NO_COLOR as a truth value and stops at "1".
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        Ok(command)
    }
}
