//! A server is chosen, and a request sent there; once more if that fails and it may be tried again.

use super::address::address;
use super::algorithm::Asked;
use super::bench::{BalanceBench, Out};
use super::calendar::Due;
use super::clock::{Moment, Nanos};
use super::config::Front;
use super::event::Event;
use super::ids::ServerId;
use super::request::{Attempt, Place, Reason};
use super::retry::Again;
use super::slab::Key;
use crate::model::rule::Rule;

impl BalanceBench {
    /// Sends a request to somebody who takes it, or gives it up.
    pub(super) fn send(&mut self, key: Key, out: &mut Out<'_>) {
        // Ends: every turn is one more attempt, and these are limited.
        loop {
            let server = match self.choose(key, out) {
                Ok(server) => server,
                Err(reason) => return self.give_up(key, reason, out),
            };
            let Err(reason) = self.try_at(key, server, out) else { return };
            self.note_failure(key, server, reason, out);
            match self.again(key, reason) {
                Again::Now => {}
                Again::After(pause) => return self.calendar.push(self.now.after(pause), Due::Retry(key)),
                Again::Never => return self.give_up(key, reason, out),
            }
        }
    }

    /// An attempt that was under way has failed.
    pub(super) fn try_again(&mut self, key: Key, server: ServerId, reason: Reason, out: &mut Out<'_>) {
        self.note_failure(key, server, reason, out);
        match self.again(key, reason) {
            Again::Now => self.send(key, out),
            Again::After(pause) => self.calendar.push(self.now.after(pause), Due::Retry(key)),
            Again::Never => self.give_up(key, reason, out),
        }
    }

    /// Chooses a server for a request.
    fn choose(&mut self, key: Key, out: &mut Out<'_>) -> Result<ServerId, Reason> {
        let request = self.requests.get(key).ok_or(Reason::NoServer)?;
        let chosen = match self.config.front {
            Front::Gateway | Front::Appliance => return self.balance(key, out),
            Front::Application => self.next_alternate(key),
            Front::Dns => self.resolve(request.client, out),
            Front::Nlb => self.host_for(request),
        };
        chosen.ok_or(Reason::NoServer)
    }

    /// The balancer chooses a server for a request.
    fn balance(&mut self, key: Key, out: &mut Out<'_>) -> Result<ServerId, Reason> {
        if self.balancer_down.is_some() {
            return Err(Reason::BalancerDown);
        }
        let request = self.requests.get(key).ok_or(Reason::NoServer)?;
        let (client, last, is_last_try) = (request.client, request.last, request.attempts >= self.config.retries);
        if let Some(bound) = self.bound_to(client) {
            let may_leave = last == Some(bound) && is_last_try && self.config.redispatch;
            if !may_leave {
                return Ok(bound);
            }
        }
        let asked =
            Asked { address: if self.knows_clients { address(&self.config, client) } else { 0 }, now: self.now };
        // A second attempt goes elsewhere if there is an elsewhere; so does the first, past a server that warms up.
        let tried = last.filter(|last| self.step_aside(*last));
        let mut picked = self.picker.pick(&self.pool, asked, &mut self.chance.choices);
        let cold = picked.filter(|server| !self.is_warm_enough(*server) && self.step_aside(*server));
        if cold.is_some() {
            // Whoever stands in does so out of turn, or the one that warms up would be asked twice as often.
            picked = self.picker.clone().pick(&self.pool, asked, &mut self.chance.choices);
        }
        [tried, cold].into_iter().flatten().for_each(|server| self.pool.set_open(server, true));
        let server = picked.ok_or(Reason::NoServer)?;
        self.count_try(server, out);
        self.bind(client, server, out);
        Ok(server)
    }

    /// Keeps a server from being chosen for a moment; false if it cannot be chosen, or if there is no other.
    fn step_aside(&mut self, server: ServerId) -> bool {
        let can = self.pool.is_open(server) && self.pool.open().len() > 1;
        if can {
            self.pool.set_open(server, false);
        }
        can
    }

