//! The transport dumpster: what comes back after a lossy mount. Source: \[DUMP\], \[DUMPBLOG\], \[DUMP125\].

use crate::lab::{GROUP, HUB, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::engine::SimSpan;
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Mode};

/// 18 MB hold 184 letters of 100 KB; the oldest sixteen of 200 are gone.
#[test]
fn the_oldest_letters_that_no_longer_fit_do_not_come_back() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).suspend();
    lab.give(Input::SendMail { count: 200, from: None, to: None, size: 102_400 });
    lab.stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
    let mail = lab.mail();
    assert_eq!((mail.redelivered, mail.duplicates_dropped), (184, 0));
    assert_eq!((mail.accepted, mail.present, mail.queued, mail.lost), (200, 184, 0, 16));
}

/// The window reaches a little further back than the loss; what survived is not shown twice.
#[test]
fn letters_that_survived_are_dropped_as_duplicates() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(5).wait(50).close_logs(1).wait(10).letters(3).stop(NODE1, How::PowerCut).wait(LONG);
    let mail = lab.mail();
    assert_eq!((mail.redelivered, mail.duplicates_dropped), (9, 6));
    assert_eq!((mail.accepted, mail.present, mail.lost), (9, 9, 0), "each letter counts once");
}

/// No letter of long before the loss is asked for.
#[test]
fn the_window_begins_a_minute_before_the_last_good_log() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(5).close_logs(1).wait(600).close_logs(1).wait(10).letters(3);
    lab.stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mail().redelivered, lab.mail().duplicates_dropped), (4, 1));
}

/// Drafts, calendar, flags, moves never passed a hub.
#[test]
fn other_changes_do_not_come_back() {
    let mut lab = Lab::busy(RTM);
    lab.wait(600).suspend().wait(600).stop(NODE1, How::PowerCut).wait(LONG);
    if lab.mounted_on().is_none() {
        lab.accept_loss().mount().wait(LONG);
    }
    let (_, letters, edits) = lab.lost().expect("ten minutes of work are lost");
    assert!(letters > 0 && edits > 0);
    assert_eq!((lab.mail().lost, lab.mail().edits_lost), (0, u64::from(edits)));
}

/// The old node is cut off but alive, so that there is quorum without the hub and its witness.
#[test]
fn a_hub_that_is_away_is_asked_again_until_it_answers() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(6).stop("EXCHMAILBOX1\\Public", How::Fail).wait(20).stop(HUB, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().lost, lab.mail().present), (Some(NODE2), 6, 0));
    assert!(lab.happened(|event| matches!(event, Event::DumpsterOutOfReach { .. })));
    assert_eq!(lab.view().copies()[0].outstanding_dumpster_requests, [HUB]);
    lab.wait(3_600).start(HUB).wait(LONG);
    assert_eq!((lab.mail().lost, lab.mail().present), (0, 6), "its disk has kept them");
    assert!(lab.view().copies()[0].outstanding_dumpster_requests.is_empty());
}

/// The hub was away for the first loss and for the second, which began later.
#[test]
fn a_hub_that_missed_two_losses_makes_both_good() {
    let mut lab = Lab::busy(RTM);
    lab.wait(60).letters(6).stop("EXCHMAILBOX1\\Public", How::Fail).wait(20).stop(HUB, How::PowerCut).wait(LONG);
    let lost = lab.mail().lost;
    assert!(lost >= 6);
    lab.start("EXCHMAILBOX1\\Public").wait(LONG).suspend().reseed().wait(1_200);
    lab.stop("EXCHMAILBOX2\\Public", How::Fail).wait(LONG);
    assert_eq!(lab.count(|event| matches!(event, Event::LogsLost { .. })), 2);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().lost), (Some(NODE1), lost), "only edits were written since");
    lab.start(HUB).wait(LONG);
    assert_eq!(lab.mail().lost, 0);
}

/// First come, first served, also for those who come while the queue is being worked off.
#[test]
fn letters_arrive_in_the_order_in_which_they_were_written() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).stop(NODE1, How::PowerCut).wait(20).letters(100);
    while lab.mail().present == 0 {
        lab.wait(1);
    }
    assert!(lab.mail().queued > 0);
    lab.letters(5).wait(60);
    let order: Vec<u32> = lab
        .events()
        .filter_map(|(_, event)| match event {
            Event::LetterDelivered { letter, .. } => Some(*letter),
            _ => None,
        })
        .collect();
    assert_eq!(order, (0..105).collect::<Vec<_>>());
}

