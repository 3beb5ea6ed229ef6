//! VRRP version 2: when a backup router takes over. Times in seconds.
//!
//! Source: RFC 3768.

use crate::theory::number::{finite, positive};

/// Returns how long a backup waits for its master: 3 · advertisement + (256 − priority) / 256.
///
/// The interval greater than 0. Priorities from 1 to 255; 0 means that a master resigns, and is no backup's own.
pub fn master_down_interval(advertisement_interval: f64, priority: u8) -> Option<f64> {
    let skew = f64::from(256 - u16::from(priority)) / 256.0;
    (priority > 0).then_some(3.0 * positive(advertisement_interval)? + skew).and_then(finite)
}
