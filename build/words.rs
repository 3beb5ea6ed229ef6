//! Writes one typed Rust function a Fluent message.
//!
//! Runs while the package is built, so that a missing or misspelt message is a compile error and no parser ships with the
//! page. Text, `{ $variables }`, literals and plural selectors are understood; everything else of Fluent is a build error
//! with file and line. A single line break inside a message is a space; an empty line stays a line break.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey},
    parser,
    unicode::unescape_unicode_to_string,
};
use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
};

/// A message file.
#[derive(Debug)]
pub struct Source {
    /// Where it lies, from the package's root.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// Why a message file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// What is wrong and what would be right.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.what)
    }
}

/// Writes the functions for all messages of all files.
///
/// # Errors
/// Returns everything that is wrong, not only the first of it.
pub fn generate(sources: &[Source]) -> Result<String, Vec<Problem>> {
    let (mut code, mut problems) = (String::new(), Vec::new());
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for source in sources {
        let file = File { source };
        let body = match parser::parse(source.text.as_str()) {
            Ok(resource) => resource.body,
            Err((_, errors)) => {
                problems
                    .extend(errors.into_iter().map(|error| file.problem_at(error.pos.start, error.kind.to_string())));
                continue;
            }
        };
        for entry in &body {
            match file.message(entry) {
                Ok(None) => {}
                Ok(Some(message)) => match places.get(&message.name) {
                    Some(place) => problems.push(Problem {
                        path: source.path.clone(),
                        line: message.line,
                        what: format!("`{}` is there already: {place}", message.name.replace('_', "-")),
                    }),
                    None => {
                        code.push_str(&function(&message, &source.path));
                        places.insert(message.name, format!("{}:{}", source.path, message.line));
                    }
                },
                Err(problem) => problems.push(problem),
            }
        }
    }
    if problems.is_empty() && places.is_empty() {
        let path = sources.first().map_or_else(|| "locales".to_owned(), |source| source.path.clone());
        problems.push(Problem { path, line: 1, what: "there is not one message".to_owned() });
    }
    if problems.is_empty() { Ok(code) } else { Err(problems) }
}

/// A message that was understood.
struct Message {
    name: String,
    line: usize,
    text: Vec<Piece>,
}

/// A stretch of a text.
enum Piece {
    Plain(String),
    Variable(String),
    Choice { count: String, cases: Vec<(u64, Vec<Piece>)>, rest: Vec<Piece> },
}

/// Reads the messages of one file.
struct File<'a> {
    source: &'a Source,
}

impl<'a> File<'a> {
    fn message(&self, entry: &Entry<&'a str>) -> Result<Option<Message>, Problem> {
        let message = match entry {
            Entry::Message(message) => message,
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => return Ok(None),
            Entry::Term(term) => return Err(self.problem(term.id.name, "a term is not supported; write the words out")),
            Entry::Junk { content } => return Err(self.problem(content, "this is not a message")),
        };
        if let Some(attribute) = message.attributes.first() {
            return Err(self.problem(attribute.id.name, "an attribute is not supported; make it a message"));
        }
        let id = message.id.name;
        let pattern = message.value.as_ref().ok_or_else(|| self.problem(id, "the message has no text"))?;
        Ok(Some(Message { name: self.rust_name(id)?, line: self.line_of(id), text: self.pieces(pattern)? }))
    }

