//! Failover Lab: break clusters and mail servers, and see what happens to the mail.
//!
//! Layers, each of which names only those to its right: `ui → lab → shell → model → engine`. Beside them stand
//! `words`, which all may name, and `theory`, which `ui` and `lab` may.

pub mod engine;
pub mod lab;
pub mod model;
pub mod shell;
pub mod theory;
#[cfg(feature = "web")]
pub mod ui;
pub mod words;
