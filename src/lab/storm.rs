//! The same storm over all four modes: one workload, one list of timed faults, four runs with the same seed.
//!
//! A fault is named for what it means (*the active server loses its power*) and becomes the parts of each mode
//! when its time comes. What breaks is repaired when the fault has lasted; whatever else is needed to have mail
//! back, and the copies after it, an administrator does by hand. Her steps are counted, and the minutes that she
//! takes to notice and for each step pass in the run.

mod administrator;
mod fault;
mod read;
mod row;

pub use fault::Fault;
pub use read::is_storm;
pub use row::{Row, table};

use super::scenario::Scenario;
use super::session::Session;
use crate::engine::{Progress, SimSpan, SimTime, StepBudget};
use crate::model::ids::{How, Part};
use crate::model::params::{Build, Config, Mode};
use administrator::Step;
use core::fmt;

/// Name of the bench.
pub const NAME: &str = "storm";
/// What it shows.
pub const SUMMARY: &str = "One workload and one list of faults over all four modes, side by side.";
/// The modes, in the order of their runs.
pub const MODES: [Mode; 4] = [Mode::Lcr, Mode::Scc, Mode::Ccr, Mode::Scr];

/// Mailboxes of a storm, unless others are asked for: the reports of four runs stay small.
const MAILBOXES: u16 = 40;
/// How long a storm goes on after its last fault: what was lost is repaired, and copies are whole again.
const AFTERMATH: SimSpan = SimSpan::from_hours(12);
/// How often the administrator looks.
const LOOK: SimSpan = SimSpan::from_mins(1);
/// Time between a move that makes room for maintenance and the maintenance.
const MOVED: SimSpan = SimSpan::from_mins(10);
/// Most steps of one run: whoever needs more does not get anywhere.
const STEPS_MAX: usize = 400;

/// A fault and its moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timed {
    /// When it strikes.
    pub at: SimTime,
    /// What it is.
    pub fault: Fault,
    /// How long it lasts; then what broke is repaired.
    pub lasts: SimSpan,
}

/// A storm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Storm {
    /// The four benches, in the order of [`MODES`].
    pub scenarios: [Scenario; 4],
    /// The faults, in the order of their moments.
    pub faults: Vec<Timed>,
}

impl Default for Storm {
    /// A bad day and a half: one of everything that an administrator of those years had to expect.
    fn default() -> Self {
        let timed = |hours, fault: Fault| {
            let at = SimTime::ZERO + SimSpan::from_hours(hours);
            Timed { at, fault, lasts: fault.lasts() }
        };
        Storm {
            scenarios: Storm::benches(),
            faults: vec![
                timed(1, Fault::ActiveStoreCrashes),
                timed(3, Fault::ActiveServerLosesPower),
                timed(6, Fault::ActiveServerIsServiced),
                timed(9, Fault::ActiveDatabaseDiskFails),
                timed(15, Fault::ActiveLogDiskFails),
                timed(21, Fault::PassiveDisksFail),
                timed(27, Fault::SiteLosesPower),
            ],
        }
    }
}

impl Storm {
    /// The four benches with their defaults. All have Service Pack 1, which is what SCR needs.
    fn benches() -> [Scenario; 4] {
        MODES.map(|mode| {
            let scenario = Scenario::named(mode.name()).unwrap_or_default();
            Scenario { config: Config { build: Build::Sp1, mailboxes: MAILBOXES, ..scenario.config } }
        })
    }

    /// The seed of all four runs.
    pub const fn seed(&self) -> u64 {
        self.scenarios[0].config.seed
    }

    /// Minutes that the administrator takes to notice, and for each step.
    pub const fn admin_minutes(&self) -> u8 {
        self.scenarios[0].config.admin_minutes
    }

    /// When it is over, unless another end is asked for.
    pub fn end(&self) -> SimTime {
        self.faults.iter().map(|timed| timed.at + timed.lasts).max().unwrap_or(SimTime::ZERO) + AFTERMATH
    }

    /// The run of one mode, at its start.
    pub fn course(&self, mode: Mode) -> Course {
        let place = MODES.iter().position(|other| *other == mode).unwrap_or(0);
        let scenario = self.scenarios[place];
        Course {
            // The minutes pass in the run, so that none are added to it.
            session: Session::new(Scenario { config: Config { admin_minutes: 0, ..scenario.config } }),
            mode,
            faults: self.faults.iter().rev().copied().collect(),
            serviced: Vec::new(),
            broken: Vec::new(),
            steps: Vec::new(),
            seen: None,
            free_from: SimTime::ZERO,
            minutes: SimSpan::from_mins(u64::from(scenario.config.admin_minutes)),
        }
    }
}

