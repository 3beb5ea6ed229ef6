//! Seats: consoles in which the lines of a transcript are given, one after the other, as each is done.

use super::Run;
use crate::engine::SimTime;
use crate::lab::kind::Kind;
use crate::lab::transcript::{Line, TranscriptError};
use crate::shell::console::{Console, Step};
use crate::shell::pipeline::QuestionKind;
use std::collections::VecDeque;

/// Most events that a line may wait through in one moment; a guard against a wait that never yields.
const POLLS_PER_MOMENT_MAX: u32 = 64;

#[derive(Clone)]
pub(super) struct Seat {
    pub(super) console: Console,
    /// Lines of the transcript that follow here as soon as this one is done.
    pub(super) follow: VecDeque<Line>,
    /// The command under way, by its place among those typed.
    pub(super) typed: Option<usize>,
    pub(super) waiting: Option<Wait>,
    pub(super) question: Option<QuestionKind>,
    /// The text of the question.
    pub(super) asked: String,
}

#[derive(Clone, Copy)]
pub(super) struct Wait {
    /// When to look next; at the next event if none.
    pub(super) not_before: Option<SimTime>,
    pub(super) limit: Option<SimTime>,
}

impl Seat {
    pub(super) fn new(console: Console) -> Self {
        Seat { console, follow: VecDeque::new(), typed: None, waiting: None, question: None, asked: String::new() }
    }
}

impl<W: Kind> Run<W> {
    /// Looks at waiting lines, gives the lines that are due, and those that follow.
    #[inline(never)]
    pub(super) fn second_half_serve(&mut self) {
        let mut polls = 0;
        loop {
            let mut has_moved = false;
            for seat in 0..self.seats.len() {
                has_moved |= self.look_at(seat);
            }
            while self.agenda.front().and_then(|line| line.at).is_some_and(|at| at <= self.timeline.now()) {
                let Some(first) = self.agenda.pop_front() else { break };
                let seat = self.free_seat();
                self.seats[seat].follow.push_back(first);
                while self.agenda.front().is_some_and(|line| line.at.is_none()) {
                    self.seats[seat].follow.extend(self.agenda.pop_front());
                }
                // Before the next line of the same moment, which shares the console if this one is done.
                self.give_all(seat);
                has_moved = true;
            }
            for seat in 0..self.seats.len() {
                has_moved |= self.give_all(seat);
            }
            self.drop_idle_seats();
            polls += 1;
            if !has_moved || polls == POLLS_PER_MOMENT_MAX {
                return;
            }
        }
    }

    pub(super) fn free_seat(&mut self) -> usize {
        let is_free = |seat: &Seat| seat.waiting.is_none() && seat.follow.is_empty() && seat.question.is_none();
        match self.seats.iter().position(is_free) {
            Some(seat) => seat,
            None => {
                self.seats.push(Seat::new(Console::default()));
                self.seats.len() - 1
            }
        }
    }

    pub(super) fn look_at(&mut self, seat: usize) -> bool {
        let Some(wait) = self.seats[seat].waiting else { return false };
        let now = self.timeline.now();
        let is_time = wait.not_before.is_none_or(|at| at <= now) || wait.limit.is_some_and(|at| at <= now);
        if !is_time {
            return false;
        }
        let console = &mut self.seats[seat].console;
        let (step, _) = W::at_desk(&mut self.timeline, |lab| console.poll(lab));
        let was = self.seats[seat].waiting.take();
        self.note(seat, step);
        // Still waiting for the same: nothing has moved.
        !(was.is_some() && self.seats[seat].waiting.is_some())
    }

    /// Gives the lines of a seat until one waits, and says whether there was any.
    pub(super) fn give_all(&mut self, seat: usize) -> bool {
        let mut has_moved = false;
        while self.seats[seat].waiting.is_none() && self.give_next(seat) {
            has_moved = true;
        }
        has_moved
    }

    /// Gives the next line of a seat: an answer if one is asked for, else a command.
    pub(super) fn give_next(&mut self, seat: usize) -> bool {
        if let Some(kind) = self.seats[seat].question {
            return self.answer_from_transcript(seat, kind);
        }
        let Some(line) = self.seats[seat].follow.pop_front() else { return false };
        self.give(seat, &line.text, Some(line.place));
        true
    }

    /// In a transcript an unanswered confirmation takes its default; a value must be given.
    pub(super) fn answer_from_transcript(&mut self, seat: usize, kind: QuestionKind) -> bool {
        // A question that a person at the console was asked is hers to answer.
        let typed = self.seats[seat].typed.map(|typed| &self.typed[typed]);
        let Some(place) = typed.and_then(|typed| typed.place) else { return false };
        let next = self.seats[seat].follow.front().map(|line| line.text.clone());
        let takes_next = match (kind, &next) {
            (QuestionKind::Confirm, Some(text)) => is_answer(text),
            (QuestionKind::Parameter(_) | QuestionKind::Continuation, Some(_)) => true,
            (_, None) => false,
        };
        if takes_next {
            self.seats[seat].follow.pop_front();
            self.answer(seat, &next.unwrap_or_default());
        } else if kind == QuestionKind::Confirm {
            self.answer(seat, "");
        } else {
            let message = "the command asks for more, and no line follows that gives it".to_owned();
            let hint = Some("give the value as a parameter, or on the next line without a moment".to_owned());
            self.faults.push(TranscriptError { line: place.0, column: place.1, message, hint });
            let output = self.seats[seat].console.interrupt();
            self.note(seat, Step::Done(output));
        }
        true
    }

    pub(super) fn drop_idle_seats(&mut self) {
        let mut first = true;
        self.seats.retain(|seat| {
            let keep = first || seat.waiting.is_some() || seat.question.is_some() || !seat.follow.is_empty();
            first = false;
            keep
        });
    }
}

/// Whether a line answers a confirmation.
fn is_answer(text: &str) -> bool {
    let known = ["y", "yes", "a", "n", "no", "l", "s", "?"];
    known.iter().any(|answer| text.trim().eq_ignore_ascii_case(answer))
}
