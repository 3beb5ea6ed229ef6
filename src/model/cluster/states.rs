//! How parts are: servers, processes, and what volumes, connections, networks and shares have in common.

use crate::engine::{EntryNumber, SimTime};
use crate::model::ids::How;

/// A state with its age and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamped<T> {
    /// The state.
    pub state: T,
    /// Since when.
    pub since: SimTime,
    /// The journal entry that made it so.
    pub because: EntryNumber,
}

impl<T> Stamped<T> {
    /// A state from the start of the run.
    pub const fn from_start(state: T) -> Self {
        Stamped { state, since: SimTime::ZERO, because: EntryNumber(0) }
    }

    /// Puts another state in its place.
    pub fn set(&mut self, state: T, now: SimTime, because: EntryNumber) {
        *self = Stamped { state, since: now, because };
    }
}

/// How a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// Its operating system runs.
    Up,
    /// It is starting.
    Starting,
    /// Its services are being stopped in good order.
    ShuttingDown,
    /// It is off, or its operating system has ended.
    Down(How),
    /// It stands still: nothing on it answers, and nothing on it has ended.
    Hung,
}

/// How a process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessState {
    /// It runs.
    Running,
    /// It is being started.
    Starting,
    /// It does not run and is not meant to: its server is down, or it has nothing to do there.
    Offline,
    /// It was broken or stopped by a person, in this way.
    Down(How),
}

/// How a volume, a connection, a network or a share is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It works.
    Well,
    /// It is gone.
    Failed,
    /// It has no space left; it can still be read.
    Full,
    /// It carries everything and damages whole files on the way.
    Damaging,
    /// It does all of its work, in many times the time.
    Slow,
}

impl Condition {
    /// The condition of what was broken in this way.
    pub const fn after(how: How) -> Condition {
        match how {
            How::PowerCut | How::Crash | How::Hang | How::Shutdown | How::Fail => Condition::Failed,
            How::Full => Condition::Full,
            How::Corrupt => Condition::Damaging,
            How::Slow => Condition::Slow,
        }
    }

    /// The fault that this condition comes of, if it is one.
    pub const fn fault(self) -> Option<How> {
        match self {
            Condition::Well => None,
            Condition::Failed => Some(How::Fail),
            Condition::Full => Some(How::Full),
            Condition::Damaging => Some(How::Corrupt),
            Condition::Slow => Some(How::Slow),
        }
    }

    /// Whether a disk in this condition does its work.
    pub const fn works(self) -> bool {
        matches!(self, Condition::Well | Condition::Slow)
    }

    /// Whether a wire in this condition carries anything.
    pub(super) const fn carries(self) -> bool {
        matches!(self, Condition::Well | Condition::Damaging | Condition::Slow)
    }
}
