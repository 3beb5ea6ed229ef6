//! The load-balanced bench as a world: one step handles one cause, after all traffic that came before it.

use super::affinity::Binding;
use super::algorithm::Picker;
use super::calendar::{Calendar, Due, Next};
use super::clock::{Moment, Nanos};
use super::config::{Config, Detail};
use super::draw::Chance;
use super::event::Event;
use super::front::dns::Names;
use super::front::nlb::Hosts;
use super::ids::ServerId;
use super::input::Input;
use super::pool::Pool;
use super::request::{Attempt, Reason, Request};
use super::retry::Budget;
use super::server::Server;
use super::slab::Slab;
use super::statistics::Statistics;
use super::watch::Watch;
use super::work::Work;
use crate::engine::{Cause, Causes, EntryNumber, Outbox, SimTime, World};
use crate::model::rule::Rule;
use std::collections::BTreeMap;

/// What a step writes to.
pub type Out<'a> = Outbox<'a, BalanceBench>;

/// Servers, whatever chooses among them, and the requests that come.
#[derive(Clone, Debug)]
pub struct BalanceBench {
    pub(super) config: Config,
    pub(super) now: Moment,
    pub(super) chance: Chance,
    pub(super) calendar: Calendar,
    pub(super) gap: Nanos,
    pub(super) requests: Slab<Request>,
    pub(super) attempts: Slab<Attempt>,
    pub(super) servers: Vec<Server>,
    pub(super) pool: Pool,
    pub(super) picker: Picker,
    /// What is believed of each server.
    pub(super) watch: Vec<Watch>,
    /// Whether all servers are used because none counts as up.
    pub(super) has_failed_open: bool,
    pub(super) bindings: BTreeMap<u32, Binding>,
    pub(super) names: Names,
    pub(super) hosts: Hosts,
    /// The entry that made the balancer down, if it is.
    pub(super) balancer_down: Option<EntryNumber>,
    /// Whether it matters who sends a request.
    pub(super) knows_clients: bool,
    pub(super) budget: Budget,
    pub(super) statistics: Statistics,
    /// Whose doing it is that requests come: the start, or a command.
    pub(super) arrivals_because: Option<EntryNumber>,
    /// When the engine comes back for traffic.
    wake: SimTime,
}

impl World for BalanceBench {
    type Input = Input;
    type Work = Work;
    type Event = Event;
    type Rule = Rule;

    fn step(&mut self, cause: Cause<Input, Work>, out: &mut Out<'_>) {
        self.run_traffic(Moment::of(out.now()), out);
        match cause {
            Cause::Start => {
                self.arrivals_because = Some(out.emit_uncaused(Event::BenchStarted {}));
                self.set_rate(self.config.rate);
                self.fill_caches();
                self.begin_checks(out);
                self.begin_heartbeats(out);
            }
            Cause::Input(input) => self.carry_out(input, out),
            Cause::Work(work) => self.work(work, out),
        }
        self.come_back(out);
    }
}

impl BalanceBench {
    /// A bench before its start.
    pub fn new(config: Config) -> Self {
        let config = config.clamped();
        let mut pool = Pool::default();
        (0..config.servers).for_each(|server| {
            pool.add(config.weight(server));
        });
        BalanceBench {
            now: Moment::default(),
            chance: Chance::new(config.seed),
            calendar: Calendar::default(),
            gap: Nanos::ZERO,
            requests: Slab::default(),
            attempts: Slab::default(),
            servers: (0..config.servers).map(|_| Server::default()).collect(),
            picker: Picker::new(&config, &pool),
            pool,
            watch: vec![Watch::default(); usize::from(config.servers)],
            has_failed_open: false,
            bindings: BTreeMap::new(),
            names: Names::default(),
            hosts: Hosts::default(),
            balancer_down: None,
            knows_clients: config.knows_clients(),
            budget: Budget::default(),
            statistics: Statistics::default(),
            arrivals_because: None,
            wake: SimTime::MAX,
            config,
        }
    }

