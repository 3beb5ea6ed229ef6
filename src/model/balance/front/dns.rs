//! Names decide: a resolver asks for the address once, and keeps it for its time to live.
//!
//! The server of names turns its list by one with every answer, and whoever asked uses the first address. Nobody takes
//! the address of a dead server out of the list, unless something outside does, some time after the crash; and then
//! it is used until the last cache has forgotten it. Sources: RFC 1794; documentation of DNS in Windows.

use crate::engine::SimSpan;
use crate::model::balance::bench::{BalanceBench, Out};
use crate::model::balance::clock::{Moment, Nanos};
use crate::model::balance::config::Front;
use crate::model::balance::event::Event;
use crate::model::balance::ids::{ClientId, ServerId};
use crate::model::balance::members::in_use;
use crate::model::balance::work::Work;
use crate::model::rule::Rule;

/// The names: who is in the list, and who remembers what.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Servers whose address was taken out of the list.
    withdrawn: Vec<ServerId>,
    /// How far the list has been turned.
    turned: u64,
    caches: Vec<Cached>,
}

#[derive(Clone, Copy, Debug)]
struct Cached {
    server: ServerId,
    until: Moment,
}

impl BalanceBench {
    /// Every resolver has an address in its cache, as old as chance has it.
    pub(in crate::model::balance) fn fill_caches(&mut self) {
        if self.config.front != Front::Dns {
            return;
        }
        let life = Nanos::from_secs(u64::from(self.config.ttl_s));
        for resolver in 0..self.config.resolvers {
            let server = ServerId((resolver % u32::from(self.config.servers)) as u16);
            let until = self.now.after(Nanos(self.chance.choices.below(life.0)));
            self.names.caches.push(Cached { server, until });
        }
    }

    /// The server that a client's resolver says; none if it has no address.
    pub(in crate::model::balance) fn resolve(&mut self, client: ClientId, out: &mut Out<'_>) -> Option<ServerId> {
        let resolver = client.0.checked_rem(self.config.resolvers)?;
        let cached = *self.names.caches.get(resolver as usize)?;
        if cached.until > self.now {
            return Some(cached.server);
        }
        let listed: Vec<ServerId> = self.listed().collect();
        let server = *listed.get(self.names.turned.checked_rem(listed.len() as u64)? as usize)?;
        self.names.turned += 1;
        let until = self.now.after(Nanos::from_secs(u64::from(self.config.ttl_s)));
        if let Some(cached) = self.names.caches.get_mut(resolver as usize) {
            *cached = Cached { server, until };
        }
        let because = self.arrivals_because;
        self.tell(Rule::BalanceDns, because, out, || Event::NameLookedUp { resolver, server });
        Some(server)
    }

    /// Servers whose address is in the list.
    fn listed(&self) -> impl Iterator<Item = ServerId> {
        in_use(&self.watch).filter(|server| !self.names.withdrawn.contains(server))
    }

    /// Something outside may notice that a server is gone, and that it is back.
    pub(in crate::model::balance) fn watch_record(&mut self, id: ServerId, out: &mut Out<'_>) {
        if self.config.front != Front::Dns {
            return;
        }
        let serves = self.servers.get(id.index()).is_some_and(|server| server.truth.serves());
        let because = self.because_of(id);
        match (serves, self.config.withdraw_s) {
            (true, _) if self.names.withdrawn.contains(&id) => {
                self.names.withdrawn.retain(|withdrawn| *withdrawn != id);
                out.emit_because(Rule::BalanceDns, Event::RecordReturned { server: id }, because);
            }
            (false, Some(seconds)) => {
                out.after_because(SimSpan::from_secs(u64::from(seconds)), Work::Withdraw { server: id }, because);
            }
            (true, _) | (false, None) => {}
        }
    }

    /// The address of a server that is still gone is taken out of the list.
    pub(in crate::model::balance) fn withdraw(&mut self, id: ServerId, out: &mut Out<'_>) {
        let serves = self.servers.get(id.index()).is_none_or(|server| server.truth.serves());
        // Work that was scheduled for an earlier fault finds another entry there.
        let is_same_fault = self.because_of(id) == out.causes();
        if !serves && is_same_fault && !self.names.withdrawn.contains(&id) {
            self.names.withdrawn.push(id);
            out.emit(Rule::BalanceDns, Event::RecordWithdrawn { server: id });
        }
    }
}
