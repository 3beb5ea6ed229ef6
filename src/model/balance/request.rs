//! A request, and its attempts: one request may need several, and each attempt belongs to one request.

use super::clock::{Moment, Nanos};
use super::ids::{ClientId, RequestNumber, ServerId};
use super::slab::Key;
use crate::engine::EntryNumber;
use crate::model::closed_list::choice;

/// A request that has not got its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub number: RequestNumber,
    /// Who sent it.
    pub client: ClientId,
    /// When it arrived.
    pub arrived: Moment,
    /// How long it takes on a server that works at its normal pace.
    pub size: Nanos,
    /// Attempts so far.
    pub attempts: u32,
    /// The attempt that its sender waits for.
    pub live: Option<Key>,
    /// Where the last attempt went.
    pub last: Option<ServerId>,
    /// Where its sender has tried in this round, where senders have alternates.
    pub tried: Vec<ServerId>,
    /// How long the last pause before a retry was.
    pub pause: Nanos,
    /// The newest entry about it, where the journal tells of requests.
    pub entry: Option<EntryNumber>,
}

/// One try to have a request served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Whose it is.
    pub request: Key,
    /// Where it went.
    pub server: ServerId,
    /// When it was sent.
    pub sent: Moment,
    /// What is left to do, at the normal pace of a server.
    pub left: Nanos,
    /// When it will be done, as things are.
    pub due: Moment,
    /// Where it is.
    pub place: Place,
    /// Whether somebody waits for the answer.
    pub is_wanted: bool,
    /// Whether it ends well once it is served.
    pub is_good: bool,
}

/// Where an attempt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On its way to somebody who says nothing.
    Unanswered,
    /// In the queue of its server.
    Queued,
    /// Being served.
    Serving,
}

choice! {
    /// Why an attempt or a request failed.
    Reason {
        /// Nobody listens there.
        Refused = "refused",
        /// The queue has no place left.
        QueueFull = "queue-full",
        /// No answer came in time.
        TimedOut = "timed-out",
        /// The connection broke.
        Reset = "reset",
        /// The answer was an error.
        Error = "error",
        /// No server may be chosen.
        NoServer = "no-server",
        /// The balancer is down.
        BalancerDown = "balancer-down",
    }
}
