//! A session: a scenario, a seed, what was typed and when, and the branches that came of going back.
//!
//! State at any moment is a function of these. Going back and doing something else forks a branch;
//! the old one is kept. Reading in the past forks nothing.
//!
//! Functions named `second_half_…` and what only they lead to are loaded by the page when they are first needed; see
//! `src/ui/second_half.rs`.

pub use super::console_line::{ConsoleLine, ConsoleText};
pub use super::lanes::{Cost, Lanes};
pub use super::run::{Entered, Typed};
pub use super::told::{BranchInfo, JournalLine, RuleTold, WhyStep};
pub use super::transcript::TranscriptError;

use super::run::{Run, text_of, transcript_of};
use super::scenario::Scenario;
use super::transcript::{Line, Transcript};
use crate::engine::{EntryNumber, Progress, SimTime, StepBudget};
use crate::model::bench::Bench;
use crate::model::caption;
use crate::model::event::Event;
use crate::model::ids::{Part, StorageGroupId};
use crate::model::input::Input;
use crate::model::refusal::Refusal;
use crate::model::rule::Rule;
use crate::model::scene::Scene;
use crate::model::view::View;
use crate::shell::host::Host;

/// Most branches that are kept; the oldest that is neither current nor an ancestor goes first.
const BRANCHES_MAX: usize = 24;

/// A completion of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What would stand there.
    pub text: String,
    /// Byte of the line at which it would begin.
    pub start: usize,
}

/// A session.
#[derive(Clone)]
pub struct Session {
    scenario: Scenario,
    runs: Vec<Run<Bench>>,
    current: usize,
    next_name: u32,
}

impl Session {
    /// A session with nothing planned.
    pub fn new(scenario: Scenario) -> Session {
        Session::with_plan(scenario, Vec::new())
    }

    /// A session that will give a transcript's lines at their moments.
    pub fn open(transcript: Transcript) -> Session {
        Session::with_plan(transcript.scenario, transcript.lines)
    }

    /// Reads a transcript and opens it.
    ///
    /// # Errors
    /// Names line and column of the first thing that cannot be read.
    pub fn from_text(text: &str) -> Result<Session, TranscriptError> {
        Transcript::parse(text).map(Session::open)
    }

    fn with_plan(scenario: Scenario, lines: Vec<Line>) -> Session {
        let run = Run::new(Bench::new(scenario.config), lines);
        Session { scenario, runs: vec![run], current: 0, next_name: 2 }
    }

    fn run(&self) -> &Run<Bench> {
        &self.runs[self.current]
    }

    fn run_mut(&mut self) -> &mut Run<Bench> {
        &mut self.runs[self.current]
    }

    /// What the session runs.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The moment on screen.
    pub fn now(&self) -> SimTime {
        self.run().timeline.now()
    }

    /// The furthest moment the current branch has seen.
    pub fn end(&self) -> SimTime {
        self.run().timeline.end()
    }

    /// Whether every line of the plan is done.
    pub fn is_idle(&self) -> bool {
        self.run().is_idle()
    }

    /// Runs on to a moment.
    pub fn run_until(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        self.run_mut().run_until(to, budget)
    }

    /// Goes to a moment, forwards or backwards.
    pub fn seek(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        if to < self.now() { self.run_mut().timeline.seek(to, budget) } else { self.run_until(to, budget) }
    }

    /// Goes on to the next event worth a step, within the budget.
    pub fn step_forward(&mut self, budget: StepBudget) -> Progress {
        let began = self.run().timeline.steps();
        let known = self.run().timeline.journal().len() as u32;
        loop {
            let run = self.run_mut();
            let has_stepped = run.view().journal.iter_from(EntryNumber(known)).any(|entry| is_step(entry.event));
            let spent = run.timeline.steps().saturating_sub(began);
            let Some(next) = run.timeline.next_due() else { return Progress::Arrived };
            if has_stepped {
                return Progress::Arrived;
            }
            if spent >= budget.0 || run.run_until(next, StepBudget(budget.0 - spent)) == Progress::BudgetSpent {
                return Progress::BudgetSpent;
            }
        }
    }

