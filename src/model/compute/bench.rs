//! The world of the compute cluster: what the engine moves.
//!
//! One step handles one cause and then settles: what could go on because of it goes on, in a fixed order.

use super::chunks::Chunks;
use super::config::{Config, Policy, Service};
use super::event::Event;
use super::ids::{TaskId, WorkerId};
use super::input::Input;
use super::link::Link;
use super::master::{Job, Master};
use super::task::{Tally, Task, Tasks};
use super::work::Work;
use super::worker::Worker;
use crate::engine::{Cause, Causes, Outbox, RandomStream, SimSpan, World};
use crate::model::rule::Rule;
use std::sync::Arc;

/// What a step of the compute cluster may write and schedule.
pub type Out<'a> = Outbox<'a, ComputeBench>;

/// The random streams, by their stable numbers.
mod stream {
    /// Times of tasks.
    pub const TASKS: u64 = 1;
    /// Times of dispatches.
    pub const DISPATCHES: u64 = 2;
    /// From whom an idle worker steals.
    pub const VICTIMS: u64 = 3;
}

/// A master, its workers, the link between them, and one job.
#[derive(Clone, Debug)]
pub struct ComputeBench {
    /// How it was set up.
    pub config: Arc<Config>,
    /// The tasks of the job.
    pub(super) tasks: Tasks,
    pub(super) workers: Vec<Worker>,
    /// The master.
    pub master: Master,
    pub(super) link: Link,
    /// Whether the whole network is cut.
    pub is_network_cut: bool,
    /// How the job stands.
    pub job: Job,
    pub(super) chunks: Chunks,
    /// Results that were dropped and copies that were stopped, because another one was first.
    pub(super) duplicated: u32,
    pub(super) dispatch_chance: RandomStream,
    pub(super) victim_chance: RandomStream,
}

impl ComputeBench {
    /// A compute cluster whose job is about to be submitted.
    pub fn new(config: Config) -> ComputeBench {
        let count = config.task_count();
        let mut chance = RandomStream::new(config.seed, stream::TASKS);
        let work = (0..count).map(|task| {
            let time = vary(config.task, config.service, &mut chance);
            time.as_millis().saturating_mul(config.size(task).0.into())
        });
        let mut tasks = Tasks::new(work, config.policy == Policy::LongestFirst);
        if matches!(config.policy, Policy::Static | Policy::Stealing) {
            share_out(&mut tasks, config.workers);
        }
        let worker = |place| Worker::new(WorkerId(place), config.speed(place).0.into());
        ComputeBench {
            tasks,
            workers: (0..config.workers).map(worker).collect(),
            master: Master::default(),
            link: Link::default(),
            is_network_cut: false,
            job: Job::Running,
            chunks: Chunks::new(config.policy, count, config.workers),
            duplicated: 0,
            dispatch_chance: RandomStream::new(config.seed, stream::DISPATCHES),
            victim_chance: RandomStream::new(config.seed, stream::VICTIMS),
            config: Arc::new(config),
        }
    }

    /// All tasks, in the order of submission.
    pub fn tasks(&self) -> &[Task] {
        self.tasks.all()
    }

    /// One task.
    pub fn task(&self, task: TaskId) -> &Task {
        self.tasks.get(task)
    }

    /// How many tasks stand where.
    pub fn tally(&self) -> Tally {
        self.tasks.tally()
    }

    /// All workers.
    pub fn workers(&self) -> &[Worker] {
        &self.workers
    }

    /// One worker.
    pub fn worker(&self, worker: WorkerId) -> &Worker {
        &self.workers[worker.0 as usize]
    }

    pub(super) fn worker_mut(&mut self, worker: WorkerId) -> &mut Worker {
        &mut self.workers[worker.0 as usize]
    }

    /// The ids of all workers.
    pub fn worker_ids(&self) -> impl Iterator<Item = WorkerId> + use<> {
        (0..self.workers.len() as u16).map(WorkerId)
    }

    /// Whether a worker works and the network carries what it sends.
    pub fn is_on_network(&self, worker: WorkerId) -> bool {
        let it = self.worker(worker);
        it.health.is_able() && !it.is_cut && !self.is_network_cut
    }

