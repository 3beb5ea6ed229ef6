//! The header and its settings.

use crate::ssr::html;
use failover_lab::lab::scenario::Scenario;
use failover_lab::ui::components::header::{Header, HeaderProps};
use yew::Callback;

fn header(is_dark: bool, is_setting: bool) -> String {
    html::<Header>(move || HeaderProps { is_dark, is_setting, run: Scenario::default(), on_intent: Callback::noop() })
}

#[test]
fn the_head_names_the_bench_and_offers_the_other_colours() {
    let html = header(false, false);
    assert!(html.contains("Failover Lab") && html.contains("cluster continuous replication"), "{html}");
    assert!(html.contains("aria-label=\"Dark colours\""), "{html}");
    assert!(header(true, false).contains("aria-label=\"Light colours\""));
    assert!(!html.contains("<a "), "a bench that is not there has no link: {html}");
}

#[test]
fn open_settings_have_a_label_for_every_field() {
    assert!(!header(false, false).contains("<form"));
    let html = header(false, true);
    for id in ["seed", "mailboxes", "profile", "build", "windows", "dial"] {
        assert!(html.contains(&format!("for=\"setting-{id}\"")), "{id}: {html}");
        assert!(html.contains(&format!("id=\"setting-{id}\"")), "{id}: {html}");
    }
    assert!(html.contains("aria-expanded=\"true\""));
}

#[test]
fn the_four_modes_are_a_switch_with_their_names_in_full() {
    let html = header(false, false);
    assert_eq!(html.matches("data-bench=").count(), 4, "{html}");
    assert_eq!(html.matches("aria-current=\"true\"").count(), 1, "{html}");
    for name in [
        "LCR, local continuous replication",
        "SCC, single copy cluster",
        "CCR, cluster continuous replication",
        "SCR, standby continuous replication",
    ] {
        assert!(html.contains(&format!("aria-label=\"{name}")), "{name}: {html}");
    }
}
