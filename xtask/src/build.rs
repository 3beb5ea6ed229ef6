//! `cargo xtask build`: the page as readers get it, in `dist/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project;
use crate::run;
use crate::setup::{PageTools, Profile};
use crate::split;
use crate::split::glue;

/// Where the page lies.
const DIST: &str = "dist";

/// How the names of the two halves of the program end.
const FIRST: &str = "_bg.wasm";
const SECOND: &str = "_second_half.wasm";

/// Builds the page for release.
pub fn release() -> Outcome {
    let tools = PageTools::find_or_install(Profile::Release)?;
    run::run(tools.trunk()?.args(["build", "--release"])).map_err(|failure| {
        Failure::new(format!("the page was not built: {failure}"))
            .hint("read the first error above, from cargo or from Trunk")
    })?;
    take_apart(&tools)?;
    println!("the page is in dist/; any static web server can serve it, from any folder");
    Ok(())
}

/// Replaces the program by its two halves, under names that tell this build apart from every other.
fn take_apart(tools: &PageTools) -> Outcome {
    let dist = project::root().join(DIST);
    let whole = program(&dist)?;
    let halves = split::split(&whole, &linked())?;
    let named = |ending: &str| dist.join(format!("half{ending}"));
    for (half, ending) in [(halves.first, FIRST), (halves.second, SECOND)] {
        // What is taken apart stays where it was built, to be looked at.
        let rough = linked().with_file_name(format!("half{ending}"));
        write(&rough, &half)?;
        run::run(tools.wasm_opt().args(["-Oz", "--strip-producers"]).arg(&rough).arg("-o").arg(named(ending)))?;
    }
    let whole_name = whole.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let glue_name = whole_name.replace(FIRST, ".js");
    let glue = dist.join(&glue_name);
    let text = glue::shortened(&String::from_utf8_lossy(&read(&glue)?), &halves.renamed);
    write(&named(".js"), text.as_bytes())?;
    // What belongs to one build never meets a part of another: all have the name of all their contents.
    let contents = [read(&named(FIRST))?, read(&named(SECOND))?, text.into_bytes()].concat();
    let name = format!("app-{:016x}", fingerprint(&contents));
    for ending in [FIRST, SECOND, ".js"] {
        let place = dist.join(format!("{name}{ending}"));
        fs::rename(named(ending), &place).map_err(|error| cannot("rename", &named(ending), &error))?;
    }
    for old in [&whole, &glue] {
        fs::remove_file(old).map_err(|error| cannot("remove", old, &error))?;
    }
    let page = dist.join("index.html");
    let text = String::from_utf8_lossy(&read(&page)?).replace(&whole_name, &format!("{name}{FIRST}"));
    write(&page, text.replace(&glue_name, &format!("{name}.js")).as_bytes())
}

/// The program as Trunk left it.
fn program(dist: &Path) -> Outcome<PathBuf> {
    let files = fs::read_dir(dist).map_err(|error| cannot("read", dist, &error))?;
    let is_program = |file: &PathBuf| file.to_string_lossy().ends_with(FIRST);
    let found: Vec<PathBuf> = files.filter_map(|entry| Some(entry.ok()?.path())).filter(is_program).collect();
    match <[PathBuf; 1]>::try_from(found) {
        Ok([program]) => Ok(program),
        Err(found) => Err(Failure::new(format!("dist/ holds {} programs instead of one", found.len()))),
    }
}

/// The program as it was linked, before wasm-bindgen worked on it.
fn linked() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    project::root().join(target).join(project::WASM_TARGET).join("page").join("app.wasm")
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| cannot("read", file, &error))
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|error| cannot("write", file, &error))
}

fn cannot(what: &str, file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("cannot {what} '{}': {error}", file.display()))
}

/// FNV-1a with 64 bits, which is enough to tell builds apart.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
