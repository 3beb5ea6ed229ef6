//! The mount dial, the depth of Lost Log Resilience, and the log roll that follows from it.

/// A build of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    /// As first released.
    Rtm,
    /// With Service Pack 1 or later.
    Sp1,
}

/// `AutoDatabaseMountDial`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dial {
    /// Mounts only when nothing is missing.
    Lossless,
    /// Tolerates a few logs.
    GoodAvailability,
    /// Tolerates more; the default.
    BestAvailability,
}

/// What becomes of a database that its cluster brought to the other node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Mounts, and nothing is lost.
    MountsWhole,
    /// Mounts, and what is missing is lost.
    MountsWithLoss,
    /// Stays dismounted until the old node returns, the time runs out or somebody decides.
    Waits,
}

/// Returns how many closed logs may be missing.
///
/// Source: [PSBOOK], [LLR].
pub(crate) fn missing_max(dial: Dial) -> u64 {
    match dial {
        Dial::Lossless => 0,
        Dial::GoodAvailability => 3,
        Dial::BestAvailability => 6,
    }
}

/// Returns whether the database mounts by itself right after a failover.
///
/// The sources leave open whether the open log counts. As advised, it counts for `Lossless` alone.
/// Source: [PSBOOK], [LLR].
pub(crate) fn decide(dial: Dial, missing_closed: u64, is_open_log_lost: bool) -> Decision {
    let is_tolerated = missing_closed <= missing_max(dial) && (dial != Dial::Lossless || !is_open_log_lost);
    match (missing_closed, is_open_log_lost) {
        (0, false) => Decision::MountsWhole,
        _ if is_tolerated => Decision::MountsWithLoss,
        _ => Decision::Waits,
    }
}

/// Returns the same after some hours, with `ForcedDatabaseMountAfter` in hours, or none for Unlimited.
///
/// Source: [SMS], [PSBOOK], [EV2093].
pub(crate) fn decide_after(
    dial: Dial,
    missing_closed: u64,
    is_open_log_lost: bool,
    waited_h: u64,
    forced_after_h: Option<u64>,
) -> Decision {
    match decide(dial, missing_closed, is_open_log_lost) {
        Decision::Waits if forced_after_h.is_some_and(|limit| waited_h >= limit) => Decision::MountsWithLoss,
        decision => decision,
    }
}

/// Returns the depth of Lost Log Resilience [logs]; a server outside CCR has no dial.
///
/// Source: [LLR].
pub(crate) fn resilience_depth(build: Build, dial_in_ccr: Option<Dial>) -> u64 {
    match (build, dial_in_ccr) {
        (_, None) => 1,
        (Build::Rtm, Some(dial)) => 1 + missing_max(dial),
        (Build::Sp1, Some(_)) => 10,
    }
}

/// Returns how long a touched, part-filled log stays open [ms, rounded down].
///
/// Source: [LLR].
pub(crate) fn log_roll_interval_ms(depth: u64) -> u64 {
    15 * 60 * 1000 / depth
}

/// Returns how many logs of one storage group the log roll closes in a day at most; untouched logs are not rolled.
///
/// Source: [LLR].
pub(crate) fn rolled_logs_a_day_max(depth: u64, is_touched: bool) -> u64 {
    if is_touched { 24 * 60 * depth / 15 } else { 0 }
}

mod tests {
    use super::Decision::*;
    use super::Dial::*;
    use super::*;

    const DIALS: [Dial; 3] = [Lossless, GoodAvailability, BestAvailability];

    #[test]
    fn the_dial_says_how_many_logs_may_be_missing() {
        //  inspected out of 100 generated, lossless, good, best; the open log is lost each time
        let rows = [
            (100, Waits, MountsWithLoss, MountsWithLoss),
            (98, Waits, MountsWithLoss, MountsWithLoss),
            (97, Waits, MountsWithLoss, MountsWithLoss),
            (96, Waits, Waits, MountsWithLoss),
            (94, Waits, Waits, MountsWithLoss),
            (93, Waits, Waits, Waits),
        ];
        for (inspected, lossless, good, best) in rows {
            for (dial, expected) in DIALS.into_iter().zip([lossless, good, best]) {
                assert_eq!(decide(dial, 100 - inspected, true), expected, "{dial:?}, {inspected} inspected");
            }
        }
    }

    #[test]
    fn always_a_database_with_all_its_logs_mounts() {
        for dial in DIALS {
            assert_eq!(decide(dial, 0, false), MountsWhole, "{dial:?}");
        }
    }

    #[test]
    fn a_mount_is_forced_when_its_time_has_come() {
        assert_eq!(decide_after(BestAvailability, 7, true, 1000, None), Waits);
        assert_eq!(decide_after(BestAvailability, 7, true, 3, Some(4)), Waits);
        assert_eq!(decide_after(BestAvailability, 7, true, 4, Some(4)), MountsWithLoss);
        assert_eq!(decide_after(Lossless, 0, true, 4, Some(4)), MountsWithLoss);
        assert_eq!(decide_after(Lossless, 0, false, 0, Some(4)), MountsWhole);
    }

    #[test]
    fn always_a_loss_that_is_tolerated_is_tolerated_when_smaller_and_by_every_laxer_dial() {
        for (place, dial) in DIALS.into_iter().enumerate() {
            for missing in 0..20 {
                for is_open_lost in [false, true].into_iter().filter(|lost| decide(dial, missing, *lost) != Waits) {
                    for fewer in 0..=missing {
                        assert_ne!(decide(dial, fewer, is_open_lost), Waits, "{dial:?} {missing} {is_open_lost}");
                        assert_ne!(decide(dial, fewer, false), Waits, "{dial:?} {missing} {is_open_lost}");
                    }
                    for laxer in &DIALS[place..] {
                        assert_ne!(decide(*laxer, missing, is_open_lost), Waits, "{laxer:?} {missing}");
                    }
                }
            }
        }
    }

    #[test]
    fn depth_and_log_roll_follow_build_and_dial() {
        //  build, dial in CCR, depth [logs], interval [ms], ceiling [logs a day]
        let rows = [
            (Build::Rtm, None, 1, 900_000, 96),
            (Build::Sp1, None, 1, 900_000, 96),
            (Build::Rtm, Some(Lossless), 1, 900_000, 96),
            (Build::Rtm, Some(GoodAvailability), 4, 225_000, 384),
            (Build::Rtm, Some(BestAvailability), 7, 128_571, 672),
            (Build::Sp1, Some(Lossless), 10, 90_000, 960),
            (Build::Sp1, Some(GoodAvailability), 10, 90_000, 960),
            (Build::Sp1, Some(BestAvailability), 10, 90_000, 960),
        ];
        for (build, dial, depth, interval_ms, ceiling) in rows {
            assert_eq!(resilience_depth(build, dial), depth, "{build:?} {dial:?}");
            assert_eq!(log_roll_interval_ms(depth), interval_ms, "depth {depth}");
            assert_eq!(rolled_logs_a_day_max(depth, true), ceiling, "depth {depth}");
            assert_eq!(rolled_logs_a_day_max(depth, false), 0, "depth {depth}");
        }
    }
}
