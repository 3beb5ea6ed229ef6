//! Failover clusters: servers and what is on them, networks, heartbeats, votes, the witness.
//!
//! Knows nothing of Exchange; `model::exchange` builds on this module, never the reverse. What a
//! change of the membership means for a resource group is returned as a verdict, not done here.

mod force;
mod formation;
mod heartbeat;
mod lock;
mod member;
pub(crate) mod parts;
mod quorum;
mod quorum_model;
mod regroup;
mod states;

pub use force::{ClusterStart, Forced};
pub use heartbeat::HeartbeatView;
pub use member::{Member, Membership};
pub use parts::{Parts, Server, ServerRole};
pub use quorum::{Cluster, Verdict, majority};
pub use quorum_model::{QuorumModel, TieBreaker};
pub use states::{Condition, NodeState, ProcessState, Stamped};