/// Writes the storm as a transcript: the bench, the seed and what differs from the defaults, then the faults.
impl fmt::Display for Storm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{NAME} seed={}", self.seed())?;
        let defaults = Storm::benches();
        for parameter in super::scenario::PARAMETERS.iter().filter(|parameter| parameter.name != "seed") {
            let has_it = |mode: &Mode| parameter.modes.contains(mode);
            let Some(place) = MODES.iter().position(has_it) else { continue };
            let value = self.scenarios[place].value(parameter.name);
            if value != defaults[place].value(parameter.name) {
                write!(f, " {}={}", parameter.name, value.unwrap_or_default())?;
            }
        }
        writeln!(f)?;
        for Timed { at, fault, lasts } in &self.faults {
            writeln!(f, "@{at} {} for {lasts}", fault.name())?;
        }
        Ok(())
    }
}

/// The run of one mode through a storm.
#[derive(Clone)]
pub struct Course {
    /// What was run so far: a session as any other, with every line that was given.
    pub session: Session,
    /// The mode.
    pub mode: Mode,
    /// What the administrator did, and when.
    pub steps: Vec<(SimTime, String)>,
    /// Faults to come, the next one last.
    faults: Vec<Timed>,
    /// Servers that are to be shut down for maintenance once they are free.
    serviced: Vec<(SimTime, Part, SimSpan)>,
    /// What is broken, and when its repair is there.
    broken: Vec<(SimTime, Part)>,
    /// Since when there has been something to do.
    seen: Option<SimTime>,
    /// When the administrator is done with her last step.
    free_from: SimTime,
    minutes: SimSpan,
}

impl Course {
    /// Runs on to a moment; faults strike and the administrator acts on the way.
    pub fn run_until(&mut self, to: SimTime, budget: StepBudget) -> Progress {
        while self.session.now() < to {
            let now = self.session.now();
            let look = SimTime::from_millis((now.as_millis() / LOOK.as_millis() + 1) * LOOK.as_millis());
            let fault = self.faults.last().map(|timed| timed.at.max(now));
            let stop = to.min(look).min(fault.unwrap_or(to));
            if self.session.run_until(stop, budget) == Progress::BudgetSpent {
                return Progress::BudgetSpent;
            }
            while let Some(timed) = self.faults.pop_if(|timed| timed.at <= stop) {
                self.strike(timed);
            }
            self.look();
        }
        Progress::Arrived
    }

    /// How the mode has come through so far.
    pub fn row(&self) -> Row {
        Row::of(self)
    }

    fn strike(&mut self, timed: Timed) {
        let now = self.session.now();
        let bench = self.session.view().bench;
        if timed.fault == Fault::ActiveServerIsServiced {
            let part = Part::Node(fault::active_node(bench));
            let room = administrator::make_room(bench);
            let wait = if room.is_some() { MOVED } else { SimSpan::ZERO };
            self.serviced.push((now + wait, part, timed.lasts));
            if let Some(step) = room {
                self.take(step);
            }
            return;
        }
        for (part, how) in timed.fault.parts(bench) {
            let line = stop_line(&self.session, part, how);
            if self.can_stop(part, how) {
                self.session.enter(&line);
                self.broken.push((now + timed.lasts, part));
            }
        }
    }

    fn can_stop(&self, part: Part, how: How) -> bool {
        self.session.view().bench.refusal(&crate::model::input::Input::StopPart { part, how }).is_none()
    }

    /// The administrator looks, and takes the next step if it is time.
    fn look(&mut self) {
        let now = self.session.now();
        if let Some(place) = self.serviced.iter().position(|(at, ..)| *at <= now) {
            let (_, part, lasts) = self.serviced.remove(place);
            if self.can_stop(part, How::Shutdown) {
                let line = stop_line(&self.session, part, How::Shutdown);
                self.take(Step::line(line));
                self.broken.push((now + lasts, part));
            }
            return;
        }
        let due: Vec<Part> = self.broken.iter().filter(|(at, _)| *at <= now).map(|(_, part)| *part).collect();
        let Some(step) = administrator::next_step(self.session.view().bench, &due) else {
            self.seen = None;
            self.broken.retain(|(at, _)| *at > now);
            return;
        };
        let seen = *self.seen.get_or_insert(now);
        if now.since(seen) >= self.minutes && now >= self.free_from && self.steps.len() < STEPS_MAX {
            self.take(step);
        }
    }

    fn take(&mut self, step: Step) {
        let now = self.session.now();
        self.session.enter(&step.line);
        self.steps.push((now, step.line));
        self.free_from = now + self.minutes;
    }
}

fn stop_line(session: &Session, part: Part, how: How) -> String {
    format!("Stop-LabComponent {} -How {}", session.view().name_of(part), how.name())
}

#[cfg(test)]
mod tests;