#[test]
fn a_dumpster_keeps_letters_for_seven_days() {
    for (days, back) in [(6, 3), (8, 0)] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).suspend().letters(3).close_logs(7).wait(days * 86_400);
        lab.stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
        let expected = if back > 0 { 10 } else { 0 };
        assert_eq!(lab.mail().present, expected, "after {days} days");
    }
}

/// The second loss takes letters that the first one had brought back.
#[test]
fn a_letter_that_came_back_can_come_back_again() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(6).stop(NODE1, How::PowerCut).wait(LONG).start(NODE1).wait(LONG);
    assert_eq!((lab.mail().present, lab.mail().lost), (6, 0));
    lab.close_logs(1).wait(60).close_logs(1).wait(300).letters(2);
    assert_eq!(lab.status(), "Healthy");
    lab.stop(NODE2, How::PowerCut).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present, lab.mail().lost), (Some(NODE1), 10, 0));
    assert_eq!(lab.count(|event| matches!(event, Event::LogsLost { .. })), 2);
}

/// People can write while the service is away; the hub keeps what it cannot deliver.
#[test]
fn letters_written_during_the_outage_wait_and_arrive_after_it() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).letters(2).stop(NODE1, How::PowerCut).wait(20).letters(7);
    assert_eq!((lab.mail().queued, lab.mail().accepted), (7, 9));
    lab.wait(LONG);
    assert_eq!((lab.mail().queued, lab.mail().present), (0, 9));
    let queued = lab.explain(|event| matches!(event, Event::LetterQueued { .. })).1;
    assert!(queued.contains(&"NodeFailed"), "a letter that waits names what it waits for: {queued:?}");
}

/// Two hundred letters of 100 KB are too many for one dumpster and fit into two: each holds what it delivered.
#[test]
fn hubs_that_share_the_load_bring_more_back() {
    for (hubs, back) in [(1, 184), (2, 200), (4, 200)] {
        let mut lab = Lab::quiet(Config { hubs, ..RTM });
        lab.wait(60).suspend();
        lab.give(Input::SendMail { count: 200, from: None, to: None, size: 102_400 });
        lab.stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
        assert_eq!((lab.mail().present, lab.mail().lost), (back, 200 - back), "{hubs} hubs");
    }
}

/// One of two hubs is down: its half of the letters comes back with it.
#[test]
fn letters_of_a_hub_that_is_down_come_back_with_it() {
    let mut lab = Lab::quiet(Config { hubs: 2, ..RTM });
    lab.wait(60).letters(10).stop("HUB2", How::PowerCut).stop(NODE1, How::PowerCut).wait(LONG);
    assert_eq!((lab.mail().present, lab.mail().lost), (5, 5));
    let copy = lab.view().copies().remove(0);
    assert_eq!(copy.outstanding_dumpster_requests, ["HUB2"]);
    assert_eq!(copy.dumpster_servers_not_available, ["HUB2"]);
    lab.start("HUB2").wait(LONG);
    assert_eq!((lab.mail().present, lab.mail().lost), (10, 0));
}

/// Mail that waits for its first delivery is in the ordinary queue and in no dumpster.
#[test]
fn what_waits_for_delivery_is_no_content_of_a_dumpster() {
    let mut lab = Lab::quiet(SP1);
    let held = |lab: &Lab| lab.bench().hubs[0].desks[0].dumpster.len();
    lab.wait(60).letters(2).give(Input::DismountDatabase { group: GROUP }).wait(30).letters(5);
    assert_eq!((held(&lab), lab.mail().queued), (2, 5));
    lab.mount().wait(60);
    assert_eq!((held(&lab), lab.mail().queued), (7, 0));
}

/// The size is that of one storage group on one hub: a full dumpster takes nothing from that of its neighbour.
#[test]
fn each_storage_group_has_a_dumpster_of_its_own() {
    let mut lab = Lab::quiet(SP1);
    lab.types(&[
        "New-StorageGroup -Server EXCHCMS -Name 'Second Storage Group'",
        "New-MailboxDatabase -StorageGroup 'EXCHCMS\\Second Storage Group' -Name 'Second Database'",
    ]);
    lab.wait(60).letters(2).give(Input::SendMail { count: 200, from: None, to: None, size: 102_400 });
    let desks = &lab.bench().hubs[0].desks;
    let full = desks[0].dumpster.bytes();
    assert_eq!((full, desks[1].dumpster.len()), (184 * 102_400, 0), "nobody has a mailbox there");
}

