//! Theory: what mathematics says of clusters, for reports, drawings and tests.
//!
//! Pure formulas, one concept a file. They are made of floating point, so no rule of the model may ask them: this
//! layer names none of the others, and only `lab` and `ui` may name it.
//!
//! Two things hold for every function. Times, rates and sizes need only agree with one another: what goes in as hours
//! and failures per hour comes out as hours. And a question outside of the range that is given with a function, or an
//! answer too large for a number, gives `None`: never a NaN, an infinity or a panic.

pub mod availability;
pub mod detection;
pub mod exposure;
mod markov;
mod number;
pub mod queueing;
pub mod quorum;
pub mod scheduling;
