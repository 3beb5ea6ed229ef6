//! Every figure that stands for the product, and every figure of ours; the choices of a bench.
//!
//! The tags in brackets are those of `MODEL.md`. `lab rules` prints the table of figures.

mod config;
mod edition;
mod figures;
mod mode;
mod mount_dial;
mod profile;
mod surroundings;
mod windows;

pub use config::{Config, log_roll};
pub use edition::{Build, Edition};
pub use figures::*;
pub use mode::{Mode, Source, Standby, Target};
pub use mount_dial::MountDial;
pub use profile::Profile;
pub use surroundings::{Clients, Sites, WitnessSite};
pub use windows::Windows;

#[cfg(test)]
mod tests;
