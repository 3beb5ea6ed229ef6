//! Warnings of rustdoc, all of which count as errors but one kind.
//!
//! Doc comments here give units and sources in plain brackets, as in "\[ms\]". Rustdoc takes them for links that lead
//! nowhere. A link to code stands in backticks, so a broken one can be told apart.

use crate::failure::{Failure, Outcome};
use crate::run;

/// Builds the documentation and fails on a warning.
pub fn check() -> Outcome {
    let mut command =
        run::cargo(["doc", "--locked", "--workspace", "--features", "web", "--no-deps", "--document-private-items"]);
    // In colour, the messages would be harder to tell apart.
    command.env("CARGO_TERM_COLOR", "never");
    let (status, messages) = run::messages(&mut command)?;
    if !status.success() {
        eprintln!("{messages}");
        return Err(Failure::new(format!("the documentation was not built: cargo ended with {status}"))
            .hint("mend what the first error above names"));
    }
    let warnings: Vec<&str> = messages.split("\n\n").filter(|message| counts(message)).collect();
    if warnings.is_empty() {
        return Ok(());
    }
    eprintln!("{}\n", warnings.join("\n\n"));
    Err(Failure::new(format!("warnings in the documentation: {}", warnings.len()))
        .hint("mend the link or the comment that each names; a link to code stands in backticks"))
}

/// Says whether a message of rustdoc is a reason to fail.
fn counts(message: &str) -> bool {
    let starts = |line: &str| line.starts_with("warning") || line.starts_with("error");
    let Some(line) = message.lines().find(|line| starts(line)) else { return false };
    // The number of warnings is given after the warnings themselves.
    let is_summary = line.contains(") generated ");
    !is_summary && !is_plain_bracket(line, message)
}

/// Says whether rustdoc took a unit or a source for a link.
fn is_plain_bracket(line: &str, message: &str) -> bool {
    let name = line.strip_prefix("warning: unresolved link to `").and_then(|rest| rest.strip_suffix('`'));
    name.is_some_and(|name| !name.contains("::") && !message.contains(&format!("[`{name}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unresolved(name: &str, comment: &str) -> String {
        format!(
            "warning: unresolved link to `{name}`\n --> src/a.rs:1:5\n  |\n1 | /// {comment}\n  |      ^ no item named `{name}` in scope"
        )
    }

    #[test]
    fn a_unit_or_a_source_in_brackets_is_no_link() {
        assert!(!counts(&unresolved("ms", "How long it takes [ms].")));
        assert!(!counts(&unresolved("SCRPLAN", "Source: [SCRPLAN].")));
    }

    #[test]
    fn a_broken_link_to_code_counts() {
        assert!(counts(&unresolved("Node", "See [`Node`].")));
        assert!(counts(&unresolved("Node::up", "See [Node::up].")));
    }

    #[test]
    fn any_other_warning_counts_and_the_sum_of_them_does_not() {
        assert!(counts("warning: this URL is not a hyperlink\n --> src/a.rs:1:5"));
        assert!(counts(" Documenting x v0.1.0\nerror: expected one of `;`"));
        assert!(!counts("warning: `xtask` (bin \"xtask\" doc) generated 2 warnings"));
        assert!(!counts("    Finished `dev` profile\n   Generated /x/index.html"));
    }
}
