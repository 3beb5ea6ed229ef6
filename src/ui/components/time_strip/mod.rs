//! The time strip: controls, clock, lanes, scrubber, branches.

mod branch_list;
mod lanes_picture;
mod transport;

pub use branch_list::BranchList;
pub use lanes_picture::{LanesPicture, LanesView};
pub use transport::{PlayButton, Transport};

use crate::engine::SimTime;
use crate::lab::session::BranchInfo;
use crate::ui::intent::Intent;
use crate::ui::shared::Shared;
use crate::ui::view_model::axis::Axis;
use crate::ui::view_model::lens::Pace;
use crate::ui::view_model::moment;
use crate::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`TimeStrip`].
#[derive(Properties, PartialEq)]
pub struct TimeStripProps {
    /// The moment that is shown.
    pub now: SimTime,
    /// The furthest moment of this branch.
    pub end: SimTime,
    /// The axis.
    pub axis: Axis,
    /// Whether time passes.
    pub is_running: bool,
    /// The pace that was chosen.
    pub pace: Pace,
    /// Simulated time a unit of wall time, in tenths.
    pub speed_tenths: u32,
    /// The lanes.
    pub lanes: Shared<LanesView>,
    /// All branches.
    pub branches: Shared<Vec<BranchInfo>>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows where in time we are, and takes us elsewhere.
#[component]
pub fn TimeStrip(props: &TimeStripProps) -> Html {
    html! {
        <section class="time-strip" aria-label={words::time_region()}>
            <div class="time-strip__left">
                <Transport now={props.now} is_running={props.is_running} pace={props.pace}
                    speed_tenths={props.speed_tenths} on_intent={props.on_intent.clone()} />
            </div>
            <div class="time-strip__right">
                <LanesPicture lanes={props.lanes.clone()} />
                <Scrubber now={props.now} end={props.end} axis={props.axis} on_intent={props.on_intent.clone()} />
            </div>
            if props.branches.len() > 1 {
                { second_half_branches(props) }
            }
        </section>
    }
}

/// There are several only after somebody has entered a line in the past.
#[inline(never)]
fn second_half_branches(props: &TimeStripProps) -> Html {
    html! { <BranchList axis={props.axis} branches={props.branches.clone()} on_intent={props.on_intent.clone()} /> }
}

/// Properties of [`Scrubber`].
#[derive(Properties, PartialEq)]
pub struct ScrubberProps {
    /// The moment that is shown.
    pub now: SimTime,
    /// The furthest moment of this branch.
    pub end: SimTime,
    /// The axis.
    pub axis: Axis,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the moment on the axis as a slider in seconds.
#[component]
pub fn Scrubber(props: &ScrubberProps) -> Html {
    let oninput = props.on_intent.reform(|event: InputEvent| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        Intent::Seek(SimTime::from_secs(value.parse().unwrap_or_default()))
    });
    html! {
        <div class="scrubber">
            <svg class="scrubber__track" aria-hidden="true" focusable="false" width="100%" height="6">
                <rect class="scrubber__whole" width="100%" height="6" rx="3" />
                <rect class="scrubber__known" width={props.axis.percent(props.end)} height="6" rx="3" />
                <rect class="scrubber__past" width={props.axis.percent(props.now)} height="6" rx="3" />
            </svg>
            <input type="range" class="scrubber__slider" aria-label={words::scrubber()} min="0" step="1"
                max={(props.axis.end().as_millis() / 1_000).to_string()}
                value={(props.now.as_millis() / 1_000).to_string()}
                aria-valuetext={moment::spoken(props.now)} {oninput} />
        </div>
    }
}
