//! The same storm over all four modes: one workload, one list of timed faults, four runs with the same seed.
//!
//! A fault is named for what it means (*the active server loses its power*) and becomes the parts of each mode
//! when its time comes. What breaks is repaired when the fault has lasted; whatever else is needed to have mail
//! back, and the copies after it, an administrator does by hand. Her steps are counted, and the minutes that she
//! takes to notice and for each step pass in the run. Every night there is a full backup.

mod administrator;
mod course;
mod fault;
mod read;
mod row;

pub use course::Course;
pub use fault::Fault;
pub use read::is_storm;
pub use row::{Row, table};

use super::scenario::Scenario;
use crate::engine::{SimSpan, SimTime};
use crate::model::params::{Build, Config, Mode, PATIENCE_MINUTES};
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
/// How long the administrator waits for what is broken, unless the storm says so.
const PATIENCE: SimSpan = SimSpan::from_mins(PATIENCE_MINUTES);

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
    /// How long people are without mail before the administrator accepts a loss or goes to another site.
    pub patience: SimSpan,
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
            patience: PATIENCE,
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
        Course::new(self, mode)
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
        if self.patience != PATIENCE {
            write!(f, " {}={}", read::PATIENCE, self.patience)?;
        }
        writeln!(f)?;
        for Timed { at, fault, lasts } in &self.faults {
            writeln!(f, "@{at} {} for {lasts}", fault.name())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
