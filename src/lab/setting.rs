//! Setting a parameter from text, for the tables of parameters of all benches.

use crate::shell::nearest::nearest;

/// What to try in the place of a name that there is not.
pub(super) fn instead_of(name: &str, names: &[&str]) -> String {
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean '{near}'?"),
        None => format!("use one of {}", names.join(", ")),
    }
}

/// Takes the value with this word, in any letter case; false if there is none.
pub(super) fn choose<T: Copy>(place: &mut T, all: &[T], name: fn(T) -> &'static str, text: &str) -> bool {
    let found = all.iter().find(|value| name(**value).eq_ignore_ascii_case(text));
    found.map(|value| *place = *value).is_some()
}

/// Takes a whole number of the range; false if it is none.
pub(super) fn number<T: Copy + PartialOrd + core::str::FromStr>(
    place: &mut T,
    range: core::ops::RangeInclusive<T>,
    text: &str,
) -> bool {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.map(|number| *place = number).is_some()
}
