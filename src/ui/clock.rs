//! The one animation-frame loop: the only place where wall time enters.

use gloo::render::{AnimationFrame, request_animation_frame};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

type Tick = Box<dyn Fn(f64) -> bool>;

/// Calls a function once a picture with the wall time since the last one [ms], for as long as it says that it goes on.
///
/// Costs nothing while it sleeps, and the browser calls nothing while the page is hidden.
#[derive(Clone)]
pub struct Clock {
    parts: Rc<Parts>,
}

struct Parts {
    tick: Tick,
    last_ms: Cell<Option<f64>>,
    frame: RefCell<Option<AnimationFrame>>,
}

impl Clock {
    /// Makes a sleeping clock.
    pub fn new(tick: impl Fn(f64) -> bool + 'static) -> Clock {
        Clock { parts: Rc::new(Parts { tick: Box::new(tick), last_ms: Cell::new(None), frame: RefCell::new(None) }) }
    }

    /// Starts the loop, unless it runs.
    pub fn wake(&self) {
        if self.parts.frame.borrow().is_none() {
            self.ask();
        }
    }

    fn ask(&self) {
        let clock = self.clone();
        let frame = request_animation_frame(move |now_ms| clock.draw(now_ms));
        *self.parts.frame.borrow_mut() = Some(frame);
    }

    fn draw(&self, now_ms: f64) {
        let wall_ms = self.parts.last_ms.replace(Some(now_ms)).map_or(0.0, |last| now_ms - last);
        if (self.parts.tick)(wall_ms) {
            self.ask();
        } else {
            self.parts.last_ms.set(None);
            *self.parts.frame.borrow_mut() = None;
        }
    }
}