    /// Goes back to the event before the one on screen.
    pub fn step_back(&mut self, budget: StepBudget) -> Progress {
        let now = self.now();
        let before = self.run().view().journal.iter().rev().find(|entry| entry.at < now && is_step(entry.event));
        let to = before.map_or(SimTime::ZERO, |entry| entry.at);
        self.seek(to, budget)
    }

    /// Gives the console a line, or the answer to its question, now.
    ///
    /// A line that changes something in the past forks a branch; one that only reads does not.
    pub fn enter(&mut self, line: &str) -> Entered {
        self.second_half_enter(line)
    }

    #[inline(never)]
    fn second_half_enter(&mut self, line: &str) -> Entered {
        if !self.run().timeline.has_future() {
            return self.run_mut().enter(line).0;
        }
        let mut fork = self.run().up_to_now();
        let before = fork.shown.len();
        let (entered, has_submitted) = fork.enter(line);
        if has_submitted || matches!(entered, Entered::Asks | Entered::Runs) {
            fork.parent = Some(self.current);
            fork.forked_at = self.now();
            fork.name = self.next_name.to_string();
            self.next_name += 1;
            self.runs.push(fork);
            self.current = self.runs.len() - 1;
            self.forget_an_old_branch();
        } else {
            let run = self.run_mut();
            let place = run.shown.partition_point(|line| line.at <= run.timeline.now());
            run.shown.splice(place..place, fork.shown.drain(before..));
        }
        entered
    }

    /// Stops what the console is doing.
    pub fn interrupt(&mut self) {
        self.second_half_interrupt();
    }

    #[inline(never)]
    fn second_half_interrupt(&mut self) {
        self.run_mut().interrupt().map(|line| self.enter(&line));
    }

    fn forget_an_old_branch(&mut self) {
        if self.runs.len() <= BRANCHES_MAX {
            return;
        }
        let is_needed = |index: usize| index == self.current || self.runs.iter().any(|run| run.parent == Some(index));
        let Some(oldest) = (0..self.runs.len()).find(|index| !is_needed(*index)) else { return };
        self.runs.remove(oldest);
        let after_removal = |index: usize| if index > oldest { index - 1 } else { index };
        for run in &mut self.runs {
            run.parent = run.parent.map(after_removal);
        }
        self.current = after_removal(self.current);
    }

    /// What the console shows at this moment.
    pub fn console(&self) -> &[ConsoleLine] {
        let run = self.run();
        let shown = &run.shown[..run.shown.partition_point(|line| line.at <= run.timeline.now())];
        let cleared = shown.iter().rposition(|line| line.text == ConsoleText::Cleared).map_or(0, |at| at + 1);
        &shown[cleared..]
    }

    /// What stands before the cursor: the prompt, or the question that waits for its answer.
    pub fn prompt(&self) -> String {
        self.run().prompt()
    }

    /// Lines typed before, oldest first.
    pub fn history(&self) -> &[String] {
        self.run().console().history()
    }

    /// What could stand where the cursor is.
    pub fn complete(&self, line: &str, cursor: usize) -> Vec<Completion> {
        self.second_half_complete(line, cursor)
    }

    #[inline(never)]
    fn second_half_complete(&self, line: &str, cursor: usize) -> Vec<Completion> {
        let reader = Reader(self.view());
        let found = crate::shell::complete::complete(line, cursor, &reader);
        let start = found.span.start;
        found.candidates.into_iter().map(|text| Completion { text, start }).collect()
    }

    /// The branches, oldest first.
    pub fn branches(&self) -> Vec<BranchInfo> {
        let told = |(index, run): (usize, &Run<Bench>)| BranchInfo {
            name: run.name.clone(),
            forked_at: run.forked_at,
            parent: run.parent,
            end: run.timeline.end(),
            marks: marks(run),
            cost: run.fold.cost(run.timeline.end()),
            is_current: index == self.current,
        };
        self.runs.iter().enumerate().map(told).collect()
    }

    /// Puts another branch on screen, at the moment it was left.
    pub fn switch(&mut self, branch: usize) {
        if branch < self.runs.len() {
            self.current = branch;
        }
    }

