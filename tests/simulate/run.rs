//! A run under watch: every step is checked, and a broken law is told with the script so far.

use crate::history::History;
use crate::script::{Chance, config, gap, input};
use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::input::Input;
use failover_lab::model::invariant;
use failover_lab::model::params::Config;
use failover_lab::model::view::View;

/// No limit to the steps of a call.
pub const FREE: StepBudget = StepBudget(u64::MAX);
/// Steps from one look at the whole stream, and at all that is shown, to the next.
const LOOK_EVERY: u64 = 16;

/// A run with its script so far.
pub struct Run {
    pub config: Config,
    pub timeline: Timeline<Bench>,
    pub script: Vec<(SimTime, Input)>,
    history: History,
}

impl Run {
    pub fn new(config: Config) -> Self {
        Run { config, timeline: Timeline::new(Bench::new(config)), script: Vec::new(), history: History::default() }
    }

    /// A random script of `inputs` inputs, run and checked.
    pub fn random(seed: u64, inputs: u32) -> Self {
        Run::random_asking(seed, inputs, |_| {})
    }

    /// As [`Run::random`], with a question before every input.
    pub fn random_asking(seed: u64, inputs: u32, mut ask: impl FnMut(&Run)) -> Self {
        let mut chance = Chance::new(seed);
        let mut run = Run::new(config(seed, &mut chance));
        for _ in 0..inputs {
            run.pass(gap(&mut chance));
            ask(&run);
            if let Some(input) = input(run.timeline.world(), &mut chance) {
                run.submit(input);
            }
        }
        run.pass(gap(&mut chance));
        run
    }

    /// The same script once more up to a moment, unchecked and in long strides.
    pub fn again(&self, until: SimTime) -> Timeline<Bench> {
        let mut timeline = Timeline::new(Bench::new(self.config));
        for (at, input) in self.script.iter().filter(|(at, _)| *at <= until) {
            timeline.run_until(*at, FREE);
            timeline.submit(input.clone());
        }
        timeline.run_until(until, FREE);
        timeline
    }

    pub fn bench(&self) -> &Bench {
        self.timeline.world()
    }

    pub fn submit(&mut self, input: Input) {
        self.script.push((self.timeline.now(), input.clone()));
        self.timeline.submit(input);
        self.check(true);
    }

    pub fn submit_if_allowed(&mut self, input: Input) {
        if self.bench().refusal(&input).is_none() {
            self.submit(input);
        }
    }

    /// Lets time pass, step by step.
    pub fn pass(&mut self, span: SimSpan) {
        let until = self.timeline.now() + span;
        while self.timeline.run_until(until, StepBudget(1)) == Progress::BudgetSpent {
            self.check(self.timeline.steps().is_multiple_of(LOOK_EVERY));
        }
        self.check(true);
    }

    fn check(&mut self, is_look: bool) {
        let mut broken = invariant::broken(self.bench()).or_else(|| self.history.read(self.timeline.journal()));
        if is_look {
            broken = broken.or_else(|| self.look());
        }
        if let Some(law) = broken {
            self.fail(&law);
        }
    }

    /// The costly laws; and whatever is shown can be shown at any moment.
    fn look(&self) -> Option<String> {
        let view = View { bench: self.bench(), journal: self.timeline.journal(), now: self.timeline.now() };
        let scene = view.scene();
        let exposure = view.exposure();
        if scene.exposure.letters != exposure.letters || exposure.letters_covered > exposure.letters {
            return Some(format!("the exposure is {exposure:?} and the scene shows {:?}", scene.exposure));
        }
        invariant::a_copy_has_only_what_the_source_closed(self.bench())
            .or_else(|| invariant::the_account_agrees_with_the_logs(self.bench()))
    }

    /// Ends the test with all that is needed to see it again.
    pub fn fail(&self, law: &str) -> ! {
        let journal = self.timeline.journal();
        let latest: Vec<String> = journal
            .iter()
            .rev()
            .take(25)
            .map(|entry| {
                format!("  {:>6} {:>9} {:?} {:?}", entry.number.0, entry.at.as_millis(), entry.event, entry.causes)
            })
            .collect();
        let script: Vec<String> =
            self.script.iter().map(|(at, input)| format!("  {:>9} ms {input:?}", at.as_millis())).collect();
        panic!(
            "seed {} at {} ms: {law}\n{:?}\nscript:\n{}\nlatest entries, newest first:\n{}\n",
            self.config.seed,
            self.timeline.now().as_millis(),
            self.config,
            script.join("\n"),
            latest.join("\n")
        )
    }
}
