//! The shell's only way to what it administers.

use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::view::View;

/// What a console needs of the lab around it.
pub trait Host {
    /// The simulated time since the start [ms].
    fn now_ms(&self) -> u64;

    /// The names of a kind that there are now, for completion and for the nearest name in an error.
    fn names(&self, kind: Names) -> Vec<String>;

    /// Everything there is to read, as of now.
    fn view(&self) -> View<'_>;

    /// Hands the model an input, now.
    ///
    /// # Errors
    /// The model's reason to refuse it; then nothing has changed.
    fn submit(&mut self, input: Input) -> Result<(), Refusal>;
}

/// Kinds of names that a parameter can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Everything that can fail: nodes and their parts, volumes, networks, shares.
    Component,
    /// Nodes of the cluster.
    Node,
    /// Mailbox servers, clustered ones by their network name.
    Server,
    /// Clustered mailbox servers.
    ClusteredServer,
    /// Storage groups as `Server\Name`.
    StorageGroup,
    /// Databases as `Server\StorageGroup\Name`.
    Database,
    /// Networks.
    Network,
    /// People with a mailbox.
    Person,
    /// Rules of the model by their id.
    Rule,
    /// Commands of this shell.
    Command,
}

/// A bench at its start, for tests of the shell alone.
#[cfg(test)]
pub(crate) mod fixed {
    use super::{Input, Refusal, View};
    use crate::engine::{Journal, SimTime};
    use crate::model::bench::Bench;
    use crate::model::event::Event;
    use crate::model::params::Config;
    use crate::model::rule::Rule;
    use std::sync::LazyLock;

    static START: LazyLock<(Bench, Journal<Event, Rule>)> =
        LazyLock::new(|| (Bench::new(Config::default()), Journal::kept()));

    /// The view of the start.
    pub fn view() -> View<'static> {
        View { bench: &START.0, journal: &START.1, now: SimTime::ZERO }
    }

    /// Takes no input.
    pub fn submit(_input: Input) -> Result<(), Refusal> {
        Err(Refusal::NotOnline)
    }
}
