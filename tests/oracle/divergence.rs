//! What a database needs after a crash, and what a returning copy has to copy again.

use crate::dial::{Build, Dial, resilience_depth};

/// How a copy becomes the active one's equal again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reseed {
    /// The copies tell the same story; the copy goes on.
    NotNeeded,
    /// Divergent logs are dropped and copied again.
    Incremental,
    /// The whole database is copied.
    Full,
}

/// Returns the newest generation whose changes may be in the database file; 0 if none may.
///
/// Source: [LLR], [ESE].
pub(crate) fn waypoint(open_log: u64, depth: u64) -> u64 {
    open_log.saturating_sub(depth)
}

/// Returns `Log Required` of a database whose server crashed, from and to, or none if it needs no log.
///
/// Source: [LLR], [ESEUTIL].
pub(crate) fn required_after_crash(checkpoint: u64, open_log: u64, depth: u64) -> Option<(u64, u64)> {
    let newest = waypoint(open_log, depth);
    (checkpoint <= newest).then_some((checkpoint, newest))
}

/// Returns the first generation in which two streams of logs differ, or none if one only continues the other.
///
/// The streams begin with generation 1 and hold anything that tells one log's content from another's.
/// Source: [LOGRECOPY], recalled.
pub(crate) fn first_unequal(local: &[u32], active: &[u32]) -> Option<u64> {
    (1..).zip(local.iter().zip(active)).find(|(_, (ours, theirs))| ours != theirs).map(|(generation, _)| generation)
}

/// Returns how a copy comes back whose logs differ from a generation on, and whose file may hold up to another one.
///
/// Source: [INCZH], [EV2058], recalled.
pub(crate) fn way_back(first_unequal: Option<u64>, highest_required: u64) -> Reseed {
    match first_unequal {
        None => Reseed::NotNeeded,
        Some(generation) if generation > highest_required => Reseed::Incremental,
        Some(_) => Reseed::Full,
    }
}

/// Returns how the old active node of a CCR comes back after a crash that left some closed logs behind.
///
/// The new active copy goes on with the generation after the newest inspected one, so the open log differs at least.
/// Source: [LLR], [INCZH].
pub(crate) fn way_back_after_failover(build: Build, dial: Dial, generated: u64, inspected: u64) -> Reseed {
    let highest_required = waypoint(generated + 1, resilience_depth(build, Some(dial)));
    way_back(Some(inspected + 1), highest_required)
}

mod tests {
    use super::*;
    use crate::dial::{Decision, decide, missing_max};

    const DIALS: [Dial; 3] = [Dial::Lossless, Dial::GoodAvailability, Dial::BestAvailability];

    #[test]
    fn a_crash_leaves_a_database_that_needs_the_logs_from_checkpoint_to_waypoint() {
        //  checkpoint, open log, depth, required
        let rows = [
            (81, 101, 10, Some((81, 91))),
            (81, 101, 7, Some((81, 94))),
            (81, 101, 1, Some((81, 100))),
            (91, 101, 10, Some((91, 91))),
            (92, 101, 10, None),
            (1, 10, 10, None),
            (1, 3, 10, None),
        ];
        for (checkpoint, open_log, depth, expected) in rows {
            let found = required_after_crash(checkpoint, open_log, depth);
            assert_eq!(found, expected, "checkpoint {checkpoint}, open log {open_log}, depth {depth}");
        }
    }

    #[test]
    fn a_copy_diverges_where_its_logs_first_differ() {
        assert_eq!(first_unequal(&[1, 2, 3], &[1, 2, 3]), None);
        assert_eq!(first_unequal(&[1, 2], &[1, 2, 3]), None);
        assert_eq!(first_unequal(&[1, 2, 3, 4], &[1, 2, 7]), Some(3));
        assert_eq!(first_unequal(&[5], &[6]), Some(1));
    }

    /// Service Pack 1, open log 101, so that nothing above 91 is in the file.
    #[test]
    fn an_incremental_reseed_is_enough_if_the_file_holds_nothing_of_the_divergent_logs() {
        let highest = waypoint(101, resilience_depth(Build::Sp1, Some(Dial::BestAvailability)));
        assert_eq!(highest, 91);
        //  first generation that differs, way back
        let rows = [
            (None, Reseed::NotNeeded),
            (Some(97), Reseed::Incremental),
            (Some(92), Reseed::Incremental),
            (Some(91), Reseed::Full),
            (Some(90), Reseed::Full),
        ];
        for (first, expected) in rows {
            assert_eq!(way_back(first, highest), expected, "{first:?}");
        }
    }

    #[test]
    fn always_a_mount_that_the_dial_allows_costs_no_full_reseed() {
        for (build, dial) in [Build::Rtm, Build::Sp1].into_iter().flat_map(|build| DIALS.map(|dial| (build, dial))) {
            for missing in (0..=40).filter(|missing| decide(dial, *missing, true) != Decision::Waits) {
                let found = way_back_after_failover(build, dial, 40, 40 - missing);
                assert_eq!(found, Reseed::Incremental, "{build:?} {dial:?}, {missing} missing");
            }
        }
    }

    /// One source says this of every build. With Service Pack 1 it follows from the depth only at ten missing logs.
    #[test]
    fn always_a_mount_beyond_the_dial_costs_a_full_reseed_in_rtm() {
        for dial in DIALS {
            for missing in missing_max(dial) + 1..=40 {
                let found = way_back_after_failover(Build::Rtm, dial, 50, 50 - missing);
                assert_eq!(found, Reseed::Full, "{dial:?}, {missing} missing");
            }
            assert_eq!(way_back_after_failover(Build::Sp1, dial, 50, 41), Reseed::Incremental, "{dial:?}");
            assert_eq!(way_back_after_failover(Build::Sp1, dial, 50, 40), Reseed::Full, "{dial:?}");
        }
    }

    #[test]
    fn always_a_smaller_loss_and_a_greater_depth_need_no_more_than_before() {
        let cost = |reseed| match reseed {
            Reseed::NotNeeded => 0,
            Reseed::Incremental => 1,
            Reseed::Full => 2,
        };
        for (open_log, depth) in (1..15).flat_map(|open_log| (1..12).map(move |depth| (open_log, depth))) {
            for first in 1..=open_log {
                let now = cost(way_back(Some(first), waypoint(open_log, depth)));
                let later = cost(way_back(Some(first + 1), waypoint(open_log, depth)));
                let deeper = cost(way_back(Some(first), waypoint(open_log, depth + 1)));
                assert!(later <= now && deeper <= now, "open log {open_log}, depth {depth}, differs at {first}");
            }
        }
    }
}
