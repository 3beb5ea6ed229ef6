//! Breaking and mending: when it is refused, and how it is carried out otherwise.

use super::bench::{ComputeBench, Out};
use super::chunks::Chunks;
use super::config::Recovery;
use super::event::Event;
use super::ids::{Part, TaskId, WorkerId};
use super::input::Input;
use super::master::{Doing, MasterHealth};
use super::refusal::Refusal;
use super::task::TaskState;
use super::work::Work;
use super::worker::Health;
use crate::engine::SimSpan;
use crate::model::ids::How;
use crate::model::params::BOOT_MS;
use crate::model::rule::Rule;

/// The faults that a part of the compute cluster knows; the first is what happens if none is named.
pub const fn possible_for(part: Part) -> &'static [How] {
    match part {
        Part::Master => &[How::PowerCut, How::Crash],
        Part::Worker(_) => &[How::PowerCut, How::Crash, How::Hang, How::Slow],
        Part::Connection(_) | Part::Network => &[How::Fail],
    }
}

impl ComputeBench {
    /// Why an input would not be carried out now; none if it would.
    pub fn refusal(&self, input: &Input) -> Option<Refusal> {
        let exists = |part: Part| match part {
            Part::Master | Part::Network => true,
            Part::Worker(worker) | Part::Connection(worker) => (worker.0 as usize) < self.workers.len(),
        };
        match *input {
            Input::StopPart { part, .. } | Input::StartPart { part: Some(part) } if !exists(part) => {
                Some(Refusal::NoSuchPart { part })
            }
            Input::StopPart { part, how } if !possible_for(part).contains(&how) => {
                Some(Refusal::FaultNotPossible { part, how })
            }
            // A slow worker can still break in another way.
            Input::StopPart { part, how } if self.is_broken(part) && !(self.is_slow(part) && how != How::Slow) => {
                Some(Refusal::AlreadyStopped { part })
            }
            Input::StartPart { part: Some(part) } if !self.can_start(part) => {
                Some(Refusal::NothingToStart { part: Some(part) })
            }
            Input::StartPart { part: None } if !self.parts().into_iter().any(|part| self.can_start(part)) => {
                Some(Refusal::NothingToStart { part: None })
            }
            Input::StopPart { .. } | Input::StartPart { .. } => None,
        }
    }

    /// Everything that can break.
    pub fn parts(&self) -> Vec<Part> {
        Part::all(self.workers.len() as u16)
    }

    /// Whether a part is broken or off, or starting.
    pub fn is_broken(&self, part: Part) -> bool {
        match part {
            Part::Master => !self.master.is_up(),
            Part::Worker(worker) => self.worker(worker).health != Health::Up,
            Part::Connection(worker) => self.worker(worker).is_cut,
            Part::Network => self.is_network_cut,
        }
    }

    fn is_slow(&self, part: Part) -> bool {
        matches!(part, Part::Worker(worker) if self.worker(worker).health == Health::Slow)
    }

    fn can_start(&self, part: Part) -> bool {
        let is_starting = match part {
            Part::Master => self.master.health == MasterHealth::Starting,
            Part::Worker(worker) => self.worker(worker).health == Health::Starting,
            Part::Connection(_) | Part::Network => false,
        };
        self.is_broken(part) && !is_starting
    }

    /// Carries out an input that is not refused.
    pub(super) fn apply(&mut self, input: Input, out: &mut Out<'_>) {
        match input {
            Input::StopPart { part, how } => self.stop(part, how, out),
            Input::StartPart { part: Some(part) } => self.start_part(part, out),
            Input::StartPart { part: None } => {
                for part in self.parts() {
                    if self.can_start(part) {
                        self.start_part(part, out);
                    }
                }
            }
        }
    }

    fn stop(&mut self, part: Part, how: How, out: &mut Out<'_>) {
        let failed = out.emit(Rule::PartFails, Event::PartFailed { part, how });
        match part {
            Part::Master => {
                out.because(failed);
                self.lose_master(how, out);
            }
            Part::Worker(worker) => {
                self.worker_mut(worker).because = failed;
                match how {
                    How::Hang => {
                        self.worker_mut(worker).pause(out);
                        self.worker_mut(worker).health = Health::Hung;
                    }
                    How::Slow => {
                        self.worker_mut(worker).pause(out);
                        self.worker_mut(worker).health = Health::Slow;
                        self.worker_mut(worker).go_on(out);
                    }
                    How::PowerCut | How::Crash | How::Shutdown | How::Fail | How::Full | How::Corrupt => {
                        self.drop_transfer(worker, out);
                        self.worker_mut(worker).forget(out);
                        self.worker_mut(worker).health = Health::Down(how);
                        self.master.requests.retain(|asking| *asking != worker);
                    }
                }
            }
            Part::Connection(worker) => {
                let it = self.worker_mut(worker);
                (it.is_cut, it.because) = (true, failed);
            }
            Part::Network => {
                self.is_network_cut = true;
                self.workers.iter_mut().for_each(|worker| worker.because = failed);
            }
        }
    }

