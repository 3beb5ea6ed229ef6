//! One part: its state, its facts, and what can be done to it. Without one: all parts, as a list.

use crate::model::scene::{PartScene, Scene};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::view_model::actions::{self, PartAction, Purpose};
use crate::ui::view_model::parts;
use crate::words;
use std::rc::Rc;
use yew::prelude::*;

/// The part that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Inspected {
    /// Its component id.
    pub id: AttrValue,
    /// Facts about it: label and value.
    pub facts: Vec<(String, String)>,
}

/// Properties of [`InspectPanel`].
#[derive(Properties, PartialEq)]
pub struct InspectPanelProps {
    /// What there is to see.
    pub scene: Rc<Scene>,
    /// The part that is looked at; all of them, if none.
    pub inspected: Option<Inspected>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows a part, or all of them.
#[component]
pub fn InspectPanel(props: &InspectPanelProps) -> Html {
    let onclick = {
        let on_intent = props.on_intent.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(command) = picked(&event, "data-command") {
                on_intent.emit(Intent::Enter(command.into()));
            } else if let Some(id) = picked(&event, "data-choose") {
                on_intent.emit(Intent::Select((!id.is_empty()).then(|| id.into())));
            }
        })
    };
    html! {
        <div class="inspect" {onclick}>
            { match &props.inspected {
                Some(inspected) => one_part(&props.scene, inspected),
                None => all_parts(&props.scene),
            } }
        </div>
    }
}

fn one_part(scene: &Scene, inspected: &Inspected) -> Html {
    let part = parts::find(scene, &inspected.id);
    let actions = part.map(|part| actions::of_part(scene, part)).unwrap_or_default();
    html! {
        <>
            <p><button type="button" class="link-button" data-choose="">{ words::inspect_all() }</button></p>
            <h2 class="inspect__name" translate="no">{ part.map_or(&*inspected.id, |part| &*part.id) }</h2>
            if let Some(part) = part {
                <p>{ state_badge(part) }</p>
            }
            if !actions.is_empty() {
                <div class="inspect__actions" role="group" aria-label={words::inspect_actions(&inspected.id)}>
                    { for actions.iter().map(action_button) }
                </div>
            }
            if !inspected.facts.is_empty() {
                <table class="facts">
                    <caption class="visually-hidden">{ words::inspect_facts(&inspected.id) }</caption>
                    <tbody>
                        { for inspected.facts.iter().map(|(label, value)| html! {
                            <tr key={label.clone()}><th scope="row">{ label }</th><td>{ value }</td></tr>
                        }) }
                    </tbody>
                </table>
            }
        </>
    }
}

/// A button that shows the line it enters.
pub(super) fn action_button(action: &PartAction) -> Html {
    let modifier = match action.purpose {
        Purpose::Break => "action--break",
        Purpose::Mend => "action--mend",
        Purpose::Tend => "action--tend",
    };
    html! {
        <button key={action.command.clone()} type="button" class={classes!("action", modifier)}
            data-command={action.command.clone()}>
            <span class="action__label">{ &action.label }</span>
            <code class="action__command" translate="no">{ &action.command }</code>
        </button>
    }
}

fn all_parts(scene: &Scene) -> Html {
    html! {
        <>
            <h2>{ words::inspect_parts() }</h2>
            <p class="panel__quiet">{ words::inspect_hint() }</p>
            <ul class="parts">
                { for parts::groups(scene).into_iter().enumerate().map(|(index, group)| html! {
                    <li key={index} class="parts__group">
                        if let Some(head) = group.head {
                            { part_button(head, true) }
                        } else {
                            <p class="parts__title">{ group.title }</p>
                        }
                        <ul>{ for group.parts.into_iter().map(|part| html! {
                            <li key={part.id.clone()}>{ part_button(part, false) }</li>
                        }) }</ul>
                    </li>
                }) }
            </ul>
        </>
    }
}

fn part_button(part: &PartScene, is_head: bool) -> Html {
    html! {
        <button type="button" class={classes!("parts__part", is_head.then_some("parts__part--head"))}
            data-choose={part.id.clone()}>
            <span class="parts__label" translate="no">{ &part.label }</span>
            { state_badge(part) }
        </button>
    }
}

/// A part's state: sign, colour and words.
fn state_badge(part: &PartScene) -> Html {
    html! {
        <span class={classes!("badge", format!("badge--{}", parts::mood_name(part.mood)))}>
            <span class="badge__sign" aria-hidden="true">{ parts::sign(part.mood) }</span>{ &part.words }
        </span>
    }
}
