//! CCR stretched over two sites, with the witness in one of them or in a third. Source: \[MULTISITE3\], \[MULTISITE4\].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::{Event, MoveReason};
use failover_lab::model::ids::{How, SiteId};
use failover_lab::model::input::Input;
use failover_lab::model::params::{Config, Sites, WitnessSite};
use failover_lab::model::refusal::Refusal;

/// A node in each site, the only hub and the witness in the main one.
const STRETCHED: Config = Config { sites: Sites::Two, ..RTM };
/// As before, with the witness in a third site.
const THIRD: Config = Config { witness: WitnessSite::Third, ..STRETCHED };

const MAIN: SiteId = SiteId(0);
const BACKUP: SiteId = SiteId(1);
const WIDE_AREA: Input = Input::CutSites { a: MAIN, b: BACKUP };

/// The survivor has one vote of three.
#[test]
fn losing_the_site_with_the_witness_stops_the_other_site_too() {
    let mut lab = Lab::quiet(STRETCHED);
    lab.wait(60).letters(4).close_logs(2).wait(30).stop("SITE1", How::Fail).wait(LONG);
    assert_eq!((lab.has_quorum(), lab.quorum().votes, lab.mounted_on()), (false, 1, None));
    assert!(lab.happened(|event| matches!(event, Event::QuorumLost { votes: 1, .. })));
    lab.start("SITE1").wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None), "everything is on its disks");
}

/// Nothing is lost for ever here: the hub has the letters on its disk, and the site comes back.
#[test]
fn losing_the_main_site_is_survived_with_the_witness_elsewhere_and_costs_what_its_hub_holds() {
    let mut lab = Lab::quiet(THIRD);
    assert_eq!(lab.view().components().iter().filter(|part| part.kind == "site").count(), 3);
    lab.wait(60).close_logs(2).wait(30).letters(5).stop("SITE1", How::Fail).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.quorum().votes), (Some(NODE2), 2));
    assert!(lab.happened(|event| matches!(event, Event::MoveStarted { reason: MoveReason::NodeLost, .. })));
    assert_eq!((lab.lost(), lab.mail().lost), (Some((0, 5, 0)), 5), "the dumpster is gone with the site");
    assert_eq!(lab.view().copies()[0].dumpster_servers_not_available, [HUB]);
    let reasons = lab.explain(|event| matches!(event, Event::LogsLost { .. })).1;
    assert!(reasons.contains(&"PartFailed") && reasons.contains(&"NodeFailed"), "{reasons:?}");
    lab.start("SITE1").wait(LONG);
    assert_eq!((lab.mail().lost, lab.mounted_on().as_deref()), (0, Some(NODE2)), "no failback by itself");
}

/// Each site has a hub, and each hub has half of the letters.
#[test]
fn a_hub_in_the_other_site_makes_its_share_good() {
    let mut lab = Lab::quiet(Config { hubs: 2, ..THIRD });
    lab.wait(60).letters(10).stop("SITE1", How::Fail).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().present, lab.mail().lost), (Some(NODE2), 5, 5));
}

#[test]
fn losing_the_backup_site_costs_only_the_copy() {
    for config in [STRETCHED, THIRD] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).stop("SITE2", How::Fail).close_logs(2).wait(LONG);
        assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})));
        assert_eq!((lab.queues().0, lab.quorum().votes), (2, 2));
        lab.start("SITE2").wait(LONG);
        assert_eq!((lab.queues(), lab.quorum().votes), ((0, 0), 3));
    }
}

/// With a third site both nodes reach the witness, and the owner of the quorum has it already.
#[test]
fn cutting_the_wide_area_network_moves_nothing() {
    for config in [STRETCHED, THIRD] {
        let mut lab = Lab::quiet(config);
        lab.wait(60).give(WIDE_AREA).close_logs(3).wait(LONG);
        assert!(!lab.happened(|event| matches!(event, Event::ServiceLost {})));
        assert!(
            lab.happened(|event| matches!(event, Event::ClusterServiceStopped { .. })),
            "the other node has no vote"
        );
        assert_eq!((lab.mounted_on().as_deref(), lab.queues().0), (Some(NODE1), 3));
        lab.give(Input::MendSites { a: BACKUP, b: MAIN }).wait(LONG);
        assert_eq!((lab.queues(), lab.quorum().votes), ((0, 0), 3));
    }
}

/// The main site as a whole is cut off from both others: the backup site has the majority.
#[test]
fn a_main_site_that_is_cut_off_gives_its_server_up() {
    let mut lab = Lab::quiet(THIRD);
    lab.wait(60).give(WIDE_AREA).give(Input::CutSites { a: MAIN, b: SiteId(2) }).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
}

/// A fault of the network in the main site looks like the loss of the node's name.
#[test]
fn a_brief_fault_in_the_main_site_moves_the_server_to_the_backup_site() {
    let mut lab = Lab::quiet(STRETCHED);
    lab.wait(60).stop("EXCHMAILBOX1\\Public", How::Fail).wait(30).start("EXCHMAILBOX1\\Public").wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "nobody wanted that");
}

#[test]
fn what_cannot_be_done_with_sites_is_refused() {
    let mut lab = Lab::quiet(STRETCHED);
    let again = Refusal::SitesAlready { a: MAIN, b: BACKUP, is_cut: true };
    let never = Refusal::SitesAlready { a: MAIN, b: BACKUP, is_cut: false };
    assert_eq!(lab.refusal(&Input::MendSites { a: MAIN, b: BACKUP }), Some(never));
    lab.wait(60).give(WIDE_AREA);
    assert_eq!(lab.refusal(&WIDE_AREA), Some(again));
    lab.stop("SITE1", How::Fail);
    let node = lab.node(NODE1);
    let part = failover_lab::model::ids::Part::Node(node);
    assert_eq!(lab.refusal(&Input::StartPart { part }), Some(Refusal::SiteLost { node }));
    lab.give(Input::StartAll).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE1));
}
