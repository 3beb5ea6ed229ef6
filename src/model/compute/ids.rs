//! Names of tasks, workers and what else can break, as numbers inside and as text at the edge.

use crate::engine::{Canonical, Digest};

/// One task of the job; its place in the order of submission, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskId(pub u32);

/// One worker; its place, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkerId(pub u16);

impl WorkerId {
    /// `WORKER1` and so on.
    pub fn name(self) -> String {
        format!("WORKER{}", u32::from(self.0) + 1)
    }
}

/// Something of the compute cluster that can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The master.
    Master,
    /// A worker.
    Worker(WorkerId),
    /// The connection of a worker to the network.
    Connection(WorkerId),
    /// The whole network: the master's link, which everything crosses.
    Network,
}

impl Part {
    /// The name in commands.
    pub fn name(self) -> String {
        match self {
            Part::Master => "MASTER".to_owned(),
            Part::Worker(worker) => worker.name(),
            Part::Connection(worker) => format!("{}\\Network", worker.name()),
            Part::Network => "Network".to_owned(),
        }
    }

    /// The kind, for lists and reports.
    pub const fn kind(self) -> &'static str {
        match self {
            Part::Master => "master",
            Part::Worker(_) => "worker",
            Part::Connection(_) => "connection",
            Part::Network => "network",
        }
    }

    /// All parts of a cluster with so many workers: master, workers, connections, network.
    pub fn all(workers: u16) -> Vec<Part> {
        let workers = || (0..workers).map(WorkerId);
        let mut all = vec![Part::Master];
        all.extend(workers().map(Part::Worker));
        all.extend(workers().map(Part::Connection));
        all.push(Part::Network);
        all
    }
}

impl Canonical for TaskId {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(self.0);
    }
}

impl Canonical for WorkerId {
    fn write_to(&self, digest: &mut Digest) {
        digest.u32(self.0.into());
    }
}

impl Canonical for Part {
    fn write_to(&self, digest: &mut Digest) {
        digest.text(&self.name());
    }
}
