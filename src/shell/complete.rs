//! What could stand where the cursor is: commands, parameters, words, names, variables.
//!
//! Reads the same table that binds the arguments, so that whatever is offered is also understood.

use super::bind::{parameters, resolve};
use super::cmdlet::{Cmdlet, Kind, Parameter, all, find};
use super::host::Host;
use super::letters::{in_small, is_letter_or_digit};
use super::names::names;
use super::native::{self, Native};
use super::span::Span;
use super::token::{Lexer, Mode, Piece, TokenKind};

/// What could stand in a place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Completion {
    /// The piece of the line that a candidate replaces.
    pub span: Span,
    /// The candidates, quoted where that is needed.
    pub candidates: Vec<String>,
}

/// What could stand at byte `cursor` of the line.
pub fn complete(line: &str, cursor: usize, host: &dyn Host) -> Completion {
    let cursor = (0..=cursor.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let place = Place::before(&line[..cursor]);
    let typed = unquoted(&line[place.span.start..cursor]);
    let mut candidates = match &place.wanted {
        Wanted::Command => commands(&typed),
        Wanted::Parameter(cmdlet) => dashed(cmdlet, &typed),
        Wanted::Value(parameter) => values(parameter, host),
        Wanted::Argument(native, before) => {
            let before: Vec<&str> = before.iter().map(String::as_str).collect();
            (native.suggest)(&before, &host.view())
        }
        Wanted::Nothing => Vec::new(),
    };
    candidates.retain(|candidate| begins_with(candidate, &typed) || begins_with(last_part(candidate), &typed));
    Completion { span: place.span, candidates: candidates.iter().map(|candidate| quote(candidate)).collect() }
}

/// The text as an argument: in quotes when it would otherwise fall apart or mean something else.
pub fn quote(text: &str) -> String {
    let plain = |c: char| {
        is_letter_or_digit(c) || matches!(c, '\\' | '-' | '_' | '.' | ':' | '/' | '*' | '?' | '%' | '@' | '+' | '!')
    };
    let starts_plain =
        text.starts_with(|c: char| is_letter_or_digit(c) || matches!(c, '\\' | '/' | '*' | '-' | '?' | '%' | '_'));
    if starts_plain && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('`', "``").replace('"', "`\"").replace('$', "`$"))
    }
}

/// Where the cursor stands in the grammar.
struct Place {
    span: Span,
    wanted: Wanted,
}

