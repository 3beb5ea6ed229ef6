//! The run of one mode through a storm: faults strike, time passes, the administrator looks and acts.

use super::administrator::{self, Sight, Step};
use super::fault::{self, Fault, Repair};
use super::row::Row;
use super::{MODES, Storm, Timed};
use crate::engine::{Progress, SimSpan, SimTime, StepBudget};
use crate::lab::scenario::Scenario;
use crate::lab::session::Session;
use crate::model::backup::{BackupKind, BackupMethod, BackupSide};
use crate::model::ids::{How, Part};
use crate::model::input::Input;
use crate::model::params::{Config, Mode};

/// How often the administrator looks.
const LOOK: SimSpan = SimSpan::from_mins(1);
/// Time between a move that makes room for maintenance and the maintenance.
const MOVED: SimSpan = SimSpan::from_mins(10);
/// Time from one full backup to the next; a schedule makes them, so that they are no steps.
const NIGHTLY: SimSpan = SimSpan::from_hours(24);
/// Most steps of one run: whoever needs more does not get anywhere.
const STEPS_MAX: usize = 400;

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
    broken: Vec<(SimTime, Part, Repair)>,
    /// When the next backup is due.
    backup_at: SimTime,
    /// Since when there has been something to do.
    seen: Option<SimTime>,
    /// The step that the administrator is at, and since when.
    doing: Option<(Step, SimTime)>,
    /// Minutes that she takes to notice, and for each step.
    minutes: SimSpan,
    patience: SimSpan,
}

impl Course {
    pub(super) fn new(storm: &Storm, mode: Mode) -> Course {
        let place = MODES.iter().position(|other| *other == mode).unwrap_or(0);
        let scenario = storm.scenarios[place];
        Course {
            // The minutes pass in the run, so that none are added to it.
            session: Session::new(Scenario { config: Config { admin_minutes: 0, ..scenario.config } }),
            mode,
            steps: Vec::new(),
            faults: storm.faults.iter().rev().copied().collect(),
            serviced: Vec::new(),
            broken: Vec::new(),
            backup_at: SimTime::ZERO,
            seen: None,
            doing: None,
            minutes: SimSpan::from_mins(u64::from(scenario.config.admin_minutes)),
            patience: storm.patience,
        }
    }

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
            self.back_up();
            self.service();
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
                self.take(step.line);
            }
            return;
        }
        for (part, how) in timed.fault.parts(bench) {
            if self.can_stop(part, how) {
                let line = stop_line(&self.session, part, how);
                self.session.enter(&line);
                self.broken.push((now + timed.lasts, part, timed.fault.repair_of(part)));
            }
        }
    }

    fn can_stop(&self, part: Part, how: How) -> bool {
        self.session.view().bench.refusal(&Input::StopPart { part, how }).is_none()
    }

    /// A backup that is due is made as soon as it can be.
    fn back_up(&mut self) {
        let (now, bench) = (self.session.now(), self.session.view().bench);
        let group = fault::group(bench);
        let backup = Input::StartBackup {
            group,
            kind: BackupKind::Full,
            method: BackupMethod::Streaming,
            side: BackupSide::Active,
            standby: None,
        };
        if now >= self.backup_at && bench.refusal(&backup).is_none() {
            let line = format!("Start-LabBackup \"{}\"", bench.group_name(group));
            self.session.enter(&line);
            while self.backup_at <= now {
                self.backup_at += NIGHTLY;
            }
        }
    }

    /// Shuts down a server that has been freed for its maintenance.
    fn service(&mut self) {
        let now = self.session.now();
        let Some(place) = self.serviced.iter().position(|(at, ..)| *at <= now) else { return };
        let (_, part, lasts) = self.serviced.remove(place);
        if self.can_stop(part, How::Shutdown) {
            self.take(stop_line(&self.session, part, How::Shutdown));
            self.broken.push((now + lasts, part, Repair::Mended));
        }
    }

    /// The administrator looks; a step is done when she has been at it for her minutes.
    fn look(&mut self) {
        self.doing = self.choose();
        let now = self.session.now();
        if let Some((step, _)) = self.doing.take_if(|(_, since)| now >= *since + self.minutes)
            && self.steps.len() < STEPS_MAX
        {
            self.take(step.line);
            self.doing = self.choose();
        }
    }

    /// What she does next, and since when she has been at it.
    fn choose(&mut self) -> Option<(Step, SimTime)> {
        let now = self.session.now();
        let Some(step) = self.next_step() else {
            self.broken.retain(|(at, ..)| *at > now);
            // She knows of an outage about which nothing can be done yet.
            self.seen = if self.session.view().bench.service.is_up { None } else { self.seen.or(Some(now)) };
            return None;
        };
        let noticed = *self.seen.get_or_insert(now) + self.minutes;
        let since = match &self.doing {
            Some((doing, since)) if *doing == step => *since,
            _ => noticed.max(now),
        };
        Some((step, since))
    }

    fn next_step(&self) -> Option<Step> {
        let (now, bench) = (self.session.now(), self.session.view().bench);
        let due = self.broken.iter().filter(|(at, ..)| *at <= now);
        let due: Vec<(Part, Repair)> = due.map(|(_, part, repair)| (*part, *repair)).collect();
        let is_patience_over = !bench.service.is_up && now.since(bench.service.since) >= self.patience;
        administrator::next_step(Sight { bench, due: &due, is_patience_over })
    }

    fn take(&mut self, line: String) {
        self.session.enter(&line);
        self.steps.push((self.session.now(), line));
    }
}

fn stop_line(session: &Session, part: Part, how: How) -> String {
    format!("Stop-LabComponent {} -How {}", session.view().name_of(part), how.name())
}
