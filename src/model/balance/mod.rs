//! The load-balanced bench: servers that share requests, and whatever decides which of them gets which.
//!
//! A world of its own: it knows nothing of clusters that fail over, of Exchange, of screens or of consoles. Traffic
//! keeps exact order on a clock of nanoseconds; everything else goes by the engine's.

pub mod address;
mod affinity;
pub mod algorithm;
mod arrive;
pub mod bench;
mod calendar;
mod checks;
pub mod clock;
pub mod config;
mod draw;
pub mod event;
mod faults;
pub mod fixed;
mod front;
pub mod hash;
pub mod histogram;
pub mod ids;
pub mod input;
mod invariant;
pub mod load;
mod members;
mod passive;
pub mod pool;
pub mod request;
pub mod retry;
mod send;
mod serve;
pub mod server;
pub mod slab;
pub mod statistics;
pub mod view;
pub mod watch;
pub mod work;

pub use bench::BalanceBench;
pub use config::{Config, Detail};
pub use event::Event;
pub use ids::{ClientId, ServerId};
pub use input::{Fault, Input};
pub use statistics::Statistics;
pub use work::Work;
