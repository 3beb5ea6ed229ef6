//! One small lab: a compute cluster in motion, asked for its laws after every step.

use failover_lab::engine::{Journal, Progress, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::compute::{ComputeBench, Config, Event, Input, Part, Policy, Thousandths, WorkerId};
use failover_lab::model::ids::How;
use failover_lab::model::rule::Rule;

/// Far beyond the end of every job of these tests.
const LATE: SimTime = SimTime::from_secs(30 * 86_400);

/// A compute cluster in motion.
pub struct Lab {
    timeline: Timeline<ComputeBench>,
}

impl Lab {
    /// A cluster whose job was just submitted.
    pub fn new(config: Config) -> Lab {
        let lab = Lab { timeline: Timeline::new(ComputeBench::new(config)) };
        lab.ask();
        lab
    }

    /// The cluster.
    pub fn bench(&self) -> &ComputeBench {
        self.timeline.world()
    }

    /// The moment it stands at.
    pub fn now(&self) -> SimTime {
        self.timeline.now()
    }

    /// Runs on to a moment.
    pub fn run_to(&mut self, seconds: u64) {
        self.run_until(SimTime::from_secs(seconds));
    }

    /// Runs on to a moment.
    pub fn run_until(&mut self, until: SimTime) {
        while self.timeline.run_until(until, StepBudget(1)) == Progress::BudgetSpent {
            self.ask();
        }
    }

    /// Runs on until the job is finished or given up, and returns its makespan in milliseconds if it is finished.
    pub fn run_job(&mut self) -> Option<u64> {
        while self.bench().is_running() {
            let due = self.timeline.next_due().expect("whatever runs comes to an end");
            assert!(due < LATE, "the job does not end: {:?}", self.bench().tally());
            self.timeline.run_until(due, StepBudget(1));
            self.ask();
        }
        self.bench().figures(self.now()).makespan.map(SimSpan::as_millis)
    }

    /// Hands the cluster an input; false if it is refused.
    pub fn give(&mut self, input: Input) -> bool {
        let is_taken = self.bench().refusal(&input).is_none();
        self.timeline.submit(input);
        self.ask();
        is_taken
    }

    /// Breaks a part, which must be possible.
    pub fn stop(&mut self, part: Part, how: How) {
        assert!(self.give(Input::StopPart { part, how }), "{} cannot be stopped", part.name());
    }

    /// Mends a part, which must be possible.
    pub fn start(&mut self, part: Part) {
        assert!(self.give(Input::StartPart { part: Some(part) }), "{} cannot be started", part.name());
    }

    /// The events so far, with their moments in milliseconds.
    pub fn events(&self) -> impl Iterator<Item = (u64, &Event)> {
        self.journal().iter().map(|entry| (entry.at.as_millis(), entry.event))
    }

    /// How many events of this name there were.
    pub fn count(&self, name: &str) -> usize {
        self.events().filter(|(_, event)| event.name() == name).count()
    }

    /// When the first event of this name happened, in milliseconds.
    pub fn first(&self, name: &str) -> Option<u64> {
        self.events().find(|(_, event)| event.name() == name).map(|(at, _)| at)
    }

    /// The journal.
    pub fn journal(&self) -> &Journal<Event, Rule> {
        self.timeline.journal()
    }

    fn ask(&self) {
        if let Some(law) = self.bench().broken_law(self.now()) {
            panic!("at {}: not so: {law}", self.now());
        }
    }
}

/// A worker, from 1, as its name has it.
pub fn worker(number: u16) -> WorkerId {
    WorkerId(number - 1)
}

/// A worker as a part, from 1.
pub fn machine(number: u16) -> Part {
    Part::Worker(worker(number))
}

/// Whole sizes.
pub fn sizes(work: &[u32]) -> Vec<Thousandths> {
    work.iter().map(|size| Thousandths(size * 1_000)).collect()
}

/// A cluster that costs nothing but the tasks: no dispatch, no transfer; a task of size 1 takes a second.
pub fn ideal(workers: u16, policy: Policy) -> Config {
    Config {
        workers,
        policy,
        task: SimSpan::from_secs(1),
        dispatch: SimSpan::ZERO,
        transfer: SimSpan::ZERO,
        ..Config::default()
    }
}

/// The makespan of a job that nobody touches, in milliseconds.
pub fn makespan(config: Config) -> u64 {
    Lab::new(config).run_job().expect("a job that nobody touches is finished")
}
