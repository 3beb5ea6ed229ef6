//! Shows the votes as weights against the majority.

use crate::model::scene::Scene;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Votes`].
#[derive(Properties, PartialEq)]
pub struct VotesProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows the votes as weights against the majority.
#[component]
pub fn Votes(props: &VotesProps) -> Html {
    let _ = &props.scene;
    html! { <section class="votes"></section> }
}
