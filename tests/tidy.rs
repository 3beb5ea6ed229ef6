//! Rules that neither the compiler nor clippy knows: layers, file sizes, words.
//!
//! Each rule is a function from one file to what it finds there. The tests at the end of this file show each rule failing.

#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/words.rs"]
mod words;

use std::io::Write;

use source::{File, identifiers, is_test_module, line_of};

/// Longest file [lines].
const LINES_MAX: usize = 600;

/// Length from which a file is named, so that it is split before it must be [lines].
const LINES_NOTED: usize = 400;

/// What a rule found: a line, from 1, and what is wrong there.
type Finding = (usize, String);

type Rule = fn(&File) -> Vec<Finding>;

#[test]
fn every_layer_names_only_those_to_its_right() {
    hold(layers::arrows);
}

#[test]
fn only_the_page_names_the_browser() {
    hold(layers::browser);
}

#[test]
fn clusters_know_nothing_of_exchange() {
    hold(layers::clusters);
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    hold(purpose);
}

#[test]
fn no_file_is_long() {
    for file in source::project().iter().filter(|file| is_counted(file)) {
        let lines = file.text.lines().count();
        if lines > LINES_NOTED {
            // Past the capture of the test's output, which is shown only when the test fails.
            let _ = writeln!(std::io::stderr(), "note: {} has {lines} lines; {LINES_MAX} is the limit", file.path);
        }
    }
    hold(length);
}

#[test]
fn no_order_depends_on_a_hash() {
    hold(hashes);
}

#[test]
fn engine_and_model_count_in_integers() {
    hold(floats);
}

#[test]
fn nothing_is_left_for_later() {
    hold(leftovers);
}

#[test]
fn the_product_is_spelled_as_its_maker_spells_it() {
    hold(words::terms);
}

#[test]
fn every_file_can_be_read_without_the_workplace_it_was_written_in() {
    hold(words::workplace);
}

