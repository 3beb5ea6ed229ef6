//! Every row of the failure table of CCR, with the tests that hold it; and the tests of rows that stand nowhere else.

use crate::lab::{LONG, Lab, NODE1, NODE2, RTM};
use failover_lab::model::event::Event;
use failover_lab::model::exchange::EditKind;
use failover_lab::model::ids::How;
use failover_lab::model::units::LogGeneration;

/// Rows in the order of the table, and their tests as `file::name`.
const ROWS: &[(&str, &[&str])] = &[
    ("scheduled move", &["handoff::a_move_loses_nothing_and_leaves_a_healthy_copy"]),
    ("active node loses its power", &["failover::losing_the_active_node_moves_the_server_and_loses_the_open_log"]),
    ("active node hangs or crashes", &["heartbeats::a_hung_node_is_noticed_like_a_dead_one"]),
    ("cluster service dies", &["failover::losing_only_the_cluster_service_of_the_active_node_loses_nothing"]),
    ("store dies", &["processes::a_store_that_dies_is_restarted_in_place_and_loses_nothing"]),
    (
        "database volume of the active node",
        &[
            "volumes::losing_a_volume_of_the_active_node_dismounts_the_database_and_moves_nothing",
            "volumes::after_the_database_volume_is_lost_a_move_loses_nothing",
        ],
    ),
    (
        "log volume of the active node",
        &[
            "volumes::after_the_log_volume_is_lost_a_move_loses_what_was_not_copied",
            "volumes::after_the_log_volume_is_lost_the_dial_may_have_to_be_overridden",
        ],
    ),
    ("all storage of the active node", &["ccr_rows::losing_all_volumes_of_the_active_node_moves_nothing_by_itself"]),
    ("passive node", &["failover::losing_the_passive_node_is_nothing_to_the_people"]),
    ("volume of the passive node", &["volumes::losing_a_volume_of_the_passive_node_fails_its_copy"]),
    (
        "replication service of the passive node",
        &[
            "processes::a_stopped_replication_service_lets_the_copy_queue_grow",
            "processes::a_failover_while_the_replication_service_is_stopped_may_exceed_the_dial",
        ],
    ),
    ("witness", &["quorum::losing_the_witness_alone_moves_nothing"]),
    (
        "witness and one node",
        &[
            "quorum::the_journal_names_the_votes_that_were_missing",
            "quorum::a_vote_that_comes_back_brings_the_service_back",
            "ccr_cluster::witness_and_one_node_lost",
        ],
    ),
    (
        "both nodes, and one returns",
        &[
            "quorum::a_stale_node_may_not_form_the_cluster_alone",
            "ccr_cluster::both_nodes_lost_and_one_returns",
            "failover::losing_both_nodes_ends_the_service_until_one_returns",
        ],
    ),
    ("private network", &["networks::losing_the_private_network_moves_nothing"]),
    (
        "public network of the active node",
        &[
            "networks::losing_the_public_connection_of_the_active_node_moves_the_server",
            "replication_networks::losing_the_public_connection_costs_nothing_with_a_host_name_on_the_private_network",
        ],
    ),
    (
        "all networks between the nodes",
        &[
            "networks::losing_all_links_between_the_nodes_leaves_the_owner_running",
            "networks::an_isolated_node_gives_its_database_up_before_the_other_mounts_it",
            "ccr_cluster::all_networks_between_the_nodes_lost",
        ],
    ),
    (
        "replication network",
        &[
            "replication_networks::a_replication_network_that_fails_is_left_for_the_public_one_and_preferred_again_when_it_is_back",
        ],
    ),
    (
        "site with the witness",
        &[
            "sites::losing_the_site_with_the_witness_stops_the_other_site_too",
            "ccr_cluster::one_site_of_a_stretched_cluster_lost_with_the_witness",
        ],
    ),
    (
        "site, with the witness in a third",
        &[
            "sites::losing_the_main_site_is_survived_with_the_witness_elsewhere_and_costs_what_its_hub_holds",
            "ccr_cluster::one_site_lost_with_the_witness_in_a_third",
        ],
    ),
    (
        "brief fault in the main site",
        &[
            "sites::a_brief_fault_in_the_main_site_moves_the_server_to_the_backup_site",
            "ccr_cluster::brief_fault_of_the_wide_area_network",
        ],
    ),
    (
        "log damaged in transit",
        &[
            "inspection::a_log_that_arrives_well_in_the_second_or_third_attempt_is_good",
            "inspection::a_log_that_is_damaged_in_every_attempt_fails_the_copy",
        ],
    ),
    (
        "old node back after a loss",
        &[
            "divergence::an_incremental_reseed_is_enough_while_the_loss_is_less_than_the_llr_depth",
            "divergence::a_diverged_copy_becomes_healthy_by_suspend_and_update",
        ],
    ),
    (
        "copy suspended, then the active node dies",
        &["ccr_rows::a_failover_to_a_suspended_copy_waits_for_the_old_node_or_costs_all_since_the_suspension"],
    ),
    ("logical corruption", &["ccr_rows::a_deletion_is_replayed_into_the_copy_like_any_other_change"]),
];

