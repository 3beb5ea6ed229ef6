//! The cluster: its members, its votes, and what makes a majority of them.

use super::force::Forced;
use super::lock::{Freed, Lock};
use super::member::{Member, Membership};
use super::parts::Parts;
use super::quorum_model::{QuorumModel, TieBreaker};
use crate::engine::{Causes, EntryNumber, Ticket};
use crate::model::ids::{ClusterId, NetworkId, NodeId, NodeSet, Process};
use crate::model::params::Windows;

/// Votes that are needed of `votes`.
pub const fn majority(votes: u32) -> u32 {
    votes / 2 + 1
}

/// The cluster: its members, and who holds what breaks a tie.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Which cluster it is.
    pub id: ClusterId,
    /// Who has votes.
    pub model: QuorumModel,
    /// The server that has the witness share, if there is one.
    pub witness_host: NodeId,
    /// The members, in the order of the nodes.
    pub members: Vec<Member>,
    /// Node that owns the quorum.
    pub quorum_owner: Option<NodeId>,
    /// Newest configuration that the witness or the quorum disk has seen.
    pub stamp: u32,
    /// Nodes that were told to go on without a majority.
    pub forced: Option<Forced>,
    /// Nodes that take over no group, though their votes count.
    pub paused: NodeSet,
    pub(super) windows: Windows,
    pub(super) tick: Option<Ticket>,
    pub(super) lock: Option<Lock>,
    pub(super) freed: Option<Freed>,
}

/// What a change of the membership means for what runs on the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing.
    Unchanged,
    /// These nodes go on as the cluster.
    Kept(NodeSet, EntryNumber),
    /// These nodes had to stop.
    Stopped(NodeSet, EntryNumber),
    /// These nodes formed the cluster anew.
    Formed(NodeSet, EntryNumber),
    /// This node joined a running cluster.
    Joined(NodeId, EntryNumber),
}

impl Cluster {
    /// A cluster of these nodes that runs, the first of them owning the quorum and what breaks a tie.
    pub fn running(
        id: ClusterId,
        nodes: &[NodeId],
        model: QuorumModel,
        witness_host: NodeId,
        windows: Windows,
    ) -> Self {
        let all: NodeSet = nodes.iter().copied().collect();
        let first = nodes.first().copied();
        Cluster {
            id,
            model,
            witness_host,
            members: nodes.iter().map(|node| Member::joined(*node, all)).collect(),
            quorum_owner: first,
            stamp: 1,
            forced: None,
            paused: NodeSet::EMPTY,
            windows,
            tick: None,
            lock: first.filter(|_| model.tie_breaker(witness_host).is_some()).map(Lock::held_by),
            freed: None,
        }
    }

    /// All votes: the nodes, and what breaks a tie.
    pub fn of(&self) -> u32 {
        self.members.len() as u32 * self.model.node_votes() + u32::from(self.tie_breaker().is_some())
    }

    /// What has a vote beside the nodes.
    pub fn tie_breaker(&self) -> Option<TieBreaker> {
        self.model.tie_breaker(self.witness_host)
    }

    /// Whether a node reaches what has a vote beside the nodes.
    pub fn reaches_tie_breaker(&self, parts: &Parts, node: NodeId) -> bool {
        self.tie_breaker().is_some_and(|it| it.obstacle(parts, node).is_none())
    }

    /// Votes of these nodes, with what breaks a tie if one of them holds it.
    pub fn votes_of(&self, side: NodeSet) -> u32 {
        self.node_votes_of(side) + u32::from(self.has_lock(side))
    }

    /// Votes of these nodes alone.
    pub(super) fn node_votes_of(&self, side: NodeSet) -> u32 {
        side.len() * self.model.node_votes()
    }

    /// Votes that make a majority.
    pub fn needed(&self) -> u32 {
        majority(self.of())
    }

    /// What a node is to the cluster.
    pub fn member(&self, node: NodeId) -> Option<&Member> {
        self.members.iter().find(|member| member.node == node)
    }

    /// The nodes that this node believes to be members, itself among them; none if it is no member.
    pub fn view_of(&self, node: NodeId) -> NodeSet {
        match self.member(node).map(|member| member.membership) {
            Some(Membership::Joined(view)) => view,
            _ => NodeSet::EMPTY,
        }
    }

    /// The nodes that are members now.
    pub fn joined(&self) -> NodeSet {
        self.members
            .iter()
            .filter(|member| matches!(member.membership, Membership::Joined(_)))
            .map(|member| member.node)
            .collect()
    }

    /// Whether some side of the cluster runs with a majority.
    pub fn has_quorum(&self) -> bool {
        !self.joined().is_empty()
    }

    /// Whether a node is finding out who is left, or asks for what breaks a tie.
    pub fn is_regrouping(&self, node: NodeId) -> bool {
        self.member(node).is_some_and(|member| member.regroup.is_some())
    }

    /// Votes that count now, the witness or the disk among them if a member holds it.
    pub fn votes(&self) -> u32 {
        self.votes_of(self.joined())
    }

    /// Whether these nodes, with the witness or the disk if one of them holds it, are a majority.
    ///
    /// While quorum is forced, only the nodes count that were named then.
    pub fn is_majority(&self, side: NodeSet) -> bool {
        match &self.forced {
            Some(forced) => forced.is_held_by(side),
            None => self.votes_of(side) >= self.needed(),
        }
    }

    /// The causes of a silence: why the node sends nothing, or what stands in the way on each network.
    pub(super) fn causes_of_silence(&self, parts: &Parts, from: NodeId, to: NodeId) -> Causes {
        if !parts.runs(from, Process::Cluster) {
            return Causes::one(parts.why_not_running(from, Process::Cluster));
        }
        let wires = NetworkId::ALL.iter().filter_map(|network| parts.obstacle(from, to, *network));
        let causes = wires.fold(Causes::NONE, Causes::and);
        let silent = self.member(from).filter(|member| causes.as_slice().is_empty() && !member.includes(to));
        causes.and_if(silent.map(|member| member.because))
    }

    pub(super) fn member_mut(&mut self, node: NodeId) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.node == node)
    }
}
