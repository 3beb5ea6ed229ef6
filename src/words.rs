//! The prose a person reads, one typed function a message.
//!
//! Generated from `locales/en/*.ftl` when the package is built. Knows no cluster and no screen.

include!(concat!(env!("OUT_DIR"), "/words.rs"));