enum Wanted {
    Command,
    Parameter(&'static Cmdlet),
    Value(&'static Parameter),
    /// The next argument of a program behind these.
    Argument(&'static Native, Vec<String>),
    Nothing,
}

/// A command on the way to the cursor.
#[derive(Default)]
struct Seen {
    /// The name is complete.
    named: bool,
    /// It is not a command but an expression.
    computes: bool,
    cmdlet: Option<&'static Cmdlet>,
    native: Option<&'static Native>,
    /// A parameter that still wants its value.
    open: Option<&'static Parameter>,
    given: Vec<&'static str>,
}

impl Place {
    /// Walks over the tokens of `text`, which ends at the cursor.
    fn before(text: &str) -> Place {
        let lexer = Lexer::new(text, text.len());
        let mut outer: Vec<Seen> = Vec::new();
        let mut seen = Seen::default();
        let mut at = 0;
        loop {
            if let Some(native) = seen.native.take() {
                match arguments(text, at) {
                    Passed::Upto(end) => at = end,
                    Passed::All(span, before) => return Place { span, wanted: Wanted::Argument(native, before) },
                }
                continue;
            }
            let mode = match (seen.named, seen.computes) {
                (true, _) => Mode::Argument,
                (false, true) => Mode::Expression,
                (false, false) => Mode::Command,
            };
            let (kind, span) = match lexer.token(at, mode) {
                Ok(token) => (token.kind, token.span),
                // An open string is the word that is being typed.
                Err(error) => (TokenKind::Text(Vec::new()), Span::new(error.span.start, text.len())),
            };
            if span.end >= text.len() && is_word(&kind) {
                return Place { span: seen.word_start(&kind, span), wanted: seen.wanted(&kind) };
            }
            at = span.end;
            match kind {
                TokenKind::End => {
                    return Place { span: Span::new(text.len(), text.len()), wanted: seen.wanted(&TokenKind::End) };
                }
                TokenKind::Pipe | TokenKind::Separator | TokenKind::Assign(_) => seen = Seen::default(),
                TokenKind::OpenParen
                | TokenKind::OpenBrace
                | TokenKind::OpenSub
                | TokenKind::OpenArray
                | TokenKind::OpenHash => {
                    outer.push(std::mem::take(&mut seen));
                }
                TokenKind::CloseParen | TokenKind::CloseBrace => {
                    seen = outer.pop().unwrap_or_default();
                    seen.argument();
                }
                other => seen.pass(other),
            }
        }
    }
}

fn is_word(kind: &TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Word(_)
            | TokenKind::Text(_)
            | TokenKind::Number(_)
            | TokenKind::Parameter { .. }
            | TokenKind::Dash(_)
            | TokenKind::Symbol("-")
    )
}

impl Seen {
    /// Goes past a token that is complete.
    fn pass(&mut self, kind: TokenKind) {
        match kind {
            TokenKind::Word(pieces) if !self.named && !self.computes => {
                self.named = true;
                if let [Piece::Literal(name)] = pieces.as_slice() {
                    self.native = native::find(name);
                    self.cmdlet = if self.native.is_some() { None } else { find(name) };
                }
            }
            TokenKind::Parameter { name, .. } => {
                self.open = self.cmdlet.and_then(|cmdlet| resolve(cmdlet, &name).ok());
                self.given.extend(self.open.map(|parameter| parameter.name));
                self.open = self.open.filter(|parameter| !matches!(parameter.kind, Kind::Switch));
            }
            TokenKind::Comma => self.open = self.last_given(),
            _ if self.named => self.argument(),
            _ => self.computes = true,
        }
    }

    /// Goes past a value.
    fn argument(&mut self) {
        if self.open.take().is_none() {
            self.given.extend(self.next_positional().map(|parameter| parameter.name));
        }
    }

    /// Behind a comma another value of the same parameter follows.
    fn last_given(&self) -> Option<&'static Parameter> {
        let last = self.given.last()?;
        parameters(self.cmdlet?).find(|parameter| parameter.name == *last)
    }

    fn next_positional(&self) -> Option<&'static Parameter> {
        let free = self
            .cmdlet?
            .parameters
            .iter()
            .filter(|parameter| parameter.position.is_some() && !self.given.contains(&parameter.name));
        free.min_by_key(|parameter| parameter.position)
    }

    fn wanted(&self, typing: &TokenKind) -> Wanted {
        match (self.cmdlet, typing) {
            _ if self.computes => Wanted::Nothing,
            _ if !self.named => Wanted::Command,
            (None, _) => Wanted::Nothing,
            (Some(cmdlet), TokenKind::Parameter { colon: false, .. } | TokenKind::Symbol("-")) => {
                Wanted::Parameter(cmdlet)
            }
            (Some(cmdlet), TokenKind::Word(pieces)) if is_dash_alone(pieces) => Wanted::Parameter(cmdlet),
            (Some(cmdlet), TokenKind::Parameter { name, .. }) => {
                resolve(cmdlet, name).map_or(Wanted::Nothing, Wanted::Value)
            }
            (Some(_), _) => self.open.or_else(|| self.next_positional()).map_or(Wanted::Nothing, Wanted::Value),
        }
    }

    /// Behind `-Name:` the value begins at the cursor.
    fn word_start(&self, kind: &TokenKind, span: Span) -> Span {
        match kind {
            TokenKind::Parameter { colon: true, .. } => Span::new(span.end, span.end),
            _ => span,
        }
    }
}

/// What became of the arguments of a program.
enum Passed {
    /// They end before the cursor.
    Upto(usize),
    /// The cursor stands in or behind them: the piece it stands in, and what comes before.
    All(Span, Vec<String>),
}

