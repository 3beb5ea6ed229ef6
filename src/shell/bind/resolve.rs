//! Which parameter a name means: any unique beginning, in any spelling of capitals.

use super::{CAREFUL, COMMON};
use crate::shell::cmdlet::{Action, Cmdlet, Parameter};
use crate::shell::error::{Category, ShellError};
use crate::shell::nearest::nearest;

/// Every parameter of a cmdlet: its own, then those it shares with others.
pub fn parameters(cmdlet: &'static Cmdlet) -> impl Iterator<Item = &'static Parameter> {
    let careful: &'static [Parameter] = match cmdlet.action {
        Action::Change(_) => &CAREFUL,
        Action::Read(_) | Action::Stream(_) => &[],
    };
    cmdlet.parameters.iter().chain(careful).chain(&COMMON)
}

/// The parameter that `name` means.
///
/// # Errors
/// When no parameter or more than one begins so.
pub fn resolve(cmdlet: &'static Cmdlet, name: &str) -> Result<&'static Parameter, ShellError> {
    if let Some(exact) = parameters(cmdlet).find(|parameter| parameter.name.eq_ignore_ascii_case(name)) {
        return Ok(exact);
    }
    let beginning: Vec<&'static Parameter> =
        parameters(cmdlet).filter(|parameter| begins_with(parameter.name, name)).collect();
    match beginning.as_slice() {
        [only] => Ok(only),
        [] => Err(unknown(cmdlet, name)),
        several => Err(ambiguous(name, several)),
    }
}

fn begins_with(name: &str, beginning: &str) -> bool {
    name.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

fn unknown(cmdlet: &'static Cmdlet, name: &str) -> ShellError {
    let message = format!("A parameter cannot be found that matches parameter name '{name}'.");
    let error = ShellError::new(Category::InvalidArgument, message).target(name);
    match nearest(name, parameters(cmdlet).map(|parameter| parameter.name)) {
        Some(near) => error.hint(format!("did you mean -{near}?")),
        None => {
            let own: Vec<String> = cmdlet.parameters.iter().map(|parameter| format!("-{}", parameter.name)).collect();
            if own.is_empty() {
                error.hint("it takes no parameters of its own")
            } else {
                error.hint(format!("it takes {}", own.join(", ")))
            }
        }
    }
}

fn ambiguous(name: &str, several: &[&'static Parameter]) -> ShellError {
    let matches: Vec<String> = several.iter().map(|parameter| format!("-{}", parameter.name)).collect();
    let message = format!(
        "Parameter cannot be processed because the parameter name '{name}' is ambiguous. Possible matches include: {}.",
        matches.join(" ")
    );
    ShellError::new(Category::InvalidArgument, message).target(name)
}
