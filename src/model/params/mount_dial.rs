//! The mount dial: how many logs may be missing. Source: PSBOOK.

use super::{DIAL_BEST, DIAL_GOOD, DIAL_LOSSLESS};
use crate::model::units::LogCount;

/// `AutoDatabaseMountDial`: how many missing logs an automatic mount tolerates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MountDial {
    /// None, not even the open log.
    Lossless,
    /// Three closed logs.
    GoodAvailability,
    /// Six closed logs.
    BestAvailability,
}

impl MountDial {
    /// The value of the parameter.
    pub const fn name(self) -> &'static str {
        match self {
            MountDial::Lossless => "Lossless",
            MountDial::GoodAvailability => "GoodAvailability",
            MountDial::BestAvailability => "BestAvailability",
        }
    }

    /// Closed logs that may be missing.
    pub const fn tolerates(self) -> LogCount {
        LogCount(match self {
            MountDial::Lossless => DIAL_LOSSLESS,
            MountDial::GoodAvailability => DIAL_GOOD,
            MountDial::BestAvailability => DIAL_BEST,
        } as u32)
    }
}
