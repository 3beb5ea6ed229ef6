//! Programs of the command line that an administrator typed into the same window: `net`, `cluster` and their like.
//!
//! PowerShell hands such a program its arguments as they stand: no parameters are bound, `/` begins a switch, commas
//! stay where they are. So a program is one entry in a table of its own, and what it prints are lines of text.

mod cluster;
mod eseutil;
mod lines;
mod net;
mod psexec;
mod registry;
mod setup;

#[cfg(test)]
mod tests;

use super::cmdlet::{Example, Outcome};
use super::error::{Category, ShellError};
use super::host::Host;
use super::nearest::nearest;
use super::span::Span;
use super::value::Value;
use crate::model::ids::NodeId;
use crate::model::view::View;

pub use lines::{Cut, Word, words};
pub use registry::{all, find};

/// One program of the command line.
pub struct Native {
    /// Its file name, `cluster.exe`; the extension may be left out.
    pub file: &'static str,
    /// What it does, in one sentence.
    pub synopsis: &'static str,
    /// How it is called, a line for each way.
    pub usage: &'static [&'static str],
    /// Lines to try.
    pub examples: &'static [Example],
    /// Words that could come next behind these.
    pub suggest: fn(&[&str], &View<'_>) -> Vec<String>,
    /// Does it, or begins to.
    pub run: fn(&Call, &mut dyn Host) -> Result<Outcome, ShellError>,
    /// Looks whether what was begun is done; the value is the note of the last pause.
    pub resume: Option<Resume>,
}

/// Looks whether what a program began is done.
pub type Resume = fn(&Call, &Value, &mut dyn Host) -> Result<Outcome, ShellError>;

/// A program with its arguments.
#[derive(Clone)]
pub struct Call {
    /// Which program.
    pub native: &'static Native,
    /// Its arguments in their order.
    pub words: Vec<Word>,
    /// Where its name stands.
    pub span: Span,
    /// The server on which it runs; without one, it is the console's to say.
    pub on: Option<NodeId>,
}

impl Native {
    /// The name that is typed: the file name without `.exe`.
    pub fn name(&self) -> &'static str {
        self.file.strip_suffix(".exe").unwrap_or(self.file)
    }
}

impl Call {
    /// The arguments as text.
    pub fn texts(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }

    /// The argument in this place does not belong there; `known` could.
    pub fn wrong(&self, place: usize, known: &[&str]) -> ShellError {
        let name = self.native.name();
        let usage = format!("the ways to call it: {}", self.native.usage.join("; "));
        let Some(word) = self.words.get(place) else {
            let message = format!("An argument is missing behind '{name}'.");
            return ShellError::new(Category::InvalidArgument, message).hint(usage).at(self.span);
        };
        let message = format!("The argument '{}' is not one that {name} takes here.", word.text);
        let error = ShellError::new(Category::InvalidArgument, message).target(word.text.clone()).at(word.span);
        match nearest(&word.text, known.iter().copied()) {
            Some(near) => error.did_you_mean(Some(near)),
            None => error.hint(usage),
        }
    }

    /// What stands behind the colon or the equals sign of a switch such as `/moveto:NAME`.
    pub fn value_of(&self, place: usize, switch: &str) -> Option<&str> {
        let text = self.words.get(place)?.text.as_str();
        let (name, value) = text.split_once([':', '='])?;
        name.eq_ignore_ascii_case(switch).then_some(value)
    }

    /// Whether the argument in this place is this word.
    pub fn is(&self, place: usize, word: &str) -> bool {
        self.words.get(place).is_some_and(|it| it.text.eq_ignore_ascii_case(word))
    }
}
