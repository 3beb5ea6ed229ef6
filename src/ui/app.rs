//! The page: one reducer, one desk, and the components laid out around them.

use super::acts;
use super::bench::Bench;
use super::components::caption::Caption;
use super::components::console::Console;
use super::components::embed_foot::EmbedFoot;
use super::components::exposure::Exposure;
use super::components::header::Header;
use super::components::live::LiveRegions;
use super::components::log_stream::LogStream;
use super::components::notices::Notices;
use super::components::panel::{InspectPanel, JournalPanel, Panel, TryNextPanel, WhyPanel};
use super::components::stage::Stage;
use super::components::time_strip::TimeStrip;
use super::components::votes::Votes;
use super::desk::{Desk, THEME_KEY};
use super::intent::Intent;
use super::motion::Motion;
use super::page::{Page, use_page};
use super::pick::needs_space;
use super::platform::PlatformRef;
use super::state::{Tab, View};
use super::view_model::actions;
use super::view_model::query::{self, MotionChoice, Query, Theme};
use crate::engine::EntryNumber;
use crate::words;
use gloo::events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The browser.
    pub platform: PlatformRef,
}

/// What the page found when it was opened.
struct Opening {
    query: Query,
    motion: Motion,
    theme: Theme,
}

/// The whole page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let platform = &props.platform;
    let opening = use_memo((), |()| Opening::of(platform));
    let view = {
        let (notices, theme) = (Opening::notices(platform), opening.theme);
        use_reducer_eq(move || View { notices, theme, ..View::default() })
    };
    let desk = use_memo((), |()| {
        let bench = Bench::new(opening.query.run, opening.query.pace);
        Desk::new(bench, view.dispatcher(), platform.clone(), opening.query.motion)
    });
    let on_intent = {
        let desk = Rc::clone(&desk);
        use_callback((), move |intent: Intent, ()| desk.act(intent))
    };
    let complete = {
        let desk = Rc::clone(&desk);
        // Another callback once there is more to offer, so that whoever has asked before asks again.
        use_callback(view.is_whole, move |(line, caret): (String, usize), _| desk.complete(&line, caret))
    };
    let on_select =
        use_callback(on_intent.clone(), |part: AttrValue, on_intent| on_intent.emit(Intent::Select(Some(part))));
    use_opening(&desk, &opening);
    use_space_bar(&on_intent);
    use_signs_of_life(&desk);
    use_time_gone_by(&desk);

    let page = use_page(&desk, &view);
    let is_dark = match view.theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::Auto => platform.prefers_dark(),
    };
    let is_embedded = opening.query.is_embedded;
    let scene = &page.scene;
    // The very first entry only says that the lab begins; what is to be seen then is a better sentence.
    let caption = scene.caption.as_ref().filter(|caption| caption.entry != EntryNumber(0));
    let text: AttrValue = caption.map_or_else(|| words::caption_start().into(), |caption| caption.text.clone().into());
    let shown = acts::Shown {
        is_why: view.tab == Tab::Why && (!is_embedded || view.has_details),
        is_comparison: view.is_comparing && view.tab == Tab::TryNext,
        branches: page.branches.len(),
    };
    html! {
        <div class={classes!("page", is_embedded.then_some("page--embed"), view.has_details.then_some("page--details"))}>
            if !is_embedded {
                <Header {is_dark} is_setting={view.is_setting} run={page.run} on_intent={on_intent.clone()} />
            }
            <Notices notices={view.notices.clone()} on_intent={on_intent.clone()} />
            <main id="lab" class="lab" data-ready="true" data-now-ms={page.hook.0.to_string()} data-digest={page.hook.1.clone()}>
                <h1 class="visually-hidden">{ words::page_title() }</h1>
                <section class="picture" aria-label={words::picture()}>
                    <h2 class="visually-hidden">{ words::picture() }</h2>
                    <Stage scene={Rc::clone(scene)} selected={view.selected.clone()} {on_select} motion={opening.motion}
                        width={drawn_width(platform, is_embedded)} />
                    <div class="picture__foot">
                        <LogStream scene={Rc::clone(scene)} />
                        <Exposure scene={Rc::clone(scene)} />
                        <Votes scene={Rc::clone(scene)} />
                    </div>
                </section>
                <Caption is_running={page.is_running} at={caption.map_or(page.now, |caption| caption.at)} text={text.clone()} entry={caption.map(|caption| caption.entry)}
                    behind={(page.now < page.end).then_some(page.end)}
                    rule={caption.and_then(|caption| caption.rule).map(|rule| AttrValue::from(rule.replace('-', " ")))}
                    acts={acts::under_the_drawing(&page.story, page.tale.as_ref(), scene, shown)} on_intent={on_intent.clone()} />
                <TimeStrip now={page.now} end={page.end} axis={page.lanes.axis} is_running={page.is_running}
                    pace={page.pace} speed_tenths={page.speed_tenths} lanes={page.lanes.clone()}
                    branches={page.branches.clone()} on_intent={on_intent.clone()} />
                if is_embedded {
                    <EmbedFoot has_details={view.has_details} run={page.run} on_intent={on_intent.clone()} />
                }
                if !is_embedded || view.has_details {
                    <Panel tab={view.tab} on_intent={on_intent.clone()}>
                        { open_tab(&page, &view, &on_intent) }
                    </Panel>
                    <Console lines={page.console.clone()} prompt={page.prompt.clone()} history={page.history.clone()} {complete}
                        on_intent={on_intent.clone()} />
                }
            </main>
            <LiveRegions caption={text} told={view.told.clone()} platform={platform.clone()} />
        </div>
    }
}

