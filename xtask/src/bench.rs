//! `cargo xtask bench`: the benchmarks, natively.

use crate::failure::Outcome;
use crate::run;

/// Runs `cargo bench` with the arguments given.
pub fn bench(arguments: &[String]) -> Outcome {
    run::run(run::cargo(["bench", "--locked"]).args(arguments))
}
