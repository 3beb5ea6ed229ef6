//! The live regions: the one place from which the page speaks to assistive technology.

use crate::ui::platform::PlatformRef;
use crate::ui::view_model::announce::{Announcer, GAP_MS, Topic};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`LiveRegions`].
#[derive(Properties, PartialEq)]
pub struct LiveRegionsProps {
    /// The caption as it is.
    pub caption: AttrValue,
    /// The page's latest answer and how many there were: the same words may come twice.
    pub told: (u32, AttrValue),
    /// The clock.
    pub platform: PlatformRef,
}

/// Speaks captions and answers, one a second at most, the newest first.
#[component]
pub fn LiveRegions(props: &LiveRegionsProps) -> Html {
    let announcer = use_mut_ref(Announcer::default);
    let timer = use_mut_ref(|| None::<Timeout>);
    let redraw = use_force_update();
    let hear = {
        let (announcer, timer, platform) = (Rc::clone(&announcer), Rc::clone(&timer), props.platform.clone());
        move |topic: Topic, text: &str| {
            announcer.borrow_mut().say(topic, text);
            speak(&announcer, &timer, &platform, &redraw);
        }
    };
    {
        let hear = hear.clone();
        use_effect_with(props.caption.clone(), move |caption| hear(Topic::Caption, caption));
    }
    use_effect_with(props.told.clone(), move |(_, text)| hear(Topic::Page, text));
    let announcer = announcer.borrow();
    let [one, other] = announcer.regions();
    html! {
        <div class="visually-hidden">
            <p role="status">{ one }</p>
            <p role="status">{ other }</p>
        </div>
    }
}

/// Speaks now if it is time, and comes back later if something still waits.
fn speak(
    announcer: &Rc<RefCell<Announcer>>,
    timer: &Rc<RefCell<Option<Timeout>>>,
    platform: &PlatformRef,
    redraw: &UseForceUpdateHandle,
) {
    if announcer.borrow_mut().speak(platform.now_ms()) {
        redraw.force_update();
    }
    if announcer.borrow().is_waiting() && timer.borrow().is_none() {
        let later = {
            let (announcer, timer, platform, redraw) =
                (Rc::clone(announcer), Rc::clone(timer), platform.clone(), redraw.clone());
            Timeout::new(GAP_MS as u32, move || {
                timer.borrow_mut().take();
                speak(&announcer, &timer, &platform, &redraw);
            })
        };
        *timer.borrow_mut() = Some(later);
    }
}
