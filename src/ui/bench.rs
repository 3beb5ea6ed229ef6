//! The bench: a session, and how time passes in it.
//!
//! Lives outside Yew's state, because it is large and changes in place. Knows no browser: wall time comes in as a length.

use super::view_model::lens::{Lens, Pace, Sight};
use crate::engine::{Progress, SimTime, StepBudget};
use crate::lab::scenario::Scenario;
use crate::lab::session::{Entered, Session};
use crate::model::scene::Scene;
use std::rc::Rc;

/// Most steps of the model between two pictures: a few milliseconds.
const STEPS_A_FRAME: StepBudget = StepBudget(20_000);
/// Wall time between two pictures beyond which the page was asleep [ms]; such a gap does not count.
const GAP_MS: f64 = 250.0;

/// Most steps of the model that one step of a person may take: a bounded share of a second.
const STEPS_BACK: StepBudget = StepBudget(2_000_000);

/// The furthest moment that a run comes to without the second half of the program: until then mail is written, shipped and
/// replayed, and nothing else happens that nobody asked for.
const ALONE: SimTime = SimTime::from_secs(600);

/// Where the bench is on its way to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// A moment.
    Moment(SimTime),
    /// The next event worth a step.
    NextEvent,
}

/// When time stops by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// When the console has done what it was asked for.
    WhenIdle,
    /// When every closed log is copied and replayed.
    WhenCopied,
}

/// Most simulated time a unit of wall time while somebody waits for a log to be copied: it is there to be watched.
const COPYING_SPEED: f64 = 1.5;

/// A session, and how time passes in it.
pub struct Bench {
    session: Session,
    /// Counts sessions, branches and changes of the past, so that nobody mistakes one history for another.
    epoch: u32,
    is_running: bool,
    stop: Option<Stop>,
    pace: Pace,
    goal: Option<Goal>,
    lens: Lens,
    /// Simulated time that is due but shorter than a millisecond [ms].
    remainder: f64,
    scene: Option<Rc<Scene>>,
    /// The second half of the program is here.
    is_whole: bool,
}

impl Bench {
    /// Sets a bench up for a run.
    pub fn new(run: Scenario, pace: Pace) -> Bench {
        Bench {
            session: Session::new(run),
            epoch: 0,
            is_running: false,
            stop: None,
            pace,
            goal: None,
            lens: Lens::default(),
            remainder: 0.0,
            scene: None,
            is_whole: false,
        }
    }

    /// The second half of the program is here: no moment is too far any more.
    pub fn set_whole(&mut self) {
        self.is_whole = true;
    }

    /// Whether the run stands still until the second half of the program is here.
    pub fn wants_second_half(&self) -> bool {
        !self.is_whole && self.session.now() >= ALONE
    }

    /// The session, to read from.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Changes whenever the past is another one.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether time passes.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Whether nothing moves and nothing is under way.
    pub fn is_at_rest(&self) -> bool {
        !self.is_running && self.goal.is_none()
    }

    /// The pace that was chosen.
    pub fn pace(&self) -> Pace {
        self.pace
    }

    /// Simulated time a unit of wall time, as it is now.
    pub fn speed(&self) -> f64 {
        let speed = self.lens.speed(self.pace);
        if self.stop == Some(Stop::WhenCopied) { speed.min(COPYING_SPEED) } else { speed }
    }

    /// The scene of this moment.
    pub fn scene(&mut self) -> Rc<Scene> {
        let session = &self.session;
        Rc::clone(self.scene.get_or_insert_with(|| Rc::new(session.scene())))
    }

    /// Lets time pass, or stops it.
    pub fn set_running(&mut self, is_running: bool) {
        (self.is_running, self.stop) = (is_running, None);
    }

    /// Lets time pass at another pace.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Stops, and goes to a moment as fast as the budget of a frame allows.
    pub fn seek(&mut self, to: SimTime) {
        self.set_running(false);
        self.goal = Some(Goal::Moment(to));
    }

    /// Stops, and goes to the next moment at which something happens.
    pub fn step_forward(&mut self) {
        self.set_running(false);
        self.goal = Some(Goal::NextEvent);
    }

    /// Stops, and goes back to the moment at which something happened last.
    pub fn step_back(&mut self) {
        self.set_running(false);
        self.goal = None;
        self.session.step_back(STEPS_BACK);
        self.forget_scene();
    }

    /// Enters a console line, or the answer to the console's question, at this moment.
    ///
    /// A line that takes simulated time lets time pass until it is done.
    pub fn enter(&mut self, line: &str) {
        self.goal = None;
        if self.session.enter(line) == Entered::Runs && !self.is_running {
            (self.is_running, self.stop) = (true, Some(Stop::WhenIdle));
        }
        self.changed_history();
    }

    /// Enters a console line, and lets time pass until every closed log is copied and replayed.
    pub fn enter_until_copied(&mut self, line: &str) {
        self.enter(line);
        (self.is_running, self.stop) = (true, Some(Stop::WhenCopied));
    }

    /// Stops what the console is doing.
    pub fn interrupt(&mut self) {
        self.session.interrupt();
        self.changed_history();
    }

    /// Shows another branch, as it ended.
    pub fn switch(&mut self, branch: usize) {
        self.session.switch(branch);
        self.changed_history();
        self.seek(self.session.end());
    }

    /// Begins another run in place of this one.
    pub fn begin(&mut self, run: Scenario) {
        *self = Bench { epoch: self.epoch + 1, is_whole: self.is_whole, ..Bench::new(run, self.pace) };
    }