    /// What it was set up from.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What the run has come to.
    pub fn statistics(&self) -> &Statistics {
        &self.statistics
    }

    /// The moment of traffic that the bench stands at.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The servers with their names.
    pub fn servers(&self) -> impl Iterator<Item = (ServerId, &Server)> {
        self.servers.iter().enumerate().map(|(index, server)| (ServerId(index as u16), server))
    }

    /// The ids of all servers.
    pub(super) fn server_ids(&self) -> impl Iterator<Item = ServerId> + use<> {
        (0..self.servers.len() as u16).map(ServerId)
    }

    /// A server, if there is one with this number.
    pub fn server(&self, server: ServerId) -> Option<&Server> {
        self.servers.get(server.index())
    }

    /// What is believed of a server.
    pub fn belief(&self, server: ServerId) -> Option<&Watch> {
        self.watch.get(server.index())
    }

    /// The hosts that share requests without a balancer, as they have agreed.
    pub fn hosts(&self) -> &[ServerId] {
        &self.hosts.map
    }

    /// The servers as the front sees them.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// Lets requests come at a rate from now on.
    pub(super) fn set_rate(&mut self, rate: u32) {
        self.calendar.next_arrival = match 1_000_000_000u64.checked_div(u64::from(rate)) {
            Some(gap) => {
                self.gap = Nanos(gap.max(1));
                self.now.after(self.chance.gap(self.config.arrivals, self.gap))
            }
            None => Moment::NEVER,
        };
    }

    /// Writes an event about a single request, where the journal tells of them.
    pub(super) fn tell(
        &self,
        rule: Rule,
        because: Option<EntryNumber>,
        out: &mut Out<'_>,
        event: impl FnOnce() -> Event,
    ) -> Option<EntryNumber> {
        match self.config.detail {
            Detail::Everything => Some(out.emit_because(rule, event(), Causes::NONE.and_if(because))),
            Detail::Faults => None,
        }
    }

    /// Lets everything happen that is due until now.
    fn run_traffic(&mut self, until: Moment, out: &mut Out<'_>) {
        while let Some(next) = self.calendar.take(until) {
            match next {
                Next::Arrival(at) => {
                    self.now = at;
                    self.arrive(out);
                }
                Next::Due(at, due) => {
                    self.now = at;
                    match due {
                        Due::Finish(attempt) => self.finish(attempt, out),
                        Due::TimeOut(attempt) => self.let_go(attempt, Reason::TimedOut, out),
                        Due::Retry(request) => self.send(request, out),
                    }
                }
            }
        }
        self.now = until;
    }

    /// Does what is due on the engine's clock.
    fn work(&mut self, work: Work, out: &mut Out<'_>) {
        match work {
            Work::Traffic => {
                if out.now() == self.wake {
                    self.wake = SimTime::MAX;
                }
            }
            Work::Check { server } => self.check(server, out),
            Work::CheckTimedOut { server } => self.check_timed_out(server, out),
            Work::Silent { server, since } => self.end_silence(server, since, out),
            Work::EndPause { server } => self.end_pause(server),
            Work::DrainOver { server } => self.take_out(server, out),
            Work::Warm { server, since } => self.be_warm(server, since, out),
            Work::Withdraw { server } => self.withdraw(server, out),
            Work::Heartbeat => self.heartbeat(out),
            Work::Converged => self.converged(out),
        }
    }

    /// Asks the engine to come back when traffic moves next, unless it comes earlier anyway.
    fn come_back(&mut self, out: &mut Out<'_>) {
        let next = self.calendar.next_at();
        let at = next.rounded_up();
        if next < Moment::NEVER && at < self.wake {
            self.wake = at;
            out.after_because(at.since(out.now()), Work::Traffic, Causes::NONE);
        }
    }
}
