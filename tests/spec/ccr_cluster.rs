//! Rows of the failure table of CCR about votes, networks and sites, with the lines that mend them.
//!
//! Sources: [KB921181], [MULTISITE3], [MULTISITE4], [MONCR], [MNGCCR].

use crate::lab::{HUB, LONG, Lab, NODE1, NODE2, RTM, SP1, SP1_2008};
use failover_lab::model::event::Event;
use failover_lab::model::params::{Config, Sites, WitnessSite};

/// A node in each of two sites, the hub and the witness in the main one.
const STRETCHED: Config = Config { sites: Sites::Two, ..RTM };
/// As before, with the witness in a third site.
const THIRD: Config = Config { witness: WitnessSite::Third, ..STRETCHED };
/// The dial tolerates all that is missing.
const MAIL: u32 = 5;

/// What lets the second node go on alone, by version of Windows.
fn force(config: Config) -> &'static str {
    match config.windows {
        failover_lab::model::params::Windows::V2003 => {
            r"psexec \\EXCHMAILBOX2 net start clussvc /forcequorum:EXCHMAILBOX2"
        }
        failover_lab::model::params::Windows::V2008 => r"psexec \\EXCHMAILBOX2 net start clussvc /forcequorum",
    }
}

/// A cluster with copied logs and letters in the open one.
fn with_mail(config: Config) -> Lab {
    let mut lab = Lab::quiet(config);
    lab.wait(60).close_logs(2).wait(30).letters(MAIL);
    lab
}

/// One vote of three: the service is away until somebody forces quorum.
#[test]
fn witness_and_one_node_lost() {
    for config in [RTM, SP1_2008] {
        let mut lab = with_mail(config);
        lab.types(&[r"Stop-LabComponent HUB1\Witness", "Stop-LabComponent EXCHMAILBOX1"]).wait(3_600);
        assert_eq!((lab.has_quorum(), lab.mounted_on()), (false, None), "nothing is automatic");
        lab.types(&[force(config)]).wait(LONG);
        assert_eq!((lab.mounted_on().as_deref(), lab.quorum().is_forced), (Some(NODE2), true));
        lab.types(&["Start-LabComponent EXCHMAILBOX1", r"Start-LabComponent HUB1\Witness"]).wait(LONG);
        assert_eq!((lab.quorum().votes, lab.mounted_on().as_deref()), (3, Some(NODE2)));
    }
    // While the disks of the active node live, nothing is lost.
    let mut lab = with_mail(RTM);
    lab.types(&[r"Stop-LabComponent HUB1\Witness", "Stop-LabComponent EXCHMAILBOX2"]).wait(LONG);
    assert!(!lab.has_quorum());
    lab.types(&[r"psexec \\EXCHMAILBOX1 net start clussvc /forcequorum:EXCHMAILBOX1"]).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));
}

/// The witness bars the node that missed the last changes; the advice is to start the last active one first.
#[test]
fn both_nodes_lost_and_one_returns() {
    let both_lost = || {
        let mut lab = with_mail(RTM);
        lab.types(&["Stop-LabComponent EXCHMAILBOX2"]).wait(LONG).close_logs(20);
        lab.types(&["Stop-LabComponent EXCHMAILBOX1"]).wait(60);
        lab
    };
    let mut lab = both_lost();
    lab.types(&["Start-LabComponent EXCHMAILBOX1"]).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE1), None));

    let mut lab = both_lost();
    lab.types(&["Start-LabComponent EXCHMAILBOX2"]).wait(LONG);
    assert!(lab.happened(|event| matches!(event, Event::StaleNodeRefused { .. })));
    assert_eq!((lab.has_quorum(), lab.mounted_on()), (false, None));
    lab.types(&["Start-LabComponent EXCHMAILBOX1"]).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost(), lab.quorum().votes), (Some(NODE1), None, 3));
}

