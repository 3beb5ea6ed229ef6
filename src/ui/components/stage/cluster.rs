//! What belongs to the cluster as a whole: outline, lines, witness, networks, copy queue, clustered mailbox server.

use super::shapes::{Chosen, line, mark, moved_to, num, part, pill, rect, rounded_line, split, text, texts};
use crate::ui::view_model::{
    geometry::{Point, Rect},
    stage::{Badge, GulfCard, Picture, Pipe, QueueCard, VoterCard, Wire, WireKind},
};
use yew::prelude::*;

/// Draws what stands behind everything else.
pub fn backdrop(picture: &Picture) -> Html {
    html! {
        <g class="stage__backdrop">
            if let Some(frame) = picture.frame { { rect(frame, "stage__frame", 14) } }
            <g aria-hidden="true">{ for picture.wires.iter().map(wire) }</g>
            { for picture.gulf.iter().map(gulf) }
            if let Some(shared) = &picture.shared { { rect(shared.rect, "stage__shared", 12) } }
            { texts(&picture.heading) }
            { for picture.quorum.iter().map(pill) }
        </g>
    }
}

fn wire(wire: &Wire) -> Html {
    let kind = match wire.kind {
        WireKind::Mail => "stage-wire--mail",
        WireKind::Host => "stage-wire--host",
        WireKind::Lock => "stage-wire--lock",
        WireKind::Shipping => "stage-wire--shipping",
        WireKind::Cable => "stage-wire--cable",
        WireKind::Storage => "stage-wire--storage",
    };
    let arrow = match wire.points.as_slice() {
        [.., before, end] if wire.is_arrow => {
            let back = if end.x > before.x { -8 } else { 8 };
            Some(format!("M{} {}l{back}-5v10Z", end.x, end.y))
        }
        _ => None,
    };
    html! {
        <g class={classes!("stage-wire", kind, wire.is_live.then_some("stage-wire--live"))}>
            <path class="stage-wire__line" d={rounded_line(&wire.points, 8)} />
            if let Some(arrow) = arrow { <path class="stage-wire__arrow" d={arrow} /> }
        </g>
    }
}

/// Draws what lies between the source and its targets: two shores and the words between them.
fn gulf(card: &GulfCard) -> Html {
    let place = card.rect;
    let shore = |y: i32| {
        let waves = usize::try_from(place.w / 24).unwrap_or(0);
        format!("M{} {y}{}", place.x + (place.w % 24) / 2, "q6-5 12 0t12 0".repeat(waves))
    };
    html! {
        <g class="stage-gulf">
            { rect(place, "stage-gulf__water", 0) }
            <path class="stage-gulf__shore" d={shore(place.y)} aria-hidden="true" />
            <path class="stage-gulf__shore" d={shore(place.bottom())} aria-hidden="true" />
            { texts(&card.texts) }
        </g>
    }
}

/// Draws the witness or the quorum disk.
pub fn voter(card: &VoterCard, sign: &'static str, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&card.texts);
    let folder = Point::new(card.mark.at.x, card.mark.at.y + 18);
    let content = html! {
        <>
            { mark(card.mark) }
            <path class="stage-witness__folder" transform={moved_to(folder)} d={sign} aria-hidden="true" />
            { texts(rest) }
        </>
    };
    part(&card.part, "stage-witness", chosen, 8, label, content)
}

/// Draws a network.
pub fn pipe(pipe: &Pipe, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&pipe.texts);
    let tick = |(at, came): &(Point, bool)| {
        let class = if *came { "stage-pipe__beat" } else { "stage-pipe__beat stage-pipe__beat--missed" };
        html! { <path {class} transform={moved_to(*at)} d={if *came { "M0-3.5v7" } else { "M-2-2 2 2M2-2-2 2" }} /> }
    };
    let content = html! {
        <>
            { rect(pipe.bar, "stage-pipe__bar", pipe.bar.h / 2) }
            <g aria-hidden="true">{ for pipe.beats.iter().map(tick) }</g>
            if let Some(gap) = pipe.gap {
                <circle class="stage-pipe__gap" cx={num(gap.at.x)} cy={num(gap.at.y)} r="11" />
                { mark(gap) }
            }
            { texts(rest) }
        </>
    };
    let class = if pipe.is_silent { "stage-pipe stage-pipe--silent" } else { "stage-pipe" };
    part(&pipe.part, class, chosen, 6, label, content)
}

/// Draws the copy queue.
pub fn queue(card: &QueueCard) -> Html {
    let [from, to] = card.arrow;
    let back = |from: i32, to: i32| (from - to).signum() * 6;
    let (dx, dy) = (back(from.x, to.x), back(from.y, to.y));
    // Four pixels to each side of the arrow's line.
    let (sx, sy) = (dy * 2 / 3, dx * 2 / 3);
    let head = [Point::new(to.x + dx - sx, to.y + dy - sy.abs()), to, Point::new(to.x + dx + sx, to.y + dy + sy.abs())];
    html! {
        <g class={classes!("stage-queue", (!card.is_flowing).then_some("stage-queue--stopped"))}>
            <path class="stage-queue__arrow" d={line(&card.arrow)} aria-hidden="true" />
            if card.is_flowing { <path class="stage-queue__arrow" d={line(&head)} aria-hidden="true" /> }
            <g aria-hidden="true">{ for card.tiles.iter().map(|tile| rect(*tile, "stage-queue__log", 2)) }</g>
            { texts(&card.texts) }
        </g>
    }
}

/// Draws the clustered mailbox server.
pub fn badge(badge: &Badge) -> Html {
    let box_ = badge.pill.rect;
    let stem = Rect::new(box_.centre().x - 1, box_.bottom(), 2, 8);
    let head = badge.way.split_last().map(|(end, before)| (*end, before.last().copied().unwrap_or(*end)));
    html! {
        <g class="stage-badge" data-mood={super::shapes::mood_word(badge.pill.mood)}>
            <title>{ &badge.name }</title>
            if badge.is_owned { { rect(stem, "stage-badge__stem", 0) } }
            if !badge.way.is_empty() {
                <path class="stage-badge__way" d={rounded_line(&badge.way, 8)} aria-hidden="true" />
            }
            if let Some((end, before)) = head {
                <path class="stage-badge__head" transform={moved_to(end)} aria-hidden="true"
                    d={if end.y > before.y { "M-5-7h10L0 2Z" } else { "M-5 7h10L0-2Z" }} />
            }
            { rect(box_, "stage-badge__box", box_.h / 2) }
            { mark(badge.pill.mark) }
            <g class="stage-badge__words">{ text(&badge.pill.text) }</g>
            if let Some(step) = &badge.step { { text(step) } }
        </g>
    }
}
