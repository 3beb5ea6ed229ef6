//! Session affinity: who has been to a server goes there again, as long as it is used.
//!
//! By source address, by network of 256 addresses, or by cookie. A session whose server is gone is bound anew, and
//! what the old server knew of it is lost.

use super::address::address;
use super::bench::{BalanceBench, Out};
use super::clock::{Moment, Nanos};
use super::config::{Affinity, Config};
use super::event::Event;
use super::ids::{ClientId, ServerId};
use crate::model::params::COOKIE_LIFE_S;
use crate::model::rule::Rule;

/// Where a session is bound to, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    server: ServerId,
    until: Moment,
}

/// What tells one session from another, if sessions matter.
fn session_of(config: &Config, client: ClientId) -> Option<u32> {
    match config.affinity {
        Affinity::None => None,
        Affinity::Source => Some(address(config, client)),
        Affinity::ClassC => Some(address(config, client) >> 8),
        Affinity::Cookie => Some(client.0),
    }
}

impl BalanceBench {
    /// The server that a client's session is bound to, if it is used.
    pub(super) fn bound_to(&self, client: ClientId) -> Option<ServerId> {
        let binding = self.bindings.get(&session_of(&self.config, client)?)?;
        let is_skipped = self.watch.get(binding.server.index()).is_some_and(|watch| watch.passive.is_skipped);
        let is_used = self.pool.is_member(binding.server) && !is_skipped;
        (is_used && binding.until > self.now).then_some(binding.server)
    }

    /// Binds a client's session to the server that it goes to.
    pub(super) fn bind(&mut self, client: ClientId, server: ServerId, out: &mut Out<'_>) {
        let Some(session) = session_of(&self.config, client) else { return };
        let until = match self.config.affinity {
            // Every answer sets the cookie again.
            Affinity::Cookie => self.now.after(Nanos::from_secs(COOKIE_LIFE_S)),
            Affinity::None | Affinity::Source | Affinity::ClassC => Moment::NEVER,
        };
        let before = self.bindings.insert(session, Binding { server, until });
        match before {
            Some(before) if before.server == server => {}
            Some(before) if before.until > self.now => {
                self.statistics.sessions_lost += 1;
                let because = self.watch.get(before.server.index()).and_then(|watch| watch.entry);
                let because = because.or(self.arrivals_because);
                let lost = || Event::SessionLost { client, from: before.server, to: server };
                self.tell(Rule::BalanceAffinity, because, out, lost);
            }
            Some(_) | None => {
                let because = self.arrivals_because;
                self.tell(Rule::BalanceAffinity, because, out, || Event::SessionBound { client, server });
            }
        }
    }
}
