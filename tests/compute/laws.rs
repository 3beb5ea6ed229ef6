//! Laws over many seeds: random clusters, random faults, and everything mended in the end.

use crate::lab::Lab;
use failover_lab::engine::{Canonical, Digest, RandomStream, SimSpan, SimTime};
use failover_lab::model::compute::{
    Config, Event, Input, Part, Policy, Recovery, Results, Service, Thousandths, possible_for,
};
use std::collections::BTreeSet;

const SEEDS: u64 = 400;

/// The faults of these scripts have a stream of their own.
const FAULTS: u64 = 77;

fn pick<T: Copy>(all: &[T], chance: &mut RandomStream) -> T {
    all[chance.below(all.len() as u64) as usize]
}

fn random_config(seed: u64, chance: &mut RandomStream) -> Config {
    Config {
        workers: 1 + chance.below(9) as u16,
        tasks: Some(1 + chance.below(60) as u32),
        task: SimSpan::from_millis(chance.below(40_000)),
        service: pick(Service::ALL, chance),
        policy: pick(Policy::ALL, chance),
        work: (0..chance.below(8)).map(|_| Thousandths(chance.below(4_000) as u32)).collect(),
        speeds: (0..chance.below(4)).map(|_| Thousandths(200 + chance.below(2_000) as u32)).collect(),
        dispatch: SimSpan::from_millis(pick(&[0, 50, 2_000], chance)),
        transfer: SimSpan::from_millis(pick(&[0, 224, 3_000], chance)),
        speculation: chance.below(2) == 0,
        heartbeat: SimSpan::from_millis(pick(&[1_000, 5_000, 60_000], chance)),
        misses: 1 + chance.below(4) as u32,
        results: pick(Results::ALL, chance),
        attempts: pick(&[2, 4, 50], chance),
        recovery: pick(Recovery::ALL, chance),
        checkpoint: SimSpan::from_millis(pick(&[10_000, 60_000], chance)),
        checkpoint_cost: SimSpan::from_millis(pick(&[0, 1_000], chance)),
        seed,
    }
}

fn random_input(parts: &[Part], chance: &mut RandomStream) -> Input {
    let part = pick(parts, chance);
    match chance.below(5) {
        0 | 1 => Input::StopPart { part, how: pick(possible_for(part), chance) },
        2 | 3 => Input::StartPart { part: Some(part) },
        _ => Input::StartPart { part: None },
    }
}

/// Random faults at random moments; then everything is mended, and the job ends. The laws are asked after every step.
fn run(seed: u64) -> Lab {
    let mut chance = RandomStream::new(seed, FAULTS);
    let mut lab = Lab::new(random_config(seed, &mut chance));
    let parts = lab.bench().parts();
    for _ in 0..12 {
        let wait = chance.exponential(SimSpan::from_secs(20));
        lab.run_until(lab.now() + wait);
        lab.give(random_input(&parts, &mut chance));
    }
    lab.give(Input::StartPart { part: None });
    // What was starting when everything was mended may have to be mended after it.
    lab.run_until(lab.now() + SimSpan::from_mins(3));
    lab.give(Input::StartPart { part: None });
    lab.run_job();
    lab
}

fn digest(lab: &Lab) -> String {
    lab.journal().digest().to_string()
}

#[test]
fn always_the_laws_hold_and_every_job_ends() {
    for seed in 1..=SEEDS {
        let lab = run(seed);
        let tally = lab.bench().tally();
        assert!(!lab.bench().is_running(), "SEED={seed}: the job does not end: {tally:?}");
        assert_eq!(tally.waiting + tally.running, 0, "SEED={seed}");
        let started = lab.count("TaskStarted");
        let taken = lab.count("ResultCommitted");
        assert!(started >= taken, "SEED={seed}: {started} executions, {taken} results");
    }
}

#[test]
fn always_the_same_seed_gives_the_same_journal() {
    for seed in 1..=20 {
        assert_eq!(digest(&run(seed)), digest(&run(seed)), "SEED={seed}");
    }
}

