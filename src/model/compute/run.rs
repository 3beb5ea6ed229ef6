//! A task on a worker: input, computing, result.

use super::bench::{ComputeBench, Out};
use super::event::Event;
use super::ids::{TaskId, WorkerId};
use super::work::Work;
use super::worker::{Hand, Worker, time_of};
use crate::model::rule::Rule;

impl ComputeBench {
    /// The input is there: the worker computes.
    pub(super) fn begin(&mut self, worker: WorkerId, task: TaskId, out: &mut Out<'_>) {
        let (work, now) = (self.task(task).work, out.now());
        let causes = self.causes_at(worker, out);
        let started = out.emit_because(Rule::TaskRuns, Event::TaskStarted { task, worker }, causes);
        let it = self.worker_mut(worker);
        it.because = started;
        it.hand = Hand::Computing { task, began: now, left: work, since: now, end: None };
        it.go_on(out);
    }

    /// The task is computed: its result has to reach the master.
    pub(super) fn on_computed(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        let Hand::Computing { task, .. } = self.worker(worker).hand else { return };
        let finished = out.emit(Rule::TaskRuns, Event::TaskFinished { task, worker });
        let it = self.worker_mut(worker);
        (it.hand, it.because) = (Hand::Delivering(task), finished);
    }
}

impl Worker {
    /// Notes how far the task is, and stops.
    pub(super) fn pause(&mut self, out: &mut Out<'_>) {
        let now = out.now();
        let Some(rest) = self.left(now) else { return };
        if let Hand::Computing { left, since, end, .. } = &mut self.hand {
            (*left, *since) = (rest, now);
            if let Some(ticket) = end.take() {
                out.cancel(ticket);
            }
        }
    }

    /// Computes what is left, at the speed that the worker has now.
    pub(super) fn go_on(&mut self, out: &mut Out<'_>) {
        let (speed, worker, because) = (self.speed(), self.id, self.because);
        if let Hand::Computing { left, since, end, .. } = &mut self.hand {
            *since = out.now();
            *end = Some(out.after_because(time_of(*left, speed), Work::Computed { worker }, because));
        }
    }

    /// Forgets what it had in memory.
    pub(super) fn forget(&mut self, out: &mut Out<'_>) {
        self.pause(out);
        self.hand = Hand::Empty;
        self.queue.clear();
    }
}
