//! The journal: everything that happened, newest first, a screenful at a time.

use crate::engine::{EntryNumber, SimTime};
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::stand_in::JournalLine;
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// Lines that are shown at first, and that *Earlier* adds.
const SCREENFUL: usize = 60;
/// Most lines that are ever in the page at once.
const SHOWN_MAX: usize = 600;

/// Properties of [`JournalPanel`].
#[derive(Properties, PartialEq)]
pub struct JournalPanelProps {
    /// The journal, oldest first.
    pub lines: Shared<Vec<JournalLine>>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the journal.
#[component]
pub fn JournalPanel(props: &JournalPanelProps) -> Html {
    let shown = use_state_eq(|| SCREENFUL);
    let onclick = {
        let on_intent = props.on_intent.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(number) = picked(&event, "data-why").and_then(|number| number.parse().ok()) {
                on_intent.emit(Intent::Ask(Some(EntryNumber(number))));
            } else if let Some(ms) = picked(&event, "data-at").and_then(|ms| ms.parse().ok()) {
                on_intent.emit(Intent::Seek(SimTime::from_millis(ms)));
            }
        })
    };
    let onearlier = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set((*shown + SCREENFUL).min(SHOWN_MAX)))
    };
    let hidden = props.lines.len().saturating_sub(*shown);
    html! {
        <div class="journal" {onclick}>
            <h2 class="visually-hidden">{ words::tab_journal() }</h2>
            <ol class="journal__lines">
                { for props.lines[hidden..].iter().rev().map(journal_line) }
            </ol>
            if hidden > 0 && *shown < SHOWN_MAX {
                <button type="button" class="button" onclick={onearlier}>{ words::journal_earlier(hidden as u64) }</button>
            }
        </div>
    }
}

fn journal_line(line: &JournalLine) -> Html {
    html! {
        <li key={line.number.0} class={classes!("journal__line", line.by_person.then_some("journal__line--person"))}>
            <button type="button" class="moment" data-at={line.at.as_millis().to_string()} title={words::go_to_moment()}>
                { moment::clock_with_tenths(line.at) }
            </button>
            <span class="journal__text">{ &line.text }</span>
            if !line.causes.is_empty() {
                <button type="button" class="journal__why" data-why={line.number.0.to_string()}
                    aria-label={words::why_line(&line.text)}>{ words::why() }</button>
            }
        </li>
    }
}
