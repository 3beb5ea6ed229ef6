//! Every server decides: Windows Network Load Balancing.
//!
//! Every host gets every packet, all compute the same hash, one takes it and the others drop it. The hosts know of each
//! other by heartbeats, one a second; five missed ones begin a convergence, after which a new map holds. They know
//! nothing of what the hosts do: one whose web service is dead, but whose driver lives, keeps its share. Sources:
//! Microsoft, "How Network Load Balancing Technology Works"; KB Q232997.

use crate::engine::{Causes, SimSpan};
use crate::model::balance::address::address;
use crate::model::balance::bench::{BalanceBench, Out};
use crate::model::balance::config::{Affinity, Front};
use crate::model::balance::event::Event;
use crate::model::balance::hash::mixed;
use crate::model::balance::ids::ServerId;
use crate::model::balance::request::Request;
use crate::model::balance::server::Truth;
use crate::model::balance::watch::Admin;
use crate::model::balance::work::Work;
use crate::model::params::{NLB_CONVERGENCE_MS, NLB_HEARTBEAT_MS, NLB_MISSES};
use crate::model::rule::Rule;

/// What the hosts agree on.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    /// The hosts of the map that holds.
    pub map: Vec<ServerId>,
    /// Heartbeats in a row that each has missed.
    missed: Vec<u64>,
    /// Whether a convergence is under way.
    pub is_converging: bool,
}

impl BalanceBench {
    /// All hosts are in the map, and the heartbeats begin.
    pub(in crate::model::balance) fn begin_heartbeats(&mut self, out: &mut Out<'_>) {
        if self.config.front == Front::Nlb {
            self.hosts.map = self.server_ids().collect();
            out.after_because(SimSpan::from_millis(NLB_HEARTBEAT_MS), Work::Heartbeat, Causes::NONE);
        }
    }

    /// The host that takes a request; none if there is no host.
    pub(in crate::model::balance) fn host_for(&self, request: &Request) -> Option<ServerId> {
        let address = address(&self.config, request.client);
        let hash = match self.config.affinity {
            // Every connection comes from another port.
            Affinity::None | Affinity::Cookie => {
                let port = request.number.0.wrapping_mul(64) + u64::from(request.attempts.min(63));
                mixed(&address.to_be_bytes(), port)
            }
            Affinity::Source => mixed(&address.to_be_bytes(), 0),
            Affinity::ClassC => mixed(&(address >> 8).to_be_bytes(), 0),
        };
        let total: u64 = self.hosts.map.iter().map(|host| u64::from(self.pool.weight(*host))).sum();
        let place = ((u128::from(hash) * u128::from(total)) >> 64) as u64;
        self.pool.at(self.hosts.map.iter().copied(), place)
    }

    /// A second has passed: who has been heard?
    pub(in crate::model::balance) fn heartbeat(&mut self, out: &mut Out<'_>) {
        out.after_because(SimSpan::from_millis(NLB_HEARTBEAT_MS), Work::Heartbeat, Causes::NONE);
        self.hosts.missed.resize(self.servers.len(), 0);
        for id in self.server_ids() {
            let (is_in_map, is_alive) = (self.hosts.map.contains(&id), self.beats(id));
            let missed = &mut self.hosts.missed[id.index()];
            *missed = if is_alive { 0 } else { missed.saturating_add(1) };
            let because = self.because_of(id);
            match (is_in_map, is_alive) {
                (true, false) if self.hosts.missed[id.index()] == NLB_MISSES => {
                    let silent = Event::HostSilent { server: id, missed: NLB_MISSES as u32 };
                    let entry = out.emit_because(Rule::BalanceNlb, silent, because);
                    self.converge(Causes::one(entry), out);
                }
                (false, true) => self.converge(because, out),
                (true, true | false) | (false, false) => {}
            }
        }
    }

    /// The hosts begin to agree on a new map; the old one holds meanwhile.
    fn converge(&mut self, because: Causes, out: &mut Out<'_>) {
        if !core::mem::replace(&mut self.hosts.is_converging, true) {
            let entry = out.emit_because(Rule::BalanceNlb, Event::ConvergenceBegan {}, because);
            out.after_because(SimSpan::from_millis(NLB_CONVERGENCE_MS), Work::Converged, entry);
        }
    }

    /// The new map holds: everybody who has been heard.
    pub(in crate::model::balance) fn converged(&mut self, out: &mut Out<'_>) {
        self.hosts.is_converging = false;
        let heard = |id: &ServerId| self.hosts.missed.get(id.index()).is_some_and(|missed| *missed < NLB_MISSES);
        let map: Vec<ServerId> = self.server_ids().filter(heard).collect();
        out.emit(Rule::BalanceNlb, Event::Converged { hosts: map.len() as u32 });
        self.hosts.map = map;
    }

    /// Whether a host sends heartbeats: its driver does, whatever its services do.
    fn beats(&self, id: ServerId) -> bool {
        let is_in_use = self.watch.get(id.index()).is_some_and(|watch| watch.admin == Admin::InUse);
        let has_power = self.servers.get(id.index()).is_some_and(|server| match server.truth {
            Truth::Up | Truth::Slow | Truth::Hung | Truth::FailingFast | Truth::Refusing => true,
            Truth::Off | Truth::Removed => false,
        });
        is_in_use && has_power
    }
}
