//! A second model of the same product, kept small: what the published tables say, as plain functions and rows.
//!
//! But for the comparisons (`engine.rs`) it names nothing of the package, so a mistake here and
//! one in the model are made apart from each other. It has no clock, no events and no state: whoever asks gives all
//! that the answer depends on. Generations of logs count from 1, and 0 stands for no log at all. The tags in brackets are resolved in `sources.rs`;
//! "recalled" stands for general knowledge of the product.

mod dial;
mod divergence;
mod engine;
mod failover;
mod loss;
mod quorum;
mod sources;
mod standby;
mod truncation;
mod wait;