    fn pieces(&self, pattern: &Pattern<&'a str>) -> Result<Vec<Piece>, Problem> {
        let mut pieces = Vec::new();
        // The parser cuts a text at every line end, so the lines are put together before they are folded.
        let mut lines = String::new();
        for element in &pattern.elements {
            let piece = match element {
                PatternElement::TextElement { value } => {
                    lines.push_str(value);
                    continue;
                }
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline)?,
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.choice(selector, variants)?
                }
            };
            push_plain(&mut pieces, folded(&std::mem::take(&mut lines)));
            match piece {
                Piece::Plain(text) => push_plain(&mut pieces, text),
                piece => pieces.push(piece),
            }
        }
        push_plain(&mut pieces, folded(&lines));
        Ok(pieces)
    }

    fn inline(&self, inline: &InlineExpression<&'a str>) -> Result<Piece, Problem> {
        match inline {
            InlineExpression::VariableReference { id } => self.rust_name(id.name).map(Piece::Variable),
            InlineExpression::StringLiteral { value } => {
                Ok(Piece::Plain(unescape_unicode_to_string(value).into_owned()))
            }
            InlineExpression::NumberLiteral { value } => Ok(Piece::Plain((*value).to_owned())),
            InlineExpression::FunctionReference { id, .. } => Err(self.problem(id.name, "a function is not supported")),
            InlineExpression::MessageReference { id, .. } | InlineExpression::TermReference { id, .. } => Err(self
                .problem(
                    id.name,
                    "a reference is not supported; write the words out or hand them over as a $variable",
                )),
            InlineExpression::Placeable { expression } => match expression.as_ref() {
                Expression::Inline(inner) => self.inline(inner),
                Expression::Select { selector, variants } => self.choice(selector, variants),
            },
        }
    }

    fn choice(&self, selector: &InlineExpression<&'a str>, variants: &[Variant<&'a str>]) -> Result<Piece, Problem> {
        let first = variants.first().map_or("", |variant| key_text(&variant.key));
        let Piece::Variable(count) = self.inline(selector)? else {
            return Err(self.problem(first, "only a $variable can choose a variant"));
        };
        let (mut cases, mut rest): (Vec<(u64, _)>, _) = (Vec::new(), None);
        for Variant { key, value, default } in variants {
            let place = key_text(key);
            let text = self.pieces(value)?;
            let number = match (key, default) {
                (VariantKey::Identifier { name: "other" }, true) => {
                    rest = Some(text);
                    continue;
                }
                (_, true) => return Err(self.problem(place, "the default variant must be `*[other]`")),
                (VariantKey::Identifier { name: "one" }, _) => 1,
                (VariantKey::Identifier { name }, _) => {
                    let what = format!("`{name}` is no plural form of English; these are: one, other, a number");
                    return Err(self.problem(place, &what));
                }
                (VariantKey::NumberLiteral { value }, _) => value
                    .parse()
                    .map_err(|_| self.problem(place, &format!("`{value}` is not a whole number from 0 up")))?,
            };
            if cases.iter().any(|(taken, _)| *taken == number) {
                return Err(self.problem(place, &format!("there are two variants for {number}")));
            }
            cases.push((number, text));
        }
        match rest {
            Some(rest) if !cases.is_empty() => Ok(Piece::Choice { count, cases, rest }),
            _ => Err(self.problem(first, "a choice needs `*[other]` and at least one variant more")),
        }
    }

    /// Turns `node-failed` into `node_failed`.
    fn rust_name(&self, id: &'a str) -> Result<String, Problem> {
        if id.chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-') {
            return Err(self.problem(id, &format!("`{id}`: a name has lower-case letters, digits and hyphens only")));
        }
        let name = id.replace('-', "_");
        if KEYWORDS.contains(&name.as_str()) {
            return Err(self.problem(id, &format!("`{id}` is a word of Rust; choose another name")));
        }
        Ok(name)
    }

    fn problem(&self, place: &'a str, what: &str) -> Problem {
        // The parser's pieces are slices of this file's text, so their addresses say where they stand.
        let offset = (place.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize);
        self.problem_at(offset, what.to_owned())
    }

    fn problem_at(&self, offset: usize, what: String) -> Problem {
        Problem { path: self.source.path.clone(), line: self.line_at(offset), what }
    }

    fn line_of(&self, piece: &'a str) -> usize {
        self.line_at((piece.as_ptr() as usize).saturating_sub(self.source.text.as_ptr() as usize))
    }

    fn line_at(&self, offset: usize) -> usize {
        let text = self.source.text.as_bytes();
        1 + text[..offset.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
    }
}

const KEYWORDS: [&str; 42] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "type",
];

fn key_text<'a>(key: &VariantKey<&'a str>) -> &'a str {
    let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = key;
    name
}

