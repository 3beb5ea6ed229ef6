//! The load-balanced bench: against queueing theory, against the products' documented behaviour, and its laws.

mod algorithms;
mod beliefs;
mod fronts;
mod health;
mod lab;
mod laws;
mod sessions;
mod theory;
