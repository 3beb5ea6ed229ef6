//! What people do is carried out: servers and the balancer break and work again.

use super::bench::{BalanceBench, Out};
use super::calendar::Due;
use super::clock::{Moment, Nanos};
use super::config::RATE_MAX;
use super::event::Event;
use super::ids::ServerId;
use super::input::{Fault, Input};
use super::request::{Place, Reason};
use super::server::Truth;
use super::slab::Key;
use crate::engine::EntryNumber;
use crate::model::rule::Rule;

impl BalanceBench {
    /// Carries out an input; what names nothing or changes nothing leaves the command in the journal alone.
    pub(super) fn carry_out(&mut self, input: Input, out: &mut Out<'_>) {
        let command = out.emit_uncaused(Event::CommandGiven { input: input.clone() });
        out.because(command);
        match input {
            Input::StopServer { server, fault } => self.break_server(server, fault, out),
            Input::StartServer { server } => self.mend_server(server, out),
            Input::StopBalancer => self.break_balancer(out),
            Input::StartBalancer => self.mend_balancer(out),
            Input::StartAll => {
                self.server_ids().for_each(|server| self.mend_server(server, out));
                self.mend_balancer(out);
            }
            Input::AddServer => self.add_server(out),
            Input::DrainServer { server } => self.drain(server, out),
            Input::SetRate { rate } => {
                let rate = rate.min(RATE_MAX);
                self.arrivals_because = Some(out.emit(Rule::BalanceArrivals, Event::RateSet { rate }));
                self.set_rate(rate);
            }
        }
    }

    fn break_server(&mut self, id: ServerId, fault: Fault, out: &mut Out<'_>) {
        let truth = match fault {
            Fault::PowerCut => Truth::Off,
            Fault::Crash => Truth::Refusing,
            Fault::Hang => Truth::Hung,
            Fault::Slow => Truth::Slow,
            Fault::FailFast => Truth::FailingFast,
        };
        let is_possible = |now: Truth| match now {
            Truth::Up | Truth::Slow | Truth::Hung | Truth::FailingFast => now != truth,
            // Without power, or without a service, only the power can still be lost.
            Truth::Refusing => truth == Truth::Off,
            Truth::Off | Truth::Removed => false,
        };
        if !self.server(id).is_some_and(|server| is_possible(server.truth)) {
            return;
        }
        let entry = out.emit(Rule::PartFails, Event::ServerFailed { server: id, fault });
        self.become_so(id, truth, entry, out);
        self.watch_record(id, out);
    }

    fn mend_server(&mut self, id: ServerId, out: &mut Out<'_>) {
        let is_broken = |now: Truth| match now {
            Truth::Slow | Truth::Hung | Truth::FailingFast | Truth::Refusing | Truth::Off => true,
            Truth::Up | Truth::Removed => false,
        };
        if !self.server(id).is_some_and(|server| is_broken(server.truth)) {
            return;
        }
        let entry = out.emit(Rule::PartReturns, Event::ServerReturned { server: id });
        self.become_so(id, Truth::Up, entry, out);
        self.watch_record(id, out);
    }

    /// A server does otherwise from now on, and so does what it has to do.
    pub(super) fn become_so(&mut self, id: ServerId, truth: Truth, entry: EntryNumber, out: &mut Out<'_>) {
        let Some(server) = self.servers.get_mut(id.index()) else { return };
        let pace = server.truth.pace();
        server.truth = truth;
        server.entry = Some(entry);
        let unanswered = core::mem::take(&mut server.unanswered);
        match truth {
            Truth::Up | Truth::Slow | Truth::Hung | Truth::FailingFast => self.change_pace(id, pace),
            Truth::Refusing | Truth::Removed => self.abort(id, out),
            Truth::Off => self.fall_silent(id),
        }
        // Whoever had no answer learns that nobody knows of the connection.
        unanswered.into_iter().for_each(|attempt| self.lose(attempt, out));
        self.begin_next(id);
    }

    /// What is being served goes on at another pace, from where it was.
    fn change_pace(&mut self, id: ServerId, before: Option<u64>) {
        let Some(server) = self.servers.get(id.index()) else { return };
        for key in &server.serving {
            let Some(attempt) = self.attempts.get_mut(*key) else { continue };
            if let Some(before) = before {
                attempt.left = Nanos(attempt.due.since(self.now).0 / before.max(1));
            }
            attempt.due = server.truth.pace().map_or(Moment::NEVER, |pace| self.now.after(attempt.left.times(pace)));
            if attempt.due < Moment::NEVER {
                self.calendar.push(attempt.due, Due::Finish(*key));
            }
        }
    }

    /// Every connection of a server breaks.
    pub(super) fn abort(&mut self, id: ServerId, out: &mut Out<'_>) {
        let Some(server) = self.servers.get_mut(id.index()) else { return };
        let mut broken = core::mem::take(&mut server.serving);
        broken.extend(core::mem::take(&mut server.queue));
        self.measure(id);
        broken.into_iter().for_each(|attempt| self.lose(attempt, out));
    }

    /// A server that has lost its power says nothing: whoever waits for an answer waits on.
    fn fall_silent(&mut self, id: ServerId) {
        let Some(server) = self.servers.get_mut(id.index()) else { return };
        let mut all = core::mem::take(&mut server.serving);
        all.extend(core::mem::take(&mut server.queue));
        for key in all {
            let Some(attempt) = self.attempts.get_mut(key) else { continue };
            if !attempt.is_wanted {
                self.attempts.remove(key);
                self.statistics.attempts.lost += 1;
                continue;
            }
            self.statistics.in_service -= u64::from(attempt.place == Place::Serving);
            attempt.place = Place::Unanswered;
            attempt.due = Moment::NEVER;
            server.unanswered.push(key);
        }
        self.measure(id);
    }

    /// An attempt is lost with its connection.
    fn lose(&mut self, key: Key, out: &mut Out<'_>) {
        let Some(attempt) = self.attempts.remove(key) else { return };
        self.statistics.attempts.lost += 1;
        if attempt.is_wanted {
            self.statistics.in_service -= u64::from(attempt.place == Place::Serving);
            self.vacate(attempt.server, out);
            self.try_again(attempt.request, attempt.server, Reason::Reset, out);
        }
    }

    fn break_balancer(&mut self, out: &mut Out<'_>) {
        if self.balancer_down.is_some() || !self.config.front.has_balancer() {
            return;
        }
        self.balancer_down = Some(out.emit(Rule::PartFails, Event::BalancerFailed {}));
        // Every connection goes through it; the servers go on with what they have.
        let through: Vec<Key> = self.attempts.iter().filter(|(_, it)| it.is_wanted).map(|(key, _)| key).collect();
        through.into_iter().for_each(|key| self.let_go(key, Reason::BalancerDown, out));
    }

    fn mend_balancer(&mut self, out: &mut Out<'_>) {
        if self.balancer_down.take().is_some() {
            out.emit(Rule::PartReturns, Event::BalancerReturned {});
        }
    }
}
