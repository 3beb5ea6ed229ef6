//! Slow disks and networks: queues grow, and nothing is lost by it alone.

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, SP1};
use failover_lab::model::backup::{BackupKind, BackupMethod, BackupSide};
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{COPY_MS, REPLAY_MS, SLOW_TIMES};

/// Moments between the newest event of one kind and the one before it [ms].
fn pace(lab: &Lab, is_it: impl Fn(&Event) -> bool) -> u64 {
    let moments: Vec<_> = lab.events().filter(|(_, event)| is_it(event)).map(|(at, _)| at).collect();
    let [.., before, newest] = moments[..] else { panic!("it happened less than twice") };
    newest.since(before).as_millis()
}

#[test]
fn a_slow_disk_of_the_copy_lets_the_replay_queue_grow() {
    for disk in ["DatabaseDisk", "LogDisk"] {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).stop(&format!("{NODE2}\\{disk}"), How::Slow).close_logs(6).wait(15);
        assert_eq!(lab.status(), "Healthy", "{disk}: slow is not failed");
        assert!(lab.queues().1 > 0, "{disk}: {:?}", lab.queues());
        lab.wait(LONG);
        assert_eq!(lab.queues(), (0, 0), "{disk}: it gets there");
        let replay = pace(&lab, |event| matches!(event, Event::LogReplayed { .. }));
        // Over a slow log disk the logs come even later than they could be replayed.
        assert!((REPLAY_MS * SLOW_TIMES..=REPLAY_MS * SLOW_TIMES + 200).contains(&replay), "{disk}: {replay} ms");
    }
}

#[test]
fn a_slow_way_lets_the_copy_queue_grow_and_people_do_not_notice() {
    for way in ["Public", "EXCHMAILBOX1\\Public", "EXCHMAILBOX2\\Public", "EXCHMAILBOX1\\LogDisk"] {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).stop(way, How::Slow).close_logs(6).wait(10);
        assert!(lab.queues().0 > 0, "{way}: {:?}", lab.queues());
        assert!(lab.bench().service.is_up && lab.has_quorum(), "{way}");
        lab.wait(LONG);
        assert_eq!(lab.queues(), (0, 0), "{way}: it gets there");
        let copy = pace(&lab, |event| matches!(event, Event::LogCopied { .. }));
        assert!(copy >= COPY_MS * SLOW_TIMES, "{way}: {copy} ms");
        lab.start(way).close_logs(2).wait(30);
        assert!(pace(&lab, |event| matches!(event, Event::LogCopied { .. })) < COPY_MS * SLOW_TIMES, "{way}");
    }
}

/// What waits in a copy queue is lost with its server: slow is dangerous all the same.
#[test]
fn what_a_slow_way_has_not_brought_is_missing_after_a_crash() {
    let missing = |slow: bool| {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60);
        if slow {
            lab.stop("Public", How::Slow);
        }
        lab.close_logs(5).wait(4).stop(NODE1, How::PowerCut).start(if slow { "Public" } else { NODE1 }).wait(LONG);
        lab.lost().map_or(0, |(closed, ..)| closed)
    };
    assert!(missing(true) > 0);
}

#[test]
fn seeding_over_a_slow_way_takes_many_times_as_long() {
    let duration = |slow: &[&str]| {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).suspend();
        for part in slow {
            lab.stop(part, How::Slow);
        }
        lab.reseed();
        lab.last_event(|event| match event {
            Event::SeedingStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        })
    };
    let quick = duration(&[]);
    for slow in ["Public", "EXCHMAILBOX1\\DatabaseDisk", "EXCHMAILBOX2\\DatabaseDisk"] {
        assert_eq!(duration(&[slow]), quick * SLOW_TIMES, "{slow}");
    }
    assert_eq!(duration(&["Private", "EXCHMAILBOX1\\LogDisk"]), quick, "neither is on the way");
}

/// What is read: the copy that is backed up, and of a backup of logs alone not its database.
#[test]
fn a_backup_of_a_slow_disk_takes_many_times_as_long() {
    let duration = |slow: Option<&str>, kind, side| {
        let mut lab = Lab::quiet(SP1);
        let method = BackupMethod::Vss;
        let back_up = |kind, side| Input::StartBackup { group: GROUP, kind, method, side, standby: None };
        lab.close_logs(3)
            .wait(30)
            .give(back_up(BackupKind::Full, BackupSide::Active))
            .wait(1_200)
            .close_logs(60)
            .wait(60);
        if let Some(part) = slow {
            lab.stop(part, How::Slow);
        }
        lab.give(back_up(kind, side));
        lab.last_event(|event| match event {
            Event::BackupStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        })
    };
    use BackupKind::{Full, Incremental};
    use BackupSide::{Active, Passive};
    #[rustfmt::skip]
    let table = [
        // slow                       kind         side     many times as long
        ("EXCHMAILBOX1\\DatabaseDisk", Full,        Active,  true),
        ("EXCHMAILBOX1\\LogDisk",      Full,        Active,  true),
        ("EXCHMAILBOX2\\DatabaseDisk", Full,        Active,  false),
        ("EXCHMAILBOX2\\DatabaseDisk", Full,        Passive, true),
        ("EXCHMAILBOX1\\DatabaseDisk", Incremental, Active,  false),
        ("EXCHMAILBOX1\\LogDisk",      Incremental, Active,  true),
    ];
    for (slow, kind, side, is_slow) in table {
        let times = if is_slow { SLOW_TIMES } else { 1 };
        let quick = duration(None, kind, side);
        assert_eq!(duration(Some(slow), kind, side), quick * times, "{slow} {kind:?} {side:?}");
    }
}

/// A restore writes to the active location, whichever copy was backed up.
#[test]
fn a_restore_to_a_slow_disk_takes_many_times_as_long() {
    let duration = |slow: Option<&str>| {
        let mut lab = Lab::quiet(SP1);
        let (kind, method, side) = (BackupKind::Full, BackupMethod::Vss, BackupSide::Active);
        lab.close_logs(3)
            .wait(30)
            .give(Input::StartBackup { group: GROUP, kind, method, side, standby: None })
            .wait(1_200);
        lab.give(Input::DismountDatabase { group: GROUP }).wait(60);
        if let Some(part) = slow {
            lab.stop(part, How::Slow);
        }
        lab.give(Input::RestoreBackup { group: GROUP, backup: None, roll_forward: true });
        lab.last_event(|event| match event {
            Event::RestoreStarted { duration, .. } => Some(duration.as_millis()),
            _ => None,
        })
    };
    let quick = duration(None);
    for disk in ["EXCHMAILBOX1\\DatabaseDisk", "EXCHMAILBOX1\\LogDisk"] {
        assert_eq!(duration(Some(disk)), quick * SLOW_TIMES, "{disk}");
    }
    assert_eq!(duration(Some("EXCHMAILBOX2\\DatabaseDisk")), quick, "it is not written to");
}
