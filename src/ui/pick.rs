//! Which row of a list an event came from.
//!
//! A list listens once and finds the row by an attribute; so rows need no closures of their own.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The value of `attribute` on the nearest element around the event's target that has it.
pub fn picked(event: &Event, attribute: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&format!("[{attribute}]")).ok().flatten()?.get_attribute(attribute)
}

/// Whether the event's target uses the space bar itself: text fields, buttons, links and their like.
pub fn needs_space(event: &Event) -> bool {
    const SELECTOR: &str =
        "input:not([type=range]), textarea, select, button, summary, a, [role=button], [role=tab], [contenteditable]";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(SELECTOR).ok().flatten().is_some())
}
