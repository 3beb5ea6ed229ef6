//! Backup tasks: an idle worker gets a second copy of the task that would take longest to end.
//!
//! Rule of LATE: progress so far tells how long the rest takes; a copy is worth its while if the idle worker would be
//! done first; copies that run at the same time are capped.

use super::bench::ComputeBench;
use super::ids::{TaskId, WorkerId};
use super::task::TaskState;
use super::worker::{Hand, time_of};
use crate::engine::{SimSpan, SimTime};
use crate::model::params::SPECULATIVE_CAP_PERCENT;

impl ComputeBench {
    /// The task of which an idle worker should compute a copy, and the worker that has it.
    pub(super) fn late_task(&self, idle: WorkerId, now: SimTime) -> Option<(TaskId, WorkerId)> {
        let cap = (self.workers.len() as u64 * SPECULATIVE_CAP_PERCENT / 100).max(1);
        let copied = self.tasks().iter().filter(|task| task.holders.len() > 1).count() as u64;
        if copied >= cap {
            return None;
        }
        let late = self.workers.iter().filter_map(|worker| {
            let (task, rest) = self.rest_of(worker.id, now)?;
            let own = time_of(self.task(task).work, self.worker(idle).speed())
                + self.config.input_transfer()
                + self.config.result_transfer();
            (own < rest && self.task(task).holders == [worker.id]).then_some((rest, worker.id, task))
        });
        // The first of those that take equally long.
        let latest = late.reduce(|latest, other| if other.0 > latest.0 { other } else { latest });
        latest.map(|(_, worker, task)| (task, worker))
    }

    /// The task that a worker computes, and the time that the rest of it takes if it goes on as it did.
    fn rest_of(&self, worker: WorkerId, now: SimTime) -> Option<(TaskId, SimSpan)> {
        let Hand::Computing { task, began, .. } = self.worker(worker).hand else { return None };
        if self.task(task).state != TaskState::Running {
            return None;
        }
        let left = self.worker(worker).left(now)?;
        let done = self.task(task).work.saturating_sub(left);
        if done == 0 {
            return None;
        }
        let elapsed = now.since(began).as_millis();
        let rest = u128::from(left) * u128::from(elapsed) / u128::from(done);
        Some((task, SimSpan::from_millis(u64::try_from(rest).unwrap_or(u64::MAX))))
    }
}
