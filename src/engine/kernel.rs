//! The kernel: a world, its queue and its clock. A clone of it is a checkpoint.

use super::journal::{Causes, Journal};
use super::queue::Queue;
use super::time::SimTime;
use super::world::{Cause, Outbox, World};

/// A world in motion, without its history.
#[derive(Clone)]
pub struct Kernel<W: World> {
    world: W,
    queue: Queue<W::Work>,
    now: SimTime,
    steps: u64,
}

impl<W: World> Kernel<W> {
    /// Starts a world: it is stepped once with [`Cause::Start`].
    pub fn start(world: W, journal: &mut Journal<W::Event, W::Rule>) -> Self {
        let mut kernel = Kernel { world, queue: Queue::default(), now: SimTime::ZERO, steps: 0 };
        kernel.step(Cause::Start, Causes::NONE, journal);
        kernel
    }

    /// The world as it is now.
    pub fn world(&self) -> &W {
        &self.world
    }

    /// The moment up to which everything has happened.
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// How often the world has been stepped.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// When the next work is due.
    pub fn next_due(&mut self) -> Option<SimTime> {
        self.queue.next_due()
    }

    /// Hands the world an input, now.
    pub fn apply(&mut self, input: W::Input, journal: &mut Journal<W::Event, W::Rule>) {
        self.step(Cause::Input(input), Causes::NONE, journal);
    }

    /// Does the next work if it is due at `until` or before; false if there is none.
    pub fn advance(&mut self, until: SimTime, journal: &mut Journal<W::Event, W::Rule>) -> bool {
        let Some((at, work, causes)) = self.queue.pop_until(until) else {
            return false;
        };
        self.now = at;
        self.step(Cause::Work(work), causes, journal);
        true
    }

    /// Lets the clock stand at `at` when nothing is left to do before it.
    pub(super) fn rest_at(&mut self, at: SimTime) {
        self.now = self.now.max(at);
    }

    fn step(&mut self, cause: Cause<W::Input, W::Work>, causes: Causes, journal: &mut Journal<W::Event, W::Rule>) {
        self.steps += 1;
        let mut out = Outbox { now: self.now, causes, journal, queue: &mut self.queue, acts: 0 };
        self.world.step(cause, &mut out);
    }
}