    fn start_part(&mut self, part: Part, out: &mut Out<'_>) {
        let boot = SimSpan::from_millis(BOOT_MS);
        match part {
            Part::Master => {
                self.master.health = MasterHealth::Starting;
                let starting = out.emit(Rule::ServerStarts, Event::PartStarting { part });
                out.after_because(boot, Work::MasterUp, starting);
            }
            Part::Worker(worker) => match self.worker(worker).health {
                Health::Down(_) => {
                    self.worker_mut(worker).health = Health::Starting;
                    let starting = out.emit(Rule::ServerStarts, Event::PartStarting { part });
                    self.worker_mut(worker).because = starting;
                    out.after_because(boot, Work::WorkerUp { worker }, starting);
                }
                Health::Hung | Health::Slow => {
                    let returned = out.emit(Rule::PartReturns, Event::PartReturned { part });
                    let it = self.worker_mut(worker);
                    it.pause(out);
                    (it.health, it.because) = (Health::Up, returned);
                    it.go_on(out);
                }
                Health::Up | Health::Starting => {}
            },
            Part::Connection(worker) => {
                let returned = out.emit(Rule::PartReturns, Event::PartReturned { part });
                let it = self.worker_mut(worker);
                (it.is_cut, it.because) = (false, returned);
            }
            Part::Network => {
                let returned = out.emit(Rule::PartReturns, Event::PartReturned { part });
                self.is_network_cut = false;
                self.workers.iter_mut().for_each(|worker| worker.because = returned);
            }
        }
    }

    /// A worker has started: it knows nothing of what it was given before.
    pub(super) fn on_worker_up(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        if self.worker(worker).health != Health::Starting {
            return;
        }
        let returned = out.emit(Rule::ServerStarts, Event::PartReturned { part: Part::Worker(worker) });
        let it = self.worker_mut(worker);
        (it.health, it.is_forgetful, it.because) = (Health::Up, true, returned);
    }

    fn lose_master(&mut self, how: How, out: &mut Out<'_>) {
        self.master.health = MasterHealth::Down(how);
        self.master.is_checkpoint_due = false;
        if let Some((doing, ticket)) = self.master.doing.take() {
            out.cancel(ticket);
            match doing {
                Doing::Dispatch { worker, tasks, copy_of: _ } => self.take_back(worker, &tasks),
                Doing::Checkpoint => {}
            }
        }
        if self.config.recovery == Recovery::Abort {
            self.abort(Rule::MasterAlone, None, out);
        }
    }

    /// The master has started: it knows what its last checkpoint says, or nothing.
    pub(super) fn on_master_up(&mut self, out: &mut Out<'_>) {
        if self.master.health != MasterHealth::Starting {
            return;
        }
        self.master.health = MasterHealth::Up;
        let returned = out.emit(Rule::ServerStarts, Event::PartReturned { part: Part::Master });
        out.because(returned);
        if !self.is_running() {
            return;
        }
        let mut again = 0;
        for task in self.tasks.ids() {
            again += u32::from(self.is_forgotten(task));
            self.recover(task);
        }
        let rule = match self.config.recovery {
            Recovery::Abort | Recovery::Restart => Rule::MasterAlone,
            Recovery::Checkpoint => Rule::MasterCheckpoint,
        };
        let restored = out.emit(rule, Event::MasterRestored { done: self.tally().done, again });
        for worker in self.worker_ids() {
            let it = self.worker_mut(worker);
            (it.because, it.missed) = (restored, 0);
        }
        if self.config.recovery == Recovery::Restart {
            self.begin_anew(out);
        }
    }

    /// Whether a task is done and the master that comes back does not learn of it.
    fn is_forgotten(&self, task: TaskId) -> bool {
        let it = self.task(task);
        match (it.state, self.config.recovery) {
            (TaskState::Done { .. }, Recovery::Abort | Recovery::Restart) => true,
            // What lies on a worker's disk, the worker tells the master of.
            (TaskState::Done { on: Some(worker) }, Recovery::Checkpoint) => !it.is_saved && !self.is_in_reach(worker),
            (TaskState::Done { on: None }, Recovery::Checkpoint) => !it.is_saved,
            (TaskState::Waiting | TaskState::Running | TaskState::Lost, _) => false,
        }
    }

    /// What a master that comes back makes of a task.
    fn recover(&mut self, task: TaskId) {
        if self.is_forgotten(task) {
            self.tasks.get_mut(task).results_lost += 1;
            self.wait_again(task);
        }
        // Workers that answer say what they have; of those that do not, only silence will tell.
        let holders = self.task(task).holders.clone();
        let still = |worker: &WorkerId| {
            self.config.recovery == Recovery::Checkpoint
                && (!self.is_in_reach(*worker) || self.worker(*worker).has(task))
        };
        let holders: Vec<WorkerId> = holders.into_iter().filter(still).collect();
        let is_held = !holders.is_empty();
        self.tasks.get_mut(task).holders = holders;
        if self.task(task).state == TaskState::Running && !is_held {
            self.wait_again(task);
        }
    }

    /// A master that knows nothing takes nothing up where it was.
    fn begin_anew(&mut self, out: &mut Out<'_>) {
        for task in self.tasks.ids() {
            self.tasks.get_mut(task).failures = 0;
        }
        self.chunks = Chunks::new(self.config.policy, self.tally().waiting, self.config.workers);
        for worker in self.worker_ids() {
            if !self.is_in_reach(worker) {
                continue;
            }
            if let Some(task) = self.worker(worker).hand.task() {
                self.duplicated += 1;
                let restored = self.worker(worker).because;
                let event = Event::AttemptKilled { task, worker };
                self.worker_mut(worker).because = out.emit_because(Rule::MasterAlone, event, restored);
            }
            self.worker_mut(worker).forget(out);
        }
    }
}
