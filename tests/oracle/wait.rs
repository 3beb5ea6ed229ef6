//! How long people wait for a failover that comes by itself: the steps of the published timeline, added up.

use core::ops::RangeInclusive;

/// Version of Windows Server under the cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Windows {
    /// Windows Server 2003.
    V2003,
    /// Windows Server 2008.
    V2008,
}

/// Returns how long a single copy cluster of two nodes is down after a power cut, from the least to the most [ms].
///
/// Detection 6.0 to 7.2 s or 4 to 5 s, regroup and arbitration 5 to 15 s, name 5 to 10 s, store 20 to 40 s, recovery
/// 0.1 to 1 s a log, mount 5 to 15 s. There is nothing to fetch: the disks are the same.
///
/// Source: [HB08], [KB 921181], [SCCREC], recalled.
pub(crate) fn single_copy_cluster(windows: Windows, logs_to_replay: u64) -> RangeInclusive<u64> {
    let (soonest, latest) = match windows {
        Windows::V2003 => (6_000, 7_200),
        Windows::V2008 => (4_000, 5_000),
    };
    let least = soonest + 5_000 + 5_000 + 20_000 + 100 * logs_to_replay + 5_000;
    let most = latest + 15_000 + 10_000 + 40_000 + 1_000 * logs_to_replay + 15_000;
    least..=most
}

/// Returns how many logs soft recovery replays when so many were closed: the checkpoint is 20 logs behind, and the
/// open log is one more.
///
/// Source: recalled.
pub(crate) fn logs_of_recovery(closed: u64) -> u64 {
    closed.min(20) + 1
}

mod tests {
    use super::*;

    #[test]
    fn a_small_cluster_is_back_after_a_minute_or_two() {
        assert_eq!(single_copy_cluster(Windows::V2003, 21), 43_100..=108_200);
        assert_eq!(single_copy_cluster(Windows::V2008, 1), 39_100..=86_000);
        assert_eq!([0, 5, 20, 100].map(logs_of_recovery), [1, 6, 21, 21]);
    }
}
