//! Farms of workers: laws, bounds, chunks, failures and stragglers.

use crate::{printed, same};
use failover_lab::theory::scheduling::bounds::{
    anomaly_ratio, list_ratio, longest_first_ratio, shortest_possible, worst_list, worst_longest_first,
};
use failover_lab::theory::scheduling::checkpoint::{daly, mean_time_from_scratch, young};
use failover_lab::theory::scheduling::chunks::{factoring, guided, trapezoid};
use failover_lab::theory::scheduling::granularity::{ChunkedJob, TaskCost};
use failover_lab::theory::scheduling::list::{makespan, makespan_longest_first};
use failover_lab::theory::scheduling::speedup::{amdahl, amdahl_limit, efficiency, gustafson, karp_flatt};
use failover_lab::theory::scheduling::stragglers::{any_slow, harmonic, mean_last_finish, time_left};

#[test]
fn a_job_of_fixed_size_and_one_that_grows_are_two_laws() {
    printed(amdahl(0.05, 8), "5.9259");
    printed(amdahl_limit(0.05), "20");
    printed(gustafson(0.05, 8), "7.65");
    assert_eq!(amdahl(0.05, 0), None);
    assert_eq!(amdahl_limit(0.0), None);
    assert_eq!(gustafson(0.05, 0), None);
    same(amdahl(0.05, u32::MAX), amdahl_limit(0.05), 1e-6);
}

#[test]
fn the_two_laws_agree_once_the_serial_share_is_measured_on_the_same_run() {
    for workers in [1, 2, 8, 100] {
        let (fixed, n) = (0.1, f64::from(workers));
        let on_parallel_run = fixed / (fixed + (1.0 - fixed) / n);
        same(amdahl(fixed, workers), gustafson(on_parallel_run, workers), 1e-12);
    }
}

#[test]
fn a_measured_speedup_tells_the_serial_share() {
    printed(efficiency(4.5, 6), "0.75");
    printed(karp_flatt(4.5, 6), "0.06667");
    assert_eq!(karp_flatt(1.0, 1), None);
    assert_eq!(efficiency(1.0, 0), None);
    for workers in [2, 6, 50] {
        same(karp_flatt(amdahl(0.2, workers).expect("a speedup"), workers), Some(0.2), 1e-12);
    }
}

#[test]
fn any_order_of_a_list_may_be_bad_by_as_much_as_graham_says() {
    let tasks = worst_list(3).expect("an example");
    assert_eq!(tasks, [1, 1, 1, 1, 1, 1, 3]);
    assert_eq!((makespan(&tasks, 3), optimum(&tasks, 3)), (Some(5), 3));
    for workers in 1..=4 {
        let tasks = worst_list(workers).expect("an example");
        let found = makespan(&tasks, workers).expect("a schedule") as f64 / optimum(&tasks, workers) as f64;
        same(Some(found), list_ratio(workers), 1e-12);
    }
}

#[test]
fn the_longest_first_may_be_bad_by_as_much_as_graham_says() {
    let tasks = worst_longest_first(3).expect("an example");
    assert_eq!(tasks, [5, 5, 4, 4, 3, 3, 3]);
    assert_eq!((makespan_longest_first(&tasks, 3), optimum(&tasks, 3)), (Some(11), 9));
    for workers in 2..=4 {
        let tasks = worst_longest_first(workers).expect("an example");
        let found =
            makespan_longest_first(&tasks, workers).expect("a schedule") as f64 / optimum(&tasks, workers) as f64;
        same(Some(found), longest_first_ratio(workers), 1e-12);
    }
}

#[test]
fn no_schedule_is_better_than_the_bound_or_worse_than_the_ratios() {
    for tasks in [vec![7, 3, 9, 2, 2, 8, 1, 5], vec![4; 8], vec![10, 1, 1, 1, 1, 1], vec![], vec![6, 6, 5, 5, 4, 4, 3]]
    {
        for workers in 1..=4 {
            let best = optimum(&tasks, workers);
            let listed = makespan(&tasks, workers).expect("a schedule");
            let longest_first = makespan_longest_first(&tasks, workers).expect("a schedule");
            assert!(shortest_possible(&tasks, workers).expect("a bound") <= best, "{tasks:?} on {workers}");
            let within = |took: u64, ratio: Option<f64>| took as f64 <= ratio.expect("a ratio") * best as f64 + 1e-9;
            assert!(within(listed, list_ratio(workers)), "{tasks:?} on {workers}: {listed}, best {best}");
            assert!(within(longest_first, longest_first_ratio(workers)), "{tasks:?} on {workers}: {longest_first}");
        }
    }
}

