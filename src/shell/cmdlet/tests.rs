//! Sessions in front of the CCR bench.

mod articles;
mod lab;
mod prompts;
mod repair;
