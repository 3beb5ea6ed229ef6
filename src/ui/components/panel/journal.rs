//! The journal: everything that happened, newest first, a screenful at a time.

use crate::engine::{EntryNumber, SimTime};
use crate::lab::session::JournalLine;
use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::view_model::moment;
use crate::words;
use yew::prelude::*;

/// Lines that are shown at first, and that *Earlier* adds.
pub const SCREENFUL: usize = 60;

/// Properties of [`JournalPanel`].
#[derive(Properties, PartialEq)]
pub struct JournalPanelProps {
    /// The newest lines and one more, newest first.
    pub lines: Shared<Vec<JournalLine>>,
    /// Whether routine is among them.
    pub is_whole: bool,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the journal.
#[component]
pub fn JournalPanel(props: &JournalPanelProps) -> Html {
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
    let is_whole = props.is_whole;
    let onwhole = props.on_intent.reform(move |_: Event| Intent::WholeJournal(!is_whole));
    let onearlier = props.on_intent.reform(|_: MouseEvent| Intent::MoreJournal);
    // A multiple of a screenful and one more: the one more is only a sign that there are earlier lines.
    let has_more = props.lines.len() % SCREENFUL == 1 && props.lines.len() > 1;
    let shown = props.lines.len() - usize::from(has_more);
    html! {
        <div class="journal" {onclick}>
            <h2 class="visually-hidden">{ words::tab_journal() }</h2>
            <label class="journal__whole">
                <input type="checkbox" checked={is_whole} onchange={onwhole} />
                { words::journal_whole() }
            </label>
            <ol class="journal__lines" reversed={true}>
                { for props.lines[..shown].iter().map(journal_line) }
            </ol>
            if has_more {
                <button type="button" class="button" onclick={onearlier}>{ words::journal_earlier() }</button>
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
