//! What people do besides receiving mail, and with which mail programs. Source: \[PSBOOK\], \[TIPS\].

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::Event;
use failover_lab::model::exchange::EditKind;
use failover_lab::model::ids::How;
use failover_lab::model::params::{Clients, Config};

const CACHED: Config = Config { clients: Clients::Cached, ..RTM };

/// Drafts, calendar, tasks, flags, moves, copies in Sent Items: nothing of it passed a hub.
#[test]
fn lost_changes_are_told_by_their_kinds() {
    let mut lab = Lab::busy(Config { mailboxes: 240, ..RTM });
    lab.wait(600).suspend().wait(300).stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
    let mail = lab.mail();
    assert!(mail.edits_lost > 100 && mail.edits_lost < mail.edits);
    assert_eq!(mail.edits_lost_by_kind.total(), mail.edits_lost);
    for kind in EditKind::ALL {
        assert!(mail.edits_lost_by_kind.of(kind) > 0, "{}", kind.name());
    }
    assert_eq!((mail.lost, mail.edits_in_caches), (0, 0), "letters are sent again, and nobody has a cache");
}

#[test]
fn a_client_in_online_mode_stands_still_while_the_service_is_away() {
    let mut lab = Lab::busy(RTM);
    lab.wait(600).stop(NODE1, How::PowerCut).wait(1);
    let before = lab.mail().edits;
    lab.wait(60);
    assert_eq!((lab.mail().edits, lab.mail().edits_in_outboxes), (before, 0));
    lab.wait(LONG);
    assert!(lab.mail().edits > before);
}

#[test]
fn a_client_in_cached_mode_hands_its_changes_over_when_the_server_is_back() {
    let mut lab = Lab::busy(Config { mailboxes: 240, ..CACHED });
    lab.wait(600).stop(NODE1, How::PowerCut).wait(75);
    let waiting = lab.mail().edits_in_outboxes;
    assert!(waiting > 0 && !lab.bench().service.is_up);
    lab.wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().edits_in_outboxes), (Some(NODE2), 0));
    let sent = lab.last_event(|event| match event {
        Event::OutboxesSent { edits } => Some(*edits),
        _ => None,
    });
    assert!(u64::from(sent) >= waiting);
    let (_, reasons) = lab.explain(|event| matches!(event, Event::OutboxesSent { .. }));
    assert!(reasons.contains(&"ServiceRestored"), "{reasons:?}");
}

/// Items that the server lost are still in the caches of those who wrote them; flags and moves are not.
#[test]
fn lost_items_are_still_in_the_caches_of_cached_clients() {
    let mut lab = Lab::busy(Config { mailboxes: 240, ..CACHED });
    lab.wait(600).suspend().wait(1_200).stop(NODE1, How::PowerCut).wait(LONG).accept_loss().mount().wait(LONG);
    let mail = lab.mail();
    let of = |kind| mail.edits_lost_by_kind.of(kind);
    assert_eq!(mail.edits_in_caches, mail.edits_lost - of(EditKind::Flag) - of(EditKind::Move));
    assert!(mail.edits_in_caches > 0);
}

/// Two days without the server: everything is in the outboxes, and everything arrives.
#[test]
fn nothing_that_waits_with_a_client_is_lost() {
    let mut lab = Lab::busy(CACHED);
    lab.wait(60).stop(NODE1, How::PowerCut).stop(NODE2, How::PowerCut).wait(2 * 86_400);
    let waiting = lab.mail().edits_in_outboxes;
    assert!(waiting > 1_000);
    lab.start(NODE1).start(NODE2).wait(LONG + LONG);
    assert!(lab.bench().service.is_up);
    assert_eq!((lab.mail().edits_in_outboxes, lab.mail().edits_lost), (0, 0));
}
