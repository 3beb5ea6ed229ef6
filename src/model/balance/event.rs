//! What happened on a load-balanced bench: the closed list of events, in the past tense.

use super::ids::{ClientId, RequestNumber, ServerId};
use super::input::{Fault, Input};
use super::request::Reason;
use crate::engine::SimSpan;
use crate::model::closed_list::events;

events! {
    /// The run began.
    BenchStarted {}
    /// A person did something.
    CommandGiven { input: Input }

    /// A server broke.
    ServerFailed { server: ServerId, fault: Fault }
    /// A server works as it should again.
    ServerReturned { server: ServerId }
    /// The balancer broke.
    BalancerFailed {}
    /// The balancer works again.
    BalancerReturned {}
    /// Requests come at another rate.
    RateSet { rate: u32 }

    /// A request arrived.
    RequestArrived { request: RequestNumber, client: ClientId }
    /// A request was sent to a server.
    AttemptSent { request: RequestNumber, server: ServerId, attempt: u32 }
    /// An attempt to have a request served failed.
    AttemptFailed { request: RequestNumber, server: ServerId, reason: Reason }
    /// A request was answered well.
    RequestServed { request: RequestNumber, server: ServerId, response: SimSpan }
    /// A request was given up.
    RequestFailed { request: RequestNumber, reason: Reason }
}
