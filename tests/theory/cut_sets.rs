//! Structures of parts, and what brings them down.

use crate::{printed, same};
use failover_lab::theory::availability::cut_sets::{minimal, pair_with_common_cause, rare_event_sum};
use failover_lab::theory::availability::structure::{PartSet, Structure};
use failover_lab::theory::availability::{blocks, layouts, quorum};

fn numbers(sets: &[PartSet]) -> Vec<Vec<u32>> {
    sets.iter().map(|set| set.parts().collect()).collect()
}

fn cuts(structure: &Structure) -> Vec<Vec<u32>> {
    numbers(&minimal(structure).expect("a small structure"))
}

/// A part in front of a layout whose parts have the numbers before it.
fn behind(part: u32, layout: Structure) -> Structure {
    Structure::all(vec![layout, Structure::Part(part)])
}

#[test]
fn four_tiers_of_two_go_down_with_both_servers_of_a_tier() {
    assert_eq!(cuts(&Structure::tiers(4, 2)), [[0, 1], [2, 3], [4, 5], [6, 7]]);
    printed(rare_event_sum(&minimal(&Structure::tiers(4, 2)).expect("small"), &[0.01; 8]), "4.0000e-4");
    printed(Structure::tiers(4, 2).availability(&[0.99; 8]).map(|up| 1.0 - up), "3.9994e-4");
}

#[test]
fn two_chains_of_four_go_down_with_one_server_of_each() {
    let sets = cuts(&Structure::chains(2, 4));
    let pairs = (0..4).flat_map(|first| (4..8).map(move |second| vec![first, second]));
    assert_eq!(sets, pairs.collect::<Vec<_>>());
    let single = cuts(&Structure::chains(1, 4));
    assert_eq!(single, [[0], [1], [2], [3]]);
}

#[test]
fn one_balancer_in_front_of_everything_is_a_cut_set_of_its_own() {
    let layout = behind(8, Structure::tiers(4, 2));
    assert_eq!(cuts(&layout)[0], [8]);
    assert_eq!(cuts(&layout).len(), 5);
}

#[test]
fn a_structure_asks_every_combination_and_agrees_with_the_formulas() {
    let some = |needed, parts| Structure::AtLeast { needed, of: (0..parts).map(Structure::Part).collect() };
    let balancer = [0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99, 0.9995];
    let witness = [0.99, 0.99, 0.999];
    let (disk, either) = (Structure::Part(2), some(1, 2));
    for (structure, parts, formula) in [
        (Structure::tiers(4, 1), &[0.99; 4][..], layouts::tiers(4, 1, 0.99)),
        (Structure::tiers(4, 2), &[0.99; 8], layouts::tiers(4, 2, 0.99)),
        (Structure::chains(2, 4), &[0.99; 8], layouts::chains(2, 4, 0.99)),
        (
            behind(8, Structure::tiers(4, 2)),
            &balancer,
            blocks::series(&[0.9995, layouts::tiers(4, 2, 0.99).expect("a layout")]),
        ),
        (some(2, 3), &[0.95; 3], blocks::k_of_n(2, 3, 0.95)),
        (some(4, 5), &[0.9; 5], blocks::k_of_n(4, 5, 0.9)),
        (some(2, 3), &[0.99; 3], quorum::node_majority(3, 0.99)),
        (some(2, 3), &witness, quorum::node_and_witness_majority(2, 0.99, 0.999)),
        (some(2, 2), &[0.99; 2], quorum::node_majority(2, 0.99)),
        (Structure::all(vec![either, disk]), &witness, quorum::disk_only(2, 0.99, 0.999)),
    ] {
        same(structure.availability(parts), formula, 1e-12);
    }
}

#[test]
fn cut_sets_give_the_exact_unavailability_by_inclusion_and_exclusion() {
    let unavailabilities = [0.1, 0.2, 0.05, 0.3, 0.15, 0.25, 0.4, 0.35];
    let up: Vec<f64> = unavailabilities.iter().map(|down| 1.0 - down).collect();
    for structure in [Structure::tiers(4, 2), Structure::tiers(2, 4), Structure::chains(4, 2), Structure::chains(1, 8)]
    {
        let sets = minimal(&structure).expect("small");
        let signed = (1..1_u32 << sets.len()).map(|chosen| {
            let of_set = |number: usize| chosen >> number & 1 == 1;
            let in_union = |part: &u32| sets.iter().enumerate().any(|(at, set)| of_set(at) && set.contains(*part));
            let together: f64 = (0..8).filter(in_union).map(|part| unavailabilities[part as usize]).product();
            if chosen.count_ones() % 2 == 1 { together } else { -together }
        });
        let exact: f64 = signed.sum();
        same(structure.availability(&up).map(|up| 1.0 - up), Some(exact), 1e-9);
        let bound = rare_event_sum(&sets, &unavailabilities).expect("a sum");
        assert!(bound >= exact - 1e-12, "{structure:?}: {bound} is no bound of {exact}");
    }
}

#[test]
fn a_part_may_stand_in_several_places() {
    // A bridge: two ways in, two ways out, and a part that joins them.
    let part = Structure::Part;
    let ways = [[0, 1].to_vec(), [2, 3].to_vec(), [0, 4, 3].to_vec(), [2, 4, 1].to_vec()];
    let bridge =
        Structure::any(ways.into_iter().map(|way| Structure::all(way.into_iter().map(part).collect())).collect());
    assert_eq!(cuts(&bridge), [[0, 2].to_vec(), [1, 3].to_vec(), [0, 3, 4].to_vec(), [1, 2, 4].to_vec()]);
    // Taken apart by the joining part: with it, two pairs in series; without it, two chains.
    let (a, q) = (0.9_f64, 0.1_f64);
    let with = (1.0 - q * q) * (1.0 - q * q);
    let without = 1.0 - (1.0 - a * a) * (1.0 - a * a);
    same(bridge.availability(&[a; 5]), Some(a * with + q * without), 1e-12);
}

#[test]
fn what_always_works_has_no_cut_set_and_what_never_works_has_the_empty_one() {
    assert_eq!(cuts(&Structure::all(Vec::new())), Vec::<Vec<u32>>::new());
    assert_eq!(cuts(&Structure::any(Vec::new())), [Vec::<u32>::new()]);
}

#[test]
fn a_structure_of_twenty_parts_is_answered_and_a_larger_one_is_not() {
    let twenty = Structure::tiers(10, 2);
    assert_eq!(minimal(&twenty).map(|sets| sets.len()), Some(10));
    same(twenty.availability(&[0.9; 20]), layouts::tiers(10, 2, 0.9), 1e-12);
    for large in
        [Structure::tiers(7, 3), Structure::tiers(u32::MAX, u32::MAX), Structure::Part(20), Structure::Part(u32::MAX)]
    {
        assert_eq!(large.parts(), None);
        assert_eq!(minimal(&large), None);
        assert_eq!(large.availability(&[0.9; 21]), None);
    }
    assert_eq!(twenty.availability(&[0.9; 19]), None);
    assert_eq!(Structure::Part(0).availability(&[f64::NAN]), None);
    assert_eq!(rare_event_sum(&minimal(&twenty).expect("small"), &[0.1; 19]), None);
}

#[test]
fn a_twentieth_of_failures_in_common_makes_a_pair_six_times_worse() {
    printed(pair_with_common_cause(0.01, 0.0), "1e-4");
    printed(pair_with_common_cause(0.01, 0.05), "6e-4");
    printed(pair_with_common_cause(1.0, 1.0), "1");
}
