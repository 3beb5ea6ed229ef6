//! Scheduling: how quickly a farm of workers can finish a job, and how quickly it does.

pub mod bounds;
pub mod checkpoint;
pub mod chunks;
pub mod granularity;
pub mod list;
pub mod speedup;
pub mod stragglers;
