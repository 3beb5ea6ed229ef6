//! The time axis: which window of a run the strip shows, and where a moment lies on it.

use crate::engine::SimTime;

/// Shares of the axis are counted in hundredths of a percent, so that nothing here needs a float.
pub const WHOLE: u32 = 10_000;

/// Windows the axis can have [s]. It grows in steps, so that the picture stands still in between.
const WINDOWS: [u64; 16] = [
    300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 172_800, 345_600, 691_200, 1_382_400,
    2_764_800, 5_529_600,
];

/// Distances that ticks may have [s].
const TICKS: [u64; 14] =
    [60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 172_800, 345_600, 864_000];

/// From the start of the run to a moment a little beyond the furthest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Length of the window [ms]; never zero.
    length_ms: u64,
}

impl Axis {
    /// The axis for runs of which the longest ends at `end`.
    pub fn holding(end: SimTime) -> Axis {
        // A run shall never touch the right edge: there is always room to go on.
        let needed = end.as_millis() / 1_000 * 21 / 20;
        let seconds =
            WINDOWS.into_iter().find(|window| *window > needed).unwrap_or_else(|| (needed / 864_000 + 1) * 864_000);
        Axis { length_ms: seconds * 1_000 }
    }

    /// The moment at the right edge.
    pub fn end(self) -> SimTime {
        SimTime::from_millis(self.length_ms)
    }

    /// Where a moment lies, as a share of [`WHOLE`].
    pub fn share(self, at: SimTime) -> u32 {
        (u128::from(at.as_millis().min(self.length_ms)) * u128::from(WHOLE) / u128::from(self.length_ms)) as u32
    }

    /// Where a moment lies, as an attribute of a drawing: `43.21%`.
    pub fn percent(self, at: SimTime) -> String {
        percent(self.share(at))
    }

    /// Moments that deserve a tick, six at most besides the start.
    pub fn ticks(self) -> Vec<SimTime> {
        let seconds = self.length_ms / 1_000;
        let step = TICKS.into_iter().find(|step| seconds / step <= 6).unwrap_or(seconds / 6);
        (1..).map(|n| n * step).take_while(|at| *at < seconds).map(SimTime::from_secs).collect()
    }
}

/// A share of [`WHOLE`] as a percentage with two decimals.
pub fn percent(share: u32) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_grows_in_steps_and_leaves_room() {
        let end = |seconds| Axis::holding(SimTime::from_secs(seconds)).end().as_millis() / 1_000;
        assert_eq!([end(0), end(200), end(290), end(599), end(4_000)], [300, 300, 600, 1_200, 7_200]);
        assert!(end(40_000_000) > 40_000_000);
    }

    #[test]
    fn a_moment_lies_between_the_edges() {
        let axis = Axis::holding(SimTime::from_secs(100));
        assert_eq!(axis.percent(SimTime::ZERO), "0.00%");
        assert_eq!(axis.percent(SimTime::from_secs(150)), "50.00%");
        assert_eq!(axis.percent(SimTime::MAX), "100.00%");
    }

    #[test]
    fn ticks_are_few_and_inside() {
        for end in [1, 400, 5_000, 100_000, 3_000_000, 90_000_000] {
            let axis = Axis::holding(SimTime::from_secs(end));
            let ticks = axis.ticks();
            assert!((2..=7).contains(&ticks.len()), "{end}: {ticks:?}");
            assert!(ticks.iter().all(|tick| *tick < axis.end()));
        }
    }
}
