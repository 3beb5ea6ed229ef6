//! A closed queue: workers that compute, then ask one master for more, then compute again.
//!
//! The machine-repair queue M/M/1//P, solved by mean value analysis: M. Reiser and S. Lavenberg, Journal of the ACM 27
//! (1980).

use crate::theory::number::{finite, not_negative, positive};

/// Most workers.
pub const WORKERS_MAX: u32 = 1_000_000;

/// Workers around one master.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MasterAndWorkers {
    /// Mean time that a worker computes on a task, transfers included; at least 0.
    pub compute_time: f64,
    /// Mean time that the master spends on a task; greater than 0.
    pub master_time: f64,
}

/// What a number of workers makes of a master.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Throughput {
    /// Tasks in a unit of time.
    pub rate: f64,
    /// Share of time that the master is busy.
    pub master_utilisation: f64,
    /// Mean time from when a worker asks until it has its task.
    pub response_time: f64,
    /// Mean number of workers that wait for the master or are served by it.
    pub workers_at_master: f64,
}

impl MasterAndWorkers {
    /// Returns what so many workers do, up to [`WORKERS_MAX`]: R = s (1 + Q), X = n / (R + Z), Q = X R, worker by worker.
    ///
    /// Exact for exponential times at the master. `None` out of range.
    pub fn throughput(&self, workers: u32) -> Option<Throughput> {
        let (compute, master) = (not_negative(self.compute_time)?, positive(self.master_time)?);
        if workers > WORKERS_MAX {
            return None;
        }
        let (mut queue, mut rate, mut response) = (0.0, 0.0, master);
        for worker in 1..=workers {
            response = master * (1.0 + queue);
            rate = f64::from(worker) / (response + compute);
            queue = rate * response;
        }
        Some(Throughput {
            rate: finite(rate)?,
            master_utilisation: finite(rate * master)?.min(1.0),
            response_time: finite(response)?,
            workers_at_master: finite(queue)?,
        })
    }

    /// Returns what no number of workers passes: min(P / (Z + s), 1 / s) tasks in a unit of time.
    pub fn rate_bound(&self, workers: u32) -> Option<f64> {
        let alone = finite(not_negative(self.compute_time)? + positive(self.master_time)?)?;
        finite((f64::from(workers) / alone).min(1.0 / self.master_time))
    }

    /// Returns from how many workers on the master is what holds them up: (Z + s) / s, where the two bounds meet.
    pub fn knee(&self) -> Option<f64> {
        finite(1.0 + not_negative(self.compute_time)? / positive(self.master_time)?)
    }
}
