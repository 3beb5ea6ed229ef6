//! What a load-balanced bench has scheduled for itself: the closed list of work.

use super::clock::Moment;
use super::ids::ServerId;
use crate::engine::SimTime;

/// Something to come back for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// A millisecond in which traffic moves is over.
    Traffic,
    /// A server is to be checked.
    Check {
        /// Which.
        server: ServerId,
    },
    /// A check has had no answer for long enough.
    CheckTimedOut {
        /// Of which server.
        server: ServerId,
    },
    /// A server may have been silent for long enough.
    Silent {
        /// Which.
        server: ServerId,
        /// When it passed its last check.
        since: SimTime,
    },
    /// A server that was passed over may be tried again.
    EndPause {
        /// Which.
        server: ServerId,
    },
    /// The time to drain a server is over.
    DrainOver {
        /// Which.
        server: ServerId,
    },
    /// A server has warmed up.
    Warm {
        /// Which.
        server: ServerId,
        /// When it began to.
        since: Moment,
    },
    /// Something outside takes the address of a dead server out of the names.
    Withdraw {
        /// Which.
        server: ServerId,
    },
    /// The hosts hear of each other.
    Heartbeat,
    /// The hosts agree on a new map.
    Converged,
}
