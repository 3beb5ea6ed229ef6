//! One run of a session: the timeline, what was typed into it, and what it said.
//!
//! Lines wait for simulated time in a *seat*: a console and the lines that follow in it. The first
//! seat is the main console. A line that comes while that one is busy gets a seat of its own, as an
//! administrator would open a second window.

mod seat;

use super::console_line::{ConsoleLine, ConsoleText};
use super::desk;
use super::kind::{Follow, Kind};
use super::transcript::{Line, TranscriptError};
use crate::engine::{Progress, SimTime, StepBudget, Timeline, in_order};
use crate::model::bench::Bench;
use crate::model::view::View;
use crate::shell::console::{Console, PROMPT, Step};
use crate::shell::error::Category;
use crate::shell::output::{Output, Tone};
use core::fmt;
use seat::{Seat, Wait};
use std::collections::VecDeque;

/// What came of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is done.
    Done,
    /// It was refused, or could not be read.
    Refused,
    /// It asks for something: the next line is the answer.
    Asks,
    /// It runs on in simulated time.
    Runs,
}

/// A command with its answers, its output and its moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// When it was given, or last answered.
    pub at: SimTime,
    /// The line.
    pub line: String,
    /// The answers to its questions.
    pub answers: Vec<String>,
    /// What it has said so far.
    pub text: String,
    /// Where the line stands in its transcript.
    pub place: Option<(u32, u32)>,
}

/// A run.
#[derive(Clone)]
pub(super) struct Run<W: Kind> {
    pub name: String,
    pub parent: Option<usize>,
    pub forked_at: SimTime,
    pub timeline: Timeline<W>,
    pub typed: Vec<Typed>,
    pub shown: Vec<ConsoleLine>,
    /// What was wrong with lines of the transcript.
    pub faults: Vec<TranscriptError>,
    /// Assertions of the transcript that did not hold.
    pub failed_assertions: u32,
    pub fold: W::Fold,
    has_just_failed: bool,
    seats: Vec<Seat>,
    agenda: VecDeque<Line>,
    /// The main console as it was after each change.
    consoles: Vec<(SimTime, Console)>,
}

impl Run<Bench> {
    /// The view at the moment the run stands at.
    pub fn view(&self) -> View<'_> {
        desk::view(&self.timeline)
    }
}

impl<W: Kind> Run<W> {
    /// A run with lines to come.
    pub fn new(bench: W, agenda: Vec<Line>) -> Self {
        let console = Console::default();
        let mut run = Run {
            name: "1".to_owned(),
            parent: None,
            forked_at: SimTime::ZERO,
            timeline: Timeline::new(bench),
            typed: Vec::new(),
            shown: Vec::new(),
            faults: Vec::new(),
            failed_assertions: 0,
            fold: W::Fold::new(),
            has_just_failed: false,
            seats: vec![Seat::new(console.clone())],
            agenda: agenda.into(),
            consoles: vec![(SimTime::ZERO, console)],
        };
        run.take_untimed_beginning();
        run
    }

    /// Lines before the first moment follow from the start.
    fn take_untimed_beginning(&mut self) {
        while self.agenda.front().is_some_and(|line| line.at.is_none()) {
            self.seats[0].follow.extend(self.agenda.pop_front());
        }
    }

    /// The main console.
    pub fn console(&self) -> &Console {
        &self.consoles[self.consoles.partition_point(|(at, _)| *at <= self.timeline.now()).max(1) - 1].1
    }

    /// What stands before the cursor.
    pub fn prompt(&self) -> String {
        match self.seats[0].question {
            Some(_) if !self.timeline.has_future() => self.seats[0].asked.clone(),
            _ => PROMPT.to_owned(),
        }
    }

    /// Whether every line is done and none is to come.
    pub fn is_idle(&self) -> bool {
        self.agenda.is_empty() && self.seats.iter().all(|seat| seat.follow.is_empty() && seat.waiting.is_none())
    }

