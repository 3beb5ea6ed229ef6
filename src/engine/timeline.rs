//! A run that can be gone back on: inputs, journal, checkpoints.
//!
//! State at any moment is the nearest checkpoint before it and a replay from there. There are never
//! more than [`CHECKPOINTS_MAX`] checkpoints: when one more is due, every other one goes and they
//! lie twice as far apart, so memory stays bounded and a seek replays a bounded share of the run.

use super::digest::{Canonical, DigestValue};
use super::journal::Journal;
use super::kernel::Kernel;
use super::time::SimTime;
use super::world::World;

/// Most checkpoints that a timeline holds.
pub const CHECKPOINTS_MAX: usize = 96;
/// Steps between two checkpoints of a short run.
const SPACING_FIRST: u64 = 512;

/// Most steps that one call may take, so that no input freezes the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepBudget(pub u64);

/// How far a call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The moment that was asked for is reached.
    Arrived,
    /// The budget was spent before; call again to go on.
    BudgetSpent,
}

#[derive(Clone)]
struct Recorded<I> {
    at: SimTime,
    /// The kernel's step count when the input came: its exact place among work due at the same moment.
    steps: u64,
    input: I,
}

#[derive(Clone)]
struct Checkpoint<W: World> {
    kernel: Kernel<W>,
    journal_len: u32,
    inputs_done: usize,
}

/// One run of a world, from its start to the furthest moment it has seen.
#[derive(Clone)]
pub struct Timeline<W: World> {
    kernel: Kernel<W>,
    journal: Journal<W::Event, W::Rule>,
    inputs: Vec<Recorded<W::Input>>,
    inputs_done: usize,
    checkpoints: Vec<Checkpoint<W>>,
    spacing: u64,
    end: SimTime,
}

impl<W: World> Timeline<W> {
    /// Starts a world.
    pub fn new(world: W) -> Self {
        Timeline::with_journal(world, Journal::kept())
    }

    /// Starts a world with a journal of the caller's choice.
    pub fn with_journal(world: W, mut journal: Journal<W::Event, W::Rule>) -> Self {
        let kernel = Kernel::start(world, &mut journal);
        let first = Checkpoint { kernel: kernel.clone(), journal_len: journal.len() as u32, inputs_done: 0 };
        Timeline {
            kernel,
            journal,
            inputs: Vec::new(),
            inputs_done: 0,
            checkpoints: vec![first],
            spacing: SPACING_FIRST,
            end: SimTime::ZERO,
        }
    }

    /// The world as it is now.
    pub fn world(&self) -> &W {
        self.kernel.world()
    }

    /// The moment the timeline stands at.
    pub fn now(&self) -> SimTime {
        self.kernel.now()
    }

    /// The furthest moment this run has seen.
    pub fn end(&self) -> SimTime {
        self.end
    }

    /// The journal up to now.
    pub fn journal(&self) -> &Journal<W::Event, W::Rule> {
        &self.journal
    }

    /// How often the world has been stepped up to now.
    pub fn steps(&self) -> u64 {
        self.kernel.steps()
    }

    /// When something is next due to happen.
    pub fn next_due(&mut self) -> Option<SimTime> {
        let input = self.inputs.get(self.inputs_done).map(|recorded| recorded.at);
        match (self.kernel.next_due(), input) {
            (Some(work), Some(input)) => Some(work.min(input)),
            (work, input) => work.or(input),
        }
    }

    /// Whether the run, as it is known, goes on after now: an input here would change its future.
    pub fn has_future(&self) -> bool {
        self.end > self.now() || self.inputs_done < self.inputs.len()
    }

    /// Hands the world an input, now. What was known to follow is forgotten: fork first to keep it.
    pub fn submit(&mut self, input: W::Input) {
        self.inputs.truncate(self.inputs_done);
        self.journal.forget_future();
        let (now, steps) = (self.now(), self.kernel.steps());
        self.checkpoints.retain(|checkpoint| checkpoint.kernel.steps() <= steps);
        self.end = now;
        self.inputs.push(Recorded { at: now, steps, input: input.clone() });
        self.inputs_done += 1;
        self.kernel.apply(input, &mut self.journal);
    }

