//! Laws of the compute cluster that tests ask after every step.

use super::bench::ComputeBench;
use super::config::Policy;
use super::master::Job;
use super::task::{Tally, TaskState};
use super::worker::{Hand, time_of};
use crate::engine::{SimSpan, SimTime};

impl ComputeBench {
    /// The law that does not hold now; none if all do.
    pub fn broken_law(&self, now: SimTime) -> Option<&'static str> {
        let laws: &[(&'static str, bool)] = &[
            ("tasks are waiting, running, done or lost, and counted as such", self.tasks_are_conserved()),
            ("a task is done exactly if one more result was taken than lost", self.commits_are_exact()),
            ("a running task has a holder, and no other task has one", self.holders_are_right()),
            ("the time of a worker is computing, moving, idle or down", self.time_is_conserved(now)),
            ("no job ends before its work could be done", self.makespan_is_possible()),
            ("no worker is idle while tasks wait and the master is free", self.work_is_conserved()),
        ];
        laws.iter().find(|(_, holds)| !holds).map(|(law, _)| *law)
    }

    fn tasks_are_conserved(&self) -> bool {
        let mut counted = Tally::default();
        for task in self.tasks() {
            match task.state {
                TaskState::Waiting => counted.waiting += 1,
                TaskState::Running => counted.running += 1,
                TaskState::Done { .. } => counted.done += 1,
                TaskState::Lost => counted.lost += 1,
            }
        }
        let waiting = self.tasks.waiting().count() as u32;
        counted == self.tally() && waiting == counted.waiting
    }

    /// Executed at least once, committed exactly once.
    fn commits_are_exact(&self) -> bool {
        self.tasks().iter().all(|task| {
            let is_done = matches!(task.state, TaskState::Done { .. });
            task.commits == task.results_lost + u32::from(is_done)
        })
    }

    fn holders_are_right(&self) -> bool {
        self.tasks().iter().all(|task| (task.state == TaskState::Running) != task.holders.is_empty())
    }

    fn time_is_conserved(&self, now: SimTime) -> bool {
        self.workers().iter().all(|worker| worker.account(now).total() == now.since(SimTime::ZERO))
    }

    fn makespan_is_possible(&self) -> bool {
        let Job::Finished(at) = self.job else { return true };
        let total = self.tasks().iter().map(|task| task.work).fold(0, u64::saturating_add);
        let figures = self.figures(at);
        at.since(SimTime::ZERO) >= SimSpan::max(time_of(total, figures.speeds), figures.longest)
    }

    /// Shares that belong to a worker wait for it; everything else is for whoever asks first.
    fn work_is_conserved(&self) -> bool {
        if self.config.policy == Policy::Static || self.master.is_busy() || !self.is_running() {
            return true;
        }
        let is_for_anybody = |state, share_of: Option<_>| state == TaskState::Waiting && share_of.is_none();
        let has_some = self.tasks().iter().any(|task| is_for_anybody(task.state, task.share_of));
        let is_idle = |hand| matches!(hand, Hand::Empty | Hand::Asking);
        !has_some || self.workers().iter().all(|it| !self.is_in_reach(it.id) || !is_idle(it.hand))
    }
}