#[test]
fn always_an_entry_goes_back_to_the_submission_or_to_a_person() {
    for seed in 1..=100 {
        let lab = run(seed);
        for entry in lab.journal().iter() {
            let is_first = matches!(entry.event, Event::JobSubmitted { .. } | Event::CommandGiven { .. });
            let name = entry.event.name();
            assert_eq!(entry.causes.is_empty(), is_first, "SEED={seed}: {name} has the causes {:?}", entry.causes);
            assert_eq!(entry.rule.is_none(), is_first, "SEED={seed}: {name}");
            assert!(entry.causes.iter().all(|cause| *cause < entry.number.0), "SEED={seed}: {name}");
        }
    }
}

/// A change of the policy moves neither the times of the tasks nor anything else that is drawn for them.
#[test]
fn always_a_policy_leaves_the_sizes_of_the_tasks_alone() {
    for seed in 1..=20 {
        let sizes = |policy| {
            let config = Config { service: Service::Exponential, policy, seed, ..Config::default() };
            let lab = Lab::new(config);
            lab.bench().tasks().iter().map(|task| task.work).collect::<Vec<_>>()
        };
        assert!(Policy::ALL.iter().all(|policy| sizes(*policy) == sizes(Policy::Queue)), "SEED={seed}");
    }
}

#[test]
fn sometimes_everything_happens() {
    let (mut events, mut rules) = (BTreeSet::new(), BTreeSet::new());
    for seed in 1..=SEEDS {
        let lab = run(seed);
        events.extend(lab.events().map(|(_, event)| event.name()));
        rules.extend(lab.journal().iter().filter_map(|entry| entry.rule.map(|rule| rule.id())));
    }
    let all = [
        "AttemptKilled",
        "BackupLaunched",
        "CheckpointTaken",
        "CommandGiven",
        "JobAborted",
        "JobFinished",
        "JobSubmitted",
        "MasterRestored",
        "PartFailed",
        "PartReturned",
        "PartStarting",
        "PingMissed",
        "ResultCommitted",
        "ResultDropped",
        "TaskFinished",
        "TaskStarted",
        "TaskStolen",
        "TasksDispatched",
        "TasksRequeued",
        "WorkerDeclaredDead",
        "WorkerRegistered",
    ];
    let never: Vec<&str> = all.into_iter().filter(|name| !events.contains(name)).collect();
    assert!(never.is_empty(), "never seen: {never:?}");
    for rule in [
        "dispatch-policy",
        "work-stealing",
        "task-runs",
        "first-result-wins",
        "liveness",
        "reissue",
        "retry-cap",
        "backup-task",
        "master-checkpoint",
        "master-alone",
        "job-ends",
    ] {
        assert!(rules.contains(rule), "{rule} decides nothing");
    }
}

/// List order is within 2 - 1/m of the lower bound, longest-first within 4/3 - 1/(3m) of it or of what is best.
#[test]
fn always_list_order_and_longest_first_stay_within_grahams_bounds() {
    for seed in 1..=200 {
        let mut chance = RandomStream::new(seed, FAULTS);
        let workers = 1 + chance.below(6) as u16;
        let work: Vec<Thousandths> =
            (0..1 + chance.below(20)).map(|_| Thousandths(1_000 + chance.below(9) as u32 * 1_000)).collect();
        let m = u64::from(workers);
        let (total, longest) =
            work.iter().fold((0, 0), |(sum, most), size| (sum + u64::from(size.0), most.max(u64::from(size.0))));
        let bound = total.div_ceil(m).max(longest);
        let time = |policy| {
            SimTime::from_millis(crate::lab::makespan(Config {
                work: work.clone(),
                ..crate::lab::ideal(workers, policy)
            }))
            .as_millis()
        };
        assert!(time(Policy::Queue) * m <= (2 * m - 1) * bound, "SEED={seed}");
        // The bound of LPT is against the optimum, which may lie above the lower bound by the last task of a machine.
        assert!(time(Policy::LongestFirst) <= time(Policy::Queue).max(bound * 4 / 3 + longest), "SEED={seed}");
    }
}

/// The digest is made of names, so that a journal means the same everywhere.
#[test]
fn an_event_is_digested_by_its_name() {
    let value = |event: &Event| {
        let mut digest = Digest::default();
        event.write_to(&mut digest);
        digest.value().to_string()
    };
    let (one, other) = (Event::CheckpointTaken { done: 1 }, Event::JobFinished { makespan: SimSpan::from_millis(1) });
    assert_ne!(value(&one), value(&other));
}
