//! Tasks and where each stands: waiting, running, done, lost.

use super::ids::{TaskId, WorkerId};
use std::collections::BTreeSet;

/// Where a task stands, as the master knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It was not handed out, or has to be done again.
    Waiting,
    /// At least one worker has it.
    Running,
    /// Its result counts.
    Done {
        /// The worker on whose disk the result lies, if it does not lie with the master.
        on: Option<WorkerId>,
    },
    /// The job was given up before it was done.
    Lost,
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its work, in thousandths of a millisecond of a worker of speed 1.
    pub work: u64,
    /// Where it stands.
    pub state: TaskState,
    /// The worker whose share it belongs to while it was not handed out.
    pub(super) share_of: Option<WorkerId>,
    /// The workers that have it, as the master believes.
    pub holders: Vec<WorkerId>,
    /// Attempts that failed.
    pub failures: u32,
    /// How often a result was taken.
    pub commits: u32,
    /// How often a result that had been taken was lost.
    pub results_lost: u32,
    /// Whether the last checkpoint of the master knows it as done.
    pub(super) is_saved: bool,
}

/// How many tasks stand where; the sum never changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Waiting.
    pub waiting: u32,
    /// Running.
    pub running: u32,
    /// Done.
    pub done: u32,
    /// Lost.
    pub lost: u32,
}

/// All tasks of the job.
#[derive(Clone, Debug)]
pub struct Tasks {
    all: Vec<Task>,
    tally: Tally,
    /// Those that wait, in the order in which they are handed out.
    waiting: BTreeSet<(u64, TaskId)>,
    is_longest_first: bool,
    /// How often a task came back to those that wait.
    pub reissued: u32,
}

impl Tasks {
    /// Tasks of so much work each; all of them wait.
    pub fn new(work: impl Iterator<Item = u64>, is_longest_first: bool) -> Tasks {
        let fresh = |work| Task {
            work,
            state: TaskState::Waiting,
            share_of: None,
            holders: Vec::new(),
            failures: 0,
            commits: 0,
            results_lost: 0,
            is_saved: false,
        };
        let all: Vec<Task> = work.map(fresh).collect();
        let tally = Tally { waiting: all.len() as u32, ..Tally::default() };
        let mut tasks = Tasks { all, tally, waiting: BTreeSet::new(), is_longest_first, reissued: 0 };
        tasks.waiting = tasks.ids().map(|task| tasks.place(task)).collect();
        tasks
    }

    /// All tasks, in the order of submission.
    pub fn all(&self) -> &[Task] {
        &self.all
    }

    /// The ids of all tasks.
    pub fn ids(&self) -> impl Iterator<Item = TaskId> + use<> {
        (0..self.all.len() as u32).map(TaskId)
    }

    /// One task.
    pub fn get(&self, task: TaskId) -> &Task {
        &self.all[task.0 as usize]
    }

    /// One task, to change all but its state.
    pub(super) fn get_mut(&mut self, task: TaskId) -> &mut Task {
        &mut self.all[task.0 as usize]
    }

    /// How many stand where.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Those that wait, in the order in which they are handed out.
    pub fn waiting(&self) -> impl Iterator<Item = TaskId> + '_ {
        self.waiting.iter().map(|(_, task)| *task)
    }

    /// Lets a task stand somewhere else.
    pub(super) fn set(&mut self, task: TaskId, state: TaskState) {
        let old = core::mem::replace(&mut self.get_mut(task).state, state);
        *self.count(old) -= 1;
        *self.count(state) += 1;
        let place = self.place(task);
        if old == TaskState::Waiting {
            self.waiting.remove(&place);
        }
        if state == TaskState::Waiting {
            self.waiting.insert(place);
        }
    }

    fn count(&mut self, state: TaskState) -> &mut u32 {
        match state {
            TaskState::Waiting => &mut self.tally.waiting,
            TaskState::Running => &mut self.tally.running,
            TaskState::Done { on: _ } => &mut self.tally.done,
            TaskState::Lost => &mut self.tally.lost,
        }
    }

    /// What comes back goes to its old place in the order.
    fn place(&self, task: TaskId) -> (u64, TaskId) {
        let rank = if self.is_longest_first { u64::MAX - self.get(task).work } else { 0 };
        (rank, task)
    }
}
