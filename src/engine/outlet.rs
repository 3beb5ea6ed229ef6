//! What a step may do to the outside, whoever keeps the journal: so that a world can live inside another one.
//!
//! A world that is written against [`Outlet`] runs on its own through its [`Outbox`], and as a part of a larger
//! world through [`Nested`], which wraps its events and its work into those of the larger one.

use super::journal::{Causes, EntryNumber};
use super::queue::Ticket;
use super::time::{SimSpan, SimTime};
use super::world::{Outbox, World};

/// The few things that a step of `W` asks of whoever runs it.
///
/// Steps call the methods on `dyn Outlet<W>`, which have the shape of those of [`Outbox`].
pub trait Outlet<W: World> {
    /// The moment of this step.
    fn now(&self) -> SimTime;
    /// The causes of this step: what its work was scheduled for.
    fn causes(&self) -> Causes;
    /// Lets everything further in this step be caused by `causes` instead.
    fn set_causes(&mut self, causes: Causes);
    /// Writes an event into the journal.
    fn write(&mut self, event: W::Event, rule: Option<W::Rule>, causes: Causes) -> EntryNumber;
    /// Schedules work.
    fn push(&mut self, span: SimSpan, work: W::Work, causes: Causes) -> Ticket;
    /// Takes scheduled work back; false if it was done or taken back before.
    fn cancel(&mut self, ticket: Ticket) -> bool;
}

impl<W: World> dyn Outlet<W> + '_ {
    /// Lets everything further in this step be caused by `causes` instead.
    pub fn because(&mut self, causes: impl Into<Causes>) {
        self.set_causes(causes.into());
    }

    /// The newest cause of this step, if it has one.
    pub fn newest_cause(&self) -> Option<EntryNumber> {
        self.causes().as_slice().iter().max().copied().map(EntryNumber)
    }

    /// Writes an event that nothing in the world caused: the start, or a person's command.
    pub fn emit_uncaused(&mut self, event: W::Event) -> EntryNumber {
        self.write(event, None, Causes::NONE)
    }

    /// Writes an event caused by this step's causes.
    pub fn emit(&mut self, rule: W::Rule, event: W::Event) -> EntryNumber {
        let causes = self.causes();
        self.write(event, Some(rule), causes)
    }

    /// Writes an event with its own causes.
    pub fn emit_because(&mut self, rule: W::Rule, event: W::Event, causes: impl Into<Causes>) -> EntryNumber {
        self.write(event, Some(rule), causes.into())
    }

    /// Schedules work that remembers this step's causes.
    pub fn after(&mut self, span: SimSpan, work: W::Work) -> Ticket {
        let causes = self.causes();
        self.push(span, work, causes)
    }

    /// Schedules work that remembers its own causes.
    pub fn after_because(&mut self, span: SimSpan, work: W::Work, causes: impl Into<Causes>) -> Ticket {
        self.push(span, work, causes.into())
    }
}

impl<W: World> Outlet<W> for Outbox<'_, W> {
    fn now(&self) -> SimTime {
        Outbox::now(self)
    }

    fn causes(&self) -> Causes {
        Outbox::causes(self)
    }

    fn set_causes(&mut self, causes: Causes) {
        self.because(causes);
    }

    fn write(&mut self, event: W::Event, rule: Option<W::Rule>, causes: Causes) -> EntryNumber {
        self.journal.write(self.now, event, rule, &causes)
    }

    fn push(&mut self, span: SimSpan, work: W::Work, causes: Causes) -> Ticket {
        self.after_because(span, work, causes)
    }

    fn cancel(&mut self, ticket: Ticket) -> bool {
        Outbox::cancel(self, ticket)
    }
}

/// The outlet of a world inside a larger one.
pub struct Nested<'a, 'b, Inner: World, Outer: World> {
    out: &'a mut Outbox<'b, Outer>,
    event: fn(Inner::Event) -> Outer::Event,
    work: fn(Inner::Work) -> Outer::Work,
}

impl<'a, 'b, Inner: World, Outer: World> Nested<'a, 'b, Inner, Outer> {
    /// Lends the larger world's outbox; `event` and `work` wrap what the inner world says.
    pub fn new(
        out: &'a mut Outbox<'b, Outer>,
        event: fn(Inner::Event) -> Outer::Event,
        work: fn(Inner::Work) -> Outer::Work,
    ) -> Self {
        Nested { out, event, work }
    }
}

impl<Inner: World, Outer: World<Rule = Inner::Rule>> Outlet<Inner> for Nested<'_, '_, Inner, Outer> {
    fn now(&self) -> SimTime {
        self.out.now()
    }

    fn causes(&self) -> Causes {
        self.out.causes()
    }

    fn set_causes(&mut self, causes: Causes) {
        self.out.because(causes);
    }

    fn write(&mut self, event: Inner::Event, rule: Option<Inner::Rule>, causes: Causes) -> EntryNumber {
        Outlet::write(self.out, (self.event)(event), rule, causes)
    }

    fn push(&mut self, span: SimSpan, work: Inner::Work, causes: Causes) -> Ticket {
        self.out.after_because(span, (self.work)(work), causes)
    }

    fn cancel(&mut self, ticket: Ticket) -> bool {
        self.out.cancel(ticket)
    }
}