/// Tries every worker for every task; of equally loaded workers, one.
fn optimum(tasks: &[u64], workers: u32) -> u64 {
    fn place(tasks: &[u64], loads: &mut [u64], best: &mut u64) {
        let Some((task, rest)) = tasks.split_first() else {
            *best = (*best).min(loads.iter().copied().max().unwrap_or(0));
            return;
        };
        for worker in 0..loads.len() {
            let load = loads[worker];
            if loads[..worker].contains(&load) || load + task >= *best {
                continue;
            }
            loads[worker] += task;
            place(rest, loads, best);
            loads[worker] = load;
        }
    }
    let mut longest_first = tasks.to_vec();
    longest_first.sort_unstable_by_key(|task| std::cmp::Reverse(*task));
    let mut best = tasks.iter().sum::<u64>() + 1;
    place(&longest_first, &mut vec![0; workers as usize], &mut best);
    best
}

#[test]
fn the_longest_task_is_a_floor_that_workers_do_not_lower() {
    let scenes: Vec<u64> = std::iter::repeat_n(60, 239).chain([300]).collect();
    for (workers, least) in [(8, 1_830), (16, 915), (32, 458), (64, 300), (1_000, 300)] {
        assert_eq!(shortest_possible(&scenes, workers), Some(least));
    }
    assert_eq!(shortest_possible(&scenes, 0), None);
    assert_eq!(shortest_possible(&[u64::MAX, 1], 2), None);
    assert_eq!(makespan(&[u64::MAX, 1], 1), None);
    assert_eq!(makespan(&[1], 0), None);
}

#[test]
fn an_improvement_may_lengthen_a_schedule_by_as_much_as_a_whole_one() {
    printed(anomaly_ratio(3, 4), "1.5");
    same(anomaly_ratio(5, 5), list_ratio(5), 1e-12);
    assert_eq!(anomaly_ratio(0, 1), None);
    assert_eq!(anomaly_ratio(1, 0), None);
}

#[test]
fn chunks_begin_large_and_end_small() {
    let all = |chunks: Option<Vec<u32>>| chunks.expect("workers");
    let guided = all(guided(400, 4).map(Iterator::collect));
    assert_eq!(guided, [100, 75, 57, 42, 32, 24, 18, 13, 10, 8, 6, 4, 3, 2, 2, 1, 1, 1, 1]);
    let factoring = all(factoring(400, 4).map(Iterator::collect));
    assert_eq!(factoring, [50, 25, 13, 6, 3, 2, 1].iter().flat_map(|chunk| [*chunk; 4]).collect::<Vec<_>>());
    assert_eq!((guided.len(), factoring.len()), (19, 28));
    let trapezoid = all(trapezoid(400, 4).map(Iterator::collect));
    assert_eq!(trapezoid, [50, 47, 44, 41, 38, 35, 32, 29, 26, 23, 20, 15]);
}

#[test]
fn chunks_add_up_to_all_tasks_and_none_is_empty() {
    for tasks in [0, 1, 2, 7, 100, 2_399] {
        for workers in [1, 2, 5, 64, u32::MAX] {
            let sequences: [Vec<u32>; 3] = [
                guided(tasks, workers).map(Iterator::collect).expect("workers"),
                factoring(tasks, workers).map(Iterator::collect).expect("workers"),
                trapezoid(tasks, workers).map(Iterator::collect).expect("workers"),
            ];
            for chunks in sequences {
                assert_eq!(chunks.iter().sum::<u32>(), tasks, "{chunks:?}");
                assert!(chunks.iter().all(|chunk| *chunk > 0), "{chunks:?}");
                assert!(chunks.is_sorted_by(|one, next| one >= next), "{chunks:?}");
            }
        }
    }
    assert!(guided(1, 0).is_none() && factoring(1, 0).is_none() && trapezoid(1, 0).is_none());
}

