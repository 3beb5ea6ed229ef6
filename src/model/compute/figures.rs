//! What a run came to, in integers, and the film strip: plain data for readers. Ratios are made from them elsewhere.

use super::bench::ComputeBench;
use super::ids::{TaskId, WorkerId};
use super::master::Job;
use super::task::{Tally, TaskState};
use super::worker::{Account, Hand, time_of};
use crate::engine::{SimSpan, SimTime};

/// Where one task of the strip stands, finer than the master's own account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FrameState {
    /// It was not handed out, or has to be done again.
    Waiting,
    /// It was handed out and waits at its worker.
    Queued,
    /// Its input is on the way.
    Fetching,
    /// It is computed.
    Computing,
    /// Its result is on the way.
    Delivering,
    /// Its result counts.
    Done,
    /// The job was given up before it was done.
    Lost,
}

impl FrameState {
    /// The word for people and reports.
    pub const fn name(self) -> &'static str {
        match self {
            FrameState::Waiting => "waiting",
            FrameState::Queued => "queued",
            FrameState::Fetching => "fetching",
            FrameState::Computing => "computing",
            FrameState::Delivering => "delivering",
            FrameState::Done => "done",
            FrameState::Lost => "lost",
        }
    }
}

/// One task of the film strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The task.
    pub task: TaskId,
    /// Where it stands.
    pub state: FrameState,
    /// The worker that has it, or on whose disk its result lies.
    pub worker: Option<WorkerId>,
    /// Whether more than one worker has it.
    pub has_copy: bool,
}

/// What one worker did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkerFigures {
    /// The worker.
    pub worker: WorkerId,
    /// What it has spent its time on.
    pub account: Account,
    /// Tasks whose result was taken from it.
    pub committed: u32,
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// How many tasks stand where.
    pub tally: Tally,
    /// How often a task had to be handed out again.
    pub reissued: u32,
    /// Results that were dropped and copies that were stopped, because another one was first.
    pub duplicated: u32,
    /// Time from the submission to the last result, once there is one.
    pub makespan: Option<SimSpan>,
    /// Time that all tasks would take one worker of speed 1, without transfers.
    pub sequential: SimSpan,
    /// Time that the longest task takes the fastest worker.
    pub longest: SimSpan,
    /// Sum of the speeds of all workers, in thousandths.
    pub speeds: u64,
    /// What each worker did.
    pub workers: Vec<WorkerFigures>,
}

impl ComputeBench {
    /// What the run came to up to `now`.
    pub fn figures(&self, now: SimTime) -> Figures {
        let makespan = match self.job {
            Job::Finished(at) => Some(at.since(SimTime::ZERO)),
            Job::Running | Job::Aborted(_) => None,
        };
        let speeds = || (0..self.config.workers).map(|worker| u64::from(self.config.speed(worker).0));
        let work = || self.tasks().iter().map(|task| task.work);
        Figures {
            tally: self.tally(),
            reissued: self.tasks.reissued,
            duplicated: self.duplicated,
            makespan,
            sequential: time_of(work().fold(0, u64::saturating_add), 1_000),
            longest: time_of(work().max().unwrap_or(0), speeds().max().unwrap_or(1)),
            speeds: speeds().sum(),
            workers: self
                .workers()
                .iter()
                .map(|it| WorkerFigures { worker: it.id, account: it.account(now), committed: it.committed })
                .collect(),
        }
    }

    /// The film strip: every task, its state and its worker.
    pub fn strip(&self) -> Vec<Frame> {
        self.tasks.ids().map(|task| self.frame(task)).collect()
    }

    fn frame(&self, task: TaskId) -> Frame {
        let it = self.task(task);
        let holder = it.holders.iter().copied().max_by_key(|holder| self.progress(*holder, task));
        let (state, worker) = match it.state {
            TaskState::Waiting => (FrameState::Waiting, None),
            TaskState::Running => (holder.map_or(FrameState::Queued, |holder| self.progress(holder, task)), holder),
            TaskState::Done { on } => (FrameState::Done, on),
            TaskState::Lost => (FrameState::Lost, None),
        };
        Frame { task, state, worker, has_copy: it.holders.len() > 1 }
    }

    fn progress(&self, worker: WorkerId, task: TaskId) -> FrameState {
        match self.worker(worker).hand {
            Hand::Fetching(it) if it == task => FrameState::Fetching,
            Hand::Computing { task: it, .. } if it == task => FrameState::Computing,
            Hand::Delivering(it) if it == task => FrameState::Delivering,
            Hand::Empty | Hand::Asking | Hand::Fetching(_) | Hand::Computing { .. } | Hand::Delivering(_) => {
                FrameState::Queued
            }
        }
    }
}
