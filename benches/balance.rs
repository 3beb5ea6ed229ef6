//! The load-balanced bench at work: requests a second.

use divan::Bencher;
use divan::counter::ItemsCount;
use failover_lab::engine::{Journal, RandomStream, SimTime, StepBudget, Timeline};
use failover_lab::model::balance::config::Algorithm;
use failover_lab::model::balance::{BalanceBench, Config, Detail};

#[path = "support/goals.rs"]
mod goals;

/// Requests of one sample.
const REQUESTS: u64 = 2_000_000;
/// Requests a second of simulated time: 80 % of what one server can do.
const RATE: u32 = 800;

/// Servers at 80 %, without timeouts, and with statistics for a journal.
fn queue(servers: u16, algorithm: Algorithm) -> Timeline<BalanceBench> {
    let config = Config {
        detail: Detail::Faults,
        servers,
        algorithm,
        rate: RATE * u32::from(servers),
        service_ms: 1,
        queue_limit: 1_000_000,
        timeout_ms: 0,
        retries: 0,
        ..Config::new(42)
    };
    Timeline::with_journal(BalanceBench::new(config), Journal::counting())
}

/// Serves so many requests, near enough.
fn serve(queue: &mut Timeline<BalanceBench>) {
    let rate = u64::from(queue.world().config().rate);
    queue.run_until(SimTime::from_millis(REQUESTS * 1_000 / rate), StepBudget(u64::MAX));
}

#[divan::bench(args = [1, 8], sample_count = 5)]
fn requests_in_turn(bencher: Bencher<'_, '_>, servers: u16) {
    bencher
        .counter(ItemsCount::new(REQUESTS))
        .with_inputs(|| queue(servers, Algorithm::RoundRobin))
        .bench_local_refs(serve);
}

#[divan::bench(sample_count = 5)]
fn requests_to_the_better_of_two(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(REQUESTS)).with_inputs(|| queue(8, Algorithm::TwoChoices)).bench_local_refs(serve);
}

fn main() {
    divan::main();
    if goals::are_asked_for() {
        goals::rate("M/M/1 at 80 %", "requests", REQUESTS, Some(5_000_000), || {
            let mut queue = queue(1, Algorithm::RoundRobin);
            move || serve(&mut queue)
        });
        let mut told = Timeline::new(BalanceBench::new(Config::new(42)));
        told.run_until(SimTime::from_secs(3_600), StepBudget(u64::MAX));
        let mut chance = RandomStream::new(7, 1);
        goals::median("seek to a random moment of an hour at 14 requests/s, all told", 10_000, || {
            told.seek(SimTime::from_millis(chance.below(3_600_000)), StepBudget(u64::MAX));
        });
    }
}
