//! The project's text files, and Rust text without its comments, strings and tests.

use std::fs;
use std::path::Path;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// Endings of files that people write and read.
const TEXT: [&str; 10] = ["rs", "md", "toml", "html", "css", "mjs", "js", "ftl", "txt", "json"];

/// One file of the project.
pub struct File {
    /// Path from the project's folder, with forward slashes.
    pub path: String,
    /// The text as it is.
    pub text: String,
    /// Rust with comments and the insides of literals blanked, line by line in place.
    pub code: String,
    /// The same without the modules of unit tests.
    pub own: String,
}

impl File {
    /// Returns a file from its path and its text.
    pub fn new(path: &str, text: &str) -> Self {
        let code = if path.ends_with(".rs") { without_comments_and_literals(text) } else { String::new() };
        let own = if is_test_module(path) { String::new() } else { without_tests(&code) };
        Self { path: path.to_owned(), text: text.to_owned(), code, own }
    }

    /// Says whether the file is Rust.
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Says whether the file belongs to the package's own code, rather than to its tests or tools.
    pub fn is_source(&self) -> bool {
        self.is_rust() && self.path.starts_with("src/")
    }
}

/// Returns every text file of the project, in the order of their paths.
pub fn project() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(root, "", &mut paths);
    paths.sort();
    let read = |path: String| {
        let text = fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("cannot read '{path}': {error}"));
        File::new(&path, &text)
    };
    paths.into_iter().map(read).collect()
}

fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("cannot read the folder '{}': {error}", folder.display()));
    for entry in entries {
        let entry = entry.expect("the folder stays as it is");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), paths);
            }
        } else if TEXT.iter().any(|ending| name.ends_with(&format!(".{ending}"))) && name != "package-lock.json" {
            paths.push(path);
        }
    }
}

/// Says whether a file is the `mod tests;` of another.
pub fn is_test_module(path: &str) -> bool {
    path.starts_with("src/") && (path.ends_with("/tests.rs") || path.contains("/tests/"))
}

/// Returns the identifiers of blanked Rust text with their byte positions.
pub fn identifiers(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + code[rest..].find(is_part)?;
        let end = code[start..].find(|c| !is_part(c)).map_or(code.len(), |length| start + length);
        rest = end;
        Some((start, &code[start..end]))
    })
}

/// Returns the number of the line that holds a byte position, from 1.
pub fn line_of(text: &str, position: usize) -> usize {
    text[..position].matches('\n').count() + 1
}

fn without_comments_and_literals(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kept, blanked) = next_piece(rest, first, code.chars().next_back());
        code.push_str(&rest[..kept]);
        code.extend(rest[kept..kept + blanked].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = &rest[kept + blanked..];
    }
    code
}

/// Returns how many bytes to keep and how many of those after them to blank; together at least one.
fn next_piece(rest: &str, first: char, before: Option<char>) -> (usize, usize) {
    let starts_word = !before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    match first {
        '/' if rest.starts_with("//") => (0, rest.find('\n').unwrap_or(rest.len())),
        '/' if rest.starts_with("/*") => (0, block_comment(rest)),
        '"' => (0, string(rest)),
        '\'' => match character(rest) {
            Some(length) => (0, length),
            None => (1, 0),
        },
        'r' | 'b' | 'c' if starts_word => match raw_string(rest) {
            Some(length) => (0, length),
            None => (1, 0),
        },
        _ => (first.len_utf8(), 0),
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Returns the length of a character literal, or nothing for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        return rest.get(3..)?.find('\'').map(|end| 3 + end + 1);
    }
    let (at, second) = chars.next()?;
    (second == '\'').then_some(at + 1)
}

fn raw_string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| rest.starts_with(prefix))?;
    let hashes = rest[prefix.len()..].bytes().take_while(|byte| *byte == b'#').count();
    let inside = prefix.len() + hashes;
    let end = format!("\"{}", "#".repeat(hashes));
    let body = rest[inside..].strip_prefix('"')?;
    Some(body.find(&end).map_or(rest.len(), |at| inside + 1 + at + end.len()))
}

/// Blanks every item that stands behind `#[cfg(test)]`, up to its closing brace or semicolon.
fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut own = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(start) = rest.find(MARK) {
        own.push_str(&rest[..start]);
        let mut depth = 0;
        let end = rest[start + MARK.len()..].char_indices().find_map(|(at, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            ((c == '}' || c == ';') && depth == 0).then_some(start + MARK.len() + at + 1)
        });
        let end = end.unwrap_or(rest.len());
        own.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    own + rest
}

#[test]
fn comments_literals_and_tests_are_blanked_and_lines_stay() {
    let text = "a /* b /* c */ d */ e // f\n\"g \\\" h\" i r#\"j\" k\"# l 'm' n '\\'' o<'p> br\"q\" c\n#[cfg(test)]\nmod t { r { s } }\nu";
    let file = File::new("src/x.rs", text);
    let words: Vec<&str> = identifiers(&file.own).map(|(_, word)| word).collect();
    assert_eq!(words, ["a", "e", "i", "l", "n", "o", "p", "c", "u"]);
    assert_eq!(file.own.lines().count(), text.lines().count());
}
