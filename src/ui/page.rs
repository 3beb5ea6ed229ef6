//! What the page shows of the session at this moment, worked out as rarely as possible.
//!
//! The scene changes with every picture. Everything else is made again a few times a second, or when its own key changes.

use super::bench::Bench;
use super::components::panel::{Inspected, SCREENFUL};
use super::components::time_strip::LanesView;
use super::desk::Desk;
use super::shared::Shared;
use super::state::{Tab, View};
use super::view_model::axis::Axis;
use super::view_model::lens::Pace;
use super::view_model::story::{self, Facts, Story, Tried};
use super::view_model::tale::{self, Tale};
use super::view_model::{deeds, lanes, moment};
use crate::engine::SimTime;
use crate::lab::scenario::Scenario;
use crate::lab::session::{BranchInfo, ConsoleLine, Cost, JournalLine, Session, WhyStep};
use crate::model::scene::Scene;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;

/// Pictures between two makings of what changes slowly.
const SLOW: u32 = 6;
/// Pictures between two makings of the hooks for tests, which read the whole journal.
const SLOWEST: u32 = 30;

/// What the page shows of the session.
pub struct Page {
    /// The drawing.
    pub scene: Rc<Scene>,
    /// The moment that is shown.
    pub now: SimTime,
    /// The furthest moment of the branch.
    pub end: SimTime,
    /// Whether time passes.
    pub is_running: bool,
    /// The pace that was chosen.
    pub pace: Pace,
    /// Simulated time a unit of wall time, in tenths.
    pub speed_tenths: u32,
    /// What the run was started with.
    pub run: Scenario,
    /// The console's prompt.
    pub prompt: AttrValue,
    /// A moment and the journal's digest at it.
    pub hook: Rc<(u64, String)>,
    /// All branches.
    pub branches: Shared<Vec<BranchInfo>>,
    /// The lanes of this branch.
    pub lanes: Shared<LanesView>,
    /// How far the guided story is.
    pub story: Story,
    /// The way through the mode; CCR has the guided story.
    pub tale: Option<Tale>,
    /// What this branch has cost, once something broke.
    pub cost: Option<Cost>,
    /// The console so far.
    pub console: Shared<Vec<ConsoleLine>>,
    /// Causes, while somebody looks at them.
    pub why: Shared<Vec<WhyStep>>,
    /// Whether these are the causes of the latest caption.
    pub is_latest: bool,
    /// Lines entered before, oldest first.
    pub history: Shared<Vec<String>>,
    /// The newest lines of the journal and one more, newest first, while somebody looks at it.
    pub journal: Shared<Vec<JournalLine>>,
    /// The part that is looked at.
    pub inspected: Option<Inspected>,
}

/// Looks at the session.
#[hook]
pub fn use_page(desk: &Desk, view: &View) -> Page {
    let scene = desk.bench_mut().scene();
    let bench = desk.bench();
    let session = bench.session();
    let (now, end, epoch) = (session.now(), session.end(), bench.epoch());
    // At rest every revision counts; on the way only some do.
    let beat = |every: u32| (epoch, if bench.is_at_rest() { (1, view.revision) } else { (0, view.revision / every) });

    let hook = use_memo(beat(SLOWEST), |_| (now.as_millis(), session.digest()));
    let branches = (*use_memo(beat(SLOW), |_| Shared::new(session.branches()))).clone();
    let has_copies = !scene.stream.copies.is_empty();
    let lanes = (*use_memo(beat(SLOW), |_| Shared::new(lanes_view(session, &branches, has_copies)))).clone();
    let console_key = (epoch, session.console().len());
    let console = (*use_memo(console_key, |_| Shared::new(session.console().to_vec()))).clone();

    let history = (*use_memo(console_key, |_| Shared::new(session.history().to_vec()))).clone();

    let latest = scene.caption.as_ref().map(|caption| caption.entry);
    let about = view.asked.or(latest);
    let why_key = (view.tab == Tab::Why).then_some((epoch, about));
    let why = use_memo(why_key, |key| Shared::new(key.map(|(_, about)| session.why(about)).unwrap_or_default()));
    let journal_key = (view.tab == Tab::Journal).then(|| (beat(SLOW), view.is_journal_whole, view.journal_more));
    let journal = use_memo(journal_key, |key| match key {
        Some((_, is_whole, more)) => Shared::new(second_half_journal(session, *is_whole, *more)),
        None => Shared::new(Vec::new()),
    });
    let part = view.selected.clone().filter(|_| view.tab == Tab::Inspect);
    let inspected =
        use_memo((beat(SLOW), part), |(_, part)| part.clone().map(|id| Inspected { facts: session.inspect(&id), id }));

    let facts = facts(&branches, &scene, now, view);
    Page {
        story: story::read(&facts),
        tale: tale::of(&scene, &facts),
        cost: cost(&branches),
        now,
        end,
        is_running: bench.is_running(),
        pace: bench.pace(),
        speed_tenths: speed_tenths(&bench),
        run: *session.scenario(),
        prompt: session.prompt().into(),
        hook,
        branches,
        lanes,
        console,
        history,
        is_latest: about == latest,
        why: (*why).clone(),
        journal: (*journal).clone(),
        inspected: (*inspected).clone(),
        scene,
    }
}

#[inline(never)]
fn second_half_journal(session: &Session, is_whole: bool, more: usize) -> Vec<JournalLine> {
    let lines = session.journal().filter(|line| is_whole || line.is_notable || line.by_person);
    // One line more than is shown tells whether there are earlier ones.
    lines.take(SCREENFUL * (more + 1) + 1).collect()
}

fn speed_tenths(bench: &Bench) -> u32 {
    (bench.speed() * 10.0) as u32
}

/// The lanes; a log waits for a copy only where there is one.
fn lanes_view(session: &Session, branches: &[BranchInfo], has_copies: bool) -> LanesView {
    let furthest = branches.iter().map(|branch| branch.end).max().unwrap_or_default();
    let (axis, end, known) = (Axis::holding(furthest), session.end(), session.lanes());
    let copy_queue = if has_copies { &known.copy_queue[..] } else { &[] };
    LanesView {
        axis,
        service: lanes::stretches(axis, &known.service),
        copy: lanes::outline(axis, copy_queue, end),
        copy_longest: lanes::longest(copy_queue),
        replay: lanes::outline(axis, &known.replay_queue, end),
        replay_longest: lanes::longest(&known.replay_queue),
        marks: lanes::marks(axis, &known.marks),
        words: words::lanes_words(
            moment::spoken(end),
            moment::span_in_words(lanes::down_time(&known.service)),
            lanes::longest(copy_queue),
            lanes::longest(&known.replay_queue),
        ),
    }
}

/// What this branch has cost; nothing as long as nobody did anything on it.
fn cost(branches: &[BranchInfo]) -> Option<Cost> {
    let branch = branches.iter().find(|branch| branch.is_current)?;
    branch.marks.iter().any(|(_, line)| deeds::is_deed(line)).then_some(branch.cost)
}

fn facts(branches: &[BranchInfo], scene: &Scene, now: SimTime, view: &View) -> Facts {
    let tried = |branch: &BranchInfo| Tried { deeds: branch.marks.clone(), is_current: branch.is_current };
    Facts {
        branches: branches.iter().map(tried).collect(),
        now,
        copy_queue: scene.stream.copy_queue(),
        has_asked: view.has_asked,
        has_compared: view.has_compared,
    }
}
