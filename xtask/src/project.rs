//! Where the project's files are, and the versions that they pin.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

/// The oldest Node that the browser tests run on.
pub const NODE_MAJOR_MIN: u32 = 20;

/// The one target that browsers run.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// Returns the folder that holds the workspace.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Returns the cargo that runs this program.
pub fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Returns the version of `package` in `Cargo.lock`.
pub fn locked_version(package: &str) -> Outcome<String> {
    let path = root().join("Cargo.lock");
    let text = read(&path)?;
    version_in_lock(&text, package).ok_or_else(|| {
        Failure::new(format!("'{}' names no package '{package}'", path.display()))
            .hint("restore the file with `git checkout Cargo.lock`")
    })
}

/// Returns the one version of Trunk that `Trunk.toml` accepts.
pub fn trunk_version() -> Outcome<String> {
    let path = root().join("Trunk.toml");
    let text = read(&path)?;
    let version = text.lines().find_map(|line| line.strip_prefix("trunk-version = \"=")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| {
        Failure::new(format!("'{}' has no line `trunk-version = \"=VERSION\"`", path.display()))
            .hint("restore the file with `git checkout Trunk.toml`")
    })
}

/// Returns the version of an npm package that `package.json` pins.
pub fn pinned_npm_version(package: &str) -> Outcome<String> {
    let path = root().join("package.json");
    let text = read(&path)?;
    let pinned = text.lines().find_map(|line| {
        let (name, version) = line.trim().trim_end_matches(',').split_once(':')?;
        (name.trim().trim_matches('"') == package).then(|| version.trim().trim_matches('"').to_owned())
    });
    pinned.ok_or_else(|| {
        Failure::new(format!("'{}' pins no package '{package}'", path.display()))
            .hint("restore the file with `git checkout package.json`")
    })
}

/// Returns the text of a file, or a failure that names the file.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Failure::new(format!("cannot read '{}': {error}", path.display())))
}

fn version_in_lock(text: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = text.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_asked_for_the_wasm_opt_that_npm_installs() {
        let version = pinned_npm_version("binaryen").expect("package.json pins binaryen");
        let major = version.split('.').next().expect("a version has parts");
        let trunk = read(&root().join("Trunk.toml")).expect("Trunk.toml is there");
        assert!(
            trunk.contains(&format!("wasm_opt = \"version_{major}\"")),
            "Trunk.toml and package.json disagree on {version}"
        );
    }

    #[test]
    fn every_pin_is_found_and_exact() {
        let pins = [
            trunk_version(),
            locked_version("wasm-bindgen"),
            pinned_npm_version("playwright-core"),
            pinned_npm_version("axe-core"),
        ];
        for pin in pins.map(|pin| pin.expect("pinned")) {
            assert!(
                pin.split('.').count() == 3 && pin.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
                "{pin}"
            );
        }
    }

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_the_named_package() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
        assert_eq!(version_in_lock(lock, "a").as_deref(), Some("2.0.0"));
        assert_eq!(version_in_lock(lock, "a-b").as_deref(), Some("1.0.0"));
        assert_eq!(version_in_lock(lock, "c"), None);
    }
}
