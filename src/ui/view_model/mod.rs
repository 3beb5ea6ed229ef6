//! What components show, made from the session by plain functions that tests can call natively.
//!
//! Knows neither Yew nor the browser.

pub mod actions;
pub mod announce;
pub mod axis;
pub mod branches;
pub mod lanes;
pub mod lens;
pub mod moment;
pub mod parts;
pub mod query;
pub mod run_settings;
pub mod story;
pub mod typing;
