//! The compute cluster: a master hands out tasks, workers return results.
//!
//! A world of its own, with its own closed lists of inputs, work and events. Knows nothing of failover clusters and
//! of Exchange. What is true (a worker has crashed) and what the master believes (a worker is dead) are kept apart:
//! whatever is to be learned about detection lies between the two.

mod ask;
mod bench;
pub mod caption;
mod chunks;
mod commit;
mod config;
mod dispatch;
mod event;
mod faults;
mod figures;
mod ids;
mod input;
mod invariant;
mod link;
mod liveness;
mod master;
mod refusal;
mod run;
mod speculate;
mod task;
mod view;
mod work;
mod worker;

pub use bench::{ComputeBench, Out};
pub use chunks::Chunks;
pub use config::{Config, Policy, Recovery, Results, Service, Thousandths};
pub use event::Event;
pub use faults::possible_for;
pub use figures::{Figures, Frame, FrameState, WorkerFigures};
pub use ids::{Part, TaskId, WorkerId};
pub use input::Input;
pub use master::{Job, Master, MasterHealth};
pub use refusal::Refusal;
pub use task::{Tally, Task, TaskState};
pub use view::ComputeView;
pub use work::Work;
pub use worker::{Account, Hand, Health, Worker};
