//! Small shapes of which the drawing is made.

use crate::{
    model::scene::Mood,
    ui::view_model::{
        geometry::{Point, Rect},
        measure::Face,
        stage::{Anchor, Bar, Glyph, Mark, PartBox, Pill, Text, Tone},
    },
};
use std::fmt::Write as _;
use yew::prelude::*;

/// Which part is selected, and which one Tab leads to.
pub struct Chosen<'a> {
    /// Component id of the selected part.
    pub selected: Option<&'a str>,
    /// Component id of the part that Tab leads to.
    pub stop: &'a str,
}

/// The word of a mood in `data-mood`.
pub const fn mood_word(mood: Mood) -> &'static str {
    match mood {
        Mood::Well => "well",
        Mood::Active => "active",
        Mood::Idle => "idle",
        Mood::Busy => "busy",
        Mood::Warning => "warning",
        Mood::Bad => "bad",
    }
}

/// A part that can be chosen: a button with its `label`, and `content` that is drawn on it.
///
/// The content is beside the button in the document and lets the pointer through, so that the button's name begins with
/// all of its visible words.
pub fn part(part: &PartBox, class: &'static str, chosen: &Chosen<'_>, radius: i32, label: Html, content: Html) -> Html {
    let ring = part.rect.inset(-3);
    let tabindex = if part.id == chosen.stop { "0" } else { "-1" };
    let pressed = if chosen.selected == Some(part.id.as_str()) { "true" } else { "false" };
    html! {
        <g key={part.id.clone()} class={classes!("stage-part", class)} data-mood={mood_word(part.mood)} data-of={part.id.clone()}>
            <g class="stage-part__button" role="button" {tabindex} aria-label={part.name.clone()} aria-pressed={pressed}
                data-part={part.id.clone()} data-state={part.state}>
                { rect(part.rect, "stage-part__box", radius) }
                { label }
                { rect(ring, "stage-part__ring", radius + 3) }
            </g>
            <g class="stage-part__content" aria-hidden="true">{ content }</g>
        </g>
    }
}

/// A box with round corners.
pub fn rect(rect: Rect, class: &'static str, radius: i32) -> Html {
    html! {
        <rect {class} x={num(rect.x)} y={num(rect.y)} width={num(rect.w.max(0))} height={num(rect.h.max(0))} rx={num(radius)} />
    }
}

/// Words at their places.
pub fn texts(texts: &[Text]) -> Html {
    html! { <>{ for texts.iter().map(text) }</> }
}

/// Draws the words that are a part's label, which come first, and returns the others.
pub fn split(texts: &[Text]) -> (Html, &[Text]) {
    texts.split_first().map_or((Html::default(), texts), |(label, rest)| (text(label), rest))
}

/// Words at their place; what was cut off is in the title.
pub fn text(text: &Text) -> Html {
    let face = match text.face {
        Face::Head => "stage-text--head",
        Face::Strong => "stage-text--strong",
        Face::Small => "stage-text--small",
        Face::Mono => "stage-text--mono",
    };
    let anchor = match text.anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    let (tone, mood) = match text.tone {
        Tone::Ink => (None, None),
        Tone::Quiet => (Some("stage-text--quiet"), None),
        Tone::Vote => (Some("stage-text--vote"), None),
        Tone::Log => (Some("stage-text--log"), None),
        Tone::Mood(mood) => (Some("stage-text--mood"), Some(mood_word(mood))),
    };
    let cut = text.whole.is_some().then_some("stage-text--cut");
    html! {
        <text class={classes!("stage-text", face, tone, cut)} x={num(text.x)} y={num(text.y)} text-anchor={anchor} data-mood={mood}>
            { &text.shown }
            if let Some(whole) = &text.whole { <title>{ whole }</title> }
        </text>
    }
}

/// A sign.
pub fn mark(mark: Mark) -> Html {
    let (filled, drawn) = mark.glyph.paths();
    html! {
        <g class={classes!("stage-mark", format!("stage-mark--{}", mark.glyph.word()))} transform={moved_to(mark.at)} aria-hidden="true">
            if !filled.is_empty() { <path class="stage-mark__fill" d={filled} /> }
            if !drawn.is_empty() { <path class="stage-mark__line" d={drawn} /> }
        </g>
    }
}

/// A sign among words.
pub fn icon(glyph: Glyph) -> Html {
    html! {
        <svg class="stage-icon" viewBox="-8 -8 16 16" aria-hidden="true">{ mark(Mark { at: Point::new(0, 0), glyph }) }</svg>
    }
}

/// A rounded label with a sign.
pub fn pill(pill: &Pill) -> Html {
    html! {
        <g class="stage-pill" data-mood={mood_word(pill.mood)}>
            { rect(pill.rect, "stage-pill__box", pill.rect.h / 2) }
            { mark(pill.mark) }
            { text(&pill.text) }
        </g>
    }
}

/// A bar that is filled from the left.
pub fn bar(bar: Bar) -> Html {
    html! {
        <g class="stage-bar" aria-hidden="true">
            { rect(bar.rect, "stage-bar__whole", bar.rect.h / 2) }
            { rect(Rect { w: bar.filled, ..bar.rect }, "stage-bar__filled", bar.rect.h / 2) }
        </g>
    }
}

/// A line through `points`, as path data.
pub fn line(points: &[Point]) -> String {
    let mut path = String::new();
    for (index, point) in points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if index == 0 { 'M' } else { 'L' }, point.x, point.y);
    }
    path
}

/// A line through `points` with rounded corners, as path data.
pub fn rounded_line(points: &[Point], radius: i32) -> String {
    let mut path = String::new();
    for (index, point) in points.iter().enumerate() {
        if index == 0 || index + 1 == points.len() {
            let _ = write!(path, "{}{} {}", if index == 0 { 'M' } else { 'L' }, point.x, point.y);
            continue;
        }
        let (before, after) = (towards(*point, points[index - 1], radius), towards(*point, points[index + 1], radius));
        let _ = write!(path, "L{} {}Q{} {} {} {}", before.x, before.y, point.x, point.y, after.x, after.y);
    }
    path
}

/// The point at most `radius` from `corner` on the level or upright way to `other`, and not beyond its middle.
fn towards(corner: Point, other: Point, radius: i32) -> Point {
    let step = |from: i32, to: i32| from + ((to - from) / 2).clamp(-radius, radius);
    Point::new(step(corner.x, other.x), step(corner.y, other.y))
}

/// The `transform` that moves the origin to `at`.
pub fn moved_to(at: Point) -> String {
    format!("translate({} {})", at.x, at.y)
}

/// A number as an attribute.
pub fn num(number: i32) -> AttrValue {
    number.to_string().into()
}
