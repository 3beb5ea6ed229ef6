//! The lanes: service, copy queue, replay queue, and what people did.

use crate::engine::SimTime;
use crate::ui::shared::Shared;
use crate::ui::view_model::axis::{Axis, percent};
use crate::ui::view_model::lanes::{Mark, QUEUE_HEIGHT, QUEUE_WIDTH, Stretch};
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// The lanes, placed on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct LanesView {
    /// The axis.
    pub axis: Axis,
    /// Service, in stretches.
    pub service: Vec<Stretch>,
    /// Outline of the copy queue.
    pub copy: String,
    /// The longest copy queue.
    pub copy_longest: u32,
    /// Outline of the replay queue.
    pub replay: String,
    /// The longest replay queue.
    pub replay_longest: u32,
    /// What people did.
    pub marks: Vec<Mark>,
    /// The whole in one sentence.
    pub words: String,
}

/// Properties of [`LanesPicture`].
#[derive(Properties, PartialEq)]
pub struct LanesPictureProps {
    /// The lanes.
    pub lanes: Shared<LanesView>,
}

/// Draws the lanes. Widths are percentages, so that words keep their shape at every width.
#[component]
pub fn LanesPicture(props: &LanesPictureProps) -> Html {
    let lanes = &*props.lanes;
    html! {
        <div class="lanes">
            <ul class="lanes__names" aria-hidden="true">
                <li>{ words::lane_service() }</li><li>{ words::lane_copy() }</li><li>{ words::lane_replay() }</li>
            </ul>
            <svg class="lanes__picture" role="img" aria-label={lanes.words.clone()} width="100%" height="76">
                { for lanes.axis.ticks().into_iter().map(|at| tick(lanes.axis, at)) }
                { for lanes.service.iter().map(stretch) }
                { queue("lanes__queue lanes__queue--copy", 26, &lanes.copy, lanes.copy_longest) }
                { queue("lanes__queue lanes__queue--replay", 45, &lanes.replay, lanes.replay_longest) }
                { for lanes.marks.iter().map(mark) }
            </svg>
        </div>
    }
}

fn stretch(stretch: &Stretch) -> Html {
    let class = if stretch.is_up { "lanes__up" } else { "lanes__down" };
    html! {
        <rect key={stretch.start} {class} x={percent(stretch.start)} y="14" width={percent(stretch.width)}
            height="9" />
    }
}

fn queue(class: &'static str, y: u32, path: &str, longest: u32) -> Html {
    html! {
        <>
            <svg x="0" y={y.to_string()} width="100%" height="16" preserveAspectRatio="none"
                viewBox={format!("0 0 {QUEUE_WIDTH} {QUEUE_HEIGHT}")}>
                <path {class} d={path.to_owned()} vector-effect="non-scaling-stroke" />
            </svg>
            if longest > 1 {
                <text class="lanes__scale" x="2" y={(y + 9).to_string()}>{ longest }</text>
            }
        </>
    }
}

fn tick(axis: Axis, at: SimTime) -> Html {
    let x = axis.percent(at);
    html! {
        <g key={at.as_millis()}>
            <line class="lanes__tick" x1={x.clone()} x2={x.clone()} y1="13" y2="62" />
            <text class="lanes__time" x={x} y="73" text-anchor="middle">{ moment::short(at) }</text>
        </g>
    }
}

fn mark(mark: &Mark) -> Html {
    let x = percent(mark.place);
    let (anchor, dx) = if mark.place > 6_500 { ("end", "-4") } else { ("start", "4") };
    html! {
        <g class="lanes__mark" key={format!("{}{}", mark.at.as_millis(), mark.text)}>
            <line x1={x.clone()} x2={x.clone()} y1="1" y2="62" />
            if mark.has_room {
                <text {x} {dx} y="10" text-anchor={anchor}>{ &mark.text }</text>
            }
        </g>
    }
}
