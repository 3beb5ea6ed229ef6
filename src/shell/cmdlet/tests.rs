//! Sessions in front of the CCR bench.

mod articles;
mod lab;
mod noise;
mod prompts;
mod repair;
