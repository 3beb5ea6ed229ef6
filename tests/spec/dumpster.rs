//! The transport dumpster: what comes back after a lossy mount. Source: \[DUMP\], \[DUMPBLOG\], \[DUMP125\].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;

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
