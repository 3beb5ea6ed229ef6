//! What is shown, worked out as plain data before any component draws it.
//!
//! No browser and no Yew in here: everything is tested natively.

pub mod actions;
pub mod announce;
pub mod axis;
pub mod branches;
pub mod deeds;
pub mod exposure;
pub mod geometry;
pub mod lanes;
pub mod lens;
pub mod log_stream;
pub mod measure;
pub mod moment;
pub mod parts;
pub mod query;
pub mod stage;
pub mod story;
pub mod tale;
pub mod typing;
pub mod votes;
