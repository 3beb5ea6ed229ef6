//! What a line has written to the console.

use super::error::ShellError;
use super::value::Value;

/// Everything a line wrote, in its order, and the objects behind it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Output {
    /// The text in pieces of one tone.
    pub chunks: Vec<Chunk>,
    /// The objects that were shown.
    pub objects: Vec<Value>,
    /// The errors that were shown.
    pub errors: Vec<ShellError>,
}

/// A place in an output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    chunks: usize,
    objects: usize,
    errors: usize,
}

/// A piece of text in one tone; it carries its own line ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

/// How text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What was asked for.
    Plain,
    /// Something to heed.
    Warning,
    /// Something went wrong.
    Error,
    /// No text: the console is to be cleared here.
    Clear,
}

impl Output {
    /// Adds text.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.chunks.push(Chunk { tone, text });
        }
    }

    /// Adds an error that `line` led to.
    pub fn fail(&mut self, error: ShellError, line: &str) {
        self.say(Tone::Error, error.render(line));
        self.errors.push(error);
    }

    /// Clears the console.
    pub fn clear(&mut self) {
        self.chunks.push(Chunk { tone: Tone::Clear, text: String::new() });
    }

    /// What was written after `before`, which this output began with.
    pub fn after(&self, before: Mark) -> Output {
        Output {
            chunks: self.chunks.get(before.chunks..).unwrap_or_default().to_vec(),
            objects: self.objects.get(before.objects..).unwrap_or_default().to_vec(),
            errors: self.errors.get(before.errors..).unwrap_or_default().to_vec(),
        }
    }

    /// How much was written so far.
    pub fn mark(&self) -> Mark {
        Mark { chunks: self.chunks.len(), objects: self.objects.len(), errors: self.errors.len() }
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.chunks.iter().map(|chunk| chunk.text.as_str()).collect()
    }

    /// Did anything go wrong?
    pub fn failed(&self) -> bool {
        !self.errors.is_empty()
    }
}
