//! The master as the one thing that everything depends on.

use crate::lab::{Lab, ideal, machine};
use failover_lab::engine::SimSpan;
use failover_lab::model::compute::{Config, Event, Job, Part, Policy, Recovery, Results};
use failover_lab::model::ids::How;

/// Four workers and 80 tasks of 10 s: 200 s in all.
fn farm(recovery: Recovery) -> Config {
    Config {
        tasks: Some(80),
        task: SimSpan::from_secs(10),
        recovery,
        checkpoint: SimSpan::from_secs(60),
        checkpoint_cost: SimSpan::ZERO,
        ..ideal(4, Policy::Queue)
    }
}

/// Crash at 105 s, back at 120 s + the time of a start.
fn crashed(config: Config) -> Lab {
    let mut lab = Lab::new(config);
    lab.run_to(105);
    lab.stop(Part::Master, How::PowerCut);
    lab.run_to(120);
    lab.start(Part::Master);
    lab.run_job();
    lab
}

#[test]
fn without_a_checkpoint_the_job_dies_with_its_master() {
    let lab = crashed(farm(Recovery::Abort));
    assert!(matches!(lab.bench().job, Job::Aborted(at) if at.as_millis() == 105_000));
    let tally = lab.bench().tally();
    assert_eq!((tally.done, tally.lost), (40, 40));
}

#[test]
fn a_master_that_knows_nothing_begins_again_from_nothing() {
    let lab = crashed(farm(Recovery::Restart));
    assert!(lab.events().any(|(at, event)| at == 210_000 && *event == Event::MasterRestored { done: 0, again: 40 }));
    assert_eq!(lab.bench().job, Job::Finished(failover_lab::engine::SimTime::from_secs(410)));
}

/// The checkpoint at 60 s knows 20 tasks (those that end at that very moment are taken after it); the 16 to 20 of the
/// time after it are done again.
#[test]
fn a_master_goes_on_from_its_last_checkpoint() {
    let lab = crashed(farm(Recovery::Checkpoint));
    let restored = lab.events().find_map(|(at, event)| match event {
        Event::MasterRestored { done, again } => Some((at, *done, *again)),
        _ => None,
    });
    let (at, done, again) = restored.expect("a master that is back");
    assert_eq!((at, done + again), (210_000, 40));
    assert!((20..=24).contains(&done), "{done} were known");
    let Job::Finished(at) = lab.bench().job else { panic!("not finished") };
    assert!(at.as_millis() < 410_000, "it is quicker than to begin again: {at}");
    assert_eq!(lab.count("ResultCommitted") as u32, 80 + again);
}

/// What lies on the workers' disks the workers tell of.
#[test]
fn results_on_the_workers_survive_the_master() {
    let lab = crashed(Config { results: Results::Worker, ..farm(Recovery::Checkpoint) });
    assert!(lab.events().any(|(_, event)| *event == Event::MasterRestored { done: 40, again: 0 }));
    assert_eq!(lab.count("ResultCommitted"), 80);
}

/// Workers finish what they have while the master is away, and deliver it when it is back.
#[test]
fn what_ends_while_the_master_is_away_is_held_and_delivered() {
    let lab = crashed(farm(Recovery::Checkpoint));
    let finished: Vec<u64> = lab
        .events()
        .filter(|(at, event)| matches!(event, Event::TaskFinished { .. }) && (105_001..210_000).contains(at))
        .map(|(at, _)| at)
        .collect();
    assert_eq!(finished, [110_000; 4]);
    let taken = lab.events().filter(|(at, event)| matches!(event, Event::ResultCommitted { .. }) && *at == 210_000);
    assert_eq!(taken.count(), 4);
}

#[test]
fn a_checkpoint_takes_the_time_of_the_master() {
    let with_cost = |cost| {
        let config = farm(Recovery::Checkpoint);
        let config = Config { checkpoint_cost: SimSpan::from_secs(cost), dispatch: SimSpan::from_secs(1), ..config };
        crate::lab::makespan(config)
    };
    assert!(with_cost(20) > with_cost(0) + 20_000);
}

/// Redundant workers do not help a farm whose master is gone.
#[test]
fn workers_may_die_and_the_job_lives_but_the_master_may_not() {
    let mut lab = Lab::new(farm(Recovery::Abort));
    lab.run_to(15);
    for number in 1..=3 {
        lab.stop(machine(number), How::Crash);
    }
    assert!(lab.run_job().is_some());
    let mut lab = Lab::new(farm(Recovery::Abort));
    lab.run_to(15);
    lab.stop(Part::Master, How::Crash);
    assert_eq!(lab.run_job(), None);
}
