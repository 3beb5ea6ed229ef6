//! Stragglers and second copies of their tasks.

use crate::lab::{Lab, ideal, machine, makespan};
use failover_lab::engine::SimSpan;
use failover_lab::model::compute::{Config, Event, Policy, Service, Thousandths};
use failover_lab::model::ids::How;

/// Four workers and 8 tasks of 100 s.
fn farm(speculation: bool) -> Config {
    Config { tasks: Some(8), task: SimSpan::from_secs(100), speculation, ..ideal(4, Policy::Queue) }
}

/// A worker at a tenth of its speed in its second task: 1000 s, or the 100 s of a copy.
fn with_straggler(speculation: bool) -> Lab {
    let mut lab = Lab::new(farm(speculation));
    lab.run_to(101);
    lab.stop(machine(1), How::Slow);
    lab.run_job();
    lab
}

#[test]
fn one_slow_worker_makes_the_whole_job_wait() {
    // One second of 100 at full speed, the other 99 at a tenth.
    assert_eq!(with_straggler(false).now().as_millis(), 101_000 + 990_000);
}

#[test]
fn a_copy_of_its_task_overtakes_a_straggler_and_the_first_result_wins() {
    let lab = with_straggler(true);
    assert_eq!(lab.now().as_millis(), 300_000);
    let copies: Vec<_> = lab.events().filter(|(_, event)| matches!(event, Event::BackupLaunched { .. })).collect();
    assert_eq!(copies.len(), 1);
    assert!(lab.events().any(|(at, event)| at == 300_000 && matches!(event, Event::AttemptKilled { .. })));
    assert_eq!(lab.count("ResultCommitted"), 8);
    assert_eq!(lab.bench().figures(lab.now()).duplicated, 1);
}

/// Equal workers that began together: no copy would be done first.
#[test]
fn no_copy_is_made_that_would_not_be_done_first() {
    let mut lab = Lab::new(Config { tasks: Some(7), ..farm(true) });
    assert_eq!(lab.run_job(), Some(200_000));
    assert_eq!(lab.count("BackupLaunched"), 0);
}

/// Copies that run at the same time are a tenth of the workers, at least one.
#[test]
fn copies_are_capped() {
    for (workers, cap) in [(4, 1), (20, 2), (40, 4)] {
        let slow = u32::from(workers) / 2;
        let config = Config {
            workers,
            tasks: Some(u32::from(workers)),
            speeds: vec![Thousandths(20); slow as usize],
            ..farm(true)
        };
        let mut lab = Lab::new(config);
        lab.run_to(150);
        assert_eq!(lab.count("BackupLaunched"), cap, "{workers} workers");
    }
}

/// 8 equal workers, 8 exponential tasks: the last of them takes H_8 = 2.7179 means on average.
#[test]
fn the_last_of_eight_tasks_takes_as_long_as_order_statistics_say() {
    let runs = 2_000;
    let config = |seed| Config { workers: 8, tasks: Some(8), seed, service: Service::Exponential, ..farm(false) };
    let mean = (1..=runs).map(|seed| makespan(config(seed))).sum::<u64>() / runs;
    assert!((265_000..=279_000).contains(&mean), "{mean} ms, not 271,790");
}
