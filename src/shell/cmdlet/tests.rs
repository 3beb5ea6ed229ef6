//! Sessions in front of the CCR bench.

mod articles;
mod backup;
mod lab;
mod noise;
mod prompts;
mod repair;
mod replicated;
