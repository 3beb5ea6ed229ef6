//! Results: the first one counts, later ones are dropped; and what has to be done again.

use super::bench::{ComputeBench, Out};
use super::config::Results;
use super::event::Event;
use super::ids::{TaskId, WorkerId};
use super::master::Job;
use super::task::TaskState;
use super::worker::Hand;
use crate::engine::{Causes, EntryNumber, SimTime};
use crate::model::rule::Rule;

impl ComputeBench {
    /// The master takes a result, unless it has one.
    pub(super) fn take_result(&mut self, worker: WorkerId, task: TaskId, out: &mut Out<'_>) {
        let causes = self.causes_at(worker, out);
        self.worker_mut(worker).hand = Hand::Empty;
        match self.task(task).state {
            TaskState::Done { on: _ } | TaskState::Lost => {
                self.duplicated += 1;
                let event = Event::ResultDropped { task, worker };
                self.worker_mut(worker).because = out.emit_because(Rule::FirstResultWins, event, causes);
            }
            TaskState::Waiting | TaskState::Running => {
                let on = match self.config.results {
                    Results::Master => None,
                    Results::Worker => Some(worker),
                };
                self.tasks.set(task, TaskState::Done { on });
                let it = self.tasks.get_mut(task);
                it.commits += 1;
                let others: Vec<WorkerId> = it.holders.drain(..).filter(|holder| *holder != worker).collect();
                let event = Event::ResultCommitted { task, worker };
                let committed = out.emit_because(Rule::FirstResultWins, event, causes);
                let it = self.worker_mut(worker);
                (it.because, it.committed) = (committed, it.committed + 1);
                for other in others {
                    self.kill(other, task, committed, out);
                }
            }
        }
    }

    /// Stops a copy of a task that is done, if its worker can be told; otherwise its result will be dropped.
    fn kill(&mut self, worker: WorkerId, task: TaskId, committed: EntryNumber, out: &mut Out<'_>) {
        if !self.is_in_reach(worker) || !self.worker(worker).has(task) {
            return;
        }
        if self.worker(worker).hand.task() == Some(task) {
            self.drop_transfer(worker, out);
            let it = self.worker_mut(worker);
            it.pause(out);
            it.hand = Hand::Empty;
        }
        self.duplicated += 1;
        let killed = out.emit_because(Rule::FirstResultWins, Event::AttemptKilled { task, worker }, committed);
        let it = self.worker_mut(worker);
        it.queue.retain(|queued| *queued != task);
        it.because = killed;
    }

    /// Lets everything wait again that the master had given to a worker and that is lost with it.
    ///
    /// Finished tasks are among it if their results lay on the worker's disk and that is lost too.
    pub(super) fn requeue(&mut self, worker: WorkerId, is_disk_lost: bool, because: EntryNumber, out: &mut Out<'_>) {
        if !self.is_running() {
            return;
        }
        let (mut unfinished, mut finished, mut exhausted) = (0, 0, None);
        for task in self.tasks.ids() {
            let it = self.tasks.get_mut(task);
            if it.share_of == Some(worker) {
                it.share_of = None;
            }
            match it.state {
                TaskState::Running if it.holders.contains(&worker) => {
                    it.holders.retain(|holder| *holder != worker);
                    it.failures += 1;
                    if it.failures >= self.config.attempts && it.holders.is_empty() {
                        exhausted = exhausted.or(Some(task));
                    }
                    if it.holders.is_empty() {
                        self.wait_again(task);
                        unfinished += 1;
                    }
                }
                TaskState::Done { on: Some(on) } if on == worker && is_disk_lost => {
                    it.results_lost += 1;
                    self.wait_again(task);
                    finished += 1;
                }
                TaskState::Waiting | TaskState::Running | TaskState::Done { .. } | TaskState::Lost => {}
            }
        }
        if unfinished + finished > 0 {
            let event = Event::TasksRequeued { worker, unfinished, finished };
            let requeued = out.emit_because(Rule::Reissue, event, because);
            if let Some(task) = exhausted {
                out.because(requeued);
                self.abort(Rule::RetryCap, Some(task), out);
            }
        }
    }

    /// Lets a task wait that was handed out or done before.
    pub(super) fn wait_again(&mut self, task: TaskId) {
        self.tasks.set(task, TaskState::Waiting);
        self.tasks.get_mut(task).share_of = None;
        self.tasks.reissued += 1;
    }

    /// The job ends with its last task.
    pub(super) fn end_job(&mut self, out: &mut Out<'_>) {
        if !self.is_running() || self.tally().done < self.tasks().len() as u32 {
            return;
        }
        self.job = Job::Finished(out.now());
        let newest = self.workers.iter().map(|worker| worker.because).max();
        let causes = Causes::NONE.and_if(out.newest_cause()).and_if(newest);
        out.emit_because(Rule::JobEnds, Event::JobFinished { makespan: out.now().since(SimTime::ZERO) }, causes);
        self.master.requests.clear();
        self.send_home(out);
    }

    /// The job is given up: what is not done is lost.
    pub(super) fn abort(&mut self, rule: Rule, task: Option<TaskId>, out: &mut Out<'_>) {
        if !self.is_running() {
            return;
        }
        self.job = Job::Aborted(out.now());
        for task in self.tasks.ids() {
            if matches!(self.task(task).state, TaskState::Waiting | TaskState::Running) {
                self.tasks.set(task, TaskState::Lost);
                self.tasks.get_mut(task).holders.clear();
            }
        }
        let aborted = out.emit(rule, Event::JobAborted { task, lost: self.tally().lost });
        out.because(aborted);
        self.master.requests.clear();
        if let Some((_, ticket)) = self.master.doing.take() {
            out.cancel(ticket);
        }
        self.send_home(out);
    }

    /// Nobody needs anything any more: whoever waits for work stops waiting, whoever computes is stopped.
    fn send_home(&mut self, out: &mut Out<'_>) {
        for worker in self.worker_ids() {
            self.drop_transfer(worker, out);
            self.worker_mut(worker).forget(out);
        }
    }
}
