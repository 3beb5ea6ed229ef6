//! A server as it is: what it can do, what it does, what waits for it. What others believe of it is kept elsewhere.

use super::load::Level;
use super::slab::Key;
use crate::engine::EntryNumber;
use crate::model::closed_list::choice;
use std::collections::VecDeque;

choice! {
    /// How a server does.
    Truth {
        /// It serves.
        Up = "up",
        /// It serves, in five times the time.
        Slow = "slow",
        /// It takes requests and does nothing with them.
        Hung = "hung",
        /// It answers every request with an error, and very quickly.
        FailingFast = "failing-fast",
        /// Its service is gone: it refuses every connection.
        Refusing = "refusing",
        /// It is off, and says nothing.
        Off = "off",
        /// It was taken out.
        Removed = "removed",
    }
}

impl Truth {
    /// How many times as long everything takes; nothing while nothing moves.
    pub const fn pace(self) -> Option<u64> {
        match self {
            Truth::Up | Truth::FailingFast => Some(1),
            Truth::Slow => Some(crate::model::params::BALANCE_SLOW_FACTOR),
            Truth::Hung | Truth::Refusing | Truth::Off | Truth::Removed => None,
        }
    }

    /// Whether a request that is sent there can be served well.
    pub const fn serves(self) -> bool {
        match self {
            Truth::Up | Truth::Slow => true,
            Truth::Hung | Truth::FailingFast | Truth::Refusing | Truth::Off | Truth::Removed => false,
        }
    }
}

/// A server.
#[derive(Clone, Debug)]
pub struct Server {
    /// How it does.
    pub truth: Truth,
    /// The entry that made it so, if it has ever changed.
    pub entry: Option<EntryNumber>,
    /// Attempts that wait, oldest first.
    pub queue: VecDeque<Key>,
    /// Attempts that are being served.
    pub serving: Vec<Key>,
    /// Attempts that get no answer.
    pub unanswered: Vec<Key>,
    /// How many wait.
    pub waiting: Level,
    /// How many are served at once.
    pub busy: Level,
    /// Requests that it served well.
    pub served: u64,
}

impl Default for Server {
    fn default() -> Self {
        Server {
            truth: Truth::Up,
            entry: None,
            queue: VecDeque::new(),
            serving: Vec::new(),
            unanswered: Vec::new(),
            waiting: Level::default(),
            busy: Level::default(),
            served: 0,
        }
    }
}
