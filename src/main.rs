//! The web page.

use failover_lab::ui::app::{App, AppProps};
use failover_lab::ui::platform::{Browser, PlatformRef};
use failover_lab::words;

/// Element that the page is drawn into; the static picture stands there until then.
const HOST: &str = "page";

fn main() {
    yew::set_custom_panic_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
        apologize();
    }));
    let host = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(HOST));
    if let Some(host) = host {
        let props = AppProps { platform: PlatformRef::new(Browser) };
        yew::Renderer::<App>::with_root_and_props(host, props).render();
    }
}

/// Says in the page that the lab has stopped; nothing else can be trusted to work then.
fn apologize() {
    let page = web_sys::window().and_then(|window| window.document());
    let (Some(page), Some(body)) = (page.as_ref(), page.as_ref().and_then(|page| page.body())) else { return };
    if let Ok(note) = page.create_element("p") {
        note.set_class_name("failure");
        let _ = note.set_attribute("role", "alert");
        note.set_text_content(Some(words::page_failed()));
        let _ = body.prepend_with_node_1(&note);
    }
}
