//! Forming and joining: what a node does that has no cluster.

use super::member::{Hearing, Membership};
use super::parts::Parts;
use super::quorum::{Cluster, Verdict};
use super::quorum_model::TieBreaker;
use super::regroup::hears;
use crate::engine::SimSpan;
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NodeId, NodeSet, Process};
use crate::model::params::{FORM_RETRY_MS, REGROUP_MS};
use crate::model::rule::Rule;
use crate::model::work::Work;

impl Cluster {
    /// A node without a cluster looks for one to join, or forms one with those it can reach.
    pub fn form_or_join(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let is_seeking = self.member(node).is_some_and(|member| !matches!(member.membership, Membership::Joined(_)));
        if !is_seeking || !parts.runs(node, Process::Cluster) {
            return Verdict::Unchanged;
        }
        let members: NodeSet = self.joined().iter().filter(|other| hears(parts, node, *other)).collect();
        if let Some(sponsor) = members.iter().find(|other| !self.is_regrouping(*other)) {
            return self.join(node, sponsor, parts, out);
        }
        if !members.is_empty() {
            // Nobody is let in during a regroup.
            self.seek(node, SimSpan::from_millis(REGROUP_MS), out);
            return Verdict::Unchanged;
        }
        let seekers = self
            .members
            .iter()
            .map(|member| member.node)
            .filter(|other| *other == node || (parts.runs(*other, Process::Cluster) && hears(parts, node, *other)));
        let side: NodeSet = seekers.collect();
        let may_lock = self.may_form_with_lock(side, out) && self.reaches_tie_breaker(parts, node);
        let votes = self.node_votes_of(side) + u32::from(may_lock);
        let (of, needed) = (self.of(), self.needed());
        let has_share = matches!(self.tie_breaker(), Some(TieBreaker::Share(_)));
        let is_stale = has_share && self.node_votes_of(side) < needed && self.knows_less_than_breaker(side);
        // Where quorum is forced, nobody else may form a second cluster beside the nodes that were named.
        let may_form = match &self.forced {
            Some(forced) => forced.is_held_by(side),
            None => votes >= needed && !is_stale,
        };
        if let Some(wait) = self.time_until_missed(side, out).filter(|_| may_form) {
            self.seek(node, wait, out);
            return Verdict::Unchanged;
        }
        if may_form {
            let event = Event::ClusterFormed { members: side, votes, of, needed };
            let formed = out.emit(Rule::FormOrJoin, event);
            out.because(formed);
            self.quorum_owner = Some(node);
            if may_lock {
                self.take_lock(node, out);
            }
            self.settle_on(side, formed, parts, out);
            return Verdict::Formed(side, formed);
        }
        let first_time = self.member(node).is_some_and(|member| !member.has_been_refused);
        if first_time {
            if votes >= needed {
                out.emit(Rule::StaleNodeWaits, Event::StaleNodeRefused { node });
            } else {
                let missing = self.missing(side, may_lock);
                out.emit(Rule::Majority, Event::FormationRefused { node, votes, of, needed, missing });
            }
        }
        if let Some(member) = self.member_mut(node) {
            member.has_been_refused = true;
        }
        self.seek_again(node, out);
        Verdict::Unchanged
    }

    /// A member that is not regrouping lets a node in; the others of its cluster hear of it.
    fn join(&mut self, node: NodeId, sponsor: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let joined = out.emit(Rule::FormOrJoin, Event::NodeJoined { node });
        let Some(place) = self.members.iter().position(|member| member.node == node) else { return Verdict::Unchanged };
        let members = self.view_of(sponsor);
        let view = members.with(node);
        for member in self.members.iter_mut().filter(|it| members.contains(it.node) && it.includes(sponsor)) {
            member.membership = Membership::Joined(view);
            member.because = joined;
            // What it has missed of the others it still misses.
            member.hearing[place] = Hearing::default();
        }
        self.members[place].join(view, joined, out);
        self.note_configuration(view, parts);
        Verdict::Joined(node, joined)
    }

    /// How long until whoever believed these nodes to be members of another cluster must have missed them.
    fn time_until_missed(&self, side: NodeSet, out: &Out<'_>) -> Option<SimSpan> {
        let left = side.iter().filter_map(|node| self.member(node)?.left_at).max()?;
        let missed = left + self.windows.grace();
        (missed > out.now()).then(|| missed.since(out.now()))
    }

    /// A node begins to look for a cluster.
    pub fn begin_to_seek(&mut self, node: NodeId, out: &mut Out<'_>) {
        if let Some(member) = self.member_mut(node) {
            member.has_been_refused = false;
        }
        self.seek(node, SimSpan::ZERO, out);
    }

    /// A node without quorum tries again later.
    pub(super) fn seek_again(&mut self, node: NodeId, out: &mut Out<'_>) {
        self.seek(node, SimSpan::from_millis(FORM_RETRY_MS), out);
    }

    fn seek(&mut self, node: NodeId, wait: SimSpan, out: &mut Out<'_>) {
        let ticket = out.after(wait, Work::FormOrJoin { node });
        if let Some(member) = self.member_mut(node) {
            member.membership = Membership::Seeking;
            if let Some(old) = member.retry.replace(ticket) {
                out.cancel(old);
            }
        }
    }
}
