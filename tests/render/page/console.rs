//! The console in its states.

use crate::ssr::html;
use failover_lab::engine::SimTime;
use failover_lab::lab::session::{ConsoleLine, ConsoleText};
use failover_lab::ui::components::console::{Console, ConsoleProps};
use failover_lab::ui::shared::Shared;
use yew::Callback;

fn console(count: usize) -> String {
    html::<Console>(move || {
        let line = |n: usize| {
            let text = match n % 3 {
                0 => ConsoleText::Prompt(format!("[PS] C:\\>Get-Thing {n}")),
                1 => ConsoleText::Output("Name   Status\n----   ------\na      Healthy".into()),
                _ => ConsoleText::Error("no such thing".into()),
            };
            ConsoleLine { at: SimTime::ZERO, text }
        };
        ConsoleProps {
            lines: Shared::new((0..count).map(line).collect()),
            history: Shared::new(Vec::new()),
            prompt: "[PS] C:\\>".into(),
            complete: Callback::from(|_| Vec::new()),
            on_intent: Callback::noop(),
        }
    })
}

#[test]
fn output_keeps_its_spaces_and_errors_look_like_errors() {
    let html = console(3);
    assert!(html.contains("<pre class=\"console__line\">Name   Status\n----   ------"), "{html}");
    assert!(html.contains("console__line--error") && html.contains("console__line--prompt"), "{html}");
    assert!(html.contains("role=\"log\""));
}

#[test]
fn an_empty_console_says_what_it_is_for() {
    assert!(console(0).contains("Get-StorageGroupCopyStatus"));
    assert!(!console(1).contains("console__welcome"));
}

#[test]
fn a_long_history_is_shown_from_its_end() {
    let html = console(1_000);
    assert_eq!(html.matches("<pre").count(), 120);
    assert!(html.contains("880 earlier lines") && html.contains("Get-Thing 999"), "{html}");
}

#[test]
fn the_line_is_a_named_combobox_without_an_open_list() {
    let html = console(0);
    assert!(html.contains("role=\"combobox\"") && html.contains("aria-expanded=\"false\""), "{html}");
    assert!(html.contains("for=\"console-line\"") && !html.contains("role=\"listbox\""), "{html}");
}
