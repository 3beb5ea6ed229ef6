//! Heartbeats: each node listens to every other on every network.
//!
//! While all is calm nothing is scheduled: the beat that would come next is known from the clock.
//! The tick wakes when a part changes and sleeps again when every pair is either heard or given up.

use super::member::Membership;
use super::parts::Parts;
use super::quorum::Cluster;
use crate::engine::{Causes, SimSpan};
use crate::model::bench::Out;
use crate::model::event::Event;
use crate::model::ids::{NetworkId, NodeId, Process};
use crate::model::params::REGROUP_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

/// The heartbeats on one network between two nodes, for showing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeartbeatView {
    /// Whether they are heard in both directions.
    pub is_heard: bool,
    /// Missed in a row, in the worse direction.
    pub missed: u32,
    /// Missed in a row that make a node silent.
    pub limit: u32,
}

impl Cluster {
    /// How the heartbeats between two nodes fare.
    pub fn heartbeats(&self, parts: &Parts, a: NodeId, b: NodeId, network: NetworkId) -> HeartbeatView {
        let both = [(a, b), (b, a)];
        HeartbeatView {
            is_heard: both.iter().all(|(from, to)| self.is_heard(parts, *from, *to, network)),
            missed: both.iter().map(|(from, to)| self.missed(*to, *from, network)).max().unwrap_or(0),
            limit: self.windows.node_misses(),
        }
    }

    /// Wakes the tick if some pair is neither heard nor given up.
    pub fn listen(&mut self, parts: &Parts, out: &mut Out<'_>) {
        if self.tick.is_none() && !self.is_calm(parts) {
            let interval = self.windows.heartbeat().as_millis();
            let wait = interval - out.now().as_millis() % interval;
            self.tick = Some(out.after(SimSpan::from_millis(wait), Work::Heartbeat { cluster: self.id }));
        }
    }

    /// One heartbeat interval has passed: counts what was not heard.
    pub fn beat(&mut self, parts: &Parts, out: &mut Out<'_>) {
        self.tick = None;
        let (interface_limit, node_limit) = (self.windows.interface_misses(), self.windows.node_misses());
        for observer in 0..self.members.len() {
            let to = self.members[observer].node;
            let Membership::Joined(view) = self.members[observer].membership else { continue };
            for peer in 0..self.members.len() {
                let from = self.members[peer].node;
                if peer == observer || !view.contains(from) {
                    continue;
                }
                for network in NetworkId::ALL {
                    let is_heard = self.is_heard(parts, from, to, network);
                    let missed = &mut self.members[observer].hearing[peer].misses[network as usize];
                    *missed = if is_heard { 0 } else { missed.saturating_add(1) };
                    if *missed == interface_limit {
                        let event = Event::HeartbeatsMissed { observer: to, peer: from, network, missed: *missed };
                        let because = match parts.link_obstacle(from, to, network) {
                            Some(entry) => Causes::one(entry),
                            None => self.causes_of_silence(parts, from, to),
                        };
                        out.emit_because(Rule::HeartbeatLoss, event, because);
                    }
                }
                let hearing = &mut self.members[observer].hearing[peer];
                let silent = hearing.misses.into_iter().min().unwrap_or(0);
                let is_silent = silent >= node_limit;
                hearing.silent_since = is_silent.then(|| hearing.silent_since.unwrap_or(out.now()));
                if is_silent && self.members[observer].regroup.is_none() {
                    let event = Event::NodeSilent { observer: to, peer: from, missed: silent };
                    let causes = self.causes_of_silence(parts, from, to);
                    let entry = out.emit_because(Rule::HeartbeatLoss, event, causes);
                    let wait = SimSpan::from_millis(REGROUP_MS);
                    let ticket = out.after_because(wait, Work::Regroup { node: to }, entry);
                    self.members[observer].regroup = Some(ticket);
                }
            }
        }
        self.listen(parts, out);
    }

    fn is_heard(&self, parts: &Parts, from: NodeId, to: NodeId, network: NetworkId) -> bool {
        self.view_of(from).contains(to)
            && parts.runs(from, Process::Cluster)
            && parts.obstacle(from, to, network).is_none()
    }

    fn missed(&self, observer: NodeId, peer: NodeId, network: NetworkId) -> u32 {
        let place = self.members.iter().position(|member| member.node == peer);
        match (self.member(observer), place) {
            (Some(member), Some(place)) => member.hearing[place].misses[network as usize],
            _ => 0,
        }
    }

    fn is_calm(&self, parts: &Parts) -> bool {
        let interface_limit = self.windows.interface_misses();
        self.members.iter().all(|member| {
            let Membership::Joined(view) = member.membership else { return true };
            self.members.iter().enumerate().all(|(place, peer)| {
                if peer.node == member.node || !view.contains(peer.node) {
                    return true;
                }
                let mut any_heard = false;
                let each_known = NetworkId::ALL.iter().all(|network| {
                    let is_heard = self.is_heard(parts, peer.node, member.node, *network);
                    any_heard |= is_heard;
                    let missed = member.hearing[place].misses[*network as usize];
                    if is_heard { missed == 0 } else { missed >= interface_limit }
                });
                let is_silent = member.hearing[place].silent_since.is_some();
                each_known && (any_heard || (is_silent && member.regroup.is_some()))
            })
        })
    }
}
