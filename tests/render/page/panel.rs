//! The panel's tabs in their states.

use crate::scenes;
use crate::ssr::html;
use failover_lab::engine::{EntryNumber, SimSpan, SimTime};
use failover_lab::lab::session::{BranchInfo, Cost, JournalLine, RuleTold, WhyStep};
use failover_lab::ui::components::panel::*;
use failover_lab::ui::shared::Shared;
use failover_lab::ui::state::Tab;
use failover_lab::ui::view_model::story::{Step, Story};
use std::rc::Rc;
use yew::{Callback, Html};

#[test]
fn exactly_one_tab_is_open_and_in_the_tab_order() {
    let html = html::<Panel>(|| PanelProps { tab: Tab::Why, on_intent: Callback::noop(), children: Html::default() });
    assert_eq!(html.matches("role=\"tab\"").count(), 4, "{html}");
    assert_eq!(html.matches("aria-selected=\"true\"").count(), 1, "{html}");
    assert_eq!(html.matches("tabindex=\"-1\"").count(), 3, "{html}");
    assert!(html.contains("id=\"panel-why\"") && html.contains("aria-controls=\"panel-why\""), "{html}");
}

fn why(count: u32) -> String {
    html::<WhyPanel>(move || {
        let step = |n: u32| WhyStep {
            number: EntryNumber(n),
            at: SimTime::from_secs(u64::from(n)),
            text: format!("step {n}"),
            rule: (n > 0).then_some(RuleTold {
                id: "heartbeat-loss",
                sentence: "Five in a row.",
                grade: "documented",
                source: "A page",
            }),
            is_command: n == 0,
        };
        WhyPanelProps {
            steps: Shared::new((0..count).rev().map(step).collect()),
            is_latest: false,
            on_intent: Callback::noop(),
        }
    })
}

#[test]
fn why_walks_back_to_what_a_person_did_and_shows_each_rules_pedigree() {
    let html = why(3);
    assert!(html.contains(">step 2</h2>"), "{html}");
    assert_eq!(html.matches("why__step--command").count(), 1, "{html}");
    assert_eq!(html.matches("heartbeat loss</summary>").count(), 2, "{html}");
    assert_eq!(html.matches("<li").count(), 2, "what is asked about is the question, not one of the answers: {html}");
    assert!(html.contains("documented") && html.contains("Five in a row.") && html.contains("A page"), "{html}");
    assert!(why(0).contains("Nothing has happened yet"));
}

fn journal(count: u32) -> String {
    html::<JournalPanel>(move || {
        let line = |n: u32| JournalLine {
            number: EntryNumber(n),
            at: SimTime::from_secs(u64::from(n)),
            event: "LogClosed",
            subject: "x".into(),
            text: format!("entry {n}."),
            rule: None,
            causes: if n == 0 { vec![] } else { vec![n - 1] },
            by_person: n.is_multiple_of(10),
            is_notable: true,
        };
        let lines = Shared::new((0..count).rev().map(line).collect());
        JournalPanelProps { lines, is_whole: false, on_intent: Callback::noop() }
    })
}

#[test]
fn the_journal_shows_whole_screenfuls_and_offers_earlier_lines_if_there_are_any() {
    let screenful = SCREENFUL as u32;
    let html = journal(screenful + 1);
    assert_eq!(html.matches("<li").count(), SCREENFUL);
    assert!(html.contains("entry 60.") && !html.contains("entry 0."), "{html}");
    assert!(html.contains("Earlier entries"), "{html}");
    assert!(!journal(screenful).contains("Earlier entries"));
    assert!(!journal(1).contains("Earlier entries") && !journal(0).contains("<li"));
}

fn inspect(id: Option<&'static str>) -> String {
    html::<InspectPanel>(move || InspectPanelProps {
        scene: Rc::new(scenes::all().into_iter().find(|(name, _)| *name == "healthy").expect("a scene").1),
        inspected: id.map(|id| Inspected { id: id.into(), facts: vec![("Up since".into(), "0s".into())] }),
        on_intent: Callback::noop(),
    })
}

