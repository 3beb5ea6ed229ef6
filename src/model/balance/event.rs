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

    /// A server is new.
    ServerAdded { server: ServerId }
    /// A server gets nothing new from now on.
    ServerDraining { server: ServerId, limit: SimSpan }
    /// A server was taken out, and what it still had was cut off.
    ServerRemoved { server: ServerId, cut: u32 }
    /// A server gets few requests at first.
    ServerWarming { server: ServerId, over: SimSpan }
    /// A server gets its full share.
    ServerWarm { server: ServerId }

    /// A server failed a check.
    CheckFailed { server: ServerId, failed: u32, of: u32 }
    /// A server that counts as down passed a check.
    CheckPassed { server: ServerId, passed: u32, of: u32 }
    /// A server counts as down.
    ServerMarkedDown { server: ServerId }
    /// A server counts as up.
    ServerMarkedUp { server: ServerId }
    /// No server counts as up, so all are used.
    FailOpenBegan {}
    /// Some server counts as up again.
    FailOpenEnded {}

    /// A host has missed too many heartbeats.
    HostSilent { server: ServerId, missed: u32 }
    /// The hosts began to agree on who they are.
    ConvergenceBegan {}
    /// The hosts agreed on who they are.
    Converged { hosts: u32 }
    /// The address of a server was taken out of the names.
    RecordWithdrawn { server: ServerId }
    /// The address of a server is among the names again.
    RecordReturned { server: ServerId }

    /// A resolver asked for the address.
    NameLookedUp { resolver: u32, server: ServerId }
    /// A session belongs to a server from now on.
    SessionBound { client: ClientId, server: ServerId }
    /// A session goes to another server, and what the old one knew of it is lost.
    SessionLost { client: ClientId, from: ServerId, to: ServerId }
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
