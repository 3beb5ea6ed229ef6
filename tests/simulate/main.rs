//! Random scripts over many seeds and all four modes: laws that *always* hold, things that *sometimes* happen,
//! and what *eventually* comes right when everything is mended. A failure prints its seed and the shortest
//! script that was found to break a law, as a transcript.
//!
//! | property | asked in |
//! |---|---|
//! | letters and edits are conserved | `mail_is_conserved`, `edits_are_conserved`, `the_account_agrees_with_the_logs` of `src/model/invariant.rs`, after every step (`run.rs`) |
//! | a database has one mounted owner | `at_most_one_database_is_mounted` there; one side of a split: `splits.rs` |
//! | logs are replayed in order and without gaps | `out_of_order` of `history.rs`; `a_copy_has_every_log_it_has_yet_to_replay` |
//! | no log goes that a rule protects | `truncation.rs`, every log in the moment when it goes |
//! | a healthy copy can be activated | `a_healthy_copy_can_be_activated`; that no inspected log is lost: `LogsLost` in `history.rs` |
//! | what was fetched is not lost, so that a handoff loses nothing | `fetched` of `history.rs` |
//! | the gauge says what a power cut costs | `always_the_gauge_says_what_a_power_cut_costs`, `gauge.rs` |
//! | no rule is passed over that would find something | `always_a_calm_bench_misses_nothing_that_all_rules_would_find` |
//! | the same seed gives the same digest | `always_the_same_script_gives_the_same_journal`, `always_a_seek_finds_what_a_straight_run_finds` |
//! | everything goes back to what a person did | `unrooted` of `history.rs` |
//! | nothing is stuck | `eventually_everything_works_again`, `remedy.rs` |
//! | the scripts get about | `reach.rs` |

mod chance;
mod gauge;
mod history;
mod ideas;
mod reach;
mod remedy;
mod run;
mod script;
mod shrink;
mod splits;
mod truncation;

use chance::Chance;
use failover_lab::engine::{Entry, SimSpan, SimTime};
use failover_lab::model::event::Event;
use failover_lab::model::input::Input;
use failover_lab::model::rule::Rule;
use gauge::Asked;
use reach::Reach;
use run::{Checked, FREE, Habit, PEOPLE, Run, Script};
use splits::SPLITTER;
use std::ops::RangeInclusive;
use std::sync::atomic::{AtomicU64, Ordering};

const SEEDS: RangeInclusive<u64> = 1..=1_200;
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

/// Whether a failure is shortened before it is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Telling {
    Short,
    Whole,
}

/// Runs every seed, on as many threads as the machine has cores. Tells the lowest seed that fails with its shortest
/// script, and of the others what they break.
fn sweep<T: Send>(seeds: RangeInclusive<u64>, of_seed: impl Fn(u64, Telling) -> Result<T, String> + Sync) -> Vec<T> {
    let (next, last) = (AtomicU64::new(*seeds.start()), *seeds.end());
    let work = || {
        let mut done = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed > last {
                return done;
            }
            done.push((seed, of_seed(seed, Telling::Short)));
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<(u64, Result<T, String>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("a worker ends")).collect()
    });
    all.sort_by_key(|(seed, _)| *seed);
    let failed: Vec<(u64, &String)> = all.iter().filter_map(|(seed, it)| Some((*seed, it.as_ref().err()?))).collect();
    if let Some((lowest, _)) = failed.first() {
        let told = of_seed(*lowest, Telling::Whole).err().unwrap_or_default();
        let others: String = failed.iter().map(|(seed, law)| format!("  SEED={seed}: {law}\n")).collect();
        panic!("{told}\n{} of the seeds fail:\n{others}", failed.len());
    }
    all.into_iter().filter_map(|(_, outcome)| outcome.ok()).collect()
}

/// A random run of a seed, asked before every input and once more at its end.
fn random(
    habit: &Habit,
    seed: u64,
    telling: Telling,
    inputs: u32,
    ask: &dyn Fn(&Run) -> Checked,
    end: &dyn Fn(&mut Run) -> Checked,
) -> Result<Run, String> {
    let (mut run, mut chance) = Run::of_seed(habit, seed);
    let outcome = run.go_on(habit, &mut chance, inputs, &mut |run| ask(run));
    let script = run.script.clone();
    let outcome = outcome.and_then(|()| end(&mut run));
    let trial = |script: &Script| {
        let (mut run, outcome) = Run::replay(script, &mut |run| ask(run));
        let outcome = outcome.and_then(|()| end(&mut run));
        (run, outcome)
    };
    match (outcome, telling) {
        (Ok(()), _) => Ok(run),
        (Err(law), Telling::Short) => Err(law),
        (Err(law), Telling::Whole) => Err(shrink::told(seed, &law, script, &trial)),
    }
}

fn unasked(_: &Run) -> Checked {
    Ok(())
}

