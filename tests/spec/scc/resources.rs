//! Resources of the clustered mailbox server: restarts in place, thresholds, start and stop by hand.
//!
//! Source: \[CCRRES\], \[GCMS\], \[POLL\], \[POLL2\].

use super::{SCC, SCC_2008, keeps_all_mail, with_mail};
use crate::lab::{LONG, NODE1, NODE2};
use failover_lab::model::event::Event;
use failover_lab::model::ids::How;
use failover_lab::model::input::Input;
use failover_lab::model::params::Windows;
use failover_lab::model::refusal::Refusal;

/// Three restarts in 15 minutes on Windows Server 2003, one on 2008; then the group fails over. Source: KB 947712.
#[test]
fn a_store_that_dies_again_and_again_takes_the_group_to_the_other_node() {
    for (config, restarts) in [(SCC, 3), (SCC_2008, 1)] {
        let mut lab = with_mail(config);
        for _ in 0..restarts {
            lab.stop("EXCHMAILBOX1\\Store", How::Crash).wait(90);
            assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
        }
        lab.stop("EXCHMAILBOX1\\Store", How::Crash).wait(LONG);
        assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "{}", config.windows.name());
        keeps_all_mail(&lab);
    }
}

/// Above the threshold the group is left failed, until its retry or until somebody starts it.
#[test]
fn a_group_that_fails_over_too_often_is_left_failed_until_somebody_starts_it() {
    let mut lab = with_mail(SCC_2008);
    lab.stop("EXCHMAILBOX1\\Public", How::Fail).wait(LONG).start("EXCHMAILBOX1\\Public").wait(60);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    lab.stop("EXCHMAILBOX2\\Public", How::Fail).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::FailoversExhausted { failovers: 1, .. })));
    assert_eq!((lab.server().state, lab.mounted_on()), ("Failed", None));
    lab.give(Input::StartClusteredMailboxServer).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
    keeps_all_mail(&lab);
}

#[test]
fn the_threshold_is_ten_on_windows_server_2003_and_one_less_than_nodes_on_2008() {
    assert_eq!(Windows::V2003.group_failovers(2), 10);
    assert_eq!((Windows::V2008.group_failovers(2), Windows::V2008.group_failovers(8)), (1, 7));
}

#[test]
fn a_server_that_was_stopped_stays_offline_whatever_becomes_of_its_node() {
    let mut lab = with_mail(SCC);
    lab.give(Input::StopClusteredMailboxServer { reason: "new disks".to_owned() });
    assert_eq!(lab.server().state, "Offline Pending");
    lab.wait(60);
    assert_eq!((lab.server().state, lab.mounted_on()), ("Offline", None));
    assert!(!lab.happened(|event| matches!(event, Event::DatabaseFailed { .. })), "it was dismounted in good order");
    lab.stop(NODE1, How::PowerCut).wait(LONG).start(NODE1).wait(LONG);
    assert_eq!(lab.server().state, "Offline", "this is no failover");
    lab.give(Input::StartClusteredMailboxServer);
    assert_eq!(lab.server().state, "Online Pending");
    lab.wait(LONG);
    assert_eq!(lab.server().state, "Online");
    keeps_all_mail(&lab);
}

#[test]
fn start_and_stop_are_refused_where_there_is_nothing_to_do() {
    let mut lab = with_mail(SCC);
    assert_eq!(lab.refusal(&Input::StartClusteredMailboxServer), Some(Refusal::AlreadyOnline));
    let stop = Input::StopClusteredMailboxServer { reason: "test".to_owned() };
    lab.give(stop.clone()).wait(60);
    assert_eq!(lab.refusal(&stop), Some(Refusal::NotOnline));
    for part in [NODE1, NODE2] {
        lab.stop(part, How::PowerCut);
    }
    assert_eq!(lab.refusal(&Input::StartClusteredMailboxServer), Some(Refusal::NoQuorum));
}