    /// Runs on to a moment, giving lines at theirs.
    pub fn run_until(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        let began = self.timeline.steps();
        loop {
            let spent = self.timeline.steps().saturating_sub(began);
            let left = StepBudget(budget.0.saturating_sub(spent));
            let is_past = self.timeline.has_future();
            let next = if is_past { self.timeline.end().min(to) } else { self.next_stop(to) };
            if self.timeline.run_until(next, left) == Progress::BudgetSpent {
                self.fold.follow(self.timeline.journal());
                return Progress::BudgetSpent;
            }
            if !self.timeline.has_future() && self.has_lines() {
                self.second_half_serve();
            }
            if next >= to && (self.timeline.has_future() || self.next_stop(to) >= to) {
                self.fold.follow(self.timeline.journal());
                return Progress::Arrived;
            }
            if left.0 == 0 {
                return Progress::BudgetSpent;
            }
        }
    }

    /// The next moment at which a line is due or a waiting line is to be looked at: now, if one only has to be given.
    fn next_stop(&mut self, to: SimTime) -> SimTime {
        let now = self.timeline.now();
        let is_ready = |seat: &Seat| seat.waiting.is_none() && seat.question.is_none() && !seat.follow.is_empty();
        if self.seats.iter().any(is_ready) {
            return now;
        }
        let mut stop = to;
        if let Some(at) = self.agenda.front().and_then(|line| line.at) {
            stop = stop.min(at.max(now));
        }
        if self.seats.iter().any(|seat| seat.waiting.is_some()) {
            let next_due = self.timeline.next_due();
            for wait in self.seats.iter().filter_map(|seat| seat.waiting) {
                let look = wait.not_before.or(next_due).unwrap_or(to);
                stop = stop.min(look.min(wait.limit.unwrap_or(SimTime::MAX)).max(now));
            }
        }
        stop
    }

    /// Whether a line waits, follows, asks or is to come.
    fn has_lines(&self) -> bool {
        let is_busy = |seat: &Seat| seat.waiting.is_some() || seat.question.is_some() || !seat.follow.is_empty();
        !self.agenda.is_empty() || self.seats.iter().any(is_busy)
    }

    /// Gives a line as a person at the main console does, or in a second window while that is busy.
    pub fn enter(&mut self, line: &str) -> (Entered, bool) {
        let seat = if self.seats[0].waiting.is_some() { self.free_seat() } else { 0 };
        let has_submitted = match self.seats[seat].question {
            Some(_) => self.answer(seat, line),
            None => self.give(seat, line, None),
        };
        let entered = match (&self.seats[seat].question, &self.seats[seat].waiting) {
            (Some(_), _) => Entered::Asks,
            (None, Some(_)) => Entered::Runs,
            (None, None) if self.has_just_failed => Entered::Refused,
            (None, None) => Entered::Done,
        };
        self.drop_idle_seats();
        self.fold.follow(self.timeline.journal());
        (entered, has_submitted)
    }

    /// Stops what the main console is doing, as Ctrl+C does. What it began in the model goes on there, unless the line
    /// that is given back is entered.
    pub fn interrupt(&mut self) -> Option<String> {
        let stopping = self.seats[0].console.stopping_line();
        let output = self.seats[0].console.interrupt();
        self.note(0, Step::Done(output));
        stopping
    }

    fn give(&mut self, seat: usize, line: &str, place: Option<(u32, u32)>) -> bool {
        let at = self.timeline.now();
        self.show(ConsoleText::Prompt(format!("{PROMPT}{line}")));
        let typed = Typed { at, line: line.to_owned(), answers: Vec::new(), text: String::new(), place };
        self.typed.push(typed);
        self.seats[seat].typed = Some(self.typed.len() - 1);
        self.step(seat, line)
    }

    fn answer(&mut self, seat: usize, answer: &str) -> bool {
        let at = self.timeline.now();
        let question = self.seats[seat].asked.clone();
        self.show(ConsoleText::Prompt(format!("{question}{answer}")));
        if let Some(typed) = self.seats[seat].typed.and_then(|typed| self.typed.get_mut(typed)) {
            // A command takes effect with its last answer: that is its moment in the transcript.
            typed.at = at;
            typed.answers.push(answer.to_owned());
            typed.text.push_str(&format!("{question}{answer}\n"));
        }
        self.step(seat, answer)
    }

    fn step(&mut self, seat: usize, text: &str) -> bool {
        let console = &mut self.seats[seat].console;
        let (step, has_submitted) = W::at_desk(&mut self.timeline, |lab| console.run(text, lab));
        self.note(seat, step);
        has_submitted
    }