    /// Whether worker and master can talk to each other, in truth.
    pub fn is_in_reach(&self, worker: WorkerId) -> bool {
        self.master.is_up() && self.is_on_network(worker)
    }

    /// Whether the job is neither finished nor given up.
    pub fn is_running(&self) -> bool {
        match self.job {
            Job::Running => true,
            Job::Finished(_) | Job::Aborted(_) => false,
        }
    }

    /// What leads to an event at a worker: what this step is about, and what the worker came from.
    pub(super) fn causes_at(&self, worker: WorkerId, out: &Out<'_>) -> Causes {
        Causes::one(self.worker(worker).because).and_if(out.newest_cause())
    }

    /// The time of the master for its next answer.
    pub(super) fn draw_dispatch(&mut self) -> SimSpan {
        vary(self.config.dispatch, self.config.service, &mut self.dispatch_chance)
    }

    fn start(&mut self, out: &mut Out<'_>) {
        let (tasks, workers) = (self.tasks().len() as u32, self.workers.len() as u32);
        let submitted = out.emit_uncaused(Event::JobSubmitted { tasks, workers });
        out.because(submitted);
        for worker in &mut self.workers {
            worker.because = submitted;
        }
        out.after(self.config.heartbeat, Work::Ping);
        self.schedule_checkpoint(out);
    }

    fn on_work(&mut self, work: Work, out: &mut Out<'_>) {
        match work {
            Work::MasterDone => self.on_master_done(out),
            Work::Moved => self.on_moved(out),
            Work::Computed { worker } => self.on_computed(worker, out),
            Work::Ping => self.on_ping(out),
            Work::CheckpointDue => self.on_checkpoint_due(out),
            Work::MasterUp => self.on_master_up(out),
            Work::WorkerUp { worker } => self.on_worker_up(worker, out),
        }
    }

    /// Lets everything go on that can.
    fn settle(&mut self, out: &mut Out<'_>) {
        const RULES: &[fn(&mut ComputeBench, &mut Out<'_>)] = &[
            ComputeBench::drop_the_unreachable,
            ComputeBench::hear_the_returned,
            ComputeBench::take_up_work,
            ComputeBench::request_transfers,
            ComputeBench::end_job,
            // Who has just delivered a result without the link goes on at once.
            ComputeBench::take_up_work,
            ComputeBench::request_transfers,
            ComputeBench::answer,
            ComputeBench::use_link,
            ComputeBench::book,
        ];
        let causes = out.causes();
        for rule in RULES {
            // What one rule finds is no cause of what the next one finds.
            out.because(causes);
            rule(self, out);
        }
    }

    fn book(&mut self, out: &mut Out<'_>) {
        let now = out.now();
        self.workers.iter_mut().for_each(|worker| worker.book(now));
    }
}

/// Gives each worker a contiguous share; the first ones have one task more if it does not come out even.
fn share_out(tasks: &mut Tasks, workers: u16) {
    let (count, workers) = (tasks.all().len() as u64, u64::from(workers).max(1));
    for task in tasks.ids() {
        let (share, longer) = (count / workers, count % workers);
        let place = u64::from(task.0);
        let in_longer = longer * (share + 1);
        let owner = if place < in_longer { place / (share + 1) } else { longer + (place - in_longer) / share.max(1) };
        tasks.get_mut(task).share_of = Some(WorkerId(owner as u16));
    }
}

fn vary(mean: SimSpan, service: Service, chance: &mut RandomStream) -> SimSpan {
    match service {
        Service::Exponential if mean > SimSpan::ZERO => chance.exponential(mean),
        Service::Fixed | Service::Exponential => mean,
    }
}

impl World for ComputeBench {
    type Input = Input;
    type Work = Work;
    type Event = Event;
    type Rule = Rule;

    fn step(&mut self, cause: Cause<Input, Work>, out: &mut Outbox<'_, Self>) {
        match cause {
            Cause::Start => self.start(out),
            Cause::Input(input) => {
                // The session asks first; an input that no longer applies changes nothing.
                if self.refusal(&input).is_none() {
                    let given = out.emit_uncaused(Event::CommandGiven { input: input.clone() });
                    out.because(given);
                    self.apply(input, out);
                }
            }
            Cause::Work(work) => self.on_work(work, out),
        }
        self.settle(out);
    }
}
