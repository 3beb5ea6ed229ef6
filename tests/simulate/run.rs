//! A run under watch: every step is checked, and a broken law ends it.

use crate::chance::Chance;
use crate::history::History;
use crate::script;
use failover_lab::engine::{Progress, SimSpan, SimTime, StepBudget, Timeline};
use failover_lab::model::bench::Bench;
use failover_lab::model::exchange::ServerKind;
use failover_lab::model::ids::StorageGroupId;
use failover_lab::model::input::Input;
use failover_lab::model::invariant;
use failover_lab::model::objects::ObjectInput;
use failover_lab::model::params::Config;
use failover_lab::model::view::View;

/// No limit to the steps of a call.
pub const FREE: StepBudget = StepBudget(u64::MAX);
/// Steps from one look at the whole stream, and at all that is shown, to the next.
const LOOK_EVERY: u64 = 16;

/// Nothing, or how a law is broken.
pub type Checked = Result<(), String>;

/// Inputs with their moments, and when the run ends.
#[derive(Clone, Debug)]
pub struct Script {
    pub config: Config,
    pub inputs: Vec<(SimTime, Input)>,
    pub end: SimTime,
}

/// A run with its script so far.
pub struct Run {
    pub timeline: Timeline<Bench>,
    pub script: Script,
    history: History,
    /// Place of the active copy of each storage group after the step before.
    active: Vec<usize>,
}

/// What somebody sets up and does, and how long he waits in between.
#[derive(Clone, Copy)]
pub struct Habit {
    pub config: fn(u64, &mut Chance) -> Config,
    pub gap: fn(&mut Chance) -> SimSpan,
    /// Something that could be done now, if anything came to mind.
    pub input: fn(&Bench, &mut Chance) -> Option<Input>,
}

/// People with no plan.
pub const PEOPLE: Habit = Habit { config: script::config, gap: script::gap, input: script::input };

impl Run {
    pub fn new(config: Config) -> Self {
        let timeline = Timeline::new(Bench::new(config));
        let active = timeline.world().groups.iter().map(|storage| storage.active).collect();
        let script = Script { config, inputs: Vec::new(), end: SimTime::ZERO };
        Run { timeline, script, history: History::default(), active }
    }

    /// Goes on with a random script of `inputs` inputs, asking a question before each of them.
    pub fn go_on(
        &mut self,
        habit: &Habit,
        chance: &mut Chance,
        inputs: u32,
        ask: &mut dyn FnMut(&Run) -> Checked,
    ) -> Checked {
        for _ in 0..inputs {
            self.pass((habit.gap)(chance))?;
            ask(self)?;
            if let Some(input) = (habit.input)(self.timeline.world(), chance) {
                self.submit(input)?;
            }
        }
        self.pass((habit.gap)(chance))
    }

    /// A run that has not begun, and the chance that its script is made with.
    pub fn of_seed(habit: &Habit, seed: u64) -> (Run, Chance) {
        let mut chance = Chance::new(seed);
        (Run::new((habit.config)(seed, &mut chance)), chance)
    }

    /// Runs a script that was made before, checked as when it was made.
    pub fn replay(script: &Script, ask: &mut dyn FnMut(&Run) -> Checked) -> (Run, Checked) {
        let mut run = Run::new(script.config);
        let outcome = run.follow(script, ask);
        (run, outcome)
    }

    fn follow(&mut self, script: &Script, ask: &mut dyn FnMut(&Run) -> Checked) -> Checked {
        for (at, input) in &script.inputs {
            self.pass(at.since(self.timeline.now()))?;
            ask(self)?;
            self.submit_if_allowed(input.clone())?;
        }
        self.pass(script.end.since(self.timeline.now()))
    }

    /// The same script once more up to a moment, unchecked and in long strides.
    pub fn again(&self, until: SimTime) -> Timeline<Bench> {
        self.again_on(Bench::new(self.script.config), until)
    }

    /// The same, with every continuous rule asked after every step.
    pub fn again_without_calm(&self, until: SimTime) -> Timeline<Bench> {
        self.again_on(Bench::new(self.script.config).never_calm(), until)
    }

    fn again_on(&self, bench: Bench, until: SimTime) -> Timeline<Bench> {
        let mut timeline = Timeline::new(bench);
        for (at, input) in self.script.inputs.iter().filter(|(at, _)| *at <= until) {
            timeline.run_until(*at, FREE);
            timeline.submit(input.clone());
        }
        timeline.run_until(until, FREE);
        timeline
    }

