//! A refusal of the model as an error of the shell.

use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::view::View;
use crate::shell::error::{Category, ShellError};
use crate::shell::host::Host;

/// Hands the model an input.
///
/// # Errors
/// What the model refuses, in a full sentence.
pub(in crate::shell) fn submit(host: &mut dyn Host, input: Input) -> Result<(), ShellError> {
    host.submit(input).map_err(|refusal| refused(&host.view(), &refusal))
}

/// The words of a refusal.
pub(super) fn refused(view: &View<'_>, refusal: &Refusal) -> ShellError {
    let error = ShellError::new(Category::InvalidOperation, sentence(&refusal.message(view.bench)));
    error.hint(refusal.hint(view.bench))
}

/// A message as a sentence: a capital in front, a full stop at the end.
pub(super) fn sentence(message: &str) -> String {
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => format!("{}{}.", first.to_ascii_uppercase(), characters.as_str()),
        None => String::new(),
    }
}
