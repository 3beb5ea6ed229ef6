//! The desk: turns what a person wants into changes of session and view.

use super::bench::Bench;
use super::clock::Clock;
use super::intent::Intent;
use super::platform::PlatformRef;
use super::second_half::{self, SecondHalf};
use super::state::{Change, Tab, View};
use super::view_model::moment;
use super::view_model::query::{self, MotionChoice, Theme};
use super::view_model::typing::Offer;
use crate::engine::{EntryNumber, SimTime};
use crate::lab::scenario::Scenario;
use crate::words;
use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;
use yew::{AttrValue, UseReducerDispatcher};

/// Key under which the colours are kept.
pub const THEME_KEY: &str = "failover-lab:theme";

/// Bench, clock and dispatcher; two desks are equal when they are the same one.
#[derive(Clone)]
pub struct Desk {
    bench: Rc<RefCell<Bench>>,
    clock: Clock,
    view: UseReducerDispatcher<View>,
    platform: PlatformRef,
    motion: MotionChoice,
    second_half: Rc<RefCell<SecondHalf>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.bench, &other.bench)
    }
}

impl Desk {
    /// Sets a desk up around a bench.
    pub fn new(bench: Bench, view: UseReducerDispatcher<View>, platform: PlatformRef, motion: MotionChoice) -> Desk {
        let bench = Rc::new(RefCell::new(bench));
        let clock = {
            // The dispatcher, not a handle: a handle would keep every state it ever saw.
            let (bench, view) = (Rc::clone(&bench), view.clone());
            Clock::new(move |wall_ms| {
                let goes_on = bench.borrow_mut().tick(wall_ms);
                view.dispatch(Change::Session);
                goes_on
            })
        };
        Desk { bench, clock, view, platform, motion, second_half: Rc::default() }
    }

