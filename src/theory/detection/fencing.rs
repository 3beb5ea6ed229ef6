//! Fencing by a poison pill on a shared disk (SBD): how long the others must wait to be safe.
//!
//! Source: SUSE TID 7011346.

use crate::theory::number::{finite, positive};

/// Timeouts that follow from one another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoisonPill {
    /// Least time after which a message counts as read: two watchdog timeouts.
    pub message_wait: f64,
    /// Least time that fencing must be given: a fifth more than that.
    pub fencing_timeout: f64,
}

/// Returns the least timeouts for a watchdog that resets its node after this long; greater than 0.
pub fn poison_pill(watchdog_timeout: f64) -> Option<PoisonPill> {
    let message_wait = 2.0 * positive(watchdog_timeout)?;
    Some(PoisonPill { message_wait: finite(message_wait)?, fencing_timeout: finite(message_wait * 1.2)? })
}
