//! Integrals over time, exactly: how full something was on average.

use super::clock::{Moment, Nanos};

/// A number that changes in steps, and the area under it [ns].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Level {
    value: u64,
    since: Moment,
    area: u128,
}

impl Level {
    /// The number is this from now on.
    pub fn set(&mut self, now: Moment, value: u64) {
        self.area = self.area_until(now);
        self.since = now;
        self.value = value;
    }

    /// One more from now on.
    pub fn rise(&mut self, now: Moment) {
        self.set(now, self.value + 1);
    }

    /// One less from now on.
    pub fn fall(&mut self, now: Moment) {
        self.set(now, self.value.saturating_sub(1));
    }

    /// The number.
    pub const fn value(&self) -> u64 {
        self.value
    }

    /// The area from the start until now.
    pub const fn area_until(&self, now: Moment) -> u128 {
        self.area + self.value as u128 * now.since(self.since).0 as u128
    }

    /// The mean from the start until now, in thousandths; nothing if no time has passed.
    pub fn mean_thousandths(&self, now: Moment) -> u64 {
        thousandths(self.area_until(now), now.since(Moment::default()))
    }
}

/// An area per time, in thousandths.
pub fn thousandths(area: u128, over: Nanos) -> u64 {
    (area * 1_000).checked_div(u128::from(over.0)).map_or(0, |mean| u64::try_from(mean).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_area_is_that_under_the_steps() {
        let mut level = Level::default();
        level.rise(Moment(10));
        level.rise(Moment(20));
        level.fall(Moment(50));
        assert_eq!((level.area_until(Moment(50)), level.area_until(Moment(60))), (70, 80));
        assert_eq!((level.mean_thousandths(Moment(100)), Level::default().mean_thousandths(Moment(0))), (1_200, 0));
    }
}
