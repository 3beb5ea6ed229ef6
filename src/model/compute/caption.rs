//! Events and refusals of the compute cluster in words.

use super::event::Event;
use super::faults::possible_for;
use super::ids::{Part, TaskId};
use super::input::Input;
use super::refusal::Refusal;
use crate::model::view::fault_words;
use crate::words;

/// Tasks are numbered from 1 for people.
fn number(task: TaskId) -> u32 {
    task.0 + 1
}

/// An event in one sentence.
pub fn sentence(event: &Event) -> String {
    match event {
        Event::JobSubmitted { tasks, workers } => words::compute_job_submitted(tasks, workers),
        Event::CommandGiven { input } => match input {
            Input::StopPart { part, how } => words::compute_you_stop(part.name(), fault_words(*how)),
            Input::StartPart { part: Some(part) } => words::compute_you_start(part.name()),
            Input::StartPart { part: None } => words::compute_you_start_all().to_owned(),
        },
        Event::PartFailed { part, how } => words::compute_part_failed(part.name(), fault_words(*how)),
        Event::PartStarting { part } => words::compute_part_starting(part.name()),
        Event::PartReturned { part } => words::compute_part_returned(part.name()),
        Event::TasksDispatched { worker, first, tasks } => {
            words::compute_tasks_dispatched(worker.name(), tasks, number(*first))
        }
        Event::TaskStolen { task, worker, victim } => {
            words::compute_task_stolen(worker.name(), number(*task), victim.name())
        }
        Event::TaskStarted { task, worker } => words::compute_task_started(worker.name(), number(*task)),
        Event::TaskFinished { task, worker } => words::compute_task_finished(worker.name(), number(*task)),
        Event::ResultCommitted { task, worker } => words::compute_result_committed(number(*task), worker.name()),
        Event::ResultDropped { task, worker } => words::compute_result_dropped(number(*task), worker.name()),
        Event::AttemptKilled { task, worker } => words::compute_attempt_killed(worker.name(), number(*task)),
        Event::BackupLaunched { task, worker, original } => {
            words::compute_backup_launched(worker.name(), number(*task), original.name())
        }
        Event::PingMissed { worker, missed, allowed } => words::compute_ping_missed(worker.name(), missed, allowed),
        Event::WorkerDeclaredDead { worker, missed } => words::compute_worker_declared_dead(worker.name(), missed),
        Event::WorkerRegistered { worker } => words::compute_worker_registered(worker.name()),
        Event::TasksRequeued { worker, unfinished, finished } => {
            words::compute_tasks_requeued(unfinished, finished, worker.name())
        }
        Event::CheckpointTaken { done } => words::compute_checkpoint_taken(done),
        Event::MasterRestored { done, again } => words::compute_master_restored(done, again),
        Event::JobFinished { makespan } => words::compute_job_finished(makespan),
        Event::JobAborted { task: Some(task), lost } => words::compute_job_aborted_by(number(*task), lost),
        Event::JobAborted { task: None, lost } => words::compute_job_aborted(lost),
    }
}

/// The part that an event is about; of the job as a whole, it is the master.
pub fn subject(event: &Event) -> Part {
    match event {
        Event::JobSubmitted { .. }
        | Event::CheckpointTaken { .. }
        | Event::MasterRestored { .. }
        | Event::JobFinished { .. }
        | Event::JobAborted { .. } => Part::Master,
        Event::CommandGiven { input: Input::StartPart { part } } => part.unwrap_or(Part::Master),
        Event::CommandGiven { input: Input::StopPart { part, .. } }
        | Event::PartFailed { part, .. }
        | Event::PartStarting { part }
        | Event::PartReturned { part } => *part,
        Event::TasksDispatched { worker, .. }
        | Event::TaskStolen { worker, .. }
        | Event::TaskStarted { worker, .. }
        | Event::TaskFinished { worker, .. }
        | Event::ResultCommitted { worker, .. }
        | Event::ResultDropped { worker, .. }
        | Event::AttemptKilled { worker, .. }
        | Event::BackupLaunched { worker, .. }
        | Event::PingMissed { worker, .. }
        | Event::WorkerDeclaredDead { worker, .. }
        | Event::WorkerRegistered { worker }
        | Event::TasksRequeued { worker, .. } => Part::Worker(*worker),
    }
}

/// Whether an event is more than the everyday life of tasks.
pub fn is_notable(event: &Event) -> bool {
    match event {
        Event::TasksDispatched { .. }
        | Event::TaskStolen { .. }
        | Event::TaskStarted { .. }
        | Event::TaskFinished { .. }
        | Event::ResultCommitted { .. }
        | Event::PingMissed { .. } => false,
        Event::JobSubmitted { .. }
        | Event::CommandGiven { .. }
        | Event::PartFailed { .. }
        | Event::PartStarting { .. }
        | Event::PartReturned { .. }
        | Event::ResultDropped { .. }
        | Event::AttemptKilled { .. }
        | Event::BackupLaunched { .. }
        | Event::WorkerDeclaredDead { .. }
        | Event::WorkerRegistered { .. }
        | Event::TasksRequeued { .. }
        | Event::CheckpointTaken { .. }
        | Event::MasterRestored { .. }
        | Event::JobFinished { .. }
        | Event::JobAborted { .. } => true,
    }
}

