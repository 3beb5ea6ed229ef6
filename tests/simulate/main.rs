//! Random scripts over many seeds: laws that *always* hold, things that *sometimes* happen, and what
//! *eventually* comes right when everything is mended. A failure prints its seed and its script.

mod gauge;
mod history;
mod reach;
mod remedy;
mod run;
mod script;

use failover_lab::engine::{SimSpan, SimTime};
use failover_lab::model::input::Input;
use reach::Reach;
use run::{FREE, Run};
use script::Chance;
use std::ops::RangeInclusive;

const SEEDS: RangeInclusive<u64> = 1..=400;
const INPUTS: u32 = 40;
/// Remedies and waits after which everything has to be well.
const PATIENCE: u32 = 60;

/// The seeds to run: all, or those in the environment, as `SEED=54` or `SEED=1-5000`.
fn seeds() -> RangeInclusive<u64> {
    let Ok(asked) = std::env::var("SEED") else { return SEEDS };
    let (first, last) = asked.split_once('-').unwrap_or((&asked, &asked));
    let number = |text: &str| text.parse().expect("SEED is a number or two with a hyphen");
    number(first)..=number(last)
}

#[test]
fn always_the_laws_hold_and_sometimes_everything_happens() {
    let mut reach = Reach::default();
    for seed in seeds() {
        let run = Run::random(seed, INPUTS);
        assert!(run.script.len() > 10, "seed {seed} has a script of {} inputs", run.script.len());
        reach.read(run.timeline.journal());
    }
    println!("rarest: {:?}", reach.rarest());
    assert!(seeds() != SEEDS || reach.missing().is_empty(), "never in {SEEDS:?}: {:?}", reach.missing());
}

/// Nothing is ever stuck: whoever mends everything and does what the refusals say has the service back.
#[test]
fn eventually_everything_works_again() {
    for seed in seeds() {
        let mut run = Run::random(seed, INPUTS);
        run.submit_if_allowed(Input::SetWorkload { messages_per_hour: 60 });
        for _ in 0..PATIENCE {
            match remedy::next(run.bench()) {
                Some(remedy) => {
                    run.submit(remedy);
                    run.pass(SimSpan::from_secs(10));
                }
                None if remedy::left(run.bench()).is_none() => break,
                None => run.pass(SimSpan::from_mins(2)),
            }
        }
        if let Some(left) = remedy::left(run.bench()) {
            run.fail(&format!("after {PATIENCE} remedies and waits {left}"));
        }
    }
}

/// What the gauge shows is what is lost when the power is cut, and how long people then wait.
#[test]
fn always_the_gauge_says_what_a_power_cut_costs() {
    let mut asked = gauge::Asked::default();
    for seed in seeds() {
        Run::random_asking(seed, INPUTS / 2, |run| asked.ask(run));
    }
    println!("{asked:?}");
    let is_enough = asked.mounted > 100 && asked.waited > 20 && asked.letters > 100;
    assert!(seeds() != SEEDS || is_enough, "{asked:?}");
}

#[test]
fn always_the_same_script_gives_the_same_journal() {
    for seed in seeds().take(60) {
        let run = Run::random(seed, INPUTS);
        assert_eq!(run.again(run.timeline.now()).digest(), run.timeline.digest(), "seed {seed}");
    }
}

#[test]
fn always_a_seek_finds_what_a_straight_run_finds() {
    for seed in seeds().take(30) {
        let mut run = Run::random(seed, INPUTS);
        let whole = run.timeline.digest();
        let end = run.timeline.now();
        let mut chance = Chance::new(!seed);
        for _ in 0..8 {
            let moment = SimTime::from_millis(chance.below(end.as_millis() + 1));
            run.timeline.seek(moment, FREE);
            let straight = run.again(moment);
            assert_eq!(run.timeline.digest(), straight.digest(), "seed {seed} at {} ms", moment.as_millis());
        }
        run.timeline.seek(end, FREE);
        assert_eq!(run.timeline.digest(), whole, "seed {seed}");
    }
}