/// The width to draw for: as wide as there is room, but in an article the flat picture where it can still be read.
fn drawn_width(platform: &PlatformRef, is_embedded: bool) -> Option<i32> {
    const FLAT: i32 = 1_020;
    const READABLE_FROM: i32 = 640;
    platform.width().filter(|width| is_embedded && (READABLE_FROM..FLAT).contains(width)).map(|_| FLAT)
}

fn open_tab(page: &Page, view: &View, on_intent: &Callback<Intent>) -> Html {
    let on_intent = on_intent.clone();
    match view.tab {
        Tab::TryNext => html! {
            <TryNextPanel story={page.story.clone()} tale={page.tale.clone()} cost={page.cost} queued={page.scene.people.queued}
                compared={view.is_comparing.then(|| page.branches.clone())}
                suggestions={actions::suggestions(&page.scene)} {on_intent} />
        },
        _ => second_half_tab(page, view, on_intent),
    }
}

/// The tabs that the page does not open with.
#[inline(never)]
fn second_half_tab(page: &Page, view: &View, on_intent: Callback<Intent>) -> Html {
    match view.tab {
        Tab::TryNext => Html::default(),
        Tab::Why => html! { <WhyPanel steps={page.why.clone()} is_latest={page.is_latest} {on_intent} /> },
        Tab::Inspect => html! {
            <InspectPanel scene={Rc::clone(&page.scene)} inspected={page.inspected.clone()} {on_intent} />
        },
        Tab::Journal => {
            html! { <JournalPanel lines={page.journal.clone()} is_whole={view.is_journal_whole} {on_intent} /> }
        }
    }
}

impl Opening {
    fn of(platform: &PlatformRef) -> Opening {
        let (query, _) = query::read(&platform.query());
        let kept = || platform.kept(THEME_KEY).and_then(|name| Theme::named(&name));
        let is_reduced = match query.motion {
            MotionChoice::Auto => platform.prefers_reduced_motion(),
            MotionChoice::Full => false,
            MotionChoice::Reduced => true,
        };
        let motion = if is_reduced { Motion::Reduced } else { Motion::Full };
        Opening { theme: query.theme.or_else(kept).unwrap_or_default(), motion, query }
    }

    fn notices(platform: &PlatformRef) -> Vec<AttrValue> {
        query::read(&platform.query()).1.into_iter().map(AttrValue::from).collect()
    }

    /// Something honest moves at once, unless the address or the person asks for rest.
    fn is_running(&self) -> bool {
        self.motion == Motion::Full && self.query.autoplay.unwrap_or(self.query.at.is_none())
    }
}

/// Starts the run once the page stands.
#[hook]
fn use_opening(desk: &Rc<Desk>, opening: &Rc<Opening>) {
    let (desk, opening) = (Rc::clone(desk), Rc::clone(opening));
    use_effect_with((), move |()| desk.open(opening.theme, opening.query.at, opening.is_running()));
}

/// Whoever moves, types or touches may soon want something: what it takes is fetched meanwhile.
#[hook]
fn use_signs_of_life(desk: &Rc<Desk>) {
    let desk = Rc::clone(desk);
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let listeners = ["pointermove", "pointerdown", "keydown", "focusin"].map(|sign| {
            let desk = Rc::clone(&desk);
            EventListener::once(&document, sign, move |_| desk.fetch_second_half())
        });
        move || drop(listeners)
    });
}

/// A run that nobody touches comes to the moment from which on it takes the second half of the program.
#[hook]
fn use_time_gone_by(desk: &Rc<Desk>) {
    let desk = Rc::clone(desk);
    let is_wanted = desk.bench().wants_second_half();
    use_effect_with(is_wanted, move |is_wanted| {
        if *is_wanted {
            desk.fetch_second_half();
        }
    });
}

/// The space bar plays and pauses wherever nothing else wants it.
#[hook]
fn use_space_bar(on_intent: &Callback<Intent>) {
    let on_intent = on_intent.clone();
    use_effect_with((), move |()| {
        let document = gloo::utils::document();
        let listen = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&document, "keydown", listen, move |event| {
            let is_space = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == " ");
            if is_space && !event.default_prevented() && !needs_space(event) {
                event.prevent_default();
                on_intent.emit(Intent::RunOrPause);
            }
        });
        move || drop(listener)
    });
}
