//! What happened in a compute cluster: the closed list of events, in the past tense.

use super::ids::{Part, TaskId, WorkerId};
use super::input::Input;
use crate::engine::SimSpan;
use crate::model::closed_list::events;
use crate::model::ids::How;

events! {
    /// The job was handed to the master.
    JobSubmitted { tasks: u32, workers: u32 }
    /// A person did something.
    CommandGiven { input: Input }

    /// A part broke.
    PartFailed { part: Part, how: How }
    /// A server was switched on.
    PartStarting { part: Part }
    /// A part works again.
    PartReturned { part: Part }

    /// The master answered a worker with a chunk of tasks.
    TasksDispatched { worker: WorkerId, first: TaskId, tasks: u32 }
    /// An idle worker took the oldest task of another one.
    TaskStolen { task: TaskId, worker: WorkerId, victim: WorkerId }
    /// The input of a task is on its worker, which begins to compute.
    TaskStarted { task: TaskId, worker: WorkerId }
    /// A worker has computed a task.
    TaskFinished { task: TaskId, worker: WorkerId }
    /// The master has taken the result of a task.
    ResultCommitted { task: TaskId, worker: WorkerId }
    /// A result came for a task that was done already.
    ResultDropped { task: TaskId, worker: WorkerId }
    /// A copy of a task was stopped, because another one was first.
    AttemptKilled { task: TaskId, worker: WorkerId }
    /// A second copy of a late task was handed out.
    BackupLaunched { task: TaskId, worker: WorkerId, original: WorkerId }

    /// A worker did not answer a ping.
    PingMissed { worker: WorkerId, missed: u32, allowed: u32 }
    /// The master takes a worker for dead.
    WorkerDeclaredDead { worker: WorkerId, missed: u32 }
    /// A worker answers the master again.
    WorkerRegistered { worker: WorkerId }
    /// Tasks of a worker wait again.
    TasksRequeued { worker: WorkerId, unfinished: u32, finished: u32 }

    /// The master wrote down which tasks are done.
    CheckpointTaken { done: u32 }
    /// The master works again, and knows so many tasks as done; so many that were done have to be done again.
    MasterRestored { done: u32, again: u32 }

    /// Every task is done.
    JobFinished { makespan: SimSpan }
    /// The job was given up.
    JobAborted { task: Option<TaskId>, lost: u32 }
}
