//! The page around the drawing: each component in its meaningful states.

mod caption;
mod console;
mod header;
mod panel;
mod time_strip;
mod whole;