    /// Writes down what a console said and what it waits for.
    fn note(&mut self, seat: usize, step: Step) {
        let (output, question, waiting) = match step {
            Step::Done(output) => (output, None, None),
            Step::Ask(prompt) => (prompt.before, Some((prompt.kind, prompt.text)), None),
            Step::Wait(wait) => {
                let at = |ms: Option<u64>| ms.map(SimTime::from_millis);
                let waits = Wait { not_before: at(wait.not_before_ms), limit: at(wait.limit_ms) };
                (wait.before, None, Some(waits))
            }
        };
        self.write_down(seat, &output);
        let it = &mut self.seats[seat];
        it.waiting = waiting;
        (it.question, it.asked) = match question {
            Some((kind, text)) => (Some(kind), text),
            None => (None, String::new()),
        };
        if seat == 0 {
            self.consoles.push((self.timeline.now(), self.seats[0].console.clone()));
        }
    }

    fn write_down(&mut self, seat: usize, output: &Output) {
        for chunk in &output.chunks {
            self.show(match chunk.tone {
                Tone::Plain | Tone::Warning => ConsoleText::Output(chunk.text.clone()),
                Tone::Error => ConsoleText::Error(chunk.text.clone()),
                Tone::Clear => ConsoleText::Cleared,
            });
        }
        self.has_just_failed = output.failed();
        let Some(typed) = self.seats[seat].typed.and_then(|typed| self.typed.get_mut(typed)) else { return };
        typed.text.push_str(&output.text());
        let Some(place) = typed.place else { return };
        for error in &output.errors {
            match error.category {
                Category::AssertionFailed => self.failed_assertions += 1,
                Category::ParserError
                | Category::CommandNotFound
                | Category::InvalidArgument
                | Category::ObjectNotFound
                | Category::NotImplemented
                | Category::LimitsExceeded => {
                    let within = error.span.map_or(0, |span| span.line_and_column(&typed.line).1.saturating_sub(1));
                    self.faults.push(TranscriptError {
                        line: place.0,
                        column: place.1 + within as u32,
                        message: error.message.clone(),
                        hint: error.hint.clone(),
                    });
                }
                Category::InvalidOperation | Category::InvalidData | Category::OperationStopped => {}
            }
        }
    }

    fn show(&mut self, text: ConsoleText) {
        let at = self.timeline.now();
        let place = self.shown.partition_point(|line| line.at <= at);
        self.shown.insert(place, ConsoleLine { at, text });
    }

    /// The same run up to now, with nothing planned and nothing under way but the main console.
    pub fn up_to_now(&self) -> Run<W> {
        let now = self.timeline.now();
        let mut run = self.clone();
        run.typed.retain(|typed| typed.at <= now);
        run.shown.retain(|line| line.at <= now);
        run.consoles.retain(|(at, _)| *at <= now);
        run.agenda.clear();
        run.seats = vec![Seat::new(self.console().clone())];
        // A line that was under way then is left to itself: its console is free again.
        if run.seats[0].console.is_prompting() || run.seats[0].console.is_waiting() {
            run.seats[0].console.interrupt();
        }
        run
    }
}

/// What the console would have printed, from the first command to the last.
pub(super) fn text_of(typed: &[Typed]) -> String {
    typed.iter().map(|typed| format!("{PROMPT}{}\n{}", typed.line, typed.text)).collect()
}

/// What was typed up to a moment as a transcript, behind the line of its scenario.
pub(super) fn transcript_of(scenario: &impl fmt::Display, typed: &[Typed], now: SimTime) -> String {
    let mut lines = Vec::new();
    for typed in typed.iter().filter(|typed| typed.at <= now) {
        lines.push(Line { at: Some(typed.at), text: typed.line.clone(), place: (0, 0) });
        let answers = typed.answers.iter().filter(|answer| !answer.trim().is_empty());
        lines.extend(answers.map(|answer| Line { at: None, text: answer.clone(), place: (0, 0) }));
    }
    // A command stands at its last answer, which may be later than one given after it.
    let mut groups: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match (line.at, groups.last_mut()) {
            (None, Some(group)) => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let groups = in_order(groups, |group| group[0].at);
    let written = groups.iter().flatten().map(|line| format!("{line}\n"));
    format!("{scenario}\n{}", written.collect::<String>())
}