/// The loser stops its cluster service, and its replication service cannot be asked; RTM has what was written last.
#[test]
fn all_networks_between_the_nodes_lost() {
    for (config, status) in [(SP1, "ServiceDown"), (SP1_2008, "ServiceDown"), (RTM, "Healthy")] {
        let mut lab = with_mail(config);
        lab.types(&["Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2"]).wait(LONG);
        assert_eq!((lab.quorum().members, lab.status()), (vec![NODE1.to_owned()], status));
        assert_eq!(lab.count(|event| matches!(event, Event::ServiceLost {})), 0);
        lab.types(&["Connect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2"]).wait(LONG);
        assert_eq!((lab.quorum().votes, lab.status(), lab.lost()), (3, "Healthy", None));
    }
    // The former passive node owns the quorum and wins: the rules of a lossy failover.
    let mut lab = with_mail(SP1);
    lab.types(&[r#"cluster group "Cluster Group" /move:EXCHMAILBOX2"#]);
    lab.types(&["Disconnect-LabNetwork EXCHMAILBOX1 EXCHMAILBOX2"]).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.status()), (Some(NODE2), "ServiceDown"));
    assert_eq!(lab.lost(), Some((0, MAIL, 0)));
    assert_eq!(lab.mail().lost, 0, "the hub sends again");
}

/// A cluster service that is stopped takes its node out of reach of the status, although the replication service runs.
#[test]
fn a_copy_on_a_node_without_cluster_service_cannot_be_asked() {
    for (config, status) in [(SP1, "ServiceDown"), (RTM, "Healthy")] {
        let mut lab = with_mail(config);
        lab.types(&[r"psexec \\EXCHMAILBOX2 net stop clussvc"]).wait(60);
        assert_eq!(lab.status(), status);
        lab.types(&["net start clussvc"]).wait(60);
        assert_eq!(lab.status(), "Healthy");
    }
}

/// The survivor has one vote of three.
#[test]
fn one_site_of_a_stretched_cluster_lost_with_the_witness() {
    let mut lab = with_mail(STRETCHED);
    lab.types(&["Stop-LabComponent SITE1"]).wait(3_600);
    assert_eq!((lab.has_quorum(), lab.mounted_on()), (false, None));
    lab.types(&[force(STRETCHED)]).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2));
    assert_eq!(lab.lost(), Some((0, MAIL, 0)), "the only hub is in the lost site");
    lab.types(&["Start-LabComponent SITE1"]).wait(LONG);
    assert_eq!((lab.quorum().votes, lab.mounted_on().as_deref()), (3, Some(NODE2)));
}

/// Survivor and witness: automatic, and what the hub of the lost site holds is not sent again.
#[test]
fn one_site_lost_with_the_witness_in_a_third() {
    let mut lab = with_mail(THIRD);
    lab.types(&["Stop-LabComponent SITE1"]).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.mail().lost), (Some(NODE2), u64::from(MAIL)));
    assert_eq!(lab.view().copies()[0].dumpster_servers_not_available, [HUB]);
}

/// Pausing the passive node, not stopping it, keeps its vote and prevents the failover.
#[test]
fn brief_fault_of_the_wide_area_network() {
    const FAULT: [&str; 2] = ["Disconnect-LabNetwork SITE1 SITE2", "Disconnect-LabNetwork SITE1 SITE3"];
    const MENDED: [&str; 2] = ["Connect-LabNetwork SITE1 SITE2", "Connect-LabNetwork SITE1 SITE3"];
    let mut lab = with_mail(THIRD);
    lab.types(&FAULT).wait(60).types(&MENDED).wait(LONG);
    assert_eq!(lab.mounted_on().as_deref(), Some(NODE2), "nobody wanted that");

    let mut lab = with_mail(THIRD);
    lab.types(&["cluster node EXCHMAILBOX2 /pause"]).wait(10);
    assert_eq!(lab.quorum().votes, 3, "its vote stays");
    lab.types(&FAULT).wait(60).types(&MENDED).wait(LONG);
    assert_eq!((lab.quorum().votes, lab.lost()), (3, None));
    assert!(lab.happened(|event| matches!(event, Event::FailoverHeldBack { .. })));
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { to, .. } if *to == lab.node(NODE2))));
}
