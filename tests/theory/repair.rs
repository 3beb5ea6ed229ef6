//! Groups with shared repair crews, and RAID.

use crate::linear::{shares, times_to_leave};
use crate::{printed, same};
use failover_lab::theory::availability::blocks::k_of_n;
use failover_lab::theory::availability::from_rates;
use failover_lab::theory::availability::raid::{DiskSet, Rebuild, groups, mirrored_pairs, read_error_during_rebuild};
use failover_lab::theory::availability::repair_crews::RepairedGroup;

/// Units that fail every 1 000 hours and take 10 to repair.
fn group(needed: u32, units: u32, crews: u32) -> RepairedGroup {
    RepairedGroup { units, needed, crews, failure_rate: 1.0 / 1_000.0, repair_rate: 1.0 / 10.0 }
}

#[test]
fn a_second_crew_halves_the_time_without_both_units() {
    printed(group(1, 2, 1).availability(), "0.99980396");
    printed(group(1, 2, 2).availability(), "0.99990197");
    printed(group(3, 4, 1).availability(), "0.99882423");
    printed(group(3, 4, 4).availability(), "0.99941956");
}

#[test]
fn with_a_crew_for_each_unit_all_are_independent() {
    let one = from_rates(1.0 / 1_000.0, 1.0 / 10.0).expect("a part");
    for (needed, units) in [(0, 3), (1, 1), (3, 4), (5, 4), (50, 60)] {
        same(group(needed, units, units).availability(), k_of_n(needed, units, one), 1e-12);
    }
}

#[test]
fn units_that_wait_for_a_crew_balance() {
    for crews in 1..=5_u32 {
        let mut chain = Vec::new();
        for down in 0..5_u32 {
            chain.push((down as usize, down as usize + 1, f64::from(5 - down) * 0.3));
            chain.push((down as usize + 1, down as usize, f64::from((down + 1).min(crews)) * 0.9));
        }
        let states = shares(6, &chain);
        for needed in 0..=5_u32 {
            let expected = states.iter().take(6 - needed as usize).sum();
            let group = RepairedGroup { units: 5, needed, crews, failure_rate: 0.3, repair_rate: 0.9 };
            same(group.availability(), Some(expected), 1e-12);
        }
    }
}

#[test]
fn a_large_group_is_no_sum_too_large() {
    let hopeless = RepairedGroup { units: 1_000, needed: 1_000, crews: 1, failure_rate: 1e9, repair_rate: 1.0 };
    printed(hopeless.availability(), "0");
    let idle = RepairedGroup { needed: 0, ..hopeless };
    printed(idle.availability(), "1");
    assert_eq!(RepairedGroup { crews: 0, ..idle }.availability(), None);
}

/// Disks that live for 500 000 hours and are replaced within 24.
fn disks(disks: u32, spare: u32) -> DiskSet {
    DiskSet { disks, spare, mean_time_to_failure: 500_000.0, mean_time_to_repair: 24.0 }
}

#[test]
fn raid_loses_data_after_the_hours_that_the_textbook_gives() {
    printed(disks(4, 0).approximate_mean_time_to_loss(), "125000");
    printed(disks(4, 0).mean_time_to_loss(Rebuild::OneAtATime), "125000");
    printed(disks(4, 1).approximate_mean_time_to_loss(), "8.6806e8");
    printed(disks(4, 1).mean_time_to_loss(Rebuild::OneAtATime), "8.6835e8");
    printed(disks(4, 2).approximate_mean_time_to_loss(), "9.042e12");
    printed(disks(4, 2).mean_time_to_loss(Rebuild::OneAtATime), "9.045e12");
    printed(disks(2, 1).approximate_mean_time_to_loss(), "5.2083e9");
    printed(disks(2, 1).mean_time_to_loss(Rebuild::OneAtATime), "5.2091e9");
    printed(mirrored_pairs(4, 500_000.0, 24.0), "2.604e9");
    assert_eq!(mirrored_pairs(3, 500_000.0, 24.0), None);
}

#[test]
fn two_rebuilds_at_once_double_the_time_of_raid_6() {
    let ratio = |rebuild| disks(4, 2).mean_time_to_loss(rebuild);
    let (one, both) = (ratio(Rebuild::OneAtATime).expect("a time"), ratio(Rebuild::AllAtOnce).expect("a time"));
    printed(Some(both / one), "2.00");
}

#[test]
fn raid_loses_data_when_its_chain_of_missing_disks_says() {
    let (failure, repair): (f64, f64) = (0.01, 0.25);
    for (number, spare) in [(1, 0), (2, 1), (4, 1), (4, 2), (7, 3)] {
        for rebuild in [Rebuild::OneAtATime, Rebuild::AllAtOnce] {
            let mut chain = Vec::new();
            for missing in 0..=spare {
                let lost = f64::from(number - missing) * failure;
                chain.push((missing as usize, missing as usize + 1, lost));
                if missing > 0 {
                    let crews = if rebuild == Rebuild::OneAtATime { 1 } else { missing };
                    chain.push((missing as usize, missing as usize - 1, f64::from(crews) * repair));
                }
            }
            let set = DiskSet {
                disks: number,
                spare,
                mean_time_to_failure: 1.0 / failure,
                mean_time_to_repair: 1.0 / repair,
            };
            same(set.mean_time_to_loss(rebuild), Some(times_to_leave(spare as usize + 1, &chain)[0]), 1e-12);
        }
    }
}

#[test]
fn the_closed_forms_of_raid_1_and_5_are_the_chain() {
    let (failure, repair) = (1.0 / 500_000.0, 1.0 / 24.0);
    for number in [2_u32, 3, 4, 12] {
        let n = f64::from(number);
        let closed = ((2.0 * n - 1.0) * failure + repair) / (n * (n - 1.0) * failure * failure);
        same(disks(number, 1).mean_time_to_loss(Rebuild::OneAtATime), Some(closed), 1e-12);
    }
}

#[test]
fn groups_with_one_check_disk_each_are_so_many_sets_of_raid_5() {
    let one_set = disks(5, 1).approximate_mean_time_to_loss().expect("a time");
    for sets in [1, 3, 10] {
        same(groups(4 * sets, 4, 1, 500_000.0, 24.0), Some(one_set / f64::from(sets)), 1e-12);
    }
    assert_eq!(groups(10, 4, 1, 500_000.0, 24.0), None);
    assert_eq!(groups(0, 4, 1, 500_000.0, 24.0), None);
    assert_eq!(groups(4, 0, 1, 500_000.0, 24.0), None);
    assert_eq!(groups(4, 4, 0, 500_000.0, 24.0), None);
}

#[test]
fn a_rebuild_that_reads_three_terabytes_meets_an_error_one_time_in_five() {
    printed(read_error_during_rebuild(3e12 * 8.0, 1e-14).map(|share| share * 100.0), "21.3");
}
