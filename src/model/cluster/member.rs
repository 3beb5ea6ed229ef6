//! One node's part in its cluster.

use crate::engine::{EntryNumber, Ticket};
use crate::model::ids::{NodeId, NodeSet};

/// What a node is to the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Membership {
    /// A member; it believes these nodes to be members too.
    Joined(NodeSet),
    /// Its cluster service stopped for lack of quorum, or has not found a cluster yet; it tries again.
    Seeking,
    /// Its cluster service does not run.
    Out,
}

/// One node's part in the cluster.
#[derive(Clone, Debug)]
pub struct Member {
    /// The node.
    pub node: NodeId,
    /// What it is to the cluster.
    pub membership: Membership,
    /// The entry that made it so.
    pub because: EntryNumber,
    /// Number of the newest configuration it knows.
    pub epoch: u32,
    /// Whether its last attempt to form a cluster was refused and said so.
    pub(super) has_been_refused: bool,
    /// Heartbeats missed in a row, by place of the peer and network.
    pub(super) misses: Vec<[u32; 2]>,
    pub(super) regroup: Option<Ticket>,
    pub(super) retry: Option<Ticket>,
}

impl Member {
    /// Whether this member believes the node to be one too.
    pub(super) fn includes(&self, node: NodeId) -> bool {
        matches!(self.membership, Membership::Joined(view) if view.contains(node))
    }
}