    /// Lets `wall_ms` of wall time pass; true if the picture has to go on moving.
    pub fn tick(&mut self, wall_ms: f64) -> bool {
        let wall_ms = if (0.0..=GAP_MS).contains(&wall_ms) { wall_ms } else { 0.0 };
        if self.wants_second_half() {
            return false;
        }
        let furthest = if self.is_whole { SimTime::MAX } else { ALONE };
        if let Some(goal) = self.goal {
            let progress = match goal {
                Goal::Moment(to) if to > furthest => {
                    self.session.seek(furthest, STEPS_A_FRAME);
                    Progress::BudgetSpent
                }
                Goal::Moment(to) => self.session.seek(to, STEPS_A_FRAME),
                Goal::NextEvent => self.session.step_forward(STEPS_A_FRAME),
            };
            if progress == Progress::Arrived {
                self.goal = None;
            }
            self.forget_scene();
        } else if self.is_running {
            let due = self.remainder + wall_ms * self.speed();
            self.remainder = due.fract();
            let to = SimTime::from_millis(self.session.now().as_millis().saturating_add(due as u64));
            self.session.run_until(to.min(furthest), STEPS_A_FRAME);
            self.forget_scene();
            if self.has_come_to_its_stop() {
                self.set_running(false);
            }
        }
        let scene = self.scene();
        let caption = scene.caption.as_ref().map(|caption| caption.entry);
        self.lens.look(Sight { caption, is_served: scene.people.is_served }, wall_ms);
        !self.is_at_rest()
    }

    fn has_come_to_its_stop(&mut self) -> bool {
        match self.stop {
            None => false,
            Some(Stop::WhenIdle) => self.session.is_idle(),
            Some(Stop::WhenCopied) => {
                let scene = self.scene();
                // Without service nothing is copied any more, and nobody should wait for it.
                !scene.people.is_served || scene.stream.is_copied()
            }
        }
    }

    fn forget_scene(&mut self) {
        self.scene = None;
    }

    fn changed_history(&mut self) {
        self.epoch += 1;
        self.forget_scene();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bench(pace: Pace) -> Bench {
        let mut bench = Bench::new(Scenario::default(), pace);
        bench.set_whole();
        bench
    }

    #[test]
    fn no_run_goes_further_without_the_second_half_than_it_can() {
        let mut bench = Bench::new(Scenario::default(), Pace::Fixed(1_000));
        bench.set_running(true);
        for _ in 0..100 {
            bench.tick(200.0);
        }
        assert_eq!(bench.session().now(), ALONE);
        bench.seek(SimTime::from_secs(3_600));
        assert!(bench.wants_second_half() && !bench.tick(16.0));
        bench.set_whole();
        while bench.tick(16.0) {}
        assert_eq!(bench.session().now(), SimTime::from_secs(3_600));
    }

    #[test]
    fn time_passes_at_the_chosen_pace_and_only_while_it_runs() {
        let mut bench = bench(Pace::Fixed(25));
        assert!(!bench.tick(16.0));
        assert_eq!(bench.session().now(), SimTime::ZERO);
        bench.set_running(true);
        for _ in 0..4 {
            assert!(bench.tick(10.1));
        }
        assert_eq!(bench.session().now(), SimTime::from_millis(101));
    }

    #[test]
    fn a_gap_of_a_sleeping_page_does_not_count() {
        let mut bench = bench(Pace::Fixed(10));
        bench.set_running(true);
        for gap in [251.0, 86_400_000.0, -5.0, f64::NAN, f64::INFINITY] {
            bench.tick(gap);
        }
        assert_eq!(bench.session().now(), SimTime::ZERO);
    }

    #[test]
    fn going_somewhere_stops_time_there() {
        let mut bench = bench(Pace::Fixed(10));
        bench.set_running(true);
        bench.seek(SimTime::from_secs(200));
        while bench.tick(16.0) {}
        assert_eq!(bench.session().now(), SimTime::from_secs(200));
        assert!(bench.is_at_rest());
    }

    #[test]
    fn a_line_that_takes_time_lets_time_pass_until_it_is_done() {
        let mut bench = bench(Pace::Fixed(36_000));
        bench.enter("Wait-Lab 90s");
        assert!(bench.is_running());
        while bench.tick(16.0) {}
        assert!(bench.session().now() >= SimTime::from_secs(90));
        assert!(!bench.is_running());
    }

    #[test]
    fn waiting_for_the_copy_stops_when_the_log_is_on_both_nodes() {
        let mut bench = bench(Pace::Fixed(600));
        bench.seek(SimTime::from_secs(25));
        while bench.tick(16.0) {}
        bench.enter_until_copied("Close-LabLog");
        assert!(bench.speed() <= COPYING_SPEED);
        assert!(bench.scene().stream.copy_queue() > 0);
        while bench.tick(16.0) {}
        assert!(bench.scene().stream.is_copied());
        assert!(bench.session().now() < SimTime::from_secs(60), "{}", bench.session().now());
        assert_eq!(bench.speed(), 60.0);
    }

    #[test]
    fn a_step_goes_to_an_event_and_back_to_the_one_before() {
        let mut bench = bench(Pace::Fixed(10));
        let mut moments = vec![SimTime::ZERO];
        for _ in 0..4 {
            bench.step_forward();
            while bench.tick(16.0) {}
            moments.push(bench.session().now());
        }
        assert!(moments.is_sorted() && moments[4] > moments[1], "{moments:?}");
        bench.step_back();
        assert!(bench.session().now() < moments[4]);
    }

    #[test]
    fn an_entered_line_in_the_past_makes_another_history() {
        let mut bench = bench(Pace::Fixed(10));
        bench.seek(SimTime::from_secs(100));
        while bench.tick(16.0) {}
        bench.seek(SimTime::from_secs(50));
        while bench.tick(16.0) {}
        let before = bench.epoch();
        bench.enter("Close-LabLog");
        assert!(bench.epoch() > before);
        assert_eq!(bench.session().branches().len(), 2);
    }
}
