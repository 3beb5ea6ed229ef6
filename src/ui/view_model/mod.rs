//! What is shown, worked out as plain data before any component draws it.
//!
//! No browser and no Yew in here: everything is tested natively.

pub mod exposure;
pub mod geometry;
pub mod log_stream;
pub mod measure;
pub mod stage;
pub mod votes;
