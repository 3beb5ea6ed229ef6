//! What traffic is due next, in exact order: earlier first, first scheduled first among equals.

use super::clock::Moment;
use super::slab::Key;
use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// Something that comes due on the clock of traffic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// An attempt is served, unless it has been put off since.
    Finish(Key),
    /// The sender of an attempt waits no longer.
    TimeOut(Key),
    /// A request is tried again.
    Retry(Key),
}

/// Everything that is due, but for the next arrival, which has a place of its own: there is always exactly one.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// When the next request arrives.
    pub next_arrival: Moment,
    heap: BinaryHeap<Reverse<(Moment, u64, Due)>>,
    order: u64,
}

impl Default for Calendar {
    fn default() -> Self {
        Calendar { next_arrival: Moment::NEVER, heap: BinaryHeap::new(), order: 0 }
    }
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A request arrives.
    Arrival(Moment),
    /// Something else is due.
    Due(Moment, Due),
}

impl Calendar {
    /// Puts something in.
    pub fn push(&mut self, at: Moment, due: Due) {
        self.heap.push(Reverse((at, self.order, due)));
        self.order += 1;
    }

    /// When something is due next.
    pub fn next_at(&self) -> Moment {
        self.heap.peek().map_or(self.next_arrival, |Reverse((at, ..))| self.next_arrival.min(*at))
    }

    /// Takes what is due next, if it is due at `until` or before. An arrival stays until it is moved on.
    pub fn take(&mut self, until: Moment) -> Option<Next> {
        let at = self.next_at();
        if at > until || at == Moment::NEVER {
            return None;
        }
        if at == self.next_arrival {
            return Some(Next::Arrival(at));
        }
        self.heap.pop().map(|Reverse((at, _, due))| Next::Due(at, due))
    }
}
