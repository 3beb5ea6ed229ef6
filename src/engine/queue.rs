//! The event queue: earlier first, first scheduled first among equals, with cancellation.

use super::journal::Causes;
use super::time::SimTime;
use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// Place in the queue; the order comes from one counter and is never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: SimTime,
    order: u64,
    slot: u32,
}

/// Names one piece of scheduled work, for cancelling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    order: u64,
    slot: u32,
}

#[derive(Clone, Debug)]
struct Slot<W> {
    order: u64,
    work: Option<(W, Causes)>,
}

/// Work that is still to come.
#[derive(Clone, Debug)]
pub struct Queue<W> {
    heap: BinaryHeap<Reverse<Due>>,
    slots: Vec<Slot<W>>,
    free: Vec<u32>,
    next_order: u64,
}

impl<W> Default for Queue<W> {
    fn default() -> Self {
        Queue { heap: BinaryHeap::new(), slots: Vec::new(), free: Vec::new(), next_order: 0 }
    }
}

impl<W> Queue<W> {
    /// Puts work into the queue, with the entries that caused it.
    pub fn push(&mut self, at: SimTime, work: W, causes: Causes) -> Ticket {
        let order = self.next_order;
        self.next_order += 1;
        let filled = Slot { order, work: Some((work, causes)) };
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = filled;
                slot
            }
            None => {
                self.slots.push(filled);
                (self.slots.len() - 1) as u32
            }
        };
        self.heap.push(Reverse(Due { at, order, slot }));
        Ticket { order, slot }
    }

    /// Takes work out again; false if it was done or cancelled before.
    pub fn cancel(&mut self, ticket: Ticket) -> bool {
        match self.slots.get_mut(ticket.slot as usize) {
            Some(slot) if slot.order == ticket.order => slot.work.take().is_some(),
            _ => false,
        }
    }

    /// Whether the work is still to come.
    pub fn is_pending(&self, ticket: Ticket) -> bool {
        self.slots.get(ticket.slot as usize).is_some_and(|slot| slot.order == ticket.order && slot.work.is_some())
    }

    /// When the next work is due.
    pub fn next_due(&mut self) -> Option<SimTime> {
        loop {
            let Reverse(due) = *self.heap.peek()?;
            if self.slots[due.slot as usize].work.is_some() {
                return Some(due.at);
            }
            self.heap.pop();
            self.free.push(due.slot);
        }
    }

    /// Takes the next work if it is due at `until` or before.
    pub fn pop_until(&mut self, until: SimTime) -> Option<(SimTime, W, Causes)> {
        loop {
            let Reverse(due) = *self.heap.peek()?;
            if due.at > until && self.slots[due.slot as usize].work.is_some() {
                return None;
            }
            self.heap.pop();
            self.free.push(due.slot);
            if let Some((work, causes)) = self.slots[due.slot as usize].work.take() {
                return Some((due.at, work, causes));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: u64) -> SimTime {
        SimTime::from_millis(ms)
    }

    fn drain(queue: &mut Queue<&'static str>) -> Vec<&'static str> {
        core::iter::from_fn(|| queue.pop_until(SimTime::MAX).map(|(_, work, _)| work)).collect()
    }

    #[test]
    fn ties_go_by_insertion() {
        let mut queue = Queue::default();
        for (ms, work) in [(5, "c"), (1, "a"), (5, "d"), (1, "b")] {
            queue.push(at(ms), work, Causes::NONE);
        }
        assert_eq!(drain(&mut queue), ["a", "b", "c", "d"]);
    }

    #[test]
    fn cancelled_work_never_comes_and_its_ticket_stays_dead() {
        let mut queue = Queue::default();
        let first = queue.push(at(1), "first", Causes::NONE);
        let second = queue.push(at(2), "second", Causes::NONE);
        assert!(queue.is_pending(first));
        assert!(queue.cancel(first));
        assert!(!queue.cancel(first));
        assert_eq!(queue.next_due(), Some(at(2)));
        let reused = queue.push(at(3), "third", Causes::NONE);
        assert!(!queue.cancel(first), "the slot is used again, the ticket is not");
        assert!(queue.is_pending(reused));
        assert_eq!(drain(&mut queue), ["second", "third"]);
        assert!(!queue.cancel(second));
    }

    #[test]
    fn work_after_the_moment_stays() {
        let mut queue = Queue::default();
        queue.push(at(10), "later", Causes::NONE);
        assert!(queue.pop_until(at(9)).is_none());
        assert_eq!(queue.pop_until(at(10)).map(|(at, work, _)| (at.as_millis(), work)), Some((10, "later")));
    }
}
