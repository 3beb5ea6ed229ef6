//! Logs fill, roll, close and are shipped. Source: \[LLR\], \[TXLOG\], \[WITPCCR\].

use crate::lab::{GROUP, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::engine::SimTime;
use failover_lab::model::event::{Closing, Event};
use failover_lab::model::ids::{How, Part};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode, MountDial};
use failover_lab::model::refusal::Refusal;
use failover_lab::model::view::LogRanges;

/// When logs were closed for this reason.
fn closed(lab: &Lab, why: Closing) -> Vec<SimTime> {
    let of = |event: &Event| matches!(event, Event::LogClosed { closing, .. } if *closing == why);
    lab.events().filter(|(_, event)| of(event)).map(|(at, _)| at).collect()
}

/// Fifteen minutes, divided by the depth of Lost Log Resilience.
#[test]
fn a_part_filled_log_is_rolled_after_the_interval() {
    let rtm = |dial| Config { dial, ..RTM };
    #[rustfmt::skip]
    let table = [
        // configuration                    interval [ms]
        (rtm(MountDial::Lossless),          900_000),
        (rtm(MountDial::GoodAvailability),  225_000),
        (rtm(MountDial::BestAvailability),  128_571),
        (SP1,                               90_000),
        (Config { dial: MountDial::Lossless, ..SP1 }, 90_000),
    ];
    for (config, interval) in table {
        let mut lab = Lab::quiet(config);
        lab.wait(60).letters(1);
        let written = lab.now();
        lab.wait(2_000);
        let rolls = closed(&lab, Closing::Roll);
        assert_eq!(rolls.len(), 1, "one letter makes one log");
        assert_eq!(rolls[0].since(written).as_millis(), interval, "{} {}", config.build.name(), config.dial.name());
        assert!(!lab.storage().has_open_log());
    }
}

/// Outside CCR the depth is 1 in every build, whatever the dial says, and the interval the whole quarter of an hour.
#[test]
fn outside_ccr_a_log_waits_a_quarter_of_an_hour_for_its_roll() {
    for (mode, config) in [(Mode::Lcr, RTM), (Mode::Lcr, SP1), (Mode::Scc, RTM), (Mode::Scc, SP1), (Mode::Scr, SP1)] {
        for dial in [MountDial::Lossless, MountDial::GoodAvailability, MountDial::BestAvailability] {
            let mut lab = Lab::quiet(Config { mode, dial, ..config });
            lab.wait(60).letters(1);
            let written = lab.now();
            lab.wait(2_000);
            let rolls: Vec<u64> = closed(&lab, Closing::Roll).iter().map(|at| at.since(written).as_millis()).collect();
            assert_eq!(rolls, [900_000], "{} {} {}", mode.name(), config.build.name(), dial.name());
        }
    }
}

/// Nothing was written, so nothing is rolled.
#[test]
fn a_storage_group_without_activity_rolls_no_log() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(7 * 86_400);
    assert_eq!(lab.count(|event| matches!(event, Event::LogClosed { .. })), 0);
    assert_eq!(lab.last_generated().0, 0);
}

/// 96, 384, 672, 960 logs a day, however little is written.
#[test]
fn a_trickle_of_writes_makes_no_more_logs_a_day_than_the_ceiling() {
    let rtm = |dial| Config { dial, ..RTM };
    for (config, ceiling) in [
        (rtm(MountDial::Lossless), 96),
        (rtm(MountDial::GoodAvailability), 384),
        (rtm(MountDial::BestAvailability), 672),
        (SP1, 960),
    ] {
        let mut lab = Lab::quiet(config);
        for _ in 0..86_400 / 30 {
            lab.letters(1).wait(30);
        }
        let logs = lab.last_generated().0;
        assert!(logs <= ceiling && logs > ceiling * 7 / 10, "{logs} logs of at most {ceiling}");
    }
}

/// The wait for the newest letter is bounded: 90 s in SP1.
#[test]
fn the_log_roll_bounds_how_long_a_letter_is_on_one_node_only() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).letters(1).wait(89);
    assert_eq!(lab.exposure().letters, 1);
    lab.wait(3);
    assert_eq!((lab.exposure().letters, lab.exposure().logs.0), (0, 0));
}

