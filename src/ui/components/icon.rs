//! Small signs inside buttons. They say nothing on their own: the button has a name.

use yew::prelude::*;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Time may pass.
    Play,
    /// Time stops.
    Pause,
    /// On to the next event.
    StepForward,
    /// Back to the last event.
    StepBack,
    /// To the beginning.
    ToStart,
    /// Light colours.
    Sun,
    /// Dark colours.
    Moon,
    /// Put away.
    Close,
    /// Settings.
    Sliders,
}

/// Properties of [`Icon`].
#[derive(Properties, PartialEq)]
pub struct IconProps {
    /// Which one.
    pub sign: Sign,
}

/// Draws a sign in the colour of the words around it.
#[component]
pub fn Icon(props: &IconProps) -> Html {
    let path = match props.sign {
        Sign::Play => "M5 3.2v9.6L13 8z",
        Sign::Pause => "M4.5 3h2.6v10H4.5zM8.9 3h2.6v10H8.9z",
        Sign::StepForward => "M3.5 3.2v9.6L10.5 8zM11 3h1.8v10H11z",
        Sign::StepBack => "M12.5 3.2v9.6L5.5 8zM3.2 3H5v10H3.2z",
        Sign::ToStart => "M13.6 3.2v9.6L8.6 8zM8.6 3.2v9.6L3.6 8zM2 3h1.6v10H2z",
        Sign::Sun => {
            "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM7.3 1h1.4v2.2H7.3zM7.3 12.8h1.4V15H7.3zM1 7.3h2.2v1.4H1zM12.8 7.3H15v1.4h-2.2zM3.5 2.5l1.6 1.6-1 1-1.6-1.6zM11.9 10.9l1.6 1.6-1 1-1.6-1.6zM12.5 2.5l1 1-1.6 1.6-1-1zM4.1 10.9l1 1-1.6 1.6-1-1z"
        }
        Sign::Moon => "M6.2 1.8a6.3 6.3 0 1 0 8 8A5.4 5.4 0 0 1 6.2 1.8z",
        Sign::Close => "M4.4 3.3 8 6.9l3.6-3.6 1.1 1.1L9.1 8l3.6 3.6-1.1 1.1L8 9.1l-3.6 3.6-1.1-1.1L6.9 8 3.3 4.4z",
        Sign::Sliders => {
            "M1.5 4h5V2.8h1.6V4h6.4v1.6H8.1v1.2H6.5V5.6h-5zM1.5 10.4h7V9.2h1.6v1.2h4.4V12h-4.4v1.2H8.5V12h-7z"
        }
    };
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={path} fill="currentColor" />
        </svg>
    }
}
