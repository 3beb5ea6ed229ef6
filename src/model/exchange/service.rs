//! Whether people can work with their mailboxes: the outages, each with its cause.

use super::mailbox_server::ServerState;
use super::storage_group::StorageGroup;
use crate::engine::{EntryNumber, SimSpan, SimTime};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{NetworkId, StorageGroupId};
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
        let missing = self.group_places().find_map(|group| self.service_obstacle(group));
        let is_up = missing.is_none();
        if is_up == self.service.is_up {
            return;
        }
        let because = missing.unwrap_or_else(|| self.newest_reason());
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

    /// What keeps people from the mailboxes of a database; nothing if it has none, or all is well.
    pub(crate) fn service_obstacle(&self, group: StorageGroupId) -> Option<EntryNumber> {
        let (storage, server) = (self.group(group), self.server_of(group));
        if storage.people == 0 {
            return None;
        }
        let wire = server.owner.and_then(|node| self.parts.network_obstacle(node, NetworkId::Public));
        let is_mounted = server.owner.is_some() && storage.mounted_on_node() == server.owner;
        match wire {
            Some(obstacle) => Some(obstacle),
            // It is mounted where the server was before.
            None if storage.is_mounted() && !is_mounted => Some(server.because),
            None if !is_mounted => Some(storage.because),
            None => (server.state != ServerState::Online).then_some(server.because),
        }
    }

    /// The newest of the entries that together let people reach their mailboxes.
    fn newest_reason(&self) -> EntryNumber {
        let network = self.parts.networks[NetworkId::Public as usize].because;
        let of_group = |storage: &StorageGroup| {
            let server = &self.servers[storage.server.0 as usize];
            let owner = server.owner.map(|node| self.parts.server(node));
            let wires = owner.map(|server| [server.node.because, server.connection(NetworkId::Public).because]);
            wires.into_iter().flatten().chain([server.because, storage.because]).max().unwrap_or(network)
        };
        self.groups.iter().filter(|storage| storage.people > 0).map(of_group).chain([network]).max().unwrap_or(network)
    }
}