/// Closed by size after 1,048,576 bytes, whatever the letters are.
#[test]
fn a_log_is_closed_when_it_is_full() {
    for (count, size, logs, left) in [
        (1, 1_048_575, 0, 1_048_575),
        (1, 1_048_576, 1, 0),
        (1, 1_048_577, 1, 1),
        (21, 50_000, 1, 1_424),
        (1, 5_000_000, 4, 805_696),
        (4, 524_288, 2, 0),
    ] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).give(Input::SendMail { count, from: None, to: None, size });
        let open = lab.storage().active_copy().open.as_ref().map(|open| open.bytes);
        assert_eq!((lab.last_generated().0, open), (logs, Some(left)), "{count} letters of {size} bytes");
        assert_eq!(closed(&lab, Closing::Full).len(), logs as usize);
        // A letter belongs to the log that completes it, and to no other.
        let letters: usize = lab.copy_on(NODE1).files.values().map(|file| file.letters.len()).sum();
        let open = lab.storage().active_copy().open.as_ref().map_or(0, |open| open.letters.len());
        assert_eq!(letters + open, count as usize);
    }
}

/// A prefix and eight hexadecimal digits; the open log has none.
#[test]
fn closed_logs_are_named_by_their_generation_in_hexadecimal() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(46).letters(1).wait(60);
    let names: Vec<String> =
        lab.copy_on(NODE2).files.values().map(|file| file.generation.file_name(lab.storage().prefix)).collect();
    assert_eq!((names[0].as_str(), names[9].as_str()), ("E0000000001.log", "E000000000A.log"));
    assert_eq!(names.last().map(String::as_str), Some("E000000002E.log"));
    let scene = lab.view().scene();
    let newest = scene.nodes[0].disks[0].copy.as_ref().and_then(|copy| copy.logs.last());
    assert_eq!(newest.map(|log| log.file.as_str()), Some("E00.log"));
}

/// Only closed logs travel; the open one stays where it is written.
#[test]
fn the_open_log_is_never_shipped() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(5).wait(100);
    assert!(lab.copy_on(NODE2).files.is_empty() && lab.copy_on(NODE2).open.is_none());
    assert_eq!(lab.queues(), (0, 0), "the open log is in neither queue");
}

#[test]
fn a_closed_log_is_copied_inspected_and_replayed_in_order() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(3).wait(30);
    let way: Vec<(&str, u32)> = lab
        .events()
        .filter_map(|(_, event)| match event {
            Event::LogCopied { generation, .. } => Some(("copied", generation.0)),
            Event::LogInspected { generation, .. } => Some(("inspected", generation.0)),
            Event::LogReplayed { generation, .. } => Some(("replayed", generation.0)),
            _ => None,
        })
        .collect();
    for step in ["copied", "inspected", "replayed"] {
        let order: Vec<u32> = way.iter().filter(|(it, _)| *it == step).map(|(_, log)| *log).collect();
        assert_eq!(order, [1, 2, 3], "{step}");
    }
    for log in 1..=3 {
        let order: Vec<&str> = way.iter().filter(|(_, it)| *it == log).map(|(step, _)| *step).collect();
        assert_eq!(order, ["copied", "inspected", "replayed"], "log {log}");
    }
}

/// A log counts as copied only once it has passed inspection.
#[test]
fn the_queues_count_what_is_not_inspected_and_what_is_not_replayed() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(4);
    assert_eq!(lab.queues(), (4, 0));
    lab.wait_ms(450);
    assert_eq!((lab.queues(), lab.copy_on(NODE2).copied.0), ((4, 0), 1), "copied, not inspected");
    lab.wait_ms(200);
    assert_eq!(lab.queues(), (3, 1), "inspected, not replayed");
    lab.wait(30);
    assert_eq!(lab.queues(), (0, 0));
}

/// Copying and replay stop, and go on where they stopped.
#[test]
fn a_suspended_copy_neither_copies_nor_replays() {
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(2).wait(30).suspend().close_logs(6).wait(LONG);
    assert_eq!((lab.status(), lab.queues()), ("Suspended", (6, 0)));
    lab.suspend().resume();
    assert_eq!(lab.status(), "Initializing", "no closed log was seen yet");
    lab.wait(30);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
    let refusal = Refusal::NothingToResume { group: GROUP };
    assert_eq!(lab.refusal(&Input::ResumeCopy { group: GROUP, standby: None }), Some(refusal));
}

