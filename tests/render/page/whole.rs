//! The whole page, put together.

use crate::ssr::html;
use failover_lab::ui::app::{App, AppProps};
use failover_lab::ui::platform::{Nowhere, PlatformRef};

fn page(query: &'static str) -> String {
    html::<App>(move || AppProps { platform: PlatformRef::new(Nowhere { query: query.into() }) })
}

#[test]
fn the_first_view_has_its_hooks_and_one_dominant_control() {
    let html = page("");
    assert!(html.contains("id=\"lab\"") && html.contains("data-ready=\"true\""), "{html}");
    assert!(html.contains("data-now-ms=\"0\"") && html.contains("data-digest=\""), "{html}");
    assert_eq!(html.matches(">Pull the plug<").count(), 1, "{html}");
    assert_eq!(html.matches("<h1").count(), 1);
    assert!(html.contains("role=\"log\"") && html.contains("role=\"tablist\""));
    for part in ["EXCHMAILBOX1", "EXCHMAILBOX2", "HUB1\\Witness"] {
        assert!(html.contains(&format!("data-part=\"{part}\"")), "{part}");
    }
}

#[test]
fn nothing_of_the_page_is_styled_in_place() {
    // A strict content policy forbids style attributes.
    for query in ["", "embed=1"] {
        assert!(!page(query).contains(" style=\""), "{query}");
    }
}

#[test]
fn an_embedded_page_has_picture_caption_and_time_and_the_rest_on_demand() {
    let html = page("embed=1");
    assert!(!html.contains("class=\"header\"") && !html.contains("role=\"tablist\""), "{html}");
    assert!(html.contains("class=\"stage\"") || html.contains("stage__drawing"), "{html}");
    assert!(html.contains("type=\"range\"") && html.contains("aria-expanded=\"false\""), "{html}");
}

#[test]
fn a_bad_address_opens_the_default_and_says_so_once() {
    let html = page("?seed=much&t=never&speed=fast");
    assert_eq!(html.matches("class=\"notices\"").count(), 1, "{html}");
    assert_eq!(html.matches("which cannot be").count(), 3, "{html}");
    assert!(html.contains("data-now-ms=\"0\""));
}

/// Each mode opens with its own parts, something to break, and a way through it.
#[test]
fn every_mode_has_its_parts_and_one_thing_to_do_first() {
    for (query, parts, first) in [
        ("scenario=lcr", ["EXCHMAILBOX", "EXCHMAILBOX\\CopyLogDisk"], "Break EXCHMAILBOX\\DatabaseDisk"),
        ("scenario=scc", ["EXCHMAILBOX2", "SharedDatabaseDisk"], "Pull the plug of EXCHMAILBOX1"),
        ("scenario=scc&nodes=8", ["EXCHMAILBOX8", "SharedLogDisk"], "Pull the plug of EXCHMAILBOX1"),
        ("scenario=ccr", ["EXCHMAILBOX2", "HUB1\\Witness"], "Pull the plug"),
        ("scenario=scr", ["EXCHMAILBOX", "EXCHSTANDBY\\LogDisk"], "Pull the plug of EXCHMAILBOX"),
        ("scenario=scr&source=ccr&targets=4", ["EXCHMAILBOX2", "EXCHSTANDBY4"], "Pull the plug of EXCHMAILBOX1"),
    ] {
        let html = page(query);
        for part in parts {
            assert!(html.contains(&format!("data-part=\"{part}\"")), "{query}: {part}");
        }
        assert!(html.contains(&format!(">{first}</button>")), "{query}: {first} in {html}");
        assert_eq!(html.matches("button--break").count(), 1, "{query}");
        assert!(!html.contains("class=\"notices\"") && html.contains("aria-current=\"step\""), "{query}");
    }
}
