//! Which logs go, and when. Sources: [SCRBLOG], [EXPEDIA], [SCRNOTES]; the rest is recalled.

#[path = "../oracle/truncation.rs"]
mod oracle;

use crate::lab::{GROUP, Lab, NODE1, SP1};
use failover_lab::engine::{EntryNumber, SimSpan, SimTime};
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::event::Event;
use failover_lab::model::exchange::{
    AtActive, LogFile, LogFolder, deletable_at_active, deletable_at_passive, deletable_at_target,
};
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode, Source};
use failover_lab::model::units::{LogCount, LogGeneration};
use std::sync::Arc;

const LCR: Config = Config { mode: Mode::Lcr, ..SP1 };
const SCC: Config = Config { mode: Mode::Scc, ..SP1 };
/// A cluster with continuous replication and one target without a lag.
const SCR: Config = Config { mode: Mode::Scr, source: Source::Ccr, replay_lag: SimSpan::ZERO, ..SP1 };
const TARGET: &str = "EXCHSTANDBY";

/// Long enough for a copy to catch up, and for a look of the truncation task.
const CATCH_UP: u64 = 180;

impl Lab {
    #[track_caller]
    fn back_up(&mut self, kind: BackupKind) -> &mut Self {
        let (method, side) = (BackupMethod::Vss, BackupSide::Active);
        self.give(Input::StartBackup { group: GROUP, kind, method, side, standby: None });
        let until = self.storage().backup.map(|backup| backup.until).expect("a backup runs");
        // The record of the backup is in the open log, and no roll has come yet.
        let left = until.since(self.now()).as_millis();
        self.wait_ms(left).wait(61)
    }

    /// Newest truncated log where the storage group writes.
    fn truncated(&self) -> u32 {
        self.storage().active_copy().truncated.0
    }

    /// Files of the copy at a place: the oldest and the newest.
    fn files(&self, place: usize) -> (u32, u32) {
        let files = &self.storage().copies[place].files;
        (files.oldest().map_or(0, |it| it.0), files.newest().map_or(0, |it| it.0))
    }
}

fn config_depth(lab: &Lab) -> LogCount {
    let server = lab.bench().main_server();
    lab.bench().config.llr_depth(server.kind, server.dial)
}

/// The worked example of the facts: 100 logs, checkpoint 81, a full backup, a target that is late.
#[test]
fn a_source_deletes_no_log_that_a_target_has_not_inspected() {
    let mut lab = Lab::quiet(SCR);
    let standby = Some(lab.node(TARGET));
    lab.close_logs(60).wait(300);
    lab.give(Input::SuspendCopy { group: GROUP, standby, comment: "late".to_owned() });
    lab.close_logs(40).wait(60).back_up(BackupKind::Full);
    assert_eq!(lab.storage().checkpoint(config_depth(&lab)), LogGeneration(81));
    assert_eq!(lab.truncated(), 60);
    lab.give(Input::ResumeCopy { group: GROUP, standby }).wait(CATCH_UP);
    // The log with the record of the backup is closed meanwhile, and the checkpoint one further.
    assert_eq!(lab.truncated(), 81, "the checkpoint keeps the rest");
}

#[test]
fn without_a_backup_no_log_goes() {
    for config in [LCR, SCC, SP1, SCR] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(60).wait(7_200);
        assert!(!lab.happened(|it| matches!(it, Event::LogsTruncated { .. })), "{}", config.mode.name());
        assert_eq!(lab.files(0).0, 1, "{}", config.mode.name());
    }
}

#[test]
fn a_full_or_an_incremental_backup_lets_logs_go_and_no_other() {
    use BackupKind::{Copy, Differential, Full, Incremental};
    //  what is backed up after the first 30 and after 30 more logs, newest truncated log after each
    let rows = [
        (Copy, Copy, [0, 0]),
        (Full, Differential, [10, 30]),
        (Full, Incremental, [10, 40]),
        (Full, Copy, [10, 30]),
        (Full, Full, [10, 40]),
    ];
    for (first, second, [after_first, after_second]) in rows {
        let mut lab = Lab::quiet(SCC);
        lab.close_logs(30).back_up(first);
        assert_eq!(lab.truncated(), after_first, "{}", first.name());
        lab.close_logs(30).back_up(second);
        assert!(lab.truncated() >= after_second, "{} {}: {}", first.name(), second.name(), lab.truncated());
        assert!(lab.truncated() <= after_second + 2, "{} {}: {}", first.name(), second.name(), lab.truncated());
    }
}

#[test]
fn a_suspended_passive_copy_stops_truncation_at_the_active_one() {
    for config in [LCR, SP1] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(20).wait(60).suspend().close_logs(40).back_up(BackupKind::Full);
        assert_eq!(lab.truncated(), 20, "{}", config.mode.name());
        lab.resume().wait(CATCH_UP);
        let checkpoint = lab.storage().checkpoint(config_depth(&lab));
        assert_eq!(lab.truncated(), checkpoint.0 - 1, "{}", config.mode.name());
    }
}

