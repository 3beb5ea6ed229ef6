//! The head of the page: what this is, the run's settings, the colours.

use super::icon::{Icon, Sign};
use super::settings::Settings;
use crate::lab::scenario::Scenario;
use crate::ui::intent::Intent;
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
            <p class="header__bench">
                <span class="header__bench-name">{ words::bench_ccr() }</span>
                <span class="header__bench-words">{ words::bench_ccr_words() }</span>
            </p>
            <button ref={toggle} type="button" class="button header__settings" aria-expanded={is_setting.to_string()}
                onclick={onsettings}>
                <Icon sign={Sign::Sliders} /><span>{ words::settings() }</span>
            </button>
            <button type="button" class="button button--icon" onclick={oncolour}
                aria-label={if props.is_dark { words::colours_light() } else { words::colours_dark() }}>
                <Icon sign={if props.is_dark { Sign::Sun } else { Sign::Moon }} />
            </button>
            if is_setting {
                <Settings run={props.run} on_intent={props.on_intent.clone()} {on_close} />
            }
        </header>
    }
}
