//! The web page.

fn main() {}
