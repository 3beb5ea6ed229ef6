//! The page in two halves: what the first view needs, and what is loaded once somebody does something.
//!
//! Gates are functions whose name begins with `second_half_`. What only they lead to, code and data, goes into a second module.
//! `src/ui/second_half.rs` loads it; whoever calls a gate has it loaded before.

mod bytes;
mod code;
pub mod glue;
mod halves;
mod links;
mod module;
mod reach;

use std::path::Path;

use crate::failure::{Failure, Outcome};
pub use halves::Halves;
use links::Links;
use module::Module;

/// How the name of a gate begins.
const GATE: &str = "second_half_";

/// Takes the page's module apart, with what the linker wrote about it.
pub fn split(page: &Path, linked: &Path) -> Outcome<Halves> {
    let (page, linked) = (read(page)?, read(linked)?);
    let (page, linked) = (Module::read(&page)?, Module::read(&linked)?);
    let links = Links::read(&linked)?;
    let later = reach::divide(&page, &links, is_gate)?;
    if later.gates.is_empty() {
        return Err(Failure::new("the page has no gate to its second half")
            .hint(format!("a gate is a function that is never inlined and whose name begins with {GATE}")));
    }
    halves::take_apart(&page, &later)
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    std::fs::read(file).map_err(|error| Failure::new(format!("cannot read '{}': {error}", file.display())))
}

/// Whether a mangled name is that of a gate: length and name, as both kinds of mangling write the last part of a path.
fn is_gate(name: &str) -> bool {
    name.match_indices(GATE).any(|(at, _)| {
        let before = name[..at].trim_end_matches('_');
        let digits = before.len() - before.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let length: Option<usize> = before[before.len() - digits..].parse().ok();
        let end = length.and_then(|length| name.get(at + length..));
        end.is_some_and(|end| end.starts_with("17h") || !name.starts_with("_ZN"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_known_by_its_own_name_and_not_by_what_is_in_it() {
        let path = "_ZN12failover_lab5shell7console7Console";
        assert!(is_gate(&format!("{path}15second_half_run17h0123456789abcdefE")));
        assert!(!is_gate(&format!("{path}15second_half_run28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE")));
        assert!(!is_gate(&format!("{path}3run17h0123456789abcdefE")));
    }
}
