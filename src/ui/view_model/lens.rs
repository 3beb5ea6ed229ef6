//! The lens: how fast simulated time passes on the screen.
//!
//! Heartbeats are seconds, reseeding is hours. A person chooses a pace, or leaves it to the lens, which slows down when
//! something decisive happens and hurries through what is quiet.

use crate::engine::EntryNumber;

/// Simulated time a unit of wall time, in tenths, as a person can choose it.
pub const PACES: [u32; 9] = [5, 10, 20, 50, 100, 300, 600, 3_000, 36_000];

/// How fast time is to pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// The lens decides.
    #[default]
    Automatic,
    /// So many tenths of simulated time a unit of wall time.
    Fixed(u32),
}

/// Slowest fixed pace [tenths].
pub const PACE_MIN: u32 = 1;
/// Fastest fixed pace [tenths].
pub const PACE_MAX: u32 = 36_000;

impl Pace {
    /// The name in a select and in an address: `auto`, `0.5`, `60`.
    pub fn name(self) -> String {
        match self {
            Pace::Automatic => "auto".to_owned(),
            Pace::Fixed(tenths) if tenths % 10 == 0 => (tenths / 10).to_string(),
            Pace::Fixed(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
        }
    }

    /// The pace of that name, if it is one.
    pub fn named(name: &str) -> Option<Pace> {
        if name.eq_ignore_ascii_case("auto") {
            return Some(Pace::Automatic);
        }
        let (whole, fraction) = name.split_once('.').unwrap_or((name, "0"));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let tenths = whole.parse::<u32>().ok()?.checked_mul(10)? + u32::from(fraction.as_bytes()[0] - b'0');
        (PACE_MIN..=PACE_MAX).contains(&tenths).then_some(Pace::Fixed(tenths))
    }
}

/// What the lens looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The entry that the caption tells of.
    pub caption: Option<EntryNumber>,
    /// Whether people can work.
    pub is_served: bool,
}

/// Wall time for which a decisive moment is shown slowly [ms].
const LOOK_MS: f64 = 2_600.0;
/// Wall time over which a change of pace is spread [ms].
const EASE_MS: f64 = 350.0;
/// Pace while something decisive is being read.
const SLOW: f64 = 1.0;
/// Pace while everything is well.
const EVEN: f64 = 8.0;
/// Pace while people wait, at first.
const WAITING: f64 = 4.0;
/// Pace while people wait and nothing new happens, at last.
const WAITING_MOST: f64 = 20.0;

/// The lens and what it has seen.
#[derive(Clone, Debug)]
pub struct Lens {
    speed: f64,
    seen: Option<EntryNumber>,
    unchanged_ms: f64,
}

impl Default for Lens {
    fn default() -> Self {
        Lens { speed: EVEN, seen: None, unchanged_ms: LOOK_MS }
    }
}

impl Lens {
    /// Simulated time a unit of wall time at the moment.
    pub fn speed(&self, pace: Pace) -> f64 {
        match pace {
            Pace::Automatic => self.speed,
            Pace::Fixed(tenths) => f64::from(tenths) / 10.0,
        }
    }

    /// Looks again after `wall_ms` of wall time.
    pub fn look(&mut self, sight: Sight, wall_ms: f64) {
        if sight.caption == self.seen {
            self.unchanged_ms += wall_ms;
        } else {
            self.seen = sight.caption;
            // While all is well, a caption is no reason to stop: logs close all day.
            self.unchanged_ms = if sight.is_served { LOOK_MS / 2.0 } else { 0.0 };
        }
        let target = match (self.unchanged_ms < LOOK_MS, sight.is_served) {
            (true, false) => SLOW,
            (true, true) => EVEN / 2.0,
            (false, true) => EVEN,
            (false, false) => (WAITING + (self.unchanged_ms - LOOK_MS) / 150.0).min(WAITING_MOST),
        };
        // Braking is at once, so that the decisive moment is not overshot; speeding up is gentle.
        let share = if target < self.speed { 1.0 } else { (wall_ms / EASE_MS).min(1.0) };
        self.speed += (target - self.speed) * share;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sight(caption: u32, is_served: bool) -> Sight {
        Sight { caption: Some(EntryNumber(caption)), is_served }
    }

    #[test]
    fn every_pace_in_the_list_reads_back_from_its_name() {
        for tenths in PACES {
            assert_eq!(Pace::named(&Pace::Fixed(tenths).name()), Some(Pace::Fixed(tenths)));
        }
        assert_eq!(Pace::named("AUTO"), Some(Pace::Automatic));
        for bad in ["", "0", "-1", "1e3", "100000", "x", "1.", ".5", "99999999999999999999", "１"] {
            assert_eq!(Pace::named(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_decisive_moment_is_slow_and_a_long_wait_is_not() {
        let mut lens = Lens::default();
        lens.look(sight(1, true), 5_000.0);
        lens.look(sight(1, true), 5_000.0);
        assert_eq!(lens.speed(Pace::Automatic), EVEN);
        lens.look(sight(2, false), 16.0);
        assert_eq!(lens.speed(Pace::Automatic), SLOW);
        for _ in 0..600 {
            lens.look(sight(2, false), 16.0);
        }
        assert!(lens.speed(Pace::Automatic) > WAITING);
        assert!(lens.speed(Pace::Automatic) <= WAITING_MOST);
        assert_eq!(lens.speed(Pace::Fixed(5)), 0.5);
    }
}
