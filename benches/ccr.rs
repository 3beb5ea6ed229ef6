//! The CCR bench at work: simulated hours a second, calm, busy and in trouble.

use divan::Bencher;
use divan::counter::ItemsCount;
use failover_lab::engine::{Journal, SimSpan, StepBudget, Timeline};
use failover_lab::model::arrangement::NODE_1;
use failover_lab::model::bench::Bench;
use failover_lab::model::ids::{How, Part};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Profile};

#[path = "support/goals.rs"]
mod goals;

/// Hours that one run simulates.
const HOURS: u64 = 24;

const CONFIGS: [(&str, Config); 3] = [
    ("240 average mailboxes", config(240, Profile::Average)),
    ("1000 heavy mailboxes", config(1_000, Profile::Heavy)),
    ("5000 very heavy mailboxes", config(5_000, Profile::VeryHeavy)),
];

const fn config(mailboxes: u16, profile: Profile) -> Config {
    Config {
        seed: 42,
        mailboxes,
        profile,
        build: Build::Sp1,
        windows: failover_lab::model::params::Windows::V2003,
        dial: failover_lab::model::params::MountDial::BestAvailability,
        ..Config::DEFAULT
    }
}

fn run(timeline: &mut Timeline<Bench>, hours: u64) {
    let until = timeline.now() + SimSpan::from_hours(hours);
    timeline.run_until(until, StepBudget(u64::MAX));
}

/// A day in which the active node loses its power every hour and is started again.
fn trouble(timeline: &mut Timeline<Bench>) {
    for _ in 0..HOURS {
        let part = Part::Node(timeline.world().main_server().owner.unwrap_or(NODE_1));
        timeline.submit(Input::StopPart { part, how: How::PowerCut });
        let until = timeline.now() + SimSpan::from_mins(10);
        timeline.run_until(until, StepBudget(u64::MAX));
        timeline.submit(Input::StartPart { part });
        let until = timeline.now() + SimSpan::from_mins(50);
        timeline.run_until(until, StepBudget(u64::MAX));
    }
}

#[divan::bench(args = [0, 1, 2], sample_count = 5)]
fn hours_with_the_journal_kept(bencher: Bencher<'_, '_>, which: usize) {
    bencher
        .counter(ItemsCount::new(HOURS))
        .with_inputs(|| Timeline::new(Bench::new(CONFIGS[which].1)))
        .bench_local_refs(|timeline| run(timeline, HOURS));
}

#[divan::bench(sample_count = 20)]
fn hours_in_trouble(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(HOURS))
        .with_inputs(|| Timeline::new(Bench::new(CONFIGS[0].1)))
        .bench_local_refs(trouble);
}

fn main() {
    divan::main();
    if !goals::are_asked_for() {
        return;
    }
    for (name, config) in CONFIGS {
        goals::rate(&format!("CCR, {name}"), "simulated hours", HOURS, None, || {
            let mut timeline = Timeline::new(Bench::new(config));
            move || run(&mut timeline, HOURS)
        });
    }
    let (name, config) = CONFIGS[0];
    goals::rate(&format!("CCR, {name}, journal counting only"), "simulated hours", HOURS, None, || {
        let mut timeline = Timeline::with_journal(Bench::new(config), Journal::counting());
        move || run(&mut timeline, HOURS)
    });
    goals::rate(&format!("CCR, {name}, a power cut every hour"), "simulated hours", HOURS, None, || {
        let mut timeline = Timeline::new(Bench::new(config));
        move || trouble(&mut timeline)
    });
    let mut timeline = Timeline::new(Bench::new(config));
    run(&mut timeline, 7 * 24);
    let end = timeline.now().as_millis();
    let mut chance = failover_lab::engine::RandomStream::new(7, 1);
    goals::median("seek to a random moment of a week of CCR", 10_000, || {
        let moment = failover_lab::engine::SimTime::from_millis(chance.below(end));
        timeline.seek(moment, StepBudget(u64::MAX));
    });
}
