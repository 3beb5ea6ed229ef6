//! The line of the console that is being written: history, ghost text, completions.
//!
//! Tab is left alone. Arrow up and down walk through the history, Ctrl and space open the completions, arrow right at
//! the end takes the ghost.

use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::shared::Shared;
use crate::ui::view_model::typing::{self, History, Offer};
use crate::words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Most completions that are listed.
const OFFERS_SHOWN: usize = 12;

/// Properties of [`ConsoleInput`].
#[derive(Properties, PartialEq)]
pub struct ConsoleInputProps {
    /// What stands before the line: the prompt, or a question.
    pub prompt: AttrValue,
    /// Lines entered before, oldest first.
    pub history: Shared<Vec<String>>,
    /// What could stand at the caret of a line.
    pub complete: Callback<(String, usize), Vec<Offer>>,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
}

/// The line and the list below it.
#[derive(Clone, Default, PartialEq)]
struct Writing {
    line: String,
    /// What the first completion would add.
    ghost: Option<String>,
    /// Completions, while the list is open, and which one is marked.
    offers: Vec<Offer>,
    marked: usize,
}

impl Writing {
    fn of(line: String, complete: &Callback<(String, usize), Vec<Offer>>) -> Writing {
        let offers = if line.is_empty() { Vec::new() } else { complete.emit((line.clone(), line.len())) };
        let ghost = offers.first().and_then(|offer| typing::ghost(&line, offer));
        Writing { line, ghost, ..Writing::default() }
    }

    fn is_open(&self) -> bool {
        !self.offers.is_empty()
    }
}

