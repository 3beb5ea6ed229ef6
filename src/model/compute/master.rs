//! The master, and how the job stands.

use super::ids::{TaskId, WorkerId};
use crate::engine::{SimTime, Ticket};
use crate::model::ids::How;
use std::collections::VecDeque;

/// How the master is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MasterHealth {
    /// It works.
    #[default]
    Up,
    /// It was switched on.
    Starting,
    /// It is off.
    Down(How),
}

/// What the master is busy with: it does one thing at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// It answers a worker.
    Dispatch {
        worker: WorkerId,
        tasks: Vec<TaskId>,
        /// The worker that has the task already, if the answer is a second copy of it.
        copy_of: Option<WorkerId>,
    },
    /// It writes a checkpoint.
    Checkpoint,
}

/// The master; at first it works and has heard of nobody.
#[derive(Clone, Debug, Default)]
pub struct Master {
    /// How it is.
    pub health: MasterHealth,
    /// Workers that have asked, in the order in which they did.
    pub(super) requests: VecDeque<WorkerId>,
    pub(super) doing: Option<(Doing, Ticket)>,
    pub(super) is_checkpoint_due: bool,
}

impl Master {
    /// Whether it works.
    pub fn is_up(&self) -> bool {
        self.health == MasterHealth::Up
    }

    /// Whether it is writing an answer or a checkpoint.
    pub fn is_busy(&self) -> bool {
        self.doing.is_some()
    }
}

/// How the job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Tasks are still to be done.
    Running,
    /// All are done, since this moment.
    Finished(SimTime),
    /// It was given up at this moment.
    Aborted(SimTime),
}