    /// A second run with the same past, standing at the same moment.
    pub fn fork(&self) -> Self {
        self.clone()
    }

    /// Goes to a moment, forwards or backwards.
    pub fn seek(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        let nearest = self.checkpoints.partition_point(|checkpoint| checkpoint.kernel.now() <= to).max(1) - 1;
        let checkpoint = &self.checkpoints[nearest];
        // Going forward, too, a checkpoint of the known future may be nearer than where the run stands.
        if to < self.now() || checkpoint.kernel.steps() > self.kernel.steps() {
            self.kernel = checkpoint.kernel.clone();
            self.inputs_done = checkpoint.inputs_done;
            self.journal.stand_at(checkpoint.journal_len);
        }
        self.run_until(to, budget)
    }

    /// Runs on to a moment; inputs that are known to follow are given again at their place.
    pub fn run_until(&mut self, until: SimTime, budget: StepBudget) -> Progress {
        let mut left = budget.0;
        loop {
            // Inputs first wherever the recorded step count says so: that is their place in the run.
            let next_input = self.inputs.get(self.inputs_done);
            if let Some(recorded) = next_input
                && recorded.at <= until
                && recorded.steps == self.kernel.steps()
            {
                let (at, input) = (recorded.at, recorded.input.clone());
                self.kernel.rest_at(at);
                self.kernel.apply(input, &mut self.journal);
                self.inputs_done += 1;
                continue;
            }
            if left == 0 {
                self.end = self.end.max(self.now());
                return Progress::BudgetSpent;
            }
            if !self.kernel.advance(until, &mut self.journal) {
                break;
            }
            left -= 1;
            self.checkpoint_if_due();
        }
        self.kernel.rest_at(until);
        self.end = self.end.max(until);
        Progress::Arrived
    }

    fn checkpoint_if_due(&mut self) {
        let last = self.checkpoints.last().map_or(0, |checkpoint| checkpoint.kernel.steps());
        if self.kernel.steps() < last + self.spacing {
            return;
        }
        if self.checkpoints.len() == CHECKPOINTS_MAX {
            let mut index = 0usize;
            self.checkpoints.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.spacing *= 2;
        }
        self.checkpoints.push(Checkpoint {
            kernel: self.kernel.clone(),
            journal_len: self.journal.len() as u32,
            inputs_done: self.inputs_done,
        });
    }

    /// How many checkpoints are held, for measurements.
    pub fn checkpoint_count(&self) -> usize {
        self.checkpoints.len()
    }
}

