//! The settings of a run. They begin a new one: a run cannot be another than it was.

use crate::lab::scenario::{Parameter, Scenario, Values};
use crate::lab::transcript::Transcript;
use crate::ui::intent::Intent;
use crate::ui::pick::picked;

use crate::words;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Settings`].
#[derive(Properties, PartialEq)]
pub struct SettingsProps {
    /// What the present run was started with.
    pub run: Scenario,
    /// What the person wants.
    pub on_intent: Callback<Intent>,
    /// Called when the settings are to be put away.
    pub on_close: Callback<()>,
}

/// What stands in the fields, right or wrong, in the order of the bench's parameters.
#[derive(Clone, PartialEq)]
struct Draft {
    bench: &'static str,
    values: Vec<String>,
}

/// A field that cannot be, or the whole form if none is named; and what would be right.
#[derive(Clone, Debug, PartialEq)]
struct Problem {
    field: Option<&'static str>,
    words: String,
}

impl Draft {
    fn of(run: &Scenario) -> Draft {
        let values = run.parameters().map(|parameter| run.value(parameter.name).unwrap_or_default());
        Draft { bench: run.bench(), values: values.collect() }
    }

    fn defaults(&self) -> Scenario {
        Scenario::named(self.bench).unwrap_or_default()
    }

    /// The bench's parameters with what stands in their fields.
    fn fields(&self) -> impl Iterator<Item = (&'static Parameter, &String)> {
        self.defaults().parameters().zip(&self.values)
    }

    /// The run, or what is wrong with the fields.
    fn run(&self) -> Result<Scenario, Vec<Problem>> {
        let (mut run, mut problems) = (self.defaults(), Vec::new());
        for (parameter, value) in self.fields() {
            match run.with(parameter.name, value.trim()) {
                Ok(with) => run = with,
                Err((_, hint)) => problems.push(Problem { field: Some(parameter.name), words: hint }),
            }
        }
        if let (true, Err(error)) = (problems.is_empty(), Transcript::parse(&run.to_string())) {
            let hint = error.hint.unwrap_or_default();
            problems.push(Problem { field: None, words: format!("{}: {hint}", error.message) });
        }
        if problems.is_empty() { Ok(run) } else { Err(problems) }
    }
}

/// Shows the settings of a run.
#[component]
pub fn Settings(props: &SettingsProps) -> Html {
    let draft = use_state(|| Draft::of(&props.run));
    let problems = use_state(Vec::<Problem>::new);
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
            if let Some(index) = draft.defaults().parameters().position(|parameter| parameter.name == name) {
                next.values[index] = value;
            }
            draft.set(next);
        })
    };
    let onsubmit = {
        let (draft, problems, on_intent, on_close) =
            (draft.clone(), problems.clone(), props.on_intent.clone(), props.on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.run() {
                Ok(run) => {
                    on_close.emit(());
                    on_intent.emit(Intent::Begin(run));
                }
                Err(found) => problems.set(found),
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
            { for draft.fields().enumerate().map(|(index, (parameter, value))| {
                let problem = problems.iter().find(|problem| problem.field == Some(parameter.name));
                match parameter.values {
                    Values::Number(..) | Values::Time(_) => number_field(parameter.name, value, problem, (index == 0).then_some(&first)),
                    Values::Words(values) => select_field(parameter.name, values, value),
                }
            }) }
            { for problems.iter().filter(|problem| problem.field.is_none()).map(|problem| html! {
                <p key={problem.words.clone()} class="settings__problem" role="alert">{ &problem.words }</p>
            }) }
            <p class="settings__acts">
                <button type="submit" class="button button--main">{ words::settings_begin() }</button>
                <button type="button" class="button" onclick={oncancel}>{ words::settings_cancel() }</button>
            </p>
        </form>
    }
}

fn number_field(name: &'static str, value: &str, problem: Option<&Problem>, first: Option<&NodeRef>) -> Html {
    let (id, problem_id) = (format!("setting-{name}"), format!("setting-{name}-problem"));
    html! {
        <p class="settings__field" key={name}>
            <label for={id.clone()}>{ setting_label(name) }</label>
            <input ref={first.cloned().unwrap_or_default()} {id} {name} class="field" inputmode="numeric" autocomplete="off"
                value={value.to_owned()} aria-invalid={problem.is_some().then_some("true")}
                aria-describedby={problem.is_some().then(|| problem_id.clone())} />
            if let Some(problem) = problem {
                <span class="settings__problem" id={problem_id} role="alert">{ &problem.words }</span>
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
        "edition" => words::setting_edition(),
        "hubs" => words::setting_hubs(),
        "clients" => words::setting_clients(),
        "admin_minutes" => words::setting_admin_minutes(),
        "sites" => words::setting_sites(),
        "witness" => words::setting_witness(),
        "nodes" => words::setting_nodes(),
        "quorum" => words::setting_quorum(),
        "source" => words::setting_source(),
        "target" => words::setting_target(),
        "standby" => words::setting_standby(),
        "targets" => words::setting_targets(),
        "replay_lag" => words::setting_replay_lag(),
        "truncation_lag" => words::setting_truncation_lag(),
        "directory_replication" => words::setting_directory_replication(),
        "log_disk_mb" => words::setting_log_disk(),
        "database_disk_mb" => words::setting_database_disk(),
        _ => words::setting_seed(),
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
        "standard" => words::edition_standard(),
        "enterprise" => words::edition_enterprise(),
        "2003" => words::windows_2003(),
        "2008" => words::windows_2008(),
        "disk" => words::quorum_disk(),
        "disk-only" => words::quorum_disk_only(),
        "majority" => words::quorum_majority(),
        "share" => words::quorum_share(),
        "node-and-share" => words::quorum_node_and_share(),
        "node-and-disk" => words::quorum_node_and_disk(),
        "Lossless" => words::dial_lossless(),
        "GoodAvailability" => words::dial_good(),
        "BestAvailability" => words::dial_best(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_a_run_or_names_its_wrong_fields() {
        let fields = |draft: &Draft| match draft.run() {
            Ok(_) => Vec::new(),
            Err(problems) => problems.into_iter().map(|problem| problem.field).collect(),
        };
        let mut draft = Draft::of(&Scenario::default());
        assert_eq!(draft.run(), Ok(Scenario::default()));
        draft.values[0] = "x".into();
        draft.values[1] = "0".into();
        assert_eq!(fields(&draft), [Some("seed"), Some("mailboxes")]);
    }

    #[test]
    fn values_that_do_not_go_together_are_a_problem_of_the_whole_form() {
        let run = Scenario::default().with("build", "rtm").and_then(|run| run.with("windows", "2008"));
        let draft = run.map(|run| Draft::of(&run)).expect("each value is right by itself");
        assert!(draft.run().is_err_and(|problems| problems.len() == 1 && problems[0].field.is_none()));
    }
}
