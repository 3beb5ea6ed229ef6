//! A CCR whose active node dies with some logs uncopied: dial, loss, redelivery, and the way back, over random cases.

use super::lab::{Chance, GROUP, Lab};
use crate::dial::{Build, Decision, Dial, decide};
use crate::divergence::{Reseed, way_back_after_failover};
use crate::loss::{DUMPSTER_DEFAULT, Letter, lost, newest_saved, recovered};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::input::Input;
use failover_lab::model::params;

const CASES: u64 = 400;
const DIALS: [(Dial, params::MountDial); 3] = [
    (Dial::Lossless, params::MountDial::Lossless),
    (Dial::GoodAvailability, params::MountDial::GoodAvailability),
    (Dial::BestAvailability, params::MountDial::BestAvailability),
];

/// One crash.
#[derive(Debug)]
struct Case {
    build: Build,
    dial: usize,
    /// Logs that were closed and copied, and logs that were closed after the network broke.
    copied: u64,
    uncopied: u64,
    /// Letters in the open log.
    open: u32,
    /// Size of a letter in the uncopied part [bytes]; large ones put each other out of the dumpster.
    size: u32,
}

fn case(chance: &mut Chance) -> Case {
    Case {
        build: if chance.below(2) == 0 { Build::Rtm } else { Build::Sp1 },
        dial: chance.below(3) as usize,
        copied: chance.below(14),
        uncopied: chance.below(14),
        open: chance.below(3) as u32,
        size: [1_000, 51_200, 900_000][chance.below(3) as usize],
    }
}

fn run(case: &Case) {
    let (dial, its_dial) = DIALS[case.dial];
    let build = match case.build {
        Build::Rtm => params::Build::Rtm,
        Build::Sp1 => params::Build::Sp1,
    };
    let mut lab = Lab::quiet(params::Config { dial: its_dial, build, mailboxes: 4, ..params::Config::DEFAULT });
    let mut letters: Vec<Letter> = Vec::new();
    let send = |lab: &mut Lab, size: u32, letters: &mut Vec<Letter>| {
        let log = u64::from(lab.bench().group(GROUP).last_generated.0) + 1;
        let id = lab.bench().mail.accepted as u32;
        lab.letters(1, size);
        // Bytes, under the name of the table's unit: the limits are given in the same one.
        let delivered_ms = lab.now().as_millis();
        letters.push(Letter { id, hub: 0, size_kb: u64::from(size), delivered_ms, log });
    };
    for _ in 0..case.copied {
        send(&mut lab, 1_000, &mut letters);
        lab.give(Input::CloseLog { group: GROUP });
        lab.wait(2);
    }
    lab.cut("EXCHMAILBOX1", "EXCHMAILBOX2", Some(NetworkId::Public));
    for _ in 0..case.uncopied {
        send(&mut lab, case.size, &mut letters);
        lab.give(Input::CloseLog { group: GROUP });
        lab.wait(1);
    }
    for _ in 0..case.open {
        send(&mut lab, case.size.min(51_200), &mut letters);
    }
    lab.stop("EXCHMAILBOX1", How::PowerCut);
    lab.wait(300);

    let decision = decide(dial, case.uncopied, case.open > 0);
    assert_eq!(lab.is_mounted(), decision != Decision::Waits, "{case:?}: {decision:?}");
    if decision == Decision::Waits {
        lab.give(Input::RestoreCopy { group: GROUP, standby: None });
        lab.give(Input::MountDatabase { group: GROUP });
        lab.wait(120);
        assert!(lab.is_mounted(), "{case:?}");
    }
    let saved = newest_saved(case.copied + case.uncopied, case.copied, false);
    let gone = lost(&letters, saved);
    let dumpster = crate::loss::Dumpster { size_max_kb: DUMPSTER_DEFAULT.size_max_kb * 1_024, ..DUMPSTER_DEFAULT };
    let back = recovered(&letters, saved, &[0], dumpster, lab.now().as_millis());
    let never = gone.len() - back.len();
    let mail = &lab.bench().mail;
    assert_eq!(mail.lost.len(), never, "{case:?}: {} letters gone, {} came back", gone.len(), back.len());
    assert_eq!(lab.bench().group(GROUP).lost_ever.letters as usize, gone.len(), "{case:?}");

    // The old node returns; the split shows with the first log that the new active copy closes.
    if gone.is_empty() {
        return;
    }
    lab.heal_all();
    lab.wait(200);
    lab.close_logs(1);
    lab.wait(60);
    let way = way_back_after_failover(case.build, dial, case.copied + case.uncopied, case.copied);
    let dropped = lab.happened(|it| matches!(it, Event::DivergedLogsDropped { .. }));
    let failed = lab.happened(|it| matches!(it, Event::CopyFailed { failure: CopyFailure::Diverged, .. }));
    let found = match (dropped, failed) {
        (true, false) => Reseed::Incremental,
        (false, true) => Reseed::Full,
        _ => Reseed::NotNeeded,
    };
    assert_eq!(found, way, "{case:?}");
}

/// Also beyond the dial: under Service Pack 1 an accepted loss of up to nine logs still ends in an incremental reseed.
#[test]
fn always_the_engine_decides_loses_and_comes_back_as_the_tables_say() {
    let mut chance = Chance(2_058);
    for _ in 0..CASES {
        run(&case(&mut chance));
    }
    for uncopied in [9, 10] {
        run(&Case { build: Build::Sp1, dial: 2, copied: 3, uncopied, open: 1, size: 1_000 });
    }
}
