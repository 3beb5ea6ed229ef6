//! The load-balanced bench: against queueing theory, against the products' documented behaviour, and its laws.

mod lab;
mod laws;
mod theory;
