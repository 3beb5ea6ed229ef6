//! Text to commands and objects back to text.
//!
//! A line goes `token → parse → bind → pipeline → format`; the console holds what lasts from line to line. Knows neither
//! how a command is carried out (that is the model's, behind `host`) nor what a session is.

pub mod ast;
pub mod bind;
pub mod calendar;
pub mod cmdlet;
pub mod complete;
pub mod console;
pub mod directory;
pub mod error;
pub mod format;
pub mod help;
pub mod host;
pub mod letters;
pub mod names;
pub mod native;
pub mod nearest;
pub mod output;
pub mod parse;
pub mod pipeline;
pub mod span;
pub mod syntax;
#[cfg(test)]
mod testing;
pub mod token;
pub mod value;
