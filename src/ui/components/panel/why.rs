//! Why? Causes of an entry, newest first, back to what a person did; each with its rule and the rule's pedigree.

use crate::engine::SimTime;
use crate::lab::session::{RuleTold, WhyStep};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// Properties of [`WhyPanel`].
#[derive(Properties, PartialEq)]
pub struct WhyPanelProps {
    /// The entry and its causes, newest first.
    pub steps: Shared<Vec<WhyStep>>,
    /// Whether it is about the latest caption, and follows it.
    pub is_latest: bool,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows why something happened.
#[component]
pub fn WhyPanel(props: &WhyPanelProps) -> Html {
    let onclick = {
        let on_intent = props.on_intent.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(ms) = picked(&event, "data-at").and_then(|ms| ms.parse().ok()) {
                on_intent.emit(Intent::Seek(SimTime::from_millis(ms)));
            }
        })
    };
    let onlatest = props.on_intent.reform(|_: MouseEvent| Intent::Ask(None));
    let Some(first) = props.steps.first() else {
        return html! { <p class="panel__quiet">{ words::why_nothing() }</p> };
    };
    html! {
        <div class="why" {onclick}>
            <p class="why__kicker">{ words::why_kicker() }</p>
            <h2 class="why__question">{ &first.text }</h2>
            <p class="why__answer">{ when(first) }</p>
            if let Some(rule) = &first.rule {
                { rule_told(rule) }
            }
            if props.steps.len() > 1 {
                <h3 class="why__because">{ words::why_because() }</h3>
                <ol class="why__steps">
                    { for props.steps[1..].iter().map(why_step) }
                </ol>
            }
            if !props.is_latest {
                <button type="button" class="button" onclick={onlatest}>{ words::why_latest() }</button>
            }
        </div>
    }
}

fn why_step(step: &WhyStep) -> Html {
    html! {
        <li key={step.number.0} class={classes!("why__step", step.is_command.then_some("why__step--command"))}>
            { when(step) }
            <span class="why__text">{ &step.text }</span>
            if let Some(rule) = &step.rule {
                { rule_told(rule) }
            }
        </li>
    }
}

fn when(step: &WhyStep) -> Html {
    html! {
        <button type="button" class="moment" data-at={step.at.as_millis().to_string()} title={words::go_to_moment()}>
            { moment::clock_with_tenths(step.at) }
        </button>
    }
}

fn rule_told(rule: &RuleTold) -> Html {
    html! {
        <details class="rule">
            <summary class="rule__name">{ rule.id.replace('-', " ") }</summary>
            <p class="rule__sentence">{ &rule.sentence }</p>
            <p class="rule__pedigree"><span class="rule__grade">{ rule.grade }</span>{ " " }{ rule.source }</p>
        </details>
    }
}
