//! Granularity: how small to cut a job, between the cost of a dispatch and idle workers at the end.

use crate::theory::number::{finite, not_negative, positive};

/// What one task takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskCost {
    /// Time of the master for a dispatch; at least 0.
    pub dispatch_time: f64,
    /// Size of what the worker must be sent; at least 0.
    pub input_size: f64,
    /// Size of what the worker sends back; at least 0.
    pub output_size: f64,
    /// Size that the network carries in a unit of time; greater than 0.
    pub bandwidth: f64,
    /// Work of the task; greater than 0.
    pub work: f64,
    /// Work that the worker does in a unit of time; greater than 0.
    pub speed: f64,
}

impl TaskCost {
    /// Returns how long the task takes when nothing else is on the network: d + S_in/B + w/s + S_out/B.
    pub fn time(&self) -> Option<f64> {
        finite(not_negative(self.dispatch_time)? + self.transfer_time()? + self.compute_time()?)
    }

    /// Returns the time of transfers by the time of computing.
    ///
    /// A farm of P workers pays off only while this is far below P − 1.
    pub fn transfer_ratio(&self) -> Option<f64> {
        finite(self.transfer_time()? / positive(self.compute_time()?)?)
    }

    fn transfer_time(&self) -> Option<f64> {
        finite((not_negative(self.input_size)? + not_negative(self.output_size)?) / positive(self.bandwidth)?)
    }

    fn compute_time(&self) -> Option<f64> {
        finite(positive(self.work)? / positive(self.speed)?)
    }
}

/// A job of many tasks, dealt out in chunks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChunkedJob {
    /// How many tasks there are.
    pub tasks: u32,
    /// How many workers there are; at least 1.
    pub workers: u32,
    /// Time that each dispatch adds; at least 0.
    pub dispatch_time: f64,
}

impl ChunkedJob {
    /// Returns roughly how long the job takes with chunks of so many tasks: ⌈N / (k P)⌉ (h + k w).
    ///
    /// A chunk of at least 1, the mean time of a task at least 0.
    pub fn time(&self, chunk: u32, mean_task_time: f64) -> Option<f64> {
        let (dispatch, task) = (not_negative(self.dispatch_time)?, not_negative(mean_task_time)?);
        let a_round = (u64::from(chunk) * u64::from(self.workers)).max(1);
        let rounds = u64::from(self.tasks).div_ceil(a_round);
        let is_dealt = chunk > 0 && self.workers > 0;
        is_dealt.then_some(rounds as f64 * (dispatch + f64::from(chunk) * task)).and_then(finite)
    }

    /// Returns the best size of a chunk when the times of tasks vary: (√2 N h / (σ P √(ln P)))^(2/3).
    ///
    /// The standard deviation must be greater than 0, and there must be two workers or more. Not rounded; below 1, one
    /// task is best. Source: C. Kruskal and A. Weiss, IEEE TSE, 1985; recalled.
    pub fn best_chunk(&self, deviation: f64) -> Option<f64> {
        let (deviation, workers) = (positive(deviation)?, f64::from(self.workers));
        if self.workers < 2 {
            return None;
        }
        let overhead = 2.0_f64.sqrt() * f64::from(self.tasks) * not_negative(self.dispatch_time)?;
        let root = libm::cbrt(finite(overhead / (deviation * workers * libm::log(workers).sqrt()))?);
        finite(root * root)
    }
}
