//! The drawing of a bench.

use crate::{model::scene::Scene, ui::motion::Motion};
use std::rc::Rc;
use yew::prelude::*;

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
    let _ = (&props.on_select, props.width, props.motion, &props.selected, &props.scene);
    html! { <svg class="stage" role="group"></svg> }
}
