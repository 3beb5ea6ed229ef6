//! Components: each turns props into markup and events into callbacks.

pub mod exposure;
pub mod log_stream;
pub mod stage;
pub mod votes;
