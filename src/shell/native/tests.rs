//! Programs of the command line on the bench.

use crate::model::params::Build;
use crate::shell::complete::complete;
use crate::shell::testing::{Desk, Lab};

#[test]
fn the_clusters_own_tool_lists_nodes_and_groups() {
    let mut desk = Desk::new(Build::Sp1);
    let nodes = "Listing status for all available nodes:

Node           Node ID Status
-------------- ------- ---------------------
EXCHMAILBOX1         1 Up
EXCHMAILBOX2         2 Up

";
    assert_eq!(desk.text("cluster node"), nodes);
    assert_eq!(desk.text("CLUSTER.EXE node /status"), nodes);
    assert!(desk.text("cluster group EXCHCMS").contains("EXCHCMS              EXCHMAILBOX1    Online"));
    assert!(desk.text("cluster node | where { $_ -match 'Up' }").starts_with("EXCHMAILBOX1"));
}

#[test]
fn a_service_is_stopped_and_started_on_a_named_server() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("net stop clussvc").contains("psexec \\\\EXCHMAILBOX1 net stop clussvc"));
    let stopped = "The Cluster Service service is stopping.\nThe Cluster Service service was stopped successfully.\n\n";
    assert_eq!(desk.text("psexec \\\\EXCHMAILBOX2 net stop clussvc"), stopped);
    desk.lab.pass(30);
    assert!(desk.text("cluster node").contains("EXCHMAILBOX2         2 Down"));
    let started = "The Cluster Service service is starting.\nThe Cluster Service service was started successfully.\n\n";
    assert_eq!(desk.text("net start clussvc"), started, "only one server is meant");
    desk.lab.pass(1);
    assert!(desk.text("net start clussvc").contains("cannot be started anywhere"));
}

#[test]
fn what_a_program_does_not_know_is_told_with_its_place() {
    let mut desk = Desk::new(Build::Sp1);
    let text = desk.text("net begin clussvc");
    assert!(text.contains("The argument 'begin' is not one that net takes here."), "{text}");
    assert!(text.contains("+ net begin  <<<< clussvc"), "{text}");
    assert!(desk.text("net start clusvc").contains("did you mean clussvc?"));
    assert!(desk.text("psexec EXCHMAILBOX1 net stop clussvc").contains("two backslashes"));
    assert!(desk.text("psexec \\\\EXCHMAILBOX9 net stop clussvc").contains("could not be found"));
    assert!(desk.text("cluster node EXCHMAILBOX1 /statu").contains("did you mean /status?"));
    assert!(desk.text("cluster node > x").contains("not supported here"));
    assert!(desk.text("wait -For { net stop clussvc }").contains("A condition reads"));
}

#[test]
fn programs_are_listed_explained_and_completed() {
    let mut desk = Desk::new(Build::Sp1);
    assert!(desk.text("Get-Command net").contains("Application"));
    assert!(desk.text("Get-Command clus*").contains("cluster.exe"));
    assert!(desk.text("Get-Help cluster").contains("cluster group [NAME] [/status]"));
    assert!(desk.text("cluster /?").contains("cluster group [NAME] [/status]"));
    let lab = Lab::new(Build::Sp1);
    let check =
        |line: &str, expected: &[&str]| assert_eq!(complete(line, line.len(), &lab).candidates, expected, "{line}");
    check("psex", &["psexec"]);
    check("net st", &["start", "stop"]);
    check("net stop ", &["clussvc", "MSExchangeIS", "MSExchangeRepl", "MSExchangeSA"]);
    check("1; psexec \\\\EXCHMAILBOX2 net stop msexchangei", &["MSExchangeIS"]);
    check("cluster group \"Clu", &["\"Cluster Group\""]);
    check("cluster node | format-w", &["Format-Wide"]);
}
