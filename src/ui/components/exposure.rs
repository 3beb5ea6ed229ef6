//! Shows what would be lost if the active copy died now.

use super::stage::shapes::{icon, mood_word, num};
use crate::{
    model::scene::Scene,
    ui::view_model::{
        exposure::{GAUGE, Gauge},
        stage::Glyph,
    },
    words,
};
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
        <section class="exposure" aria-label={words::exposure_title()} data-mood={mood_word(gauge.mood)}>
            <h3 class="exposure__title">{ words::exposure_title() }</h3>
            <p class="exposure__headline">{ icon(Glyph::of_mood(gauge.mood)) }<strong>{ &gauge.headline }</strong>{ " " }{ &gauge.logs }</p>
            <svg class="exposure__gauge" viewBox={format!("0 0 {GAUGE} 12")} preserveAspectRatio="none" aria-hidden="true">
                <rect class="exposure__whole" width={num(GAUGE)} height="12" />
                <rect class="exposure__covered" width={num(gauge.covered)} height="12" />
                <rect class="exposure__gone" x={num(gauge.covered)} width={num(gauge.gone)} height="12" />
            </svg>
            <ul class="exposure__legend">
                { for gauge.legend.iter().map(|(kind, words)| html! {
                    <li key={*kind} class="exposure__entry" data-kind={*kind}>{ words }</li>
                }) }
            </ul>
            <p class="exposure__wait">{ &gauge.wait }</p>
            <p class="exposure__sentence">{ &gauge.sentence }</p>
        </section>
    }
}
