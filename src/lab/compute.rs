//! A session before a compute cluster: its transcript, one run, and what the run said.
//!
//! It has no branches and no lanes yet, because nothing draws them.

mod line;
mod parameters;

pub use parameters::{PARAMETERS, Parameter};

use super::desk::compute_view;
use super::run::{Run, Typed};
use super::session::JournalLine;
use super::transcript::{self, Line, TranscriptError};
use crate::engine::{Progress, SimTime, StepBudget};
use crate::lab::setting::instead_of;
use crate::model::compute::{ComputeBench, ComputeView, Config, Event, caption};
use crate::model::rule::Rule;

/// The name of the bench in transcripts.
pub const NAME: &str = "compute";

/// What it shows.
pub const SUMMARY: &str = "Compute cluster: a master hands out tasks, workers return results.";

/// A compute cluster and how it is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputeScenario {
    /// Its settings.
    pub config: Config,
}

impl Default for ComputeScenario {
    fn default() -> Self {
        ComputeScenario { config: Config { seed: 42, ..Config::default() } }
    }
}

impl ComputeScenario {
    /// The scenario with a parameter set.
    ///
    /// # Errors
    /// Says what was expected, in a sentence without the place, and what to try.
    pub fn with(mut self, name: &str, value: &str) -> Result<ComputeScenario, (String, String)> {
        let Some(parameter) = PARAMETERS.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name)) else {
            let names: Vec<&str> = PARAMETERS.iter().map(|parameter| parameter.name).collect();
            let hint = instead_of(name, &names);
            return Err((format!("'{NAME}' has no parameter '{name}'"), hint));
        };
        if (parameter.set)(&mut self.config, value) {
            return Ok(self);
        }
        Err((format!("'{value}' is not a value of {}", parameter.name), format!("use {}", parameter.values)))
    }
}

/// Whether a text is the transcript of a compute cluster: its first word says so.
pub fn is_compute(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let first =
        lines.filter(|line| !line.is_empty() && !line.starts_with('#')).find_map(|line| line.split_whitespace().next());
    first.is_some_and(|word| word.eq_ignore_ascii_case(NAME))
}

/// A session before a compute cluster.
#[derive(Clone)]
pub struct ComputeSession {
    scenario: ComputeScenario,
    run: Run<ComputeBench>,
    last: SimTime,
}

impl ComputeSession {
    /// Reads a transcript and opens it; `seed`, if there is one, stands for that of the transcript.
    ///
    /// # Errors
    /// Names line and column of the first thing that cannot be read.
    pub fn from_text(text: &str, seed: Option<u64>) -> Result<ComputeSession, TranscriptError> {
        let (mut scenario, lines): (ComputeScenario, Vec<Line>) = transcript::parse_with(text, line::parse_line)?;
        scenario.config.seed = seed.unwrap_or(scenario.config.seed);
        let last = lines.iter().filter_map(|line| line.at).max().unwrap_or(SimTime::ZERO);
        let run = Run::new(ComputeBench::new(scenario.config.clone()), lines);
        Ok(ComputeSession { scenario, run, last })
    }

    /// What the session runs.
    pub fn scenario(&self) -> &ComputeScenario {
        &self.scenario
    }

    /// The moment of the last line that has one.
    pub fn last_line(&self) -> SimTime {
        self.last
    }

    /// The moment it stands at.
    pub fn now(&self) -> SimTime {
        self.run.timeline.now()
    }

    /// Whether every line is done.
    pub fn is_idle(&self) -> bool {
        self.run.is_idle()
    }

    /// Runs on to a moment.
    pub fn run_until(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        self.run.run_until(to, budget)
    }

    /// The view of this moment.
    pub fn view(&self) -> ComputeView<'_> {
        compute_view(&self.run.timeline)
    }

    /// Every command with its output.
    pub fn typed(&self) -> &[Typed] {
        &self.run.typed
    }

    /// What the console would have printed, from the first command to the last.
    pub fn console_text(&self) -> String {
        super::run::text_of(&self.run.typed)
    }

    /// What was wrong with lines of the transcript.
    pub fn faults(&self) -> &[TranscriptError] {
        &self.run.faults
    }

    /// How many assertions did not hold.
    pub fn failed_assertions(&self) -> u32 {
        self.run.failed_assertions
    }

    /// The digest of the journal up to this moment.
    pub fn digest(&self) -> String {
        self.run.timeline.digest().to_string()
    }

    /// The journal up to this moment, newest first.
    pub fn journal(&self) -> impl Iterator<Item = JournalLine> + '_ {
        self.run.timeline.journal().iter().rev().map(|entry| JournalLine {
            number: entry.number,
            at: entry.at,
            event: entry.event.name(),
            subject: caption::subject(entry.event).name(),
            text: caption::sentence(entry.event),
            rule: entry.rule.map(Rule::id),
            causes: entry.causes.to_vec(),
            by_person: matches!(entry.event, Event::CommandGiven { .. }),
            is_notable: caption::is_notable(entry.event),
        })
    }

    /// The run up to this moment as a transcript.
    pub fn transcript(&self) -> String {
        super::run::transcript_of(&self.scenario, &self.run.typed, self.now())
    }
}

#[cfg(test)]
mod tests;
