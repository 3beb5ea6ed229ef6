//! Shows what would be lost if the active copy died now.

use crate::model::scene::Scene;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Exposure`].
#[derive(Properties, PartialEq)]
pub struct ExposureProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows what would be lost if the active copy died now.
#[component]
pub fn Exposure(props: &ExposureProps) -> Html {
    let _ = &props.scene;
    html! { <section class="exposure"></section> }
}
