//! A browser of the Chromium family: an installed one, else Debian's.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::run;

/// Names the browser to use, in place of looking for one.
const BROWSER_VARIABLE: &str = "CHROME";

/// Names under which browsers of this family are found on `PATH`.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

/// Returns the program of a browser, after installing one where this machine allows it.
pub fn find_or_install() -> Outcome<PathBuf> {
    if let Some(named) = env::var_os(BROWSER_VARIABLE).filter(|named| !named.is_empty()) {
        let file = PathBuf::from(named);
        let found = if file.is_file() { Some(file.clone()) } else { run::find_on_path(&file.to_string_lossy()) };
        return found.filter(|file| starts(file)).ok_or_else(|| {
            Failure::new(format!("{BROWSER_VARIABLE} names '{}', which does not start", file.display()))
                .hint(format!("unset {BROWSER_VARIABLE}, or name the program of Chrome, Chromium or Edge"))
        });
    }
    if let Some(file) = installed() {
        return Ok(file);
    }
    if is_debian_as_root() {
        println!("setting up Chromium with apt-get (once)");
        if let Some(file) = install_with_apt() {
            return Ok(file);
        }
    }
    Err(Failure::new("the browser tests need Chrome, Chromium or Edge, and this machine has none of them that starts")
        .hint(format!("{}, or set {BROWSER_VARIABLE} to its program", advice())))
}

fn installed() -> Option<PathBuf> {
    let on_path = NAMES.iter().filter_map(|name| run::find_on_path(name));
    on_path.chain(usual_places()).find(|file| file.is_file() && starts(file))
}

/// Says whether a browser answers; Ubuntu's `chromium-browser`, for one, may be a notice instead.
fn starts(file: &Path) -> bool {
    // On Windows, asking for the version opens a window instead of answering.
    cfg!(windows) || run::output_of(Command::new(file).arg("--version")).is_some()
}

fn usual_places() -> Vec<PathBuf> {
    if cfg!(windows) {
        let products =
            [["Google", "Chrome", "chrome.exe"], ["Microsoft", "Edge", "msedge.exe"], ["Chromium", "", "chrome.exe"]];
        let folders = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
            .into_iter()
            .filter_map(env::var_os)
            .map(PathBuf::from);
        folders
            .flat_map(|folder| {
                products
                    .map(|[maker, product, program]| folder.join(maker).join(product).join("Application").join(program))
            })
            .collect()
    } else if cfg!(target_os = "macos") {
        let names = ["Google Chrome", "Chromium", "Microsoft Edge"];
        let folders = [Some(PathBuf::from("/Applications")), env::home_dir().map(|home| home.join("Applications"))];
        let in_folder = |folder: PathBuf| names.map(|name| folder.join(format!("{name}.app/Contents/MacOS/{name}")));
        folders.into_iter().flatten().flat_map(in_folder).collect()
    } else {
        let places = [
            "/usr/bin/chromium",
            "/usr/lib/chromium/chromium",
            "/opt/google/chrome/chrome",
            "/opt/microsoft/msedge/msedge",
            "/snap/bin/chromium",
        ];
        places.map(PathBuf::from).to_vec()
    }
}

fn is_debian_as_root() -> bool {
    let is_root = || run::output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    cfg!(target_os = "linux") && Path::new("/etc/debian_version").exists() && is_root()
}

/// Installs Debian's Chromium, and returns nothing if this system's packages hold none.
fn install_with_apt() -> Option<PathBuf> {
    let apt =
        |arguments: &[&str]| run::run(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    // A source that cannot be reached fails the update, and yet the package may be there.
    let updated = apt(&["update"]);
    let installed_now =
        apt(&["install", "-y", "--no-install-recommends", "chromium", "chromium-driver", "fonts-liberation"]);
    for failure in updated.err().into_iter().chain(installed_now.err()) {
        eprintln!("  {failure}");
    }
    installed()
}

fn advice() -> &'static str {
    if cfg!(windows) {
        "install Microsoft Edge or Google Chrome"
    } else if cfg!(target_os = "macos") {
        "install Google Chrome, for example with `brew install --cask google-chrome`"
    } else {
        "install Google Chrome or Chromium, on Debian with `sudo apt-get install chromium`"
    }
}
