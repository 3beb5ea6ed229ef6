//! Liveness: what the master believes of its workers, found out by pings alone.

use super::bench::{ComputeBench, Out};
use super::event::Event;
use super::ids::WorkerId;
use super::task::TaskState;
use super::work::Work;
use crate::engine::EntryNumber;
use crate::model::rule::Rule;

impl ComputeBench {
    /// The master pings every worker.
    pub(super) fn on_ping(&mut self, out: &mut Out<'_>) {
        if !self.is_running() {
            return;
        }
        out.after(self.config.heartbeat, Work::Ping);
        if !self.master.is_up() {
            return;
        }
        for worker in self.worker_ids() {
            if self.is_in_reach(worker) {
                self.worker_mut(worker).missed = 0;
            } else if !self.worker(worker).is_declared_dead {
                self.on_silence(worker, out);
            }
        }
    }

    fn on_silence(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        let allowed = self.config.misses;
        let it = self.worker_mut(worker);
        it.missed += 1;
        let (missed, because) = (it.missed, it.because);
        let silent = out.emit_because(Rule::Liveness, Event::PingMissed { worker, missed, allowed }, because);
        if missed < allowed {
            return;
        }
        let dead = out.emit_because(Rule::Liveness, Event::WorkerDeclaredDead { worker, missed }, silent);
        let it = self.worker_mut(worker);
        (it.is_declared_dead, it.because) = (true, dead);
        self.requeue(worker, true, dead, out);
    }

    /// Whoever was given up, or has begun anew, tells the master as soon as it reaches it.
    pub(super) fn hear_the_returned(&mut self, out: &mut Out<'_>) {
        for worker in self.worker_ids() {
            let it = self.worker(worker);
            let has_news = it.is_forgetful || it.is_declared_dead;
            if !has_news || !self.is_in_reach(worker) || !self.is_running() {
                continue;
            }
            let (is_forgetful, because) = (it.is_forgetful, it.because);
            let registered = out.emit_because(Rule::Liveness, Event::WorkerRegistered { worker }, because);
            if is_forgetful {
                // Its disk was not lost with its memory, unless the master has given it up before.
                self.requeue(worker, false, registered, out);
            }
            self.register(worker, registered);
        }
    }

    /// The master knows a worker again, and what it has in hand.
    fn register(&mut self, worker: WorkerId, registered: EntryNumber) {
        let it = self.worker_mut(worker);
        (it.is_declared_dead, it.is_forgetful, it.missed, it.because) = (false, false, 0, registered);
        let queued: Vec<_> = it.queue.iter().copied().collect();
        let in_hand = it.hand.task();
        // What waits at the worker goes on there only if nobody else has it by now.
        let kept = queued.into_iter().filter(|task| self.task(*task).state == TaskState::Waiting).collect();
        self.worker_mut(worker).queue = kept;
        let kept: Vec<_> = self.worker(worker).queue.iter().copied().chain(in_hand).collect();
        for task in kept {
            let state = self.task(task).state;
            if matches!(state, TaskState::Waiting | TaskState::Running) {
                self.tasks.set(task, TaskState::Running);
                let holders = &mut self.tasks.get_mut(task).holders;
                if !holders.contains(&worker) {
                    holders.push(worker);
                }
            }
        }
    }
}
