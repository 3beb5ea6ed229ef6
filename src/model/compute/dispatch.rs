//! The master at work: it answers one worker at a time, and writes its checkpoint in between.

use super::bench::{ComputeBench, Out};
use super::config::{Policy, Recovery};
use super::event::Event;
use super::ids::{TaskId, WorkerId};
use super::master::Doing;
use super::task::TaskState;
use super::work::Work;
use super::worker::Hand;
use crate::engine::{SimSpan, SimTime};
use crate::model::rule::Rule;

impl ComputeBench {
    /// Lets the master begin its checkpoint, or its answer to the first worker that it has something for.
    pub(super) fn answer(&mut self, out: &mut Out<'_>) {
        if !self.master.is_up() || self.master.is_busy() || !self.is_running() {
            return;
        }
        if core::mem::take(&mut self.master.is_checkpoint_due) {
            let ticket = out.after(self.config.checkpoint_cost, Work::MasterDone);
            self.master.doing = Some((Doing::Checkpoint, ticket));
            return;
        }
        for place in 0..self.master.requests.len() {
            let worker = self.master.requests[place];
            let (tasks, copy_of) = self.choose(worker, out.now());
            if tasks.is_empty() {
                continue;
            }
            self.master.requests.remove(place);
            for task in &tasks {
                self.tasks.set(*task, TaskState::Running);
                self.tasks.get_mut(*task).holders.push(worker);
            }
            let causes = self.causes_at(worker, out);
            let span = self.draw_dispatch();
            let ticket = out.after_because(span, Work::MasterDone, causes);
            self.master.doing = Some((Doing::Dispatch { worker, tasks, copy_of }, ticket));
            return;
        }
    }

    /// The tasks that a worker gets now: its share, a chunk of those that wait, or a second copy of a late one.
    fn choose(&mut self, worker: WorkerId, now: SimTime) -> (Vec<TaskId>, Option<WorkerId>) {
        let tasks = match self.config.policy {
            Policy::Static | Policy::Stealing => self.share_of(worker),
            Policy::Queue | Policy::LongestFirst | Policy::Guided | Policy::Factoring | Policy::Trapezoid => {
                let size = self.chunks.take(self.tally().waiting);
                self.tasks.waiting().take(size as usize).collect()
            }
        };
        if tasks.is_empty() && self.config.speculation && self.tally().waiting == 0 {
            return match self.late_task(worker, now) {
                Some((task, original)) => (vec![task], Some(original)),
                None => (Vec::new(), None),
            };
        }
        (tasks, None)
    }

    /// What waits of the worker's own share, or else one task that is nobody's any more.
    fn share_of(&self, worker: WorkerId) -> Vec<TaskId> {
        let of = |owner: Option<WorkerId>| self.tasks.waiting().filter(move |task| self.task(*task).share_of == owner);
        let own: Vec<TaskId> = of(Some(worker)).collect();
        if own.is_empty() { of(None).take(1).collect() } else { own }
    }

    /// The answer is written, or the checkpoint.
    pub(super) fn on_master_done(&mut self, out: &mut Out<'_>) {
        let Some((doing, _)) = self.master.doing.take() else { return };
        match doing {
            Doing::Checkpoint => self.save(out),
            Doing::Dispatch { worker, tasks, copy_of } => {
                if self.worker(worker).hand == Hand::Asking && self.is_in_reach(worker) {
                    self.hand_over(worker, tasks, copy_of, out);
                } else {
                    // Nobody takes the answer, so the tasks were never handed out.
                    self.take_back(worker, &tasks);
                }
            }
        }
    }

    fn hand_over(&mut self, worker: WorkerId, tasks: Vec<TaskId>, copy_of: Option<WorkerId>, out: &mut Out<'_>) {
        // What was done meanwhile, by a worker that had been given up, is not done again.
        let (tasks, done): (Vec<_>, Vec<_>) =
            tasks.into_iter().partition(|task| self.task(*task).state == TaskState::Running);
        self.take_back(worker, &done);
        // Who lost its connection for a moment has asked twice.
        self.master.requests.retain(|asking| *asking != worker);
        let Some(first) = tasks.first().copied() else {
            self.worker_mut(worker).hand = Hand::Empty;
            return;
        };
        let (rule, event) = match copy_of {
            Some(original) => (Rule::BackupTask, Event::BackupLaunched { task: first, worker, original }),
            None => (Rule::DispatchPolicy, Event::TasksDispatched { worker, first, tasks: tasks.len() as u32 }),
        };
        let dispatched = out.emit(rule, event);
        let it = self.worker_mut(worker);
        (it.hand, it.because) = (Hand::Empty, dispatched);
        it.queue.extend(tasks);
    }

    /// Lets tasks wait again that a worker never got.
    pub(super) fn take_back(&mut self, worker: WorkerId, tasks: &[TaskId]) {
        for task in tasks {
            let it = self.tasks.get_mut(*task);
            it.holders.retain(|holder| *holder != worker);
            it.share_of = None;
            if it.state == TaskState::Running && it.holders.is_empty() {
                self.tasks.set(*task, TaskState::Waiting);
            }
        }
    }

    /// Asks to be reminded of the next checkpoint, if there are any.
    pub(super) fn schedule_checkpoint(&mut self, out: &mut Out<'_>) {
        if self.config.recovery == Recovery::Checkpoint && self.config.checkpoint > SimSpan::ZERO && self.is_running() {
            out.after(self.config.checkpoint, Work::CheckpointDue);
        }
    }

    /// A checkpoint is due; a master that is down misses it.
    pub(super) fn on_checkpoint_due(&mut self, out: &mut Out<'_>) {
        self.master.is_checkpoint_due = self.master.is_up() && self.is_running();
        self.schedule_checkpoint(out);
    }

    fn save(&mut self, out: &mut Out<'_>) {
        for task in self.tasks.ids() {
            let it = self.tasks.get_mut(task);
            it.is_saved = matches!(it.state, TaskState::Done { on: _ });
        }
        out.emit(Rule::MasterCheckpoint, Event::CheckpointTaken { done: self.tally().done });
    }
}
