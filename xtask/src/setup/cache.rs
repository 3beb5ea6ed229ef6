//! The project's own folder of tools, shared by all clones and keyed by version.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// Moves the cache to another folder.
const CACHE_VARIABLE: &str = "FAILOVER_LAB_TOOLS";

/// The folder of tools.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Opens the cache, which need not exist yet.
    pub fn open() -> Outcome<Self> {
        let folder = match env::var_os(CACHE_VARIABLE).filter(|folder| !folder.is_empty()) {
            Some(folder) => std::path::absolute(&folder)
                .map_err(|error| Failure::new(format!("'{CACHE_VARIABLE}' names no usable folder: {error}")))?,
            None => platform_cache()?.join("failover-lab").join("tools"),
        };
        Ok(Self { folder })
    }

    /// Returns where a tool of this version lies once it is installed.
    pub fn place(&self, tool: &str, version: &str) -> PathBuf {
        self.folder.join(format!("{tool}-{version}"))
    }

    /// Installs into a place by filling a folder beside it, which is then renamed.
    ///
    /// So a place that exists is complete, whatever was interrupted. One set-up installs at a time, and whoever waited for
    /// it finds its work. A place that is no longer `sound` is replaced. `fill` may find the remains of an earlier attempt.
    pub fn install(&self, place: &Path, sound: impl Fn() -> bool, fill: impl FnOnce(&Path) -> Outcome) -> Outcome {
        make_folder(&self.folder)?;
        let _held_until_the_end = self.lock()?;
        if sound() {
            return Ok(());
        }
        remove_folder(place)?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let partial = self.folder.join(format!(".partial-{name}"));
        make_folder(&partial)?;
        fill(&partial)?;
        fs::rename(&partial, place).map_err(|error| {
            Failure::new(format!("cannot rename '{}' to '{}': {error}", partial.display(), place.display()))
        })
    }

    fn lock(&self) -> Outcome<File> {
        let path = self.folder.join(".lock");
        let fault = |error: std::io::Error| Failure::new(format!("cannot lock '{}': {error}", path.display()));
        let file = File::create(&path).map_err(fault)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("  another set-up is installing into '{}'; waiting for it", self.folder.display());
                file.lock().map_err(fault)?;
            }
            Err(TryLockError::Error(error)) => return Err(fault(error)),
        }
        Ok(file)
    }
}

/// Removes a folder that may not exist.
pub fn remove_folder(folder: &Path) -> Outcome {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).map_err(|error| Failure::new(format!("cannot remove '{}': {error}", folder.display())))
}

fn make_folder(folder: &Path) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| {
        Failure::new(format!("cannot make the folder '{}': {error}", folder.display()))
            .hint(format!("set {CACHE_VARIABLE} to a folder that you may write to"))
    })
}

fn platform_cache() -> Outcome<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || env::home_dir().filter(|home| !home.as_os_str().is_empty());
    let folder = if cfg!(windows) {
        variable("LOCALAPPDATA").or_else(|| Some(home()?.join("AppData").join("Local")))
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library").join("Caches"))
    } else {
        // The standard says that a relative XDG path is to be ignored.
        variable("XDG_CACHE_HOME").filter(|path| path.is_absolute()).or_else(|| Some(home()?.join(".cache")))
    };
    folder.ok_or_else(|| {
        Failure::new("this machine names no home folder to keep the tools in")
            .hint(format!("set {CACHE_VARIABLE} to a folder for them"))
    })
}