#[test]
fn always_the_laws_hold_and_sometimes_everything_happens() {
    let reached = sweep(seeds(), |seed, telling| {
        let run = random(&PEOPLE, seed, telling, INPUTS, &unasked, &|_| Ok(()))?;
        assert!(run.script.inputs.len() > 10, "seed {seed} has a script of {} inputs", run.script.inputs.len());
        let mut reach = Reach::default();
        reach.read(&run.script.config, run.timeline.journal());
        Ok(reach)
    });
    let mut reach = Reach::default();
    reached.into_iter().for_each(|one| reach.add(one));
    println!("rarest: {:?}", reach.rarest());
    assert!(seeds() != SEEDS || reach.missing().is_empty(), "never in {SEEDS:?}: {:?}", reach.missing());
}

/// Whatever is cut off from whom, and for how short a time: no two sides of a cluster go on, at no moment.
#[test]
fn always_one_side_of_a_split_cluster_goes_on_at_most() {
    sweep(seeds(), |seed, telling| random(&SPLITTER, seed, telling, 3 * INPUTS, &unasked, &|_| Ok(())).map(|_| ()));
}

/// Nothing is ever stuck: whoever mends everything and does what the refusals say has the service back, unless all that
/// a database could come back from at home was destroyed.
#[test]
fn eventually_everything_works_again() {
    sweep(seeds(), |seed, telling| random(&PEOPLE, seed, telling, INPUTS, &unasked, &mend).map(|_| ()));
}

fn mend(run: &mut Run) -> Checked {
    run.submit_if_allowed(Input::SetWorkload { messages_per_hour: 60 })?;
    let mut is_hopeless = false;
    for _ in 0..PATIENCE {
        is_hopeless |= remedy::is_hopeless(run.bench());
        match remedy::next(run.bench()) {
            Some(remedy) => {
                run.submit(remedy)?;
                run.pass(SimSpan::from_secs(10))?;
            }
            None if remedy::left(run.bench()).is_none() => return Ok(()),
            None => run.pass(SimSpan::from_mins(2))?,
        }
    }
    match remedy::left(run.bench()) {
        Some(_) if is_hopeless => Ok(()),
        Some(left) => Err(format!("after {PATIENCE} remedies and waits {left}")),
        None => Ok(()),
    }
}

/// What the gauge shows is what is lost when the power is cut, and how long people then wait.
#[test]
fn always_the_gauge_says_what_a_power_cut_costs() {
    let asked = sweep(seeds(), |seed, telling| {
        let asked = std::cell::RefCell::new(Asked::default());
        random(&PEOPLE, seed, telling, INPUTS / 2, &|run| asked.borrow_mut().ask(run), &|_| Ok(()))?;
        Ok(asked.into_inner())
    });
    let asked = asked.into_iter().fold(Asked::default(), Asked::and);
    println!("{asked:?}");
    assert!(seeds() != SEEDS || asked.is_enough(), "{asked:?}");
}

#[test]
fn always_the_same_script_gives_the_same_journal() {
    sweep(first_of_seeds(150), |seed, telling| {
        let run = random(&PEOPLE, seed, telling, INPUTS, &unasked, &|_| Ok(()))?;
        let is_same = run.again(run.timeline.now()).digest() == run.timeline.digest();
        is_same.then_some(()).ok_or_else(|| format!("seed {seed}: another digest"))
    });
}

/// Whatever the rules were not asked about had nothing for them.
#[test]
fn always_a_calm_bench_misses_nothing_that_all_rules_would_find() {
    for habit in [&PEOPLE, &SPLITTER] {
        sweep(first_of_seeds(400), |seed, telling| {
            random(habit, seed, telling, INPUTS, &unasked, &|run| {
                let thorough = run.again_without_calm(run.timeline.now());
                let (missed, all) = (run.timeline.journal(), thorough.journal());
                if thorough.digest() == run.timeline.digest() {
                    return Ok(());
                }
                let differs = |(one, other): &(Entry<'_, Event, Rule>, Entry<'_, Event, Rule>)| {
                    (one.at, one.event, one.causes) != (other.at, other.event, other.causes)
                };
                let first = missed.iter().zip(all.iter()).find(differs).map(|(_, other)| other);
                Err(format!("a rule was not asked that finds something: {first:?}"))
            })
            .map(|_| ())
        });
    }
}

#[test]
fn always_a_seek_finds_what_a_straight_run_finds() {
    sweep(first_of_seeds(60), |seed, telling| {
        let mut run = random(&PEOPLE, seed, telling, INPUTS, &unasked, &|_| Ok(()))?;
        let whole = run.timeline.digest();
        let end = run.timeline.now();
        let mut chance = Chance::new(!seed);
        for _ in 0..8 {
            let moment = SimTime::from_millis(chance.below(end.as_millis() + 1));
            run.timeline.seek(moment, FREE);
            let straight = run.again(moment);
            if run.timeline.digest() != straight.digest() {
                return Err(format!("seed {seed} at {} ms: another digest", moment.as_millis()));
            }
        }
        run.timeline.seek(end, FREE);
        if run.timeline.digest() == whole { Ok(()) } else { Err(format!("seed {seed}: another digest at the end")) }
    });
}

fn first_of_seeds(count: u64) -> RangeInclusive<u64> {
    let seeds = seeds();
    *seeds.start()..=(*seeds.end()).min(*seeds.start() + count - 1)
}