impl Refusal {
    /// What is refused, and why.
    pub fn message(&self) -> String {
        match self {
            Refusal::NoSuchPart { part } => words::compute_refused_no_such_part(part.name()),
            Refusal::FaultNotPossible { part, how } => words::compute_refused_fault(part.name(), how.name()),
            Refusal::AlreadyStopped { part } => words::compute_refused_stopped(part.name()),
            Refusal::NothingToStart { part: Some(part) } => words::compute_refused_nothing(part.name()),
            Refusal::NothingToStart { part: None } => words::compute_refused_nothing_all().to_owned(),
        }
    }

    /// What to try instead.
    pub fn hint(&self) -> String {
        match self {
            Refusal::NoSuchPart { .. } => words::compute_refused_no_such_part_hint().to_owned(),
            Refusal::FaultNotPossible { part, .. } => {
                let known: Vec<&str> = possible_for(*part).iter().map(|how| how.name()).collect();
                words::compute_refused_fault_hint(known.join(", "))
            }
            Refusal::AlreadyStopped { .. } => words::compute_refused_stopped_hint().to_owned(),
            Refusal::NothingToStart { .. } => words::compute_refused_nothing_hint().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ids::WorkerId;
    use super::*;
    use crate::engine::SimSpan;
    use crate::model::ids::How;

    /// What stands where in a sentence is easily mixed up, so each is read once.
    #[test]
    fn every_event_is_told_with_its_own_names_and_counts() {
        let (task, worker, other) = (TaskId(6), WorkerId(1), WorkerId(2));
        let input = |input| Event::CommandGiven { input };
        for (event, told) in [
            (Event::JobSubmitted { tasks: 240, workers: 4 }, "A job of 240 tasks begins on 4 workers."),
            (input(Input::StopPart { part: Part::Master, how: How::PowerCut }), "You break MASTER: power cut."),
            (input(Input::StartPart { part: Some(Part::Network) }), "You mend Network."),
            (input(Input::StartPart { part: None }), "You mend everything."),
            (Event::PartFailed { part: Part::Worker(worker), how: How::Crash }, "WORKER2 fails: crash."),
            (Event::PartStarting { part: Part::Master }, "MASTER is starting."),
            (Event::PartReturned { part: Part::Connection(worker) }, "WORKER2\\Network works again."),
            (Event::TasksDispatched { worker, first: task, tasks: 3 }, "MASTER gives WORKER2 3 tasks, from task 7 on."),
            (Event::TaskStolen { task, worker, victim: other }, "WORKER2 takes task 7 from WORKER3."),
            (Event::TaskStarted { task, worker }, "WORKER2 begins task 7."),
            (Event::TaskFinished { task, worker }, "WORKER2 has computed task 7."),
            (Event::ResultCommitted { task, worker }, "MASTER takes the result of task 7 from WORKER2."),
            (
                Event::ResultDropped { task, worker },
                "MASTER drops the result of task 7 from WORKER2: another was first.",
            ),
            (
                Event::AttemptKilled { task, worker },
                "WORKER2 stops task 7: its result is there, or is not wanted any more.",
            ),
            (
                Event::BackupLaunched { task, worker, original: other },
                "MASTER gives WORKER2 a copy of task 7, which is late on WORKER3.",
            ),
            (
                Event::PingMissed { worker, missed: 1, allowed: 3 },
                "MASTER hears nothing from WORKER2: 1 of 3 pings missed.",
            ),
            (Event::WorkerDeclaredDead { worker, missed: 3 }, "MASTER takes WORKER2 for dead after 3 missed pings."),
            (Event::WorkerRegistered { worker }, "WORKER2 answers the master again."),
            (
                Event::TasksRequeued { worker, unfinished: 1, finished: 5 },
                "1 unfinished and 5 finished tasks of WORKER2 wait again.",
            ),
            (Event::CheckpointTaken { done: 9 }, "MASTER writes a checkpoint: 9 tasks are done."),
            (Event::MasterRestored { done: 9, again: 2 }, "MASTER goes on with 9 tasks done; 2 have to be done again."),
            (Event::JobFinished { makespan: SimSpan::from_secs(90) }, "The job is done after 1m30s."),
            (Event::JobAborted { task: None, lost: 8 }, "The job is given up; 8 tasks are lost."),
            (Event::JobAborted { task: Some(task), lost: 8 }, "The job is given up over task 7; 8 tasks are lost."),
        ] {
            assert_eq!(sentence(&event), told);
            assert!(told.split_whitespace().count() <= 16, "{told}");
        }
    }
}