/// The restored copy of LCR lacks what was not copied; since Service Pack 1 the hubs are asked.
#[test]
fn a_lossy_restore_of_a_local_copy_asks_the_hubs_since_service_pack_1() {
    for (config, back) in [(RTM, false), (SP1, true)] {
        let mut lab = Lab::quiet(Config { mode: Mode::Lcr, ..config });
        lab.close_logs(3).wait(30).letters(4).stop("EXCHMAILBOX\\LogDisk", How::Fail).wait(60);
        lab.types(&[
            "Restore-StorageGroupCopy 'First Storage Group' -ReplaceLocations -Confirm:$false",
            "Mount-Database 'First Storage Group\\Mailbox Database'",
        ]);
        lab.wait(LONG);
        let (present, lost) = if back { (7, 0) } else { (3, 4) };
        assert_eq!((lab.mail().present, lab.mail().lost), (present, lost), "{}", config.build.name());
        assert_eq!(lab.happened(|it| matches!(it, Event::DumpsterSentAgain { .. })), back);
    }
}

fn limits(bytes: Option<u64>, age: Option<u64>) -> Input {
    Input::SetTransportConfig { dumpster_bytes: bytes, dumpster_age: age.map(SimSpan::from_secs) }
}

#[test]
fn a_limit_of_zero_switches_every_dumpster_off() {
    for (off, on) in
        [(limits(Some(0), None), limits(Some(1 << 20), None)), (limits(None, Some(0)), limits(None, Some(60)))]
    {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).letters(6).give(off).stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!((lab.mail().lost, lab.mail().redelivered), (6, 0));
        assert!(lab.view().copies()[0].outstanding_dumpster_requests.is_empty(), "nobody is asked");
        assert!(!lab.happened(|it| matches!(it, Event::DumpsterSentAgain { .. })), "and nobody answers");
        lab.start(NODE1).wait(LONG).give(on).letters(4).stop(NODE2, How::PowerCut).wait(LONG);
        assert_eq!((lab.mail().lost, lab.mail().present), (6, 4), "only what came since is kept");
    }
}

/// The cap is the size that it may have.
#[test]
fn a_dumpster_that_is_exactly_full_keeps_what_it_has() {
    for (bytes, held) in [(4_000, 4), (3_999, 3)] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).give(limits(Some(bytes), None)).letters(4);
        assert_eq!(lab.bench().hubs[0].desks[0].dumpster.len(), held, "{bytes} bytes for letters of 1000");
    }
}

#[test]
fn a_larger_dumpster_brings_more_back() {
    for (megabytes, back) in [(10, 102), (18, 184), (45, 200)] {
        let mut lab = Lab::quiet(RTM);
        lab.wait(60).suspend().give(limits(Some(megabytes << 20), None));
        lab.give(Input::SendMail { count: 200, from: None, to: None, size: 102_400 });
        lab.stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
        assert_eq!(lab.mail().present, back, "{megabytes} MB");
    }
}

/// What it delivered at the time of the loss is too old for its dumpster by then.
#[test]
fn a_hub_is_asked_no_longer_than_a_dumpster_keeps_anything() {
    let mut lab = Lab::quiet(Config { hubs: 2, ..RTM });
    lab.wait(60).letters(10).stop("HUB2", How::PowerCut).stop(NODE1, How::PowerCut).wait(LONG);
    lab.wait(7 * 86_400 - 600);
    assert_eq!(lab.view().copies()[0].outstanding_dumpster_requests, ["HUB2"]);
    lab.wait(1_200);
    assert!(lab.view().copies()[0].outstanding_dumpster_requests.is_empty());
    let (_, reasons) = lab.explain(|event| matches!(event, Event::DumpsterRequestGivenUp { .. }));
    assert!(reasons.contains(&"LogsLost"), "{reasons:?}");
    lab.start("HUB2").wait(LONG);
    assert_eq!((lab.mail().present, lab.mail().lost), (5, 5));
}

/// For CCR, and for LCR since Service Pack 1; never for one copy, alone or shared, nor for a standby target.
#[test]
fn only_copies_of_ccr_and_of_lcr_since_service_pack_1_have_a_dumpster() {
    for (mode, config, has) in [
        (Mode::Ccr, RTM, true),
        (Mode::Ccr, SP1, true),
        (Mode::Lcr, RTM, false),
        (Mode::Lcr, SP1, true),
        (Mode::Scc, SP1, false),
        (Mode::Scr, SP1, false),
    ] {
        let mut lab = Lab::quiet(Config { mode, ..config });
        lab.wait(10).letters(3).wait(10);
        let held: usize = lab.bench().hubs.iter().flat_map(|hub| &hub.desks).map(|desk| desk.dumpster.len()).sum();
        assert_eq!(held, if has { 3 } else { 0 }, "{} {}", mode.name(), config.build.name());
    }
}
