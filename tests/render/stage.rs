//! The drawing of the bench as HTML.

use crate::{modes, scenes, ssr};
use failover_lab::model::scene::Scene;
use failover_lab::ui::{
    components::stage::{Stage, StageProps},
    motion::Motion,
    view_model::stage::Picture,
};
use std::rc::Rc;
use yew::{AttrValue, Callback};

fn draw(scene: Scene, selected: Option<&'static str>, motion: Motion, width: i32) -> String {
    ssr::html::<Stage>(move || StageProps {
        scene: Rc::new(scene),
        selected: selected.map(AttrValue::from),
        on_select: Callback::noop(),
        motion,
        width: Some(width),
    })
}

fn count(html: &str, needle: &str) -> usize {
    html.matches(needle).count()
}

/// The opening tag of the part `id`.
fn tag<'a>(html: &'a str, id: &str) -> &'a str {
    let at = html.find(&format!("data-part=\"{id}\"")).expect("the part is drawn");
    let start = html[..at].rfind('<').expect("an attribute is in a tag");
    &html[start..=start + html[start..].find('>').expect("a tag ends")]
}

#[test]
fn every_part_is_a_named_button_with_its_state() {
    for (name, scene) in scenes::all() {
        for width in [320, 1040] {
            let picture = Picture::of(&scene, width);
            let html = draw(scene.clone(), None, Motion::Full, width);
            assert_eq!(count(&html, "data-part="), picture.parts().len(), "{name}");
            assert_eq!(count(&html, "role=\"button\""), picture.parts().len(), "{name}");
            for part in picture.parts() {
                let tag = tag(&html, &part.id);
                assert!(tag.contains(&format!("data-state=\"{}\"", part.state)), "{name}: {tag}");
                assert!(tag.contains("aria-label=\"") && !tag.contains("aria-label=\"\""), "{name}: {tag}");
            }
        }
    }
}

#[test]
fn the_name_of_a_part_begins_with_its_visible_words() {
    let html = draw(scenes::healthy(), None, Motion::Full, 1040);
    for (id, name) in [
        ("EXCHMAILBOX1", "EXCHMAILBOX1, active copy, up, 1 vote"),
        ("EXCHMAILBOX2\\Store", "Store, running, on EXCHMAILBOX2"),
        ("EXCHMAILBOX2\\Private", "Private connection of EXCHMAILBOX2, up"),
        ("HUB1", "HUB1, Hub Transport server, up. Queue: 4 letters. Dumpster: 8.6 of 18 MB"),
        ("HUB1\\Witness", "File share witness, reachable, locked by EXCHMAILBOX1"),
        ("EXCHMAILBOX2\\LogDisk", "Log volume of EXCHMAILBOX2, works: copy queue 2, replay queue 1"),
        ("Public", "Public network, up, carries clients, logs, heartbeats; heartbeats pass"),
    ] {
        let tag = tag(&html, id);
        assert!(tag.contains(&format!("aria-label=\"{name}\"")), "{tag}");
    }
}

/// Sources: DUMP, DUMPBLOG. Only CCR, and since Service Pack 1 LCR, has dumpsters; one a storage group.
#[test]
fn a_dumpster_is_drawn_only_where_one_is_kept() {
    type Parameters = &'static [(&'static str, &'static str)];
    let cases: [(&str, Parameters, bool); 7] = [
        ("ccr", &[], true),
        ("lcr", &[("build", "sp1")], true),
        ("scr", &[("source", "ccr")], true),
        ("lcr", &[], false),
        ("scc", &[], false),
        ("scr", &[], false),
        ("scr", &[("source", "scc")], false),
    ];
    for (mode, parameters, has_dumpster) in cases {
        let html = draw(modes::well(mode, parameters), None, Motion::Full, 1040);
        let drawn = [html.contains("ransport dumpster"), html.contains("class=\"stage-bar\"")];
        assert_eq!(drawn, [has_dumpster; 2], "{mode} {parameters:?}");
        let name = tag(&html, "HUB1");
        let told = name.contains("Dumpster: ") && name.contains(" of 18 MB");
        assert_eq!(told, has_dumpster, "{mode} {parameters:?}: {name}");
    }
}

/// Checkers of accessibility compare the two.
#[test]
fn the_words_inside_a_button_are_all_in_its_name() {
    for (name, scene) in scenes::all().into_iter().filter(|(name, _)| *name != "long-words") {
        let html = draw(scene, None, Motion::Full, 1040);
        for button in html.split("role=\"button\"").skip(1) {
            let label =
                button.split("aria-label=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
            let inside = button.split("stage-part__ring").next().unwrap_or_default();
            for text in inside.split("<text").skip(1) {
                let words = text.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
                assert!(label.contains(words), "{name}: \"{words}\" in \"{label}\"");
            }
        }
    }
}

#[test]
fn tab_leads_to_one_part_the_selected_one_or_the_active_node() {
    let unselected = draw(scenes::healthy(), None, Motion::Full, 1040);
    assert_eq!(count(&unselected, "tabindex=\"0\""), 1);
    assert!(tag(&unselected, "EXCHMAILBOX1").contains("tabindex=\"0\""));
    let selected = draw(scenes::healthy(), Some("Public"), Motion::Full, 1040);
    assert_eq!(count(&selected, "tabindex=\"0\""), 1);
    assert!(tag(&selected, "Public").contains("tabindex=\"0\""));
    assert!(tag(&selected, "Public").contains("aria-pressed=\"true\""));
    assert_eq!(count(&selected, "aria-pressed=\"true\""), 1);
    let unknown = draw(scenes::no_quorum(), Some("nobody"), Motion::Full, 1040);
    assert_eq!(count(&unknown, "tabindex=\"0\""), 1);
}

#[test]
fn the_drawing_is_a_named_group() {
    let html = draw(scenes::failing_over(), None, Motion::Full, 1040);
    let name = "aria-label=\"The cluster: EXCHCMS is Partially Online on EXCHMAILBOX2; 2 of 3 votes count.\"";
    assert!(html.contains("role=\"group\"") && html.contains(name), "{}", &html[..600]);
}

#[test]
fn letters_and_logs_fly_unless_less_motion_is_wanted() {
    let full = draw(scenes::healthy(), None, Motion::Full, 1040);
    assert_eq!((count(&full, "stage-flight--letter"), count(&full, "stage-flight--log")), (2, 1));
    let mut later = scenes::healthy();
    later.now = failover_lab::engine::SimTime::from_millis(later.now.as_millis() + 100);
    let places = |html: &str| {
        html.split("stage-flight--").skip(1).map(|rest| rest.chars().take(60).collect::<String>()).collect::<Vec<_>>()
    };
    assert_ne!(places(&draw(later.clone(), None, Motion::Full, 1040)), places(&full));
    let still = draw(scenes::healthy(), None, Motion::Reduced, 1040);
    assert_eq!(places(&draw(later, None, Motion::Reduced, 1040)), places(&still));
}

#[test]
fn what_is_cut_off_can_be_read_whole() {
    let html = draw(scenes::long_words(), None, Motion::Full, 1040);
    assert!(html.contains("…<title>Mailbox Database of the Northern Branch</title>") || html.contains("…<title>"));
    assert_eq!(count(&html, "…</text>"), 0, "every cut text has its whole as title");
}

/// The page's policy forbids styles in attributes.
#[test]
fn there_is_no_style_in_attributes_and_no_id() {
    for (_, scene) in scenes::all() {
        let html = draw(scene, None, Motion::Full, 390);
        assert!(!html.contains("style=") && !html.contains(" id="));
    }
}