    pub fn bench(&self) -> &Bench {
        self.timeline.world()
    }

    pub fn submit(&mut self, input: Input) -> Checked {
        self.script.inputs.push((self.timeline.now(), input.clone()));
        self.timeline.submit(input);
        self.check(true)
    }

    pub fn submit_if_allowed(&mut self, input: Input) -> Checked {
        // A shortened script may name a storage group that it does not make any more.
        let is_there = group_of(&input).is_none_or(|group| usize::from(group.0) < self.bench().groups.len());
        if is_there && self.bench().refusal(&input).is_none() { self.submit(input) } else { Ok(()) }
    }

    /// Lets time pass, step by step.
    pub fn pass(&mut self, span: SimSpan) -> Checked {
        let until = self.timeline.now() + span;
        self.script.end = until;
        while self.timeline.run_until(until, StepBudget(1)) == Progress::BudgetSpent {
            self.check(self.timeline.steps().is_multiple_of(LOOK_EVERY))?;
        }
        self.check(true)
    }

    fn check(&mut self, is_look: bool) -> Checked {
        let broken = invariant::broken(self.timeline.world())
            .or_else(|| self.history.read(self.timeline.journal(), self.timeline.world(), self.timeline.now()))
            .or_else(|| self.activated_by_itself())
            .or_else(|| is_look.then(|| self.look()).flatten());
        broken.map_or(Ok(()), Err)
    }

    /// Only CCR makes another copy the active one by itself; LCR and SCR wait for a person.
    fn activated_by_itself(&mut self) -> Option<String> {
        let bench = self.timeline.world();
        let active: Vec<usize> = bench.groups.iter().map(|storage| storage.active).collect();
        if active == self.active {
            return None;
        }
        let has_asked = self
            .script
            .inputs
            .iter()
            .any(|(_, input)| !matches!(input, Input::StopPart { .. } | Input::StartPart { .. }));
        let is_of_ccr = |storage: &&failover_lab::model::exchange::StorageGroup| {
            matches!(bench.server_of(storage.id).kind, ServerKind::NonShared(_))
        };
        let moved = bench.groups.iter().zip(&self.active).find(|(storage, was)| storage.active != **was);
        let by_itself = moved.filter(|(storage, _)| !is_of_ccr(storage) && !has_asked);
        let broken = by_itself.map(|(storage, _)| format!("{} was activated by itself", storage.database));
        self.active = active;
        broken
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
            .or_else(|| invariant::a_copy_has_every_log_it_has_yet_to_replay(self.bench()))
            .or_else(|| invariant::the_account_agrees_with_the_logs(self.bench()))
    }

    /// The newest entries of the journal, newest first.
    pub fn latest(&self) -> String {
        let entry = |entry: failover_lab::engine::Entry<'_, failover_lab::model::event::Event, _>| {
            format!("  {:>6} {:>9} {:?} {:?}\n", entry.number.0, entry.at.as_millis(), entry.event, entry.causes)
        };
        self.timeline.journal().iter().rev().take(25).map(entry).collect()
    }
}

/// The storage group that an input names.
fn group_of(input: &Input) -> Option<StorageGroupId> {
    match input {
        Input::CloseLog { group }
        | Input::SuspendCopy { group, .. }
        | Input::ResumeCopy { group, .. }
        | Input::UpdateCopy { group, .. }
        | Input::EnableStandby { group, .. }
        | Input::DisableStandby { group, .. }
        | Input::RecoverFiles { group, .. }
        | Input::RestoreCopy { group, .. }
        | Input::StartBackup { group, .. }
        | Input::StopBackup { group }
        | Input::RestoreBackup { group, .. }
        | Input::DeleteLogs { group, .. }
        | Input::DeleteNewerLogs { group, .. }
        | Input::RemoveMail { group, .. }
        | Input::SetCircularLogging { group, .. }
        | Input::MountDatabase { group }
        | Input::DismountDatabase { group } => Some(*group),
        Input::ChangeLocalCopy { input } => Some(input.group()),
        Input::ChangeObject { input } => match input {
            ObjectInput::NewStorageGroup { .. } => None,
            ObjectInput::RemoveStorageGroup { group }
            | ObjectInput::NewDatabase { group, .. }
            | ObjectInput::RemoveDatabase { group }
            | ObjectInput::SetDatabase { group, .. }
            | ObjectInput::MovePaths { group, .. }
            | ObjectInput::MoveMailboxes { group, .. } => Some(*group),
        },
        _ => None,
    }
}
