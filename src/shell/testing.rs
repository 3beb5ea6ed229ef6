//! A console in front of the CCR bench, for tests of this layer.

use super::console::{Console, Step};
use super::host::Host;
use crate::engine::{SimTime, StepBudget, Timeline};
use crate::model::bench::Bench;
use crate::model::input::Input;
use crate::model::params::{Build, Config};
use crate::model::refusal::Refusal;
use crate::model::view::View;

/// The bench and the time in which it moves.
pub struct Lab {
    timeline: Timeline<Bench>,
}

impl Host for Lab {
    fn view(&self) -> View<'_> {
        View { bench: self.timeline.world(), journal: self.timeline.journal(), now: self.timeline.now() }
    }

    fn submit(&mut self, input: Input) -> Result<(), Refusal> {
        match self.timeline.world().refusal(&input) {
            Some(refusal) => Err(refusal),
            None => {
                self.timeline.submit(input);
                Ok(())
            }
        }
    }
}

impl Lab {
    /// A bench at its start, without a steady load unless a test sets one.
    pub fn new(build: Build) -> Lab {
        Lab::of(Config { build, ..Config::default() })
    }

    /// As [`Lab::new`], of any mode.
    pub fn of(config: Config) -> Lab {
        let mut lab = Lab { timeline: Timeline::new(Bench::new(Config { seed: 42, ..config })) };
        lab.timeline.submit(Input::SetWorkload { messages_per_hour: 0 });
        lab
    }

    /// The moment [ms].
    pub fn view_ms(&self) -> u64 {
        self.now_ms()
    }

    /// Hands the world an input past every console.
    pub fn submit_now(&mut self, input: Input) {
        self.timeline.submit(input);
    }

    /// Lets so many seconds pass.
    pub fn pass(&mut self, seconds: u64) {
        let until = SimTime::from_millis(self.now_ms() + seconds * 1_000);
        self.timeline.run_until(until, StepBudget(10_000_000));
    }
}

/// A console with its lab.
pub struct Desk {
    /// The lab.
    pub lab: Lab,
    /// The console.
    pub console: Console,
}

impl Desk {
    /// A fresh console in front of a bench.
    pub fn new(build: Build) -> Desk {
        Desk { lab: Lab::new(build), console: Console::default() }
    }

    /// A fresh console in front of a bench of any mode.
    pub fn of(config: Config) -> Desk {
        Desk { lab: Lab::of(config), console: Console::default() }
    }

    /// Types a line or an answer.
    pub fn step(&mut self, line: &str) -> Step {
        self.console.run(line, &mut self.lab)
    }

    /// Types a line that waits for no longer than three hours; gives the whole text.
    pub fn text(&mut self, line: &str) -> String {
        let mut text = String::new();
        let mut step = self.step(line);
        for _ in 0..10_800 {
            match step {
                Step::Done(output) => return text + &output.text(),
                Step::Ask(prompt) => return text + &prompt.before.text() + &prompt.text,
                Step::Wait(waiting) => text.push_str(&waiting.before.text()),
            }
            self.lab.pass(1);
            step = self.console.poll(&mut self.lab);
        }
        text + "(still waiting)"
    }

    /// Types lines one after the other; the text of the last.
    pub fn texts(&mut self, lines: &[&str]) -> String {
        lines.iter().map(|line| self.text(line)).last().unwrap_or_default()
    }
}
