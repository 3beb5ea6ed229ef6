//! Votes: regroup, arbitration for what breaks a tie, loss of quorum.
//!
//! The witness or the quorum disk votes once: for the side whose node holds its lock or reservation. A
//! witness holds no data, only the lock and the number of the newest configuration it has seen.

use super::force::Forced;
use super::parts::Parts;
use super::quorum_model::{QuorumModel, TieBreaker};
use crate::engine::{Causes, EntryNumber, SimSpan, Ticket};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{ClusterId, NetworkId, NodeId, NodeSet, Part, Process};
use crate::model::params::{REGROUP_MS, Windows};
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
    /// Node that holds the witness lock or the reservation of the quorum disk.
    pub locked_by: Option<NodeId>,
    /// Newest configuration that the witness or the quorum disk has seen.
    pub stamp: u32,
    /// Nodes that were told to go on without a majority.
    pub forced: Option<Forced>,
    /// Nodes that take over no group, though their votes count.
    pub paused: NodeSet,
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
    /// A cluster of these nodes that runs, the first of them owning the quorum and what breaks a tie.
    pub fn running(
        id: ClusterId,
        nodes: &[NodeId],
        model: QuorumModel,
        witness_host: NodeId,
        windows: Windows,
    ) -> Self {
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
            model,
            witness_host,
            members: nodes.iter().map(member).collect(),
            quorum_owner: nodes.first().copied(),
            locked_by: nodes.first().copied().filter(|_| model.tie_breaker(witness_host).is_some()),
            stamp: 1,
            forced: None,
            paused: NodeSet::EMPTY,
            windows,
            tick: None,
            released_by: None,
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
        self.node_votes_of(side) + u32::from(self.locked_by.is_some_and(|holder| side.contains(holder)))
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
            let lost = match self.tie_breaker().and_then(|it| it.obstacle(parts, holder)) {
                Some(obstacle) => Some(obstacle),
                None if self.view_of(holder).is_empty() => self.member(holder).map(|member| member.because),
                None => None,
            };
            if let Some(because) = lost {
                self.locked_by = None;
                let (rule, event) = self.released(holder);
                self.released_by = Some(out.emit_because(rule, event, because));
            }
        }
        if let Some(owner) = self.quorum_owner
            && self.locked_by.is_none()
            && !self.view_of(owner).is_empty()
            && self.reaches_tie_breaker(parts, owner)
        {
            self.lock(owner, out);
        }
        self.lift_force(out);
        self.doubt_lost_majorities(parts, out);
    }

    /// A side that lived on the vote of witness or disk and lost it finds out whether it still has a majority.
    ///
    /// Where a member has fallen silent, its heartbeats tell that first.
    fn doubt_lost_majorities(&mut self, parts: &Parts, out: &mut Out<'_>) {
        for place in 0..self.members.len() {
            let member = &self.members[place];
            let Membership::Joined(view) = member.membership else { continue };
            let is_lost = !self.is_majority(view) && self.hears_all(member.node, parts);
            if member.regroup.is_none() && is_lost {
                let work = Work::Regroup { node: member.node };
                let causes = Causes::one(member.because).and_if(self.released_by);
                let ticket = out.after_because(SimSpan::from_millis(REGROUP_MS), work, causes);
                self.members[place].regroup = Some(ticket);
            }
        }
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

    /// The members agree on who is left; this side keeps quorum, asks for what breaks a tie, or stops.
    pub fn regroup(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let side = self.side_of(node, parts);
        if side == self.view_of(node) && self.is_majority(side) {
            self.end_regroup(side, out);
            return Verdict::Unchanged;
        }
        if let Some(forced) = &self.forced {
            let is_held = forced.is_held_by(side);
            return if is_held { self.keep(side, node, parts, out) } else { self.lose(side, None, out) };
        }
        let votes = self.node_votes_of(side);
        if votes >= self.needed() {
            return self.keep(side, node, parts, out);
        }
        let Some(breaker) = self.tie_breaker().filter(|_| votes + 1 >= self.needed()) else {
            return self.lose(side, None, out);
        };
        // The owner of the quorum asks at once; others give it a head start.
        let is_owner = self.quorum_owner.is_some_and(|owner| side.contains(owner));
        let delay = if is_owner { SimSpan::ZERO } else { self.windows.head_start(breaker) };
        let ticket = out.after(delay, Work::Arbitrate { node });
        if let Some(member) = self.member_mut(node) {
            member.regroup = Some(ticket);
        }
        Verdict::Unchanged
    }

    /// A side that needs the vote of witness or disk asks for it.
    pub fn arbitrate(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let side = self.side_of(node, parts);
        if side == self.view_of(node) && self.is_majority(side) {
            self.end_regroup(side, out);
            return Verdict::Unchanged;
        }
        let Some(breaker) = self.tie_breaker() else { return self.lose(side, None, out) };
        let obstacle = breaker.obstacle(parts, node);
        let other = self.locked_by.filter(|holder| !side.contains(*holder));
        if obstacle.is_none() && other.is_none() {
            if self.locked_by.is_none() {
                let locked = self.lock(node, out);
                let causes = out.causes().and(locked);
                out.because(causes);
            }
            return self.keep(side, node, parts, out);
        }
        let is_reachable = obstacle.is_none();
        let (rule, event) = match breaker {
            TieBreaker::Share(_) => {
                (Rule::WitnessBreaksTies, Event::WitnessRefused { node, is_reachable, locked_by: other })
            }
            TieBreaker::Disk => {
                (Rule::QuorumDiskDefended, Event::QuorumDiskRefused { node, is_reachable, reserved_by: other })
            }
        };
        let causes = out.causes().and_if(obstacle);
        let refused = out.emit_because(rule, event, causes);
        out.because(refused);
        self.lose(side, Some(node), out)
    }

    /// Counts one more change of the configuration on these nodes and, if it is locked, on the witness.
    pub fn note_configuration(&mut self, side: NodeSet, parts: &Parts) {
        let known = side.iter().filter_map(|node| self.member(node)).map(|member| member.epoch).max().unwrap_or(0);
        let holder = self.locked_by.filter(|it| side.contains(*it) && self.reaches_tie_breaker(parts, *it));
        // The quorum disk has the configuration itself; a share has only its number.
        let has_disk = holder.is_some() && self.tie_breaker() == Some(TieBreaker::Disk);
        let newest = if has_disk { known.max(self.stamp) } else { known } + 1;
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            member.epoch = newest;
        }
        if holder.is_some() {
            self.stamp = newest;
        }
    }

    /// Whether a node hears every node that it believes to be a member.
    pub fn hears_all(&self, node: NodeId, parts: &Parts) -> bool {
        self.side_of(node, parts) == self.view_of(node)
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
        let votes = self.votes_of(side);
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
        self.tell_those_left_out(side, because, parts, out);
        Verdict::Kept(side, kept)
    }

    /// A member that is left out though it hears one of those who go on finds out who is left for it.
    fn tell_those_left_out(&mut self, side: NodeSet, because: EntryNumber, parts: &Parts, out: &mut Out<'_>) {
        for member in self.members.iter_mut().filter(|member| !side.contains(member.node)) {
            let Membership::Joined(view) = member.membership else { continue };
            let is_told = side.iter().any(|other| view.contains(other) && hears(parts, member.node, other));
            if is_told && member.regroup.is_none() {
                let work = Work::Regroup { node: member.node };
                member.regroup = Some(out.after_because(SimSpan::from_millis(REGROUP_MS), work, because));
            }
        }
    }

    fn lose(&mut self, side: NodeSet, asked: Option<NodeId>, out: &mut Out<'_>) -> Verdict {
        let (of, needed) = (self.of(), self.needed());
        let has_witness = asked.is_none() && self.locked_by.is_some_and(|holder| side.contains(holder));
        let missing = self.missing(side, has_witness);
        let votes = self.node_votes_of(side) + u32::from(has_witness);
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
        let nodes = nodes.filter(|_| self.model.node_votes() > 0);
        nodes.chain(self.tie_breaker().filter(|_| !has_witness).map(TieBreaker::part)).collect()
    }

    pub(super) fn lock(&mut self, node: NodeId, out: &mut Out<'_>) -> EntryNumber {
        self.locked_by = Some(node);
        let known = self.member(node).map_or(0, |member| member.epoch);
        self.stamp = self.stamp.max(known);
        match self.tie_breaker() {
            Some(TieBreaker::Disk) => out.emit(Rule::QuorumDiskDefended, Event::QuorumDiskReserved { node }),
            Some(TieBreaker::Share(_)) | None => out.emit(Rule::WitnessBreaksTies, Event::WitnessLocked { node }),
        }
    }

    /// What is said when lock or reservation go away with their holder or with what is locked.
    fn released(&self, node: NodeId) -> (Rule, Event) {
        match self.tie_breaker() {
            Some(TieBreaker::Disk) => (Rule::QuorumDiskDefended, Event::QuorumDiskReleased { node }),
            Some(TieBreaker::Share(_)) | None => (Rule::WitnessBreaksTies, Event::WitnessReleased { node }),
        }
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
