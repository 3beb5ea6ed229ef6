//! Pull: a worker that has nothing to do asks, so that no queue builds up at a busy one.

use super::bench::{ComputeBench, Out};
use super::config::Policy;
use super::event::Event;
use super::ids::WorkerId;
use super::worker::Hand;
use crate::model::rule::Rule;

impl ComputeBench {
    /// Lets every worker with empty hands take its next task, steal one, or ask for one.
    pub(super) fn take_up_work(&mut self, out: &mut Out<'_>) {
        for worker in self.worker_ids() {
            if !self.worker(worker).health.is_able() {
                continue;
            }
            match self.worker(worker).hand {
                Hand::Empty => self.take_next(worker, out),
                // Whoever waits for an answer may find something to steal before it comes.
                Hand::Asking if self.master.requests.contains(&worker) => {
                    if self.steal(worker, out) {
                        self.master.requests.retain(|asking| *asking != worker);
                    }
                }
                Hand::Asking | Hand::Fetching(_) | Hand::Computing { .. } | Hand::Delivering(_) => {}
            }
        }
    }

    fn take_next(&mut self, worker: WorkerId, out: &mut Out<'_>) {
        let is_lifo = self.config.policy == Policy::Stealing;
        let it = self.worker_mut(worker);
        let next = if is_lifo { it.queue.pop_back() } else { it.queue.pop_front() };
        if let Some(task) = next {
            it.hand = Hand::Fetching(task);
        } else if self.is_running() && self.is_in_reach(worker) && !self.steal(worker, out) {
            self.worker_mut(worker).hand = Hand::Asking;
            self.master.requests.push_back(worker);
        }
    }

    /// Takes the oldest task of another worker, chosen at random among those that have one and can be reached.
    ///
    /// Own tasks are taken from the other end. Source: STEAL99.
    fn steal(&mut self, worker: WorkerId, out: &mut Out<'_>) -> bool {
        let has_share = || self.tasks.waiting().any(|task| self.task(task).share_of == Some(worker));
        if self.config.policy != Policy::Stealing || !self.is_in_reach(worker) || has_share() {
            return false;
        }
        let has_some = |victim: &WorkerId| !self.worker(*victim).queue.is_empty() && self.is_in_reach(*victim);
        let victims: Vec<WorkerId> = self.worker_ids().filter(has_some).collect();
        if victims.is_empty() {
            return false;
        }
        let victim = victims[self.victim_chance.below(victims.len() as u64) as usize];
        let Some(task) = self.worker_mut(victim).queue.pop_front() else { return false };
        let holders = &mut self.tasks.get_mut(task).holders;
        holders.retain(|holder| *holder != victim);
        holders.push(worker);
        let causes = self.causes_at(worker, out);
        let stolen = out.emit_because(Rule::WorkStealing, Event::TaskStolen { task, worker, victim }, causes);
        let thief = self.worker_mut(worker);
        (thief.hand, thief.because) = (Hand::Fetching(task), stolen);
        true
    }

    /// Whoever can no longer reach the master loses its transfer, and its request.
    pub(super) fn drop_the_unreachable(&mut self, out: &mut Out<'_>) {
        for worker in self.worker_ids() {
            if self.is_in_reach(worker) {
                continue;
            }
            self.drop_transfer(worker, out);
            if self.worker(worker).hand == Hand::Asking {
                self.worker_mut(worker).hand = Hand::Empty;
                self.master.requests.retain(|asking| *asking != worker);
            }
        }
    }
}
