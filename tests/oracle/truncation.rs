//! Which logs may be deleted, and where.
//!
//! A log counts as backed up after a full or an incremental backup; copies and differentials truncate nothing.

/// Storage group that writes the logs: of a stand-alone server, a single copy cluster, or the active copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Active {
    /// Lowest checkpoint of the mounted databases.
    pub(crate) checkpoint: u64,
    /// Newest generation in a full or an incremental backup.
    pub(crate) backed_up: u64,
    /// Whether logs behind the checkpoint go without a backup.
    pub(crate) is_circular: bool,
}

/// Passive copy of LCR or CCR.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passive {
    /// Newest generation in its database.
    pub(crate) replayed: u64,
    /// Lowest generation that its database needs for recovery.
    pub(crate) lowest_required: u64,
}

/// One log at a target of SCR.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtTarget {
    /// Whether the source has truncated the log after a backup.
    pub(crate) is_truncated_at_source: bool,
    /// Whether the target's database has it.
    pub(crate) is_replayed: bool,
    /// How old it is [ms].
    pub(crate) age_ms: u64,
    /// `ReplayLagTime` [ms].
    pub(crate) replay_lag_ms: u64,
    /// `TruncationLagTime` [ms].
    pub(crate) truncation_lag_ms: u64,
}

/// Says whether the active side may delete a log, given its passive copy and what each SCR target has inspected.
///
/// With targets the sources ask for a backup and do not mention circular logging, so it does not stand in for one.
/// Where there is a passive copy, circular logging is advised against, and never deletes what is not replayed there.
/// Source: [SCRBLOG], [CIRC], recalled.
pub(crate) fn may_delete_at_active(log: u64, active: Active, passive: Option<Passive>, inspected: &[u64]) -> bool {
    let is_backed_up = log <= active.backed_up || (active.is_circular && inspected.is_empty());
    let is_flushed = log < active.checkpoint;
    let is_replayed = passive.is_none_or(|passive| log <= passive.replayed);
    let is_inspected = inspected.iter().all(|newest| log <= *newest);
    is_backed_up && is_flushed && is_replayed && is_inspected
}

/// Says whether the passive side may delete a log that the active side has deleted, may delete, or may not.
///
/// Source: recalled.
pub(crate) fn may_delete_at_passive(log: u64, is_deletable_at_active: bool, passive: Passive) -> bool {
    is_deletable_at_active && log <= passive.replayed && log < passive.lowest_required
}

/// Says whether a target of SCR may delete a log.
///
/// Taken literally, a log exactly as old as both lags together stays. Source: [EXPEDIA], [SCRNOTES].
pub(crate) fn may_delete_at_target(log: AtTarget) -> bool {
    log.is_truncated_at_source && log.is_replayed && log.age_ms > log.replay_lag_ms + log.truncation_lag_ms
}

/// Returns the newest generation of those from 1 on that a rule lets go, 0 if none.
///
/// Source: the rules above; none of them lets a log go and keeps an older one.
pub(crate) fn newest_deletable(closed: u64, may_delete: impl Fn(u64) -> bool) -> u64 {
    (1..=closed).take_while(|log| may_delete(*log)).last().unwrap_or(0)
}

mod tests {
    use super::*;

    const CLOSED: u64 = 100;
    const ACTIVE: Active = Active { checkpoint: 81, backed_up: 100, is_circular: false };
    const PASSIVE: Passive = Passive { replayed: 100, lowest_required: 91 };

    fn at_active(active: Active, passive: Option<Passive>, inspected: &[u64]) -> u64 {
        newest_deletable(CLOSED, |log| may_delete_at_active(log, active, passive, inspected))
    }

    #[test]
    fn a_server_on_its_own_deletes_what_is_backed_up_and_behind_the_checkpoint() {
        //  checkpoint, backed up, circular, newest deletable
        let rows = [
            (81, 0, false, 0),
            (81, 60, false, 60),
            (81, 80, false, 80),
            (81, 100, false, 80),
            (1, 100, false, 0),
            (81, 0, true, 80),
            (81, 60, true, 80),
            (101, 0, true, 100),
        ];
        for (checkpoint, backed_up, is_circular, expected) in rows {
            let active = Active { checkpoint, backed_up, is_circular };
            assert_eq!(at_active(active, None, &[]), expected, "{active:?}");
        }
    }

    #[test]
    fn the_active_copy_waits_for_the_passive_one() {
        //  replayed, circular, newest deletable
        let rows = [(100, false, 80), (70, false, 70), (0, false, 0), (100, true, 80), (70, true, 70), (0, true, 0)];
        for (replayed, is_circular, expected) in rows {
            let backed_up = if is_circular { 0 } else { 100 };
            let active = Active { backed_up, is_circular, ..ACTIVE };
            let passive = Passive { replayed, ..PASSIVE };
            assert_eq!(at_active(active, Some(passive), &[]), expected, "{active:?} {passive:?}");
        }
    }

