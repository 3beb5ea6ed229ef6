//! Availability of parts, blocks, layouts and clusters with quorum.

use crate::{printed, same};
use failover_lab::theory::availability::blocks::{k_of_n, k_of_n_mixed, parallel, series};
use failover_lab::theory::availability::layouts::{chains, tiers};
use failover_lab::theory::availability::quorum::{disk_only, node_and_witness_majority, node_majority};
use failover_lab::theory::availability::{
    HOURS_PER_YEAR, MINUTES_PER_YEAR, downtime_hours_per_year, downtime_minutes_per_year, from_rates, from_times,
    mean_time_between_failures, mean_time_to_first_failure,
};

#[test]
fn a_part_is_up_for_its_time_to_failure_of_every_time_between_failures() {
    printed(from_times(1_000.0, 10.0), "0.990099");
    printed(from_rates(1.0 / 1_000.0, 1.0 / 10.0), "0.990099");
    printed(mean_time_between_failures(1_000.0, 10.0), "1010");
    printed(from_times(1_000.0, 0.0), "1");
}

#[test]
fn each_nine_takes_nine_tenths_of_the_downtime_away() {
    printed(downtime_hours_per_year(0.99), "87.6");
    printed(downtime_hours_per_year(0.999), "8.76");
    printed(downtime_minutes_per_year(0.9999), "52.56");
    printed(downtime_minutes_per_year(0.99999), "5.256");
    assert_eq!(MINUTES_PER_YEAR, HOURS_PER_YEAR * 60.0);
}

#[test]
fn a_mean_time_to_failure_of_57_years_is_a_failure_every_5000_hours_among_a_hundred() {
    printed(mean_time_to_first_failure(500_000.0, 100), "5000");
    printed(Some(500_000.0 / HOURS_PER_YEAR), "57");
}

#[test]
fn all_parts_in_series_or_one_in_parallel_are_enough() {
    printed(series(&[0.99; 4]), "0.96059601");
    printed(parallel(&[0.99, 0.9]), "0.999");
    printed(series(&[]), "1");
    printed(parallel(&[]), "0");
    assert_eq!(series(&[0.5, 1.5]), None);
    assert_eq!(parallel(&[1.0, -0.5]), None);
}

#[test]
fn tiers_that_can_use_all_servers_of_the_next_beat_separate_chains() {
    let system = [
        (tiers(4, 1, 0.99), "0.96059601", "345.2"),
        (tiers(4, 2, 0.99), "0.99960006", "3.50"),
        (chains(2, 4, 0.99), "0.99844733", "13.60"),
        (tiers(4, 2, 0.99).and_then(|layout| series(&[0.9995, layout])), "0.99910026", "7.88"),
    ];
    for (availability, as_printed, hours) in system {
        printed(availability, as_printed);
        printed(availability.and_then(downtime_hours_per_year), hours);
    }
}

#[test]
fn some_of_many_parts_are_enough() {
    printed(k_of_n(2, 3, 0.95), "0.992750");
    printed(k_of_n(4, 5, 0.90), "0.918540");
    printed(k_of_n(0, 3, 0.5), "1");
    printed(k_of_n(4, 3, 0.5), "0");
    assert_eq!(k_of_n(1, 1_001, 0.5), None);
}

#[test]
fn some_of_many_parts_are_enough_as_often_as_counting_every_combination_says() {
    let parts = [0.9, 0.5, 0.99, 0.3, 0.75, 0.0, 1.0];
    for needed in 0..=8 {
        same(k_of_n_mixed(needed, &parts), Some(counted(needed, &parts)), 1e-14);
        for equal in 0..=6 {
            same(k_of_n(needed, equal, 0.85), Some(counted(needed, &vec![0.85; equal as usize])), 1e-14);
        }
    }
}

/// Sums up the probability of every combination of parts in which enough are up.
fn counted(needed: u32, parts: &[f64]) -> f64 {
    let enough = (0..1_u32 << parts.len()).filter(|up| up.count_ones() >= needed);
    let chance = |up: u32| {
        let each =
            parts.iter().enumerate().map(|(number, part)| if up >> number & 1 == 1 { *part } else { 1.0 - part });
        each.product::<f64>()
    };
    enough.map(chance).sum()
}

#[test]
fn two_nodes_need_a_witness_to_be_better_than_one() {
    printed(node_majority(3, 0.99), "0.999702");
    printed(node_majority(2, 0.99), "0.980100");
    printed(node_majority(1, 0.99), "0.99");
    printed(node_and_witness_majority(2, 0.99, 0.999), "0.9998802");
    assert_eq!(node_majority(0, 0.99), None);
}

#[test]
fn a_disk_that_alone_has_the_vote_is_a_part_that_all_depends_on() {
    printed(disk_only(2, 0.99, 0.999), "0.9989001");
    printed(disk_only(8, 0.99, 0.0), "0");
    assert_eq!(disk_only(0, 0.99, 0.999), None);
}

#[test]
fn a_witness_counts_as_one_vote_and_runs_nothing_alone() {
    for nodes in 1..=8_u32 {
        let counted = |witness: bool| {
            let votes = |up: u32| up + u32::from(witness);
            (1..=nodes)
                .find(|up| votes(*up) * 2 > nodes + 1)
                .and_then(|needed| k_of_n(needed, nodes, 0.9))
                .unwrap_or(0.0)
        };
        same(node_and_witness_majority(nodes, 0.9, 1.0), Some(counted(true)), 1e-14);
        same(node_and_witness_majority(nodes, 0.9, 0.0), Some(counted(false)), 1e-14);
    }
}
