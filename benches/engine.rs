//! The engine at work on the smallest of worlds: events a second, and seeking in a long history.

use divan::Bencher;
use divan::counter::ItemsCount;
use failover_lab::engine::{
    Canonical, Cause, Digest, EntryNumber, Journal, Outbox, RandomStream, SimSpan, SimTime, StepBudget, Timeline, World,
};

#[path = "support/goals.rs"]
mod goals;

/// Two players and some balls: each hit is an event, caused by the hit before it.
#[derive(Clone)]
struct PingPong {
    balls: u32,
    chance: RandomStream,
    hits: [u64; 2],
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy)]
enum Happened {
    Served,
    Hit { side: Side, ball: u32 },
}

impl Canonical for Happened {
    fn write_to(&self, digest: &mut Digest) {
        match self {
            Happened::Served => digest.byte(0),
            Happened::Hit { side, ball } => {
                digest.byte(1 + *side as u8);
                digest.u32(*ball);
            }
        }
    }
}

impl World for PingPong {
    type Input = ();
    type Work = (Side, u32);
    type Event = Happened;
    type Rule = u8;

    fn step(&mut self, cause: Cause<(), (Side, u32)>, out: &mut Outbox<'_, Self>) {
        match cause {
            Cause::Start | Cause::Input(()) => {
                let served = out.emit_uncaused(Happened::Served);
                for ball in 0..self.balls {
                    self.fly(Side::Left, ball, served, out);
                }
            }
            Cause::Work((side, ball)) => {
                self.hits[side as usize] += 1;
                let hit = out.emit(1, Happened::Hit { side, ball });
                let other = match side {
                    Side::Left => Side::Right,
                    Side::Right => Side::Left,
                };
                self.fly(other, ball, hit, out);
            }
        }
    }
}

impl PingPong {
    fn fly(&mut self, to: Side, ball: u32, because: EntryNumber, out: &mut Outbox<'_, Self>) {
        let flight = SimSpan::from_millis(1 + self.chance.below(9));
        out.after_because(flight, (to, ball), because);
    }
}

fn game(balls: u32, journal: Journal<Happened, u8>) -> Timeline<PingPong> {
    Timeline::with_journal(PingPong { balls, chance: RandomStream::new(42, 1), hits: [0; 2] }, journal)
}

/// Plays so many hits.
fn play(game: &mut Timeline<PingPong>, hits: u64) {
    game.run_until(SimTime::MAX, StepBudget(hits));
}

const HITS: u64 = 1_000_000;

#[divan::bench(args = [1, 1_000], sample_count = 20)]
fn events_with_the_journal_kept(bencher: Bencher<'_, '_>, balls: u32) {
    bencher
        .counter(ItemsCount::new(HITS))
        .with_inputs(|| game(balls, Journal::kept()))
        .bench_local_refs(|game| play(game, HITS));
}

#[divan::bench(args = [1, 1_000], sample_count = 20)]
fn events_with_the_journal_counting(bencher: Bencher<'_, '_>, balls: u32) {
    bencher
        .counter(ItemsCount::new(HITS))
        .with_inputs(|| game(balls, Journal::counting()))
        .bench_local_refs(|game| play(game, HITS));
}

#[divan::bench(args = [1, 1_000], sample_count = 20)]
fn seek_to_a_random_moment_of_a_million_events(bencher: Bencher<'_, '_>, balls: u32) {
    let mut game = game(balls, Journal::kept());
    play(&mut game, HITS);
    let end = game.now().as_millis();
    let mut chance = RandomStream::new(7, 1);
    bencher.bench_local(|| game.seek(SimTime::from_millis(chance.below(end)), StepBudget(u64::MAX)));
}

fn main() {
    divan::main();
    if goals::are_asked_for() {
        goals::rate("ping-pong, journal kept", "events", HITS, Some(5_000_000), || {
            let mut game = game(1, Journal::kept());
            move || play(&mut game, HITS)
        });
        goals::rate("ping-pong, journal counting only", "events", HITS, Some(20_000_000), || {
            let mut game = game(1, Journal::counting());
            move || play(&mut game, HITS)
        });
        let mut game = game(1, Journal::kept());
        play(&mut game, HITS);
        let end = game.now().as_millis();
        let mut chance = RandomStream::new(7, 1);
        goals::median("seek to a random moment of a million events", 10_000, || {
            game.seek(SimTime::from_millis(chance.below(end)), StepBudget(u64::MAX));
        });
    }
}
