//! What a target of standby continuous replication has replayed, over random cases.

use super::lab::{Chance, GROUP, Lab};
use crate::standby::newest_replayable;
use failover_lab::engine::SimSpan;
use failover_lab::model::params::{Build, Config, Mode, REPLAY_MS};

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
