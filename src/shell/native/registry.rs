//! Every program there is, and how to find one.

use super::Native;

/// Every program, in the order of the alphabet.
static ALL: [&Native; 5] = [
    &super::cluster::NATIVE,
    &super::eseutil::NATIVE,
    &super::net::NATIVE,
    &super::psexec::NATIVE,
    &super::setup::NATIVE,
];

/// Every program, in the order of the alphabet.
pub fn all() -> &'static [&'static Native] {
    &ALL
}

/// The program of a name, with or without its extension.
pub fn find(name: &str) -> Option<&'static Native> {
    ALL.into_iter().find(|native| native.file.eq_ignore_ascii_case(name) || native.name().eq_ignore_ascii_case(name))
}
