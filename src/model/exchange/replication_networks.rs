//! Redundant replication networks of CCR, since Service Pack 1.
//!
//! A replication host name is a network name of its own on a node, on one of the cluster's networks. Logs leave
//! the active node by one of its names, chosen at random; if its network fails by another, and if none is left
//! by the public network. Every five minutes it is looked which names work again. Source: \[NETRED\], \[NETMIX\].

use super::copy::CopyRole;
use super::mailbox_server::ServerKind;
use crate::engine::{Causes, EntryNumber, RandomStream, SimSpan, Ticket};
use crate::model::bench::{Bench, Out};
use crate::model::event::Event;
use crate::model::ids::{CopyId, NetworkId, NodeId};
use crate::model::params::NETWORK_DISCOVERY_MS;
use crate::model::rule::Rule;
use crate::model::work::Work;

/// A network name for log shipping and seeding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplicationHostName {
    /// The name.
    pub name: String,
    /// The node it leads to.
    pub node: NodeId,
    /// The network it lies on.
    pub network: NetworkId,
    /// What made it fail, as far as has been noticed.
    pub failed: Option<EntryNumber>,
}

/// The replication host names of the clustered mailbox server.
#[derive(Clone, Debug)]
pub struct ReplicationNetworks {
    /// All names, oldest first.
    pub names: Vec<ReplicationHostName>,
    /// The name by which logs leave the active node; the public network if none.
    pub in_use: Option<String>,
    because: EntryNumber,
    chance: RandomStream,
    discovery: Option<Ticket>,
}

impl ReplicationNetworks {
    /// No names yet.
    pub fn new(chance: RandomStream) -> Self {
        ReplicationNetworks { names: Vec::new(), in_use: None, because: EntryNumber(0), chance, discovery: None }
    }

    /// The host name of this name, in any letter case.
    pub fn named(&self, name: &str) -> Option<&ReplicationHostName> {
        self.names.iter().find(|host| host.name.eq_ignore_ascii_case(name))
    }
}

impl Bench {
    /// The network over which a copy gets its logs and its baseline.
    pub(crate) fn shipping_network(&self, id: CopyId) -> NetworkId {
        let is_ccr = matches!(self.server_of(id.group).kind, ServerKind::NonShared(_));
        if !is_ccr || self.copy(id).role != CopyRole::Local {
            return NetworkId::Public;
        }
        let source = self.group(id.group).active_copy().node;
        let in_use = self.replication.in_use.as_deref().and_then(|name| self.replication.named(name));
        in_use.filter(|host| host.node == source).map_or(NetworkId::Public, |host| host.network)
    }

    /// Gives a node a replication host name.
    pub(crate) fn enable_host_name(&mut self, node: NodeId, name: String, network: NetworkId, out: &mut Out<'_>) {
        self.replication.because = out.emit(Rule::ReplicationNetworks, Event::HostNameEnabled { node, network });
        self.replication.names.push(ReplicationHostName { name, node, network, failed: None });
        if self.replication.discovery.is_none() {
            self.schedule_discovery(out);
        }
    }

    /// Takes a replication host name away.
    pub(crate) fn disable_host_name(&mut self, name: &str, out: &mut Out<'_>) {
        let Some(place) = self.replication.names.iter().position(|host| host.name.eq_ignore_ascii_case(name)) else {
            return;
        };
        let host = self.replication.names.remove(place);
        let event = Event::HostNameDisabled { node: host.node, network: host.network };
        self.replication.because = out.emit(Rule::ReplicationNetworks, event);
    }

    fn schedule_discovery(&mut self, out: &mut Out<'_>) {
        let wait = SimSpan::from_millis(NETWORK_DISCOVERY_MS);
        self.replication.discovery = Some(out.after(wait, Work::DiscoverNetworks));
    }

    /// Names whose networks work again count as operational from now on.
    pub(crate) fn on_discover_networks(&mut self, out: &mut Out<'_>) {
        self.replication.discovery = None;
        if self.replication.names.is_empty() {
            return;
        }
        for place in 0..self.replication.names.len() {
            if self.host_name_obstacle(&self.replication.names[place]).is_none() {
                self.replication.names[place].failed = None;
            }
        }
        self.schedule_discovery(out);
    }

    /// What keeps the other nodes of the cluster from a host name: wires only, for a node that is down has failed itself.
    fn host_name_obstacle(&self, host: &ReplicationHostName) -> Option<EntryNumber> {
        let others = self.parts.cluster_nodes().filter(|node| *node != host.node);
        others.filter_map(|other| self.parts.link_obstacle(host.node, other, host.network)).next()
    }

    /// Keeps the way of the logs on a host name that works, if there is one.
    pub(crate) fn watch_replication_networks(&mut self, out: &mut Out<'_>) {
        if self.replication.names.is_empty() && self.replication.in_use.is_none() {
            return;
        }
        for place in 0..self.replication.names.len() {
            let obstacle = self.host_name_obstacle(&self.replication.names[place]);
            let host = &mut self.replication.names[place];
            host.failed = host.failed.or(obstacle);
        }
        let Some(source) = self.groups.first().map(|group| group.active_copy().node) else { return };
        let works = |host: &&ReplicationHostName| host.node == source && host.failed.is_none();
        let in_use = self.replication.in_use.as_deref();
        if in_use.and_then(|name| self.replication.named(name)).is_some_and(|host| works(&host)) {
            return;
        }
        let fit: Vec<(String, NetworkId)> =
            self.replication.names.iter().filter(works).map(|host| (host.name.clone(), host.network)).collect();
        if fit.is_empty() && in_use.is_none() {
            return;
        }
        let obstacle = in_use.and_then(|name| self.replication.named(name)).and_then(|host| host.failed);
        let causes = Causes::one(self.replication.because).and_if(obstacle);
        let chosen = match fit.len() {
            0 => None,
            all => Some(fit[self.replication.chance.below(all as u64) as usize].clone()),
        };
        let network = chosen.as_ref().map_or(NetworkId::Public, |(_, network)| *network);
        let event = Event::ReplicationNetworkChosen { node: source, network, by_host_name: chosen.is_some() };
        out.emit_because(Rule::ReplicationNetworks, event, causes);
        self.replication.in_use = chosen.map(|(name, _)| name);
    }
}
