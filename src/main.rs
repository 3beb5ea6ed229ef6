//! The web page.

use failover_lab::ui::app::{App, AppProps};
use failover_lab::ui::platform::{Browser, Platform, PlatformRef};
use failover_lab::ui::second_half;
use failover_lab::ui::view_model::query;
use failover_lab::words;

/// Element that the page is drawn into; the static picture stands there until then.
const HOST: &str = "page";

fn main() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        apologize(words::page_failed());
    }));
    if !query::asks_for_a_run(&Browser.query()) {
        return draw();
    }
    yew::platform::spawn_local(async {
        match second_half::load().await {
            Ok(()) => draw(),
            Err(error) => {
                web_sys::console::warn_1(&error);
                apologize(words::second_half_missing());
            }
        }
    });
}

/// Draws the page in the place of the static picture.
fn draw() {
    let host = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(HOST));
    if let Some(host) = host {
        let props = AppProps { platform: PlatformRef::new(Browser) };
        yew::Renderer::<App>::with_root_and_props(host, props).render();
    }
}

/// Says in the page, without the lab, that it has stopped or cannot begin.
fn apologize(words: &str) {
    let page = web_sys::window().and_then(|window| window.document());
    let (Some(page), Some(body)) = (page.as_ref(), page.as_ref().and_then(|page| page.body())) else { return };
    if let Ok(note) = page.create_element("p") {
        note.set_class_name("failure");
        let _ = note.set_attribute("role", "alert");
        note.set_text_content(Some(words));
        let _ = body.prepend_with_node_1(&note);
    }
}
