//! The parameters of a compute cluster: one row a parameter drives reading, listing and the documents.

use crate::engine::SimSpan;
use crate::lab::setting::{choose, number};
use crate::model::compute::{Config, Policy, Recovery, Results, Service, Thousandths};

/// A parameter of the bench.
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it may be.
    pub values: &'static str,
    pub(super) set: fn(&mut Config, &str) -> bool,
    /// Its value, as text.
    pub get: fn(&Config) -> String,
}

/// Most workers.
const WORKERS_MAX: u16 = 200;
/// Most tasks.
const TASKS_MAX: u32 = 10_000;
/// Longest time of anything [ms]: a day.
const TIME_MAX: u64 = 86_400_000;
/// Largest size and speed [thousandths].
const SIZE_MAX: u32 = 1_000_000;

/// The parameters of a compute cluster.
pub const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "seed",
        meaning: "chance: the same seed and commands give the same run",
        values: "a whole number from 0 to 4294967295",
        set: |config, text| text.parse::<u32>().map(|seed| config.seed = u64::from(seed)).is_ok(),
        get: |config| config.seed.to_string(),
    },
    Parameter {
        name: "workers",
        meaning: "workers of the master",
        values: "a whole number from 1 to 200",
        set: |config, text| number(&mut config.workers, 1..=WORKERS_MAX, text),
        get: |config| config.workers.to_string(),
    },
    Parameter {
        name: "tasks",
        meaning: "tasks of the job; as many as work has values, if it is given",
        values: "a whole number from 1 to 10000",
        set: |config, text| {
            let mut tasks = 0;
            number(&mut tasks, 1..=TASKS_MAX, text) && {
                config.tasks = Some(tasks);
                true
            }
        },
        get: |config| config.task_count().to_string(),
    },
    Parameter {
        name: "task_ms",
        meaning: "time that a task of size 1 takes a worker of speed 1",
        values: "a whole number from 1 to 86400000",
        set: |config, text| time(&mut config.task, 1, text),
        get: |config| config.task.as_millis().to_string(),
    },
    Parameter {
        name: "service",
        meaning: "how the times of tasks and of dispatches vary",
        values: "one of fixed, exponential",
        set: |config, text| choose(&mut config.service, Service::ALL, Service::name, text),
        get: |config| config.service.name().to_owned(),
    },
    Parameter {
        name: "policy",
        meaning: "how the master hands out tasks",
        values: "one of static, queue, guided, factoring, trapezoid, longest-first, stealing",
        set: |config, text| choose(&mut config.policy, Policy::ALL, Policy::name, text),
        get: |config| config.policy.name().to_owned(),
    },
    Parameter {
        name: "work",
        meaning: "sizes of the first tasks in units of task_ms; the others have 1",
        values: "numbers from 0.001 to 1000 with commas between them, such as 3,3,2,0.5",
        set: |config, text| list(&mut config.work, TASKS_MAX as usize, text),
        get: |config| written(&config.work),
    },
    Parameter {
        name: "speeds",
        meaning: "speeds of the first workers; the others have 1",
        values: "numbers from 0.001 to 1000 with commas between them, such as 1,0.5",
        set: |config, text| list(&mut config.speeds, usize::from(WORKERS_MAX), text),
        get: |config| written(&config.speeds),
    },
    Parameter {
        name: "dispatch_ms",
        meaning: "time of the master for one answer to a worker",
        values: "a whole number from 0 to 86400000",
        set: |config, text| time(&mut config.dispatch, 0, text),
        get: |config| config.dispatch.as_millis().to_string(),
    },
    Parameter {
        name: "transfer_ms",
        meaning: "time of input and result of a task together on the link that all share",
        values: "a whole number from 0 to 86400000",
        set: |config, text| time(&mut config.transfer, 0, text),
        get: |config| config.transfer.as_millis().to_string(),
    },
    Parameter {
        name: "speculation",
        meaning: "second copies of late tasks for idle workers",
        values: "one of on, off",
        set: |config, text| {
            let is_on = ["off", "on"].iter().position(|word| word.eq_ignore_ascii_case(text));
            is_on.map(|place| config.speculation = place == 1).is_some()
        },
        get: |config| if config.speculation { "on" } else { "off" }.to_owned(),
    },
    Parameter {
        name: "heartbeat_ms",
        meaning: "time between two pings of the master",
        values: "a whole number from 100 to 86400000",
        set: |config, text| time(&mut config.heartbeat, 100, text),
        get: |config| config.heartbeat.as_millis().to_string(),
    },
    Parameter {
        name: "misses",
        meaning: "pings in a row without an answer after which a worker is taken for dead",
        values: "a whole number from 1 to 100",
        set: |config, text| number(&mut config.misses, 1..=100, text),
        get: |config| config.misses.to_string(),
    },
    Parameter {
        name: "results",
        meaning: "where results lie: with the master, or on the disk of the worker, lost with it",
        values: "one of master, worker",
        set: |config, text| choose(&mut config.results, Results::ALL, Results::name, text),
        get: |config| config.results.name().to_owned(),
    },
    Parameter {
        name: "attempts",
        meaning: "attempts of one task that may fail before the job is given up",
        values: "a whole number from 1 to 1000",
        set: |config, text| number(&mut config.attempts, 1..=1_000, text),
        get: |config| config.attempts.to_string(),
    },
    Parameter {
        name: "recovery",
        meaning: "what becomes of the job when the master is lost: given up, begun again, or gone on with",
        values: "one of abort, restart, checkpoint",
        set: |config, text| choose(&mut config.recovery, Recovery::ALL, Recovery::name, text),
        get: |config| config.recovery.name().to_owned(),
    },
    Parameter {
        name: "checkpoint_ms",
        meaning: "time between two checkpoints of the master, with recovery=checkpoint",
        values: "a whole number from 1000 to 86400000",
        set: |config, text| time(&mut config.checkpoint, 1_000, text),
        get: |config| config.checkpoint.as_millis().to_string(),
    },
    Parameter {
        name: "checkpoint_cost_ms",
        meaning: "time of the master for one checkpoint",
        values: "a whole number from 0 to 86400000",
        set: |config, text| time(&mut config.checkpoint_cost, 0, text),
        get: |config| config.checkpoint_cost.as_millis().to_string(),
    },
];

fn time(place: &mut SimSpan, least: u64, text: &str) -> bool {
    let mut ms = 0;
    let is_time = number(&mut ms, least..=TIME_MAX, text);
    if is_time {
        *place = SimSpan::from_millis(ms);
    }
    is_time
}

fn list(place: &mut Vec<Thousandths>, most: usize, text: &str) -> bool {
    let size = |text| Thousandths::parse(text).filter(|size| (1..=SIZE_MAX).contains(&size.0));
    let sizes: Option<Vec<Thousandths>> = text.split(',').map(size).collect();
    match sizes {
        Some(sizes) if sizes.len() <= most => {
            *place = sizes;
            true
        }
        Some(_) | None => false,
    }
}

fn written(sizes: &[Thousandths]) -> String {
    sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
