//! The finer clock of traffic: nanoseconds.
//!
//! A millisecond, which is what the engine counts in, is too coarse to compare a queue with theory: service takes
//! milliseconds. Traffic is therefore kept in exact order on a clock of its own, and the engine is asked to come
//! back at the end of every millisecond in which something happens. What is due at a moment or before has always
//! happened when the engine stands there.

use crate::engine::{SimSpan, SimTime};

const NANOS_IN_MILLI: u64 = 1_000_000;

/// A moment of traffic [ns since the start].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

/// A length of time [ns].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nanos(pub u64);

impl Moment {
    /// What never comes.
    pub const NEVER: Moment = Moment(u64::MAX);

    /// The same moment on the finer clock.
    pub const fn of(time: SimTime) -> Moment {
        Moment(time.as_millis().saturating_mul(NANOS_IN_MILLI))
    }

    /// The first moment of the engine's clock at which this one is over.
    pub const fn rounded_up(self) -> SimTime {
        SimTime::from_millis(self.0.div_ceil(NANOS_IN_MILLI))
    }

    /// Whole seconds since the start.
    pub const fn seconds(self) -> u64 {
        self.0 / Nanos::from_secs(1).0
    }

    /// The time that has passed since `earlier`, or none if that is later.
    pub const fn since(self, earlier: Moment) -> Nanos {
        Nanos(self.0.saturating_sub(earlier.0))
    }

    /// The moment this much later.
    #[must_use]
    pub const fn after(self, span: Nanos) -> Moment {
        Moment(self.0.saturating_add(span.0))
    }
}

impl Nanos {
    /// No time.
    pub const ZERO: Nanos = Nanos(0);

    /// So many milliseconds.
    pub const fn from_millis(ms: u64) -> Nanos {
        Nanos(ms.saturating_mul(NANOS_IN_MILLI))
    }

    /// So many seconds.
    pub const fn from_secs(seconds: u64) -> Nanos {
        Nanos::from_millis(seconds.saturating_mul(1_000))
    }

    /// To the nearest millisecond, as a span of the engine.
    pub const fn rounded(self) -> SimSpan {
        SimSpan::from_millis(self.0.saturating_add(NANOS_IN_MILLI / 2) / NANOS_IN_MILLI)
    }

    /// So many times as long.
    #[must_use]
    pub const fn times(self, factor: u64) -> Nanos {
        Nanos(self.0.saturating_mul(factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_stands_where_everything_before_has_happened() {
        for (nanos, ms) in [(0, 0), (1, 1), (999_999, 1), (1_000_000, 1), (1_000_001, 2)] {
            assert_eq!(Moment(nanos).rounded_up(), SimTime::from_millis(ms));
        }
        assert_eq!(Moment::of(SimTime::MAX), Moment::NEVER);
        assert_eq!(Nanos(1_500_000).rounded(), SimSpan::from_millis(2));
    }
}
