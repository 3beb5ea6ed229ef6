//! Shows the log stream: generations in columns, written, copied and replayed in rows.

use crate::model::scene::Scene;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`LogStream`].
#[derive(Properties, PartialEq)]
pub struct LogStreamProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows the log stream: generations in columns, written, copied and replayed in rows.
#[component]
pub fn LogStream(props: &LogStreamProps) -> Html {
    let _ = &props.scene;
    html! { <section class="log-stream"></section> }
}
