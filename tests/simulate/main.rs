//! Random scripts over many seeds: laws that *always* hold, things that *sometimes* happen, and what
//! *eventually* comes right when everything is mended. A failure prints its seed and its script.

mod run;
mod script;

use failover_lab::engine::SimTime;
use run::{FREE, Run};
use script::Chance;
use std::ops::RangeInclusive;

const SEEDS: RangeInclusive<u64> = 1..=300;
const INPUTS: u32 = 40;

/// The seeds to run: all, or the one in `SEED`.
fn seeds() -> RangeInclusive<u64> {
    match std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()) {
        Some(seed) => seed..=seed,
        None => SEEDS,
    }
}

#[test]
fn always_the_laws_hold() {
    for seed in seeds() {
        let run = Run::random(seed, INPUTS);
        assert!(run.script.len() > 10, "seed {seed}");
    }
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