/// Fails with every finding of a rule in the project.
fn hold(rule: Rule) {
    let files = source::project();
    assert!(files.iter().any(|file| file.path == "src/lib.rs"), "the project was not found");
    let findings: Vec<String> = files
        .iter()
        .flat_map(|file| rule(file).into_iter().map(move |(line, what)| format!("{}:{line}: {what}", file.path)))
        .collect();
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

fn purpose(file: &File) -> Vec<Finding> {
    if !file.is_rust() || is_test_module(&file.path) || file.text.starts_with("//! ") {
        return Vec::new();
    }
    vec![(1, "the file does not begin with `//!` and what it is for".to_owned())]
}

fn length(file: &File) -> Vec<Finding> {
    let lines = file.text.lines().count();
    if !is_counted(file) || lines <= LINES_MAX {
        return Vec::new();
    }
    vec![(lines, format!("the file has {lines} lines, and may have {LINES_MAX}; split it by concept"))]
}

fn is_counted(file: &File) -> bool {
    [".rs", ".css", ".mjs", ".js"].iter().any(|ending| file.path.ends_with(ending))
}

fn hashes(file: &File) -> Vec<Finding> {
    if !file.is_source() {
        return Vec::new();
    }
    let found = |word: &str| match word {
        "HashMap" => Some("`HashMap` has no order that replays; use `BTreeMap` or a `Vec`".to_owned()),
        "HashSet" => Some("`HashSet` has no order that replays; use `BTreeSet` or a bit mask".to_owned()),
        _ => None,
    };
    in_code(&file.own, found)
}

fn floats(file: &File) -> Vec<Finding> {
    if !["src/engine", "src/model"].iter().any(|layer| file.path.starts_with(layer)) {
        return Vec::new();
    }
    let mut findings = in_code(&file.own, |word| match word {
        "f32" | "f64" => Some(format!("`{word}` differs between machines; count in integers")),
        _ => None,
    });
    for (position, word) in identifiers(&file.own) {
        let is_field = file.own[..position].ends_with('.');
        let fraction = file.own[position + word.len()..].strip_prefix('.').and_then(|rest| rest.chars().next());
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        if is_number && !is_field && fraction.is_some_and(|c| c.is_ascii_digit()) {
            findings.push((line_of(&file.own, position), "a fraction is a float; count in a smaller unit".to_owned()));
        }
    }
    findings
}

fn leftovers(file: &File) -> Vec<Finding> {
    // Assembled, so that this file does not contain them.
    let in_text = [concat!("FIX", "ME"), concat!("XX", "X:")];
    let in_code =
        [concat!("todo", "!"), concat!("unimplemented", "!"), concat!("#[", "ignore"), concat!("allow(", "dead_code")];
    let texts =
        in_text.iter().flat_map(|mark| file.text.match_indices(mark).map(|(at, mark)| (line_of(&file.text, at), mark)));
    let codes =
        in_code.iter().flat_map(|mark| file.code.match_indices(mark).map(|(at, mark)| (line_of(&file.code, at), mark)));
    texts
        .chain(codes)
        .map(|(line, mark)| (line, format!("`{mark}` leaves something for later; do it or drop it")))
        .collect()
}

/// Returns what a question about single identifiers finds in blanked Rust text.
fn in_code(code: &str, question: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    identifiers(code).filter_map(|(position, word)| Some((line_of(code, position), question(word)?))).collect()
}

/// Each rule must be able to fail, and to keep quiet.
mod proofs {
    use super::*;

    fn fires(rule: Rule, path: &str, text: &str) {
        assert!(!rule(&File::new(path, text)).is_empty(), "nothing found in {path}: {text}");
    }

    fn silent(rule: Rule, path: &str, text: &str) {
        assert_eq!(rule(&File::new(path, text)), [], "in {path}: {text}");
    }

    #[test]
    fn arrows_point_to_the_right_only() {
        fires(layers::arrows, "src/engine/queue.rs", "use crate::model::Node;");
        fires(layers::arrows, "src/engine/queue.rs", "use crate::{engine::time, lab::Session};");
        fires(layers::arrows, "src/model/mod.rs", "use super::shell::parse;");
        fires(layers::arrows, "src/model/cluster/node.rs", "use super::super::super::{ui};");
        fires(layers::arrows, "src/shell.rs", "fn f(s: &crate::lab::Session) {}");
        fires(layers::arrows, "src/lab/mod.rs", "pub use crate ::\n ui::App;");
        fires(layers::arrows, "src/words.rs", "use crate::engine::time;");
        fires(layers::arrows, "src/engine/queue.rs", "use crate::*;");
        fires(layers::arrows, "src/bin/lab.rs", "use failover_lab::ui::App;");
        silent(
            layers::arrows,
            "src/engine/queue.rs",
            "// crate::model\nuse crate::words; use super::time; const S: &str = \"crate::ui\";",
        );
        silent(layers::arrows, "src/lab/mod.rs", "use crate::{engine::time, model::{view, scene}, shell, words};");
        silent(layers::arrows, "src/model/mod.rs", "#[cfg(test)]\nmod tests { use super::super::shell; }");
        silent(layers::arrows, "src/model/cluster/node.rs", "use super::super::shell;");
        silent(layers::arrows, "tests/spec/main.rs", "use crate::ui;");
    }

    #[test]
    fn theory_is_named_by_readers_alone_and_names_nothing() {
        for home in ["src/engine/queue.rs", "src/model/bench.rs", "src/shell/parse.rs", "src/words.rs"] {
            fires(layers::arrows, home, "use crate::theory::quorum;");
        }
        for (home, rest) in [("src/theory/mod.rs", ""), ("src/theory/queueing/erlang.rs", "super::super::")] {
            for layer in ["ui", "lab", "shell", "model", "engine", "words"] {
                fires(layers::arrows, home, &format!("use crate::{layer}::x;"));
                fires(layers::arrows, home, &format!("use {rest}super::{layer}::x;"));
            }
        }
        silent(layers::arrows, "src/theory/queueing/erlang.rs", "use crate::theory::number; use super::utilisation;");
        silent(layers::arrows, "src/lab/report.rs", "use crate::theory::availability;");
        silent(layers::arrows, "src/ui/chart.rs", "use crate::{theory::queueing, words};");
        silent(layers::arrows, "src/bin/lab.rs", "use failover_lab::theory;");
    }

    #[test]
    fn the_browser_is_named_in_the_page_alone() {
        fires(layers::browser, "src/lab/mod.rs", "use yew::Html;");
        fires(layers::browser, "src/bin/lab.rs", "fn f() { web_sys::window(); gloo_timers::x(); }");
        silent(layers::browser, "src/ui/app.rs", "use yew::Html;");
        silent(layers::browser, "src/main.rs", "yew::Renderer::<App>::new().render();");
        silent(layers::browser, "src/lab/mod.rs", "//! Knows no yew.\nlet yewess = \"yew::Html\";");
    }

    #[test]
    fn a_cluster_does_not_name_exchange() {
        fires(layers::clusters, "src/model/cluster/node.rs", "use super::super::exchange::Copy;");
        fires(layers::clusters, "src/model/cluster.rs", "use super::exchange;");
        silent(layers::clusters, "src/model/cluster/node.rs", "/// Not `exchange`.\nfn exchange_of_votes() {}");
        silent(layers::clusters, "src/model/exchange/ccr.rs", "use super::super::exchange;");
    }

    #[test]
    fn a_file_without_a_purpose_is_found() {
        fires(purpose, "src/model/mod.rs", "pub mod ids;\n//! Late.");
        fires(purpose, "src/model/mod.rs", "//!\npub mod ids;");
        silent(purpose, "src/model/mod.rs", "//! Parts of a cluster.\n");
        silent(purpose, "src/shell/parse/tests.rs", "use super::*;");
        silent(purpose, "README.md", "# Failover Lab");
    }

    #[test]
    fn a_long_file_is_found() {
        fires(length, "src/ui/app.rs", &"//! x\n".repeat(LINES_MAX + 1));
        fires(length, "static/css/base.css", &"\n".repeat(LINES_MAX + 1));
        silent(length, "src/ui/app.rs", &"//! x\n".repeat(LINES_MAX));
        silent(length, "MODEL.md", &"x\n".repeat(LINES_MAX + 1));
    }

    #[test]
    fn a_hash_map_is_found_in_code_and_allowed_in_tests() {
        fires(hashes, "src/lab/link.rs", "use std::collections::HashMap;");
        fires(hashes, "src/lab/link.rs", "#[cfg(test)] mod t {}\nfn f(s: HashSet<u8>) {}");
        silent(
            hashes,
            "src/lab/link.rs",
            "// HashMap\nfn f() {}\n#[cfg(test)]\nmod tests { use std::collections::HashMap; }",
        );
        silent(hashes, "src/lab/link/tests.rs", "use std::collections::HashMap;");
        silent(hashes, "xtask/src/main.rs", "use std::collections::HashMap;");
    }

    #[test]
    fn a_float_is_found_in_the_engine_and_allowed_in_the_page() {
        fires(floats, "src/engine/rng.rs", "fn f(x: f64) {}");
        fires(floats, "src/model/params.rs", "const X: u32 = (3 as f32) as u32;");
        fires(floats, "src/model/params.rs", "let x = 1.5 * y;");
        silent(floats, "src/model/params.rs", "let x = self.0.1 + (0..5).len(); // 1.5");
        silent(floats, "src/ui/scene.rs", "fn f(x: f64) {}");
    }

    #[test]
    fn what_was_left_for_later_is_found() {
        for sample in [
            concat!("to", "do!()"),
            concat!("unimpl", "emented!()"),
            concat!("#[ign", "ore]"),
            concat!("#![allow(dead", "_code)]"),
        ] {
            fires(leftovers, "tests/spec/main.rs", sample);
            silent(leftovers, "tests/spec/main.rs", &format!("// {sample}"));
        }
        fires(leftovers, "src/lib.rs", concat!("// FIX", "ME: mend"));
        silent(leftovers, "src/lib.rs", "#[expect(dead_code)]");
    }

    #[test]
    fn a_misspelled_product_is_found() {
        fires(words::terms, "README.md", concat!("the File-share ", "witness"));
        fires(words::terms, "locales/en/rules.ftl", concat!("a fileshare\n  ", "witness"));
        fires(words::terms, "src/model/params.rs", concat!("/// The cluster ", "mailbox server."));
        silent(
            words::terms,
            "README.md",
            "The file share witness of a clustered mailbox server: mns-file-share-witness.",
        );
    }

    #[test]
    fn a_word_from_the_workplace_is_found() {
        fires(words::workplace, "README.md", concat!("see ../", "shared/design"));
        fires(words::workplace, "src/lib.rs", concat!("// Issue ", "#12 asks for it."));
        silent(words::workplace, "README.md", "This is a shared folder; the issue is settled.");
    }
}
