//! The drawing's place in the page: its width, and which part an event meant.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, ResizeObserver, SvgElement};
use yew::prelude::*;

/// Width of the element [px], kept up to date; nothing before it is in the page.
#[hook]
pub fn use_width(place: &NodeRef) -> Option<i32> {
    let width = use_state_eq(|| None::<i32>);
    let (setter, place) = (width.setter(), place.clone());
    use_effect_with((), move |()| {
        let element = place.cast::<Element>();
        let measured = element.clone();
        let measure = Closure::<dyn FnMut()>::new(move || {
            // A hidden place has no width and keeps the drawing it has.
            let now = measured.as_ref().map_or(0, Element::client_width);
            if now > 0 {
                setter.set(Some(now));
            }
        });
        // Observing also reports the width there is at the start.
        let observer = ResizeObserver::new(measure.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, &element) {
            observer.observe(element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(measure);
        }
    });
    *width
}

/// The component id of the part that an event happened on.
pub fn part_of(event: &Event) -> Option<AttrValue> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let part = element.closest("[data-of]").ok().flatten()?;
    part.get_attribute("data-of").map(AttrValue::from)
}

/// Gives the focus to the part `id` of the drawing.
pub fn focus_part(drawing: &NodeRef, id: &str) {
    let Some(parts) = drawing.cast::<Element>().and_then(|svg| svg.query_selector_all("[data-part]").ok()) else {
        return;
    };
    // Ids hold backslashes, so they are compared rather than put into a selector.
    let parts = (0..parts.length()).filter_map(|index| parts.get(index)?.dyn_into::<SvgElement>().ok());
    for part in parts {
        if part.get_attribute("data-part").is_some_and(|found| found == id) {
            // A part that cannot take the focus leaves it where it is.
            let _ = part.focus();
            return;
        }
    }
}