fn push_plain(pieces: &mut Vec<Piece>, text: String) {
    match pieces.last_mut() {
        Some(Piece::Plain(before)) => before.push_str(&text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Plain(text)),
    }
}

/// Single line breaks become spaces; empty lines become line breaks.
fn folded(text: &str) -> String {
    text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n")
}

/// The function of one message, with its text as the documentation.
fn function(message: &Message, path: &str) -> String {
    let mut arguments = Vec::new();
    collect_arguments(&message.text, &mut arguments);
    let list: Vec<String> = arguments
        .iter()
        .map(|(name, is_count)| format!("{name}: {}", if *is_count { "u64" } else { "impl ::core::fmt::Display" }))
        .collect();
    let many = if list.len() > 7 { "#[allow(clippy::too_many_arguments)]\n" } else { "" };
    let (result, body) = match message.text.as_slice() {
        [] => ("&'static str", "\"\"".to_owned()),
        [Piece::Plain(text)] => ("&'static str", format!("{text:?}")),
        pieces => ("::std::string::String", expression(pieces)),
    };
    let (name, doc, list) = (&message.name, doc_text(&message.text), list.join(", "));
    format!("/// {doc}\n///\n/// From `{path}`.\n{many}pub fn {name}({list}) -> {result} {{\n    {body}\n}}\n\n")
}

/// The variables in order of first appearance, each with whether a choice counts it.
fn collect_arguments<'a>(pieces: &'a [Piece], found: &mut Vec<(&'a str, bool)>) {
    for piece in pieces {
        let (name, counts) = match piece {
            Piece::Plain(_) => continue,
            Piece::Variable(name) => (name, false),
            Piece::Choice { count, .. } => (count, true),
        };
        match found.iter_mut().find(|(known, _)| known == name) {
            Some((_, is_count)) => *is_count |= counts,
            None => found.push((name, counts)),
        }
        if let Piece::Choice { cases, rest, .. } = piece {
            cases.iter().for_each(|(_, text)| collect_arguments(text, found));
            collect_arguments(rest, found);
        }
    }
}

/// A Rust expression of type `String` that builds the text.
fn expression(pieces: &[Piece]) -> String {
    match pieces {
        [] => "::std::string::String::new()".to_owned(),
        [Piece::Plain(text)] => format!("::std::string::String::from({text:?})"),
        [Piece::Choice { count, cases, rest }] => {
            let mut arms = String::new();
            for (number, text) in cases {
                let _ = write!(arms, "{number} => {}, ", expression(text));
            }
            format!("match {count} {{ {arms}_ => {} }}", expression(rest))
        }
        pieces => {
            let (mut frame, mut values) = (String::new(), String::new());
            for piece in pieces {
                match piece {
                    Piece::Plain(text) => frame.push_str(&text.replace('{', "{{").replace('}', "}}")),
                    Piece::Variable(name) => {
                        let _ = write!(frame, "{{{name}}}");
                    }
                    Piece::Choice { .. } => {
                        frame.push_str("{}");
                        let _ = write!(values, ", {}", expression(std::slice::from_ref(piece)));
                    }
                }
            }
            format!("::std::format!({frame:?}{values})")
        }
    }
}

/// The text as one line of Markdown, so that rustdoc shows it letter for letter.
fn doc_text(pieces: &[Piece]) -> String {
    let mut escaped = String::new();
    for c in flat_text(pieces).chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | ':' | '&' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

fn flat_text(pieces: &[Piece]) -> String {
    let mut flat = String::new();
    for piece in pieces {
        match piece {
            Piece::Plain(text) => flat.push_str(text),
            Piece::Variable(name) => {
                let _ = write!(flat, "{{{name}}}");
            }
            Piece::Choice { count, cases, rest } => {
                let _ = write!(flat, "{{{count} →");
                for (number, text) in cases {
                    let _ = write!(flat, " {number}: {};", flat_text(text));
                }
                let _ = write!(flat, " else: {}}}", flat_text(rest));
            }
        }
    }
    flat
}