    fn try_at(&mut self, key: Key, server: ServerId, out: &mut Out<'_>) -> Result<(), Reason> {
        let now = self.now;
        let Some(request) = self.requests.get_mut(key) else { return Ok(()) };
        let left = request.size;
        request.attempts += 1;
        request.last = Some(server);
        let attempt = self.attempts.insert(Attempt {
            request: key,
            server,
            sent: now,
            left,
            due: Moment::NEVER,
            place: Place::Unanswered,
            is_wanted: true,
            is_good: true,
        });
        request.live = Some(attempt);
        let (number, count, because) = (request.number, request.attempts, request.entry);
        let ledger = &mut self.statistics.attempts;
        ledger.started += 1;
        ledger.retries += u64::from(count > 1);
        ledger.to_dead += u64::from(!self.servers[server.index()].truth.serves());
        let sent = || Event::AttemptSent { request: number, server, attempt: count };
        let rule = match self.config.front {
            Front::Gateway | Front::Appliance => Rule::BalanceAlgorithm,
            Front::Application => Rule::BalanceAlternates,
            Front::Dns => Rule::BalanceDns,
            Front::Nlb => Rule::BalanceNlb,
        };
        if let Some(entry) = self.tell(rule, because, out, sent)
            && let Some(request) = self.requests.get_mut(key)
        {
            request.entry = Some(entry);
        }
        self.accept(attempt, server)?;
        self.occupy(server);
        if self.config.timeout_ms > 0 {
            let patience = Nanos::from_millis(u64::from(self.config.timeout_ms));
            self.calendar.push(now.after(patience), Due::TimeOut(attempt));
        }
        Ok(())
    }

    /// The front counts one more request at a server, and chooses it no more once it is full.
    fn occupy(&mut self, server: ServerId) {
        let capacity = self.capacity();
        let Some(member) = self.pool.member_mut(server) else { return };
        member.active += 1;
        if member.active >= capacity {
            self.pool.set_open(server, false);
        }
    }

    /// The front counts one request less at a server.
    pub(super) fn vacate(&mut self, server: ServerId, out: &mut Out<'_>) {
        let capacity = self.capacity();
        let Some(member) = self.pool.member_mut(server) else { return };
        member.active = member.active.saturating_sub(1);
        let (is_empty, was_full) = (member.active == 0, member.active + 1 == capacity);
        if was_full {
            self.review(server);
        }
        if is_empty {
            self.end_drain_if_empty(server, out);
        }
    }

    /// Decides anew whether a server may be chosen.
    pub(super) fn review(&mut self, server: ServerId) {
        let capacity = self.capacity();
        let is_skipped = self.watch.get(server.index()).is_some_and(|watch| watch.passive.is_skipped);
        let is_open = self.pool.is_member(server) && self.pool.active(server) < capacity && !is_skipped;
        self.pool.set_open(server, is_open);
    }

    /// Requests that one server can have: those in service and those that wait.
    pub(super) fn capacity(&self) -> u32 {
        self.config.slots.saturating_add(self.config.queue_limit)
    }

    /// Remembers that an attempt failed.
    fn note_failure(&mut self, key: Key, server: ServerId, reason: Reason, out: &mut Out<'_>) {
        let Some(request) = self.requests.get(key) else { return };
        let (number, because) = (request.number, request.entry);
        let failed = || Event::AttemptFailed { request: number, server, reason };
        let entry = self.tell(Rule::BalanceService, because, out, failed);
        self.count_failure(server, reason, entry, out);
        if let Some(request) = self.requests.get_mut(key) {
            request.live = None;
            request.entry = entry.or(request.entry);
        }
    }

    /// A request is not tried any more.
    pub(super) fn give_up(&mut self, key: Key, reason: Reason, out: &mut Out<'_>) {
        let Some(request) = self.requests.remove(key) else { return };
        self.statistics.failed += 1;
        self.statistics.failed_after += u128::from(self.now.since(request.arrived).0);
        self.statistics.open.fall(self.now);
        let failed = || Event::RequestFailed { request: request.number, reason };
        self.tell(Rule::BalanceRetry, request.entry, out, failed);
    }
}
