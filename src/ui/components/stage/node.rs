//! A cluster node with its processes, connections and disks.

use super::shapes::{Chosen, line, mark, mood_word, moved_to, part, pill, rect, split, text, texts};
use crate::{
    model::scene::LogState,
    ui::view_model::{
        geometry::{Point, Rect},
        stage::{Chip, Cylinder, DatabaseCard, DisksCard, LogCard, NodeCard, Tile},
    },
};
use yew::prelude::*;

/// Draws a node and everything on it; its parts are beside it in the document, so that no button is inside another.
pub fn node(card: &NodeCard, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&card.texts);
    let content = html! {
        <>
            { texts(rest) }
            { for card.vote.map(mark) }
            { pill(&card.pill) }
        </>
    };
    let class = if card.is_owner { "stage-node stage-node--owner" } else { "stage-node" };
    html! {
        <>
            { for card.stems.iter().map(|stem| html! { <path class="stage-node__stem" d={line(stem)} aria-hidden="true" /> }) }
            { part(&card.part, class, chosen, 12, label, content) }
            { for card.chips.iter().map(|process| chip(process, "stage-chip", chosen)) }
            { for card.sockets.iter().map(|socket| chip(socket, "stage-socket", chosen)) }
            { for card.disks.iter().map(|set| disks(set, chosen)) }
        </>
    }
}

/// Draws a set of disks.
pub fn disks(card: &DisksCard, chosen: &Chosen<'_>) -> Html {
    html! {
        <>
            { for card.title.iter().map(text) }
            { logs(&card.logs, chosen) }
            { database(&card.database, chosen) }
        </>
    }
}

fn chip(chip: &Chip, class: &'static str, chosen: &Chosen<'_>) -> Html {
    let label = chip.text.as_ref().map(text).unwrap_or_default();
    part(&chip.part, class, chosen, 6, label, mark(chip.mark))
}

fn logs(card: &LogCard, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&card.texts);
    let content = html! {
        <>
            if let Some(sign) = card.mark { { mark(sign) } }
            { texts(rest) }
            <g>{ for card.tiles.iter().map(tile) }</g>
        </>
    };
    part(&card.part, "stage-volume", chosen, 8, label, content)
}

fn tile(tile: &Tile) -> Html {
    let place = tile.rect;
    let filled = Rect::new(place.x, place.bottom() - tile.filled, place.w, tile.filled);
    html! {
        <g key={u64::from(tile.generation)} class="stage-tile" data-state={log_word(tile.state)}>
            { rect(place, "stage-tile__ground", 4) }
            { rect(filled, "stage-tile__filled", 4) }
            { rect(place, "stage-tile__edge", 4) }
            { texts(&tile.texts) }
            if let Some(sign) = tile.mark { { mark(sign) } }
        </g>
    }
}

/// The word of a log's state in `data-state`.
pub const fn log_word(state: LogState) -> &'static str {
    match state {
        LogState::Open => "open",
        LogState::Closed => "closed",
        LogState::Copied => "copied",
        LogState::Inspected => "inspected",
        LogState::Replayed => "replayed",
        LogState::Missing => "missing",
        LogState::Lost => "lost",
    }
}

fn database(card: &DatabaseCard, chosen: &Chosen<'_>) -> Html {
    let (label, rest) = split(&card.texts);
    let content = html! {
        <>
            if let Some(sign) = card.mark { { mark(sign) } }
            { for card.database.iter().map(cylinder) }
            { texts(rest) }
        </>
    };
    part(&card.part, "stage-volume", chosen, 8, label, content)
}

fn cylinder(database: &Cylinder) -> Html {
    let Rect { x, y, w, h } = database.rect;
    let (rx, ry) = (w / 2, 6);
    let body = format!("M0 {ry}v{}a{rx} {ry} 0 0 0 {w} 0v-{}", h - 2 * ry, h - 2 * ry);
    let lid = format!("M0 {ry}a{rx} {ry} 0 0 1 {w} 0a{rx} {ry} 0 0 1 -{w} 0Z");
    html! {
        <g class="stage-cylinder" data-mood={mood_word(database.mood)}>
            <g transform={moved_to(Point::new(x, y))}>
                <path class="stage-cylinder__body" d={body} />
                <path class="stage-cylinder__lid" d={lid} />
            </g>
            { mark(database.mark) }
        </g>
    }
}
