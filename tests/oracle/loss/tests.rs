//! Tests of what a crash loses and what comes back.

use super::*;

/// Letters of one size, all in a log that is lost, handed to some hubs in turn.
fn letters(count: u32, size_kb: u64, hubs: u32) -> Vec<Letter> {
    (0..count)
        .map(|id| Letter { id, hub: id % hubs, size_kb, delivered_ms: 1000 * u64::from(id), log: 1 + u64::from(id) })
        .collect()
}

fn ids(letters: &[Letter]) -> Vec<u32> {
    letters.iter().map(|letter| letter.id).collect()
}

#[test]
fn a_dumpster_of_18_mb_brings_back_184_of_200_letters_and_two_bring_back_all() {
    let one = recovered(&letters(200, 100, 1), 0, &[0], DUMPSTER_DEFAULT, 200_000);
    assert_eq!(ids(&one), (16..200).collect::<Vec<u32>>());
    let two = recovered(&letters(200, 100, 2), 0, &[0, 1], DUMPSTER_DEFAULT, 200_000);
    assert_eq!(two.len(), 200);
    let other_is_down = recovered(&letters(200, 100, 2), 0, &[1], DUMPSTER_DEFAULT, 200_000);
    assert_eq!(other_is_down.len(), 100);
}

#[test]
fn a_crash_loses_what_was_not_inspected_unless_the_old_files_can_be_read() {
    //  generated, inspected, files can be read, letters lost out of those in logs 1 to 11
    let rows = [(10, 10, false, vec![11]), (10, 8, false, vec![9, 10, 11]), (10, 8, true, vec![])];
    for (generated, inspected, can_read, expected) in rows {
        let saved = newest_saved(generated, inspected, can_read);
        let logs: Vec<u64> = lost(&letters(11, 1, 1), saved).iter().map(|letter| letter.log).collect();
        assert_eq!(logs, expected, "{generated} generated, {inspected} inspected");
    }
}

#[test]
fn the_oldest_letters_leave_a_dumpster_by_size_and_by_age() {
    let all = letters(5, 10, 1);
    //  size limit [KB], age limit [ms], ids held at 5 s
    let rows = [
        (50, 9000, vec![0, 1, 2, 3, 4]),
        (49, 9000, vec![1, 2, 3, 4]),
        (10, 9000, vec![4]),
        (9, 9000, vec![]),
        (50, 5000, vec![0, 1, 2, 3, 4]),
        (50, 4999, vec![1, 2, 3, 4]),
        (0, 9000, vec![]),
        (50, 0, vec![]),
    ];
    for (size_max_kb, age_max_ms, expected) in rows {
        let dumpster = Dumpster { size_max_kb, age_max_ms };
        assert_eq!(ids(&held(&all, 0, dumpster, 5000)), expected, "{dumpster:?}");
    }
}

#[test]
fn a_limit_of_zero_turns_the_dumpster_off() {
    let now = [Letter { id: 1, hub: 0, size_kb: 0, delivered_ms: 5000, log: 1 }];
    assert_eq!(held(&now, 0, Dumpster { size_max_kb: 1, age_max_ms: 1 }, 5000).len(), 1);
    assert_eq!(held(&now, 0, Dumpster { size_max_kb: 0, age_max_ms: 1 }, 5000), []);
    assert_eq!(held(&now, 0, Dumpster { size_max_kb: 1, age_max_ms: 0 }, 5000), []);
}

#[test]
fn mail_in_a_dumpster_is_covered_and_nothing_else_is() {
    let rows = [
        (Change::MailInDumpster, Covered::Yes),
        (Change::MailPutOut, Covered::No),
        (Change::MailOfLostHub, Covered::No),
        (Change::Edit, Covered::No),
        (Change::SentItem, Covered::No),
        (Change::Appointment, Covered::No),
        (Change::MessageOnItsWay, Covered::PossiblyNot),
        (Change::PublicFolderPost, Covered::No),
    ];
    for (change, expected) in rows {
        assert_eq!(covered(change), expected, "{change:?}");
    }
}

#[test]
fn a_dumpster_serves_ccr_and_from_service_pack_1_lcr() {
    let rows =
        [(Mode::Ccr, true, true), (Mode::Lcr, false, true), (Mode::Scc, false, false), (Mode::Scr, false, false)];
    for (mode, in_rtm, in_sp1) in rows {
        assert_eq!(has_dumpster(mode, Build::Rtm), in_rtm, "{mode:?}");
        assert_eq!(has_dumpster(mode, Build::Sp1), in_sp1, "{mode:?}");
    }
}

/// Six letters of 1 to 3 KB, each through one of three hubs: every way there is.
fn every_small_post(check: impl Fn(&[Letter])) {
    for way in 0..3_u32.pow(6) {
        let letter = |id: u32| {
            let hub = way / 3_u32.pow(id) % 3;
            Letter { id, hub, size_kb: 1 + u64::from(id * id % 3), delivered_ms: u64::from(id), log: u64::from(id) }
        };
        check(&(0..6).map(letter).collect::<Vec<Letter>>());
    }
}

const TIGHT: [Dumpster; 3] = [
    Dumpster { size_max_kb: 2, age_max_ms: 9 },
    Dumpster { size_max_kb: 4, age_max_ms: 9 },
    Dumpster { size_max_kb: 9, age_max_ms: 3 },
];

fn is_within(few: &[Letter], many: &[Letter]) -> bool {
    few.iter().all(|letter| many.contains(letter))
}

#[test]
fn always_another_reachable_hub_loses_no_more() {
    every_small_post(|post| {
        for (dumpster, saved) in TIGHT.into_iter().flat_map(|dumpster| (0..6).map(move |saved| (dumpster, saved))) {
            let of = |hubs: &[u32]| recovered(post, saved, hubs, dumpster, 6);
            assert!(is_within(&of(&[0]), &of(&[0, 1])), "{post:?} {dumpster:?}");
            assert!(is_within(&of(&[0, 1]), &of(&[0, 1, 2])), "{post:?} {dumpster:?}");
        }
    });
}

/// The third hub takes some of the first one's load.
#[test]
fn always_sharing_the_load_with_another_hub_loses_no_more() {
    every_small_post(|post| {
        let shared: Vec<Letter> = post.iter().map(|letter| Letter { hub: letter.hub % 2, ..*letter }).collect();
        for dumpster in TIGHT {
            let before = ids(&recovered(&shared, 0, &[0, 1], dumpster, 6));
            let after = ids(&recovered(post, 0, &[0, 1, 2], dumpster, 6));
            assert!(before.iter().all(|id| after.contains(id)), "{post:?} {dumpster:?}");
        }
    });
}

#[test]
fn always_what_comes_back_was_lost_and_comes_back_once() {
    every_small_post(|post| {
        for (dumpster, saved) in TIGHT.into_iter().flat_map(|dumpster| (0..6).map(move |saved| (dumpster, saved))) {
            let back = recovered(post, saved, &[0, 1, 2, 0], dumpster, 6);
            assert!(is_within(&back, &lost(post, saved)), "{post:?} {dumpster:?}");
            assert!(ids(&back).windows(2).all(|pair| pair[0] < pair[1]), "{post:?} {dumpster:?}");
            let held: u64 = (0..3).map(|hub| held(post, hub, dumpster, 6).iter().map(|l| l.size_kb).sum::<u64>()).sum();
            assert!(held <= 3 * dumpster.size_max_kb, "{post:?} {dumpster:?}");
        }
    });
}
