//! How a compute cluster is set up.

use crate::engine::SimSpan;
use crate::model::closed_list::choice;
use core::fmt;

/// A size or a speed in thousandths: `1500` is one and a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Thousandths(pub u32);

impl Thousandths {
    /// One.
    pub const ONE: Thousandths = Thousandths(1_000);

    /// Reads `2`, `0.5` or `1.25`: digits, and at most three behind a point.
    pub fn parse(text: &str) -> Option<Thousandths> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) || fraction.len() > 3 {
            return None;
        }
        let scale = 10u32.pow(3 - fraction.len() as u32);
        let fraction = fraction.parse::<u32>().ok()? * scale;
        whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(fraction).map(Thousandths)
    }
}

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 1_000)?;
        match self.0 % 1_000 {
            0 => Ok(()),
            rest => f.write_str(format!(".{rest:03}").trim_end_matches('0')),
        }
    }
}

choice! {
    /// How the time of a task and the cost of a dispatch vary.
    Service {
        /// Always what was asked for.
        Fixed = "fixed",
        /// Exponentially around it, as queueing theory has it.
        Exponential = "exponential",
    }
}

choice! {
    /// How the master hands out tasks.
    Policy {
        /// Each worker gets one contiguous share at once.
        Static = "static",
        /// Self-scheduling: one task a request.
        Queue = "queue",
        /// Guided self-scheduling: a share of what is left. Source: GSS87.
        Guided = "guided",
        /// Factoring: batches of equal chunks, each batch half of what is left. Source: FAC92.
        Factoring = "factoring",
        /// Trapezoid self-scheduling: chunks that shrink by a fixed step. Source: TSS93.
        Trapezoid = "trapezoid",
        /// One task a request, the longest first. Source: GRAHAM.
        LongestFirst = "longest-first",
        /// Shares at once; who has done all of its own takes from others. Source: STEAL99.
        Stealing = "stealing",
    }
}

choice! {
    /// Where results lie.
    Results {
        /// They are sent to the master.
        Master = "master",
        /// They stay on the disk of the worker, and are lost with it.
        Worker = "worker",
    }
}

choice! {
    /// What becomes of the job when the master is lost.
    Recovery {
        /// It is given up. Source: MAPREDUCE.
        Abort = "abort",
        /// It begins again from nothing once the master is back.
        Restart = "restart",
        /// It goes on from the master's last checkpoint. Source: MAPREDUCE.
        Checkpoint = "checkpoint",
    }
}

/// How a compute cluster is set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Workers.
    pub workers: u16,
    /// Tasks of the job; as many as sizes are given, or else 240, if no number is chosen.
    pub tasks: Option<u32>,
    /// Time that a task of size 1 takes a worker of speed 1.
    pub task: SimSpan,
    /// How times vary.
    pub service: Service,
    /// How tasks are handed out.
    pub policy: Policy,
    /// Sizes of the first tasks, in order; the others have size 1.
    pub work: Vec<Thousandths>,
    /// Speeds of the first workers, in order; the others have speed 1.
    pub speeds: Vec<Thousandths>,
    /// Time of the master for one answer to a worker.
    pub dispatch: SimSpan,
    /// Time that the input and the result of a task take together on the link, when nothing else is there.
    pub transfer: SimSpan,
    /// Whether idle workers get copies of tasks that are late.
    pub speculation: bool,
    /// Time between two pings of the master.
    pub heartbeat: SimSpan,
    /// Pings in a row that a worker may not answer before it is declared dead.
    pub misses: u32,
    /// Where results lie.
    pub results: Results,
    /// Attempts of one task that may fail before the job is given up.
    pub attempts: u32,
    /// What becomes of the job when the master is lost.
    pub recovery: Recovery,
    /// Time between two checkpoints of the master.
    pub checkpoint: SimSpan,
    /// Time of the master for one checkpoint.
    pub checkpoint_cost: SimSpan,
    /// Master seed of all random streams.
    pub seed: u64,
}

/// Tasks of the job, unless others are chosen: ten seconds of a film.
pub const TASKS: u32 = 240;

impl Default for Config {
    fn default() -> Self {
        Config {
            workers: 4,
            tasks: None,
            task: SimSpan::from_secs(60),
            service: Service::Fixed,
            policy: Policy::Queue,
            work: Vec::new(),
            speeds: Vec::new(),
            dispatch: SimSpan::from_millis(50),
            transfer: SimSpan::from_millis(224),
            speculation: false,
            heartbeat: SimSpan::from_secs(5),
            misses: 3,
            results: Results::Master,
            attempts: 4,
            recovery: Recovery::Abort,
            checkpoint: SimSpan::from_mins(5),
            checkpoint_cost: SimSpan::from_secs(1),
            seed: 1,
        }
    }
}

impl Config {
    /// How many tasks the job has.
    pub fn task_count(&self) -> u32 {
        let listed = if self.work.is_empty() { TASKS } else { self.work.len() as u32 };
        self.tasks.unwrap_or(listed)
    }

    /// Size of a task, in units of `task`.
    pub fn size(&self, task: u32) -> Thousandths {
        self.work.get(task as usize).copied().unwrap_or(Thousandths::ONE)
    }

    /// Speed of a worker; never nothing, so that every task ends.
    pub fn speed(&self, worker: u16) -> Thousandths {
        let speed = self.speeds.get(worker as usize).copied().unwrap_or(Thousandths::ONE);
        Thousandths(speed.0.max(1))
    }

    /// Time that the input of a task takes on the link: five parts of seven, a scene of 20 MB to a frame of 8 MB.
    pub fn input_transfer(&self) -> SimSpan {
        SimSpan::from_millis(self.transfer.as_millis() * 5 / 7)
    }

    /// Time that a result takes on the link.
    pub fn result_transfer(&self) -> SimSpan {
        match self.results {
            Results::Master => self.transfer - self.input_transfer(),
            Results::Worker => SimSpan::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_read_in_thousandths_and_written_as_it_was_read() {
        for (text, thousandths) in [("3", 3_000), ("0.5", 500), ("1.25", 1_250), ("0.001", 1)] {
            assert_eq!(Thousandths::parse(text), Some(Thousandths(thousandths)), "{text}");
            assert_eq!(Thousandths(thousandths).to_string(), text);
        }
        for text in ["", ".", "1.", ".5", "1.2345", "-1", "1e3", "4294968"] {
            assert_eq!(Thousandths::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_transfers_of_a_task_add_up_to_what_was_asked_for() {
        for ms in [0, 1, 224, 1_000] {
            let config = Config { transfer: SimSpan::from_millis(ms), ..Config::default() };
            assert_eq!(config.input_transfer() + config.result_transfer(), config.transfer);
        }
        assert_eq!(Config::default().input_transfer(), SimSpan::from_millis(160));
    }

    #[test]
    fn sizes_that_are_listed_make_as_many_tasks() {
        assert_eq!(Config::default().task_count(), TASKS);
        let listed = Config { work: vec![Thousandths(3_000), Thousandths(2_000)], ..Config::default() };
        assert_eq!((listed.task_count(), listed.size(1), listed.size(2)), (2, Thousandths(2_000), Thousandths::ONE));
    }
}