    /// The bench, to read from.
    pub fn bench(&self) -> Ref<'_, Bench> {
        self.bench.borrow()
    }

    /// The bench, to draw from; making a scene keeps it.
    pub fn bench_mut(&self) -> RefMut<'_, Bench> {
        self.bench.borrow_mut()
    }

    /// Shows the page for the first time: colours, the moment it starts at, and whether it runs.
    pub fn open(&self, theme: Theme, at: Option<SimTime>, is_running: bool) {
        self.platform.dress(theme, self.motion);
        if let Some(at) = at {
            self.bench.borrow_mut().seek(at);
        }
        self.bench.borrow_mut().set_running(is_running);
        self.clock.wake();
    }

    /// What could stand at the caret of a console line.
    pub fn complete(&self, line: &str, caret: usize) -> Vec<Offer> {
        if !self.has_second_half() {
            self.fetch_second_half();
            return Vec::new();
        }
        let offers = self.bench.borrow().session().complete(line, caret);
        offers.into_iter().map(|offer| Offer { text: offer.text, start: offer.start }).collect()
    }

    fn has_second_half(&self) -> bool {
        matches!(*self.second_half.borrow(), SecondHalf::Here)
    }

    /// Has the second half of the program fetched, as soon as somebody seems to want something.
    pub fn fetch_second_half(&self) {
        if !matches!(*self.second_half.borrow(), SecondHalf::Apart) {
            return;
        }
        *self.second_half.borrow_mut() = SecondHalf::Coming(Vec::new());
        let desk = self.clone();
        self.platform.fetch_second_half(Box::new(move |is_here| {
            let now = if is_here { SecondHalf::Here } else { SecondHalf::Apart };
            let SecondHalf::Coming(waiting) = desk.second_half.replace(now) else { return };
            desk.view.dispatch(Change::Whole(is_here));
            if is_here {
                desk.change(Bench::set_whole);
                waiting.into_iter().for_each(|intent| desk.carry_out(intent));
                return;
            }
            let is_waited_for = desk.bench().wants_second_half();
            if is_waited_for {
                desk.change(|bench| bench.set_running(false));
            }
            // What nobody waits for may fail in silence: it is fetched again with the first wish.
            if is_waited_for || !waiting.is_empty() {
                desk.view.dispatch(Change::Notice(words::second_half_missing().into()));
            }
        }));
    }

    /// Does what a person wants, or keeps it until the second half of the program is there.
    pub fn act(&self, intent: Intent) {
        if second_half::is_needed_for(&intent) {
            self.fetch_second_half();
        }
        // One wish does not overtake another.
        let is_kept = match &mut *self.second_half.borrow_mut() {
            SecondHalf::Coming(waiting) if !waiting.is_empty() || second_half::is_needed_for(&intent) => {
                waiting.push(intent.clone());
                true
            }
            _ => false,
        };
        if !is_kept {
            self.carry_out(intent);
        }
    }

    fn carry_out(&self, intent: Intent) {
        match intent {
            Intent::Run(is_running) => self.change(|bench| bench.set_running(is_running)),
            Intent::RunOrPause => self.change(|bench| bench.set_running(!bench.is_running())),
            Intent::Pace(pace) => self.change(|bench| bench.set_pace(pace)),
            Intent::Seek(to) => {
                self.change(|bench| bench.seek(to));
                self.tell(words::told_went_to(moment::spoken(to)));
            }
            Intent::StepForward => self.change(Bench::step_forward),
            Intent::StepBack => self.change(Bench::step_back),
            Intent::Enter(line) => self.change(|bench| bench.enter(&line)),
            Intent::EnterAndRun(line) => self.change(|bench| {
                bench.enter(&line);
                bench.set_running(true);
            }),
            Intent::EnterUntilCopied(line) => self.change(|bench| bench.enter_until_copied(&line)),
            Intent::Interrupt => self.change(Bench::interrupt),
            Intent::MoreJournal => self.view.dispatch(Change::MoreJournal),
            Intent::WholeJournal(is_whole) => self.view.dispatch(Change::WholeJournal(is_whole)),
            Intent::Switch(branch) => {
                self.change(|bench| bench.switch(branch));
                self.tell(words::told_switched(branch as u64 + 1));
            }
            Intent::Begin(run) => self.second_half_begin(run),
            Intent::Ask(entry) => self.ask(entry),
            Intent::Select(part) => self.show(Change::Selected(part)),
            // To open Why? is to ask about what the caption says.
            Intent::Turn(Tab::Why) => self.ask(None),
            Intent::Turn(tab) => self.view.dispatch(Change::Tab(tab)),
            Intent::Compare(true) => self.show(Change::Comparing(true)),
            Intent::Compare(false) => self.view.dispatch(Change::Comparing(false)),
            Intent::Settings(is_open) => self.view.dispatch(Change::Setting(is_open)),
            Intent::Details(has_details) => self.view.dispatch(Change::Details(has_details)),
            Intent::Noticed => self.view.dispatch(Change::Noticed),
            Intent::Colour(theme) => {
                self.platform.dress(theme, self.motion);
                self.platform.keep(THEME_KEY, theme.name());
                self.view.dispatch(Change::Theme(theme));
            }
        }
    }

    /// Asks why; the answer stays, whatever else happens while somebody reads it.
    fn ask(&self, entry: Option<EntryNumber>) {
        let latest = || self.bench.borrow_mut().scene().caption.as_ref().map(|caption| caption.entry);
        self.show(Change::Asked(entry.or_else(latest)));
    }

    /// Changes what the panel shows, and brings the panel into sight wherever it is below the picture.
    fn show(&self, change: Change) {
        self.view.dispatch(Change::Details(true));
        self.view.dispatch(change);
        self.platform.reveal("panel");
    }

    #[inline(never)]
    fn second_half_begin(&self, run: Scenario) {
        self.platform.replace_query(&query::of_run(&run));
        self.bench.borrow_mut().begin(run);
        self.view.dispatch(Change::NewRun);
        self.change(|bench| bench.set_running(true));
        self.tell(words::told_new_run());
    }

    fn change(&self, change: impl FnOnce(&mut Bench)) {
        change(&mut self.bench.borrow_mut());
        self.view.dispatch(Change::Session);
        self.clock.wake();
    }

    fn tell(&self, text: impl Into<AttrValue>) {
        self.view.dispatch(Change::Told(text.into()));
    }
}
