//! What a target of standby continuous replication replays, and when it has a database at all.

/// Newer logs that a target keeps back from replay, whatever its lag [logs].
///
/// Source: [SCRPLAN].
pub(crate) const FIXED_LAG: u64 = 50;

/// Default of `ReplayLagTime` [ms].
///
/// Source: [SCRPLAN].
pub(crate) const REPLAY_LAG_DEFAULT_MS: u64 = 24 * 60 * 60 * 1000;

/// Longest `ReplayLagTime` and `TruncationLagTime` [ms].
///
/// Source: [SCRPLAN].
pub(crate) const LAG_MAX_MS: u64 = 7 * REPLAY_LAG_DEFAULT_MS;

/// Says whether a lag may be set when replication is enabled.
///
/// Source: [SCRPLAN].
pub(crate) fn is_lag_allowed(lag_ms: u64) -> bool {
    lag_ms <= LAG_MAX_MS
}

/// Returns the newest generation that a target replays by itself, 0 if none.
///
/// `closed_ms` has the moment at which each log was closed, from generation 1 to the newest inspected one.
/// Source: [SCRPLAN], [ITPSCR].
pub(crate) fn newest_replayable(closed_ms: &[u64], now_ms: u64, replay_lag_ms: u64) -> u64 {
    let inspected = closed_ms.len() as u64;
    let is_replayable = |generation: u64, closed: u64| {
        inspected - generation >= FIXED_LAG && now_ms.saturating_sub(closed) >= replay_lag_ms
    };
    (1..).zip(closed_ms).take_while(|(generation, closed)| is_replayable(*generation, **closed)).count() as u64
}

/// Returns the newest generation in the database once a target has been activated: lag delays replay, not copying.
///
/// Source: [EXPEDIA], [SCRBLOG].
pub(crate) fn newest_after_activation(inspected: u64) -> u64 {
    inspected
}

/// Says whether a target that nobody seeded has a database yet: 50 logs and the lag, whichever comes second.
///
/// Source: [SCRWHERE], [ITPSCR].
pub(crate) fn has_database(replicated: u64, since_enabled_ms: u64, replay_lag_ms: u64) -> bool {
    replicated >= FIXED_LAG && since_enabled_ms >= replay_lag_ms
}

/// Says whether a target must be seeded again because its source came back without some of its newest logs.
///
/// Source: [EXPEDIA], [SCRBLOG].
pub(crate) fn needs_reseed(replayed_at_target: u64, generated: u64, lost_at_source: u64) -> bool {
    replayed_at_target > generated - lost_at_source
}

mod tests {
    use super::*;

    const MINUTE: u64 = 60 * 1000;

    /// One log a minute, the first at minute 1.
    fn one_a_minute(logs: u64) -> Vec<u64> {
        (1..=logs).map(|generation| generation * MINUTE).collect()
    }

    #[test]
    fn a_log_is_replayed_when_fifty_newer_ones_are_there_and_it_is_old_enough() {
        //  logs, minutes now, lag in minutes, newest replayable
        let rows = [
            (49, 1000, 0, 0),
            (50, 1000, 0, 0),
            (51, 51, 0, 1),
            (100, 100, 0, 50),
            (100, 100, 50, 50),
            (100, 100, 51, 49),
            (100, 100, 99, 1),
            (100, 100, 100, 0),
            (100, 5000, 100, 50),
            (2000, 2000, 1440, 560),
        ];
        for (logs, now, lag, expected) in rows {
            let found = newest_replayable(&one_a_minute(logs), now * MINUTE, lag * MINUTE);
            assert_eq!(found, expected, "{logs} logs at minute {now}, lag {lag}");
        }
    }

    #[test]
    fn a_day_is_the_default_lag_and_a_week_the_longest() {
        assert_eq!(REPLAY_LAG_DEFAULT_MS, 86_400_000);
        assert!(is_lag_allowed(0) && is_lag_allowed(604_800_000));
        assert!(!is_lag_allowed(604_800_001));
    }

    #[test]
    fn an_activated_target_has_every_log_that_it_inspected() {
        assert_eq!(newest_after_activation(100), 100);
    }

    #[test]
    fn a_database_is_made_after_fifty_logs_and_the_lag() {
        assert!(!has_database(49, 1000, 1000));
        assert!(!has_database(50, 999, 1000));
        assert!(has_database(50, 1000, 1000));
    }

    #[test]
    fn always_fifty_logs_stay_back_and_neither_time_nor_a_shorter_lag_takes_any_from_replay() {
        for (logs, now) in (0..=60).flat_map(|logs| [0, 10, 30, 55, 90].map(|later| (logs, logs + later))) {
            let closed = one_a_minute(logs);
            for lag in 0..=60 {
                let newest = newest_replayable(&closed, now * MINUTE, lag * MINUTE);
                assert!(newest == 0 || newest + FIXED_LAG <= logs, "{logs} logs, minute {now}, lag {lag}");
                assert!(newest <= newest_replayable(&closed, (now + 1) * MINUTE, lag * MINUTE));
                assert!(lag == 0 || newest <= newest_replayable(&closed, now * MINUTE, (lag - 1) * MINUTE));
            }
        }
    }

    #[test]
    fn always_a_source_may_lose_fifty_logs_without_falling_behind_its_target() {
        for lost in 0..=70 {
            let generated = 100;
            let replayed = newest_replayable(&one_a_minute(generated), u64::MAX, 0);
            assert_eq!(needs_reseed(replayed, generated, lost), lost > FIXED_LAG, "{lost} lost");
        }
    }
}