#[test]
fn every_row_has_a_test() {
    assert_eq!(ROWS.len(), 25, "the table has 25 rows");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    for (row, tests) in ROWS {
        assert!(!tests.is_empty(), "{row}");
        for test in *tests {
            let (file, name) = test.split_once("::").expect("file::name");
            let text = std::fs::read_to_string(folder.join(format!("{file}.rs"))).unwrap_or_default();
            assert!(text.contains(&format!("#[test]\nfn {name}()")), "{row}: there is no test {test}");
        }
    }
}

/// The operating system is on another disk and lives on, so the group stays; a move by hand is lossy.
#[test]
fn losing_all_volumes_of_the_active_node_moves_nothing_by_itself() {
    let mut lab = Lab::quiet(RTM);
    lab.wait(60).close_logs(2).wait(30).letters(3);
    lab.stop("EXCHMAILBOX1\\DatabaseDisk", How::Fail).stop("EXCHMAILBOX1\\LogDisk", How::Fail).wait(LONG);
    assert!(!lab.happened(|event| matches!(event, Event::MoveStarted { .. })));
    assert_eq!((lab.server().state, lab.mounted_on()), ("Partially Online", None));
    let command = lab.move_to(NODE2, true);
    lab.give(command).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), Some((0, 3, 0))));
    assert_eq!(lab.mail().lost, 0, "the hub has them");
}

/// More logs are missing than any dial tolerates: the node's return saves all, a decision by hand costs all.
#[test]
fn a_failover_to_a_suspended_copy_waits_for_the_old_node_or_costs_all_since_the_suspension() {
    let fallen = || {
        let mut lab = Lab::busy(RTM);
        lab.wait(60).close_logs(1).wait(30).suspend().close_logs(8).stop(NODE1, How::PowerCut).wait(LONG);
        assert_eq!(lab.mounted_on(), None, "it waits");
        lab
    };
    let mut lab = fallen();
    lab.start(NODE1).wait(LONG);
    assert_eq!((lab.mounted_on().as_deref(), lab.lost()), (Some(NODE2), None));
    let mut lab = fallen();
    lab.accept_loss().mount().wait(LONG);
    let (closed, ..) = lab.lost().expect("everything since the suspension");
    assert!(lab.mounted_on().as_deref() == Some(NODE2) && closed >= 8);
}

/// Replication neither repairs nor filters: a deletion is one more change in a log. Source: \[EXPEDIA\].
#[test]
fn a_deletion_is_replayed_into_the_copy_like_any_other_change() {
    let mut lab = Lab::busy(RTM);
    lab.wait(1_800);
    let passive = lab.passive();
    let is_deletion = |edit: &failover_lab::model::exchange::Edit| edit.kind == EditKind::Move;
    let logs = (1..=passive.replayed.0).map(LogGeneration).filter_map(|log| passive.files.get(log));
    let replayed: usize = logs.map(|log| log.edits.iter().filter(|edit| is_deletion(edit)).count()).sum();
    assert!(replayed > 0, "deletions are in the logs that were replayed into the copy");
}
