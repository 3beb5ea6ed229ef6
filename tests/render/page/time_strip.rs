//! The time strip, its branches and their comparison.

use crate::ssr::html;
use failover_lab::engine::{SimSpan, SimTime};
use failover_lab::lab::session::{BranchInfo, Cost};
use failover_lab::ui::components::time_strip::*;
use failover_lab::ui::shared::Shared;
use failover_lab::ui::view_model::axis::Axis;
use failover_lab::ui::view_model::lanes;
use failover_lab::ui::view_model::lens::Pace;
use yew::Callback;

fn secs(seconds: u64) -> SimTime {
    SimTime::from_secs(seconds)
}

fn branch(name: &str, forked_at: u64, lost: u64, is_current: bool) -> BranchInfo {
    BranchInfo {
        name: name.into(),
        forked_at: secs(forked_at),
        parent: None,
        end: secs(200),
        marks: vec![(secs(60), "Stop-LabComponent EXCHMAILBOX1 -How PowerCut".into())],
        cost: Cost {
            letters_left_behind: lost + 25,
            letters_brought_back: 25,
            edits_lost: 12,
            down: SimSpan::from_secs(36),
        },
        is_current,
    }
}

fn strip(now: u64, is_running: bool, pace: Pace, branches: fn() -> Vec<BranchInfo>) -> String {
    html::<TimeStrip>(move || {
        let axis = Axis::holding(secs(200));
        let service = [(secs(0), secs(60), true), (secs(60), secs(96), false), (secs(96), secs(200), true)];
        let queue = [(secs(0), 0), (secs(40), 1), (secs(44), 0)];
        let deeds = [(secs(60), "Stop-LabComponent EXCHMAILBOX1 -How PowerCut".to_owned())];
        let view = LanesView {
            axis,
            service: lanes::stretches(axis, &service),
            copy: lanes::outline(axis, &queue, secs(200)),
            copy_longest: 1,
            replay: lanes::outline(axis, &queue, secs(200)),
            replay_longest: 3,
            marks: lanes::marks(axis, &deeds),
            words: "In words.".into(),
        };
        TimeStripProps {
            now: secs(now),
            end: secs(200),
            axis,
            is_running,
            pace,
            speed_tenths: 80,
            lanes: Shared::new(view),
            branches: Shared::new(branches()),
            on_intent: Callback::noop(),
        }
    })
}

fn alone() -> Vec<BranchInfo> {
    vec![branch("1", 0, 31, true)]
}

fn two() -> Vec<BranchInfo> {
    vec![branch("1", 0, 31, false), branch("2", 50, 0, true)]
}

#[test]
fn the_slider_speaks_its_moment() {
    let html = strip(150, true, Pace::Automatic, alone);
    assert!(html.contains("type=\"range\"") && html.contains("aria-valuetext=\"2 min 30 s\""), "{html}");
    assert!(html.contains("aria-label=\"Pause\"") && !html.contains("aria-label=\"Play\""), "{html}");
    assert!(html.contains("0:02:30"), "{html}");
}

#[test]
fn a_paused_strip_offers_play_and_a_chosen_pace_stays_chosen() {
    let html = strip(200, false, Pace::Fixed(70), alone);
    assert!(html.contains("aria-label=\"Play\""), "{html}");
    assert!(html.contains("value=\"7\" selected"), "{html}");
}

#[test]
fn the_lanes_show_outage_deed_and_scale_and_are_told_in_words() {
    let html = strip(200, false, Pace::Automatic, alone);
    assert_eq!((html.matches("lanes__up").count(), html.matches("lanes__down").count()), (2, 1), "{html}");
    assert!(html.contains("power cut: EXCHMAILBOX1") && html.contains("aria-label=\"In words.\""), "{html}");
    assert_eq!(html.matches("lanes__scale").count(), 1, "{html}");
}

#[test]
fn branches_appear_with_the_second_one() {
    assert!(!strip(200, false, Pace::Automatic, alone).contains("branches__row"));
    let html = strip(100, false, Pace::Automatic, two);
    assert_eq!(html.matches("data-branch=").count(), 2, "{html}");
    assert_eq!(html.matches("aria-current=\"true\"").count(), 1, "{html}");
    assert!(html.contains("lost: 31 letters and 12 other changes"), "{html}");
}
