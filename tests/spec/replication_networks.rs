//! Redundant replication networks of CCR, since Service Pack 1. Source: \[NETRED\], \[NETMIX\], \[USGC\].

use crate::lab::{GROUP, HUB, LONG, Lab, NODE1, NODE2, RTM, SP1};
use failover_lab::model::event::{CopyFailure, Event};
use failover_lab::model::ids::{How, NetworkId};
use failover_lab::model::input::Input;
use failover_lab::model::params::Config;
use failover_lab::model::refusal::Refusal;

fn enable(lab: &Lab, node: &str, name: &str, network: NetworkId) -> Input {
    Input::EnableHostName { node: lab.node(node), name: name.to_owned(), network }
}

/// Both nodes have a name on the private network.
fn with_names() -> Lab {
    let mut lab = Lab::quiet(SP1);
    for (node, name) in [(NODE1, "REPL1"), (NODE2, "REPL2")] {
        let input = enable(&lab, node, name, NetworkId::Private);
        lab.give(input);
    }
    lab
}

fn in_use(lab: &Lab) -> Option<&str> {
    lab.bench().replication.in_use.as_deref()
}

/// The row "Public network lost on active node": few or none are lost if a host name lies on the private side.
#[test]
fn losing_the_public_connection_costs_nothing_with_a_host_name_on_the_private_network() {
    let mut lab = with_names();
    assert_eq!(in_use(&lab), Some("REPL1"));
    lab.wait(60).close_logs(2).wait(30).letters(4).stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost(), lab.mail().lost), (Some(NODE2), None, 0));
    assert_eq!(in_use(&lab), Some("REPL2"), "logs leave the active node by one of its own names");
    lab.start("EXCHMAILBOX1\\Public").wait(LONG).close_logs(3).wait(60);
    assert_eq!((lab.status(), lab.queues()), ("Healthy", (0, 0)));
}

#[test]
fn logs_travel_while_the_public_network_between_the_nodes_is_cut() {
    for (mut lab, queue) in [(Lab::quiet(SP1), 3), (with_names(), 0)] {
        lab.wait(60).cut(NODE1, NODE2, Some(NetworkId::Public)).close_logs(3).wait(60);
        assert_eq!(lab.queues().0, queue);
    }
}

/// The row "Replication network lost": public is the last resort, and every five minutes others are looked for.
#[test]
fn a_replication_network_that_fails_is_left_for_the_public_one_and_preferred_again_when_it_is_back() {
    let mut lab = with_names();
    lab.wait(60).stop("Private", How::Fail).close_logs(3).wait(30);
    assert_eq!((in_use(&lab), lab.queues()), (None, (0, 0)), "nothing waits");
    let (_, reasons) = lab.explain(|event| matches!(event, Event::ReplicationNetworkChosen { .. }));
    assert!(reasons.contains(&"PartFailed"), "{reasons:?}");
    lab.start("Private").wait(60);
    assert_eq!(in_use(&lab), None, "nobody has looked yet");
    lab.wait(300);
    assert_eq!(in_use(&lab), Some("REPL1"));
    assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {} | Event::MoveStarted { .. })));
}

/// The names lie on different networks, so that the journal tells which one it was.
#[test]
fn the_name_is_chosen_at_random_and_another_one_is_taken_if_it_fails() {
    let mut firsts = Vec::new();
    for seed in 1..=20 {
        let mut lab = Lab::quiet(Config { seed, ..SP1 });
        lab.wait(10).stop("Private", How::Fail).cut(NODE1, NODE2, Some(NetworkId::Public));
        for (name, network) in [("REPL1", NetworkId::Private), ("REPL1B", NetworkId::Public)] {
            let input = enable(&lab, NODE1, name, network);
            lab.give(input);
        }
        assert_eq!(in_use(&lab), None, "neither works");
        lab.start("Private").mend(NODE1, NODE2).wait(400);
        let first = in_use(&lab).expect("both work").to_owned();
        lab.stop(if first == "REPL1" { "Private" } else { "EXCHMAILBOX2\\Public" }, How::Fail);
        assert_ne!(in_use(&lab).expect("the other one works"), first);
        firsts.push(first);
    }
    let private = firsts.iter().filter(|name| *name == "REPL1").count();
    assert!((4..=16).contains(&private), "{firsts:?}");
}

#[test]
fn a_name_that_is_taken_away_is_used_no_more() {
    let mut lab = with_names();
    lab.wait(60).give(Input::DisableHostName { name: "repl1".to_owned() });
    assert_eq!(in_use(&lab), None);
    lab.close_logs(2).wait(30);
    assert_eq!(lab.queues(), (0, 0));
}

#[test]
fn names_are_for_nodes_of_ccr_since_service_pack_1_and_stand_once() {
    let lab = with_names();
    let taken = Refusal::HostNameTaken { name: "Repl1".to_owned() };
    assert_eq!(lab.refusal(&enable(&lab, NODE2, "Repl1", NetworkId::Private)), Some(taken));
    let not_a_node = Refusal::NotANodeOfIt { node: lab.node(HUB) };
    assert_eq!(lab.refusal(&enable(&lab, HUB, "REPL3", NetworkId::Public)), Some(not_a_node));
    let unknown = Refusal::NoSuchHostName { name: "REPL9".to_owned() };
    assert_eq!(lab.refusal(&Input::DisableHostName { name: "REPL9".to_owned() }), Some(unknown));
    let rtm = Lab::quiet(RTM);
    assert_eq!(rtm.refusal(&enable(&rtm, NODE1, "REPL1", NetworkId::Private)), Some(Refusal::NeedsServicePack1));
}

/// Up to two names say over which network; the seeding ends with that network.
#[test]
fn a_copy_is_seeded_over_the_network_that_was_named() {
    let update = |over| Input::UpdateCopy {
        group: GROUP,
        standby: None,
        delete_existing_files: true,
        manual_resume: false,
        over,
    };
    let mut lab = Lab::quiet(SP1);
    lab.wait(60).close_logs(2).wait(30).suspend().cut(NODE1, NODE2, Some(NetworkId::Public));
    assert_eq!(lab.refusal(&update(None)), Some(Refusal::SourceNotMounted { group: GROUP }));
    lab.give(update(Some(NetworkId::Private))).wait(60);
    assert_eq!(lab.status(), "Seeding");
    lab.stop("Private", How::Fail).wait(1);
    let failure = lab.passive().failed.map(|(failure, _)| failure);
    assert_eq!(failure, Some(CopyFailure::SeedingInterrupted));
}
