//! The settings of a run. They begin a new one: a run cannot be another than it was.

use crate::ui::intent::Intent;
use crate::ui::pick::picked;
use crate::ui::view_model::run_settings::{CHOICES, RunSettings};
use crate::words;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    /// What the present run was started with.
    pub run: RunSettings,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
    /// Called when the settings are to be put away.
    pub on_close: Callback<()>,
}

/// What stands in the fields, right or wrong.
#[derive(Clone, PartialEq)]
struct Draft {
    seed: String,
    values: Vec<String>,
}

impl Draft {
    fn of(run: &RunSettings) -> Draft {
        Draft { seed: run.seed.to_string(), values: run.values.iter().map(|v| v.clone().unwrap_or_default()).collect() }
    }

    /// The run, or the names of the fields that cannot be.
    fn run(&self) -> Result<RunSettings, Vec<&'static str>> {
        let mut wrong = Vec::new();
        let mut run = RunSettings { seed: self.seed.trim().parse().unwrap_or_default(), ..RunSettings::default() };
        if self.seed.trim().parse::<u32>().is_err() {
            wrong.push("seed");
        }
        for (index, value) in self.values.iter().enumerate().filter(|(_, value)| !value.trim().is_empty()) {
            match run.clone().with(index, value.trim()) {
                Some(with) => run = with,
                None => wrong.push(CHOICES[index].name),
            }
        }
        if wrong.is_empty() { Ok(run) } else { Err(wrong) }
    }
}

/// Shows the settings of a run.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let draft = use_state(|| Draft::of(&props.run));
    let wrong = use_state(Vec::<&'static str>::new);
    let first = use_node_ref();
    {
        let first = first.clone();
        use_effect_with((), move |()| {
            if let Some(field) = first.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        });
    }
    let onchange = {
        let draft = draft.clone();
        Callback::from(move |event: Event| {
            let (Some(name), Some(target)) = (picked(&event, "name"), event.target()) else { return };
            let value = match target.dyn_into::<HtmlInputElement>() {
                Ok(input) => input.value(),
                Err(target) => target.dyn_into::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default(),
            };
            let mut next = (*draft).clone();
            match CHOICES.iter().position(|choice| choice.name == name) {
                Some(index) => next.values[index] = value,
                None => next.seed = value,
            }
            draft.set(next);
        })
    };
    let onsubmit = {
        let (draft, wrong, on_intent, on_close) =
            (draft.clone(), wrong.clone(), props.on_intent.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.run() {
                Ok(run) => {
                    on_close.emit(());
                    on_intent.emit(Intent::Begin(run));
                }
                Err(names) => wrong.set(names),
            }
        })
    };
    let onkeydown = {
        let on_close = props.on_close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                on_close.emit(());
            }
        })
    };
    let oncancel = props.on_close.reform(|_: MouseEvent| ());
    html! {
        <form class="settings" aria-label={words::settings_of_run()} novalidate={true} {onchange} {onsubmit} {onkeydown}>
            <p class="settings__words">{ words::settings_words() }</p>
            { number_field("seed", words::setting_seed(), &draft.seed, "42", wrong.contains(&"seed"), Some(&first)) }
            { for CHOICES.iter().zip(&draft.values).map(|(choice, value)| match choice.values {
                [] => number_field(choice.name, setting_label(choice.name), value, words::setting_default(),
                    wrong.contains(&choice.name), None),
                values => select_field(choice.name, values, value),
            }) }
            <p class="settings__acts">
                <button type="submit" class="button button--main">{ words::settings_begin() }</button>
                <button type="button" class="button" onclick={oncancel}>{ words::settings_cancel() }</button>
            </p>
        </form>
    }
}

fn number_field(
    name: &'static str,
    label: &'static str,
    value: &str,
    hint: &'static str,
    is_wrong: bool,
    first: Option<&NodeRef>,
) -> Html {
    let (id, problem) = (format!("setting-{name}"), format!("setting-{name}-problem"));
    html! {
        <p class="settings__field" key={name}>
            <label for={id.clone()}>{ label }</label>
            <input ref={first.cloned().unwrap_or_default()} {id} {name} class="field" inputmode="numeric" autocomplete="off"
                value={value.to_owned()} placeholder={hint} aria-invalid={is_wrong.then_some("true")}
                aria-describedby={is_wrong.then(|| problem.clone())} />
            if is_wrong {
                <span class="settings__problem" id={problem} role="alert">{ setting_problem(name) }</span>
            }
        </p>
    }
}

fn select_field(name: &'static str, values: &'static [&'static str], value: &str) -> Html {
    let id = format!("setting-{name}");
    html! {
        <p class="settings__field" key={name}>
            <label for={id.clone()}>{ setting_label(name) }</label>
            <select {id} {name} class="field">
                <option value="" selected={value.is_empty()}>{ words::setting_default() }</option>
                { for values.iter().map(|known| html! {
                    <option key={*known} value={*known} selected={*known == value}>{ setting_value(known) }</option>
                }) }
            </select>
        </p>
    }
}

fn setting_label(name: &str) -> &'static str {
    match name {
        "mailboxes" => words::setting_mailboxes(),
        "profile" => words::setting_profile(),
        "build" => words::setting_build(),
        "windows" => words::setting_windows(),
        "dial" => words::setting_dial(),
        _ => words::setting_seed(),
    }
}

fn setting_problem(name: &str) -> &'static str {
    match name {
        "mailboxes" => words::setting_mailboxes_problem(),
        _ => words::setting_seed_problem(),
    }
}

fn setting_value(value: &'static str) -> &'static str {
    match value {
        "light" => words::profile_light(),
        "average" => words::profile_average(),
        "heavy" => words::profile_heavy(),
        "very-heavy" => words::profile_very_heavy(),
        "rtm" => words::build_rtm(),
        "sp1" => words::build_sp1(),
        "2003" => words::windows_2003(),
        "2008" => words::windows_2008(),
        "lossless" => words::dial_lossless(),
        "good" => words::dial_good(),
        "best" => words::dial_best(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_a_run_or_names_its_wrong_fields() {
        let mut draft = Draft::of(&RunSettings::default());
        assert_eq!(draft.run(), Ok(RunSettings::default()));
        draft.seed = "x".into();
        draft.values[0] = "0".into();
        draft.values[2] = "sp1".into();
        assert_eq!(draft.run(), Err(vec!["seed", "mailboxes"]));
    }
}
