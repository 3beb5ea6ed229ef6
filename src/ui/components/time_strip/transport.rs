//! Play, pause, steps, clock and pace.

use crate::engine::SimTime;
use crate::ui::components::icon::{Icon, Sign};
use crate::ui::intent::Intent;
use crate::ui::view_model::lens::{PACES, Pace};
use crate::ui::view_model::moment;
use crate::words;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// Properties of [`Transport`].
#[derive(Properties, PartialEq)]
pub struct TransportProps {
    /// The moment that is shown.
    pub now: SimTime,
    /// Whether time passes.
    pub is_running: bool,
    /// The pace that was chosen.
    pub pace: Pace,
    /// Simulated time a unit of wall time, in tenths.
    pub speed_tenths: u32,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the controls of time.
#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let send = |intent: Intent| props.on_intent.reform(move |_: MouseEvent| intent.clone());
    let onpace = props.on_intent.reform(|event: Event| {
        let name = event.target_unchecked_into::<HtmlSelectElement>().value();
        Intent::Pace(Pace::named(&name).unwrap_or_default())
    });
    html! {
            <div class="transport">
                <div class="transport__buttons">
                    <button type="button" class="button button--icon" aria-label={words::to_start()} title={words::to_start()}
                        onclick={send(Intent::Seek(SimTime::ZERO))}><Icon sign={Sign::ToStart} /></button>
                    <button type="button" class="button button--icon" aria-label={words::step_back()} title={words::step_back()}
                        onclick={send(Intent::StepBack)}><Icon sign={Sign::StepBack} /></button>
    <PlayButton class="transport__play" is_running={props.is_running} on_intent={props.on_intent.clone()} />
                    <button type="button" class="button button--icon" aria-label={words::step_forward()}
                        title={words::step_forward()} onclick={send(Intent::StepForward)}>
                        <Icon sign={Sign::StepForward} />
                    </button>
                </div>
                <div class="transport__where">
                    <span class="transport__clock">{ moment::clock(props.now) }</span>
                    <label class="transport__pace">
                        <span class="visually-hidden">{ words::pace() }</span>
                        <select class="field" onchange={onpace}>
                            { pace_option(Pace::Automatic, props) }
                            { for PACES.iter().map(|tenths| pace_option(Pace::Fixed(*tenths), props)) }
                            if let Pace::Fixed(tenths) = props.pace && !PACES.contains(&tenths) {
                                { pace_option(props.pace, props) }
                            }
                        </select>
                    </label>
                </div>
            </div>
        }
}

/// Properties of [`PlayButton`].
#[derive(Properties, PartialEq)]
pub struct PlayButtonProps {
    /// Where it stands: on a small screen under the drawing, else among the controls of time.
    pub class: &'static str,
    /// Whether time passes.
    pub is_running: bool,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Lets time pass, or stops it.
#[component]
pub fn PlayButton(props: &PlayButtonProps) -> Html {
    let is_running = props.is_running;
    let onclick = props.on_intent.reform(move |_: MouseEvent| Intent::Run(!is_running));
    html! {
        <button type="button" class={classes!("button", "button--icon", "play", props.class)} title={words::play_hint()}
            aria-label={if is_running { words::pause() } else { words::play() }} {onclick}>
            <Icon sign={if is_running { Sign::Pause } else { Sign::Play }} />
        </button>
    }
}

fn pace_option(pace: Pace, props: &TransportProps) -> Html {
    let words = match pace {
        Pace::Automatic if props.pace == pace && props.is_running => words::pace_auto_now(rounded(props.speed_tenths)),
        Pace::Automatic => words::pace_auto().to_owned(),
        Pace::Fixed(tenths @ 3_000..) if tenths % 36_000 == 0 => words::pace_hours(u64::from(tenths / 36_000)),
        Pace::Fixed(tenths @ 3_000..) if tenths % 600 == 0 => words::pace_minutes(tenths / 600),
        Pace::Fixed(_) => words::pace_times(pace.name()),
    };
    html! { <option value={pace.name()} selected={props.pace == pace}>{ words }</option> }
}

/// The automatic pace as it is shown: whole numbers, so that it does not flicker.
fn rounded(tenths: u32) -> u32 {
    (tenths.max(10) + 5) / 10
}
