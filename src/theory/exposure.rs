//! What log shipping would lose, and how long the transport dumpster remembers.

use super::number::{finite, not_negative, positive};

/// Returns how much mail, in time, is lost with an active copy that dies: half an open log, and the copy queue.
///
/// A log leaves only when it is full, so the open one holds between nothing and all of it, half on average.
/// Sizes in megabytes, the rate in megabytes per second, the answer in seconds. Log and rate must be greater than 0,
/// the queue at least 0.
pub fn mean_loss(log_size: f64, copy_queue: f64, log_rate: f64) -> Option<f64> {
    let (log, queue, rate) = (positive(log_size)?, not_negative(copy_queue)?, positive(log_rate)?);
    finite((log / 2.0 + queue) / rate)
}

/// Returns for how long a transport dumpster keeps what it has delivered, unless its age limit comes first.
///
/// The size in megabytes, at least 0; the rate at which one hub delivers in megabytes per second, greater than 0.
pub fn dumpster_retention(size: f64, delivery_rate: f64) -> Option<f64> {
    finite(not_negative(size)? / positive(delivery_rate)?)
}
