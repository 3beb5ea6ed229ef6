//! One small lab: a load-balanced bench in motion, asked for its laws after every step.

use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::balance::clock::Nanos;
use failover_lab::model::balance::config::Health;
use failover_lab::model::balance::{BalanceBench, Config, Detail, Event, Fault, Input, ServerId, Statistics};

/// Whether stochastic runs take their long form: `FAILOVER_LAB_LONG=1`.
pub fn is_long() -> bool {
    std::env::var("FAILOVER_LAB_LONG").is_ok_and(|value| value == "1")
}

/// A bench without faults, checks, timeouts and retries, of which the journal tells nothing: pure queueing.
pub fn quiet() -> Config {
    Config {
        detail: Detail::Faults,
        health: Health::None,
        timeout_ms: 0,
        retries: 0,
        queue_limit: 1_000_000,
        ..Config::new(42)
    }
}

/// A bench under test.
pub struct Lab(pub Timeline<BalanceBench>);

impl Lab {
    pub fn new(config: Config) -> Lab {
        Lab(Timeline::new(BalanceBench::new(config)))
    }

    pub fn bench(&self) -> &BalanceBench {
        self.0.world()
    }

    pub fn statistics(&self) -> &Statistics {
        self.0.world().statistics()
    }

    /// Lets so many milliseconds pass; every law holds afterwards.
    #[track_caller]
    pub fn wait(&mut self, ms: u64) -> &mut Lab {
        let until = self.0.now() + SimSpan::from_millis(ms);
        assert_eq!(self.0.run_until(until, StepBudget(u64::MAX)), Progress::Arrived);
        let broken = self.bench().broken_laws();
        assert!(broken.is_empty(), "at {} of seed {}: {broken:?}", self.0.now(), self.bench().config().seed);
        self
    }

    #[track_caller]
    pub fn give(&mut self, input: Input) -> &mut Lab {
        self.0.submit(input);
        let broken = self.bench().broken_laws();
        assert!(broken.is_empty(), "{broken:?}");
        self
    }

    #[track_caller]
    pub fn stop(&mut self, server: u16, fault: Fault) -> &mut Lab {
        self.give(Input::StopServer { server: ServerId(server), fault })
    }

    #[track_caller]
    pub fn start(&mut self, server: u16) -> &mut Lab {
        self.give(Input::StartServer { server: ServerId(server) })
    }

    /// When an event was written for the first time, if ever [ms].
    pub fn first(&self, is_it: impl Fn(&Event) -> bool) -> Option<u64> {
        self.0.journal().iter().find(|entry| is_it(entry.event)).map(|entry| entry.at.as_millis())
    }

    /// How often an event was written.
    pub fn count(&self, is_it: impl Fn(&Event) -> bool) -> usize {
        self.0.journal().iter().filter(|entry| is_it(entry.event)).count()
    }

    /// The moments at which requests were sent to a server [ms].
    pub fn sent_to(&self, server: u16) -> Vec<u64> {
        let is_there = |event: &Event| matches!(event, Event::AttemptSent { server: to, .. } if to.0 == server);
        self.0.journal().iter().filter(|entry| is_there(entry.event)).map(|entry| entry.at.as_millis()).collect()
    }
}

/// The mean response of a run after its warm-up, in units of a hundred-thousandth of the mean service time.
pub fn mean_response(config: Config, requests: u64) -> u64 {
    let measured = measured(config, requests);
    measured.response.0 * 100_000 / Nanos::from_millis(u64::from(measured.service_ms)).0
}

/// What a run came to between its warm-up and its end.
pub struct Measured {
    pub response: Nanos,
    pub service_ms: u32,
    pub lab: Lab,
}

/// Runs until some requests have arrived; the first tenth is the warm-up, which does not count.
pub fn measured(config: Config, requests: u64) -> Measured {
    let service_ms = config.service_ms;
    let ms = requests * 1_000 / u64::from(config.rate);
    let mut lab = Lab::new(config);
    lab.wait(ms / 10);
    let (sum, count) = (lab.statistics().response.sum(), lab.statistics().response.count());
    lab.wait(ms);
    let (sum, count) = (lab.statistics().response.sum() - sum, lab.statistics().response.count() - count);
    Measured { response: Nanos((sum / u128::from(count)) as u64), service_ms, lab }
}

/// Fails unless a measured value is within so many thousandths of what theory says.
#[track_caller]
pub fn near(what: &str, measured: u64, theory: u64, thousandths: u64) {
    let allowed = theory * thousandths / 1_000;
    let percent = measured.abs_diff(theory) as i64 * 100_000 / theory.max(1) as i64;
    assert!(measured.abs_diff(theory) <= allowed, "{what}: {measured} for {theory}, off by {percent} of 100000");
}

pub const fn at(ms: u64) -> SimTime {
    SimTime::from_millis(ms)
}