#[test]
fn a_chosen_part_shows_state_facts_and_each_action_with_its_command() {
    let html = inspect(Some("EXCHMAILBOX1"));
    assert!(html.contains("data-command=\"Stop-LabComponent EXCHMAILBOX1 -How PowerCut\""), "{html}");
    assert!(html.contains("Cut the power") && html.contains("<th scope=\"row\">Up since</th>"), "{html}");
    assert!(html.contains("data-command=\"Close-LabLog\""), "{html}");
    let html = inspect(Some("EXCHMAILBOX2"));
    assert!(html.contains("Move-ClusteredMailboxServer -Identity:EXCHCMS -TargetMachine:EXCHMAILBOX2"), "{html}");
}

#[test]
fn without_a_part_all_parts_are_listed_with_their_states_in_words() {
    let html = inspect(None);
    for id in ["EXCHMAILBOX1", "EXCHMAILBOX2\\Replication", "HUB1", "HUB1\\Witness", "Public", "Private"] {
        assert!(html.contains(&format!("data-choose=\"{id}\"")), "{id}: {html}");
    }
}

#[test]
fn a_part_that_is_not_there_is_no_disaster() {
    assert!(inspect(Some("NOBODY")).contains("NOBODY"));
}

fn story(done: &'static [Step], next: Option<Step>, cost: Option<Cost>, branches: u32) -> String {
    html::<TryNextPanel>(move || {
        let branch = |n: u32| BranchInfo {
            name: n.to_string(),
            forked_at: SimTime::from_secs(50),
            parent: None,
            end: SimTime::from_secs(200),
            marks: vec![(SimTime::from_secs(60), "Stop-LabComponent EXCHMAILBOX1 -How PowerCut".into())],
            cost: Cost { letters_left_behind: u64::from(n) * 10, ..Cost::default() },
            is_current: n == 2,
        };
        TryNextPanelProps {
            story: Story { done: done.to_vec(), next, is_copying: false, rewind_to: None },
            tale: None,
            cost,
            queued: 4,
            compared: (branches > 0).then(|| Shared::new((1..=branches).map(branch).collect())),
            suggestions: Vec::new(),
            on_intent: Callback::noop(),
        }
    })
}

#[test]
fn the_story_marks_the_next_step_and_explains_only_that() {
    let html = story(&[Step::Pull], Some(Step::Ask), None, 0);
    assert_eq!(html.matches("aria-current=\"step\"").count(), 1, "{html}");
    assert_eq!(html.matches("story__words").count(), 1, "{html}");
    assert_eq!(html.matches("story__step--done").count(), 1, "{html}");
    assert!(!html.contains("<button") && !html.contains("What this branch cost"), "{html}");
}

#[test]
fn the_cost_is_told_in_letters_changes_and_time() {
    let cost = Cost { letters_left_behind: 26, letters_brought_back: 25, edits_lost: 12, down: SimSpan::from_secs(95) };
    let html = story(&[Step::Pull], None, Some(cost), 0);
    for told in ["26 letters and 12 other changes", "25 letters", "1 letter and 12 other changes", "4 letters"] {
        assert!(html.contains(&format!("<dd>{told}</dd>")), "{told}: {html}");
    }
    assert!(html.contains("<dd>1 min 35 s</dd>") && html.contains("heart of it"), "{html}");
}

#[test]
fn compared_branches_are_columns_of_a_table() {
    let html = story(&[], None, None, 2);
    assert_eq!(html.matches("<th scope=\"col\"").count(), 2, "{html}");
    assert_eq!(html.matches("compare__current").count(), 1, "{html}");
    assert!(html.contains("10 letters") && html.contains("20 letters"), "{html}");
    assert_eq!(html.matches("power cut: EXCHMAILBOX1").count(), 2, "{html}");
}
