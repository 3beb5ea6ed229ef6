//! The console: what was entered, what came back, and a line to enter more.

mod input;

pub use input::ConsoleInput;

use crate::lab::session::{ConsoleLine, ConsoleText};
use crate::ui::intent::Intent;
use crate::ui::shared::Shared;
use crate::ui::view_model::typing::Offer;
use crate::words;
use web_sys::Element;
use yew::prelude::*;

/// Entries that are in the page at first, and that *Earlier* adds.
const SCREENFUL: usize = 120;

/// Properties of [`Console`].
#[derive(Properties, PartialEq)]
pub struct ConsoleProps {
    /// What was entered and what came back, oldest first.
    pub lines: Shared<Vec<ConsoleLine>>,
    /// What stands before the line: the prompt, or a question.
    pub prompt: AttrValue,
    /// Lines entered before, oldest first.
    pub history: Shared<Vec<String>>,
    /// What could stand at the caret of a line.
    pub complete: Callback<(String, usize), Vec<Offer>>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// Shows the console.
#[component]
pub fn Console(props: &ConsoleProps) -> Html {
    let shown = use_state_eq(|| SCREENFUL);
    let output = use_node_ref();
    {
        let output = output.clone();
        // The newest line is the one to see.
        use_effect_with(props.lines.clone(), move |_| {
            if let Some(output) = output.cast::<Element>() {
                output.set_scroll_top(output.scroll_height());
            }
        });
    }
    let onearlier = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + SCREENFUL))
    };
    let hidden = props.lines.len().saturating_sub(*shown);
    html! {
        <section class="console" aria-label={words::console()}>
            <div ref={output} class="console__scroll">
                if hidden > 0 {
                    <button type="button" class="console__earlier" onclick={onearlier}>
                        { words::console_earlier(hidden as u64) }
                    </button>
                }
                if props.lines.is_empty() {
                    <p class="console__welcome">{ words::console_welcome() }</p>
                }
                <div class="console__output" role="log" tabindex="0" aria-label={words::console_output()} translate="no">
                    { for props.lines[hidden..].iter().enumerate().map(|(index, line)| console_line(hidden + index, line)) }
                </div>
            </div>
            <ConsoleInput prompt={props.prompt.clone()} history={props.history.clone()} complete={props.complete.clone()}
                on_intent={props.on_intent.clone()} />
        </section>
    }
}

fn console_line(number: usize, line: &ConsoleLine) -> Html {
    let (class, text) = match &line.text {
        ConsoleText::Prompt(text) => ("console__line console__line--prompt", text),
        ConsoleText::Output(text) => ("console__line", text),
        ConsoleText::Error(text) => ("console__line console__line--error", text),
        ConsoleText::Cleared => return Html::default(),
    };
    html! { <pre key={number} {class}>{ text }</pre> }
}
