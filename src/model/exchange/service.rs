//! Whether people can work with their mailboxes: the outages, each with its cause.

use super::server_group::ServerState;
use crate::engine::{EntryNumber, SimSpan, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::NetworkId;
use crate::model::rule::Rule;

/// A time in which people could not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outage {
    /// When it began.
    pub from: SimTime,
    /// When it ended; not yet if none.
    pub to: Option<SimTime>,
    /// The entry that caused it.
    pub cause: EntryNumber,
}

/// Whether people can work, and when they could not.
#[derive(Clone, Debug)]
pub struct ServiceRecord {
    /// Whether they can.
    pub is_up: bool,
    /// Since when it has been so.
    pub since: SimTime,
    /// The entry that made it so.
    pub because: EntryNumber,
    /// All outages, oldest first.
    pub outages: Vec<Outage>,
}

impl Bench {
    /// Whether people can work with their mailboxes, and since when.
    pub(crate) fn record_service(&mut self, out: &mut Out<'_>) {
        let owner = self.server.owner;
        let wire = owner.and_then(|node| self.parts.network_obstacle(node, NetworkId::Public));
        let is_online = self.server.state == ServerState::Online;
        let is_mounted = owner.is_some() && self.groups[0].mounted_on_node() == owner;
        let is_up = is_online && is_mounted && wire.is_none();
        if is_up == self.service.is_up {
            return;
        }
        let because = match wire {
            Some(obstacle) => obstacle,
            None if is_up => self.newest_reason(),
            None if !is_mounted => self.groups[0].because,
            None => self.server.because,
        };
        let now = out.now();
        let entry = if is_up {
            let after = self.service.outages.last_mut().map_or(SimSpan::ZERO, |outage| {
                outage.to = Some(now);
                now.since(outage.from)
            });
            out.emit_because(Rule::ServiceForPeople, Event::ServiceRestored { after }, because)
        } else {
            self.service.outages.push(Outage { from: now, to: None, cause: because });
            out.emit_because(Rule::ServiceForPeople, Event::ServiceLost {}, because)
        };
        self.service.is_up = is_up;
        self.service.since = now;
        self.service.because = entry;
    }

    /// The newest of the entries that together let people reach their mailboxes.
    fn newest_reason(&self) -> EntryNumber {
        let owner = self.server.owner.map(|node| self.parts.server(node));
        let wires = owner.map(|server| [server.node.because, server.connection(NetworkId::Public).because]);
        let network = self.parts.networks[NetworkId::Public as usize].because;
        let reasons = [self.server.because, self.groups[0].because, network];
        reasons.into_iter().chain(wires.into_iter().flatten()).max().unwrap_or(network)
    }
}
