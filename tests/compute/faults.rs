//! Faults of workers and links: what is true, what the master believes, and what is done again.

use crate::lab::{Lab, ideal, machine, worker};
use failover_lab::engine::SimSpan;
use failover_lab::model::compute::{Config, Event, Input, Part, Policy, Results};
use failover_lab::model::ids::How;

/// Four workers and 40 tasks of 10 s.
fn farm() -> Config {
    Config { tasks: Some(40), task: SimSpan::from_secs(10), ..ideal(4, Policy::Queue) }
}

/// Pings every 5 s, three missed: found between 10 and 15 s after the crash, whenever it comes.
#[test]
fn a_crash_is_found_within_one_limit_of_liveness() {
    for crash in 1..=20 {
        let mut lab = Lab::new(farm());
        lab.run_to(crash);
        lab.stop(machine(2), How::Crash);
        lab.run_to(crash + 20);
        let found =
            lab.first("WorkerDeclaredDead").expect("a dead worker is found") - lab.first("PartFailed").expect("broken");
        assert!((10_000..=15_000).contains(&found), "crash at {crash} s found after {found} ms");
    }
}

#[test]
fn tasks_of_a_dead_worker_are_handed_out_again() {
    let mut lab = Lab::new(farm());
    lab.run_to(12);
    lab.stop(machine(2), How::PowerCut);
    lab.run_job();
    assert_eq!(lab.count("ResultCommitted"), 40);
    assert!(
        lab.events().any(|(_, event)| *event == Event::TasksRequeued { worker: worker(2), unfinished: 1, finished: 0 })
    );
    assert_eq!(lab.bench().figures(lab.now()).reissued, 1);
}

/// The belief costs more than the task when finished tasks lie on the disk of the dead.
#[test]
fn finished_tasks_are_done_again_if_their_results_lay_on_the_disk_of_the_dead() {
    for (results, finished) in [(Results::Master, 0), (Results::Worker, 3)] {
        let mut lab = Lab::new(Config { results, ..farm() });
        lab.run_to(35);
        lab.stop(machine(1), How::Crash);
        lab.run_job();
        let expected = Event::TasksRequeued { worker: worker(1), unfinished: 1, finished };
        assert!(lab.events().any(|(_, event)| *event == expected), "{results:?}");
        assert_eq!(lab.count("ResultCommitted"), 40 + finished as usize);
    }
}

/// A worker that restarts before it is missed says so itself.
#[test]
fn a_worker_that_begins_anew_tells_the_master_that_it_has_forgotten() {
    let mut lab = Lab::new(Config { heartbeat: SimSpan::from_mins(2), results: Results::Worker, ..farm() });
    lab.run_to(25);
    lab.stop(machine(1), How::Crash);
    lab.start(machine(1));
    lab.run_job();
    assert_eq!(lab.count("WorkerDeclaredDead"), 0);
    assert!(
        lab.events().any(|(_, event)| *event == Event::TasksRequeued { worker: worker(1), unfinished: 1, finished: 0 })
    );
}

/// The worker works on behind the cut; its result comes when its task has long been done by another.
#[test]
fn a_worker_that_is_taken_for_dead_may_be_alive_and_its_result_is_dropped() {
    let config = Config { tasks: Some(8), task: SimSpan::from_secs(30), ..ideal(4, Policy::Queue) };
    let mut lab = Lab::new(Config { tasks: Some(12), ..config });
    lab.run_to(31);
    lab.stop(Part::Connection(worker(1)), How::Fail);
    lab.run_to(80);
    lab.start(Part::Connection(worker(1)));
    lab.run_job();
    assert_eq!(lab.count("WorkerDeclaredDead"), 1);
    assert_eq!(lab.count("WorkerRegistered"), 1);
    assert_eq!(lab.count("ResultCommitted"), 12);
    let figures = lab.bench().figures(lab.now());
    assert_eq!((figures.reissued, figures.duplicated), (1, 1));
}

/// Back in time: what it computed in the meantime counts.
#[test]
fn a_result_that_is_held_behind_a_cut_is_delivered_when_it_is_mended() {
    let mut lab = Lab::new(farm());
    lab.run_to(5);
    lab.stop(Part::Connection(worker(1)), How::Fail);
    lab.run_to(14);
    lab.start(Part::Connection(worker(1)));
    assert!(lab.events().any(|(at, event)| at == 14_000 && matches!(event, Event::ResultCommitted { .. })));
    assert_eq!(lab.count("WorkerDeclaredDead"), 0);
}

#[test]
fn a_worker_that_hangs_goes_on_where_it_was() {
    let mut lab = Lab::new(Config { tasks: Some(4), ..farm() });
    lab.run_to(4);
    lab.stop(machine(1), How::Hang);
    lab.run_to(9);
    lab.start(machine(1));
    assert_eq!(lab.run_job(), Some(15_000));
}

#[test]
fn a_job_is_given_up_when_one_task_has_failed_too_often() {
    let mut lab = Lab::new(Config { tasks: Some(1), workers: 5, attempts: 4, task: SimSpan::from_mins(10), ..farm() });
    for number in 1..=4 {
        lab.run_to(u64::from(number) * 20);
        lab.stop(machine(number), How::Crash);
    }
    lab.run_job();
    assert_eq!(lab.count("TasksRequeued"), 4);
    assert!(lab.events().any(|(_, event)| matches!(event, Event::JobAborted { task: Some(_), lost: 1 })));
    assert_eq!(lab.bench().tally().lost, 1);
}

/// While the whole network is down nobody is reached, and everybody is taken for dead.
#[test]
fn a_cut_network_makes_every_worker_look_dead() {
    let mut lab = Lab::new(farm());
    lab.run_to(3);
    lab.stop(Part::Network, How::Fail);
    lab.run_to(30);
    assert_eq!(lab.count("WorkerDeclaredDead"), 4);
    lab.start(Part::Network);
    lab.run_job();
    assert_eq!(lab.count("ResultCommitted"), 40);
}

#[test]
fn what_cannot_be_is_refused_and_changes_nothing() {
    let mut lab = Lab::new(farm());
    let before = lab.journal().len();
    for input in [
        Input::StopPart { part: Part::Master, how: How::Hang },
        Input::StopPart { part: Part::Network, how: How::Crash },
        Input::StopPart { part: machine(99), how: How::Crash },
        Input::StartPart { part: Some(machine(1)) },
        Input::StartPart { part: None },
    ] {
        assert!(!lab.give(input.clone()), "{input:?}");
    }
    assert_eq!(lab.journal().len(), before);
    lab.stop(machine(1), How::Slow);
    lab.stop(machine(1), How::Hang);
    assert!(!lab.give(Input::StopPart { part: machine(1), how: How::Crash }), "what hangs is stopped already");
}
