//! Components: each turns props into markup and events into callbacks.

pub mod caption;
pub mod console;
pub mod embed_foot;
pub mod exposure;
pub mod header;
pub mod icon;
pub mod live;
pub mod log_stream;
pub mod notices;
pub mod panel;
pub mod settings;
pub mod stage;
pub mod time_strip;
pub mod votes;
