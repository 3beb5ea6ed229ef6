//! What the page asks of the browser, behind a trait with a do-nothing twin for tests.

use super::second_half;
use super::view_model::query::{MotionChoice, Theme};
use std::ops::Deref;
use std::rc::Rc;

/// A browser, as far as the page needs one.
pub trait Platform {
    /// The address's query.
    fn query(&self) -> String;
    /// Puts another query into the address without a new page.
    fn replace_query(&self, query: &str);
    /// Reads what was kept under a key; nothing where storage is forbidden.
    fn kept(&self, key: &str) -> Option<String>;
    /// Keeps a value, where storage is allowed.
    fn keep(&self, key: &str, value: &str);
    /// Whether the person asked their system for less motion.
    fn prefers_reduced_motion(&self) -> bool;
    /// Whether the person's system is dark.
    fn prefers_dark(&self) -> bool;
    /// Tells the style sheets the colours and how much may move.
    fn dress(&self, theme: Theme, motion: MotionChoice);
    /// Width of the window [px]; nothing where there is none.
    fn width(&self) -> Option<i32>;
    /// Scrolls to what is marked with `data-reveal`, once it is drawn, unless its beginning is in sight.
    fn reveal(&self, mark: &'static str);
    /// Fetches the second half of the program, and calls back with whether it is there.
    fn fetch_second_half(&self, then: Box<dyn FnOnce(bool)>);
    /// A clock that only ever goes forward [ms].
    fn now_ms(&self) -> f64;
}

/// A platform to hand down; two are equal when they are the same one.
#[derive(Clone)]
pub struct PlatformRef(Rc<dyn Platform>);

impl PlatformRef {
    /// Wraps a platform.
    pub fn new(platform: impl Platform + 'static) -> Self {
        PlatformRef(Rc::new(platform))
    }
}

impl PartialEq for PlatformRef {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for PlatformRef {
    type Target = dyn Platform;
    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

/// The browser that the page runs in.
pub struct Browser;

impl Browser {
    fn matches(query: &str) -> bool {
        let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
        list.is_some_and(|list| list.matches())
    }

    /// Storage may throw on the mere sight of it, in frames and private windows.
    fn storage() -> Option<web_sys::Storage> {
        web_sys::window()?.local_storage().ok().flatten()
    }
}

impl Platform for Browser {
    fn query(&self) -> String {
        web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
    }

    fn replace_query(&self, query: &str) {
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            // Some sandboxed frames forbid it; the page works without.
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("?{query}")));
        }
    }

    fn kept(&self, key: &str) -> Option<String> {
        Browser::storage()?.get_item(key).ok().flatten()
    }

    fn keep(&self, key: &str, value: &str) {
        if let Some(storage) = Browser::storage() {
            // A full or forbidden store only means that the choice is forgotten.
            let _ = storage.set_item(key, value);
        }
    }

    fn prefers_reduced_motion(&self) -> bool {
        Browser::matches("(prefers-reduced-motion: reduce)")
    }

    fn prefers_dark(&self) -> bool {
        Browser::matches("(prefers-color-scheme: dark)")
    }

    fn dress(&self, theme: Theme, motion: MotionChoice) {
        let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.document_element());
        let Some(root) = root else { return };
        let set = |name: &str, value: Option<&str>| {
            let _ = match value {
                Some(value) => root.set_attribute(name, value),
                None => root.remove_attribute(name),
            };
        };
        set("data-theme", (theme != Theme::Auto).then(|| theme.name()));
        let motion = match motion {
            MotionChoice::Auto => None,
            MotionChoice::Full => Some("full"),
            MotionChoice::Reduced => Some("reduced"),
        };
        set("data-motion", motion);
    }

    fn width(&self) -> Option<i32> {
        let width = web_sys::window()?.inner_width().ok()?.as_f64()?;
        Some(width as i32)
    }

    fn reveal(&self, mark: &'static str) {
        let look = move || {
            let window = web_sys::window()?;
            let part = window.document()?.query_selector(&format!("[data-reveal={mark}]")).ok()??;
            let (top, height) = (part.get_bounding_client_rect().top(), window.inner_height().ok()?.as_f64()?);
            if !(0.0..height * 0.7).contains(&top) {
                part.scroll_into_view_with_bool(true);
            }
            Some(())
        };
        // Yew draws in a microtask: a moment later everything stands where it belongs.
        gloo::timers::callback::Timeout::new(30, move || {
            look();
        })
        .forget();
    }

    fn fetch_second_half(&self, then: Box<dyn FnOnce(bool)>) {
        yew::platform::spawn_local(async move {
            let loaded = second_half::load().await;
            if let Err(error) = &loaded {
                web_sys::console::warn_1(error);
            }
            then(loaded.is_ok());
        });
    }

    fn now_ms(&self) -> f64 {
        web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
    }
}

/// No browser at all: an address and nothing else.
#[derive(Default)]
pub struct Nowhere {
    /// The query that the page is to find.
    pub query: String,
}

impl Platform for Nowhere {
    fn query(&self) -> String {
        self.query.clone()
    }
    fn replace_query(&self, _query: &str) {}
    fn kept(&self, _key: &str) -> Option<String> {
        None
    }
    fn keep(&self, _key: &str, _value: &str) {}
    fn prefers_reduced_motion(&self) -> bool {
        true
    }
    fn prefers_dark(&self) -> bool {
        false
    }
    fn dress(&self, _theme: Theme, _motion: MotionChoice) {}
    fn width(&self) -> Option<i32> {
        None
    }
    fn reveal(&self, _mark: &'static str) {}
    fn fetch_second_half(&self, then: Box<dyn FnOnce(bool)>) {
        then(true);
    }
    fn now_ms(&self) -> f64 {
        0.0
    }
}
