//! A run under watch: every step is checked, and a broken law is told with the script so far.

use crate::script::{Chance, config, gap, input};
use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::event::Event;
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
    checked: u32,
}

impl Run {
    pub fn new(config: Config) -> Self {
        Run { config, timeline: Timeline::new(Bench::new(config)), script: Vec::new(), checked: 0 }
    }

    /// A random script of `inputs` inputs, run and checked.
    pub fn random(seed: u64, inputs: u32) -> Self {
        let mut chance = Chance::new(seed);
        let mut run = Run::new(config(seed, &mut chance));
        for _ in 0..inputs {
            run.pass(gap(&mut chance));
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

    /// Lets time pass, step by step.
    pub fn pass(&mut self, span: SimSpan) {
        let until = self.timeline.now() + span;
        while self.timeline.run_until(until, StepBudget(1)) == Progress::BudgetSpent {
            self.check(self.timeline.steps().is_multiple_of(LOOK_EVERY));
        }
        self.check(true);
    }

    fn check(&mut self, is_look: bool) {
        let mut broken = invariant::broken(self.bench()).or_else(|| self.broken_journal());
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

    /// Every entry but commands and the start has a cause, which is an earlier entry, and a rule.
    fn broken_journal(&mut self) -> Option<String> {
        let journal = self.timeline.journal();
        let from = std::mem::replace(&mut self.checked, journal.len() as u32);
        journal.iter_from(failover_lab::engine::EntryNumber(from)).find_map(|entry| {
            let is_first = matches!(entry.event, Event::CommandGiven { .. } | Event::LabStarted {});
            let (number, name) = (entry.number.0, entry.event.name());
            if is_first != entry.causes.is_empty() || is_first != entry.rule.is_none() {
                return Some(format!("entry {number}, {name}, has {} causes", entry.causes.len()));
            }
            entry
                .causes
                .iter()
                .any(|cause| *cause >= number)
                .then(|| format!("entry {number}, {name}, comes before its cause"))
        })
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
