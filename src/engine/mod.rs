//! The engine: simulated time, event queue, random streams, journal with causes, checkpoints.
//!
//! Knows no cluster, no text and no screen. The same world, seed and inputs give the same journal
//! natively and in every browser: integers only, one order for ties, no clock and no hash order.

pub mod digest;
pub mod journal;
pub mod kernel;
pub mod queue;
pub mod rng;
pub mod sorted;
pub mod time;
pub mod timeline;
pub mod world;

pub use digest::{Canonical, Digest};
pub use journal::{Causes, Entry, EntryNumber, Journal};
pub use queue::{Queue, Ticket};
pub use rng::RandomStream;
pub use sorted::{SortedMap, SortedSet, in_order};
pub use time::{SimSpan, SimTime};
pub use timeline::{Progress, StepBudget, Timeline};
pub use world::{Cause, Outbox, World};