#[test]
fn a_task_takes_dispatch_transfer_and_work() {
    // A scene of 20 MB in and 8 MB out on a link of 125 MB/s; 60 s of work, 50 ms of the master.
    let frame =
        TaskCost { dispatch_time: 0.05, input_size: 20.0, output_size: 8.0, bandwidth: 125.0, work: 60.0, speed: 1.0 };
    printed(frame.time(), "60.274");
    printed(TaskCost { speed: 0.5, ..frame }.time(), "120.274");
    printed(frame.transfer_ratio(), "0.00373");
    assert_eq!(TaskCost { bandwidth: 0.0, ..frame }.time(), None);
}

#[test]
fn chunks_have_a_best_size_between_overhead_and_imbalance() {
    let job = ChunkedJob { tasks: 2_400, workers: 8, dispatch_time: 1.0 };
    printed(job.best_chunk(20.0), "6.00");
    assert_eq!(ChunkedJob { workers: 1, ..job }.best_chunk(20.0), None);
    assert_eq!(job.best_chunk(0.0), None);
    // 300 rounds of one task and a dispatch each; 50 rounds of six.
    printed(job.time(1, 10.0), "3300");
    printed(job.time(6, 10.0), "3050");
    printed(job.time(7, 10.0), "3053");
    assert_eq!(job.time(0, 10.0), None);
    assert_eq!(ChunkedJob { workers: 0, ..job }.time(1, 10.0), None);
}

#[test]
fn a_task_that_begins_again_after_each_failure_takes_longer() {
    printed(mean_time_from_scratch(1.0, 10.0, 0.0), "1.05171");
    printed(mean_time_from_scratch(2.0, 8.0, 0.1), "2.30061");
    printed(mean_time_from_scratch(0.0, 8.0, 0.1), "0");
}

#[test]
fn a_checkpoint_of_a_minute_is_worth_taking_every_twenty() {
    printed(young(1.0, 200.0), "20.0");
    printed(daly(1.0, 200.0), "19.339");
    assert_eq!(daly(2.0, 1.0), None);
}

/// Time from checkpoint to checkpoint, with a failure that throws work away, for each unit of useful work.
fn cost_of_period(period: f64, cost: f64, mean_time_to_failure: f64) -> f64 {
    mean_time_from_scratch(period + cost, mean_time_to_failure, 0.0).expect("a time") / period
}

#[test]
fn no_other_period_is_much_better_than_dalys() {
    for (cost, failure) in [(1.0, 200.0), (5.0, 100.0), (0.1, 1_000.0)] {
        let found = cost_of_period(daly(cost, failure).expect("a period"), cost, failure);
        let best =
            (1..20_000).map(|step| cost_of_period(f64::from(step) * 0.01, cost, failure)).fold(f64::MAX, f64::min);
        assert!(found <= best * 1.000_2, "{cost}, {failure}: {found} and {best}");
    }
}

#[test]
fn the_last_of_many_is_late_and_a_second_copy_halves_that() {
    printed(harmonic(8), "2.7179");
    printed(harmonic(16), "3.3807");
    printed(harmonic(32), "4.0585");
    printed(harmonic(0), "0");
    assert_eq!(harmonic(10_000_001), None);
    same(mean_last_finish(8, 1, 3.0), harmonic(8).map(|last| last * 3.0), 1e-14);
    same(mean_last_finish(8, 2, 3.0), harmonic(8).map(|last| last * 1.5), 1e-14);
    assert_eq!(mean_last_finish(8, 0, 3.0), None);
}

#[test]
fn the_last_of_many_is_the_area_under_the_chance_that_some_still_run() {
    let step = 1e-3;
    for workers in [1, 8, 32] {
        let middle = |at: u32| (f64::from(at) + 0.5) * step;
        let late = |at: u32| any_slow(workers, libm::exp(-middle(at))).expect("a chance");
        let area: f64 = (0..40_000).map(|at| late(at) * step).sum();
        same(harmonic(workers), Some(area), 1e-6);
    }
}

#[test]
fn one_slow_answer_in_a_hundred_is_met_by_most_who_ask_a_hundred() {
    printed(any_slow(100, 0.01).map(|share| share * 100.0), "63.4");
    printed(any_slow(2_000, 0.000_1).map(|share| share * 100.0), "18.1");
    printed(any_slow(0, 0.5), "0");
    printed(any_slow(3, 1.0), "1");
}

#[test]
fn the_time_that_is_left_follows_from_the_progress_so_far() {
    printed(time_left(0.25, 30.0), "90");
    printed(time_left(1.0, 30.0), "0");
    assert_eq!(time_left(0.0, 30.0), None);
}
