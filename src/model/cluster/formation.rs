//! Forming and joining: what a node does that has no cluster.

use super::member::Membership;
use super::parts::Parts;
use super::quorum::{Cluster, Verdict};
use super::quorum_model::TieBreaker;
use super::regroup::hears;
use crate::engine::SimSpan;
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NodeId, NodeSet, Process};
use crate::model::params::FORM_RETRY_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

impl Cluster {
    /// A node without a cluster looks for one to join, or forms one with those it can reach.
    pub fn form_or_join(&mut self, node: NodeId, parts: &Parts, out: &mut Out<'_>) -> Verdict {
        let is_seeking = self.member(node).is_some_and(|member| !matches!(member.membership, Membership::Joined(_)));
        if !is_seeking || !parts.runs(node, Process::Cluster) {
            return Verdict::Unchanged;
        }
        let cluster = self.joined().iter().find(|other| hears(parts, node, *other));
        if let Some(other) = cluster {
            let view = self.view_of(other).with(node);
            let joined = out.emit(Rule::FormOrJoin, Event::NodeJoined { node });
            self.settle_on(view, joined, parts, out);
            return Verdict::Joined(node, joined);
        }
        let seekers = self
            .members
            .iter()
            .map(|member| member.node)
            .filter(|other| *other == node || (parts.runs(*other, Process::Cluster) && hears(parts, node, *other)));
        let side: NodeSet = seekers.collect();
        let is_free = self.locked_by.is_none_or(|holder| side.contains(holder));
        let may_lock = is_free && self.reaches_tie_breaker(parts, node);
        let votes = self.node_votes_of(side) + u32::from(may_lock);
        let (of, needed) = (self.of(), self.needed());
        let newest = side.iter().filter_map(|other| self.member(other)).map(|member| member.epoch).max().unwrap_or(0);
        let has_share = matches!(self.tie_breaker(), Some(TieBreaker::Share(_)));
        let is_stale = has_share && self.node_votes_of(side) < needed && newest < self.stamp;
        // Where quorum is forced, nobody else may form a second cluster beside the nodes that were named.
        let may_form = match &self.forced {
            Some(forced) => forced.is_held_by(side),
            None => votes >= needed && !is_stale,
        };
        if may_form && self.joined().is_empty() {
            let event = Event::ClusterFormed { members: side, votes, of, needed };
            let formed = out.emit(Rule::FormOrJoin, event);
            out.because(formed);
            self.quorum_owner = Some(node);
            if may_lock {
                self.lock(node, out);
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
        self.seek(node, true, out);
        Verdict::Unchanged
    }

    /// Lets a node look for a cluster, now or after the retry time.
    pub fn seek(&mut self, node: NodeId, has_been_refused: bool, out: &mut Out<'_>) {
        let wait = SimSpan::from_millis(if has_been_refused { FORM_RETRY_MS } else { 0 });
        let ticket = out.after(wait, Work::FormOrJoin { node });
        if let Some(member) = self.member_mut(node) {
            member.membership = Membership::Seeking;
            member.has_been_refused = has_been_refused;
            if let Some(old) = member.retry.replace(ticket) {
                out.cancel(old);
            }
        }
    }
}