    /// The view of this moment.
    pub fn view(&self) -> View<'_> {
        self.run().view()
    }

    /// What to draw and say of this moment.
    pub fn scene(&self) -> Scene {
        self.view().scene()
    }

    /// The journal up to this moment, newest first.
    pub fn journal(&self) -> impl Iterator<Item = JournalLine> + '_ {
        let view = self.view();
        view.journal.iter().rev().map(move |entry| JournalLine {
            number: entry.number,
            at: entry.at,
            event: entry.event.name(),
            subject: caption::subject(view.bench, entry.event),
            text: caption::sentence(view.bench, entry.event),
            rule: entry.rule.map(Rule::id),
            causes: entry.causes.to_vec(),
            by_person: matches!(entry.event, Event::CommandGiven { .. }),
            is_notable: caption::is_notable(entry.event),
        })
    }

    /// Why an entry happened, newest first; without one, why the latest notable event happened.
    pub fn why(&self, entry: Option<EntryNumber>) -> Vec<WhyStep> {
        self.second_half_why(entry)
    }

    #[inline(never)]
    fn second_half_why(&self, entry: Option<EntryNumber>) -> Vec<WhyStep> {
        let view = self.view();
        let latest =
            || view.journal.iter().rev().find(|entry| caption::is_notable(entry.event)).map(|entry| entry.number);
        let Some(entry) = entry.or_else(latest) else { return Vec::new() };
        let steps = view.why(entry).into_iter().filter_map(|number| view.journal.get(number));
        steps
            .map(|entry| WhyStep {
                number: entry.number,
                at: entry.at,
                text: caption::sentence(view.bench, entry.event),
                rule: entry.rule.map(RuleTold::from),
                is_command: matches!(entry.event, Event::CommandGiven { .. }),
            })
            .collect()
    }

    /// Facts about a component, as label and value.
    pub fn inspect(&self, component: &str) -> Vec<(String, String)> {
        self.second_half_inspect(component)
    }

    #[inline(never)]
    fn second_half_inspect(&self, component: &str) -> Vec<(String, String)> {
        let view = self.view();
        match view.part_named(component) {
            Some(part) => super::inspect::facts(&view, part),
            None => Vec::new(),
        }
    }

    /// The lanes of the current branch, to its end.
    pub fn lanes(&self) -> Lanes {
        let run = self.run();
        Lanes { marks: marks(run), ..run.fold.lanes(run.timeline.end()) }
    }

    /// What the current branch cost so far, to its end.
    pub fn cost(&self) -> Cost {
        self.run().fold.cost(self.end())
    }

    /// Every command of the current branch up to its end, with its output.
    pub fn typed(&self) -> &[Typed] {
        &self.run().typed
    }

    /// What the console would have printed, from the first command to the last.
    pub fn console_text(&self) -> String {
        text_of(self.typed())
    }

    /// What was wrong with lines of the plan.
    pub fn faults(&self) -> &[TranscriptError] {
        &self.run().faults
    }

    /// How many assertions of the plan did not hold.
    pub fn failed_assertions(&self) -> u32 {
        self.run().failed_assertions
    }

    /// The digest of the journal up to this moment.
    pub fn digest(&self) -> String {
        self.run().timeline.digest().to_string()
    }

    /// The current branch up to this moment as a transcript.
    pub fn transcript(&self) -> String {
        transcript_of(&self.scenario, self.typed(), self.now())
    }

    /// The storage group that the bench is about.
    pub const fn storage_group() -> StorageGroupId {
        StorageGroupId(0)
    }

    /// The part with this name.
    pub fn part_named(&self, name: &str) -> Option<Part> {
        self.view().part_named(name)
    }
}

/// Whether an event is worth a step of the time strip: everything but single letters.
fn is_step(event: &Event) -> bool {
    !matches!(event, Event::LetterDelivered { .. } | Event::LetterQueued { .. } | Event::LabStarted {})
}

fn marks(run: &Run<Bench>) -> Vec<(SimTime, String)> {
    run.typed.iter().map(|typed| (typed.at, typed.line.clone())).collect()
}

/// A host that only reads, for completion.
struct Reader<'a>(View<'a>);

impl Host for Reader<'_> {
    fn view(&self) -> View<'_> {
        self.0
    }

    fn submit(&mut self, _input: Input) -> Result<(), Refusal> {
        // Completion never gives an input; a reader has nothing to give it to.
        Err(Refusal::NotOnline)
    }
}
