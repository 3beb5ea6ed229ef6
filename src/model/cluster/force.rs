//! What an administrator does to a cluster by hand: forcing quorum, pausing a node, moving the cluster group.

use super::member::Membership;
use super::parts::Parts;
use super::quorum::{Cluster, majority};
use crate::engine::{Canonical, Digest, EntryNumber};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NodeId, NodeSet};
use crate::model::params::Windows;
use crate::model::rule::Rule;

/// How the cluster service of a node is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClusterStart {
    /// As ever: it joins, or forms a cluster with a majority.
    Normal,
    /// `/forcequorum`: these nodes are all that count.
    ForceQuorum(NodeSet),
    /// `/fixquorum` of Windows Server 2003: without the quorum disk, and without the groups.
    FixQuorum,
}

/// Quorum that was forced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forced {
    /// The nodes of which a majority is enough.
    pub nodes: NodeSet,
    /// Groups stay offline until somebody brings them online.
    pub leaves_groups: bool,
    /// The entry that forced it.
    pub because: EntryNumber,
}

impl Forced {
    /// Whether a side may go on.
    pub fn is_held_by(&self, side: NodeSet) -> bool {
        let present = self.nodes.iter().filter(|node| side.contains(*node)).count() as u32;
        present >= majority(self.nodes.len())
    }
}

impl Canonical for ClusterStart {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            ClusterStart::Normal => digest.text("Normal"),
            ClusterStart::ForceQuorum(nodes) => {
                digest.text("ForceQuorum");
                nodes.write_to(digest);
            }
            ClusterStart::FixQuorum => digest.text("FixQuorum"),
        }
    }
}

impl Cluster {
    /// Starts a node's cluster service in this way; it looks for a cluster at once.
    pub(crate) fn start_node(&mut self, node: NodeId, start: ClusterStart, out: &mut Out<'_>) {
        let forced = match start {
            ClusterStart::Normal => None,
            ClusterStart::ForceQuorum(nodes) => {
                let members = nodes.iter().filter(|named| self.member(*named).is_some());
                Some((members.collect::<NodeSet>().with(node), false))
            }
            ClusterStart::FixQuorum => Some((NodeSet::EMPTY.with(node), true)),
        };
        if let Some((nodes, leaves_groups)) = forced {
            let because = out.emit(Rule::ForcedQuorum, Event::QuorumForced { node, nodes });
            out.because(because);
            self.forced = Some(Forced { nodes, leaves_groups, because });
            // Whoever forces it has made sure that no other side runs.
            self.members.iter_mut().for_each(|member| member.left_at = None);
        }
        self.begin_to_seek(node, out);
    }

    /// Forced quorum ends with a majority (Windows Server 2008), or when the cluster service of every node that was
    /// named has stopped and nobody counts on it any more.
    pub(super) fn lift_force(&mut self, out: &mut Out<'_>) {
        let Some(forced) = self.forced else { return };
        let joined = self.joined();
        let has_majority = self.votes_of(joined) >= self.needed();
        let is_over = match self.windows {
            Windows::V2008 if has_majority => true,
            Windows::V2003 | Windows::V2008 => {
                let is_out = |node| self.member(node).is_none_or(|member| member.membership == Membership::Out);
                forced.nodes.iter().all(is_out) && (joined.is_empty() || has_majority)
            }
        };
        if is_over {
            self.forced = None;
            if !joined.is_empty() {
                let causes = out.causes().and(forced.because);
                out.emit_because(Rule::ForcedQuorum, Event::ForcedQuorumEnded { members: joined }, causes);
            }
        }
    }

    /// Gives the cluster group, and with it the quorum, to another member.
    pub(crate) fn move_quorum(&mut self, target: NodeId, parts: &Parts, out: &mut Out<'_>) {
        let moved = out.emit(Rule::ClusterToolMoves, Event::ClusterGroupMoved { to: target });
        out.because(moved);
        self.quorum_owner = Some(target);
        self.watch_lock(parts, out);
    }

    /// Whether a node's groups stay where they are and none comes to it.
    pub fn is_paused(&self, node: NodeId) -> bool {
        self.paused.contains(node)
    }
}
