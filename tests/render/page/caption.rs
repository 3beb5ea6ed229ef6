//! The caption line in its states.

use crate::ssr::html;
use failover_lab::engine::{EntryNumber, SimTime};
use failover_lab::ui::components::caption::{Act, Caption, CaptionProps, Tone};
use failover_lab::ui::components::notices::{Notices, NoticesProps};
use failover_lab::ui::intent::Intent;
use yew::Callback;

fn act(label: &'static str, tone: Tone, is_waiting: bool) -> Act {
    Act { label: label.into(), intent: Intent::RunOrPause, tone, is_waiting }
}

fn caption(rule: Option<&'static str>, acts: fn() -> Vec<Act>) -> String {
    html::<Caption>(move || CaptionProps {
        is_running: true,
        at: SimTime::from_secs(67),
        text: "EXCHMAILBOX1 loses its power.".into(),
        behind: rule.is_none().then_some(SimTime::from_secs(250)),
        entry: Some(EntryNumber(3)),
        rule: rule.map(Into::into),
        acts: acts(),
        on_intent: Callback::noop(),
    })
}

#[test]
fn the_caption_tells_when_what_and_by_which_rule() {
    let html = caption(Some("heartbeat loss"), Vec::new);
    assert!(html.contains("0:01:07") && html.contains("EXCHMAILBOX1 loses its power."), "{html}");
    assert!(html.contains("heartbeat loss</button>"), "{html}");
    assert!(!html.contains("Looking back"), "{html}");
    let html = caption(None, Vec::new);
    assert!(html.contains("Looking back; this run goes on to 0:04:10") && !html.contains("data-act"), "{html}");
}

#[test]
fn one_control_stands_out_and_a_waiting_one_says_so() {
    let html = caption(None, || vec![act("Pull the plug", Tone::Break, false), act("Later", Tone::Plain, true)]);
    assert_eq!(html.matches("button--break").count(), 1, "{html}");
    assert_eq!(html.matches("aria-disabled=\"true\"").count(), 1, "{html}");
}

#[test]
fn notices_are_one_box_and_nothing_without_a_notice() {
    let shown = |notices: &'static [&'static str]| {
        html::<Notices>(move || NoticesProps {
            notices: notices.iter().map(|notice| (*notice).into()).collect(),
            on_intent: Callback::noop(),
        })
    };
    assert_eq!(shown(&[]), "");
    let html = shown(&["one", "two"]);
    assert_eq!((html.matches("role=\"alert\"").count(), html.matches("<li>").count()), (1, 2), "{html}");
}
