//! Regroup: who is left, who goes on, who has to stop.

use super::member::Membership;
use super::parts::Parts;
use super::quorum::{Cluster, Verdict};
use super::quorum_model::TieBreaker;
use crate::engine::{Causes, EntryNumber, SimSpan, SimTime};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NetworkId, NodeId, NodeSet, Part, Process};
use crate::model::params::REGROUP_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

/// Time for the members to agree on who is left.
const REGROUP: SimSpan = SimSpan::from_millis(REGROUP_MS);

impl Cluster {
    /// Takes nodes out whose cluster service is gone, and notes what that means for lock and votes.
    pub fn drop_the_dead(&mut self, parts: &Parts, out: &mut Out<'_>) {
        for member in &mut self.members {
            if member.membership != Membership::Out && !parts.runs(member.node, Process::Cluster) {
                let because = parts.why_not_running(member.node, Process::Cluster);
                member.leave(Membership::Out, because, out);
            }
        }
        self.watch_lock(parts, out);
        self.lift_force(out);
        self.doubt_lost_majorities(out);
    }

    /// A side that has lost its majority without a silence, above all with the vote of witness or disk, regroups.
    fn doubt_lost_majorities(&mut self, out: &mut Out<'_>) {
        for place in 0..self.members.len() {
            let member = &self.members[place];
            let Membership::Joined(view) = member.membership else { continue };
            if member.regroup.is_none() && !self.is_majority(view) {
                let causes = Causes::one(member.because).and_if(self.why_unlocked());
                let ticket = out.after_because(REGROUP, Work::Regroup { node: member.node }, causes);
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
        if let Some(wait) = self.patience(node, side, parts, out.now()) {
            self.regroup_after(wait, Work::Regroup { node }, node, out);
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
        self.regroup_after(delay, Work::Arbitrate { node }, node, out);
        Verdict::Unchanged
    }

    /// How long a regroup goes on because of members that have fallen silent only just now; none if it is to decide.
    ///
    /// Nobody is left out before he must have found that out himself and stopped. Where those who are gone for
    /// certain leave no majority, nothing is waited for.
    fn patience(&self, node: NodeId, side: NodeSet, parts: &Parts, now: SimTime) -> Option<SimSpan> {
        let member = self.member(node)?;
        let view = self.view_of(node);
        let mut present = side;
        let mut wait = None;
        for (peer, hearing) in self.members.iter().zip(&member.hearing) {
            let has_left_us_out = !self.view_of(peer.node).is_empty() && hears(parts, node, peer.node);
            if side.contains(peer.node) || !view.contains(peer.node) || has_left_us_out {
                continue;
            }
            let left = match hearing.silent_since {
                Some(since) => (since + REGROUP).since(now),
                None => self.windows.heartbeat(),
            };
            if left > SimSpan::ZERO {
                present = present.with(peer.node);
                wait = Some(wait.map_or(left, |least: SimSpan| least.min(left)));
            }
        }
        wait.filter(|_| self.is_majority(present))
    }

    /// A side that needs the vote of witness or disk asks for it, by a member that reaches it.
    pub fn arbitrate(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let side = self.side_of(node, parts);
        if side == self.view_of(node) && self.is_majority(side) {
            self.end_regroup(side, out);
            return Verdict::Unchanged;
        }
        let breaker = self.tie_breaker().filter(|_| self.node_votes_of(side) + 1 >= self.needed());
        let Some(breaker) = breaker else { return self.lose(side, None, out) };
        let reaches = |it: &NodeId| breaker.obstacle(parts, *it).is_none();
        let asker = [node].into_iter().chain(side.iter()).find(reaches);
        let other = self.locked_by().filter(|holder| !side.contains(*holder));
        if let (Some(asker), None) = (asker, other) {
            if self.knows_less_than_breaker(side) {
                // Those whom the last holder went on with may still be asking.
                let refused = out.emit(Rule::StaleNodeWaits, Event::StaleNodeRefused { node: asker });
                out.because(refused);
                return self.lose(side, Some(asker), out);
            }
            if !self.has_lock(side) {
                let locked = self.take_lock(asker, out);
                let causes = out.causes().and(locked);
                out.because(causes);
            }
            return self.keep(side, asker, parts, out);
        }
        let is_reachable = asker.is_some();
        let node = asker.unwrap_or(node);
        let (rule, event) = match breaker {
            TieBreaker::Share(_) => {
                (Rule::WitnessBreaksTies, Event::WitnessRefused { node, is_reachable, locked_by: other })
            }
            TieBreaker::Disk => {
                (Rule::QuorumDiskDefended, Event::QuorumDiskRefused { node, is_reachable, reserved_by: other })
            }
        };
        let causes = out.causes().and_if(breaker.obstacle(parts, node));
        let refused = out.emit_because(rule, event, causes);
        out.because(refused);
        self.lose(side, Some(node), out)
    }

    /// The nodes whose heartbeats this node hears and that hear it, itself among them.
    ///
    /// A node that has left this one out of its cluster is on another side, whatever the wires say.
    pub(super) fn side_of(&self, node: NodeId, parts: &Parts) -> NodeSet {
        let view = self.view_of(node);
        view.iter()
            .filter(|other| *other == node || (self.view_of(*other).contains(node) && hears(parts, node, *other)))
            .collect()
    }

    fn keep(&mut self, side: NodeSet, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let with_witness = self.has_lock(side);
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
                member.regroup = Some(out.after_because(REGROUP, work, because));
            }
        }
    }

    fn lose(&mut self, side: NodeSet, asked: Option<NodeId>, out: &mut Out<'_>) -> Verdict {
        let (of, needed) = (self.of(), self.needed());
        let has_witness = asked.is_none() && self.has_lock(side);
        let missing = self.missing(side, has_witness);
        let votes = self.node_votes_of(side) + u32::from(has_witness);
        let event = Event::QuorumLost { members: side, votes, of, needed, missing };
        let lost = out.emit(Rule::Majority, event);
        out.because(lost);
        self.give_back_lock(side, out);
        for node in side.iter() {
            let stopped = out.emit(Rule::NoQuorumNoService, Event::ClusterServiceStopped { node });
            if let Some(member) = self.member_mut(node) {
                member.leave(Membership::Seeking, stopped, out);
            }
            self.seek_again(node, out);
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

    /// These nodes are the cluster, and nobody else.
    pub(super) fn settle_on(&mut self, side: NodeSet, because: EntryNumber, parts: &Parts, out: &mut Out<'_>) {
        for member in self.members.iter_mut().filter(|member| side.contains(member.node)) {
            // What was doubted before is settled now: the next silence is counted from here.
            member.join(side, because, out);
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

    /// The next step of a node's regroup.
    fn regroup_after(&mut self, wait: SimSpan, work: Work, node: NodeId, out: &mut Out<'_>) {
        let ticket = out.after(wait, work);
        if let Some(member) = self.member_mut(node) {
            member.regroup = Some(ticket);
        }
    }
}

/// Whether two nodes reach each other on any network.
pub(super) fn hears(parts: &Parts, a: NodeId, b: NodeId) -> bool {
    NetworkId::ALL.iter().any(|network| parts.obstacle(a, b, *network).is_none())
}
