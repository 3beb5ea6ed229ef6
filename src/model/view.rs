//! The read-only view: what cmdlets, reports and the scene may know of the world.
//!
//! Rows of plain values with names as text, so that nobody outside the model walks its parts.

mod cluster;
mod components;
mod copies;
mod letters;
mod mail;

use super::bench::Bench;
use super::event::Event;
use super::exchange::{Exposure, Outage};
use super::params::Config;
use super::rule::Rule;
use crate::engine::{Journal, SimTime};

pub use cluster::{QuorumView, ServerView};
pub use components::{ComponentView, SpaceView, fault_words};
pub use copies::{CopyView, DatabaseView, LogRanges};
pub use letters::{CopyHolds, LetterStage, LetterView};
pub use mail::MailView;

/// The world at one moment, with its journal up to then.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The world.
    pub bench: &'a Bench,
    /// What has happened.
    pub journal: &'a Journal<Event, Rule>,
    /// The moment.
    pub now: SimTime,
}

impl<'a> View<'a> {
    /// How the bench was set up.
    pub fn config(&self) -> &'a Config {
        &self.bench.config
    }

    /// Times in which people could not work.
    pub fn outages(&self) -> &'a [Outage] {
        &self.bench.service.outages
    }

    /// What would be lost if the active copies died now.
    pub fn exposure(&self) -> Exposure {
        self.bench.exposure()
    }
}
