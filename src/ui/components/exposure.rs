//! Shows what would be lost if the active copies died now.

use super::stage::shapes::{icon, mood_word, num};
use crate::{
    model::scene::Scene,
    ui::view_model::{
        exposure::{GAUGE, Gauge},
        stage::Glyph,
    },
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Exposure`].
#[derive(Properties, PartialEq)]
pub struct ExposureProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
}

/// Shows what would be lost if the active copies died now.
#[component]
pub fn Exposure(props: &ExposureProps) -> Html {
    let gauge = Rc::new(Gauge::of(&props.scene));
    html! { <Measured {gauge} /> }
}

#[derive(Properties, PartialEq)]
struct MeasuredProps {
    gauge: Rc<Gauge>,
}

/// Drawn anew only when the gauge has changed.
#[component]
fn Measured(props: &MeasuredProps) -> Html {
    let gauge = &props.gauge;
    html! {
        <section class="exposure" aria-label={gauge.title} data-mood={mood_word(gauge.mood)}>
            <h3 class="exposure__title">{ gauge.title }</h3>
            <p class="exposure__sentence">{ icon(Glyph::of_mood(gauge.mood)) }{ &gauge.sentence }</p>
            if gauge.is_drawn {
                <svg class="exposure__gauge" viewBox={format!("0 0 {GAUGE} 12")} preserveAspectRatio="none" aria-hidden="true">
                    { for gauge.shares.iter().map(|share| html! {
                        <rect key={share.kind} class="exposure__share" data-kind={share.kind}
                            x={num(share.start)} width={num(share.length)} height="12" />
                    }) }
                </svg>
            }
            <ul class="exposure__legend">
                { for gauge.shares.iter().map(|share| html! {
                    <li key={share.kind} class="exposure__entry" data-kind={share.kind}>{ &share.words }</li>
                }) }
            </ul>
            if !gauge.logs.is_empty() && !gauge.shares.is_empty() { <p class="exposure__logs">{ &gauge.logs }</p> }
        </section>
    }
}