#[test]
fn the_passive_copy_deletes_what_the_active_one_may_and_what_it_needs_no_more_itself() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(60).wait(60).back_up(BackupKind::Full);
    assert_eq!((lab.files(0).0, lab.files(1).0), (41, 41), "checkpoint 41 of the active copy decides for both");
    let passive = lab.storage().copies[1].lowest_required();
    assert!(passive >= LogGeneration(41), "{passive:?}");
}

#[test]
fn a_target_keeps_a_truncated_log_for_both_its_lags() {
    let hours = SimSpan::from_hours;
    let mut lab = Lab::quiet(Config { replay_lag: hours(1), truncation_lag: hours(2), ..SCR });
    lab.close_logs(150).wait(300).back_up(BackupKind::Full);
    let at = lab.now();
    assert_eq!((lab.files(0).0, lab.files(2).0), (131, 1));
    lab.wait(3_600);
    assert_eq!(lab.files(2).0, 1, "an hour is over, three are asked for");
    lab.wait(4_200);
    assert_eq!(lab.files(2).0, 1, "the longer of the two lags is over, and three hours are asked for");
    lab.wait(3_000);
    // Fifty newer logs hold the others back from replay, and so from going.
    // The newest of all holds the record of the backup.
    assert_eq!((lab.last_generated().0, lab.files(2).0), (151, 102));
    assert!(lab.now().since(at) >= hours(3));
}

#[test]
fn the_task_looks_once_a_minute_and_only_while_something_can_go() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).back_up(BackupKind::Full).wait(86_400);
    let is_truncation = |it: &Event| matches!(it, Event::LogsTruncated { .. });
    let at: Vec<SimTime> = lab.events().filter(|(_, it)| is_truncation(it)).map(|(at, _)| at).collect();
    // Once for the backup, and once more when the log with its record has moved the checkpoint.
    assert_eq!(at.len(), 2);
    assert!(at.iter().all(|at| at.as_millis() % 60_000 == 0), "{at:?}");
}

#[test]
fn circular_logging_holds_from_the_next_mount_on_and_spares_what_is_not_replayed() {
    for (config, expected) in [(SCC, 40), (LCR, 30), (SCR, 0)] {
        let mut lab = Lab::quiet(config);
        lab.give(Input::SetCircularLogging { group: GROUP, is_on: true });
        lab.close_logs(30).wait(300);
        assert_eq!(lab.truncated(), 0, "{}: not before the next mount", config.mode.name());
        lab.give(Input::DismountDatabase { group: GROUP }).wait(30).mount().wait(60);
        if config.mode == Mode::Lcr {
            lab.suspend();
        }
        let before = lab.last_generated().0;
        lab.close_logs(30).wait(300);
        let truncated = lab.truncated();
        match config.mode {
            Mode::Lcr => assert_eq!(truncated, before, "what the suspended copy has not replayed stays"),
            Mode::Scr => assert_eq!(truncated, expected, "with a target only a backup lets logs go"),
            Mode::Scc | Mode::Ccr => assert!(truncated >= expected, "{truncated}"),
        }
    }
}

#[test]
fn a_log_that_went_names_the_backup_that_let_it_go() {
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(30).back_up(BackupKind::Full);
    let (rule, reasons) = lab.explain(|it| matches!(it, Event::LogsTruncated { .. }));
    assert_eq!(rule.map(|rule| rule.id()), Some("truncation"));
    assert!(reasons.contains(&"BackupFinished") && reasons.contains(&"BackupStarted"), "{reasons:?}");
}

#[test]
fn a_dead_node_keeps_every_log_at_the_other() {
    let mut lab = Lab::quiet(SP1);
    lab.close_logs(10).wait(60).stop(crate::lab::NODE2, failover_lab::model::ids::How::PowerCut);
    lab.wait(60).close_logs(50).back_up(BackupKind::Full).wait(86_400);
    assert_eq!((lab.mounted_on().as_deref(), lab.truncated()), (Some(NODE1), 10));
}

/// "No more I/O on the copy": a suspended copy keeps its own logs, though the active one lets go what it has replayed.
#[test]
fn a_suspended_copy_deletes_none_of_its_own_logs() {
    for config in [LCR, SP1] {
        let mut lab = Lab::quiet(config);
        lab.close_logs(60).wait(60).suspend().back_up(BackupKind::Full);
        assert_eq!((lab.files(0).0, lab.files(1).0), (41, 1), "{}", config.mode.name());
        lab.resume().wait(CATCH_UP);
        assert!(lab.files(1).0 >= 41, "{}", config.mode.name());
    }
}

