//! Workers: what is true of them, and what the master believes.

use super::ids::{TaskId, WorkerId};
use crate::engine::{EntryNumber, SimSpan, SimTime, Ticket};
use crate::model::ids::How;
use crate::model::params::SLOW_TIMES;
use std::collections::VecDeque;

/// How a worker is, in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// It works.
    Up,
    /// It works at a fraction of its speed.
    Slow,
    /// It does not move on and does not answer; what it has, it keeps.
    Hung,
    /// It was switched on.
    Starting,
    /// It is off, and has forgotten what it had in memory.
    Down(How),
}

impl Health {
    /// Whether it computes and answers.
    pub const fn is_able(self) -> bool {
        match self {
            Health::Up | Health::Slow => true,
            Health::Hung | Health::Starting | Health::Down(_) => false,
        }
    }
}

/// What a worker is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Nothing.
    Empty,
    /// It has asked the master for work and waits for an answer.
    Asking,
    /// It waits for the input of a task.
    Fetching(TaskId),
    /// It computes a task.
    Computing {
        /// The task.
        task: TaskId,
        /// When it began.
        began: SimTime,
        /// Work that was left at `since`.
        left: u64,
        /// When the time that is left was last worked out.
        since: SimTime,
        /// The end; none while the worker hangs.
        end: Option<Ticket>,
    },
    /// It has a result that the master has not taken yet.
    Delivering(TaskId),
}

impl Hand {
    /// The task in hand.
    pub const fn task(self) -> Option<TaskId> {
        match self {
            Hand::Empty | Hand::Asking => None,
            Hand::Fetching(task) | Hand::Computing { task, .. } | Hand::Delivering(task) => Some(task),
        }
    }
}

/// What a worker has spent its time on; the sum is the time that has passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Computing.
    pub computing: SimSpan,
    /// Waiting for an input or for the acceptance of a result, on the link or before it.
    pub moving: SimSpan,
    /// Waiting for work.
    pub idle: SimSpan,
    /// Off, starting or hung.
    pub down: SimSpan,
    upto: SimTime,
    spends: Spending,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Spending {
    Computing,
    Moving,
    #[default]
    Idle,
    Down,
}

impl Account {
    /// The account as it stands at `now`.
    #[must_use]
    pub fn at(mut self, now: SimTime) -> Account {
        let passed = now.since(self.upto);
        match self.spends {
            Spending::Computing => self.computing += passed,
            Spending::Moving => self.moving += passed,
            Spending::Idle => self.idle += passed,
            Spending::Down => self.down += passed,
        }
        self.upto = now;
        self
    }

    /// All time together.
    pub fn total(&self) -> SimSpan {
        self.computing + self.moving + self.idle + self.down
    }
}

/// One worker.
#[derive(Clone, Debug)]
pub struct Worker {
    /// Its place.
    pub id: WorkerId,
    /// Thousandths of a millisecond of work that it does in a millisecond when it is well.
    speed: u64,
    /// How it is.
    pub health: Health,
    /// Whether its connection is cut.
    pub is_cut: bool,
    /// What it is about.
    pub hand: Hand,
    /// Tasks that it was given and has not begun, in the order in which they came.
    pub queue: VecDeque<TaskId>,
    /// Whether its transfer waits for the link or is on it.
    pub(super) is_on_link: bool,
    /// Whether it has forgotten what the master gave it, and the master does not know.
    pub(super) is_forgetful: bool,
    /// Pings in a row that it did not answer.
    pub missed: u32,
    /// Whether the master takes it for dead.
    pub is_declared_dead: bool,
    /// Tasks whose result was taken from it.
    pub committed: u32,
    account: Account,
    /// The newest entry about it.
    pub because: EntryNumber,
}

impl Worker {
    /// A worker of this speed, that nobody has asked anything.
    pub fn new(id: WorkerId, speed: u64) -> Worker {
        Worker {
            id,
            speed,
            health: Health::Up,
            is_cut: false,
            hand: Hand::Empty,
            queue: VecDeque::new(),
            is_on_link: false,
            is_forgetful: false,
            missed: 0,
            is_declared_dead: false,
            committed: 0,
            account: Account::default(),
            because: EntryNumber(0),
        }
    }

    /// Thousandths of a millisecond of work that it does in a millisecond now.
    pub fn speed(&self) -> u64 {
        match self.health {
            Health::Up | Health::Hung | Health::Starting | Health::Down(_) => self.speed,
            Health::Slow => (self.speed / SLOW_TIMES).max(1),
        }
    }

    /// What it has spent its time on up to `now`.
    pub fn account(&self, now: SimTime) -> Account {
        self.account.at(now)
    }

    /// Books the time up to `now` and notes what is spent from now on.
    pub(super) fn book(&mut self, now: SimTime) {
        let spends = match (self.health.is_able(), self.hand) {
            (false, _) => Spending::Down,
            (true, Hand::Empty | Hand::Asking) => Spending::Idle,
            (true, Hand::Fetching(_) | Hand::Delivering(_)) => Spending::Moving,
            (true, Hand::Computing { .. }) => Spending::Computing,
        };
        if spends != self.account.spends {
            self.account = Account { spends, ..self.account.at(now) };
        }
    }

    /// Work that is left of the task that it computes.
    pub fn left(&self, now: SimTime) -> Option<u64> {
        let Hand::Computing { left, since, end, .. } = self.hand else { return None };
        let passed = if end.is_some() { now.since(since).as_millis() } else { 0 };
        Some(left.saturating_sub(passed.saturating_mul(self.speed())))
    }

    /// Whether it has a task, in hand or still to come.
    pub fn has(&self, task: TaskId) -> bool {
        self.hand.task() == Some(task) || self.queue.contains(&task)
    }
}

/// The time that so much work takes at this speed.
pub fn time_of(work: u64, speed: u64) -> SimSpan {
    SimSpan::from_millis(work.div_ceil(speed.max(1)))
}
