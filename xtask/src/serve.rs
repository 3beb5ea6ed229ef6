//! `cargo xtask serve`: the page on this machine, built again whenever a file changes.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::project;
use crate::setup::{PageTools, Profile};

/// The port that the README names.
const PORT: u16 = 8080;

/// How many ports after it are tried before any free one is taken.
const PORTS_AFTER: u16 = 19;

/// Where this command builds, so that it never mixes with what `build` made.
const DIST: &str = "target/serve";

/// What the page is made of. Tests and tools are not watched.
const WATCHED: [&str; 8] =
    ["src", "static", "locales", "index.html", "build.rs", "Cargo.toml", "Cargo.lock", "Trunk.toml"];

/// Builds and serves the page until interrupted.
pub fn serve(arguments: &[String]) -> Outcome {
    let mut profile = Profile::Dev;
    let mut open = false;
    for argument in arguments {
        match argument.as_str() {
            "--release" => profile = Profile::Release,
            "--open" => open = true,
            other => {
                return Err(Failure::new(format!("`cargo xtask serve` does not know '{other}'"))
                    .hint("cargo xtask serve [--release] [--open]"));
            }
        }
    }
    let tools = PageTools::find_or_install(profile)?;
    let port = free_port()?;
    let mut trunk = tools.trunk()?;
    trunk.args(["serve", "--dist", DIST, "--address", "127.0.0.1", "--port", &port.to_string()]);
    if profile == Profile::Release {
        trunk.arg("--release");
    }
    if open {
        trunk.arg("--open");
    }
    for name in WATCHED {
        if project::root().join(name).exists() {
            trunk.arg("--watch").arg(name);
        }
    }
    make_dist_folder(&project::root().join(DIST))?;
    if port != PORT {
        println!("port {PORT} is taken");
    }
    println!("the page will be at http://127.0.0.1:{port}/ once it is built; Ctrl+C ends this");
    hand_over(&mut trunk)
}

fn make_dist_folder(folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::new(format!("cannot make the folder '{}': {error}", folder.display())))
}

fn free_port() -> Outcome<u16> {
    let free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| listener.local_addr());
    (PORT..=PORT + PORTS_AFTER)
        .chain([0])
        .find_map(|port| free(port).ok())
        .map(|address| address.port())
        .ok_or_else(|| Failure::new("this machine has no free port at 127.0.0.1"))
}

/// Becomes the command, so that whatever stops this program stops the server.
#[cfg(unix)]
fn hand_over(command: &mut Command) -> Outcome {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(Failure::new(format!("cannot start '{}': {error}", command.get_program().to_string_lossy())))
}

#[cfg(not(unix))]
fn hand_over(command: &mut Command) -> Outcome {
    crate::run::run(command)
}