/// Suspended in the middle of a log, the copy begins that log anew.
#[test]
fn a_log_that_was_being_inspected_is_copied_again() {
    for ms in [100, 300, 450, 550, 650] {
        let mut lab = Lab::quiet(SP1);
        lab.wait(60).close_logs(1).wait_ms(ms).suspend().wait(10);
        let copy = lab.copy_on(NODE2);
        assert_eq!(copy.copied, copy.inspected, "after {ms} ms");
        lab.resume().wait(10);
        assert_eq!(lab.queues(), (0, 0), "after {ms} ms");
    }
}

#[test]
fn a_log_can_be_closed_by_hand_if_something_is_in_it() {
    let mut lab = Lab::quiet(RTM);
    let command = Input::CloseLog { group: GROUP };
    assert_eq!(lab.refusal(&command), Some(Refusal::OpenLogEmpty { group: GROUP }));
    lab.wait(60).letters(4).give(command.clone());
    assert_eq!(closed(&lab, Closing::ByHand).len(), 1);
    assert_eq!(lab.refusal(&command), Some(Refusal::OpenLogEmpty { group: GROUP }));
}

/// The published log volume: 6 MB a day for a light mailbox, and so on in proportion.
#[test]
fn a_working_day_makes_the_published_log_volume() {
    let mut lab = Lab::busy(SP1);
    lab.wait(8 * 3_600);
    let bytes: u64 = lab.copy_on(NODE1).files.values().map(|file| file.bytes).sum();
    let published = 24 * 12 * 1_048_576;
    assert!(bytes.abs_diff(published) < published / 8, "{bytes} bytes, published are {published}");
}

/// Checkpoint to waypoint is required, the open log committed. Source: \[LLR\], \[ESEUTIL\].
#[test]
fn the_header_asks_for_the_logs_from_checkpoint_to_waypoint() {
    let ranges = |lab: &Lab, place: usize| lab.view().log_ranges(lab.storage().copy_id(place));
    let generations = |it: LogRanges| {
        (it.checkpoint.0, it.waypoint.0, it.required.map(|(first, last)| (first.0, last.0)), it.committed.0)
    };
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(40).wait(LONG);
    // 41 is open: twenty back is the checkpoint, ten back the waypoint.
    assert_eq!(generations(ranges(&lab, 0)), (21, 31, Some((21, 31)), 41), "mounted");
    assert_eq!(generations(ranges(&lab, 1)), (21, 40, Some((21, 40)), 40), "only replayed into");
    lab.letters(1).stop(NODE1, How::PowerCut).wait(1);
    assert_eq!(generations(ranges(&lab, 0)), (21, 31, Some((21, 31)), 41), "after a crash");
    lab.wait(LONG);
    let active = lab.storage().active;
    lab.give(Input::DismountDatabase { group: GROUP }).wait(LONG);
    let clean = ranges(&lab, active);
    assert_eq!((clean.required, clean.committed.0), (None, 0), "clean shutdown");
}

/// Required are the logs from the checkpoint, twenty back, to the waypoint, as many back as the depth.
#[test]
fn a_crash_leaves_the_range_from_the_checkpoint_to_the_waypoint_of_its_build_and_mode() {
    let rtm = |dial| Config { dial, ..RTM };
    let of = |mode, config| Config { mode, ..config };
    #[rustfmt::skip]
    let table = [
        // configuration                    depth
        (rtm(MountDial::Lossless),          1),
        (rtm(MountDial::GoodAvailability),  4),
        (rtm(MountDial::BestAvailability),  7),
        (SP1,                               10),
        (Config { dial: MountDial::Lossless, ..SP1 }, 10),
        (of(Mode::Lcr, RTM),                1),
        (of(Mode::Lcr, SP1),                1),
        (of(Mode::Scc, RTM),                1),
        (of(Mode::Scc, SP1),                1),
        (of(Mode::Scr, SP1),                1),
    ];
    for (config, depth) in table {
        let mut lab = Lab::quiet(config);
        lab.wait(60).close_logs(40).letters(1);
        let node = lab.view().name_of(Part::Node(lab.storage().active_copy().node));
        lab.stop(&node, How::PowerCut);
        let what = format!("{} {} {}", config.mode.name(), config.build.name(), config.dial.name());
        let ranges = lab.view().log_ranges(lab.storage().copy_id(lab.storage().active));
        let required = ranges.required.map(|(first, last)| (first.0, last.0));
        assert_eq!((required, ranges.committed.0), (Some((21, 41 - depth)), 41), "{what}");
    }
}
