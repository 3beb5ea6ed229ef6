//! The line under the drawing: what happens, in one sentence, and what to do next.

use super::time_strip::PlayButton;
use crate::engine::{EntryNumber, SimTime};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// How much a button wants to be pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// One of several.
    Plain,
    /// The one thing to do.
    Main,
    /// The one thing to do, and it breaks something.
    Break,
}

impl Tone {
    fn class(self) -> Option<&'static str> {
        match self {
            Tone::Plain => None,
            Tone::Main => Some("button--main"),
            Tone::Break => Some("button--break"),
        }
    }
}

/// A button of the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// What it says.
    pub label: AttrValue,
    /// What it does.
    pub intent: Intent,
    /// How much it wants to be pressed.
    pub tone: Tone,
    /// Whether it has to wait for something.
    pub is_waiting: bool,
}

/// Properties of [`Caption`].
#[derive(Properties, PartialEq)]
pub struct CaptionProps {
    /// Whether time passes.
    pub is_running: bool,
    /// When it happened.
    pub at: SimTime,
    /// The sentence.
    pub text: AttrValue,
    /// How far the run goes, if this is not its furthest moment.
    pub behind: Option<SimTime>,
    /// The journal entry it tells of.
    pub entry: Option<EntryNumber>,
    /// The rule that decided it.
    pub rule: Option<AttrValue>,
    /// What to do next; the first one is the first for a reason.
    pub acts: Vec<Act>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the line under the drawing.
#[component]
pub fn Caption(props: &CaptionProps) -> Html {
    let entry = props.entry;
    let onrule = props.on_intent.reform(move |_: MouseEvent| Intent::Ask(entry));
    let onact = {
        let (acts, on_intent) = (props.acts.clone(), props.on_intent.clone());
        Callback::from(move |event: MouseEvent| {
            let index = picked(&event, "data-act").and_then(|index| index.parse::<usize>().ok());
            if let Some(act) = index.and_then(|index| acts.get(index)).filter(|act| !act.is_waiting) {
                on_intent.emit(act.intent.clone());
            }
        })
    };
    html! {
        <section class="caption" aria-label={words::caption_region()}>
            <p class="caption__line">
                <span class="caption__time">{ moment::clock(props.at) }</span>
                <span class="caption__text">{ &props.text }</span>
                if let Some(rule) = &props.rule {
                    <button type="button" class="rule-link" onclick={onrule}>
                        <span class="visually-hidden">{ words::caption_rule() }</span>{ rule }
                    </button>
                }
                if let Some(end) = props.behind {
                    <span class="caption__behind">{ words::looking_back(moment::clock(end)) }</span>
                }
            </p>
            // Keyed by place on purpose: a pressed button becomes the next thing to do, and keeps the focus.
            <p class="caption__acts" onclick={onact}>
                <PlayButton key="play" class="caption__play" is_running={props.is_running}
                    on_intent={props.on_intent.clone()} />
                { for props.acts.iter().enumerate().map(|(index, act)| html! {
                    <button key={index} type="button" class={classes!("button", act.tone.class())}
                        data-act={index.to_string()} aria-disabled={act.is_waiting.then_some("true")}>{ &act.label }</button>
                }) }
            </p>
        </section>
    }
}
