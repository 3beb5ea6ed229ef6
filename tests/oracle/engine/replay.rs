//! What a target of standby continuous replication has and has replayed, over random cases.

use super::lab::{Chance, GROUP, Lab};
use crate::standby::{has_database, needs_reseed, newest_replayable};
use failover_lab::engine::SimSpan;
use failover_lab::model::event::CopyFailure;
use failover_lab::model::exchange::DatabaseState;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Build, Config, Mode, REPLAY_MS, Source, Standby};

#[test]
fn always_a_target_replays_as_far_as_the_tables_say() {
    let mut chance = Chance(50);
    for _ in 0..60 {
        let lag = SimSpan::from_mins([0, 1, 10][chance.below(3) as usize]);
        let config = Config { mode: Mode::Scr, build: Build::Sp1, replay_lag: lag, mailboxes: 4, ..Config::DEFAULT };
        let mut lab = Lab::quiet(config);
        for _ in 0..20 + chance.below(80) {
            lab.close_logs(1);
            lab.wait(1 + chance.below(8));
        }
        // What is inspected by now is replayed half a second a log later; no log turns old enough in that time.
        let storage = lab.bench().group(GROUP);
        let target = storage.copy(storage.passives().next().expect("there is a target"));
        let closed: Vec<u64> = target.files.values().map(|file| file.closed_at.as_millis()).collect();
        let replayable = |now: u64| newest_replayable(&closed, now, lag.as_millis());
        let now = lab.now().as_millis();
        let slack = 5 * REPLAY_MS;
        let (least, most) = (replayable(now.saturating_sub(slack)), replayable(now));
        let replayed = u64::from(target.replayed.0);
        let in_time = replayed >= least.saturating_sub(5) && replayed <= most;
        assert!(in_time, "replayed {replayed}, the tables say {least} to {most}; lag {lag}, {} logs", closed.len());
    }
}

/// Nobody seeds the target: its database is made after fifty logs and the lag, whichever comes second.
#[test]
fn always_a_target_has_its_database_when_the_tables_say() {
    let mut chance = Chance(51);
    let mut made = 0;
    for _ in 0..60 {
        let lag = SimSpan::from_mins([0, 1, 10, 30][chance.below(4) as usize]);
        let (build, standby) = (Build::Sp1, Standby::Nothing);
        let config = Config { mode: Mode::Scr, build, standby, replay_lag: lag, mailboxes: 4, ..Config::DEFAULT };
        let mut lab = Lab::quiet(config);
        lab.close_logs(chance.below(30));
        let node = lab.node("EXCHSTANDBY");
        lab.give(Input::EnableStandby { group: GROUP, node, replay_lag: lag, truncation_lag: SimSpan::ZERO });
        let enabled = lab.now().as_millis();
        for _ in 0..40 + chance.below(20) {
            lab.close_logs(1);
            lab.wait(1 + chance.below(20));
        }
        lab.wait(chance.below(900));
        let storage = lab.bench().group(GROUP);
        let target = storage.copy(storage.passives().next().expect("there is a target"));
        let is_made = target.seeding.is_some() || target.database == DatabaseState::Replica;
        let (logs, since) = (target.files.len() as u64, lab.now().as_millis() - enabled);
        assert_eq!(is_made, has_database(logs, since, lag.as_millis()), "{logs} logs, {since} ms, lag {lag}");
        made += u32::from(is_made);
    }
    assert!((10..50).contains(&made), "{made} of 60 have a database");
}

/// Its source fails over and loses logs that it may have replayed.
#[test]
fn always_a_target_is_seeded_again_when_the_tables_say() {
    let mut chance = Chance(52);
    let mut failed = 0;
    for _ in 0..40 {
        let (build, source) = (Build::Sp1, Source::Ccr);
        let config =
            Config { mode: Mode::Scr, build, source, replay_lag: SimSpan::ZERO, mailboxes: 4, ..Config::DEFAULT };
        let mut lab = Lab::quiet(config);
        lab.close_logs(55 + chance.below(10));
        lab.wait(120);
        lab.give(Input::SuspendCopy { group: GROUP, standby: None, comment: "behind".to_owned() });
        let behind = 40 + chance.below(25);
        lab.close_logs(behind);
        lab.wait(300);
        let storage = lab.bench().group(GROUP);
        let place = storage.passives().find(|place| storage.copy(*place).is_standby()).expect("there is a target");
        let (replayed, generated) = (storage.copy(place).replayed.0, storage.last_generated.0);
        lab.stop("EXCHMAILBOX1", How::PowerCut);
        lab.wait(300);
        for input in [Input::RestoreCopy { group: GROUP, standby: None }, Input::MountDatabase { group: GROUP }] {
            lab.give(input);
        }
        lab.wait(120);
        lab.close_logs(1);
        lab.wait(120);
        let wants_seed = needs_reseed(u64::from(replayed), u64::from(generated), behind);
        let has_failed = lab.bench().group(GROUP).copy(place).failed.map(|(failure, _)| failure);
        let expected = wants_seed.then_some(CopyFailure::Diverged);
        assert_eq!(has_failed, expected, "replayed {replayed} of {generated}, {behind} are lost");
        failed += u32::from(wants_seed);
    }
    assert!((5..35).contains(&failed), "{failed} of 40 are seeded again");
}
