//! Policies: makespans that can be worked out by hand.

use crate::lab::{Lab, ideal, makespan, sizes, worker};
use failover_lab::engine::SimSpan;
use failover_lab::model::compute::{Config, Event, FrameState, Policy, Thousandths};

/// Six jobs of 1 and then one of 3 on three machines: 5 where 3 is possible, the worst that list order can do.
#[test]
fn list_order_is_as_bad_as_graham_says_and_the_longest_first_mends_it() {
    let work = sizes(&[1, 1, 1, 1, 1, 1, 3]);
    assert_eq!(makespan(Config { work: work.clone(), ..ideal(3, Policy::Queue) }), 5_000);
    assert_eq!(makespan(Config { work, ..ideal(3, Policy::LongestFirst) }), 3_000);
}

/// Two each of 5 and 4, three of 3: 11 where 9 is possible, the worst that longest-first can do.
#[test]
fn the_longest_first_is_as_bad_as_graham_says() {
    let longest_first = Config { work: sizes(&[5, 5, 4, 4, 3, 3, 3]), ..ideal(3, Policy::LongestFirst) };
    assert_eq!(makespan(longest_first), 11_000);
    // 5+4, 5+4, 3+3+3: list order happens to meet it when the tasks come in this order.
    let best = Config { work: sizes(&[5, 5, 3, 3, 4, 4, 3]), ..ideal(3, Policy::Queue) };
    assert_eq!(makespan(best), 9_000);
}

#[test]
fn every_policy_but_the_trapezoid_splits_evenly_what_does_not_vary() {
    for policy in Policy::ALL {
        // 30 + 23 and then 22 for who asks first at 53 s, and 6 are left for the others: chunks of the last row are long.
        let expected = if *policy == Policy::Trapezoid { 75_000 } else { 60_000 };
        assert_eq!(makespan(Config { tasks: Some(240), ..ideal(4, *policy) }), expected, "{policy:?}");
    }
}

/// One worker at half speed: its equal share takes it twice as long, and the others wait.
#[test]
fn an_equal_split_is_as_slow_as_the_slowest_worker() {
    let slow = |policy| Config { tasks: Some(120), speeds: vec![Thousandths(500)], ..ideal(4, policy) };
    assert_eq!(makespan(slow(Policy::Static)), 60_000);
    // 3.5 workers' worth of speed: 120 / 3.5 = 34.3 s; the last task happens to go to the slow one, at 34 s.
    assert_eq!(makespan(slow(Policy::Queue)), 36_000);
    assert!(makespan(slow(Policy::Stealing)) <= 36_000);
}

/// 240 tasks with one of size 60: the longest task is the floor, however many workers there are.
#[test]
fn the_longest_task_is_a_floor_that_no_worker_lowers() {
    for workers in [8, 16, 32, 64] {
        let config = Config { tasks: Some(240), work: sizes(&[60]), ..ideal(workers, Policy::LongestFirst) };
        assert_eq!(makespan(config), 60_000, "{workers} workers");
    }
}

#[test]
fn a_task_takes_dispatch_input_work_and_result_one_after_the_other() {
    let config = Config {
        tasks: Some(3),
        dispatch: SimSpan::from_millis(50),
        transfer: SimSpan::from_millis(224),
        ..ideal(1, Policy::Queue)
    };
    assert_eq!(makespan(config), 3 * (50 + 224 + 1_000));
}

/// Four workers begin together: the link takes one transfer after the other.
#[test]
fn transfers_wait_for_each_other_on_the_link() {
    let config = Config { tasks: Some(4), transfer: SimSpan::from_millis(700), ..ideal(4, Policy::Queue) };
    let mut lab = Lab::new(config);
    assert_eq!(lab.run_job(), Some(4 * 500 + 1_000 + 200));
    let started = lab.events().filter(|(_, event)| matches!(event, Event::TaskStarted { .. }));
    assert_eq!(started.map(|(at, _)| at).collect::<Vec<_>>(), [500, 1_000, 1_500, 2_000]);
}

/// Each answer costs 2 s: chunks pay off.
#[test]
fn small_chunks_are_dear_when_an_answer_is() {
    let dear = |policy| Config { tasks: Some(400), dispatch: SimSpan::from_secs(2), ..ideal(4, policy) };
    assert_eq!(makespan(dear(Policy::Static)), 8_000 + 100_000);
    assert!(makespan(dear(Policy::Queue)) >= 800_000);
    for policy in [Policy::Guided, Policy::Factoring, Policy::Trapezoid] {
        assert!(makespan(dear(policy)) < 200_000, "{policy:?}");
    }
}

#[test]
fn the_answers_of_the_master_have_the_sizes_of_the_policy() {
    for (policy, answers) in
        [(Policy::Guided, 19), (Policy::Factoring, 28), (Policy::Trapezoid, 12), (Policy::Static, 4)]
    {
        let mut lab = Lab::new(Config { tasks: Some(400), ..ideal(4, policy) });
        lab.run_job();
        assert_eq!(lab.count("TasksDispatched"), answers, "{policy:?}");
    }
}

/// The share of the worker at half speed is worked off by the others, the oldest task first.
#[test]
fn whoever_has_done_its_share_steals_the_oldest_task_of_another() {
    let config = Config { tasks: Some(8), speeds: vec![Thousandths(100)], ..ideal(2, Policy::Stealing) };
    let mut lab = Lab::new(config);
    lab.run_job();
    let stolen: Vec<_> = lab
        .events()
        .filter_map(|(_, event)| match event {
            Event::TaskStolen { task, worker: thief, victim } => Some((task.0, *thief, *victim)),
            _ => None,
        })
        .collect();
    assert_eq!(stolen, [(0, worker(2), worker(1)), (1, worker(2), worker(1)), (2, worker(2), worker(1))]);
}

#[test]
fn the_strip_shows_every_task_and_who_has_it() {
    let config = Config { tasks: Some(6), ..ideal(2, Policy::Static) };
    let mut lab = Lab::new(config);
    lab.run_until(failover_lab::engine::SimTime::from_millis(1_500));
    let states: Vec<_> = lab.bench().strip().iter().map(|frame| (frame.state, frame.worker)).collect();
    let of = |state, number| (state, Some(worker(number)));
    let expected = [
        (FrameState::Done, None),
        of(FrameState::Computing, 1),
        of(FrameState::Queued, 1),
        (FrameState::Done, None),
        of(FrameState::Computing, 2),
        of(FrameState::Queued, 2),
    ];
    assert_eq!(states, expected);
}

#[test]
fn busy_time_adds_up_to_the_work() {
    let config = Config { tasks: Some(10), ..ideal(4, Policy::Queue) };
    let mut lab = Lab::new(config);
    lab.run_job();
    let figures = lab.bench().figures(lab.now());
    let busy: u64 = figures.workers.iter().map(|it| it.account.computing.as_millis()).sum();
    assert_eq!((busy, figures.sequential.as_millis()), (10_000, 10_000));
    assert_eq!(figures.makespan, Some(SimSpan::from_secs(3)));
}
