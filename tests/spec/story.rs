//! The stories that the lab is there to tell, from beginning to end.

use crate::lab::{GROUP, Lab, NODE1, NODE2, WITNESS};
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;

fn lab() -> Lab {
    Lab::busy(Config { seed: 42, ..Config::default() })
}

/// Ten minutes of work, then the plug: two votes of three, and the service is back on the other node.
#[test]
fn pulling_the_plug_of_the_active_node_costs_little_and_is_explained() {
    let mut lab = lab();
    lab.wait(600).stop(NODE1, How::PowerCut).wait(600);
    let quorum = lab.quorum();
    assert_eq!((quorum.votes, quorum.of, quorum.needed, quorum.is_held), (2, 3, 2, true));
    assert_eq!((lab.server().state, lab.server().active_node.as_deref()), ("Online", Some(NODE2)));
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    let mail = lab.mail();
    assert_eq!(mail.accepted, mail.present + mail.queued + mail.lost);
    assert!(mail.accepted > 400 && mail.queued == 0);
    let lost = lab.view().databases()[0].lost;
    assert!(lost.closed.0 <= 6 && lost.letters + lost.edits > 0 && lost.people > 0, "{lost:?}");
    let is_first = |event: &Event| matches!(event, Event::CommandGiven { .. } | Event::LabStarted {});
    for entry in lab.view().journal.iter() {
        assert_eq!(entry.causes.is_empty(), is_first(entry.event), "entry {}", entry.number.0);
    }
    let (rule, reasons) = lab.explain(|event| matches!(event, Event::LogsLost { .. }));
    assert_eq!(rule.map(|rule| rule.id()), Some("lossy-mount"));
    for event in
        ["MountAllowed", "StoreOnline", "MoveStarted", "QuorumKept", "NodeSilent", "NodeFailed", "CommandGiven"]
    {
        assert!(reasons.contains(&event), "{event} is behind the loss: {reasons:?}");
    }
}

/// Back in time, close the log first, pull the plug again, and compare.
#[test]
fn closing_the_log_first_saves_the_letters() {
    let mut lab = lab();
    lab.wait(600);
    while lab.exposure().letters < 5 {
        lab.wait(1);
    }
    let (moment, before) = (lab.now(), lab.digest());
    lab.wait(1).stop(NODE1, How::PowerCut).wait(600);
    let (_, letters, _) = lab.lost().expect("the open log is lost");
    assert!(letters >= 5);

    lab.seek(moment);
    assert_eq!((lab.digest(), lab.lost()), (before, None), "the past is what it was");
    lab.give(Input::CloseLog { group: GROUP }).wait(1).stop(NODE1, How::PowerCut).wait(600);
    let (_, rest, _) = lab.lost().unwrap_or_default();
    assert!(rest <= 1, "{letters} letters were lost before, {rest} now");
}

/// The witness, then the passive node: nothing is wrong with the active one, and it stops.
#[test]
fn without_witness_and_passive_node_the_cluster_stops_and_says_why() {
    let mut lab = lab();
    lab.wait(600).stop(WITNESS, How::Fail).wait(60).stop(NODE2, How::PowerCut).wait(600);
    assert!(!lab.has_quorum());
    assert_eq!((lab.mounted_on(), lab.server().state), (None, "Offline"));
    let names = |parts: &[failover_lab::model::ids::Part]| -> Vec<String> {
        parts.iter().map(|part| lab.view().name_of(*part)).collect()
    };
    let missing = lab.last_event(|event| match event {
        Event::QuorumLost { missing, .. } => Some(names(missing)),
        _ => None,
    });
    assert_eq!(missing, [NODE2, WITNESS]);
    assert!(lab.mail().queued > 0, "the hub keeps what people write meanwhile");
}
