//! Votes, log stream and exposure as HTML.

use crate::{scenes, ssr};
use failover_lab::model::scene::Scene;
use failover_lab::ui::components::{
    exposure::{Exposure, ExposureProps},
    log_stream::{LogStream, LogStreamProps},
    votes::{Votes, VotesProps},
};
use failover_lab::ui::view_model::{log_stream::StreamTable, votes::Balance};
use std::rc::Rc;

fn votes(scene: Scene) -> String {
    ssr::html::<Votes>(move || VotesProps { scene: Rc::new(scene) })
}

fn exposure(scene: Scene) -> String {
    ssr::html::<Exposure>(move || ExposureProps { scene: Rc::new(scene) })
}

#[test]
fn the_balance_dips_to_the_heavier_side() {
    let dip = |scene: &Scene| {
        let [left, right] = Balance::of(scene).expect("a cluster votes").beam;
        (left.y - right.y).signum()
    };
    assert_eq!(dip(&scenes::healthy()), 1, "more votes than needed");
    assert_eq!(dip(&scenes::failing_over()), 0, "just as many as needed");
    assert_eq!(dip(&scenes::no_quorum()), -1, "too few");
}

#[test]
fn there_is_a_weight_for_every_vote_that_counts() {
    let balance = Balance::of(&scenes::failing_over()).expect("a cluster votes");
    assert_eq!((balance.votes.len(), balance.majority.len()), (2, 2));
    assert_eq!(balance.votes.iter().filter(|vote| vote.is_witness).count(), 1);
}

#[test]
fn the_votes_say_in_advance_what_would_be_fatal() {
    for (scene, expected) in [
        (scenes::healthy(), "No single failure would stop the cluster now."),
        (scenes::split(), "Fatal next: EXCHMAILBOX1, File share witness."),
        (scenes::no_quorum(), "The cluster has stopped: it lacks 1 vote."),
    ] {
        let html = votes(scene);
        assert!(html.contains(expected), "{html}");
        assert!(html.contains("role=\"img\" aria-label=\"Balance: "), "{html}");
    }
}

#[test]
fn quorum_that_was_lost_unnoticed_is_not_called_safe() {
    let mut scene = scenes::no_quorum();
    scenes::quorum(&mut scene).is_held = true;
    let html = votes(scene);
    assert!(html.contains("has not counted again yet") && !html.contains("No single failure"), "{html}");
}

#[test]
fn queues_are_as_long_as_the_cells_that_show_them() {
    let table = StreamTable::of(&scenes::healthy());
    let count = |row: usize, state: &str| table.rows[row].cells.iter().filter(|cell| cell.state == state).count();
    assert_eq!(table.rows[1].queues, [("copy queue", 2)]);
    assert_eq!(count(1, "missing"), 2);
    assert_eq!(table.rows[2].queues, [("replay queue", 2)]);
    assert_eq!(count(2, "waiting") + count(1, "copied"), 2);
    assert_eq!(table.heads.last().map(|(_, head)| head.as_str()), Some("E00"));
    let open = table.rows[0].cells.last();
    assert_eq!(open.map(|cell| (cell.state, cell.fill)), Some(("open", 42)));
}

#[test]
fn lost_logs_are_marked_in_the_stream() {
    let table = StreamTable::of(&scenes::failing_over());
    assert_eq!(table.rows[0].cells.iter().filter(|cell| cell.state == "lost").count(), 3);
}

#[test]
fn the_stream_is_a_table_with_words_in_every_cell() {
    let html = ssr::html::<LogStream>(|| LogStreamProps { scene: Rc::new(scenes::healthy()) });
    assert!(html.contains("Log stream of First Storage Group</caption>"), "{html}");
    assert_eq!(html.matches("scope=\"row\"").count(), 3);
    let cells = html.matches("class=\"log-stream__cell\"").count();
    assert_eq!(cells, html.matches("class=\"log-stream__word\"").count());
    assert_eq!(cells % 3, 0);
    assert!(!html.contains("log-stream__word\"></span>"), "no cell is without words");
}

#[test]
fn the_gauge_tells_letters_and_people_and_what_comes_back() {
    let html = exposure(scenes::healthy());
    for words in
        ["31 letters and 15 other changes of 9 people", "28 letters come back from the dumpster", "3 letters gone"]
    {
        assert!(html.contains(words), "{html}");
    }
    let mut none = scenes::healthy();
    (none.exposure.letters, none.exposure.letters_covered, none.exposure.edits) = (0, 0, 0);
    let html = exposure(none.clone());
    assert!(html.contains("data-mood=\"well\"") && !html.contains("exposure__entry"), "{html}");
    assert!(html.contains("exposure__gauge"), "an empty gauge says that nothing is at stake");
    none.people.is_served = false;
    let html = exposure(none);
    assert!(!html.contains("exposure__gauge"), "without a mounted database there is nothing to measure: {html}");
}