    #[test]
    fn the_passive_copy_keeps_what_the_active_one_keeps_and_what_it_needs_itself() {
        //  deletable at the active copy, replayed, lowest required, newest deletable
        let rows = [(80, 100, 91, 80), (80, 100, 71, 70), (80, 60, 91, 60), (0, 100, 91, 0), (80, 100, 1, 0)];
        for (at_active, replayed, lowest_required, expected) in rows {
            let passive = Passive { replayed, lowest_required };
            let found = newest_deletable(CLOSED, |log| may_delete_at_passive(log, log <= at_active, passive));
            assert_eq!(found, expected, "{at_active} at the active copy, {passive:?}");
        }
    }

    #[test]
    fn a_source_waits_for_the_inspection_at_every_target() {
        //  inspected at each target, newest deletable
        let rows: [(&[u64], u64); 5] = [(&[60], 60), (&[100], 80), (&[100, 60], 60), (&[0, 100], 0), (&[100, 90], 80)];
        for (inspected, expected) in rows {
            assert_eq!(at_active(ACTIVE, Some(PASSIVE), inspected), expected, "{inspected:?}");
            assert_eq!(at_active(ACTIVE, None, inspected), expected, "{inspected:?}, no passive copy");
        }
        let circular = Active { backed_up: 0, is_circular: true, ..ACTIVE };
        assert_eq!(at_active(circular, None, &[100]), 0);
    }

    #[test]
    fn a_target_keeps_a_log_until_it_is_old_enough() {
        let log = AtTarget {
            is_truncated_at_source: true,
            is_replayed: true,
            age_ms: 31,
            replay_lag_ms: 20,
            truncation_lag_ms: 10,
        };
        //  log, deletable
        let rows = [
            (log, true),
            (AtTarget { is_truncated_at_source: false, ..log }, false),
            (AtTarget { is_replayed: false, ..log }, false),
            (AtTarget { age_ms: 30, ..log }, false),
            (AtTarget { age_ms: 30, truncation_lag_ms: 0, ..log }, true),
            (AtTarget { age_ms: 1, replay_lag_ms: 0, truncation_lag_ms: 0, ..log }, true),
            (AtTarget { age_ms: 20, truncation_lag_ms: 0, ..log }, false),
        ];
        for (log, expected) in rows {
            assert_eq!(may_delete_at_target(log), expected, "{log:?}");
        }
    }

    /// Every state of four closed logs, for `check`: active, passive, inspected at one target.
    fn every_small_state(check: impl Fn(Active, Option<Passive>, &[u64])) {
        let numbers = || 0..=5_u64;
        for (checkpoint, backed_up) in numbers().flat_map(|a| numbers().map(move |b| (a, b))) {
            for is_circular in [false, true] {
                let active = Active { checkpoint, backed_up, is_circular };
                for replayed in numbers().map(Some).chain([None]) {
                    let passive = replayed.map(|replayed| Passive { replayed, lowest_required: replayed });
                    check(active, passive, &[]);
                    numbers().for_each(|inspected| check(active, passive, &[inspected]));
                }
            }
        }
    }

    #[test]
    fn always_another_backup_lets_go_no_fewer_logs() {
        every_small_state(|active, passive, inspected| {
            let now = at_active(active, passive, inspected);
            let later = at_active(Active { backed_up: active.backed_up + 1, ..active }, passive, inspected);
            assert!(now <= later, "{active:?} {passive:?} {inspected:?}");
        });
    }

    #[test]
    fn always_another_copy_lets_go_no_more_logs() {
        every_small_state(|active, passive, inspected| {
            let now = at_active(active, passive, inspected);
            for newest in 0..=5 {
                let targets: Vec<u64> = inspected.iter().copied().chain([newest]).collect();
                assert!(at_active(active, passive, &targets) <= now, "{active:?} {passive:?} {targets:?}");
            }
            assert!(now <= at_active(active, None, inspected), "{active:?} {passive:?} {inspected:?}");
        });
    }

    #[test]
    fn always_no_log_goes_that_anybody_still_needs() {
        every_small_state(|active, passive, inspected| {
            for log in (1..=5).filter(|log| may_delete_at_active(*log, active, passive, inspected)) {
                let is_replayed = passive.is_none_or(|passive| passive.replayed >= log);
                let is_inspected = inspected.iter().all(|newest| *newest >= log);
                let needs_none = log < active.checkpoint && is_replayed && is_inspected;
                assert!(needs_none, "log {log}: {active:?} {passive:?} {inspected:?}");
            }
        });
    }

    #[test]
    fn always_a_log_goes_only_after_every_older_one() {
        every_small_state(|active, passive, inspected| {
            let may_delete = |log: u64| may_delete_at_active(log, active, passive, inspected);
            assert!((1..5).all(|log| may_delete(log) || !may_delete(log + 1)), "{active:?} {passive:?} {inspected:?}");
        });
    }
}
