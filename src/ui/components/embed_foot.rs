//! The foot of an embedded page: the way to panel and console, and to the whole page.

use crate::lab::scenario::Scenario;
use crate::ui::intent::Intent;
use crate::ui::view_model::query;
use crate::words;
use yew::prelude::*;

/// Properties of [`EmbedFoot`].
#[derive(Properties, PartialEq)]
pub struct EmbedFootProps {
    /// Whether panel and console are shown.
    pub has_details: bool,
    /// What the run was started with.
    pub run: Scenario,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the foot of an embedded page.
#[component]
pub fn EmbedFoot(props: &EmbedFootProps) -> Html {
    let has_details = props.has_details;
    let onclick = props.on_intent.reform(move |_: MouseEvent| Intent::Details(!has_details));
    html! {
        <p class="embed-foot">
            <button type="button" class="link-button" aria-expanded={has_details.to_string()} {onclick}>
                { words::embed_details() }
            </button>
            <a class="embed-foot__whole" href={format!("?{}", query::of_run(&props.run))} target="_blank" rel="noopener">
                { words::embed_whole() }
            </a>
        </p>
    }
}
