//! What a compute cluster has scheduled for itself.

use super::ids::WorkerId;

/// Something to come back for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// The master has written its answer to a worker, or its checkpoint.
    MasterDone,
    /// The transfer on the link is complete.
    Moved,
    /// A worker has computed its task.
    Computed {
        /// The worker.
        worker: WorkerId,
    },
    /// The master pings its workers.
    Ping,
    /// A checkpoint of the master is due.
    CheckpointDue,
    /// The master has started.
    MasterUp,
    /// A worker has started.
    WorkerUp {
        /// The worker.
        worker: WorkerId,
    },
}
