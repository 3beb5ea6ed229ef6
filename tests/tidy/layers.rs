//! Which layer may name which: `ui → lab → shell → model → engine`; `words` by all, `theory` by `ui` and `lab`.

use crate::Finding;
use crate::source::{File, identifiers, line_of};

/// The layers, from the one that knows everything to the one that knows nothing.
const LAYERS: [&str; 5] = ["ui", "lab", "shell", "model", "engine"];

/// The modules beside the layers, with the layers and binaries that may name each. They name nothing themselves.
const BESIDE: [(&str, &[&str]); 2] =
    [("words", &["ui", "lab", "shell", "model", "engine", "bin"]), ("theory", &["ui", "lab", "bin"])];

/// Crates that exist in a browser alone.
const BROWSER: [&str; 5] = ["yew", "web_sys", "gloo", "wasm_bindgen", "js_sys"];

/// Finds names of layers to the left of the file's own.
pub fn arrows(file: &File) -> Vec<Finding> {
    let Some(path) = module_path(file) else {
        return Vec::new();
    };
    let home = path.first().map_or("", String::as_str);
    let may_name = |top: &str| {
        if home == top {
            return true;
        }
        if let Some((_, readers)) = BESIDE.iter().find(|(name, _)| *name == top) {
            return readers.contains(&home);
        }
        let Some(rank) = LAYERS.iter().position(|layer| *layer == top) else {
            // A glob names everything at once.
            return top != "*";
        };
        match LAYERS.iter().position(|layer| *layer == home) {
            Some(own) => own < rank,
            // The command line stands where the page stands, and needs no browser.
            None => home == "bin" && top != "ui",
        }
    };
    let named = top_modules(&file.own, path.len()).into_iter().filter(|(_, top)| !may_name(top));
    named.map(|(line, top)| (line, format!("`{home}` may not name `{top}`; {}", rule(&top)))).collect()
}

/// Says who may name a layer or a module beside them.
fn rule(top: &str) -> String {
    match BESIDE.iter().find(|(name, _)| *name == top) {
        Some((_, readers)) => format!("only {} may", readers.join(", ")),
        None => format!("the arrows are {}", LAYERS.join(" → ")),
    }
}

/// Finds crates of the browser outside of the page.
pub fn browser(file: &File) -> Vec<Finding> {
    let is_page = file.path == "src/main.rs" || file.path == "src/ui.rs" || file.path.starts_with("src/ui/");
    if !file.is_source() || is_page {
        return Vec::new();
    }
    let is_browser = |word: &str| {
        BROWSER.iter().any(|name| word == *name || word.strip_prefix(name).is_some_and(|rest| rest.starts_with('_')))
    };
    let named = identifiers(&file.code).filter(|(_, word)| is_browser(word));
    named
        .map(|(position, word)| (line_of(&file.code, position), format!("only `ui` and `main.rs` may name `{word}`")))
        .collect()
}

/// Finds Exchange in the clusters that it is built on.
pub fn clusters(file: &File) -> Vec<Finding> {
    if !file.path.starts_with("src/model/cluster/") && file.path != "src/model/cluster.rs" {
        return Vec::new();
    }
    let named = identifiers(&file.own).filter(|(_, word)| *word == "exchange");
    named
        .map(|(position, _)| {
            (line_of(&file.own, position), "`model::cluster` may not name `model::exchange`".to_owned())
        })
        .collect()
}

/// Returns the module that a source file of a layer, beside the layers or of a binary is, part by part.
fn module_path(file: &File) -> Option<Vec<String>> {
    let path = file.path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    // The roots declare all layers; they are no layer.
    let is_root = path == "lib" || path == "main";
    (!is_root).then(|| path.split('/').map(str::to_owned).collect())
}

/// Returns the modules directly below the crate that some code names, through `crate::`, the crate's own name or `super::`.
fn top_modules(code: &str, depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut climbed = 0;
    for (position, word) in identifiers(code) {
        let Some(after) = after_colons(&code[position + word.len()..]) else {
            climbed = 0;
            continue;
        };
        climbed = if word == "super" { climbed + 1 } else { 0 };
        if word == "crate" || word == "failover_lab" || (word == "super" && climbed >= depth) {
            let line = line_of(code, position);
            found.extend(
                first_segments(after).into_iter().filter(|top| top != "super" && top != "self").map(|top| (line, top)),
            );
        }
    }
    found
}

/// Returns what stands behind `::`.
fn after_colons(rest: &str) -> Option<&str> {
    Some(rest.trim_start().strip_prefix("::")?.trim_start())
}

/// Returns the first part of each path of a use tree: `{a::b, c::{d, e}}` gives `a` and `c`.
fn first_segments(tree: &str) -> Vec<String> {
    let Some(inside) = tree.strip_prefix('{') else {
        return segment(tree).into_iter().collect();
    };
    let mut depth = 0;
    let mut starts = vec![0];
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    starts.into_iter().filter_map(|start| segment(inside[start..].trim_start())).collect()
}

fn segment(path: &str) -> Option<String> {
    if path.starts_with('*') {
        return Some("*".to_owned());
    }
    let (position, word) = identifiers(path).next()?;
    (position == 0).then(|| word.to_owned())
}
