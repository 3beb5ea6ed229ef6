//! The lab: one session with its scenario, seed, commands and branches; transcripts; reports.
//!
//! Knows neither Yew nor the browser.

pub mod compute;
mod console_line;
mod desk;
#[cfg(not(target_arch = "wasm32"))]
mod human;
mod inspect;
mod kind;
pub mod lanes;
#[cfg(not(target_arch = "wasm32"))]
pub mod report;
mod run;
pub mod scenario;
pub mod session;
mod setting;
pub mod storm;
mod told;
pub mod transcript;