/// Walks over the arguments of a program, which begin at byte `at` of a text that ends at the cursor.
fn arguments(text: &str, at: usize) -> Passed {
    let Ok(mut cut) = native::words(text, at) else {
        return Passed::All(Span::new(text.len(), text.len()), Vec::new());
    };
    if cut.end < text.len() {
        return Passed::Upto(cut.end);
    }
    let last = if cut.is_between { None } else { cut.words.pop() };
    let span = last.map_or(Span::new(text.len(), text.len()), |word| word.span);
    Passed::All(span, cut.words.into_iter().map(|word| word.text).collect())
}

fn is_dash_alone(pieces: &[Piece]) -> bool {
    matches!(pieces, [Piece::Literal(text)] if text == "-")
}

fn commands(typed: &str) -> Vec<String> {
    let names = all().iter().map(|cmdlet| cmdlet.name.to_owned());
    let aliases = all().iter().flat_map(|cmdlet| cmdlet.aliases).filter(|alias| alias.len() > 2 && !typed.is_empty());
    let programs = native::all().iter().map(|program| program.name().to_owned());
    names.chain(aliases.map(|alias| (*alias).to_owned())).chain(programs).collect()
}

fn dashed(cmdlet: &'static Cmdlet, typed: &str) -> Vec<String> {
    let supported = parameters(cmdlet).filter(|parameter| !matches!(parameter.kind, Kind::Unsupported));
    supported.map(|parameter| format!("-{}", parameter.name)).filter(|name| begins_with(name, typed)).collect()
}

fn values(parameter: &Parameter, host: &dyn Host) -> Vec<String> {
    match parameter.kind {
        Kind::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Kind::Bool | Kind::Switch => vec!["$true".to_owned(), "$false".to_owned()],
        Kind::Name(kind) | Kind::NameList(kind) => names(&host.view(), kind),
        _ => Vec::new(),
    }
}

/// What a quoted word says so far.
fn unquoted(source: &str) -> String {
    source.chars().filter(|c| !matches!(c, '"' | '\'' | '`')).collect()
}

/// The name behind the last backslash, so that a storage group is found by its own name too.
fn last_part(candidate: &str) -> &str {
    candidate.rsplit('\\').next().unwrap_or(candidate)
}

fn begins_with(candidate: &str, typed: &str) -> bool {
    in_small(candidate).starts_with(&in_small(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::params::Build;
    use crate::shell::testing::Lab;

    fn check(line: &str, expected: &[&str]) {
        assert_eq!(complete(line, line.len(), &Lab::new(Build::Rtm)).candidates, expected, "{line}");
    }

    #[test]
    fn commands_stand_in_front_and_behind_bars() {
        check("Get-Mem", &["Get-Member"]);
        check("1 | format-w", &["Format-Wide"]);
        check("(get-al", &["Get-Alias"]);
        check("1 | ? { get-al", &["Get-Alias"]);
        check("$x = get-al", &["Get-Alias"]);
    }

    #[test]
    fn parameters_and_their_words_follow_the_table() {
        check("Get-History -C", &["-Count"]);
        check("Get-Command -Name Get-Mem", &["Get-Member"]);
        check("Get-Help get-mem", &["Get-Member"]);
        check("Get-History -ErrorAction S", &["SilentlyContinue", "Stop"]);
        check("Get-History -ErrorAction:St", &["Stop"]);
        check("Get-History 3 ", &[]);
        check("Nothing-Known -", &[]);
    }

    #[test]
    fn only_the_word_at_the_cursor_is_replaced() {
        let line = "Get-Help get-mem | fl";
        assert_eq!(
            complete(line, 16, &Lab::new(Build::Rtm)),
            Completion { span: Span::new(9, 16), candidates: vec!["Get-Member".to_owned()] }
        );
        assert_eq!(complete("é", 1, &Lab::new(Build::Rtm)).span, Span::new(0, 0));
    }

    #[test]
    fn names_that_would_fall_apart_are_quoted() {
        assert_eq!(quote("EXCHMAILBOX1\\Store"), "EXCHMAILBOX1\\Store");
        assert_eq!(quote("First Storage Group"), "\"First Storage Group\"");
        assert_eq!(quote("$5 `"), "\"`$5 ``\"");
        assert_eq!(quote("a,b"), "\"a,b\"");
        assert_eq!(quote(""), "\"\"");
    }
}
