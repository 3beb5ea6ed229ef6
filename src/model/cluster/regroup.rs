//! Regroup: who is left, who goes on, who has to stop.

use super::member::Membership;
use super::parts::Parts;
use super::quorum::{Cluster, Verdict};
use super::quorum_model::TieBreaker;
use crate::engine::{Causes, EntryNumber, SimSpan};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NetworkId, NodeId, NodeSet, Part, Process};
use crate::model::params::REGROUP_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

impl Cluster {
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
}

/// Whether two nodes reach each other on any network.
pub(super) fn hears(parts: &Parts, a: NodeId, b: NodeId) -> bool {
    NetworkId::ALL.iter().any(|network| parts.obstacle(a, b, *network).is_none())
}