/// Shows the line that is being written.
#[component]
pub fn ConsoleInput(props: &ConsoleInputProps) -> Html {
    let writing = use_state_eq(Writing::default);
    let history = use_mut_ref(History::default);
    let field = use_node_ref();

    let oninput = {
        let (writing, complete) = (writing.clone(), props.complete.clone());
        Callback::from(move |event: InputEvent| {
            let line = event.target_unchecked_into::<HtmlInputElement>().value();
            writing.set(Writing::of(line, &complete));
        })
    };
    let onsubmit = {
        let (writing, history, on_intent) = (writing.clone(), history.clone(), props.on_intent.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            history.borrow_mut().reset();
            on_intent.emit(Intent::Enter(writing.line.clone().into()));
            writing.set(Writing::default());
        })
    };
    let onkeydown = {
        let (writing, complete, history) = (writing.clone(), props.complete.clone(), history.clone());
        let (lines, on_intent) = (props.history.clone(), props.on_intent.clone());
        Callback::from(move |event: KeyboardEvent| {
            let field = event.target_unchecked_into::<HtmlInputElement>();
            let caret = field.selection_end().ok().flatten().unwrap_or_default() as usize;
            let is_marking = field.selection_start().ok().flatten() != field.selection_end().ok().flatten();
            if event.ctrl_key() && event.key() == "c" && !is_marking {
                on_intent.emit(Intent::Interrupt);
                return;
            }
            let next = key_pressed(&writing, &event, caret, &complete, (&mut history.borrow_mut(), &lines));
            if let Some(next) = next {
                event.prevent_default();
                event.stop_propagation();
                writing.set(next);
            }
        })
    };
    let onpick = {
        let (writing, complete, field) = (writing.clone(), props.complete.clone(), field.clone());
        Callback::from(move |event: MouseEvent| {
            let index = picked(&event, "data-offer").and_then(|index| index.parse::<usize>().ok());
            if let Some(offer) = index.and_then(|index| writing.offers.get(index)) {
                writing.set(Writing::of(typing::taken(&writing.line, offer), &complete));
            }
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        })
    };
    let onblur = {
        let writing = writing.clone();
        Callback::from(move |_: FocusEvent| writing.set(Writing { offers: Vec::new(), ..(*writing).clone() }))
    };
    {
        let writing = writing.clone();
        // What is offered may be more than it was.
        use_effect_with(props.complete.clone(), move |complete| {
            if !writing.line.is_empty() {
                writing.set(Writing::of(writing.line.clone(), complete));
            }
        });
    }
    let is_open = writing.is_open();
    let list = use_node_ref();
    {
        let list = list.clone();
        use_effect_with(writing.marked, move |marked| {
            let option = list.cast::<web_sys::Element>().and_then(|list| list.children().item(*marked as u32));
            if let Some(option) = option {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    // A question may have several lines; only its last one stands before the answer.
    let (question, prompt) = props.prompt.rsplit_once('\n').unwrap_or(("", &props.prompt));
    let question = question.trim_matches('\n');
    html! {
        <form class="console__form" {onsubmit}>
            if !question.is_empty() {
                <p class="console__question" id="console-question" translate="no">{ question }</p>
            }
            <label class="console__prompt" for="console-line">
                <span class="visually-hidden">{ words::console_line() }</span>
                <span translate="no">{ prompt }</span>
            </label>
            <div class="console__entry">
                <span class="console__ghost" aria-hidden="true">
                    <span class="console__ghost-room">{ &writing.line }</span>{ writing.ghost.clone().unwrap_or_default() }
                </span>
                <input ref={field} id="console-line" class="console__field" type="text" role="combobox" translate="no"
                    autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="go"
                    aria-autocomplete="list" aria-expanded={is_open.to_string()} aria-describedby={if question.is_empty() { "console-keys" } else { "console-question" }}
                    aria-controls={is_open.then_some("console-offers")}
                    aria-activedescendant={is_open.then(|| format!("console-offer-{}", writing.marked))}
                    value={writing.line.clone()} {oninput} {onkeydown} {onblur} />
                if is_open {
                    <ul ref={list} class="console__offers" role="listbox" id="console-offers" aria-label={words::console_offers()}
                        onmousedown={onpick}>
                        { for writing.offers.iter().enumerate().map(|(index, offer)| html! {
                            <li key={offer.text.clone()} role="option" id={format!("console-offer-{index}")}
                                class={classes!("console__offer", (index == writing.marked).then_some("console__offer--marked"))}
                                data-offer={index.to_string()} aria-selected={(index == writing.marked).to_string()}>
                                { &offer.text }
                            </li>
                        }) }
                    </ul>
                }
            </div>
            <span class="console__keys" id="console-keys">{ words::console_keys() }</span>
        </form>
    }
}

/// What a key makes of the line; nothing if the browser is to deal with it.
fn key_pressed(
    writing: &Writing,
    event: &KeyboardEvent,
    caret: usize,
    complete: &Callback<(String, usize), Vec<Offer>>,
    (history, lines): (&mut History, &[String]),
) -> Option<Writing> {
    let key = event.key();
    let count = writing.offers.len();
    if writing.is_open() {
        let marked = match key.as_str() {
            "ArrowDown" => (writing.marked + 1) % count,
            "ArrowUp" => (writing.marked + count - 1) % count,
            "Enter" => {
                return Some(Writing::of(typing::taken(&writing.line, &writing.offers[writing.marked]), complete));
            }
            "Escape" => return Some(Writing { offers: Vec::new(), ..writing.clone() }),
            _ => return None,
        };
        return Some(Writing { marked, ..writing.clone() });
    }
    match key.as_str() {
        " " if event.ctrl_key() => {
            let mut offers = complete.emit((writing.line.clone(), typing::caret_byte(&writing.line, caret)));
            offers.truncate(OFFERS_SHOWN);
            Some(Writing { offers, marked: 0, ..writing.clone() })
        }
        "ArrowRight" if typing::caret_byte(&writing.line, caret) == writing.line.len() => {
            writing.ghost.as_ref()?;
            let offer = complete.emit((writing.line.clone(), writing.line.len())).into_iter().next()?;
            Some(Writing::of(typing::taken(&writing.line, &offer), complete))
        }
        "ArrowUp" => history.earlier(lines, &writing.line).map(|line| Writing { line, ..Writing::default() }),
        "ArrowDown" => history.later(lines).map(|line| Writing { line, ..Writing::default() }),
        "Escape" if !writing.line.is_empty() => Some(Writing::default()),
        _ => None,
    }
}