impl<W: World> Timeline<W>
where
    W::Event: Canonical,
    W::Rule: Canonical,
{
    /// The digest of the journal up to now.
    pub fn digest(&self) -> DigestValue {
        self.journal.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::world::{Cause, Outbox};
    use crate::engine::{Causes, Digest, RandomStream, SimSpan};

    /// A drunkard on a line: each step goes one way or the other after a random wait.
    #[derive(Clone)]
    struct Walk {
        chance: RandomStream,
        place: i64,
    }

    #[derive(Clone, Debug, PartialEq)]
    enum Happened {
        Began,
        Pushed(i32),
        Stepped(i64),
    }

    impl Canonical for Happened {
        fn write_to(&self, digest: &mut Digest) {
            match self {
                Happened::Began => digest.byte(0),
                Happened::Pushed(by) => digest.u32(*by as u32),
                Happened::Stepped(place) => digest.u64(*place as u64),
            }
        }
    }

    impl World for Walk {
        type Input = i32;
        type Work = ();
        type Event = Happened;
        type Rule = u8;

        fn step(&mut self, cause: Cause<i32, ()>, out: &mut Outbox<'_, Self>) {
            match cause {
                Cause::Start => {
                    let began = out.emit_uncaused(Happened::Began);
                    out.after_because(SimSpan::from_secs(1), (), began);
                }
                Cause::Input(by) => {
                    self.place += i64::from(by);
                    out.emit_uncaused(Happened::Pushed(by));
                }
                Cause::Work(()) => {
                    self.place += if self.chance.below(2) == 0 { -1 } else { 1 };
                    let stepped = out.emit(1, Happened::Stepped(self.place));
                    let wait = self.chance.exponential(SimSpan::from_millis(50));
                    out.after_because(wait, (), stepped);
                }
            }
        }
    }

    const FREE: StepBudget = StepBudget(u64::MAX);

    fn walk() -> Timeline<Walk> {
        Timeline::new(Walk { chance: RandomStream::new(42, 0), place: 0 })
    }

    fn secs(seconds: u64) -> SimTime {
        SimTime::from_secs(seconds)
    }

    fn walked(to: u64) -> Timeline<Walk> {
        let mut run = walk();
        run.run_until(secs(to / 3), FREE);
        run.submit(5);
        run.submit(-2);
        run.run_until(secs(to), FREE);
        run
    }

    #[test]
    fn a_seek_to_any_moment_finds_the_state_of_that_moment() {
        let mut run = walked(900);
        assert!(run.checkpoint_count() > 20);
        let whole = run.digest();
        for moment in [899, 0, 300, 299, 450, 1, 900] {
            let mut straight = walk();
            if moment >= 300 {
                straight.run_until(secs(300), FREE);
                straight.submit(5);
                straight.submit(-2);
            }
            straight.run_until(secs(moment), FREE);
            assert_eq!(run.seek(secs(moment), FREE), Progress::Arrived);
            assert_eq!((run.world().place, run.now()), (straight.world().place, secs(moment)), "at {moment} s");
            assert_eq!(run.digest(), straight.digest(), "at {moment} s");
        }
        assert_eq!(run.digest(), whole);
    }

    #[test]
    fn a_seek_replays_a_small_share_of_the_run_in_either_direction() {
        let mut run = walked(6_000);
        let share = StepBudget(run.steps() / 20);
        for moment in [0, 5_999, 10, 3_000, 6_000, 1] {
            assert_eq!(run.seek(secs(moment), share), Progress::Arrived, "at {moment} s");
        }
    }

    #[test]
    fn an_input_in_the_past_changes_the_future_and_a_fork_keeps_the_old_one() {
        let mut run = walked(600);
        let whole = run.digest();
        run.seek(secs(100), FREE);
        let mut kept = run.fork();
        assert!(run.has_future());
        run.submit(1);
        assert!(!run.has_future());
        run.run_until(secs(600), FREE);
        kept.run_until(secs(600), FREE);
        assert_eq!(kept.digest(), whole);
        assert_ne!(run.digest(), whole);
        run.seek(secs(50), FREE);
        run.run_until(secs(600), FREE);
        assert!(run.journal().iter().any(|entry| *entry.event == Happened::Pushed(1)));
        assert!(run.journal().iter().all(|entry| *entry.event != Happened::Pushed(5)));
    }

    #[test]
    fn the_checkpoints_stay_bounded() {
        let run = walked(60_000);
        assert!(run.steps() > 1_000_000);
        assert!((CHECKPOINTS_MAX / 2..=CHECKPOINTS_MAX).contains(&run.checkpoint_count()));
    }

    #[test]
    fn a_spent_budget_stops_in_between_and_the_next_call_goes_on() {
        let mut run = walk();
        let mut calls = 0;
        while run.run_until(secs(60), StepBudget(100)) == Progress::BudgetSpent {
            assert!(run.now() < secs(60));
            calls += 1;
        }
        let mut straight = walk();
        straight.run_until(secs(60), FREE);
        assert!(calls > 5, "{calls} calls");
        assert_eq!(run.digest(), straight.digest());
    }

    #[test]
    fn scheduled_work_remembers_what_caused_it() {
        let run = walked(10);
        for entry in run.journal().iter() {
            let uncaused = matches!(entry.event, Happened::Began | Happened::Pushed(_));
            assert_eq!(entry.causes.is_empty(), uncaused, "entry {}", entry.number.0);
            assert!(entry.causes.iter().all(|cause| *cause < entry.number.0));
        }
        assert!(Causes::NONE.as_slice().is_empty());
    }
}
