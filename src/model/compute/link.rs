//! The link that all inputs and results cross: one transfer after the other, in the order in which they were asked
//! for. Each takes its full time, so that the time of a run can be added up by hand.

use super::bench::{ComputeBench, Out};
use super::ids::WorkerId;
use super::work::Work;
use super::worker::Hand;
use crate::engine::{SimSpan, Ticket};
use std::collections::VecDeque;

/// The link of the master.
#[derive(Clone, Debug, Default)]
pub struct Link {
    /// Workers whose transfer waits, in order.
    waiting: VecDeque<WorkerId>,
    /// The worker whose transfer is on the link.
    moving: Option<(WorkerId, Ticket)>,
}

impl ComputeBench {
    /// The transfer that a worker waits for, if any; one that takes no time does not need the link.
    fn transfer_of(&self, worker: WorkerId) -> Option<SimSpan> {
        match self.worker(worker).hand {
            Hand::Fetching(_) => Some(self.config.input_transfer()),
            Hand::Delivering(_) => Some(self.config.result_transfer()),
            Hand::Empty | Hand::Asking | Hand::Computing { .. } => None,
        }
    }

    /// Asks for the link for every worker that has something to move and can reach the master.
    pub(super) fn request_transfers(&mut self, out: &mut Out<'_>) {
        for worker in self.worker_ids() {
            if self.worker(worker).is_on_link || !self.is_in_reach(worker) {
                continue;
            }
            match self.transfer_of(worker) {
                None => {}
                Some(SimSpan::ZERO) => self.on_arrival(worker, out),
                Some(_) => {
                    self.worker_mut(worker).is_on_link = true;
                    self.link.waiting.push_back(worker);
                }
            }
        }
    }

    /// Takes a worker's transfer off the link; the time that it was on it is lost.
    pub(super) fn drop_transfer(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        if !core::mem::take(&mut self.worker_mut(worker).is_on_link) {
            return;
        }
        self.link.waiting.retain(|waiting| *waiting != worker);
        if let Some((_, ticket)) = self.link.moving.take_if(|(moving, _)| *moving == worker) {
            out.cancel(ticket);
        }
    }

    /// Lets the next transfer begin if the link is free.
    pub(super) fn use_link(&mut self, out: &mut Out<'_>) {
        if self.link.moving.is_some() {
            return;
        }
        let Some(worker) = self.link.waiting.pop_front() else { return };
        let span = self.transfer_of(worker).unwrap_or(SimSpan::ZERO);
        let because = self.worker(worker).because;
        self.link.moving = Some((worker, out.after_because(span, Work::Moved, because)));
    }

    /// The transfer on the link is complete.
    pub(super) fn on_moved(&mut self, out: &mut Out<'_>) {
        let Some((worker, _)) = self.link.moving.take() else { return };
        self.worker_mut(worker).is_on_link = false;
        self.on_arrival(worker, out);
    }

    fn on_arrival(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        match self.worker(worker).hand {
            Hand::Fetching(task) => self.begin(worker, task, out),
            Hand::Delivering(task) => self.take_result(worker, task, out),
            Hand::Empty | Hand::Asking | Hand::Computing { .. } => {}
        }
    }
}
