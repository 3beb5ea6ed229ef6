//! Votes: regroup, arbitration for the witness, loss of quorum.
//!
//! Each node has one vote and the witness one. The witness votes once: for the side whose node holds
//! its lock. It holds no data, only the lock and the number of the newest configuration it has seen.

use super::parts::Parts;
use crate::engine::{Causes, EntryNumber, SimSpan, Ticket};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{ClusterId, NetworkId, NodeId, NodeSet, Part, Process};
use crate::model::params::{REGROUP_MS, WITNESS_DELAY_MS, Windows};
use crate::model::rule::Rule;
use crate::model::work::Work;

/// Votes that are needed of `votes`.
pub const fn majority(votes: u32) -> u32 {
    votes / 2 + 1
}

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

/// The cluster: its members and the witness lock.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Which cluster it is.
    pub id: ClusterId,
    /// The server that has the witness share.
    pub witness_host: NodeId,
    /// The members, in the order of the nodes.
    pub members: Vec<Member>,
    /// Node that owns the quorum.
    pub quorum_owner: Option<NodeId>,
    /// Node that holds the witness lock.
    pub locked_by: Option<NodeId>,
    /// Newest configuration that the witness has seen.
    pub stamp: u32,
    pub(super) windows: Windows,
    pub(super) tick: Option<Ticket>,
    /// The entry that last took the lock away.
    released_by: Option<EntryNumber>,
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
    /// A cluster of these nodes that runs, the first of them owning the quorum and the witness lock.
    pub fn running(id: ClusterId, nodes: &[NodeId], witness_host: NodeId, windows: Windows) -> Self {
        let all: NodeSet = nodes.iter().copied().collect();
        let member = |node: &NodeId| Member {
            node: *node,
            membership: Membership::Joined(all),
            because: EntryNumber(0),
            epoch: 1,
            has_been_refused: false,
            misses: vec![[0; 2]; nodes.len()],
            regroup: None,
            retry: None,
        };
        Cluster {
            id,
            witness_host,
            members: nodes.iter().map(member).collect(),
            quorum_owner: nodes.first().copied(),
            locked_by: nodes.first().copied(),
            stamp: 1,
            windows,
            tick: None,
            released_by: None,
        }
    }

    /// All votes: the nodes and the witness.
    pub fn of(&self) -> u32 {
        self.members.len() as u32 + 1
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

    /// Whether a node is finding out who is left, or asks for the witness.
    pub fn is_regrouping(&self, node: NodeId) -> bool {
        self.member(node).is_some_and(|member| member.regroup.is_some())
    }

    /// Votes that count now, the witness among them if a member holds its lock.
    pub fn votes(&self) -> u32 {
        let joined = self.joined();
        let witness = self.locked_by.is_some_and(|node| joined.contains(node));
        joined.len() + u32::from(witness)
    }

    /// Takes nodes out whose cluster service is gone, and locks out whose holder is.
    pub fn drop_the_dead(&mut self, parts: &Parts, out: &mut Out<'_>) {
        for member in &mut self.members {
            if member.membership != Membership::Out && !parts.runs(member.node, Process::Cluster) {
                member.membership = Membership::Out;
                member.because = parts.why_not_running(member.node, Process::Cluster);
                for ticket in [member.regroup.take(), member.retry.take()].into_iter().flatten() {
                    out.cancel(ticket);
                }
            }
        }
        if let Some(holder) = self.locked_by {
            let lost = match parts.witness_obstacle(holder, self.witness_host) {
                Some(obstacle) => Some(obstacle),
                None if self.view_of(holder).is_empty() => self.member(holder).map(|member| member.because),
                None => None,
            };
            if let Some(because) = lost {
                self.locked_by = None;
                let event = Event::WitnessReleased { node: holder };
                self.released_by = Some(out.emit_because(Rule::WitnessBreaksTies, event, because));
            }
        }
        if let Some(owner) = self.quorum_owner
            && self.locked_by.is_none()
            && !self.view_of(owner).is_empty()
            && parts.witness_obstacle(owner, self.witness_host).is_none()
        {
            self.lock(owner, out);
        }
        self.doubt_lost_majorities(out);
    }

    /// A side that lived on the witness's vote and lost it finds out whether it still has a majority.
    fn doubt_lost_majorities(&mut self, out: &mut Out<'_>) {
        for place in 0..self.members.len() {
            let member = &self.members[place];
            let Membership::Joined(view) = member.membership else { continue };
            if member.regroup.is_none() && !self.is_majority(view) {
                let work = Work::Regroup { node: member.node };
                let causes = Causes::one(member.because).and_if(self.released_by);
                let ticket = out.after_because(SimSpan::from_millis(REGROUP_MS), work, causes);
                self.members[place].regroup = Some(ticket);
            }
        }
    }

    /// Whether these nodes, with the witness if one of them holds its lock, are a majority.
    fn is_majority(&self, side: NodeSet) -> bool {
        let witness = self.locked_by.is_some_and(|holder| side.contains(holder));
        side.len() + u32::from(witness) >= self.needed()
    }

    /// The members agree on who is left; this side keeps quorum, asks for the witness, or stops.
    pub fn regroup(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let side = self.side_of(node, parts);
        if side == self.view_of(node) && self.is_majority(side) {
            self.end_regroup(side, out);
            return Verdict::Unchanged;
        }
        if side.len() >= self.needed() {
            return self.keep(side, node, parts, out);
        }
        if side.len() + 1 < self.needed() {
            return self.lose(side, None, out);
        }
        // The owner of the quorum asks at once; others give it a head start.
        let is_owner = self.quorum_owner.is_some_and(|owner| side.contains(owner));
        let delay = SimSpan::from_millis(if is_owner { 0 } else { WITNESS_DELAY_MS });
        let ticket = out.after(delay, Work::Arbitrate { node });
        if let Some(member) = self.member_mut(node) {
            member.regroup = Some(ticket);
        }
        Verdict::Unchanged
    }

    /// A side that needs the witness's vote asks for its lock.
    pub fn arbitrate(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let side = self.side_of(node, parts);
        if side == self.view_of(node) && self.is_majority(side) {
            self.end_regroup(side, out);
            return Verdict::Unchanged;
        }
        let obstacle = parts.witness_obstacle(node, self.witness_host);
        let other = self.locked_by.filter(|holder| !side.contains(*holder));
        if obstacle.is_none() && other.is_none() {
            if self.locked_by.is_none() {
                let locked = self.lock(node, out);
                let causes = out.causes().and(locked);
                out.because(causes);
            }
            return self.keep(side, node, parts, out);
        }
        let event = Event::WitnessRefused { node, is_reachable: obstacle.is_none(), locked_by: other };
        let causes = out.causes().and_if(obstacle);
        let refused = out.emit_because(Rule::WitnessBreaksTies, event, causes);
        out.because(refused);
        self.lose(side, Some(node), out)
    }

    /// Counts one more change of the configuration on these nodes and, if it is locked, on the witness.
    pub fn note_configuration(&mut self, side: NodeSet, parts: &Parts) {
        let newest = side.iter().filter_map(|node| self.member(node)).map(|member| member.epoch).max().unwrap_or(0) + 1;
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            member.epoch = newest;
        }
        let host = self.witness_host;
        if self.locked_by.is_some_and(|it| side.contains(it) && parts.witness_obstacle(it, host).is_none()) {
            self.stamp = newest;
        }
    }

    /// The nodes whose heartbeats this node hears and that hear it, itself among them.
    ///
    /// A node that has left this one out of its cluster is on another side, whatever the wires say.
    fn side_of(&self, node: NodeId, parts: &Parts) -> NodeSet {
        let view = self.view_of(node);
        view.iter()
            .filter(|other| *other == node || (self.view_of(*other).contains(node) && hears(parts, node, *other)))
            .collect()
    }

    fn keep(&mut self, side: NodeSet, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let with_witness = self.locked_by.is_some_and(|holder| side.contains(holder));
        let (of, needed) = (self.of(), self.needed());
        let votes = side.len() + u32::from(with_witness);
        let event = Event::QuorumKept { members: side, votes, of, needed, with_witness };
        let kept = out.emit(Rule::Majority, event);
        if self.quorum_owner.is_none_or(|owner| !side.contains(owner)) {
            self.quorum_owner = Some(node);
        }
        let is_new = side != self.view_of(node);
        let because = match is_new {
            true => out.emit_because(Rule::Regroup, Event::MembershipChanged { members: side }, kept),
            false => kept,
        };
        self.settle_on(side, because, parts, out);
        Verdict::Kept(side, kept)
    }

    fn lose(&mut self, side: NodeSet, asked: Option<NodeId>, out: &mut Out<'_>) -> Verdict {
        let (of, needed) = (self.of(), self.needed());
        let has_witness = asked.is_none() && self.locked_by.is_some_and(|holder| side.contains(holder));
        let missing = self.missing(side, has_witness);
        let votes = side.len() + u32::from(has_witness);
        let event = Event::QuorumLost { members: side, votes, of, needed, missing };
        let lost = out.emit(Rule::Majority, event);
        self.end_regroup(side, out);
        out.because(lost);
        if self.locked_by.is_some_and(|holder| side.contains(holder)) {
            self.locked_by = None;
        }
        for node in side.iter() {
            let stopped = out.emit(Rule::NoQuorumNoService, Event::ClusterServiceStopped { node });
            if let Some(member) = self.member_mut(node) {
                member.membership = Membership::Seeking;
                member.because = stopped;
            }
            self.seek(node, true, out);
            if let Some(member) = self.member_mut(node) {
                member.has_been_refused = false;
            }
        }
        if self.quorum_owner.is_some_and(|owner| side.contains(owner)) {
            self.quorum_owner = None;
        }
        Verdict::Stopped(side, lost)
    }

    pub(super) fn missing(&self, side: NodeSet, has_witness: bool) -> Vec<Part> {
        let nodes = self.members.iter().map(|member| member.node).filter(|node| !side.contains(*node)).map(Part::Node);
        nodes.chain((!has_witness).then_some(Part::Witness(self.witness_host))).collect()
    }

    pub(super) fn lock(&mut self, node: NodeId, out: &mut Out<'_>) -> EntryNumber {
        self.locked_by = Some(node);
        let known = self.member(node).map_or(0, |member| member.epoch);
        self.stamp = self.stamp.max(known);
        out.emit(Rule::WitnessBreaksTies, Event::WitnessLocked { node })
    }

    pub(super) fn settle_on(&mut self, side: NodeSet, because: EntryNumber, parts: &Parts, out: &mut Out<'_>) {
        let places = self.members.len();
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            member.membership = Membership::Joined(side);
            member.because = because;
            member.has_been_refused = false;
            member.misses = vec![[0; 2]; places];
            // What was doubted before is settled now: the next silence is counted from here.
            for ticket in [member.regroup.take(), member.retry.take()].into_iter().flatten() {
                out.cancel(ticket);
            }
        }
        self.note_configuration(side, parts);
    }

    fn end_regroup(&mut self, side: NodeSet, out: &mut Out<'_>) {
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            if let Some(ticket) = member.regroup.take() {
                out.cancel(ticket);
            }
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

/// Whether two nodes reach each other on any network.
pub(super) fn hears(parts: &Parts, a: NodeId, b: NodeId) -> bool {
    NetworkId::ALL.iter().any(|network| parts.obstacle(a, b, *network).is_none())
}
