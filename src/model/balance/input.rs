//! What people do on a load-balanced bench: the closed list of inputs.

use super::ids::ServerId;
use crate::engine::{Canonical, Digest};
use crate::model::closed_list::choice;

choice! {
    /// What can be done to a server.
    Fault {
        /// It loses its power at once and says nothing any more.
        PowerCut = "PowerCut",
        /// Its service dies at once; connections break, new ones are refused.
        Crash = "Crash",
        /// Its service stands still and keeps its connections.
        Hang = "Hang",
        /// It works in five times the time.
        Slow = "Slow",
        /// It answers with an error in a millisecond.
        FailFast = "FailFast",
    }
}

/// Something a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A server breaks.
    StopServer {
        /// Which.
        server: ServerId,
        /// How.
        fault: Fault,
    },
    /// A server works as it should again.
    StartServer {
        /// Which.
        server: ServerId,
    },
    /// The balancer breaks.
    StopBalancer,
    /// The balancer works again.
    StartBalancer,
    /// Everything works again.
    StartAll,
    /// One more server is put to use.
    AddServer,
    /// A server is taken out of use: it finishes what it has, for some time.
    DrainServer {
        /// Which.
        server: ServerId,
    },
    /// Requests come at another rate.
    SetRate {
        /// Requests a second.
        rate: u32,
    },
}

impl Canonical for Input {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            Input::StopServer { server, fault } => {
                digest.text("StopServer");
                server.write_to(digest);
                fault.write_to(digest);
            }
            Input::StartServer { server } => {
                digest.text("StartServer");
                server.write_to(digest);
            }
            Input::StopBalancer => digest.text("StopBalancer"),
            Input::StartBalancer => digest.text("StartBalancer"),
            Input::StartAll => digest.text("StartAll"),
            Input::AddServer => digest.text("AddServer"),
            Input::DrainServer { server } => {
                digest.text("DrainServer");
                server.write_to(digest);
            }
            Input::SetRate { rate } => {
                digest.text("SetRate");
                rate.write_to(digest);
            }
        }
    }
}
