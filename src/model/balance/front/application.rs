//! The application decides: every sender has a list of alternates, and learns by its own failures.
//!
//! That is how mail gateways do it. Servers of equal preference are tried in random order, others in the order of the
//! list. When none takes the request its sender keeps it in a queue and tries the list again, first after half an
//! hour, and gives up after five days. Sources: RFC 5321, sections 4.5.4.1 and 5.1; RFC 1123.

use crate::model::balance::bench::BalanceBench;
use crate::model::balance::clock::Nanos;
use crate::model::balance::config::Alternates;
use crate::model::balance::ids::ServerId;
use crate::model::balance::members::in_use;
use crate::model::balance::retry::Again;
use crate::model::balance::slab::Key;

impl BalanceBench {
    /// The next alternate of a request; none if all have been tried in this round.
    pub(in crate::model::balance) fn next_alternate(&mut self, key: Key) -> Option<ServerId> {
        let request = self.requests.get(key)?;
        let mut left = in_use(&self.watch).filter(|it| !request.tried.contains(it));
        let place = match self.config.alternates {
            Alternates::Ordered => 0,
            Alternates::Equal => self.chance.choices.below(left.clone().count() as u64) as usize,
        };
        let server = left.nth(place)?;
        self.requests.get_mut(key)?.tried.push(server);
        Some(server)
    }

    /// What a sender does after an alternate has failed: the next one, or all of them later.
    pub(in crate::model::balance) fn alternate_again(&mut self, key: Key) -> Again {
        let listed = in_use(&self.watch).count();
        let Some(request) = self.requests.get_mut(key) else { return Again::Never };
        if request.tried.len() < listed {
            return Again::Now;
        }
        let pause = Nanos::from_secs(u64::from(self.config.sender_retry_s));
        let patience = Nanos::from_secs(u64::from(self.config.give_up_s));
        if pause == Nanos::ZERO || self.now.after(pause).since(request.arrived) > patience {
            return Again::Never;
        }
        request.tried.clear();
        Again::After(pause)
    }
}
