//! The drawing of a bench.
//!
//! The still part is a component of its own, so that it is drawn anew only when something in it has changed; what flies
//! is a handful of groups beside it. Pointer and keys are heard once, on the drawing.

mod cluster;
mod flights;
mod node;
mod place;
pub(crate) mod shapes;
mod surroundings;

use crate::{
    model::scene::Scene,
    ui::{
        motion::Motion,
        view_model::stage::{Picture, SharedCard, Towards, neighbour},
    },
};
use flights::flights;
use place::{focus_part, part_of, use_width};
use shapes::Chosen;
use std::rc::Rc;
use yew::prelude::*;

/// The sign of a share, and that of a disk.
const FOLDER: &str = "M-8-5h6l2 2h8v9h-16Z";
const DISK: &str = "M-7-3v6a7 3 0 0 0 14 0v-6a7 3 0 0 0-14 0a7 3 0 0 0 14 0";

/// Width to draw for before the page has been measured [px].
const WIDTH_UNKNOWN: i32 = 1040;

/// Properties of [`Stage`].
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
    /// Component id of the part that is selected.
    pub selected: Option<AttrValue>,
    /// Called with the component id of the part that a person chose.
    pub on_select: Callback<AttrValue>,
    /// How much may move.
    pub motion: Motion,
    /// Width to draw for [px]; measured in the page if there is none.
    #[prop_or_default]
    pub width: Option<i32>,
}

/// Draws the bench: people, hubs, witness, nodes, networks and what moves between them.
#[component]
pub fn Stage(props: &StageProps) -> Html {
    let (place, drawing) = (use_node_ref(), use_node_ref());
    let measured = use_width(&place);
    let focused = use_state_eq(|| None::<AttrValue>);
    let picture = Rc::new(Picture::of(&props.scene, props.width.or(measured).unwrap_or(WIDTH_UNKNOWN)));
    let stop = tab_stop(&picture, focused.as_ref(), props.selected.as_ref());

    let onclick = props.on_select.clone();
    let onclick = move |event: MouseEvent| {
        if let Some(id) = part_of(&event) {
            onclick.emit(id);
        }
    };
    let onfocusin = {
        let focused = focused.setter();
        move |event: FocusEvent| focused.set(part_of(&event))
    };
    let onkeydown = {
        let (picture, drawing, on_select) = (picture.clone(), drawing.clone(), props.on_select.clone());
        move |event: KeyboardEvent| {
            if let Some(id) = part_of(&event)
                && is_answered(&event, &id, &picture, &drawing, &on_select)
            {
                event.prevent_default();
                event.stop_propagation();
            }
        }
    };
    let size = picture.size;
    let moving = flights(&props.scene, &picture, props.motion);
    html! {
        <div class="stage" ref={place}>
            <svg ref={drawing} class={classes!("stage__drawing", picture.is_stacked.then_some("stage__drawing--stacked"))}
                viewBox={format!("0 0 {} {}", size.x, size.y)}
                role="group" aria-label={picture.name.clone()} {onclick} {onfocusin} {onkeydown}>
                <Still {picture} selected={props.selected.clone()} {stop} />
                { moving }
            </svg>
        </div>
    }
}

/// The part that Tab leads to: the one that had the focus last, else the selected one, else the active node.
fn tab_stop(picture: &Picture, focused: Option<&AttrValue>, selected: Option<&AttrValue>) -> AttrValue {
    let parts = picture.parts();
    let is_there = |id: &&AttrValue| parts.iter().any(|part| part.id == id.as_str());
    let owner = || picture.nodes.iter().find(|node| node.is_owner).map(|node| node.part.id.clone());
    let first = || parts.first().map(|part| part.id.clone()).unwrap_or_default();
    let kept = focused.filter(is_there).or(selected.filter(is_there)).cloned();
    kept.unwrap_or_else(|| owner().unwrap_or_else(first).into())
}

/// Does what a key means on the part `id`; says whether it means anything.
fn is_answered(
    event: &KeyboardEvent,
    id: &AttrValue,
    picture: &Picture,
    drawing: &NodeRef,
    on_select: &Callback<AttrValue>,
) -> bool {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return false;
    }
    let (key, parts) = (event.key(), picture.parts());
    if key == "Enter" || key == " " {
        on_select.emit(id.clone());
        return true;
    }
    let next = match key.as_str() {
        "Home" => parts.first().map(|part| part.id.as_str()),
        "End" => parts.last().map(|part| part.id.as_str()),
        key => match Towards::of_key(key) {
            Some(towards) => neighbour(&parts, id, towards).or(Some(id.as_str())),
            None => None,
        },
    };
    next.inspect(|next| focus_part(drawing, next)).is_some()
}

#[derive(Properties, PartialEq)]
struct StillProps {
    picture: Rc<Picture>,
    selected: Option<AttrValue>,
    stop: AttrValue,
}

/// Everything that does not fly.
#[component]
fn Still(props: &StillProps) -> Html {
    let picture = &props.picture;
    let chosen = Chosen { selected: props.selected.as_deref(), stop: &props.stop };
    html! {
        <>
            { cluster::backdrop(picture) }
            { surroundings::people(&picture.people) }
            { for picture.hubs.iter().map(|hub| surroundings::hub(hub, &chosen)) }
            { for picture.witness.iter().map(|card| cluster::voter(card, FOLDER, &chosen)) }
            { for picture.nodes.iter().enumerate().map(|(index, card)| html! {
                <>
                    { node::node(card, &chosen) }
                    if index == 0 { { for picture.pipes.iter().map(|pipe| cluster::pipe(pipe, &chosen)) } }
                </>
            }) }
            if let Some(shared) = &picture.shared {
                { second_half_shared(shared, &chosen) }
            }
            { for picture.queues.iter().map(cluster::queue) }
            { for picture.badge.iter().map(cluster::badge) }
        </>
    }
}

/// Draws the disks that nodes share.
#[inline(never)]
fn second_half_shared(shared: &SharedCard, chosen: &Chosen<'_>) -> Html {
    html! {
        <>
            { node::disks(&shared.disks, chosen) }
            { for shared.quorum.iter().map(|card| cluster::voter(card, DISK, chosen)) }
        </>
    }
}
