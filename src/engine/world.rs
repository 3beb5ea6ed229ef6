//! What a world is to the engine: state, and one door through which it changes.

use super::journal::{Causes, EntryNumber, Journal};
use super::queue::{Queue, Ticket};
use super::time::{SimSpan, SimTime};

/// A world that people act on and that the engine moves through time.
///
/// There are three closed lists. *Inputs* are what people do, in the imperative. *Work* is what the
/// world has told the engine to come back for; most of it (a tick, a poll) is nobody's business.
/// *Events* are what happened, in the past tense; only they stand in the journal. Keeping work and
/// events apart lets a heartbeat cost a queue entry and no line of history.
pub trait World: Clone {
    /// What people and scenarios do.
    type Input: Clone;
    /// What the world has scheduled for itself.
    type Work: Clone;
    /// What the journal says happened.
    type Event: Clone;
    /// The rule that decided an event.
    type Rule: Copy;

    /// Handles one cause. Total: a cause that no longer applies changes nothing.
    fn step(&mut self, cause: Cause<Self::Input, Self::Work>, out: &mut Outbox<'_, Self>);
}

/// Why the world is being stepped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause<I, K> {
    /// The run begins; this comes once, before everything else.
    Start,
    /// Somebody did something.
    Input(I),
    /// Scheduled work is due.
    Work(K),
}

/// What a step may do to the outside: write the journal and schedule work.
pub struct Outbox<'a, W: World> {
    pub(super) now: SimTime,
    pub(super) causes: Causes,
    pub(super) journal: &'a mut Journal<W::Event, W::Rule>,
    pub(super) queue: &'a mut Queue<W::Work>,
    pub(super) acts: u32,
}

impl<W: World> Outbox<'_, W> {
    /// The moment of this step.
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// The causes of this step: what its work was scheduled for.
    pub fn causes(&self) -> Causes {
        self.causes
    }

    /// The newest cause of this step, if it has one.
    pub fn newest_cause(&self) -> Option<EntryNumber> {
        self.causes.as_slice().iter().max().copied().map(EntryNumber)
    }

    /// How many entries were written in this step, and work scheduled or taken back.
    pub fn acts(&self) -> u32 {
        self.acts
    }

    /// Lets everything further in this step be caused by `causes` instead.
    pub fn because(&mut self, causes: impl Into<Causes>) {
        self.causes = causes.into();
    }

    /// Writes an event that nothing in the world caused: the start, or a person's command.
    pub fn emit_uncaused(&mut self, event: W::Event) -> EntryNumber {
        self.acts += 1;
        self.journal.write(self.now, event, None, &Causes::NONE)
    }

    /// Writes an event caused by this step's causes.
    pub fn emit(&mut self, rule: W::Rule, event: W::Event) -> EntryNumber {
        let causes = self.causes;
        self.emit_because(rule, event, causes)
    }

    /// Writes an event with its own causes.
    pub fn emit_because(&mut self, rule: W::Rule, event: W::Event, causes: impl Into<Causes>) -> EntryNumber {
        self.acts += 1;
        self.journal.write(self.now, event, Some(rule), &causes.into())
    }

    /// Schedules work that remembers this step's causes.
    pub fn after(&mut self, span: SimSpan, work: W::Work) -> Ticket {
        let causes = self.causes;
        self.after_because(span, work, causes)
    }

    /// Schedules work that remembers its own causes.
    pub fn after_because(&mut self, span: SimSpan, work: W::Work, causes: impl Into<Causes>) -> Ticket {
        self.acts += 1;
        self.queue.push(self.now + span, work, causes.into())
    }

    /// Takes scheduled work back; false if it was done or taken back before.
    pub fn cancel(&mut self, ticket: Ticket) -> bool {
        let is_taken_back = self.queue.cancel(ticket);
        self.acts += u32::from(is_taken_back);
        is_taken_back
    }

    /// Whether scheduled work is still to come.
    pub fn is_pending(&self, ticket: Ticket) -> bool {
        self.queue.is_pending(ticket)
    }
}
