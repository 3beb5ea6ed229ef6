//! The second half of the page's program: shell, panels, settings. The first view does not need it.
//!
//! A build for readers takes the program apart (`cargo xtask build`) at the functions whose names begin with `second_half_`.
//! Whoever calls one of them has seen to it before that the second half is there: the desk, which keeps wishes until then, and
//! the start of the page, which waits for it when the address asks for a run. Every other build is whole from the start.

use super::intent::Intent;
use super::state::Tab;
use js_sys::{Object, Reflect, WebAssembly, futures::JsFuture};
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};

/// Whether the second half has to be there for what a person wants.
pub fn is_needed_for(intent: &Intent) -> bool {
    match intent {
        Intent::Enter(_)
        | Intent::EnterAndRun(_)
        | Intent::EnterUntilCopied(_)
        | Intent::Interrupt
        | Intent::Switch(_)
        | Intent::Begin(_)
        | Intent::Ask(_)
        | Intent::Select(_)
        | Intent::MoreJournal
        | Intent::WholeJournal(_)
        | Intent::Compare(_)
        | Intent::StepForward
        | Intent::StepBack
        | Intent::Settings(_) => true,
        Intent::Turn(tab) => *tab != Tab::TryNext,
        Intent::Run(_)
        | Intent::RunOrPause
        | Intent::Pace(_)
        | Intent::Seek(_)
        | Intent::Details(_)
        | Intent::Colour(_)
        | Intent::Noticed => false,
    }
}

/// Where the second half is.
#[derive(Debug, Default)]
pub enum SecondHalf {
    /// Nobody has asked for it.
    #[default]
    Apart,
    /// It is on its way, and these wishes wait for it in their order.
    Coming(Vec<Intent>),
    /// It is here.
    Here,
}

thread_local! {
    /// Whether it was loaded: a second time it would put its data back to where they began.
    static IS_HERE: Cell<bool> = const { Cell::new(false) };
}

/// Loads the second half, if this program was taken apart and it is not here yet.
///
/// # Errors
/// Whatever the browser says if the file does not come or cannot be used.
pub async fn load() -> Result<(), JsValue> {
    let first = wasm_bindgen::exports();
    if IS_HERE.get() || !Reflect::has(&first, &JsValue::from_str("second_half"))? {
        return Ok(());
    }
    let imports = Object::new();
    Reflect::set(&imports, &JsValue::from_str("first"), &first)?;
    let address = address().ok_or_else(|| JsValue::from_str("the page does not name its program"))?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let response: web_sys::Response = JsFuture::from(window.fetch_with_str(&address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&address));
    }
    let file = JsFuture::from(response.array_buffer()?).await?;
    let module = JsFuture::from(WebAssembly::compile(&file)).await?;
    JsFuture::from(WebAssembly::instantiate_module(module.unchecked_ref(), &imports)).await?;
    IS_HERE.set(true);
    Ok(())
}

/// The second half lies beside the first one, whose name holds what tells builds apart.
fn address() -> Option<String> {
    let link = web_sys::window()?.document()?.query_selector("link[href$='_bg.wasm']").ok()??;
    let first = link.dyn_into::<web_sys::HtmlLinkElement>().ok()?.href();
    Some(first.replace("_bg.wasm", "_second_half.wasm"))
}
