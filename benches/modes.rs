//! The four modes under people with no plan: 10,000 random commands over 30 simulated days.

use divan::Bencher;
use failover_lab::engine::{SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Mode, Source};

#[path = "../tests/simulate/chance.rs"]
mod chance;
#[expect(dead_code, reason = "rates and medians are for the other benchmarks")]
#[path = "support/goals.rs"]
mod goals;
#[path = "../tests/simulate/ideas.rs"]
mod ideas;
#[path = "support/limits.rs"]
mod limits;
#[expect(dead_code, reason = "what is left at the end concerns the tests alone")]
#[path = "../tests/simulate/remedy.rs"]
mod remedy;
#[expect(dead_code, reason = "arrangement and pauses are the bench's own")]
#[path = "../tests/simulate/script.rs"]
mod script;

/// Commands that a list has.
const COMMANDS: u64 = 10_000;
/// Time over which they are given.
const DAYS: u64 = 30;
/// Longest that such a list may take [µs].
const GOAL: u64 = 2_000_000;

const BENCHES: [(&str, Config); 6] = [
    ("LCR", of(Mode::Lcr, Source::StandAlone)),
    ("SCC", of(Mode::Scc, Source::StandAlone)),
    ("CCR", of(Mode::Ccr, Source::StandAlone)),
    ("SCR of a server", of(Mode::Scr, Source::StandAlone)),
    ("SCR of an SCC", of(Mode::Scr, Source::Scc)),
    ("SCR of a CCR, two targets", Config { targets: 2, ..of(Mode::Scr, Source::Ccr) }),
];

const fn of(mode: Mode, source: Source) -> Config {
    Config { mode, source, build: Build::Sp1, seed: 42, ..Config::DEFAULT }
}

type Commands = Vec<(SimTime, Input)>;

/// Makes the list by living through it once: what people do follows from what they see.
fn commands(config: Config) -> Commands {
    let mut chance = chance::Chance::new(config.seed);
    let mut timeline = Timeline::new(Bench::new(config));
    let mean = SimSpan::from_hours(24 * DAYS).as_millis() / COMMANDS;
    let mut commands = Vec::new();
    let mut at = SimTime::ZERO;
    while (commands.len() as u64) < COMMANDS {
        at += SimSpan::from_millis(chance.below(2 * mean));
        timeline.run_until(at, StepBudget(u64::MAX));
        if let Some(input) = script::input(timeline.world(), &mut chance) {
            commands.push((at, input.clone()));
            timeline.submit(input);
        }
    }
    commands
}

fn run(config: Config, commands: &Commands) -> Timeline<Bench> {
    let mut timeline = Timeline::new(Bench::new(config));
    for (at, input) in commands {
        timeline.run_until(*at, StepBudget(u64::MAX));
        timeline.submit(input.clone());
    }
    timeline
}

#[divan::bench(args = [0, 1, 2, 3, 4, 5], sample_count = 3, sample_size = 1)]
fn ten_thousand_commands(bencher: Bencher<'_, '_>, which: usize) {
    let commands = commands(BENCHES[which].1);
    bencher.bench_local(|| run(BENCHES[which].1, &commands));
}

fn main() {
    divan::main();
    if !goals::are_asked_for() {
        return;
    }
    for (name, config) in BENCHES {
        let commands = commands(config);
        let timeline = run(config, &commands);
        let (steps, entries) = (timeline.steps(), timeline.journal().len());
        drop(timeline);
        let what = format!("{name}: {COMMANDS} commands in {DAYS} days ({steps} steps, {entries} entries)");
        limits::longest(&what, GOAL, || drop(run(config, &commands)));
        limits::memory(name);
    }
}
