//! Letters and logs on their way.

use super::shapes::moved_to;
use crate::{
    model::scene::{Cargo, Scene},
    ui::{
        motion::Motion,
        view_model::stage::{Mover, Picture, positions, under_way},
    },
};
use yew::prelude::*;

/// Draws what is on its way; with reduced motion one sign stands still on every line that is in use.
pub fn flights(scene: &Scene, picture: &Picture, motion: Motion) -> Html {
    let movers = match motion {
        Motion::Full => positions(scene, picture),
        Motion::Reduced => under_way(scene, picture),
    };
    html! { <g class="stage__flights" aria-hidden="true">{ for movers.iter().map(mover) }</g> }
}

fn mover(mover: &Mover) -> Html {
    let (class, shape) = match mover.cargo {
        Cargo::Letter => ("stage-flight stage-flight--letter", "M-9-6h18v12h-18ZM-9-6 0 1 9-6"),
        Cargo::Log => ("stage-flight stage-flight--log", "M-7-9h9l5 5v13h-14ZM2-9v5h5M-4 0h8M-4 4h8"),
    };
    html! { <path key={mover.key} {class} transform={moved_to(mover.at)} d={shape} /> }
}
