//! What a run has come to, in whole numbers: ledgers that must balance, response times, integrals over time.

use super::histogram::Histogram;
use super::load::Level;

/// The ledger of requests, and that of attempts. They are kept apart: a request whose sender has gone may still have
/// an attempt in service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Requests that arrived.
    pub arrived: u64,
    /// Requests that were answered well.
    pub served: u64,
    /// Requests that were given up.
    pub failed: u64,
    /// Requests without an answer so far.
    pub open: Level,
    /// Of these, requests that are being served.
    pub in_service: u64,
    /// Response times of the served ones, from arrival to answer.
    pub response: Histogram,
    /// Sessions that had to go to another server, which knows nothing of them.
    pub sessions_lost: u64,
    /// How long the failed ones took together [ns].
    pub failed_after: u128,
    /// Attempts.
    pub attempts: Attempts,
}

/// The ledger of attempts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Sent.
    pub started: u64,
    /// Of these, second and later ones of their request.
    pub retries: u64,
    /// Served, well or badly.
    pub completed: u64,
    /// Of these, those for whom nobody waited any more: work for nobody.
    pub for_nobody: u64,
    /// Turned away by their server.
    pub rejected: u64,
    /// Lost with their server, or on the way to one that says nothing.
    pub lost: u64,
    /// Given up in the queue, because nobody waited any more.
    pub dropped: u64,
    /// Sent to a server that could not have served them.
    pub to_dead: u64,
    /// Served well by a server that was believed down.
    pub by_believed_down: u64,
}

impl Statistics {
    /// Requests that are neither served nor failed nor in service.
    pub fn waiting(&self) -> u64 {
        self.open.value().saturating_sub(self.in_service)
    }
}
