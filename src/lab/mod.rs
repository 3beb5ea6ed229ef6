//! The lab: one session with its scenario, seed, commands and branches; transcripts; reports.
//!
//! Knows neither Yew nor the browser.
