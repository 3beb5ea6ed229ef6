//! The head of the page: what this is, the run's settings, the colours.

use super::icon::{Icon, Sign};
use super::settings::Settings;
use crate::lab::scenario::{SCENARIOS, Scenario};
use crate::model::params::{Config, Mode};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::view_model::query::Theme;
use crate::words;
use yew::prelude::*;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// Whether dark colours are shown now.
    pub is_dark: bool,
    /// Whether the settings are open.
    pub is_setting: bool,
    /// What this run was started with.
    pub run: Scenario,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the head of the page.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let toggle = use_node_ref();
    let is_setting = props.is_setting;
    let onsettings = props.on_intent.reform(move |_: MouseEvent| Intent::Settings(!is_setting));
    let other = if props.is_dark { Theme::Light } else { Theme::Dark };
    let oncolour = props.on_intent.reform(move |_: MouseEvent| Intent::Colour(other));
    let on_close = {
        let (on_intent, toggle) = (props.on_intent.clone(), toggle.clone());
        Callback::from(move |()| {
            on_intent.emit(Intent::Settings(false));
            if let Some(button) = toggle.cast::<web_sys::HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    html! {
        <header class="header">
            <p class="header__name">{ words::page_name() }</p>
            { modes(props) }
            <p class="header__bench-words">{ mode_words(props.run.config.mode) }</p>
            <button ref={toggle} type="button" class="button header__settings" aria-expanded={is_setting.to_string()}
                onclick={onsettings}>
                <Icon sign={Sign::Sliders} /><span>{ words::settings() }</span>
            </button>
            <button type="button" class="button button--icon" onclick={oncolour}
                aria-label={if props.is_dark { words::colours_light() } else { words::colours_dark() }}>
                <Icon sign={if props.is_dark { Sign::Sun } else { Sign::Moon }} />
            </button>
            if is_setting {
                { second_half_settings(props, on_close) }
            }
        </header>
    }
}

/// The switch between the four modes: each begins a run of its own, with the same people.
fn modes(props: &HeaderProps) -> Html {
    let present = props.run;
    let onclick = props.on_intent.reform(move |event: MouseEvent| {
        let chosen = picked(&event, "data-bench").and_then(|name| Scenario::named(&name));
        chosen.map_or(Intent::Settings(false), |bench| Intent::Begin(with_people_of(bench, present)))
    });
    html! {
        <nav class="header__modes" aria-label={words::modes()} {onclick}>
            { for SCENARIOS.iter().map(|bench| html! {
                <button key={bench.name} type="button" class="header__mode" data-bench={bench.name}
                    title={mode_words(bench.mode)} aria-label={words::mode_name(bench.mode.abbreviation(), mode_words(bench.mode))}
                    aria-current={(bench.mode == present.config.mode).then_some("true")}>
                    { bench.mode.abbreviation() }
                </button>
            }) }
        </nav>
    }
}

/// The bench with the seed and the people of another run.
fn with_people_of(bench: Scenario, run: Scenario) -> Scenario {
    let Config { seed, mailboxes, profile, .. } = run.config;
    Scenario { config: Config { seed, mailboxes, profile, ..bench.config } }
}

/// The mode's name in full.
fn mode_words(mode: Mode) -> &'static str {
    match mode {
        Mode::Lcr => words::bench_lcr_words(),
        Mode::Scc => words::bench_scc_words(),
        Mode::Ccr => words::bench_ccr_words(),
        Mode::Scr => words::bench_scr_words(),
    }
}

#[inline(never)]
fn second_half_settings(props: &HeaderProps, on_close: Callback<()>) -> Html {
    html! { <Settings key={props.run.bench()} run={props.run} on_intent={props.on_intent.clone()} {on_close} /> }
}
