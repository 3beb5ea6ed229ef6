//! What to try next: the guided story, one step after the other.

use crate::ui::components::caption::Act;
use crate::ui::intent::Intent;
use crate::ui::view_model::story::{STEPS, Step, Story};
use crate::words;
use yew::prelude::*;

/// Properties of [`TryNextPanel`].
#[derive(Properties, PartialEq)]
pub struct TryNextPanelProps {
    /// How far the story is.
    pub story: Story,
    /// What to do in the next step.
    pub act: Option<Act>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the story.
#[component]
pub fn TryNextPanel(props: &TryNextPanelProps) -> Html {
    let onclick = {
        let (act, on_intent) = (props.act.clone(), props.on_intent.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(act) = act.as_ref().filter(|act| !act.is_waiting) {
                on_intent.emit(act.intent.clone());
            }
        })
    };
    let story = &props.story;
    html! {
        <div class="story">
            <h2>{ words::story_title() }</h2>
            <p class="panel__quiet">{ words::story_words() }</p>
            <ol class="story__steps">
                { for STEPS.into_iter().map(|step| {
                    let is_done = story.done.contains(&step);
                    let is_next = story.next == Some(step);
                    let modifier = if is_next { "next" } else if is_done { "done" } else { "later" };
                    html! {
                        <li key={step as usize} class={classes!("story__step", format!("story__step--{modifier}"))}
                            aria-current={is_next.then_some("step")}>
                            <p class="story__name">
                                { step_name(step) }
                                if is_done {
                                    <span class="visually-hidden">{ words::story_done() }</span>
                                }
                            </p>
                            if is_next {
                                <p class="story__words">{ step_words(step) }</p>
                                if let Some(act) = &props.act {
                                    <button type="button" class="button" onclick={onclick.clone()}
                                        aria-disabled={act.is_waiting.then_some("true")}>{ &act.label }</button>
                                }
                            }
                        </li>
                    }
                }) }
            </ol>
            if story.next.is_none() {
                <p>{ words::story_over() }</p>
            }
        </div>
    }
}

fn step_name(step: Step) -> &'static str {
    match step {
        Step::Pull => words::story_pull(),
        Step::Ask => words::story_ask(),
        Step::Rewind => words::story_rewind(),
        Step::Close => words::story_close(),
        Step::PullAgain => words::story_pull_again(),
        Step::Compare => words::story_compare(),
    }
}

fn step_words(step: Step) -> &'static str {
    match step {
        Step::Pull => words::story_pull_words(),
        Step::Ask => words::story_ask_words(),
        Step::Rewind => words::story_rewind_words(),
        Step::Close => words::story_close_words(),
        Step::PullAgain => words::story_pull_again_words(),
        Step::Compare => words::story_compare_words(),
    }
}
