//! What a server does with the requests that reach it.

use super::bench::{BalanceBench, Out};
use super::calendar::Due;
use super::clock::{Moment, Nanos};
use super::config::Order;
use super::event::Event;
use super::ids::ServerId;
use super::request::{Place, Reason};
use super::server::Truth;
use super::slab::Key;
use crate::model::params::BALANCE_FAIL_FAST_MS;
use crate::model::rule::Rule;

impl BalanceBench {
    /// A server takes an attempt in, or turns it away.
    pub(super) fn accept(&mut self, attempt: Key, id: ServerId) -> Result<(), Reason> {
        let now = self.now;
        let Some(server) = self.servers.get_mut(id.index()) else { return Err(Reason::NoServer) };
        let turned_away = match server.truth {
            Truth::Off => {
                server.unanswered.push(attempt);
                return Ok(());
            }
            Truth::Refusing | Truth::Removed => Reason::Refused,
            Truth::Up | Truth::Slow | Truth::Hung | Truth::FailingFast => {
                if server.serving.len() < self.config.slots as usize {
                    self.begin(attempt, id);
                    return Ok(());
                }
                if server.queue.len() < self.config.queue_limit as usize {
                    server.queue.push_back(attempt);
                    server.waiting.set(now, server.queue.len() as u64);
                    if let Some(attempt) = self.attempts.get_mut(attempt) {
                        attempt.place = Place::Queued;
                    }
                    return Ok(());
                }
                Reason::QueueFull
            }
        };
        self.attempts.remove(attempt);
        self.statistics.attempts.rejected += 1;
        Err(turned_away)
    }

    /// An attempt is served, unless it was put off.
    pub(super) fn finish(&mut self, key: Key, out: &mut Out<'_>) {
        if self.attempts.get(key).is_none_or(|attempt| attempt.due != self.now) {
            return;
        }
        let Some(attempt) = self.attempts.remove(key) else { return };
        let id = attempt.server;
        if let Some(server) = self.servers.get_mut(id.index()) {
            if let Some(place) = server.serving.iter().position(|serving| *serving == key) {
                server.serving.swap_remove(place);
            }
            self.begin_next(id);
        }
        self.statistics.attempts.completed += 1;
        if !attempt.is_wanted {
            self.statistics.attempts.for_nobody += 1;
            return;
        }
        self.statistics.in_service -= 1;
        self.vacate(id, out);
        self.picker.observe(id, self.now.since(attempt.sent), self.now);
        if attempt.is_good {
            self.answer(attempt.request, id, out);
        } else {
            self.try_again(attempt.request, id, Reason::Error, out);
        }
    }

    /// Lets those that wait be served while there is room.
    pub(super) fn begin_next(&mut self, id: ServerId) {
        while let Some(server) = self.servers.get_mut(id.index()) {
            if server.serving.len() >= self.config.slots as usize {
                break;
            }
            let next = match self.config.order {
                Order::OldestFirst => server.queue.pop_front(),
                Order::NewestFirst => server.queue.pop_back(),
            };
            let Some(next) = next else { break };
            if self.config.drop_expired && self.attempts.get(next).is_none_or(|attempt| !attempt.is_wanted) {
                self.attempts.remove(next);
                self.statistics.attempts.dropped += 1;
                continue;
            }
            self.begin(next, id);
        }
        self.measure(id);
    }

    /// Brings the integrals of a server up to now.
    pub(super) fn measure(&mut self, id: ServerId) {
        let now = self.now;
        if let Some(server) = self.servers.get_mut(id.index()) {
            server.waiting.set(now, server.queue.len() as u64);
            server.busy.set(now, server.serving.len() as u64);
        }
    }

    fn begin(&mut self, key: Key, id: ServerId) {
        let now = self.now;
        let (Some(server), Some(attempt)) = (self.servers.get_mut(id.index()), self.attempts.get_mut(key)) else {
            return;
        };
        attempt.place = Place::Serving;
        if server.truth == Truth::FailingFast {
            attempt.left = Nanos::from_millis(BALANCE_FAIL_FAST_MS);
            attempt.is_good = false;
        }
        attempt.due = match server.truth.pace() {
            Some(pace) => now.after(attempt.left.times(pace)),
            None => Moment::NEVER,
        };
        if attempt.due < Moment::NEVER {
            self.calendar.push(attempt.due, Due::Finish(key));
        }
        self.statistics.in_service += u64::from(attempt.is_wanted);
        server.serving.push(key);
        server.busy.set(now, server.serving.len() as u64);
    }

    /// Nobody waits for an attempt any more. Its server does not know, and goes on.
    pub(super) fn let_go(&mut self, key: Key, reason: Reason, out: &mut Out<'_>) {
        let Some(attempt) = self.attempts.get_mut(key).filter(|attempt| attempt.is_wanted) else { return };
        attempt.is_wanted = false;
        let (request, id, place) = (attempt.request, attempt.server, attempt.place);
        match place {
            Place::Unanswered => {
                self.attempts.remove(key);
                self.statistics.attempts.lost += 1;
                if let Some(server) = self.servers.get_mut(id.index()) {
                    server.unanswered.retain(|unanswered| *unanswered != key);
                }
            }
            Place::Queued => {}
            Place::Serving => self.statistics.in_service -= 1,
        }
        // Last: a server that is drained may be taken out with it.
        self.vacate(id, out);
        self.try_again(request, id, reason, out);
    }

    fn answer(&mut self, key: Key, id: ServerId, out: &mut Out<'_>) {
        let Some(request) = self.requests.remove(key) else { return };
        let response = self.now.since(request.arrived);
        let is_believed_up = self.watch.get(id.index()).is_none_or(|watch| watch.is_believed_up);
        if !is_believed_up {
            self.statistics.attempts.by_believed_down += 1;
            self.count_success(id, out);
        }
        self.statistics.served += 1;
        self.statistics.open.fall(self.now);
        self.statistics.response.record(response);
        if let Some(server) = self.servers.get_mut(id.index()) {
            server.served += 1;
        }
        let served = || Event::RequestServed { request: request.number, server: id, response: response.rounded() };
        self.tell(Rule::BalanceService, request.entry, out, served);
    }
}