/// The Replication service of a replicated copy deletes its logs, and elsewhere the store that has the database mounted.
#[test]
fn logs_go_only_while_somebody_tends_them() {
    for (config, part, how) in
        [(SP1, format!("{NODE1}\\Replication"), How::Shutdown), (SP1, format!("{NODE1}\\LogDisk"), How::Fail)]
    {
        let mut lab = Lab::quiet(config);
        let (kind, method, side) = (BackupKind::Full, BackupMethod::Vss, BackupSide::Active);
        let full = Input::StartBackup { group: GROUP, kind, method, side, standby: None };
        lab.close_logs(60).wait(60).give(full);
        let until = lab.storage().backup.map(|backup| backup.until).expect("a backup runs");
        lab.wait_ms(until.since(lab.now()).as_millis()).stop(&part, how).wait(CATCH_UP);
        assert_eq!(lab.files(0).0, 1, "{part}");
    }
    let mut lab = Lab::quiet(SCC);
    lab.close_logs(60).back_up(BackupKind::Full).close_logs(40).back_up(BackupKind::Full).close_logs(40);
    let before = lab.truncated();
    lab.give(Input::DismountDatabase { group: GROUP }).wait(CATCH_UP);
    assert_eq!(lab.truncated(), before, "the store has nothing mounted");
}

/// A small generator, so that the cases are the same everywhere.
fn cases(count: u64) -> impl Iterator<Item = [u64; 8]> {
    let mut state = 42_u64;
    let mut word = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    (0..count).map(move |_| [(); 8].map(|()| word() % 121))
}

#[test]
fn always_the_deletion_points_are_those_of_the_published_table() {
    const CLOSED: u64 = 120;
    let log = |generation: u64| LogGeneration(generation as u32);
    for case @ [checkpoint, backed_up, replayed, lowest, first, second, which, _] in cases(20_000) {
        let (is_circular, has_passive, targets) = (which % 2 == 1, which / 2 % 2 == 1, which / 4 % 3);
        let inspected: Vec<u64> = [first, second].into_iter().take(targets as usize).collect();
        let checkpoint = checkpoint.max(1);
        let active = oracle::Active { checkpoint, backed_up, is_circular };
        let passive = oracle::Passive { replayed, lowest_required: lowest.max(1) };
        let partner = has_passive.then_some(passive);
        let expected =
            oracle::newest_deletable(CLOSED, |log| oracle::may_delete_at_active(log, active, partner, &inspected));
        let found = deletable_at_active(AtActive {
            checkpoint: log(checkpoint),
            backed_up: log(backed_up),
            is_circular,
            replayed: has_passive.then_some(log(replayed)),
            inspected: inspected.iter().min().map(|it| log(*it)),
        });
        assert_eq!(found, log(expected), "active, {case:?}");
        let expected_there =
            oracle::newest_deletable(CLOSED, |log| oracle::may_delete_at_passive(log, log <= expected, passive));
        let found = deletable_at_passive(found, log(replayed), log(passive.lowest_required));
        assert_eq!(found, log(expected_there), "passive, {case:?}");
    }
}

#[test]
fn always_a_target_lets_go_what_the_published_table_lets_go() {
    const NOW: u64 = 1_000;
    for case @ [newest, at_source, replayed, replay_lag, truncation_lag, step, oldest, _] in cases(2_000) {
        let closed_at = |generation: u64| NOW.saturating_sub((newest.saturating_sub(generation)) * (step % 9));
        let mut files = LogFolder::default();
        for generation in oldest.max(1)..=newest {
            files.push(Arc::new(LogFile {
                generation: LogGeneration(generation as u32),
                reign: 1,
                letters: Vec::new(),
                edits: Vec::new(),
                notes: Vec::new(),
                closed_at: SimTime::from_millis(closed_at(generation)),
                closed_by: EntryNumber(0),
                bytes: 1,
            }));
        }
        let may_delete = |log: u64| {
            log < oldest.max(1)
                || oracle::may_delete_at_target(oracle::AtTarget {
                    is_truncated_at_source: log <= at_source,
                    is_replayed: log <= replayed,
                    age_ms: NOW - closed_at(log),
                    replay_lag_ms: replay_lag,
                    truncation_lag_ms: truncation_lag,
                })
        };
        let files_expected = (oldest.max(1)..=newest).take_while(|log| may_delete(*log)).last();
        let lags = SimSpan::from_millis(replay_lag) + SimSpan::from_millis(truncation_lag);
        let sources = (LogGeneration(at_source as u32), LogGeneration(replayed as u32));
        let (found, later) = deletable_at_target(&files, sources.0, sources.1, lags, SimTime::from_millis(NOW));
        let gone = files.from(LogGeneration(0)).take_while(|file| file.generation <= found).last();
        assert_eq!(gone.map(|file| u64::from(file.generation.0)), files_expected, "{case:?}");
        let waits = (oldest.max(1)..=newest).find(|log| !may_delete(*log));
        let for_age_only = waits.filter(|log| *log <= at_source && *log <= replayed);
        let expected = for_age_only.map(|log| closed_at(log) + lags.as_millis() + 1);
        assert_eq!(later.map(SimTime::as_millis), expected, "{case:?}");
    }
}
