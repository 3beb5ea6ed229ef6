//! What to try next: the guided story, one step after the other.

use super::compare::CompareTable;
use super::inspect::action_button;
use crate::lab::session::{BranchInfo, Cost};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::view_model::actions::PartAction;
use crate::ui::view_model::story::{STEPS, Step, Story};
use crate::ui::view_model::tale::Tale;
use crate::ui::view_model::{branches, moment};
use crate::words;
use yew::prelude::*;

/// Properties of [`TryNextPanel`].
#[derive(Properties, PartialEq)]
pub struct TryNextPanelProps {
    /// How far the story is.
    pub story: Story,
    /// The way through a mode that has no guided story.
    #[prop_or_default]
    pub tale: Option<Tale>,
    /// What the branch has cost, once somebody did something.
    pub cost: Option<Cost>,
    /// Letters that wait at a hub now.
    pub queued: u64,
    /// The branches, while they are to lie side by side.
    pub compared: Option<Shared<Vec<BranchInfo>>>,
    /// Further things to try.
    pub suggestions: Vec<PartAction>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// What there is to do, in order, whatever it comes from.
struct Way {
    title: &'static str,
    words: &'static str,
    over: &'static str,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    words: &'static str,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Done,
    Next,
    Later,
}

impl Way {
    fn of(props: &TryNextPanelProps) -> Way {
        match &props.tale {
            Some(tale) => Way::second_half_of_tale(tale),
            None => Way::of_story(&props.story),
        }
    }

    fn of_story(story: &Story) -> Way {
        let row = |step: Step| Row {
            name: step_name(step).to_owned(),
            words: step_words(step),
            stage: match story.next == Some(step) {
                true => Stage::Next,
                false if story.done.contains(&step) => Stage::Done,
                false => Stage::Later,
            },
        };
        Way {
            title: words::story_title(),
            words: words::story_words(),
            over: words::story_over(),
            rows: STEPS.into_iter().map(row).collect(),
        }
    }

    #[inline(never)]
    fn second_half_of_tale(tale: &Tale) -> Way {
        let next = tale.chapters.iter().position(|chapter| !chapter.is_done);
        let rows = tale.chapters.iter().enumerate().map(|(index, chapter)| Row {
            name: chapter.name.clone(),
            words: chapter.words,
            stage: match next == Some(index) {
                true => Stage::Next,
                false if chapter.is_done => Stage::Done,
                false => Stage::Later,
            },
        });
        Way { title: tale.title, words: tale.words, over: words::tale_over(), rows: rows.collect() }
    }
}

fn step_row((index, row): (usize, &Row)) -> Html {
    let modifier = match row.stage {
        Stage::Next => "story__step--next",
        Stage::Done => "story__step--done",
        Stage::Later => "story__step--later",
    };
    html! {
        <li key={index} class={classes!("story__step", modifier)} aria-current={(row.stage == Stage::Next).then_some("step")}>
            <p class="story__name">
                { &row.name }
                if row.stage == Stage::Done { <span class="visually-hidden">{ words::story_done() }</span> }
            </p>
            if row.stage == Stage::Next { <p class="story__words">{ row.words }</p> }
        </li>
    }
}

/// Shows the story. Its buttons are under the drawing, where everybody sees them.
#[component]
pub fn TryNextPanel(props: &TryNextPanelProps) -> Html {
    let way = Way::of(props);
    let onclick = {
        let on_intent = props.on_intent.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(command) = picked(&event, "data-command") {
                on_intent.emit(Intent::EnterAndRun(command.into()));
            }
        })
    };
    html! {
        <div class="story">
            if let Some(branches) = &props.compared {
                { second_half_comparison(branches, props) }
            }
            <h2>{ way.title }</h2>
            <p class="panel__quiet">{ way.words }</p>
            <ol class="story__steps">{ for way.rows.iter().enumerate().map(step_row) }</ol>
            if let Some(cost) = &props.cost {
                { second_half_cost(cost, props.queued) }
            }
            if way.rows.iter().all(|row| row.stage != Stage::Next) {
                <p>{ way.over }</p>
            }
            if !props.suggestions.is_empty() {
                <details class="suggestions" {onclick}>
                    <summary>{ words::suggestions() }</summary>
                    <div class="inspect__actions">{ for props.suggestions.iter().map(action_button) }</div>
                </details>
            }
        </div>
    }
}

#[inline(never)]
fn second_half_comparison(branches: &Shared<Vec<BranchInfo>>, props: &TryNextPanelProps) -> Html {
    let onaway = props.on_intent.reform(|_: MouseEvent| Intent::Compare(false));
    html! {
        <>
            <h2>{ words::compare_table() }</h2>
            <CompareTable branches={branches.clone()} />
            <p class="story__away">
                <button type="button" class="link-button" onclick={onaway}>{ words::compare_away() }</button>
            </p>
        </>
    }
}

/// There is a cost only once somebody has broken something.
#[inline(never)]
fn second_half_cost(cost: &Cost, queued: u64) -> Html {
    let row = |label: &'static str, value: String| html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> };
    html! {
        <section class="cost" aria-label={words::cost()}>
            <h3>{ words::cost() }</h3>
            <dl>
                { row(words::cost_behind(), branches::stayed_behind(cost)) }
                { row(words::cost_returned(), words::letters(cost.letters_brought_back)) }
                { row(words::cost_lost(), branches::lost(cost)) }
                { row(words::cost_queued(), words::letters(queued)) }
                { row(words::cost_down(), moment::span_in_words(cost.down)) }
            </dl>
        </section>
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
