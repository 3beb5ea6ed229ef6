//! The console's transcript: what was typed and what it said.

use crate::engine::SimTime;

/// A piece of the console's text.
#[derive(Clone, Debug, PartialEq)]
pub enum ConsoleText {
    /// A prompt with what was typed behind it.
    Prompt(String),
    /// What a command said.
    Output(String),
    /// What a command refused, or how it failed.
    Error(String),
    /// Everything before was cleared from the screen.
    Cleared,
}

impl ConsoleText {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        match self {
            ConsoleText::Prompt(text) | ConsoleText::Output(text) | ConsoleText::Error(text) => text,
            ConsoleText::Cleared => "",
        }
    }
}

/// A piece of the console's text with its moment.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleLine {
    /// When it was shown.
    pub at: SimTime,
    /// What was shown.
    pub text: ConsoleText,
}
