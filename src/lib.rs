//! Failover Lab: break clusters and mail servers, and see what happens to the mail.
//!
//! Layers, each of which names only those to its right: `ui → lab → shell → model → engine`.

pub mod engine;
pub mod lab;
pub mod model;
pub mod shell;
#[cfg(feature = "web")]
pub mod ui;
pub mod words;
