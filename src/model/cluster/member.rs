//! One node's part in its cluster.

use crate::engine::{EntryNumber, SimTime, Ticket};
use crate::model::bench::Out;
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

/// What a member has heard of another node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hearing {
    /// Heartbeats missed in a row, by network.
    pub(super) misses: [u32; 2],
    /// Since when it counts as silent, if it does.
    pub(super) silent_since: Option<SimTime>,
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
    /// When it was a member last, if it is none now.
    pub(super) left_at: Option<SimTime>,
    /// What it has heard of the others, by their place.
    pub(super) hearing: Vec<Hearing>,
    pub(super) regroup: Option<Ticket>,
    pub(super) retry: Option<Ticket>,
}

impl Member {
    /// A member from the start, in a cluster of these nodes.
    pub(super) fn joined(node: NodeId, all: NodeSet) -> Self {
        Member {
            node,
            membership: Membership::Joined(all),
            because: EntryNumber(0),
            epoch: 1,
            has_been_refused: false,
            left_at: None,
            hearing: vec![Hearing::default(); all.len() as usize],
            regroup: None,
            retry: None,
        }
    }

    /// Whether this member believes the node to be one too.
    pub(super) fn includes(&self, node: NodeId) -> bool {
        matches!(self.membership, Membership::Joined(view) if view.contains(node))
    }

    /// It is a member of a cluster of these nodes, and has missed nothing of them yet.
    pub(super) fn join(&mut self, side: NodeSet, because: EntryNumber, out: &mut Out<'_>) {
        self.end_what_is_under_way(out);
        self.membership = Membership::Joined(side);
        self.because = because;
        self.has_been_refused = false;
        self.hearing.fill(Hearing::default());
    }

    /// It is a member no more.
    pub(super) fn leave(&mut self, membership: Membership, because: EntryNumber, out: &mut Out<'_>) {
        self.end_what_is_under_way(out);
        if matches!(self.membership, Membership::Joined(_)) {
            self.left_at = Some(out.now());
        }
        self.membership = membership;
        self.because = because;
        self.has_been_refused = false;
    }

    fn end_what_is_under_way(&mut self, out: &mut Out<'_>) {
        for ticket in [self.regroup.take(), self.retry.take()].into_iter().flatten() {
            out.cancel(ticket);
        }
    }
}
