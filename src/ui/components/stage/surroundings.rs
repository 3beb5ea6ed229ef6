//! What is around the cluster: people and hubs.

use super::shapes::{Chosen, bar, mark, part, pill, rect, split, texts};
use crate::ui::view_model::stage::{HubCard, PeopleCard};
use yew::prelude::*;

/// Draws the people's card.
pub fn people(card: &PeopleCard) -> Html {
    html! {
        <g class="stage-people">
            { rect(card.rect, "stage-people__box", 10) }
            { texts(&card.texts) }
            { pill(&card.pill) }
        </g>
    }
}

/// Draws a hub.
pub fn hub(card: &HubCard, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&card.texts);
    let content = html! {
        <>
            { mark(card.mark) }
            { texts(rest) }
            { for card.dumpster.map(bar) }
            <g class="stage-hub__waiting" aria-hidden="true">
                { for card.waiting.iter().map(|letter| rect(*letter, "stage-hub__letter", 2)) }
            </g>
        </>
    };
    part(&card.part, "stage-hub", chosen, 10, label, content)
}
