//! The side panel: what to try, why, one part, everything that happened. A tab list.

mod compare;
mod inspect;
mod journal;
mod try_next;
mod why;

pub use compare::{CompareTable, CompareTableProps};
pub use inspect::{InspectPanel, InspectPanelProps, Inspected};
pub use journal::{JournalPanel, JournalPanelProps, SCREENFUL};
pub use try_next::{TryNextPanel, TryNextPanelProps};
pub use why::{WhyPanel, WhyPanelProps};

use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::state::Tab;
use crate::words;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Properties of [`Panel`].
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The open tab.
    pub tab: Tab,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
    /// What is in the open tab.
    pub children: Html,
}

/// Shows the tabs and what is in the open one.
#[component]
pub fn Panel(props: &PanelProps) -> Html {
    let onclick = props.on_intent.reform(|event: MouseEvent| {
        let id = picked(&event, "data-tab").unwrap_or_default();
        Tab::ALL.into_iter().find(|tab| tab.id() == id).map_or(Intent::Noticed, Intent::Turn)
    });
    let onkeydown = {
        let (open, on_intent) = (props.tab, props.on_intent.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(tab) = neighbour(open, &event.key()) {
                event.prevent_default();
                on_intent.emit(Intent::Turn(tab));
                focus_tab(&event, tab);
            }
        })
    };
    html! {
        <section class="panel" aria-label={words::panel()}>
            <div class="tabs" role="tablist" aria-label={words::panel()} {onclick} {onkeydown}>
                { for Tab::ALL.into_iter().map(|tab| tab_button(tab, tab == props.tab)) }
            </div>
            <div class="panel__body" role="tabpanel" data-reveal="panel" tabindex="0" id={format!("panel-{}", props.tab.id())}
                aria-labelledby={format!("tab-{}", props.tab.id())}>
                { props.children.clone() }
            </div>
        </section>
    }
}

fn tab_button(tab: Tab, is_open: bool) -> Html {
    html! {
        <button key={tab.id()} type="button" role="tab" class="tabs__tab" id={format!("tab-{}", tab.id())}
            data-tab={tab.id()} aria-selected={is_open.to_string()} tabindex={if is_open { "0" } else { "-1" }}
            aria-controls={is_open.then(|| format!("panel-{}", tab.id()))}>{ tab_name(tab) }</button>
    }
}

fn tab_name(tab: Tab) -> &'static str {
    match tab {
        Tab::TryNext => words::tab_try_next(),
        Tab::Why => words::tab_why(),
        Tab::Inspect => words::tab_inspect(),
        Tab::Journal => words::tab_journal(),
    }
}

/// The tab a key leads to, as the pattern for tabs has it.
fn neighbour(open: Tab, key: &str) -> Option<Tab> {
    let count = Tab::ALL.len();
    let at = Tab::ALL.iter().position(|tab| *tab == open)?;
    let to = match key {
        "ArrowRight" => (at + 1) % count,
        "ArrowLeft" => (at + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    Some(Tab::ALL[to])
}

fn focus_tab(event: &KeyboardEvent, tab: Tab) {
    let list = event.current_target().and_then(|list| list.dyn_into::<web_sys::Element>().ok());
    let button = list.and_then(|list| list.query_selector(&format!("[data-tab={}]", tab.id())).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_other_keys_go_nowhere() {
        assert_eq!(neighbour(Tab::TryNext, "ArrowLeft"), Some(Tab::Journal));
        assert_eq!(neighbour(Tab::Journal, "ArrowRight"), Some(Tab::TryNext));
        assert_eq!(neighbour(Tab::Why, "End"), Some(Tab::Journal));
        assert_eq!(neighbour(Tab::Why, "Tab"), None);
    }
}
